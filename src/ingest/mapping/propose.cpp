#include "ingest/mapping/propose.h"

#include <algorithm>
#include <fmt/core.h>
#include <map>

#include "base/text.h"
#include "ingest/mapping/guess.h"
#include "ingest/mapping/meaning.h"

namespace cuibono::ingest {
namespace {

constexpr const char* kOwn = "own_account";

class Proposal {
 public:
  explicit Proposal(const DraftTable& sheet) : sheet_(sheet), guesses_(guess_columns(sheet)) { find_meanings(); }
  Proposal(const DraftTable& sheet, const Meanings& meanings, const Constants& constants) : sheet_(sheet), guesses_(guess_columns(sheet)), constants_(constants) {
    for (std::size_t i = 0; i < meanings.size(); ++i)
      if (meanings[i]) columns_.emplace(*meanings[i], i);
  }

  Mapping make(SheetKind kind);
  Meanings meanings() const {
    Meanings found(sheet_.columns.size());
    for (const auto& [meaning, column] : columns_) found[column] = meaning;
    return found;
  }

 private:
  void find_meanings();
  bool has(Meaning meaning) const { return columns_.contains(meaning) || constants_.contains(meaning); }
  Template cell(Meaning meaning, const char* filter = "") const;
  std::vector<Template> cells(Meaning meaning, const char* filter = "", const char* before = "") const;
  FieldValue value(Meaning meaning, const char* filter = "", const char* before = "") const { return {cells(meaning, filter, before), {}, {}, {}}; }
  const char* id_filter(Meaning side) const;
  void add_side(Meaning side);
  void statement();
  void payments();
  void calls();
  void ties();
  void entities();
  void add_masts();
  void add_attributes(Record& record) const;
  void settle_values();
  void add(const char* table, std::vector<std::pair<std::string, FieldValue>> fields);
  static FieldValue text(Template one) { return {{std::move(one)}, {}, {}, {}}; }
  FieldValue when() const;

