#include "app/sheet_fields.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>

#include "app/words.h"
#include "base/text.h"

namespace cuibono::app {
namespace {

using ingest::Meaning;
using ingest::SheetKind;

const FieldGroup kExhibit{"Exhibit, where rows name it", {{Meaning::Exhibit, "Exhibit"}, {Meaning::Locator, "Place in it"}}};

const std::array<FieldGroup, 4> kStatement{{
    {"Payment",
     {{Meaning::Date, "Date", true},
      {Meaning::Time, "Time"},
      {Meaning::Amount, "Amount", true},
      {Meaning::Debit, "Money out"},
      {Meaning::Credit, "Money in"},
      {Meaning::Direction, "In or out (CR, DR)"},
      {Meaning::Balance, "Balance"},
      {Meaning::Currency, "Currency"},
      {Meaning::Description, "Purpose"},
      {Meaning::Class, "Class"},
      {Meaning::Reference, "Reference"}}},
    {"Entity: the account", {{Meaning::OwnAccount, "Own account"}}},
    {"Entity: the other side", {{Meaning::OtherAccount, "Other account"}, {Meaning::OtherName, "Other name"}}},
    kExhibit}};

const std::array<FieldGroup, 3> kPayments{{
    {"Payment",
     {{Meaning::Date, "Date"},
      {Meaning::Time, "Time"},
      {Meaning::Amount, "Amount", true},
      {Meaning::Currency, "Currency"},
      {Meaning::Description, "Purpose"},
      {Meaning::Class, "Class"},
      {Meaning::Reference, "Reference"}}},
    {"Entities", {{Meaning::Payer, "Who paid", true}, {Meaning::Payee, "Who was paid", true}}},
    kExhibit}};

const std::array<FieldGroup, 4> kCalls{{
    {"Tie: the call", {{Meaning::Date, "Date"}, {Meaning::Time, "Time"}, {Meaning::Duration, "Duration"}, {Meaning::CallType, "Type of call"}}},
    {"Entities: the phones", {{Meaning::Caller, "Who called", true}, {Meaning::Callee, "Who was called", true}}},
    {"Entity: the mast", {{Meaning::Mast, "Mast"}, {Meaning::Latitude, "Latitude"}, {Meaning::Longitude, "Longitude"}}},
    kExhibit}};

const std::array<FieldGroup, 1> kList{{{"Entity",
                                        {{Meaning::Id, "Id"},
                                         {Meaning::Name, "Name"},
                                         {Meaning::Kind, "Kind"},
                                         {Meaning::Aliases, "Also known as"},
                                         {Meaning::BirthDate, "Born"},
                                         {Meaning::Country, "Country"},
                                         {Meaning::Sector, "Sector"},
                                         {Meaning::Latitude, "Latitude"},
                                         {Meaning::Longitude, "Longitude"},
                                         {Meaning::Notes, "Notes"}}}}};

const std::array<FieldGroup, 3> kTies{{
    {"Tie",
     {{Meaning::TieType, "Type"},
      {Meaning::Date, "Since"},
      {Meaning::Until, "Until"},
      {Meaning::Time, "Time"},
      {Meaning::Share, "Share"},
      {Meaning::Count, "How often"},
      {Meaning::Amount, "Amount"},
      {Meaning::Currency, "Currency"},
      {Meaning::Description, "Notes"}}},
    {"Entities", {{Meaning::Source, "From", true}, {Meaning::Target, "To", true}}},
    kExhibit}};

template <class Enum>
std::vector<std::string> all_words() {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < base::kCount<Enum>; ++i) words.emplace_back(base::name_of(static_cast<Enum>(i)));
  return words;
}

} // namespace

std::span<const FieldGroup> fields_of(SheetKind kind) {
  switch (kind) {
    case SheetKind::Statement: return kStatement;
    case SheetKind::Payments: return kPayments;
    case SheetKind::Calls: return kCalls;
    case SheetKind::Ties: return kTies;
    case SheetKind::List: break;
  }
  return kList;
}

std::string label_of(SheetKind kind, Meaning meaning) {
  for (const auto& group : fields_of(kind))
    for (const auto& field : group.fields)
      if (field.meaning == meaning) return field.label;
  return {};
}

std::optional<std::size_t> column_of(const SheetReading& reading, Meaning meaning) {
  const auto found = std::ranges::find(reading.meanings, std::optional(meaning));
  if (found == reading.meanings.end()) return std::nullopt;
  return static_cast<std::size_t>(found - reading.meanings.begin());
}

void fill_field(SheetReading& reading, Meaning meaning, std::size_t column) {
  if (column >= reading.meanings.size()) return;
  std::ranges::replace(reading.meanings, std::optional(meaning), std::optional<Meaning>());
  reading.meanings[column] = meaning;
}

void clear_field(SheetReading& reading, Meaning meaning) {
  std::ranges::replace(reading.meanings, std::optional(meaning), std::optional<Meaning>());
  reading.constants.erase(meaning);
}

void set_constant(SheetReading& reading, Meaning meaning, const std::string& text) {
  const auto trimmed = base::trim(text);
  if (trimmed.empty()) reading.constants.erase(meaning);
  else reading.constants[meaning] = std::string(trimmed);
}

bool is_missing(const SheetReading& reading, const SheetField& field) {
  const bool is_filled = column_of(reading, field.meaning) || reading.constants.contains(field.meaning);
  return field.is_needed && !is_filled && !ingest::missing_meaning(reading.kind, reading.meanings, reading.constants).empty();
}

std::vector<std::string> words_for(Meaning meaning) {
  if (meaning == Meaning::Kind) return all_words<model::EntityKind>();
  if (meaning == Meaning::TieType) return all_words<model::TieType>();
  if (meaning == Meaning::Class) return all_words<model::PaymentClass>();
  return {};
}

const std::vector<ZoneChoice>& zone_choices() {
  struct Place {
    int minutes;
    const char* where;
  };
  static constexpr Place kPlaces[]{
      {0, "universal time, London in winter"}, {60, "Lagos, Paris in winter"}, {120, "Cairo, Johannesburg"}, {180, "Istanbul, Nairobi, Riyadh"}, {210, "Tehran"},
      {240, "Dubai"}, {270, "Kabul"}, {300, "Karachi, Tashkent"}, {330, "Delhi, Colombo"}, {345, "Kathmandu"}, {360, "Dhaka"}, {390, "Yangon"},
      {420, "Bangkok, Hanoi, Jakarta, Phnom Penh"}, {480, "Kuala Lumpur, Manila, Shanghai, Singapore"}, {540, "Seoul, Tokyo"}, {570, "Darwin"},
      {600, "Port Moresby, Sydney in winter"}, {660, "Honiara"}, {720, "Suva, Auckland in winter"}, {-60, "Praia"}, {-180, "Buenos Aires, Sao Paulo"},
      {-210, "St. John's in winter"}, {-240, "Caracas, Halifax in winter"}, {-300, "Bogota, Lima, New York in winter"}, {-360, "Mexico City, Chicago in winter"},
      {-420, "Denver in winter"}, {-480, "Los Angeles in winter"}, {-540, "Anchorage in winter"}, {-600, "Honolulu"}};
  static const auto kAll = [] {
    std::vector<ZoneChoice> all;
    for (const auto& [minutes, where] : kPlaces)
      all.push_back({minutes, fmt::format("UTC{}{:02}:{:02} ({})", minutes < 0 ? '-' : '+', std::abs(minutes) / 60, std::abs(minutes) % 60, where)});
    return all;
  }();
  return kAll;
}

} // namespace cuibono::app
