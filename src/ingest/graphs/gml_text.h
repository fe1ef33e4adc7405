#pragma once
// The tokens of GML. Views point into the text, which outlives them.

#include <cstdint>
#include <string>
#include <string_view>

namespace cuibono::ingest {

enum class GmlToken { Key, Number, Text, Open, Close, End, Broken };

class GmlReader {
 public:
  explicit GmlReader(std::string_view text) : text_(text) {}

  /// The next token; white space and lines that begin with `#` are passed over. Broken: a quote that is never closed.
  GmlToken next();
  /// The key, the number, or the text between the quotes, as it stands in the file.
  std::string_view value() const { return value_; }
  /// Line on which the last token began, from 1.
  std::uint64_t line() const { return line_of_token_; }

 private:
  void skip_blanks();
  GmlToken quoted();

  std::string_view text_, value_;
  std::size_t at_ = 0;
  std::uint64_t line_ = 1, line_of_token_ = 1;
};

/// The text with its HTML entities (`&amp;`, `&eacute;`, `&#233;`, `&#xE9;`) replaced; an unknown one stays as it is.
std::string without_entities(std::string_view text);

} // namespace cuibono::ingest
