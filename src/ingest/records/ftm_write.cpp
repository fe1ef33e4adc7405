// A case as FollowTheMoney entities. What leaves of a row, and under which name, is decided by ShownRows.

#include <fmt/core.h>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "base/sha256.h"
#include "ingest/exports/shown_rows.h"
#include "ingest/records/ftm.h"
#include "ingest/records/ftm_model.h"
#include "ingest/records/ftm_rows.h"
#include "ingest/records/shares.h"

namespace cuibono::ingest {
namespace {

using nlohmann::json;

// Text of one row by the names of its columns, and which of it the format took.
template <class Row>
class ShownRow {
 public:
  ShownRow(const ShownRows<Row>& rows, const std::vector<std::string>& attributes, const Row& row)
      : columns_(rows.columns()), attributes_(attributes), first_(rows.first_attribute()), cells_(rows.cells(row)) {}

  const std::string& operator[](std::string_view column) const {
    static const std::string kNone;
    const auto found = std::find(columns_.begin(), columns_.begin() + static_cast<std::ptrdiff_t>(first_), column);
    return found == columns_.begin() + static_cast<std::ptrdiff_t>(first_)
               ? kNone
               : cells_[static_cast<std::size_t>(found - columns_.begin())];
  }
  std::string attribute(std::string_view name) const {
    const auto found = std::ranges::find(attributes_, name);
    return found == attributes_.end() ? std::string() : cells_[first_ + static_cast<std::size_t>(found - attributes_.begin())];
  }
  /// Calls with each attribute that says something.
  template <class Take>
  void for_each_attribute(Take take) const {
    for (std::size_t i = 0; i < attributes_.size(); ++i)
      if (const auto& value = cells_[first_ + i]; !value.empty()) take(attributes_[i], value);
  }

 private:
  const std::vector<std::string>& columns_;
  const std::vector<std::string>& attributes_;
  std::size_t first_;
  std::vector<std::string> cells_;
};

// One record under way.
struct Record {
  std::string id, schema;
  json properties = json::object();

  void add(std::string_view property, const std::string& value) {
    if (value.empty()) return;
    auto& values = properties[std::string(property)];
    if (std::ranges::find(values, json(value)) == values.end()) values.push_back(value);
  }
  bool may_have(std::string_view property) const { return ftm_has_property(schema, property); }
};

// Countries are small letters there and capitals here.
std::string country(const std::string& code) { return code.size() == 2 ? base::to_lower(code) : code; }

class Writer {
 public:
  explicit Writer(const CaseToWrite& what)
      : what_(what), entities_(what, what.snapshot.entities()), roles_(what, what.snapshot.roles()), ties_(what, what.snapshot.ties()),
        payments_(what, what.snapshot.payments()), charges_(what, what.snapshot.of<model::Charge>()) {}

  Written write();

 private:
  void write_entities();
  void write_ties();
  void write_payments();
  void write_charges();
  void note_links();
  void add_entity(const model::Entity& entity, const std::vector<std::string>& attributes);
  static void add_name(Record& record, const std::string& name, const std::string& as_named, const std::string& title);
  void add_roles(Record& record, model::EntityId entity, bool is_pep);
  void add_tie(const model::Tie& tie, const std::vector<std::string>& attributes);
  void add_payment(const model::Payment& payment, const std::vector<std::string>& attributes);
  template <class Row> void add_attributes(Record& record, const ShownRow<Row>& row, std::string_view what);
  template <class Row> void lose_columns(const ShownRow<Row>& row, std::initializer_list<std::string_view> columns);
  void end_of_payment(Record& record, model::EntityId end, std::string_view party, std::string_view account);
  std::string own_id(const std::string& key, std::string_view prefix, const std::string& content);
  void put(const Record& record);
  void lose(const std::string& what) { ++lost_[what]; }
  std::vector<std::string> losses() const;
  std::string key(model::EntityId id) const {
    const auto* entity = what_.snapshot.entities().find(id);
    return entity ? entity->key : std::string();
  }

