#include "ingest/bank/mt940_details.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"

namespace cuibono::ingest {
namespace {

using base::trim;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return std::ranges::all_of(text, is_digit); }

struct Part {
  std::string_view code, text;
};

// A line break may stand inside a word, so the lines of coded text are joined as they are.
std::string joined(const std::vector<std::string_view>& lines, std::string_view between) {
  std::string text;
  for (const auto line : lines) {
    if (!text.empty()) text += between;
    text += line;
  }
  return text;
}

std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// Subfields hold 27 letters. A full one goes on in the next without a blank, a shorter one had its blanks cut.
void append_subfield(std::string& text, std::size_t& last, std::string_view part) {
  constexpr std::size_t kFull = 27;
  if (part.empty()) return;
  if (!text.empty() && last < kFull) text += ' ';
  text += part;
  last = letters(part);
}

void note(BankPayment& into, std::string_view name, std::string_view text) {
  if (!trim(text).empty()) into.more.emplace_back("attribute:" + std::string(name), std::string(trim(text)));
}

// ---- ?20...?32...

// Place of the first mark: at the start, or after the three digits of the business code.
std::optional<std::size_t> first_mark(std::string_view text) {
  constexpr std::string_view kMarks = "?>~<^|";
  const std::size_t at = text.size() > 3 && all_digits(text.substr(0, 3)) ? 3 : 0;
  if (text.size() < at + 3 || kMarks.find(text[at]) == kMarks.npos || !all_digits(text.substr(at + 1, 2)))
    return std::nullopt;
  return at;
}

std::vector<Part> marked_parts(std::string_view text, char mark) {
  std::vector<Part> parts;
  for (std::size_t at = 0; at + 2 < text.size();) {
    std::size_t end = at + 3;
    while (end < text.size() && !(text[end] == mark && end + 2 < text.size() && all_digits(text.substr(end + 1, 2))))
      ++end;
    parts.push_back({text.substr(at + 1, 2), text.substr(at + 3, end - at - 3)});
    at = end;
  }
  return parts;
}

constexpr std::array<std::string_view, 14> kPlusCodes{"EREF", "KREF", "MREF", "CRED", "DEBT", "COAM", "OAMT",
                                                      "SVWZ", "ABWA", "ABWE", "IBAN", "BIC",  "BREF", "RREF"};

// `EREF+...SVWZ+...`: the codes of the German banks inside the remittance text, each where it begins.
std::vector<Part> plus_parts(std::string_view text) {
  std::vector<Part> parts;
  for (auto plus = text.find('+'); plus != text.npos; plus = text.find('+', plus + 1))
    for (const auto code : kPlusCodes) {
      if (plus < code.size() || text.substr(plus - code.size(), code.size()) != code) continue;
      if (!parts.empty())
        parts.back().text = {parts.back().text.data(),
                             static_cast<std::size_t>(text.data() + plus - code.size() - parts.back().text.data())};
      parts.push_back({code, text.substr(plus + 1)});
      break;
    }
  return parts;
}

void read_remittance(const std::string& text, BankPayment& into) {
  const auto parts = plus_parts(text);
  if (parts.empty() || !text.starts_with(parts.front().code)) {
    into.purpose = trim(text);
    return;
  }
  for (const auto& [code, value] : parts) {
    if (code == "SVWZ")
      into.purpose = trim(value);
    else if (code == "EREF")
      into.end_to_end_id = trim(value);
    else if (code == "IBAN" && into.other.account.empty())
      into.other.account = account_id(value);
    else if (code == "BIC" && into.other.bank.empty())
      into.other.bank = trim(value);
  }
}

bool is_remittance(std::string_view code) { return (code >= "20" && code <= "29") || (code >= "60" && code <= "63"); }

void read_marked(std::string_view text, std::size_t at, BankPayment& into) {
  note(into, "business_code", text.substr(0, at));
  std::string remittance, name;
  std::size_t last_remittance = 0, last_name = 0;
  for (const auto& [code, value] : marked_parts(text.substr(at), text[at])) {
    if (is_remittance(code))
      append_subfield(remittance, last_remittance, trim(value));
    else if (code == "30")
      into.other.bank = trim(value);
    else if (code == "31")
      into.other.account = account_id(value);
    else if (code == "32" || code == "33")
      append_subfield(name, last_name, trim(value));
    else if (code == "00")
      note(into, "booking_text", value);
  }
  into.other.name = name;
  read_remittance(remittance, into);
}

// ---- /NAME/.../REMI/...

constexpr std::array<std::string_view, 36> kSlashCodes{
    "ACNO", "ADDR", "BAI",  "BENM", "BIC",  "CHGS", "CHRG", "CNTP", "CREF", "CSID", "EREF", "IBAN",
    "ID",   "IREF", "ISDT", "KREF", "MARF", "MREF", "NAME", "OCMT", "ORDP", "PREF", "PURP", "REMI",
    "RREF", "RTRN", "SVCL", "TRCD", "TRTP", "ULTB", "ULTC", "ULTD", "EXCH", "BUSP", "ACC",  "RFB"};

// The known code that begins with the slash at `at`, or empty.
std::string_view slash_code(std::string_view text, std::size_t at) {
  const auto end = text.find('/', at + 1);
  if (end == text.npos || end - at > 5) return {};
  const auto code = text.substr(at + 1, end - at - 1);
  return std::ranges::find(kSlashCodes, code) == kSlashCodes.end() ? std::string_view() : code;
}

std::vector<Part> slash_parts(std::string_view text) {
  std::vector<Part> parts;
  std::size_t begin = 0;
  for (auto at = text.find('/'); at != text.npos;) {
    const auto code = slash_code(text, at);
    if (!code.empty()) {
      if (!parts.empty()) parts.back().text = text.substr(begin, at - begin);
      begin = at + code.size() + 2;
      parts.push_back({code, text.substr(begin)});
    }
    at = text.find('/', code.empty() ? at + 1 : begin);
  }
  return parts;
}

std::string_view without_slashes(std::string_view text) {
  text = trim(text);
  while (text.starts_with('/')) text.remove_prefix(1);
  while (text.ends_with('/')) text.remove_suffix(1);
  return trim(text);
}

// Remittance is text, or `USTD//text`, or `STRD/CUR/reference`.
std::string_view remittance_text(std::string_view text) {
  for (const std::string_view kind : {"USTD/", "STRD/"})
    if (text.starts_with(kind)) text.remove_prefix(kind.size());
  return without_slashes(text);
}

// ACCOUNT/BIC/NAME/CITY
void read_counterparty(std::string_view text, BankParty& other) {
  std::array<std::string_view, 4> parts;
  for (auto& part : parts) {
    const auto end = std::min(text.find('/'), text.size());
    part = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  other.account = account_id(parts[0]);
  other.bank = parts[1];
  other.name = parts[2];
}

void read_party_part(const Part& part, BankParty& party) {
  const auto text = without_slashes(part.text);
  if (part.code == "NAME" || part.code == "ORDP" || part.code == "BENM") {
    if (!text.empty()) party.name = text;
  } else if (part.code == "IBAN" || part.code == "ACNO") {
    party.account = account_id(text);
  } else if (part.code == "BIC") {
    party.bank = text;
  }
}

void read_slashed(std::string_view text, Orderer orderer, BankPayment& into) {
  BankParty holder;
  auto* party = &into.other; // of whom NAME, IBAN, ACNO and BIC speak
  for (const auto& part : slash_parts(text)) {
    if (part.code == "ORDP")
      party = orderer == Orderer::Other ? &into.other : &holder;
    else if (part.code == "BENM")
      party = orderer == Orderer::Other ? &holder : &into.other;
    else if (part.code == "REMI" || part.code == "EREF")
      party = &into.other;
    read_party_part(part, *party);
    if (part.code == "REMI")
      into.purpose = remittance_text(part.text);
    else if (part.code == "EREF")
      into.end_to_end_id = without_slashes(part.text);
    else if (part.code == "CNTP")
      read_counterparty(part.text, into.other);
    else if (part.code == "BAI")
      note(into, "business_code", without_slashes(part.text));
  }
}

} // namespace

void read_details(const std::vector<std::string_view>& lines, Orderer orderer, BankPayment& into) {
  const auto text = joined(lines, "");
  if (const auto mark = first_mark(text)) {
    read_marked(text, *mark, into);
  } else if (trim(text).starts_with('/')) {
    read_slashed(text, orderer, into);
  } else {
    into.purpose = trim(joined(lines, " "));
    return;
  }
  const auto whole = std::string(trim(joined(lines, " ")));
  if (into.purpose.empty())
    into.purpose = whole;
  else
    note(into, "details", whole);
}

} // namespace cuibono::ingest
