#include "ingest/mapping/record.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>

#include "base/text.h"
#include "ingest/cell.h"
#include "ingest/row_rules.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using base::fail;
using base::Money;

struct NamedKind {
  std::string_view name;
  FieldKind kind;
};
constexpr std::array<NamedKind, 55> kKinds{{
    {"id", FieldKind::Id},           {"source", FieldKind::Id},          {"target", FieldKind::Id},          {"payer", FieldKind::Id},
    {"payee", FieldKind::Id},        {"account", FieldKind::Id},         {"counterparty", FieldKind::Id},    {"entity", FieldKind::Id},
    {"victim", FieldKind::Id},       {"employer", FieldKind::Id},        {"creditor", FieldKind::Id},        {"establishment", FieldKind::Id},
    {"owner", FieldKind::Id},        {"occupier", FieldKind::Id},        {"accused", FieldKind::Id},         {"claim_holder", FieldKind::Id},
    {"date", FieldKind::Date},       {"from", FieldKind::Date},          {"to", FieldKind::Date},            {"birth_date", FieldKind::Date},
    {"acquired", FieldKind::Date},   {"collected_on", FieldKind::Date},  {"reviewed_on", FieldKind::Date},   {"month", FieldKind::Month},
    {"time", FieldKind::Time},       {"amount", FieldKind::Amount},      {"debit", FieldKind::Amount},       {"credit", FieldKind::Amount},
    {"signed", FieldKind::Amount},   {"balance", FieldKind::Amount},     {"turnover", FieldKind::Amount},    {"net_value", FieldKind::Amount},
    {"rate", FieldKind::Amount},     {"received", FieldKind::Amount},    {"fee_paid", FieldKind::Amount},    {"lawful_deductions", FieldKind::Amount},
    {"illegal_deductions", FieldKind::Amount}, {"opening", FieldKind::Amount}, {"charges", FieldKind::Amount}, {"fines", FieldKind::Amount},
    {"credited", FieldKind::Amount}, {"advance", FieldKind::Amount},     {"fair_wage", FieldKind::Amount},   {"living_cost", FieldKind::Amount},
    {"value", FieldKind::Amount},    {"claim_amount", FieldKind::Amount}, {"latitude", FieldKind::Number},   {"longitude", FieldKind::Number},
    {"share", FieldKind::Number},    {"count", FieldKind::Number},       {"regular_hours", FieldKind::Number}, {"overtime_hours", FieldKind::Number},
    {"overtime_factor", FieldKind::Number}, {"monthly_rate", FieldKind::Number}, {"duration", FieldKind::Duration}}};

constexpr std::array<std::string_view, 8> kMovement{"account", "counterparty", "debit", "credit", "signed", "amount", "direction", "balance"};

// Words for money out of the account, and into it, in a column of directions.
constexpr std::array<std::string_view, 13> kOut{"d", "dr", "debit", "dbit", "out", "-", "s", "withdrawal", "ถอน", "ถอนเงิน", "จ่าย", "debet", "chi"};
constexpr std::array<std::string_view, 13> kIn{"c", "cr", "credit", "crdt", "in", "+", "h", "deposit", "ฝาก", "ฝากเงิน", "รับ", "kredit", "thu"};

// A share of 25 % may be written 25%.
Value<std::string> number_text(std::string_view text) {
  auto plain = plain_text(text);
  const bool percent = plain.ends_with('%');
  if (percent) plain = base::trim(std::string_view(plain).substr(0, plain.size() - 1));
  if (plain.find('.') == plain.npos && std::ranges::count(plain, ',') == 1) std::ranges::replace(plain, ',', '.');
  const auto number = base::parse_number(plain);
  if (!number) return tl::unexpected(fmt::format("{} is not a number", in_quotes(text)));
  return percent ? base::format_number(*number / 100) : plain;
}

Value<std::string> read_field(std::string_view text, FieldKind kind, const ValueRules& rules) {
  switch (kind) {
    case FieldKind::Number: return number_text(text);
    case FieldKind::Amount: return parse_amount(text, rules).map([](const Amount& amount) { return base::format_money(amount.money); });
    case FieldKind::Duration: return parse_duration(text).map([](std::int64_t seconds) { return std::to_string(seconds); });
    case FieldKind::Time: return parse_moment(text, rules).map([&](const Moment& moment) { return moment_text(moment, rules); });
    default: return std::string(text);
  }
}

// The text of a field, and the clause for people where it cannot be read.
template <class T>
Value<T> of_field(std::string_view name, Value<T>&& value) {
  if (value) return std::move(value);
  return tl::unexpected(fmt::format("{} {}", name, value.error()));
}

// Names that a field of a table might take for itself one day.
bool is_attribute(std::string_view name) { return name == "time" || name == "duration" || name == "balance"; }

} // namespace

FieldKind kind_of_field(std::string_view name) {
  const auto found = std::ranges::find(kKinds, name, &NamedKind::name);
  return found == kKinds.end() ? FieldKind::Text : found->kind;
}

