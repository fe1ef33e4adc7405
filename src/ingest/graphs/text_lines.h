#pragma once
// Plain text of graph formats cut into lines and words. Views into the caller's text; nothing is copied.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cuibono::ingest {

/// Lines whatever ends them: LF, CR, CRLF or LFCR.
class TextLines {
 public:
  explicit TextLines(std::string_view text) : rest_(text) {}

  /// The next line without its end; nothing after the last.
  std::optional<std::string_view> next();
  /// Of the line last read, from 1.
  std::uint64_t number() const { return number_; }

 private:
  std::string_view rest_;
  std::uint64_t number_ = 0;
};

/// What stands between blanks, or between double quotes, in which `\"` is a quote.
struct Word {
  std::string_view text; ///< without the quotes, escapes as they stand
  bool is_quoted = false;
  bool is_closed = true; ///< false: the quote that opens it has no partner
};

/// Takes the next word off the line; nothing where only blanks are left.
std::optional<Word> next_word(std::string_view& rest);

/// `\"` and `\\` as `"` and `\`, as the shell and the writers of Pajek files have it.
std::string unescaped(std::string_view quoted);

/// The whole text as a whole number from 0 to 2^63 - 1; nothing otherwise.
std::optional<std::uint64_t> parse_count(std::string_view text);

/// Takes `word` and the blanks before it off the front, ASCII case ignored; whether it stood there as a whole word.
bool skip_word(std::string_view& rest, std::string_view word);

} // namespace cuibono::ingest