  const DraftTable& sheet_;
  std::vector<ColumnGuess> guesses_;
  std::map<Meaning, std::size_t> columns_;
  Constants constants_;
  Mapping mapping_;
};

// The first column of each meaning; of dates and amounts one whose values are such, if any.
void Proposal::find_meanings() {
  for (std::size_t i = 0; i < sheet_.columns.size(); ++i) {
    const auto meaning = meaning_of(sheet_.columns[i]);
    if (!meaning) continue;
    const auto type = guesses_[i].type;
    if (*meaning == Meaning::Date && type != ColumnType::Date && type != ColumnType::Empty) continue;
    if (*meaning == Meaning::Amount && type != ColumnType::Amount && type != ColumnType::Number) continue;
    columns_.emplace(*meaning, i);
  }
  if (!has(Meaning::Date))
    if (const auto date = std::ranges::find(guesses_, ColumnType::Date, &ColumnGuess::type); date != guesses_.end())
      columns_.emplace(Meaning::Date, static_cast<std::size_t>(date - guesses_.begin()));
}

std::string place_of(Meaning constant) { return std::string(base::name_of(constant)) + "_named"; }

// The column's, or else the constant's place; empty where neither says it.
Template Proposal::cell(Meaning meaning, const char* filter) const {
  const auto all = cells(meaning, filter);
  return all.empty() ? Template() : all.front();
}

// What the column says, and where it is empty the constant.
std::vector<Template> Proposal::cells(Meaning meaning, const char* filter, const char* before) const {
  std::vector<Template> all;
  if (const auto found = columns_.find(meaning); found != columns_.end()) all.push_back(fmt::format("{}{{{}{}}}", before, sheet_.columns[found->second], filter));
  if (constants_.contains(meaning)) all.push_back(fmt::format("{}{{{}{}}}", before, place_of(meaning), filter));
  return all;
}

FieldValue Proposal::when() const {
  auto dates = value(Meaning::Date);
  if (has(Meaning::Time) && has(Meaning::Date)) dates.templates.insert(dates.templates.begin(), cell(Meaning::Date) + " " + cell(Meaning::Time));
  return dates;
}

// Ids are taken as they are; a name is somebody's, and must not become an id.
const char* Proposal::id_filter(Meaning side) const {
  const auto is_id = [](std::string_view text) {
    return text.find_first_of(" \t") == text.npos && std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
  };
  bool are_ids = true;
  if (const auto column = columns_.find(side); column != columns_.end())
    for (std::size_t i = 0; i < sheet_.rows() && are_ids; ++i) {
      const auto text = base::trim(sheet_.row(i)[column->second]);
      are_ids = text.empty() || is_id(text);
    }
  if (const auto constant = constants_.find(side); constant != constants_.end()) are_ids = are_ids && is_id(constant->second);
  return are_ids ? "|compact" : "|party_id";
}

// Whoever stands on one side, with the name where the file gives names.
void Proposal::add_side(Meaning side) {
  const auto* filter = id_filter(side);
  const bool is_named = std::string_view(filter) == "|party_id";
  add("entities", {{"id", value(side, filter)}, {"name", is_named ? value(side) : FieldValue{}}});
}

void Proposal::add(const char* table, std::vector<std::pair<std::string, FieldValue>> fields) {
  std::erase_if(fields, [](const auto& field) {
    const auto& templates = field.second.templates;
    return std::ranges::all_of(templates, [](const auto& one) { return one.empty(); });
  });
  mapping_.records.push_back({table, {}, std::move(fields)});
}

void Proposal::statement() {
  mapping_.name = "statement";
  mapping_.about = "Payments from and to one account.";
  mapping_.preamble = {{kOwn, {"Account number", "Account", "IBAN", "เลขที่บัญชี", "Số tài khoản", "No. Rekening"}},
                       {"opening_balance", {"Opening balance", "ยอดยกมา"}},
                       {"closing_balance", {"Closing balance", "ยอดยกไป"}}};
  auto account = value(Meaning::OwnAccount, "|compact");
  if (!columns_.contains(Meaning::OwnAccount)) account.templates.push_back(fmt::format("{{{}|compact}}", kOwn));
  account.templates.emplace_back("account-{file|compact}");
  FieldValue other{{}, {}, {}, {}};
  std::vector<std::pair<Template, Template>> named; // id and name of the other side
  for (auto& text : cells(Meaning::OtherAccount, "|compact")) other.templates.push_back(std::move(text));
  for (const auto meaning : {Meaning::OtherName, Meaning::Description})
    if (has(meaning)) {
      other.templates.push_back(cell(meaning, "|party_id"));
      named.emplace_back(cell(meaning, "|party_id"), cell(meaning));
      break;
    }
  other.templates.push_back("unknown-party");
  add("entities", {{"id", account}, {"kind", text("account")}});
  if (has(Meaning::OtherAccount)) add("entities", {{"id", value(Meaning::OtherAccount, "|compact")}, {"kind", text("account")}});
  for (const auto& [id, name] : named)
    if (!has(Meaning::OtherAccount)) add("entities", {{"id", text(id)}, {"name", text(name)}});
  std::vector<std::pair<std::string, FieldValue>> fields{{"date", when()}, {"account", account}, {"counterparty", other}};
  if (has(Meaning::Debit) && has(Meaning::Credit)) {
    fields.emplace_back("debit", value(Meaning::Debit));
    fields.emplace_back("credit", value(Meaning::Credit));
  } else if (has(Meaning::Direction)) {
    fields.emplace_back("amount", value(Meaning::Amount));
    fields.emplace_back("direction", value(Meaning::Direction));
  } else {
    fields.emplace_back("signed", value(Meaning::Amount));
  }
  for (const auto& [name, meaning] : {std::pair{"balance", Meaning::Balance}, {"currency", Meaning::Currency}, {"purpose", Meaning::Description}, {"class", Meaning::Class},
                                      {"reference", Meaning::Reference}, {"exhibits", Meaning::Exhibit}, {"locator", Meaning::Locator}})
    fields.emplace_back(name, value(meaning));
  add("payments", std::move(fields));
}

void Proposal::payments() {
  mapping_.name = "payments";
  mapping_.about = "Payments of which every row names both sides.";
  for (const auto side : {Meaning::Payer, Meaning::Payee}) add_side(side);
  add("payments", {{"date", when()}, {"payer", value(Meaning::Payer, id_filter(Meaning::Payer))}, {"payee", value(Meaning::Payee, id_filter(Meaning::Payee))},
                   {"amount", value(Meaning::Amount)}, {"currency", value(Meaning::Currency)}, {"purpose", value(Meaning::Description)}, {"class", value(Meaning::Class)},
                   {"reference", value(Meaning::Reference)}, {"exhibits", value(Meaning::Exhibit)}, {"locator", value(Meaning::Locator)}});
}

void Proposal::ties() {
  mapping_.name = "ties";
  mapping_.about = "Two people or things in each row, and what is between them.";
  for (const auto side : {Meaning::Source, Meaning::Target}) add_side(side);
  auto type = value(Meaning::TieType);
  type.templates.emplace_back("associate");
  add("ties", {{"type", type}, {"source", value(Meaning::Source, id_filter(Meaning::Source))}, {"target", value(Meaning::Target, id_filter(Meaning::Target))},
               {"from", when()}, {"to", value(Meaning::Until)}, {"share", value(Meaning::Share)}, {"count", value(Meaning::Count)}, {"amount", value(Meaning::Amount)},
               {"currency", value(Meaning::Currency)}, {"notes", value(Meaning::Description)}, {"exhibits", value(Meaning::Exhibit)}, {"locator", value(Meaning::Locator)}});
}

void Proposal::add_masts() {
  if (!has(Meaning::Mast)) return;
  add("entities", {{"id", value(Meaning::Mast, "|compact", "mast-")}, {"kind", text("place")}, {"latitude", value(Meaning::Latitude)},
                   {"longitude", value(Meaning::Longitude)}});
}

void Proposal::calls() {
  mapping_.name = "calls";
  mapping_.about = "Calls between two numbers. The position of a mast is not that of the handset.";
  const auto from = value(Meaning::Caller, "|compact", "tel-"), to = value(Meaning::Callee, "|compact", "tel-");
  add("entities", {{"id", from}, {"kind", text("phone")}});
  add("entities", {{"id", to}, {"kind", text("phone")}});
  add_masts();
  const bool has_mast = has(Meaning::Mast);
  add("ties", {{"type", text("calls")}, {"source", from}, {"target", to}, {"from", when()}, {"count", text("1")},
               {"duration", value(Meaning::Duration)}, {"call_type", value(Meaning::CallType)}, {"mast", value(Meaning::Mast, "|compact", "mast-")},
               {"mast_latitude", has_mast ? FieldValue{} : value(Meaning::Latitude)}, {"mast_longitude", has_mast ? FieldValue{} : value(Meaning::Longitude)},
               {"exhibits", value(Meaning::Exhibit)}, {"locator", value(Meaning::Locator)}});
}

void Proposal::add_attributes(Record& record) const {
  const auto names = [](const FieldValue& value, const std::string& column) {
    return std::ranges::any_of(value.templates, [&](const auto& text) { return text.find("{" + column + "}") != text.npos || text.find("{" + column + "|") != text.npos; });
  };
  for (const auto& column : sheet_.columns)
    if (std::ranges::none_of(record.fields, [&](const auto& field) { return names(field.second, column); }))
      record.fields.emplace_back("attribute:" + column, text(fmt::format("{{{}}}", column)));
}

void Proposal::entities() {
  mapping_.name = "entities";
  mapping_.about = "A list of people or things, one a row; say in `kind` which. Columns without a meaning are kept as attributes.";
  const auto first = fmt::format("{{{}|compact}}", sheet_.columns.empty() ? "column 1" : sheet_.columns[0]);
  const auto id = has(Meaning::Id) ? cell(Meaning::Id, "|compact") : has(Meaning::Name) ? cell(Meaning::Name, "|party_id") : first;
  auto kind = value(Meaning::Kind, "|lower");
  kind.templates.emplace_back("unknown");
  add("entities", {{"id", text(id)}, {"kind", kind}, {"name", value(Meaning::Name)}, {"aliases", value(Meaning::Aliases)}, {"country", value(Meaning::Country)},
                   {"sector", value(Meaning::Sector)}, {"latitude", value(Meaning::Latitude)}, {"longitude", value(Meaning::Longitude)},
                   {"birth_date", value(Meaning::BirthDate)}, {"notes", value(Meaning::Notes)}});
  add_attributes(mapping_.records.back());
}

// Only where the columns used agree; else it is left open and said.
void Proposal::settle_values() {
  std::vector<std::string> open;
  for (const auto& guess : guesses_) {
    const bool is_used = std::ranges::any_of(columns_, [&](const auto& column) { return sheet_.columns[column.second] == guess.name; });
    if (!is_used) continue;
    if (guess.is_open) open.push_back(guess.name + " (" + guess.evidence + ")");
    else if (guess.type == ColumnType::Date && guess.date_order != DateOrder::Unknown) mapping_.values.date_order = guess.date_order;
    else if (guess.type == ColumnType::Amount && guess.decimal) mapping_.values.decimal = guess.decimal;
  }
  if (!open.empty()) mapping_.about += " To be said under `values`, as the values do not tell: " + base::join(open, "; ") + ".";
}

Mapping Proposal::make(SheetKind kind) {
  switch (kind) {
    case SheetKind::Calls: calls(); break;
    case SheetKind::Payments: payments(); break;
    case SheetKind::Statement: statement(); break;
    case SheetKind::List: entities(); break;
    case SheetKind::Ties: ties(); break;
  }
  mapping_.headerless = sheet_.headerless;
  for (const auto& column : sheet_.columns) mapping_.columns.push_back({column, {column}, false});
  for (const auto& [meaning, constant] : constants_) mapping_.constants.emplace_back(place_of(meaning), constant);
  mapping_.sheet = sheet_.sheet;
  settle_values();
  return std::move(mapping_);
}

} // namespace

Mapping propose_mapping(const DraftTable& sheet) {
  Proposal proposal(sheet);
  return proposal.make(kind_of(proposal.meanings()));
}

Meanings meanings_of(const DraftTable& sheet) { return Proposal(sheet).meanings(); }

SheetKind kind_of(const Meanings& meanings) {
  const auto has = [&](Meaning meaning) { return std::ranges::count(meanings, std::optional(meaning)) > 0; };
  if (has(Meaning::Caller) && has(Meaning::Callee)) return SheetKind::Calls;
  if (has(Meaning::Source) && has(Meaning::Target)) return SheetKind::Ties;
  if (has(Meaning::Payer) && has(Meaning::Payee) && has(Meaning::Amount)) return SheetKind::Payments;
  const bool sums = has(Meaning::Amount) || (has(Meaning::Debit) && has(Meaning::Credit));
  return has(Meaning::Date) && sums ? SheetKind::Statement : SheetKind::List;
}

Mapping mapping_of(const DraftTable& sheet, SheetKind kind, const Meanings& meanings, const Constants& constants) {
  return Proposal(sheet, meanings, constants).make(kind);
}

std::string missing_meaning(SheetKind kind, const Meanings& meanings, const Constants& constants) {
  const auto has = [&](Meaning meaning) { return constants.contains(meaning) || std::ranges::count(meanings, std::optional(meaning)) > 0; };
  const bool both_sums = has(Meaning::Debit) && has(Meaning::Credit);
  switch (kind) {
    case SheetKind::Statement: return !has(Meaning::Date) ? "a date" : has(Meaning::Amount) || both_sums ? "" : "an amount, or debit and credit";
    case SheetKind::Payments: return !has(Meaning::Payer) ? "who paid" : !has(Meaning::Payee) ? "who was paid" : has(Meaning::Amount) ? "" : "an amount";
    case SheetKind::Calls: return !has(Meaning::Caller) ? "who called" : has(Meaning::Callee) ? "" : "who was called";
    case SheetKind::Ties: return !has(Meaning::Source) ? "from whom the tie goes" : has(Meaning::Target) ? "" : "to whom the tie goes";
    case SheetKind::List: break;
  }
  return {};
}

} // namespace cuibono::ingest
