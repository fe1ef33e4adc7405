#include "ingest/graphs/dot_lexer.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <utility>

#include "base/text.h"
#include "ingest/cell.h"

namespace cuibono::ingest {
namespace {

using base::Result;

constexpr std::array<std::string_view, 6> kKeywords{"strict", "graph", "digraph", "node", "edge", "subgraph"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool begins_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

tl::unexpected<base::Error> failure(std::string what, std::uint64_t line, std::string remedy) {
  return base::fail(base::ErrorKind::Input, std::move(what), fmt::format("line {}", line), std::move(remedy));
}

bool says_latin_1(std::string_view bytes) {
  DotLexer lexer(bytes);
  std::string before, last;
  for (auto token = lexer.next(); token && token->kind != DotKind::End; token = lexer.next()) {
    const auto word = base::to_lower(token->text);
    const bool is_latin_1 = word == "latin1" || word == "latin-1" || word == "l1" || word == "iso-8859-1" || word == "iso_8859-1";
    if (is_latin_1 && last == "=" && before == "charset") return true;
    before = std::exchange(last, word);
  }
  return false;
}

} // namespace

// Blanks, comments of C and C++, and lines that begin with #, which are a preprocessor's.
Result<void> DotLexer::skip_blanks() {
  for (; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    const bool is_line_comment = (c == '#' && at_line_start()) || (c == '/' && peek(1) == '/');
    if (is_line_comment) {
      at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
      if (at_ == text_.size()) return {};
    } else if (c == '/' && peek(1) == '*') {
      const auto end = text_.find("*/", at_ + 2);
      if (end == text_.npos) return failure("a comment is opened and never closed", line_, "close it with */");
      line_ += static_cast<std::uint64_t>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(at_), text_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
      at_ = end + 1;
      continue;
    } else if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v') {
      return {};
    }
    const bool ends_line = text_[at_] == '\n' || (text_[at_] == '\r' && peek(1) != '\n');
    if (ends_line) ++line_;
  }
  return {};
}

// A backslash before a line end joins the lines; `\"` is a quote; every other escape is the label's and stays.
Result<DotToken> DotLexer::quoted() {
  DotToken token{DotKind::Id, {}, line_, true};
  for (++at_; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (c == '"') {
      ++at_;
      return token;
    }
    const bool joins_lines = c == '\\' && (peek(1) == '\n' || peek(1) == '\r');
    if (c == '\n' || joins_lines) ++line_;
    if (joins_lines) at_ += peek(1) == '\r' && peek(2) == '\n' ? 2 : 1;
    else if (c == '\\' && peek(1) == '"') token.text += '"', ++at_;
    else if (c == '\\' && peek(1) == '\\') token.text += "\\\\", ++at_;
    else token.text += c;
  }
  return failure("a quote is opened and never closed", token.line, "close it; a quote inside is written \\\"");
}

Result<DotToken> DotLexer::html() {
  DotToken token{DotKind::Html, {}, line_, false};
  const auto begin = ++at_;
  for (int depth = 1; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (c == '\n') ++line_;
    if (c == '<') ++depth;
    if (c == '>' && --depth == 0) {
      token.text = text_.substr(begin, at_ - begin);
      ++at_;
      return token;
    }
  }
  return failure("a < is opened and never closed", token.line, "close the HTML text with >");
}

DotToken DotLexer::name() {
  DotToken token{DotKind::Id, {}, line_, false};
  const auto begin = at_;
  while (begins_name(peek()) || is_digit(peek())) ++at_;
  token.text = text_.substr(begin, at_ - begin);
  auto lower = base::to_lower(token.text);
  if (std::ranges::find(kKeywords, lower) != kKeywords.end()) {
    token.kind = DotKind::Keyword;
    token.text = std::move(lower);
  }
  return token;
}

bool DotLexer::is_number_ahead() const {
  const std::size_t sign = peek() == '-' ? 1 : 0;
  return is_digit(peek(sign)) || (peek(sign) == '.' && is_digit(peek(sign + 1)));
}

DotToken DotLexer::number() {
  DotToken token{DotKind::Id, {}, line_, false};
  const auto begin = at_;
  if (peek() == '-') ++at_;
  while (is_digit(peek())) ++at_;
  if (peek() == '.') ++at_;
  while (is_digit(peek())) ++at_;
  token.text = text_.substr(begin, at_ - begin);
  if (begins_name(peek())) ++split_numbers_;
  return token;
}

Result<DotToken> DotLexer::joined() {
  auto token = quoted();
  while (token) {
    if (const auto skipped = skip_blanks(); !skipped) return tl::unexpected(skipped.error());
    if (peek() != '+') return token;
    ++at_;
    if (const auto skipped = skip_blanks(); !skipped) return tl::unexpected(skipped.error());
    if (peek() != '"') return failure("a + is not followed by a quoted text", line_, "join quoted texts only");
    const auto more = quoted();
    if (!more) return more;
    token->text += more->text;
  }
  return token;
}

Result<DotToken> DotLexer::next() {
  if (const auto skipped = skip_blanks(); !skipped) return tl::unexpected(skipped.error());
  if (at_ == text_.size()) return DotToken{DotKind::End, {}, line_, false};
  const char c = peek();
  if (c == '"') return joined();
  if (c == '<') return html();
  if (begins_name(c)) return name();
  if (c == '-' && (peek(1) == '-' || peek(1) == '>')) {
    at_ += 2;
    return DotToken{DotKind::Edge, std::string(text_.substr(at_ - 2, 2)), line_, false};
  }
  if (is_number_ahead()) return number();
  if (std::string_view("{}[];,=:").find(c) == std::string_view::npos)
    return failure(fmt::format("{} is no word of the DOT language", in_quotes(text_.substr(at_, 1))), line_, "put it in quotes");
  ++at_;
  return DotToken{DotKind::Symbol, std::string(1, c), line_, false};
}

std::string without_latin_1(std::string bytes) {
  if (base::is_valid_utf8(bytes) || !says_latin_1(bytes)) return bytes;
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) text += static_cast<char>(0xC0 | byte >> 6);
    text += byte >= 0x80 ? static_cast<char>(0x80 | (byte & 0x3F)) : c;
  }
  return text;
}

} // namespace cuibono::ingest
