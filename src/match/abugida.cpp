#include "match/abugida.h"

#include <algorithm>
#include <vector>

#include "match/abugida_signs.h"

namespace cuibono::match {
namespace {

bool is_thai(char32_t c) { return c >= 0x0E00 && c <= 0x0E7F; }
bool is_lao(char32_t c) { return c >= 0x0E80 && c <= 0x0EFF; }
bool is_khmer(char32_t c) { return c >= 0x1780 && c <= 0x17FF; }
bool is_burmese(char32_t c) { return c >= 0x1000 && c <= 0x109F; }

const SignRow* sign_of(char32_t c) {
  const auto signs = is_thai(c) ? thai_signs() : is_lao(c) ? lao_signs() : is_khmer(c) ? khmer_signs() : burmese_signs();
  const auto found = std::ranges::lower_bound(signs, c, {}, &SignRow::code);
  return found != signs.end() && found->code == c ? &*found : nullptr;
}

// A consonant with what hangs on it.
struct Unit {
  const SignRow* row = nullptr;
  std::string under; ///< consonants joined to it
  std::string vowel;
  bool is_killed = false, is_last = false;
  bool is_open() const { return vowel.empty(); } ///< nothing says how it is spoken
};

std::vector<Unit> units_of(std::u32string_view run) {
  std::vector<Unit> units;
  std::string lead;
  bool joins = false;
  for (const char32_t c : run) {
    const auto* row = sign_of(c);
    if (!row) continue;
    switch (row->sign) {
      case Sign::Consonant: case Sign::Carrier: case Sign::Whole:
        if (joins && !units.empty()) units.back().under += row->latin;
        else units.push_back({row, "", row->sign == Sign::Whole ? std::string(row->latin) : std::move(lead)});
        lead.clear();
        joins = false;
        break;
      case Sign::Lead: lead = row->latin; break;
      case Sign::Vowel: case Sign::Nasal: if (!units.empty()) units.back().vowel += row->latin; break;
      case Sign::Medial: if (!units.empty()) units.back().under += row->latin; break;
      case Sign::Kill: if (!units.empty()) units.back().is_killed = true; break;
      case Sign::Last: case Sign::Stack: if (!units.empty() && units.back().vowel.empty()) units.back().is_last = true; break;
      case Sign::Join: joins = true; break;
      case Sign::Skip: break;
    }
  }
  return units;
}

bool is_liquid(const Unit& unit) {
  const char first = unit.row->latin[0];
  return first == 'r' || first == 'l' || first == 'w' || first == 'v';
}

// Burmese vowels sound by what ends the syllable.
struct Rhyme {
  std::string_view vowel, last, sounds;
};
constexpr Rhyme kRhymes[] = {{"", "ng", "in"},  {"ea", "ng", "aung"}, {"iu", "ng", "aing"}, {"w", "ng", "win"}, {"", "ny", "i"},
                             {"", "y", "e"},    {"", "k", "et"},      {"ea", "k", "auk"},   {"iu", "k", "aik"}, {"", "s", "it"},
                             {"w", "n", "un"},  {"w", "t", "ut"},     {"i", "n", "ein"},    {"i", "m", "ein"},  {"u", "n", "on"},
                             {"u", "m", "on"},  {"i", "t", "eik"},    {"u", "t", "ok"},     {"ea", "", "aw"},   {"iu", "", "o"},
                             {"", "", "a"}};

std::string burmese_syllable(const Unit& unit, const Unit* last) {
  std::string consonants = unit.row->sign == Sign::Carrier ? "" : unit.row->latin;
  std::string vowel = unit.vowel, under = unit.under;
  if (vowel.empty() && last && under.ends_with('w')) under.pop_back(), vowel = "w";
  consonants += under;
  const std::string_view ending = last ? last->row->latin : "";
  for (const auto& rhyme : kRhymes)
    if (rhyme.vowel == vowel && rhyme.last == ending) return consonants + std::string(rhyme.sounds);
  return consonants + (vowel == "w" ? "wa" : vowel.empty() ? "a" : vowel) + (last ? last->row->last : "");
}

// Names are spelled a syllable a word.
std::string burmese(const std::vector<Unit>& units) {
  std::string text;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const Unit& unit = units[i];
    if (unit.is_last) continue; // with the one before
    if (!text.empty()) text += ' ';
    const bool is_closed = i + 1 < units.size() && units[i + 1].is_last;
    text += unit.row->sign == Sign::Whole ? unit.vowel : burmese_syllable(unit, is_closed ? &units[i + 1] : nullptr);
  }
  return text;
}

// Writes units one after the other; knows whether the syllable before could still take a last consonant.
class Writer {
 public:
  explicit Writer(const std::vector<Unit>& units) : units_(units) {}

  std::string text() {
    for (std::size_t i = 0; i < units_.size(); ++i)
      if (!units_[i].is_killed) write(units_[i], i + 1 < units_.size() ? &units_[i + 1] : nullptr, i == 0);
    return std::move(text_);
  }

 private:
  void write(const Unit& unit, const Unit* next, bool is_first) {
    if (unit.row->sign == Sign::Whole) return syllable("", unit.vowel);
    const bool is_carrier = unit.row->sign == Sign::Carrier;
    if (!unit.vowel.empty()) return syllable((is_carrier ? "" : unit.row->latin) + unit.under, unit.vowel);
    if (is_carrier) return syllable(unit.under, "o");
    const bool before_o = next && next->row->sign == Sign::Carrier && next->is_open() && !next->is_killed;
    if (is_open_ && !before_o) return ending(unit);
    open_consonant(unit, next, is_first);
  }

  // Its vowel is spoken and not written.
  void open_consonant(const Unit& unit, const Unit* next, bool is_first) {
    if (next && next->is_killed && !is_first) return; // silent together with the next
    const std::string letters = unit.row->latin + unit.under;
    if (!next) {
      if (is_first) return syllable(letters, "o");
      return ending(unit);
    }
    if (next->row->sign == Sign::Carrier && next->is_open()) text_ += letters; // the carrier is its vowel
    else if (next->is_open()) syllable(letters, "o");
    else if (is_liquid(*next)) text_ += letters;
    else text_ += letters + "a"; // and the next begins a syllable
  }

  void syllable(const std::string& consonants, const std::string& vowel) {
    text_ += consonants + vowel;
    is_open_ = vowel.back() != 'm' && vowel.back() != 'n';
  }

  void ending(const Unit& unit) {
    text_ += unit.row->last + unit.under;
    is_open_ = false;
  }

  const std::vector<Unit>& units_;
  std::string text_;
  bool is_open_ = false;
};

} // namespace

bool is_abugida(char32_t c) { return is_thai(c) || is_lao(c) || is_khmer(c) || is_burmese(c); }

std::string abugida_latin(std::u32string_view run) {
  const auto units = units_of(run);
  return !run.empty() && is_burmese(run.front()) ? burmese(units) : Writer(units).text();
}

} // namespace cuibono::match
