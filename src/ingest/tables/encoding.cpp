#include "ingest/tables/encoding.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <fmt/core.h>

#include "base/text.h"

namespace cuibono::ingest {
namespace {

constexpr std::size_t kLooked = 4096; ///< bytes that tell UTF-16 without a mark

constexpr std::array<std::uint16_t, 32> kWindows1252{
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178}; // 0x80 to 0x9F

void append_utf8(std::string& out, std::uint32_t code) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80u | (code >> shift & 0x3Fu)); };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0u | code >> 6);
    tail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0u | code >> 12);
    tail(6), tail(0);
  } else {
    out += static_cast<char>(0xF0u | code >> 18);
    tail(12), tail(6), tail(0);
  }
}

// A surrogate without its partner becomes U+FFFD.
std::string from_utf16(std::string_view bytes, bool little_endian) {
  std::string out;
  out.reserve(bytes.size());
  const auto unit = [&](std::size_t i) {
    const auto first = static_cast<unsigned char>(bytes[i]), second = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<std::uint32_t>(little_endian ? first | second << 8 : first << 8 | second);
  };
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const auto code = unit(i);
    const bool leads = code >= 0xD800 && code < 0xDC00;
    const auto next = leads && i + 3 < bytes.size() ? unit(i + 2) : 0;
    if (leads && next >= 0xDC00 && next < 0xE000) {
      append_utf8(out, 0x10000 + ((code - 0xD800) << 10) + (next - 0xDC00));
      i += 2;
    } else {
      append_utf8(out, code >= 0xD800 && code < 0xE000 ? 0xFFFD : code);
    }
  }
  return out;
}

bool is_thai(unsigned char byte) { return (byte >= 0xA1 && byte <= 0xDA) || (byte >= 0xDF && byte <= 0xFB); }

std::string from_windows_874(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_thai(byte)) append_utf8(out, 0x0E01u + (byte - 0xA1u));
    else if (byte >= 0x80 && byte < 0xA0) append_utf8(out, kWindows1252[byte - 0x80]);
    else append_utf8(out, byte > 0xA0 ? 0xFFFD : byte);
  }
  return out;
}

// Thai comes in runs of letters beyond ASCII, all of which the code page has; accented letters stand alone among others.
bool looks_thai(std::string_view bytes) {
  std::size_t high = 0, thai = 0, in_runs = 0;
  bool before = false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    const bool is_high = byte >= 0x80, after = i + 1 < bytes.size() && static_cast<unsigned char>(bytes[i + 1]) >= 0x80;
    high += is_high;
    thai += is_thai(byte);
    in_runs += is_high && (before || after);
    before = is_high;
  }
  return high > 0 && thai * 20 >= high * 19 && in_runs * 10 >= high * 8;
}

enum class Utf16 { No, Little, Big };

// Without a byte order mark: the upper bytes are those of ASCII or Thai, and the lower ones almost never zero.
Utf16 find_utf16(std::string_view bytes) {
  const auto looked = std::min(bytes.size() & ~std::size_t{1}, kLooked);
  if (looked < 4) return Utf16::No;
  std::array<std::size_t, 2> upper{}, zero{};
  for (std::size_t i = 0; i < looked; ++i) {
    zero[i % 2] += bytes[i] == 0;
    upper[i % 2] += bytes[i] == 0 || bytes[i] == 0x0E;
  }
  const auto pairs = looked / 2;
  const auto fits = [&](std::size_t high) { return upper[high] * 10 >= pairs * 9 && zero[high] * 10 >= pairs && zero[1 - high] * 50 <= pairs; };
  return fits(1) ? Utf16::Little : fits(0) ? Utf16::Big : Utf16::No;
}

std::string from_windows_1252(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(out, byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80] : byte);
  }
  return out;
}

} // namespace

bool is_ascii(std::string_view text) {
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, 8);
    if (eight & 0x8080808080808080u) return false;
  }
  for (; at < text.size(); ++at)
    if (static_cast<unsigned char>(text[at]) >= 0x80) return false;
  return true;
}

DecodedText decode_text(std::string bytes) {
  const std::string_view view = bytes;
  if (view.starts_with("\xFF\xFE")) return {from_utf16(view.substr(2), true), {}};
  if (view.starts_with("\xFE\xFF")) return {from_utf16(view.substr(2), false), {}};
  if (view.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  if (const auto utf16 = find_utf16(bytes); utf16 != Utf16::No)
    return {from_utf16(bytes, utf16 == Utf16::Little), "has no byte order mark and was read as UTF-16, as every second byte is empty"};
  if (is_ascii(bytes) || base::is_valid_utf8(bytes)) return {std::move(bytes), {}};
  if (looks_thai(bytes)) return {from_windows_874(bytes), "is not valid UTF-8 and was read as Thai (Windows-874), whose letters its bytes are; check a few names"};
  return {from_windows_1252(bytes), "is not valid UTF-8 and was read as Windows-1252; check letters with accents"};
}

} // namespace cuibono::ingest
