#include "match/values.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/text.h"
#include "match/name.h"

namespace cuibono::match {
namespace {

struct Column {
  std::string_view name;
  ValueType type;
};
constexpr Column kColumns[] = {
    {"phone", ValueType::Phone}, {"phones", ValueType::Phone}, {"phonenumber", ValueType::Phone}, {"phoneno", ValueType::Phone},
    {"telephone", ValueType::Phone}, {"tel", ValueType::Phone}, {"mobile", ValueType::Phone}, {"mobilephone", ValueType::Phone},
    {"cell", ValueType::Phone}, {"msisdn", ValueType::Phone}, {"whatsapp", ValueType::Phone},
    {"passport", ValueType::Document}, {"passportno", ValueType::Document}, {"passportnumber", ValueType::Document},
    {"idcard", ValueType::Document}, {"idnumber", ValueType::Document}, {"idno", ValueType::Document}, {"nationalid", ValueType::Document},
    {"identitycard", ValueType::Document}, {"nric", ValueType::Document}, {"document", ValueType::Document},
    {"documentnumber", ValueType::Document}, {"workpermit", ValueType::Document}, {"visa", ValueType::Document},
    {"seamanbook", ValueType::Document},
    {"account", ValueType::Account}, {"accountnumber", ValueType::Account}, {"accountno", ValueType::Account}, {"iban", ValueType::Account},
    {"bankaccount", ValueType::Account}, {"wallet", ValueType::Account},
    {"registration", ValueType::Registration}, {"registrationnumber", ValueType::Registration}, {"regno", ValueType::Registration},
    {"companynumber", ValueType::Registration}, {"taxid", ValueType::Registration}, {"taxnumber", ValueType::Registration},
    {"tin", ValueType::Registration}, {"vat", ValueType::Registration}, {"uen", ValueType::Registration}, {"lei", ValueType::Registration},
    {"imo", ValueType::Registration}, {"mmsi", ValueType::Registration},
    {"email", ValueType::Email}, {"mail", ValueType::Email}, {"emailaddress", ValueType::Email},
    {"imei", ValueType::Device}, {"imsi", ValueType::Device}, {"device", ValueType::Device}, {"deviceid", ValueType::Device},
    {"mac", ValueType::Device},
    {"address", ValueType::Address}, {"homeaddress", ValueType::Address}, {"residence", ValueType::Address},
    {"registeredaddress", ValueType::Address},
    {"plate", ValueType::Plate}, {"licenceplate", ValueType::Plate}, {"licenseplate", ValueType::Plate}, {"numberplate", ValueType::Plate}};

struct Code {
  std::string_view country, code;
};
constexpr Code kCodes[] = {{"AE", "971"}, {"AU", "61"}, {"BD", "880"}, {"BN", "673"}, {"CH", "41"}, {"CN", "86"}, {"DE", "49"}, {"ES", "34"},
                           {"ET", "251"}, {"FR", "33"}, {"GB", "44"}, {"GH", "233"}, {"HK", "852"}, {"ID", "62"}, {"IN", "91"}, {"IT", "39"},
                           {"JP", "81"}, {"KE", "254"}, {"KH", "855"}, {"KR", "82"}, {"LA", "856"}, {"LK", "94"}, {"MM", "95"}, {"MO", "853"},
                           {"MY", "60"}, {"NG", "234"}, {"NL", "31"}, {"NP", "977"}, {"PH", "63"}, {"PK", "92"}, {"QA", "974"}, {"RO", "40"},
                           {"RU", "7"}, {"SA", "966"}, {"SG", "65"}, {"TH", "66"}, {"TR", "90"}, {"TW", "886"}, {"UA", "380"}, {"US", "1"},
                           {"VN", "84"}};

struct Street {
  std::string_view word, usual;
};
constexpr Street kStreets[] = {{"apt", "unit"}, {"apartment", "unit"}, {"ave", "avenue"}, {"bldg", "building"}, {"blvd", "boulevard"},
                               {"distr", "district"}, {"fl", "floor"}, {"flat", "unit"}, {"jl", "jalan"}, {"jln", "jalan"}, {"ln", "lane"},
                               {"m", "moo"}, {"mu", "moo"}, {"rd", "road"}, {"st", "street"}, {"str", "street"}, {"thanon", "road"}};
constexpr std::array<std::string_view, 5> kNoAddressWords{"no", "nr", "number", "house", "room"};

bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != text.npos; }

std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (c >= '0' && c <= '9') digits += c;
  return digits;
}

std::string national(const Phone& phone) {
  const auto first = phone.digits.find_first_not_of('0');
  return first == phone.digits.npos ? std::string() : phone.digits.substr(first);
}

