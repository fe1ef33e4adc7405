#include "match/latin.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "base/text.h"
#include "match/abugida.h"

namespace cuibono::match {
namespace {

using icu::Transliterator;
using icu::UnicodeString;

constexpr const char* kToLatin = "Any-NFKC; Russian-Latin/BGN; Any-Latin; Latin-ASCII; Any-Lower";
constexpr const char* kToSimplified = "Traditional-Simplified";

std::unique_ptr<Transliterator> transliterator(const char* rules) {
  UErrorCode failed = U_ZERO_ERROR;
  std::unique_ptr<Transliterator> made(Transliterator::createInstance(rules, UTRANS_FORWARD, failed));
  return U_SUCCESS(failed) ? std::move(made) : nullptr;
}

UnicodeString from_points(std::u32string_view points) {
  UnicodeString text;
  for (const char32_t c : points) text.append(static_cast<UChar32>(c));
  return text;
}

bool is_plain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 0x7F; });
}

// What a run is, so that each is read in its own way.
enum class Script { Plain, Abugida, Syllables, Other };

Script script_of(char32_t c) {
  if (c < 0x80) return Script::Plain;
  if (is_abugida(c)) return Script::Abugida;
  return is_han(c) || is_hangul(c) ? Script::Syllables : Script::Other;
}

void append_plain(std::string& out, std::u32string_view run) {
  for (const char32_t c : run) {
    const auto byte = static_cast<char>(c);
    out += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte >= ' ' && byte < 0x7F ? byte : ' ';
  }
}

} // namespace

struct Latin::Engine {
  std::unique_ptr<Transliterator> to_latin, to_simplified;

  std::string latin(std::u32string_view run) const {
    auto text = from_points(run);
    to_latin->transliterate(text);
    std::string bytes, plain;
    text.toUTF8String(bytes);
    bool in_character = false; // of several characters without a reading one blank is left
    for (const char c : bytes) {
      const bool is_ascii = static_cast<unsigned char>(c) < 0x80;
      if (is_ascii) plain += c >= ' ' ? c : ' ';
      else if (!in_character && !(static_cast<unsigned char>(c) == 0xCA)) plain += ' '; // 0xCA: modifier letters such as ayn
      in_character = !is_ascii;
    }
    return plain;
  }
};

std::string_view shortened(std::string_view text) {
  if (text.size() <= kLongestText) return text;
  std::size_t end = kLongestText;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

std::u32string code_points(std::string_view text) {
  const auto wide = UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  std::u32string points;
  for (std::int32_t i = 0; i < wide.length(); i = wide.moveIndex32(i, 1)) points += static_cast<char32_t>(wide.char32At(i));
  return points;
}

bool is_han(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF); }
bool is_hangul(char32_t c) { return c >= 0xAC00 && c <= 0xD7A3; }

Latin::Latin(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}
Latin::Latin(Latin&&) noexcept = default;
Latin& Latin::operator=(Latin&&) noexcept = default;
Latin::~Latin() = default;

base::Result<Latin> Latin::create() {
  auto engine = std::make_unique<Engine>();
  engine->to_latin = transliterator(kToLatin);
  engine->to_simplified = transliterator(kToSimplified);
  if (!engine->to_latin || !engine->to_simplified)
    return base::fail(base::ErrorKind::Internal, "ICU's transliteration is not there", "", "install ICU with its data");
  return Latin(std::move(engine));
}

std::string Latin::operator()(std::string_view whole) const {
  const auto text = shortened(whole);
  if (is_plain(text)) return base::to_lower(text);
  const auto points = code_points(text);
  const std::u32string_view all(points);
  std::string out;
  for (std::size_t first = 0; first < all.size();) {
    const auto script = script_of(all[first]);
    auto last = first;
    while (last < all.size() && script_of(all[last]) == script) ++last;
    const auto run = all.substr(first, last - first);
    if (script == Script::Plain) append_plain(out, run);
    else if (script == Script::Abugida) out += abugida_latin(run);
    else {
      auto read = engine_->latin(run);
      if (script == Script::Syllables) std::erase_if(read, [](char c) { return c == ' ' || c == '-' || c == '\''; });
      out += read;
    }
    first = last;
  }
  return out;
}

std::u32string Latin::simplified_han(std::string_view text) const {
  auto points = code_points(shortened(text));
  std::erase_if(points, [](char32_t c) { return !is_han(c); });
  if (points.empty()) return points;
  auto wide = from_points(points);
  engine_->to_simplified->transliterate(wide);
  std::string bytes;
  wide.toUTF8String(bytes);
  return code_points(bytes);
}

} // namespace cuibono::match