std::size_t BoundRecord::add_column(std::string name) {
  columns_.push_back(std::move(name));
  return columns_.size() - 1;
}

base::Result<void> BoundRecord::bind_movement(const Record& record, const PlaceNames& names) {
  const auto bind = [&](std::string_view name, std::optional<BoundValue>& into) -> base::Result<void> {
    const auto* field = record.field(name);
    if (!field) return {};
    return names.bind(*field).map([&](BoundValue&& bound) { into = std::move(bound); });
  };
  for (const auto& [name, into] : {std::pair{"account", &account_}, {"counterparty", &counterparty_}, {"debit", &debit_}, {"credit", &credit_},
                                   {"signed", &signed_}, {"amount", &amount_}, {"direction", &direction_}, {"balance", &balance_}})
    if (auto done = bind(name, *into); !done) return done;
  const bool says_amount = (debit_ && credit_) || signed_ || amount_;
  if (!counterparty_ || !says_amount)
    return fail(ErrorKind::Input, "a record of payments with `account` lacks `counterparty`, or how much", {},
                "give it `debit` and `credit`, or `signed`, or `amount` and `direction`");
  payer_ = add_column("payer");
  payee_ = add_column("payee");
  amount_column_ = add_column("amount");
  if (balance_) balance_column_ = add_column("attribute:balance");
  return {};
}

base::Result<BoundRecord> BoundRecord::bind(const Record& record, const PlaceNames& names, const Mapping& mapping) {
  BoundRecord bound;
  bound.table_ = record.table;
  bound.plus_is_ = mapping.plus_is;
  auto when = names.bind(record.when);
  if (!when) return tl::unexpected(when.error());
  bound.when_ = std::move(*when);
  const bool has_account = record.table == "payments" && record.field("account");
  if (has_account)
    if (auto done = bound.bind_movement(record, names); !done) return tl::unexpected(done.error());
  for (const auto& [name, value] : record.fields) {
    if (has_account && std::ranges::find(kMovement, name) != kMovement.end()) continue;
    auto text = names.bind(value);
    if (!text) return tl::unexpected(text.error());
    const auto kind = kind_of_field(name);
    const auto column = bound.add_column(is_attribute(name) ? std::string(kAttributePrefix) + name : name);
    if (name == "id") bound.id_ = column;
    if (name == "time") bound.time_ = column;
    if (name == "source" || name == "payer") bound.payer_ = column;
    if (name == "target" || name == "payee") bound.payee_ = column;
    if (name == "amount") bound.amount_column_ = column;
    bound.is_dated_ = bound.is_dated_ || kind == FieldKind::Date || kind == FieldKind::Time;
    bound.fields_.push_back({name, kind, column, std::move(*text)});
  }
  const bool takes_time = (record.table == "payments" || record.table == "ties") && bound.time_ == kFixed && bound.is_dated_;
  if (takes_time) bound.time_ = bound.add_column("attribute:time");
  if (bound.needs_id()) bound.add_column("id");
  return bound;
}

Standing BoundRecord::standing() const {
  const bool mentions = table_ == "entities" || (table_ == "ties" && !is_dated_);
  return mentions ? Standing::Mentions : Standing::Facts;
}

std::vector<const BoundValue*> BoundRecord::fields_of(FieldKind kind) const {
  std::vector<const BoundValue*> found;
  for (const auto& field : fields_)
    if (field.kind == kind) found.push_back(&field.value);
  if (kind == FieldKind::Amount && account_)
    for (const auto* own : {&debit_, &credit_, &signed_, &amount_, &balance_})
      if (*own) found.push_back(&**own);
  return found;
}

// Above zero into the account. A reversal, a debit below zero, turns its direction.
Value<Money> BoundRecord::directed(const SheetRow& row, const ValueRules& rules) const {
  const auto& which = signed_ ? *signed_ : *amount_;
  const auto text = fill(which, row, rules);
  if (!text) return tl::unexpected(text.error());
  if (text->empty()) return tl::unexpected(std::string("amount is missing"));
  const auto amount = of_field("amount", parse_amount(*text, rules));
  if (!amount) return tl::unexpected(amount.error());
  const Money against{-amount->money.cents};
  if (amount->side != Side::None) return amount->side == Side::Credit ? amount->money : against;
  if (signed_) return plus_is_ == PlusIs::Credit ? amount->money : against;
  const auto direction = direction_ ? fill(*direction_, row, rules) : Value<std::string>(std::string());
  if (!direction) return tl::unexpected(direction.error());
  const auto word = base::to_lower(base::trim(*direction));
  if (std::ranges::find(kIn, word) != kIn.end()) return amount->money;
  if (std::ranges::find(kOut, word) != kOut.end()) return against;
  return tl::unexpected(fmt::format("direction {} says neither in nor out", in_quotes(*direction)));
}

