#include "ingest/graphs/gml_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/text.h"

namespace cuibono::ingest {
namespace {

constexpr std::string_view kBlanks = " \t\r\n\f\v";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_number(std::string_view word) {
  if (word.starts_with('+') || word.starts_with('-')) word.remove_prefix(1);
  const auto lower = base::to_lower(word);
  if (lower == "inf" || lower == "nan" || lower == "infinity") return true;
  if (!word.empty() && !is_digit(word[0]) && word[0] != '.') return false;
  double value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  return end == word.data() + word.size() && end != word.data() && error != std::errc::invalid_argument;
}

// Letters of ISO 8859-1 from 160 on, under their names in HTML 4.
constexpr std::array<std::string_view, 96> kLatin1{
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",    "copy",   "ordf",   "laquo",
    "not",    "shy",    "reg",    "macr",   "deg",    "plusmn", "sup2",   "sup3",   "acute",  "micro",  "para",   "middot",
    "cedil",  "sup1",   "ordm",   "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde",
    "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave", "Iacute", "Icirc",  "Iuml",
    "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde", "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",
    "Uuml",   "Yacute", "THORN",  "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil",
    "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",   "eth",    "ntilde", "ograve", "oacute",
    "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave", "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};
struct Entity { std::string_view name; std::uint32_t code; };
constexpr std::array<Entity, 16> kOthers{{{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}, {"euro", 0x20AC},
                                          {"ndash", 0x2013}, {"mdash", 0x2014}, {"lsquo", 0x2018}, {"rsquo", 0x2019},
                                          {"ldquo", 0x201C}, {"rdquo", 0x201D}, {"bull", 0x2022}, {"hellip", 0x2026},
                                          {"trade", 0x2122}, {"OElig", 0x152}}};

std::optional<std::uint32_t> numbered(std::string_view digits) {
  const bool hexadecimal = digits.starts_with('x') || digits.starts_with('X');
  if (hexadecimal) digits.remove_prefix(1);
  std::uint32_t code = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, hexadecimal ? 16 : 10);
  const bool is_whole = error == std::errc{} && end == digits.data() + digits.size();
  if (!is_whole || code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return std::nullopt;
  return code;
}

std::optional<std::uint32_t> code_of(std::string_view entity) {
  if (entity.starts_with('#')) return numbered(entity.substr(1));
  if (const auto* other = std::ranges::find(kOthers, entity, &Entity::name); other != kOthers.end()) return other->code;
  const auto* letter = std::ranges::find(kLatin1, entity);
  if (letter == kLatin1.end()) return std::nullopt;
  return 160 + static_cast<std::uint32_t>(letter - kLatin1.begin());
}

void append_utf8(std::string& out, std::uint32_t code) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80u | (code >> shift & 0x3Fu)); };
  if (code < 0x80) return void(out += static_cast<char>(code));
  if (code < 0x800) return void(out += static_cast<char>(0xC0u | code >> 6)), tail(0);
  if (code < 0x10000) return void(out += static_cast<char>(0xE0u | code >> 12)), tail(6), tail(0);
  out += static_cast<char>(0xF0u | code >> 18);
  tail(12), tail(6), tail(0);
}

} // namespace

std::string without_entities(std::string_view text) {
  constexpr std::size_t kLongest = 10;
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto end = text[at] == '&' ? text.substr(at, kLongest).find(';') : text.npos;
    const auto code = end == text.npos ? std::nullopt : code_of(text.substr(at + 1, end - 1));
    if (code) append_utf8(out, *code);
    else out += text[at];
    at += code ? end + 1 : 1;
  }
  return out;
}

// A `#` begins a comment where a token could begin: in GML no token does.
void GmlReader::skip_blanks() {
  while (at_ < text_.size()) {
    if (text_[at_] == '#') at_ = std::min(text_.find('\n', at_), text_.size());
    else if (kBlanks.find(text_[at_]) == kBlanks.npos) return;
    if (at_ < text_.size() && text_[at_++] == '\n') ++line_;
  }
}

GmlToken GmlReader::quoted() {
  const auto end = text_.find('"', at_ + 1);
  if (end == text_.npos) return GmlToken::Broken;
  value_ = text_.substr(at_ + 1, end - at_ - 1);
  line_ += static_cast<std::uint64_t>(std::ranges::count(value_, '\n'));
  at_ = end + 1;
  return GmlToken::Text;
}

GmlToken GmlReader::next() {
  skip_blanks();
  line_of_token_ = line_;
  value_ = {};
  if (at_ == text_.size()) return GmlToken::End;
  const char first = text_[at_];
  if (first == '[') return ++at_, GmlToken::Open;
  if (first == ']') return ++at_, GmlToken::Close;
  if (first == '"') return quoted();
  const auto end = std::min(text_.find_first_of(" \t\r\n\f\v[]\"", at_), text_.size());
  value_ = text_.substr(at_, end - at_);
  at_ = end;
  if (is_number(value_)) return GmlToken::Number;
  return is_letter(first) ? GmlToken::Key : GmlToken::Broken;
}

} // namespace cuibono::ingest
