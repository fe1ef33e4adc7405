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
  Proposal(const DraftTable& sheet, const Meanings& meanings) : sheet_(sheet), guesses_(guess_columns(sheet)) {
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
  bool has(Meaning meaning) const { return columns_.contains(meaning); }
  Template cell(Meaning meaning, const char* filter = "") const;
  void statement();
  void payments();
  void calls();
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

Template Proposal::cell(Meaning meaning, const char* filter) const {
  const auto found = columns_.find(meaning);
  return found == columns_.end() ? Template() : fmt::format("{{{}{}}}", sheet_.columns[found->second], filter);
}

FieldValue Proposal::when() const {
  if (!has(Meaning::Time)) return text(cell(Meaning::Date));
  return {{cell(Meaning::Date) + " " + cell(Meaning::Time), cell(Meaning::Date)}, {}, {}, {}};
}

void Proposal::add(const char* table, std::vector<std::pair<std::string, FieldValue>> fields) {
  std::erase_if(fields, [](const auto& field) { return field.second.templates.size() == 1 && field.second.templates[0].empty(); });
  mapping_.records.push_back({table, {}, std::move(fields)});
}

void Proposal::statement() {
  mapping_.name = "statement";
  mapping_.about = "Payments from and to one account.";
  mapping_.preamble = {{kOwn, {"Account number", "Account", "IBAN", "เลขที่บัญชี", "Số tài khoản", "No. Rekening"}},
                       {"opening_balance", {"Opening balance", "ยอดยกมา"}},
                       {"closing_balance", {"Closing balance", "ยอดยกไป"}}};
  const auto own = has(Meaning::OwnAccount) ? cell(Meaning::OwnAccount, "|compact") : fmt::format("{{{}|compact}}", kOwn);
  const FieldValue account{{own, "account-{file|compact}"}, {}, {}, {}};
  FieldValue other{{}, {}, {}, {}};
  std::vector<std::pair<Template, Template>> named; // id and name of the other side
  if (has(Meaning::OtherAccount)) other.templates.push_back(cell(Meaning::OtherAccount, "|compact"));
  for (const auto meaning : {Meaning::OtherName, Meaning::Description})
    if (has(meaning)) {
      other.templates.push_back(cell(meaning, "|party_id"));
      named.emplace_back(cell(meaning, "|party_id"), cell(meaning));
      break;
    }
  other.templates.push_back("unknown-party");
  add("entities", {{"id", account}, {"kind", text("account")}});
  if (has(Meaning::OtherAccount)) add("entities", {{"id", text(cell(Meaning::OtherAccount, "|compact"))}, {"kind", text("account")}});
  for (const auto& [id, name] : named)
    if (!has(Meaning::OtherAccount)) add("entities", {{"id", text(id)}, {"name", text(name)}});
  std::vector<std::pair<std::string, FieldValue>> fields{{"date", when()}, {"account", account}, {"counterparty", other}};
  if (has(Meaning::Debit) && has(Meaning::Credit)) {
    fields.emplace_back("debit", text(cell(Meaning::Debit)));
    fields.emplace_back("credit", text(cell(Meaning::Credit)));
  } else if (has(Meaning::Direction)) {
    fields.emplace_back("amount", text(cell(Meaning::Amount)));
    fields.emplace_back("direction", text(cell(Meaning::Direction)));
  } else {
    fields.emplace_back("signed", text(cell(Meaning::Amount)));
  }
  fields.emplace_back("balance", text(cell(Meaning::Balance)));
  fields.emplace_back("currency", text(cell(Meaning::Currency)));
  fields.emplace_back("purpose", text(cell(Meaning::Description)));
  fields.emplace_back("reference", text(cell(Meaning::Reference)));
  add("payments", std::move(fields));
}

void Proposal::payments() {
  mapping_.name = "payments";
  mapping_.about = "Payments of which every row names both sides.";
  for (const auto side : {Meaning::Payer, Meaning::Payee}) add("entities", {{"id", text(cell(side, "|party_id"))}, {"name", text(cell(side))}});
  add("payments", {{"date", when()}, {"payer", text(cell(Meaning::Payer, "|party_id"))}, {"payee", text(cell(Meaning::Payee, "|party_id"))},
                   {"amount", text(cell(Meaning::Amount))}, {"currency", text(cell(Meaning::Currency))}, {"purpose", text(cell(Meaning::Description))}});
}

void Proposal::add_masts() {
  if (!has(Meaning::Mast)) return;
  add("entities", {{"id", text("mast-" + cell(Meaning::Mast, "|compact"))}, {"kind", text("place")}, {"latitude", text(cell(Meaning::Latitude))},
                   {"longitude", text(cell(Meaning::Longitude))}});
}

void Proposal::calls() {
  mapping_.name = "calls";
  mapping_.about = "Calls between two numbers. The position of a mast is not that of the handset.";
  const auto from = "tel-" + cell(Meaning::Caller, "|compact"), to = "tel-" + cell(Meaning::Callee, "|compact");
  add("entities", {{"id", text(from)}, {"kind", text("phone")}});
  add("entities", {{"id", text(to)}, {"kind", text("phone")}});
  add_masts();
  add("ties", {{"type", text("calls")}, {"source", text(from)}, {"target", text(to)}, {"from", when()}, {"count", text("1")},
               {"duration", text(cell(Meaning::Duration))}, {"call_type", text(cell(Meaning::CallType))},
               {"mast", text(has(Meaning::Mast) ? "mast-" + cell(Meaning::Mast, "|compact") : Template())},
               {"mast_latitude", text(has(Meaning::Mast) ? Template() : cell(Meaning::Latitude))},
               {"mast_longitude", text(has(Meaning::Mast) ? Template() : cell(Meaning::Longitude))}});
}

void Proposal::add_attributes(Record& record) const {
  for (const auto& column : sheet_.columns)
    if (std::ranges::none_of(record.fields, [&](const auto& field) { return field.second.templates[0].find("{" + column) != std::string::npos; }))
      record.fields.emplace_back("attribute:" + column, text(fmt::format("{{{}}}", column)));
}

void Proposal::entities() {
  mapping_.name = "entities";
  mapping_.about = "A list of people or things, one a row; say in `kind` which. Columns without a meaning are kept as attributes.";
  const auto first = fmt::format("{{{}|compact}}", sheet_.columns.empty() ? "column 1" : sheet_.columns[0]);
  const auto id = has(Meaning::Id) ? cell(Meaning::Id, "|compact") : has(Meaning::Name) ? cell(Meaning::Name, "|party_id") : first;
  add("entities", {{"id", text(id)}, {"kind", text("unknown")}, {"name", text(cell(Meaning::Name))}, {"latitude", text(cell(Meaning::Latitude))},
                   {"longitude", text(cell(Meaning::Longitude))}});
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
  }
  mapping_.headerless = sheet_.headerless;
  for (const auto& column : sheet_.columns) mapping_.columns.push_back({column, {column}, false});
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
  if (has(Meaning::Payer) && has(Meaning::Payee) && has(Meaning::Amount)) return SheetKind::Payments;
  const bool sums = has(Meaning::Amount) || (has(Meaning::Debit) && has(Meaning::Credit));
  return has(Meaning::Date) && sums ? SheetKind::Statement : SheetKind::List;
}

Mapping mapping_of(const DraftTable& sheet, SheetKind kind, const Meanings& meanings) { return Proposal(sheet, meanings).make(kind); }

std::string missing_meaning(SheetKind kind, const Meanings& meanings) {
  const auto has = [&](Meaning meaning) { return std::ranges::count(meanings, std::optional(meaning)) > 0; };
  const bool both_sums = has(Meaning::Debit) && has(Meaning::Credit);
  switch (kind) {
    case SheetKind::Statement: return !has(Meaning::Date) ? "a date" : has(Meaning::Amount) || both_sums ? "" : "an amount, or debit and credit";
    case SheetKind::Payments: return !has(Meaning::Payer) ? "who paid" : !has(Meaning::Payee) ? "who was paid" : has(Meaning::Amount) ? "" : "an amount";
    case SheetKind::Calls: return !has(Meaning::Caller) ? "who called" : has(Meaning::Callee) ? "" : "who was called";
    case SheetKind::List: break;
  }
  return {};
}

} // namespace cuibono::ingest