base::Date common_era(base::Date date) {
  if (date.year > 2400) date.year = static_cast<std::int16_t>(date.year - 543); // no person of a case was born after 2400
  return date;
}

} // namespace

std::string_view words_for(ValueType type) {
  constexpr std::array<std::string_view, kValueTypes> kWords{"phone number", "document number", "account number", "registration number",
                                                             "e-mail address", "device number", "address", "number plate"};
  return kWords[static_cast<std::size_t>(type)];
}

std::optional<ValueType> type_of_column(std::string_view column) {
  if (const auto of = column.find(" of "); of != column.npos) column = column.substr(0, of); // of a merged record
  std::string plain;
  for (const char c : base::to_lower(column))
    if (c >= 'a' && c <= 'z') plain += c;
  const auto found = std::ranges::find(kColumns, plain, &Column::name);
  return found == std::end(kColumns) ? std::nullopt : std::optional(found->type);
}

Phone phone_number(std::string_view whole, std::string_view country) {
  const auto text = base::trim(whole.substr(0, std::min(whole.find_first_of("xX;/,"), whole.size())));
  Phone phone{digits_of(text.substr(0, 64)), text.starts_with('+')};
  if (!phone.is_full && phone.digits.starts_with("00")) phone = {phone.digits.substr(2), true};
  if (!phone.is_full && phone.digits.starts_with('0')) {
    const auto found = std::ranges::find(kCodes, country, &Code::country);
    if (found != std::end(kCodes)) phone = {std::string(found->code) + phone.digits.substr(1), true};
  }
  return phone;
}

bool is_same_phone(const Phone& a, const Phone& b) {
  if (a.digits.size() < 7 || b.digits.size() < 7) return false;
  if (a.is_full && b.is_full) return a.digits == b.digits;
  const auto one = national(a), two = national(b);
  const auto& shorter = one.size() < two.size() ? one : two;
  return shorter.size() >= 7 && (one.size() < two.size() ? two : one).ends_with(shorter);
}

std::string phone_tail(const Phone& phone) {
  if (phone.digits.size() < 7) return {};
  const auto digits = national(phone);
  return digits.size() < 7 ? std::string() : digits.substr(digits.size() - std::min<std::size_t>(digits.size(), 8));
}

std::string number_of(ValueType type, std::string_view text) {
  if (type == ValueType::Email) {
    const auto mail = base::to_lower(base::trim(text.substr(0, 256)));
    return mail.find('@') == mail.npos ? std::string() : mail;
  }
  std::string number;
  for (char c : text.substr(0, 256)) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) number += c;
    else if (static_cast<unsigned char>(c) >= 0x80) number += c; // plates and cards in other scripts
  }
  if (type == ValueType::Account && number.starts_with("IBAN")) number.erase(0, 4);
  if (type == ValueType::Device && number.size() >= 14 && number.size() <= 16 && digits_of(number) == number) number.resize(14);
  return number.size() < 5 || !has_digit(number) ? std::string() : number;
}

std::string address_key(std::string_view latin) {
  auto words = words_of(latin);
  if (words.size() > 24) words.resize(24);
  for (auto& word : words) {
    const auto found = std::ranges::find(kStreets, word, &Street::word);
    if (found != std::end(kStreets)) word = found->usual;
  }
  std::erase_if(words, [](const std::string& word) { return std::ranges::count(kNoAddressWords, word) > 0; });
  std::ranges::sort(words);
  const auto repeats = std::ranges::unique(words);
  words.erase(repeats.begin(), repeats.end());
  const bool is_address = words.size() >= 2 && std::ranges::any_of(words, has_digit);
  return is_address ? base::join(words, " ") : std::string();
}

BirthDates compare_birth_dates(base::Date a, base::Date b) {
  if (!a.known() || !b.known()) return BirthDates::Unknown;
  a = common_era(a), b = common_era(b);
  const bool whole = a.day != 0 && b.day != 0;
  if (a == b) return whole ? BirthDates::Same : BirthDates::SameAsFarAsKnown;
  const bool same_year = a.year == b.year;
  if (same_year && (a.month == 0 || b.month == 0)) return BirthDates::SameAsFarAsKnown;
  if (same_year && a.month == b.month && !whole) return BirthDates::SameAsFarAsKnown;
  if (same_year && whole && a.day == b.month && a.month == b.day) return BirthDates::Swapped;
  const int differing = (a.year != b.year) + (a.month != b.month) + (a.day != b.day);
  const bool near_year = std::abs(a.year - b.year) <= 1;
  if (near_year && (differing == 1 || !whole)) return BirthDates::Near;
  if (whole && differing == 1) return BirthDates::Near; // one digit misread
  return BirthDates::Different;
}

} // namespace cuibono::match