Value<Money> BoundRecord::change_of(const SheetRow& row, const ValueRules& rules) const {
  if (!debit_ || !credit_) return directed(row, rules);
  Money change;
  int sides = 0;
  for (const auto& [name, value, sign] : {std::tuple{"debit", &*debit_, -1}, {"credit", &*credit_, 1}}) {
    const auto text = fill(*value, row, rules);
    if (!text) return tl::unexpected(text.error());
    if (plain_text(*text).empty() || *text == "-") continue;
    const auto amount = of_field(name, parse_amount(*text, rules));
    if (!amount) return tl::unexpected(amount.error());
    if (amount->money.cents == 0) continue;
    ++sides;
    change += Money{sign * amount->money.cents};
  }
  if (sides == 1) return change;
  return tl::unexpected(std::string(sides == 0 ? "the row has neither a debit nor a credit" : "the row has both a debit and a credit"));
}

Value<void> BoundRecord::fill_movement(const SheetRow& row, const ValueRules& rules, MadeRow& made) const {
  const auto account = fill(*account_, row, rules), other = fill(*counterparty_, row, rules);
  if (!account) return tl::unexpected(account.error());
  if (!other) return tl::unexpected(other.error());
  if (account->empty()) return tl::unexpected(std::string("account is missing"));
  if (other->empty()) return tl::unexpected(std::string("counterparty is missing"));
  const auto change = change_of(row, rules);
  if (!change) return tl::unexpected(change.error());
  if (balance_) {
    const auto text = fill(*balance_, row, rules);
    if (!text) return tl::unexpected(text.error());
    if (!text->empty()) {
      const auto balance = of_field("balance", parse_amount(*text, rules));
      if (!balance) return tl::unexpected(balance.error());
      made.balance = balance->side == Side::Debit ? Money{-balance->money.cents} : balance->money;
      made.cells[balance_column_] = base::format_money(*made.balance);
    }
  }
  const bool in = change->cents > 0;
  made.account = *account;
  made.change = *change;
  made.cells[payer_] = in ? *other : *account;
  made.cells[payee_] = in ? *account : *other;
  made.cells[amount_column_] = base::format_money(in ? *change : Money{-change->cents});
  return {};
}

Value<void> BoundRecord::fill_field(const Field& field, const SheetRow& row, const ValueRules& rules, MadeRow& made) const {
  auto text = of_field(field.name, fill(field.value, row, rules));
  if (!text) return tl::unexpected(text.error());
  if (text->empty()) return {};
  auto& cell = made.cells[field.column];
  if (field.kind == FieldKind::Date || field.kind == FieldKind::Month) {
    auto moment = of_field(field.name, parse_moment(*text, rules));
    if (!moment) return tl::unexpected(moment.error());
    if (field.kind == FieldKind::Month) moment->date.day = 0;
    cell = base::format_date(moment->date);
    if (moment->seconds >= 0 && time_ != kFixed && made.cells[time_].empty()) made.cells[time_] = moment_text(*moment, rules);
    return {};
  }
  if (field.kind == FieldKind::Id)
    if (auto problem = id_problem(field.name, *text); !problem.empty()) return tl::unexpected(problem + "; a filter such as compact or party_id makes one");
  auto read = of_field(field.name, read_field(*text, field.kind, rules));
  if (!read) return tl::unexpected(read.error());
  cell = std::move(*read);
  return {};
}

// What the row lacks, before it takes the rest of its source row along.
Value<void> BoundRecord::check_ends(MadeRow& made) const {
  for (const auto& name : rule_of(table_).required) {
    if (name.empty()) continue;
    const auto column = static_cast<std::size_t>(std::ranges::find(columns_, name) - columns_.begin());
    if (column == columns_.size() || !made.cells[column].empty()) continue;
    if (standing() != Standing::Mentions) return tl::unexpected(fmt::format("{} is missing", name));
    made.outcome = MadeRow::Outcome::None;
  }
  for (const auto column : {payer_, payee_})
    if (column != kFixed)
      if (auto problem = id_problem(columns_[column], made.cells[column]); !problem.empty()) return tl::unexpected(problem);
  if (table_ == "payments" && amount_column_ != kFixed && made.cells[amount_column_].starts_with('-'))
    return tl::unexpected(fmt::format("amount {} is below zero; a mapping with `account` and `signed` reads such amounts", made.cells[amount_column_]));
  return {};
}

MadeRow BoundRecord::make(const SheetRow& row, const ValueRules& rules) const {
  MadeRow made;
  const auto wrong = [&](const std::string& why) {
    made.outcome = MadeRow::Outcome::Wrong;
    made.reason = fmt::format("{}: {}", table_, why);
    return made;
  };
  for (const auto& condition : when_) {
    const auto holding = holds(condition, row, rules);
    if (!holding) return wrong(holding.error());
    if (!*holding) return made;
  }
  made.outcome = MadeRow::Outcome::Made;
  made.cells.resize(columns_.size());
  if (account_)
    if (const auto done = fill_movement(row, rules, made); !done) return wrong(done.error());
  for (const auto& field : fields_)
    if (const auto done = fill_field(field, row, rules, made); !done) return wrong(done.error());
  if (const auto done = check_ends(made); !done) return wrong(done.error());
  return made;
}

} // namespace cuibono::ingest
