#pragma once
// Bytes as text and back, and libsodium made ready.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cuibono::protect {

/// Must have run before any other call into libsodium; cheap to repeat.
void start();

std::string to_hex(std::span<const unsigned char> bytes);
std::string to_base64(std::span<const unsigned char> bytes);

/// Nothing where the text is not the whole of such bytes.
std::optional<std::vector<unsigned char>> from_hex(std::string_view text);
std::optional<std::vector<unsigned char>> from_base64(std::string_view text);

/// Overwrites a secret text with zeros and empties it.
void wipe(std::string& secret);

inline const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

} // namespace cuibono::protect
