#include "ingest/confined/wire_text.h"

#include "base/text.h"
#include "ingest/tables/encoding.h"

namespace cuibono::ingest::confined {

void WireWriter::text(std::string_view text) {
  if (base::is_valid_utf8(text)) raw_text(text);
  else raw_text(decode_text(std::string(text)).utf8);
}

std::uint64_t WireReader::long_number() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(rest_[0]);
    rest_.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & 0x7Fu) << shift;
    if (byte < 0x80 && (shift < 63 || byte < 2)) return value;
  }
  give_up();
  return 0;
}

std::size_t WireReader::count() {
  const auto count = number();
  if (count <= rest_.size()) return count;
  give_up();
  return 0;
}

std::string_view WireReader::bytes(std::uint64_t length) {
  if (length > rest_.size()) {
    give_up();
    return {};
  }
  const auto bytes = rest_.substr(0, length);
  rest_.remove_prefix(length);
  return bytes;
}

std::string WireReader::text() {
  const auto text = bytes(number());
  if (!base::is_valid_utf8(text)) {
    give_up();
    return {};
  }
  return std::string(text);
}

} // namespace cuibono::ingest::confined
