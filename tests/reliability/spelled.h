#pragma once
// Whether a word is in some bytes, however it is spelled there: UTF-8 in either case, UTF-16 in either order, percent
// signs, hexadecimal, JSON escapes, base64 from any of its three starts.

#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace cuibono::reliability {

inline std::string hex(std::string_view word, std::string_view before, bool capitals) {
  std::string text;
  for (const unsigned char c : word) (text += before) += capitals ? fmt::format("{:02X}", c) : fmt::format("{:02x}", c);
  return text;
}

inline std::string utf16(std::string_view word, bool big_endian) {
  std::string text;
  for (const char c : word) (big_endian ? text += '\0' : text += c) += big_endian ? c : '\0';
  return text;
}

inline std::string base64(std::string_view bytes) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t at = 0; at + 3 <= bytes.size(); at += 3) {
    const auto three = static_cast<unsigned>(static_cast<unsigned char>(bytes[at])) << 16 |
                       static_cast<unsigned>(static_cast<unsigned char>(bytes[at + 1])) << 8 | static_cast<unsigned char>(bytes[at + 2]);
    for (const int shift : {18, 12, 6, 0}) text += kLetters[three >> shift & 63u];
  }
  return text;
}

/// The letters of base64 that depend on the word alone, for each way in which it can lie across the groups of three.
inline std::string base64_core(std::string_view word, std::size_t skipped) {
  word.remove_prefix(skipped);
  return base64(word.substr(0, word.size() / 3 * 3));
}

inline std::vector<std::string> spellings(const std::string& word) {
  std::string small = word, capital = word;
  std::ranges::transform(small, small.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  std::ranges::transform(capital, capital.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  std::vector<std::string> all{word, small, capital, utf16(word, false), utf16(word, true)};
  for (const char* before : {"%", "", "\\u00"})
    for (const bool capitals : {false, true}) all.push_back(hex(word, before, capitals));
  for (const std::size_t skipped : {0, 1, 2}) all.push_back(base64_core(word, skipped));
  return all;
}

inline bool has_bytes(std::string_view text, std::string_view bytes) {
  return ::memmem(text.data(), text.size(), bytes.data(), bytes.size()) != nullptr;
}

inline bool is_spelled_in(std::string_view text, const std::string& word) {
  return std::ranges::any_of(spellings(word), [&](const std::string& spelling) { return has_bytes(text, spelling); });
}

} // namespace cuibono::reliability
