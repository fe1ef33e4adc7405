#include "protect/bytes.h"

#include <sodium.h>

#include <cstdlib>

namespace cuibono::protect {

// sodium_init fails only where the system gives no random bytes: nothing can be protected there.
void start() {
  if (sodium_init() < 0) std::abort();
}

std::string to_hex(std::span<const unsigned char> bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();
  return text;
}

std::string to_base64(std::span<const unsigned char> bytes) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();
  return text;
}

std::optional<std::vector<unsigned char>> from_hex(std::string_view text) {
  if (text.empty()) return std::vector<unsigned char>();
  std::vector<unsigned char> bytes(text.size() / 2);
  std::size_t written = 0;
  const char* end = nullptr;
  if (sodium_hex2bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &written, &end) != 0) return {};
  if (end != text.data() + text.size() || written != bytes.size()) return {};
  return bytes;
}

std::optional<std::vector<unsigned char>> from_base64(std::string_view text) {
  if (text.empty()) return std::vector<unsigned char>();
  std::vector<unsigned char> bytes(text.size() / 4 * 3 + 3);
  std::size_t written = 0;
  const char* end = nullptr;
  const int wrong = sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &written, &end,
                                      sodium_base64_VARIANT_ORIGINAL);
  if (wrong || end != text.data() + text.size()) return {};
  bytes.resize(written);
  return bytes;
}

void wipe(std::string& secret) {
  sodium_memzero(secret.data(), secret.size());
  secret.clear();
}

} // namespace cuibono::protect
