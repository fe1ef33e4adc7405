#include "ingest/mapping/month_names.h"

#include <array>

namespace cuibono::ingest {
namespace {

using Names = std::array<std::string_view, 12>;

constexpr std::array<Names, 16> kLanguages{
    Names{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"},
    Names{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"},
    Names{"", "", "", "", "", "", "", "", "sept", "", "", ""},
    Names{"มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"},
    Names{"ม.ค", "ก.พ", "มี.ค", "เม.ย", "พ.ค", "มิ.ย", "ก.ค", "ส.ค", "ก.ย", "ต.ค", "พ.ย", "ธ.ค"},
    Names{"มค", "กพ", "มีค", "เมย", "พค", "มิย", "กค", "สค", "กย", "ตค", "พย", "ธค"},
    Names{"januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november", "desember"},
    Names{"", "", "", "", "", "", "", "agu", "", "okt", "", "des"},
    Names{"tháng 1", "tháng 2", "tháng 3", "tháng 4", "tháng 5", "tháng 6", "tháng 7", "tháng 8", "tháng 9", "tháng 10", "tháng 11", "tháng 12"},
    Names{"thg 1", "thg 2", "thg 3", "thg 4", "thg 5", "thg 6", "thg 7", "thg 8", "thg 9", "thg 10", "thg 11", "thg 12"},
    Names{"មករា", "កុម្ភៈ", "មីនា", "មេសា", "ឧសភា", "មិថុនា", "កក្កដា", "សីហា", "កញ្ញា", "តុលា", "វិច្ឆិកា", "ធ្នូ"},
    Names{"ມັງກອນ", "ກຸມພາ", "ມີນາ", "ເມສາ", "ພຶດສະພາ", "ມິຖຸນາ", "ກໍລະກົດ", "ສິງຫາ", "ກັນຍາ", "ຕຸລາ", "ພະຈິກ", "ທັນວາ"},
    Names{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
    Names{"", "févr", "", "avr", "", "", "juil", "", "", "", "", "déc"},
    Names{"januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember"},
    Names{"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"}};

bool continues(std::string_view text, std::size_t length) { // the word, or the number of `tháng 1`, goes on
  if (length >= text.size()) return false;
  const char c = text[length], last = text[length - 1];
  const bool letter = (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0xC0, digit = c >= '0' && c <= '9';
  const bool after_digit = last >= '0' && last <= '9', after_ascii = static_cast<unsigned char>(last) < 0x80;
  return after_digit ? digit : letter && after_ascii;
}

} // namespace

std::optional<std::pair<int, std::size_t>> month_at(std::string_view text) {
  std::optional<std::pair<int, std::size_t>> longest;
  for (const auto& names : kLanguages)
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto name = names[i];
      if (name.empty() || !text.starts_with(name) || continues(text, name.size())) continue;
      if (!longest || name.size() > longest->second) longest = {static_cast<int>(i) + 1, name.size()};
    }
  if (longest && longest->second < text.size() && text[longest->second] == '.') ++longest->second;
  return longest;
}

} // namespace cuibono::ingest
