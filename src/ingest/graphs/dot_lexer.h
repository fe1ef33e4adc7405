#pragma once
// The words of the DOT language (graphviz.org/doc/info/lang.html). Owned by one reader.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"

namespace cuibono::ingest {

enum class DotKind { End, Id, Html, Keyword, Symbol, Edge };

struct DotToken {
  DotKind kind = DotKind::End;
  std::string text; ///< of an id without quotes, `\"` as `"`, other escapes as they stand; of HTML without the outer `<>`;
                    ///< of a keyword in lower case
  std::uint64_t line = 1;
  bool is_quoted = false;

  bool is(DotKind wanted, std::string_view word) const { return kind == wanted && text == word; }
};

class DotLexer {
 public:
  explicit DotLexer(std::string_view text) : text_(text) {}

  /// Strings joined by `+` are one token. Fails, with the line alone as place, for what is never closed or no word of DOT.
  base::Result<DotToken> next();
  /// Numbers that run into letters, as `1a`, which are two words for Graphviz.
  std::uint64_t split_numbers() const { return split_numbers_; }

 private:
  base::Result<void> skip_blanks();
  base::Result<DotToken> quoted();
  base::Result<DotToken> joined();
  base::Result<DotToken> html();
  DotToken name();
  DotToken number();
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool is_number_ahead() const;
  bool at_line_start() const { return at_ == 0 || text_[at_ - 1] == '\n' || text_[at_ - 1] == '\r'; }

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint64_t line_ = 1, split_numbers_ = 0;
};

/// The bytes as UTF-8 where the attribute `charset` says that they are Latin-1 and they are not valid UTF-8; else as they are.
std::string without_latin_1(std::string bytes);

} // namespace cuibono::ingest
