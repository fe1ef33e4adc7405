#include "ingest/graphs/text_lines.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace cuibono::ingest {
namespace {

constexpr std::string_view kBlanks = " \t\f\v";

void skip_blanks(std::string_view& rest) { rest.remove_prefix(std::min(rest.find_first_not_of(kBlanks), rest.size())); }

std::size_t closing_quote(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '\\') ++i;
    else if (text[i] == '"') return i;
  }
  return text.npos;
}

} // namespace

std::optional<std::string_view> TextLines::next() {
  if (rest_.empty()) return {};
  ++number_;
  const auto end = std::min(rest_.find_first_of("\r\n"), rest_.size());
  const auto line = rest_.substr(0, end);
  rest_.remove_prefix(end);
  const bool is_pair = rest_.size() > 1 && rest_[0] != rest_[1] && (rest_[1] == '\r' || rest_[1] == '\n');
  rest_.remove_prefix(std::min<std::size_t>(is_pair ? 2 : 1, rest_.size()));
  return line;
}

std::optional<Word> next_word(std::string_view& rest) {
  skip_blanks(rest);
  if (rest.empty()) return {};
  Word word;
  word.is_quoted = rest.front() == '"';
  auto end = word.is_quoted ? closing_quote(rest) : rest.find_first_of(kBlanks);
  word.is_closed = !word.is_quoted || end != rest.npos;
  end = std::min(end, rest.size());
  word.text = word.is_quoted ? rest.substr(1, end - 1) : rest.substr(0, end);
  rest.remove_prefix(std::min(end + (word.is_quoted ? 1 : 0), rest.size()));
  return word;
}

std::string unescaped(std::string_view quoted) {
  std::string out;
  out.reserve(quoted.size());
  for (std::size_t i = 0; i < quoted.size(); ++i) {
    const bool escapes = quoted[i] == '\\' && i + 1 < quoted.size() && (quoted[i + 1] == '"' || quoted[i + 1] == '\\');
    out += escapes ? quoted[++i] : quoted[i];
  }
  return out;
}

std::optional<std::uint64_t> parse_count(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size() || value >> 63 != 0) return {};
  return value;
}

bool skip_word(std::string_view& rest, std::string_view word) {
  auto after = rest;
  skip_blanks(after);
  if (base::to_lower(after.substr(0, word.size())) != word) return false;
  after.remove_prefix(word.size());
  if (!after.empty() && kBlanks.find(after.front()) == kBlanks.npos) return false;
  rest = after;
  return true;
}

} // namespace cuibono::ingest
