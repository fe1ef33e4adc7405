#pragma once
// Bytes of text files as UTF-8, whatever they were written in.

#include <string>
#include <string_view>

namespace cuibono::ingest {

struct DecodedText {
  std::string utf8;
  std::string remark; ///< how the bytes were read, where that was a guess; otherwise empty
};

bool is_ascii(std::string_view text);

/// UTF-8 or UTF-16 by the byte order mark, which is taken off. Without one: UTF-16 where every second byte is that of ASCII or
/// Thai, else UTF-8, and where that is not valid Windows-874 for text in Thai and Windows-1252 for any other.
DecodedText decode_text(std::string bytes);

} // namespace cuibono::ingest