  const CaseToWrite& what_;
  ShownRows<model::Entity> entities_;
  ShownRows<model::RoleFact> roles_;
  ShownRows<model::Tie> ties_;
  ShownRows<model::Payment> payments_;
  ShownRows<model::Charge> charges_;
  std::map<std::string, std::vector<std::pair<std::string, std::string>>, std::less<>> links_; ///< by entity: property, other
  std::set<std::uint32_t> written_as_link_;                                                  ///< ties
  std::map<std::uint32_t, std::vector<model::EntityId>> holders_;                            ///< by account
  std::set<std::uint32_t> in_office_;                                                        ///< whose office a tie says
  std::unordered_map<std::uint32_t, std::vector<const model::RoleFact*>> roles_of_;           ///< by entity
  std::vector<std::string> role_attributes_;
  std::unordered_set<std::string> ids_;
  std::map<std::string, std::size_t> lost_;
  std::string out_;
};

void Writer::put(const Record& record) {
  json line{{"id", record.id}, {"schema", record.schema}, {"properties", record.properties}};
  out_ += line.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

// Ids are one space there, three here.
std::string Writer::own_id(const std::string& key, std::string_view prefix, const std::string& content) {
  if (!key.empty() && ids_.insert(key).second) return key;
  if (!key.empty()) lose("ids of rows that another table's row has");
  for (int count = 1;; ++count) {
    auto id = fmt::format("{}-{}", prefix, base::sha256_hex(fmt::format("{} {} {}", key, content, count)).substr(0, 20));
    if (ids_.insert(id).second) return id;
  }
}

// A tie that was a property of an entity goes back there; it is known by its id, see FtmRows::link.
void Writer::note_links() {
  const auto names = ties_.attribute_names();
  for (const auto& tie : what_.snapshot.ties()) {
    if (tie.type == model::TieType::HoldsAccount) holders_[tie.target.value].push_back(tie.source);
    const ShownRow<model::Tie> row(ties_, names, tie);
    if (row.attribute(kFtmSchema) == "Occupancy") in_office_.insert(tie.source.value);
    if (!row.attribute("trip").empty() && tie.type == model::TieType::Transports) written_as_link_.insert(tie.id.value);
    const auto property = row.attribute(kFtmProperty);
    const auto source = key(tie.source), target = key(tie.target);
    const bool of_source = tie.key.starts_with(source + "." + property), of_target = tie.key.starts_with(target + "." + property);
    const bool says_more = tie.from.known() || tie.to.known() || tie.share || !tie.notes.empty();
    if (property.empty() || says_more || of_source == of_target) continue;
    links_[of_source ? source : target].emplace_back(property, of_source ? target : source);
    written_as_link_.insert(tie.id.value);
  }
}

template <class Row>
void Writer::add_attributes(Record& record, const ShownRow<Row>& row, std::string_view what) {
  row.for_each_attribute([&](const std::string& name, const std::string& value) {
    if (name == kFtmSchema || name == kFtmProperty) return;
    if (!record.may_have(name)) return lose(fmt::format("attributes of {}", what));
    for (const auto& part : split_parts(value)) record.add(name, part);
  });
}

template <class Row>
void Writer::lose_columns(const ShownRow<Row>& row, std::initializer_list<std::string_view> columns) {
  for (const auto column : columns) {
    const auto& text = row[column];
    const bool says_nothing = text.empty() || (column == "polarity" && text == "supports") || (column == "assessment" && text == "no");
    if (!says_nothing) lose(fmt::format("columns `{}` of {}", column, Row::kTable));
  }
}

void Writer::add_roles(Record& record, model::EntityId entity, bool is_pep) {
  const auto found = roles_of_.find(entity.value);
  if (found == roles_of_.end()) return;
  for (const auto* each : found->second) {
    const auto& role = *each;
    const ShownRow<model::RoleFact> row(roles_, role_attributes_, role);
    lose_columns(row, {"from", "to", "exhibits", "assessor", "polarity"});
    if (role.fact) lose("columns `fact` of roles");
    if (role.role == model::Role::Official && (is_pep || in_office_.contains(entity.value))) continue;
    record.add("keywords", std::string(kFtmRole) + (role.role == model::Role::Other ? row["label"] : row["role"]));
  }
}

// Under `name`, unless another property says it, or must say it, already.
void Writer::add_name(Record& record, const std::string& name, const std::string& as_named, const std::string& title) {
  for (const auto& text : {as_named, title})
    for (const auto& part : split_parts(text))
      if (part == name) return;
  const bool has_own = record.schema == "Document" || record.schema == "UserAccount" || !record.may_have("name");
  record.add(has_own ? ftm_name_property(record.schema) : "name", name);
}

void Writer::add_entity(const model::Entity& entity, const std::vector<std::string>& attributes) {
  const ShownRow<model::Entity> row(entities_, attributes, entity);
  const auto kind = base::name_of(entity.kind);
  const auto own = row.attribute(kFtmSchema);
  const auto* schema = ftm_schema(own);
  Record record{entity.key, schema && !schema->kind.empty() ? own : std::string(ftm_schema_of_kind(kind))};
  if (entity.kind == model::EntityKind::Trust) record.add("legalForm", "trust");
  if (entity.kind == model::EntityKind::Establishment) record.add("classification", "establishment");
  if (entity.kind == model::EntityKind::Phone) record.add("service", "phone");
  add_name(record, row["name"], row.attribute(ftm_name_property(record.schema)), row.attribute("title"));
  for (const auto& alias : split_parts(row["aliases"])) record.add("alias", alias);
  const auto set = [&](std::string_view column, std::string_view property, const std::string& value) {
    if (value.empty()) return;
    if (record.may_have(property)) record.add(property, value);
    else lose(fmt::format("columns `{}` of entities", column));
  };
  set("country", "country", country(row["country"]));
  set("sector", "sector", row["sector"]);
  set("birth_date", "birthDate", row["birth_date"]);
  set("notes", "notes", row["notes"]);
  for (const auto* column : {"latitude", "longitude"}) set(column, column, row[column]);
  if (entity.is_protected) record.add("keywords", std::string(kFtmProtected));
  const auto topics = split_parts(row.attribute("topics"));
  add_roles(record, entity.id, std::ranges::find(topics, "role.pep") != topics.end());
  for (const auto& [property, other] : links_[entity.key]) record.add(property, other);
  add_attributes(record, row, "entities");
  put(record);
}

void Writer::write_entities() {
  const auto attributes = entities_.attribute_names();
  role_attributes_ = roles_.attribute_names();
  for (const auto& role : what_.snapshot.roles()) roles_of_[role.entity.value].push_back(&role);
  for (const auto& entity : what_.snapshot.entities()) ids_.insert(entity.key);
  for (const auto& entity : what_.snapshot.entities()) add_entity(entity, attributes);
}

void Writer::add_tie(const model::Tie& tie, const std::vector<std::string>& attributes) {
  const ShownRow<model::Tie> row(ties_, attributes, tie);
  const auto type = base::name_of(tie.type);
  const auto own = row.attribute(kFtmSchema);
  const auto* schema = ftm_schema(own);
  const bool fits = schema && !schema->tie.empty() && schema->kind.empty() && (schema->tie == type || ftm_has_property(own, "role"));
  Record record{own_id(tie.key, "tie", row["type"] + key(tie.source) + key(tie.target) + row["from"]),
                fits ? own : std::string(ftm_schema_of_tie(type))};
  schema = ftm_schema(record.schema);
  record.add(schema->source, key(tie.source));
  record.add(schema->target, key(tie.target));
  if (schema->tie != type) record.add("role", std::string(type));
  record.add("startDate", row["from"]);
  record.add("endDate", row["to"]);
  record.add("description", row["notes"]);
  if (tie.share && record.may_have("percentage")) record.add("percentage", percent_of_share(*tie.share));
  else if (tie.share) lose("columns `share` of ties");
  for (const auto* column : {"amount", "currency"})
    if (record.may_have(column)) record.add(column, row[column]);
    else if (!row[column].empty()) lose(fmt::format("columns `{}` of ties", column));
  if (record.schema != "Call" && record.schema != "Message") lose_columns(row, {"count"});
  lose_columns(row, {"stage", "polarity", "assessment", "exhibits"});
  add_attributes(record, row, "ties");
  put(record);
}

void Writer::write_ties() {
  const auto attributes = ties_.attribute_names();
  for (const auto& tie : what_.snapshot.ties())
    if (!written_as_link_.contains(tie.id.value)) add_tie(tie, attributes);
}

// An account and, where just one holds it, its holder, as a payment there is between people.
void Writer::end_of_payment(Record& record, model::EntityId end, std::string_view party, std::string_view account) {
  const auto* entity = what_.snapshot.entities().find(end);
  if (!entity) return;
  if (entity->kind != model::EntityKind::Account) return record.add(party, entity->key);
  record.add(account, entity->key);
  const auto found = holders_.find(end.value);
  if (found != holders_.end() && found->second.size() == 1) record.add(party, key(found->second[0]));
}

void Writer::add_payment(const model::Payment& payment, const std::vector<std::string>& attributes) {
  const ShownRow<model::Payment> row(payments_, attributes, payment);
  Record record{own_id(payment.key, "payment", row["date"] + key(payment.payer) + key(payment.payee) + row["amount"]), "Payment"};
  end_of_payment(record, payment.payer, "payer", "payerAccount");
  end_of_payment(record, payment.payee, "beneficiary", "beneficiaryAccount");
  for (const auto* column : {"date", "amount", "currency", "purpose"}) record.add(column, row[column]);
  if (payment.payment_class != model::PaymentClass::Other) lose("columns `class` of payments");
  lose_columns(row, {"taint", "polarity", "assessment", "exhibits"});
  add_attributes(record, row, "payments");
  put(record);
}

void Writer::write_payments() {
  const auto attributes = payments_.attribute_names();
  for (const auto& payment : what_.snapshot.payments()) add_payment(payment, attributes);
}

// A court case of its own for each charge, with the accused as its party.
void Writer::write_charges() {
  const auto attributes = charges_.attribute_names();
  for (const auto& charge : what_.snapshot.of<model::Charge>()) {
    const ShownRow<model::Charge> row(charges_, attributes, charge);
    Record court_case{own_id({}, "case", key(charge.accused) + row["offence"] + row["date"]), "CourtCase"};
    court_case.add("name", row["offence"]);
    court_case.add("category", row["offence"]);
    court_case.add("status", row["status"]);
    court_case.add("fileDate", row["date"]);
    add_attributes(court_case, row, "charges");
    put(court_case);
    Record party{own_id({}, "party", court_case.id), "CourtCaseParty"};
    party.add("case", court_case.id);
    party.add("party", key(charge.accused));
    party.add("role", "accused");
    put(party);
    lose_columns(row, {"sentence_months", "exhibits"});
  }
}

std::vector<std::string> Writer::losses() const {
  std::vector<std::string> sentences;
  for (const auto& [what, count] : lost_)
    sentences.push_back(fmt::format("{} {} cannot be held by FollowTheMoney and were left out.", count, what));
  constexpr std::array<std::string_view, 10> kWithout{"case",     "exhibits",   "proceeds", "wages",   "debts",
                                                      "elements", "indicators", "assets",   "custody", "disclosure"};
  model::for_each_table(what_.snapshot, [&](const auto& table) {
    using Row = std::remove_cvref_t<decltype(table.rows().front())>;
    if (!table.empty() && std::ranges::find(kWithout, Row::kTable) != kWithout.end())
      sentences.push_back(fmt::format("{} rows of {} cannot be held by FollowTheMoney and were left out.", table.size(), Row::kTable));
  });
  return sentences;
}

Written Writer::write() {
  note_links();
  write_entities();
  write_ties();
  write_payments();
  write_charges();
  return {std::move(out_), losses()};
}

} // namespace

base::Result<Written> write_ftm(const CaseToWrite& what) { return Writer(what).write(); }

} // namespace cuibono::ingest
