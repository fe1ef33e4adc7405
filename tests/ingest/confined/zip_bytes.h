#pragma once
// Zip files as no honest program writes them: each number in their headers as wanted.

#include <cstdint>
#include <string>
#include <vector>

namespace cuibono::ingest::testing {

struct ZipEntry {
  std::string name;
  std::string data;               ///< as it stands in the file
  std::uint16_t method = 0;       ///< 0 stored, 8 deflated
  std::uint64_t size = 0;         ///< as declared, unpacked
  std::uint32_t crc = 0;
  bool shares_data = false;       ///< its header points at the entry before it
};

inline void put(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xff);
}

inline std::string zip_of(const std::vector<ZipEntry>& entries) {
  std::string out, directory;
  std::uint64_t at = 0;
  for (const auto& entry : entries) {
    const bool large = entry.size > 0xfffffffe;
    std::string zip64;
    if (large) put(zip64, 1, 2), put(zip64, 8, 2), put(zip64, entry.size, 8);
    const auto common = [&](std::string& to) {
      put(to, 45, 2), put(to, 0, 2), put(to, entry.method, 2), put(to, 0, 4), put(to, entry.crc, 4);
      put(to, entry.data.size(), 4), put(to, large ? 0xffffffff : entry.size, 4), put(to, entry.name.size(), 2), put(to, zip64.size(), 2);
    };
    if (!entry.shares_data) {
      at = out.size();
      put(out, 0x04034b50, 4), common(out);
      out += entry.name + zip64 + entry.data;
    }
    put(directory, 0x02014b50, 4), put(directory, 45, 2), common(directory);
    put(directory, 0, 2), put(directory, 0, 2), put(directory, 0, 2), put(directory, 0, 4), put(directory, at, 4);
    directory += entry.name + zip64;
  }
  const auto start = out.size();
  out += directory;
  put(out, 0x06054b50, 4), put(out, 0, 4), put(out, entries.size(), 2), put(out, entries.size(), 2);
  put(out, directory.size(), 4), put(out, start, 4), put(out, 0, 2);
  return out;
}

/// A deflate stream of `count` zero bytes (a multiple of 258, and one more): one block of fixed codes (RFC 1951, 3.2.6), in
/// which 13 bits repeat 258 bytes.
inline std::string deflated_zeros(std::uint64_t count) {
  std::string out;
  std::uint32_t held = 0;
  int bits = 0;
  const auto put_bit = [&](unsigned bit) {
    held |= (bit & 1u) << bits;
    if (++bits == 8) out += static_cast<char>(held), held = 0, bits = 0;
  };
  const auto code = [&](unsigned value, int length) { // Huffman codes stand with their first bit first
    for (int i = length - 1; i >= 0; --i) put_bit(value >> i);
  };
  put_bit(1), put_bit(1), put_bit(0); // the last block, of fixed codes
  code(0x30, 8);                      // literal 0
  for (std::uint64_t i = 0; i < count / 258; ++i) code(0xc5, 8), code(0, 5); // length 258, distance 1
  code(0, 7);                         // end
  while (bits > 0) put_bit(0);
  return out;
}

} // namespace cuibono::ingest::testing
