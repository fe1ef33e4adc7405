#include "ingest/records/ftm_rows.h"

#include <array>
#include <cmath>
#include <fmt/core.h>

#include "base/date.h"
#include "base/text.h"
#include "ingest/cell.h"
#include "ingest/records/ftm_model.h"
#include "ingest/records/shares.h"
#include "model/vocabulary.h"

namespace cuibono::ingest {
namespace {

// A property of a thing that names another thing: the tie between them, from the thing or, where `back`, to it.
struct Link {
  std::string_view schema, property, type;
  bool back = false;
};
constexpr std::array<Link, 30> kLinks{{{"Thing", "addressEntity", "associate"},
                                       {"Thing", "proof", "associate"},
                                       {"LegalEntity", "parent", "associate"},
                                       {"BankAccount", "bank", "associate"},
                                       {"UserAccount", "owner", "holds_account", true},
                                       {"CryptoWallet", "holder", "holds_account", true},
                                       {"Vehicle", "owner", "owns", true},
                                       {"Vehicle", "operator", "associate"},
                                       {"Position", "organization", "associate"},
                                       {"RealEstate", "parent", "associate"},
                                       {"Security", "issuer", "associate"},
                                       {"Contract", "authority", "associate"},
                                       {"CallForTenders", "authority", "associate"},
                                       {"Identification", "holder", "associate"},
                                       {"Sanction", "entity", "associate"},
                                       {"TaxRoll", "taxee", "associate"},
                                       {"Mention", "document", "associate"},
                                       {"Page", "document", "associate"},
                                       {"Note", "entity", "associate"},
                                       {"Document", "parent", "associate"},
                                       {"Event", "organizer", "arranges", true},
                                       {"Event", "involved", "associate", true},
                                       {"Trip", "vehicle", "associate"},
                                       {"Trip", "startLocation", "associate"},
                                       {"Trip", "endLocation", "associate"},
                                       {"EconomicActivity", "sender", "associate"},
                                       {"EconomicActivity", "receiver", "associate"},
                                       {"EconomicActivity", "declarant", "associate"},
                                       {"EconomicActivity", "contractHolder", "associate"},
                                       {"Project", "project", "associate"}}};

constexpr std::array<std::string_view, 5> kAccused{"accused", "defendant", "charged", "convicted", "suspect"};

// The day, month or year that a date begins with, whatever time follows; empty where it is none.
std::string day(const std::string& text) {
  const auto end = text.find_first_of("T ");
  const auto date = text.substr(0, end);
  return base::parse_date(date) ? date : std::string();
}

// Countries are small letters there and capitals here.
std::string country(std::string code) {
  if (code.size() == 2)
    for (auto& letter : code) letter = letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
  return code;
}

bool is_tie_type(std::string_view word) { return word_value<model::TieType>(word).has_value(); }

bool is_accused(const FtmRecord& party) {
  const auto role = base::to_lower(party.first("role"));
  return std::ranges::any_of(kAccused, [&](std::string_view word) { return role.find(word) != role.npos; });
}

} // namespace

std::string phone_id(std::string_view number) {
  std::string id;
  for (const char c : number)
    if ((c >= '0' && c <= '9') || (c == '+' && id.empty())) id += c;
  return id == "+" ? std::string() : id;
}

void FtmRows::add(const Draft& draft, const FtmRecord& record) {
  const auto* schema = ftm_schema(record.schema);
  if (record.schema == "Payment") return add_payment(record);
  if (record.schema == "CourtCase") return court_cases_.push_back(&record);
  if (record.schema == "CourtCaseParty")
    for (const auto& id : record.values("case")) parties_[id].push_back(&record);
  if (!schema || !schema->kind.empty()) add_node(draft, record, schema ? schema->kind : "unknown");
  if (!schema) ++unknown_, unknown_schemata_.insert(record.schema);
  if (schema && !schema->tie.empty() && !(record.schema == "CourtCaseParty" && add_charge(record))) add_edge(record);
  if (record.schema == "Occupancy") add_occupancy(record);
}

void FtmRows::add_name(RowTable& row, const FtmRecord& record, Taken& taken) {
  std::vector<std::string> names;
  const auto take = [&](std::string_view property) {
    const auto& values = record.values(property);
    if (values.empty()) return;
    names.insert(names.end(), values.begin(), values.end());
    taken.insert(property);
  };
  take("name");
  const auto parts = record.first("firstName") + " " + record.first("lastName");
  if (names.empty() && parts != " ") names.emplace_back(base::trim(parts));
  for (const auto property : {ftm_name_property(record.schema), std::string_view("title")}) // these stay attributes as well
    if (const auto text = record.first(property); names.empty() && !text.empty() && !ftm_is_a(record.schema, "Person"))
      names.push_back(text);
  if (names.empty()) return;
  row.set("name", names.front());
  names.erase(names.begin());
  for (const auto* property : {"alias", "weakAlias", "previousName"})
    if (!record.values(property).empty())
      names.insert(names.end(), record.values(property).begin(), record.values(property).end()), taken.insert(property);
  row.set("aliases", join_parts(names));
}

void FtmRows::add_place(RowTable& row, const FtmRecord& record, Taken& taken) {
  for (const auto* property : {"country", "nationality", "citizenship", "jurisdiction", "mainCountry"}) {
    const auto& values = record.values(property);
    if (values.empty()) continue;
    row.set("country", country(values.front()));
    if (values.size() == 1) taken.insert(property);
    break;
  }
  for (const auto* property : {"latitude", "longitude"})
    if (const auto number = base::parse_number(record.first(property)))
      row.set(property, record.first(property)), taken.insert(property);
}

// Roles are keywords of our own, and the topic of politically exposed people.
void FtmRows::add_roles(RowTable& row, const FtmRecord& record) {
  std::vector<std::string> roles;
  for (const auto& keyword : record.values("keywords"))
    if (keyword.starts_with(kFtmRole)) roles.push_back(keyword.substr(kFtmRole.size()));
  if (std::ranges::count(record.values("topics"), "role.pep") > 0 && std::ranges::count(roles, "official") == 0)
    roles.emplace_back("official, politically exposed person");
  row.set("role", base::join(roles, ";"));
  if (std::ranges::count(record.values("keywords"), kFtmProtected) > 0) row.set("protected", "yes");
}

void FtmRows::add_rest(RowTable& row, const FtmRecord& record, const Taken& taken) {
  for (const auto& [name, values] : record.properties) {
    auto rest = values;
    if (name == "keywords")
      std::erase_if(rest, [](const std::string& word) { return word.starts_with(kFtmRole) || word == kFtmProtected; });
    if (!taken.contains(name)) row.set_attribute(name, join_parts(rest));
  }
}

void FtmRows::add_node(const Draft& draft, const FtmRecord& record, std::string_view known_kind) {
  auto& row = nodes_.try_emplace(record.schema, draft, "entities", sheet_).first->second;
  Taken taken;
  std::string_view kind = known_kind;
  if (record.schema == "LegalEntity" && record.first("legalForm") == "trust") kind = "trust", taken.insert("legalForm");
  if (record.schema == "Organization" && record.first("classification") == "establishment")
    kind = "establishment", taken.insert("classification");
  if (record.schema == "UserAccount" && record.first("service") == "phone") kind = "phone", taken.insert("service");
  row.start_row(record.number);
  row.set("id", as_id(record.id));
  row.set("kind", std::string(kind));
  add_name(row, record, taken);
  add_place(row, record, taken);
  add_roles(row, record);
  if (!record.values("sector").empty()) row.set("sector", base::join(record.values("sector"), "; ")), taken.insert("sector");
  if (!record.values("notes").empty()) row.set("notes", base::join(record.values("notes"), "\n")), taken.insert("notes");
  if (const auto born = day(record.first("birthDate")); !born.empty()) row.set("birth_date", born), taken.insert("birthDate");
  if (ftm_schema_of_kind(kind) != record.schema) row.set_attribute(kFtmSchema, record.schema);
  add_node_ties(record, taken);
  add_rest(row, record, taken);
}

void FtmRows::link(const FtmRecord& record, std::string_view property, std::string_view type, const std::string& source,
                   const std::string& target) {
  ties_.start_row(record.number);
  ties_.set("id", fmt::format("{}.{}.{}", as_id(record.id), property, as_id(source == record.id ? target : source)));
  ties_.set("type", std::string(type));
  ties_.set("source", as_id(source));
  ties_.set("target", as_id(target));
  ties_.set_attribute(kFtmProperty, std::string(property));
  if (type == "holds_account") holders_.emplace(as_id(source), as_id(target));
}

void FtmRows::add_node_ties(const FtmRecord& record, Taken& taken) {
  for (const auto& each : kLinks) {
    const auto& others = record.values(each.property);
    if (others.empty() || !ftm_is_a(record.schema, each.schema)) continue;
    taken.insert(each.property);
    for (const auto& other : others)
      link(record, each.property, each.type, each.back ? other : record.id, each.back ? record.id : other);
  }
  if (record.schema == "Trip") add_transports(record);
}

// Whoever organised a trip, or its vehicle where nobody is named, moved those who are involved in it.
void FtmRows::add_transports(const FtmRecord& trip) {
  auto movers = trip.values("organizer");
  if (movers.empty()) movers = trip.values("vehicle");
  for (const auto& mover : movers)
    for (const auto& moved : trip.values("involved")) {
      if (mover == moved) continue;
      ties_.start_row(trip.number);
      ties_.set("id", fmt::format("{}.{}.{}", as_id(trip.id), as_id(mover), as_id(moved)));
      ties_.set("type", "transports");
      ties_.set("source", as_id(mover));
      ties_.set("target", as_id(moved));
      ties_.set("stage", "move");
      Taken unused;
      set_period(ties_, trip, unused);
      ties_.set_attribute("trip", as_id(trip.id));
    }
}

// A single date is both ends.
void FtmRows::set_period(RowTable& row, const FtmRecord& record, Taken& taken) {
  const auto set = [&](std::string_view column, std::string_view property) {
    const auto& values = record.values(property);
    const auto when = values.size() == 1 ? day(values[0]) : std::string();
    if (when.empty()) return;
    row.set(column, when);
    if (when == values[0]) taken.insert(property);
  };
  set("from", "date"), set("to", "date");
  set("from", "startDate"), set("to", "endDate");
}

// Cents; amounts in euros or dollars where there is no other.
bool FtmRows::set_amount(RowTable& row, const FtmRecord& record, Taken& taken) {
  for (const auto& [property, currency] : {std::pair{"amount", ""}, std::pair{"amountEur", "EUR"}, std::pair{"amountUsd", "USD"}}) {
    const auto text = record.first(property);
    const auto number = base::parse_number(text);
    if (!number || record.values(property).size() != 1) continue;
    const bool exact = base::parse_money(text).has_value();
    rounded_ += !exact;
    row.set("amount", exact ? text : fmt::format("{:.2f}", *number));
    if (exact) taken.insert(property);
    row.set("currency", *currency ? currency : record.first("currency"));
    if (!*currency) taken.insert("currency");
    return true;
  }
  return false;
}

std::string FtmRows::phone(const std::string& number, std::uint64_t row) {
  const auto id = phone_id(number);
  if (id.empty() || !phones_known_.insert(id).second) return id;
  phones_.start_row(row);
  phones_.set("id", id);
  phones_.set("kind", "phone");
  phones_.set("name", number);
  return id;
}

void FtmRows::start_edge(const FtmRecord& record, const std::string& id, const std::string& source, const std::string& target) {
  const auto& schema = *ftm_schema(record.schema);
  ties_.start_row(record.number);
  ties_.set("id", id);
  ties_.set("source", as_id(source));
  ties_.set("target", as_id(target));
  Taken taken{schema.source, schema.target};
  const auto& roles = record.values("role");
  std::string type(schema.tie);
  if (roles.size() == 1 && is_tie_type(roles[0])) type = roles[0], taken.insert("role");
  ties_.set("type", type);
  if (type == "holds_account") holders_.emplace(as_id(source), as_id(target));
  set_period(ties_, record, taken);
  auto percentage = record.first("percentage");
  if (percentage.ends_with('%')) percentage.pop_back();
  if (const auto number = base::parse_number(base::trim(percentage)); number && *number >= 0 && *number <= 100)
    ties_.set("share", share_of_percent(*number)), taken.insert("percentage");
  if (record.schema == "Call" || ftm_is_a(record.schema, "Message") || record.schema == "Email") ties_.set("count", "1");
  set_amount(ties_, record, taken);
  if (record.values("description").size() == 1) ties_.set("notes", record.first("description")), taken.insert("description");
  if (ftm_schema_of_tie(type) != record.schema) ties_.set_attribute(kFtmSchema, record.schema);
  if (!schema.kind.empty()) return; // the rest is the node's
  add_rest(ties_, record, taken);
}

void FtmRows::add_edge(const FtmRecord& record) {
  const auto& schema = *ftm_schema(record.schema);
  const auto ends = [&](std::string_view property, std::string_view account, std::string_view number) {
    auto ids = record.values(property);
    if (ids.empty()) ids = record.values(account);
    if (ids.empty())
      for (const auto& each : record.values(number))
        if (auto id = phone(each, record.number); !id.empty()) ids.push_back(std::move(id));
    return ids;
  };
  const auto sources = ends(schema.source, "senderAccount", "callerNumber"),
             targets = ends(schema.target, "recipientAccount", "receiverNumber");
  if (!schema.kind.empty() && (sources.empty() || targets.empty())) return; // it stands as an entity
  const bool one = sources.size() <= 1 && targets.size() <= 1 && schema.kind.empty();
  std::size_t count = 0;
  for (const auto& source : sources.empty() ? std::vector<std::string>{""} : sources)
    for (const auto& target : targets.empty() ? std::vector<std::string>{""} : targets) {
      ++count;
      start_edge(record, one ? as_id(record.id) : fmt::format("{}-{}", as_id(record.id), count), source, target);
    }
}

void FtmRows::add_occupancy(const FtmRecord& record) {
  for (const auto& holder : record.values("holder")) {
    roles_.start_row(record.number);
    roles_.set("entity", as_id(holder));
    roles_.set("role", "official");
    Taken unused;
    set_period(roles_, record, unused);
    roles_.set_attribute("post", as_id(record.first("post")));
  }
}

// The account where one is named, as money is traced by accounts; whose it is is said by a tie.
std::string FtmRows::account_end(const FtmRecord& payment, std::string_view party, std::string_view account) {
  const auto holder = payment.first(party), used = payment.first(account);
  if (!holder.empty() && !used.empty()) paid_through_.try_emplace({as_id(holder), as_id(used)}, &payment);
  const auto& end = used.empty() ? holder : used;
  return end.empty() ? std::string() : as_id(end);
}

void FtmRows::add_payment(const FtmRecord& record) {
  Taken taken{"payer", "payerAccount", "beneficiary", "beneficiaryAccount"};
  payments_.start_row(record.number);
  payments_.set("id", as_id(record.id));
  payments_.set("payer", account_end(record, "payer", "payerAccount"));
  payments_.set("payee", account_end(record, "beneficiary", "beneficiaryAccount"));
  for (const auto* property : {"startDate", "date"})
    if (const auto when = day(record.first(property)); !when.empty() && record.values(property).size() == 1) {
      payments_.set("date", when);
      if (when == record.first(property)) taken.insert(property);
    }
  set_amount(payments_, record, taken);
  if (record.values("purpose").size() == 1) payments_.set("purpose", record.first("purpose")), taken.insert("purpose");
  add_rest(payments_, record, taken);
}

// A party that is accused of what its case names is a charge. Whether it was one.
bool FtmRows::add_charge(const FtmRecord& party) {
  const auto* court_case = find_(party.first("case"));
  if (!is_accused(party) || !court_case || party.values("party").size() != 1) return false;
  std::string offence;
  for (const auto* property : {"category", "type", "name"})
    if (offence.empty()) offence = court_case->first(property);
  if (offence.empty()) return false;
  charges_.start_row(party.number);
  charges_.set("accused", as_id(party.first("party")));
  charges_.set("offence", offence);
  charges_.set("status", party.first("status").empty() ? court_case->first("status") : party.first("status"));
  charges_.set("date", day(party.first("startDate").empty() ? court_case->first("fileDate") : party.first("startDate")));
  for (const auto* property : {"caseNumber", "court", "closeDate", "sourceUrl"})
    charges_.set_attribute(property, court_case->first(property));
  return true;
}

// Whether charges say all there is of the case, which then is no entity.
bool FtmRows::is_only_charged(const FtmRecord& court_case) const {
  const auto found = parties_.find(court_case.id);
  return found != parties_.end() && std::ranges::all_of(found->second, [](const FtmRecord* party) { return is_accused(*party); });
}

base::Result<void> FtmRows::finish(Draft& draft, const std::string& file_name) {
  for (const auto* court_case : court_cases_)
    if (!is_only_charged(*court_case)) add_node(draft, *court_case, "event");
  for (const auto& [ends, payment] : paid_through_) {
    if (holders_.contains(ends)) continue;
    ties_.start_row(payment->number);
    ties_.set("type", "holds_account");
    ties_.set("source", ends.first);
    ties_.set("target", ends.second);
  }
  for (auto& [schema, table] : nodes_)
    if (const auto added = table.finish(draft, file_name); !added) return added;
  for (auto* table : {&phones_, &ties_, &roles_, &payments_, &charges_})
    if (const auto added = table->finish(draft, file_name); !added) return added;
  if (unknown_ > 0)
    draft.remarks.push_back(
        fmt::format("{}: {} {} of a schema that this product does not know ({}); kept as unknown, with all properties.",
                    file_name, unknown_, unknown_ == 1 ? "record is" : "records are",
                    base::join({unknown_schemata_.begin(), unknown_schemata_.end()}, ", ")));
  if (rounded_ > 0)
    draft.remarks.push_back(
        fmt::format("{}: {} {} more than two decimals or an exponent; rounded to cents, the text kept as an attribute.",
                    file_name, rounded_, rounded_ == 1 ? "amount has" : "amounts have"));
  return {};
}

} // namespace cuibono::ingest
