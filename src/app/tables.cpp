#include "app/tables.h"

#include <algorithm>

#include "app/words.h"
#include "model/by_id.h"
#include "model/evidence.h"

namespace cuibono::app {
namespace {

using model::CaseSnapshot;
using model::Names;

// Account to holder, from ties that hold it; the first supported one wins, so that a table shows one name.
std::map<EntityId, EntityId> account_holders(const CaseSnapshot& snapshot) {
  std::map<EntityId, EntityId> holders;
  for (const model::Tie& tie : snapshot.ties())
    if (tie.type == model::TieType::HoldsAccount && model::is_supported(snapshot, tie.citations, tie.polarity))
      holders.emplace(tie.target, tie.source);
  return holders;
}

struct Tallies {
  explicit Tallies(const CaseSnapshot& snapshot) : ties(snapshot), received(snapshot), roles(snapshot) {}

  model::ById<std::size_t> ties;
  model::ById<base::Money> received;
  model::ById<std::string> roles;
};

Tallies tally(const CaseSnapshot& snapshot, const std::map<EntityId, EntityId>& holders) {
  Tallies tallies(snapshot);
  model::ById<EntityId> holder(snapshot);
  for (const auto& [account, who] : holders) holder[account] = who;
  const std::string currency = model::setting(snapshot, "currency");
  for (const model::Tie& tie : snapshot.ties()) {
    ++tallies.ties[tie.source];
    ++tallies.ties[tie.target];
  }
  for (const model::Payment& payment : snapshot.payments()) {
    ++tallies.ties[payment.payer];
    ++tallies.ties[payment.payee];
    if (!payment.currency.empty() && payment.currency != currency) continue;
    tallies.received[payment.payee] += payment.amount;
    if (const EntityId who = holder[payment.payee]) tallies.received[who] += payment.amount;
  }
  for (const model::RoleFact& role : snapshot.roles()) {
    std::string& roles = tallies.roles[role.entity];
    const std::string word = role.role == model::Role::Other && !role.label.empty() ? role.label : words(role.role);
    if (roles.find(word) == std::string::npos) roles += (roles.empty() ? "" : ", ") + word;
  }
  return tallies;
}

TieRow tie_row(const CaseSnapshot& snapshot, const Names& names, const model::Tie& tie) {
  TieRow row{tie.id, tie.source, tie.target, names.shown(tie.source), names.shown(tie.target), tie.type};
  row.when = period(tie.from, tie.to);
  row.exhibits = tie.citations.size();
  row.probability = model::probability(snapshot, tie.citations, tie.polarity);
  row.supported = model::is_supported(snapshot, tie.citations, tie.polarity);
  row.names_victim = names.is_victim(tie.source) || names.is_victim(tie.target);
  return row;
}

PaymentRow payment_row(const CaseSnapshot& snapshot, const Names& names, const Masking& masking,
                       const model::Payment& payment) {
  PaymentRow row{payment.id, payment.payer, payment.payee, names.shown(payment.payer), names.shown(payment.payee)};
  row.date = payment.date;
  row.amount = payment.amount;
  row.currency = payment.currency;
  row.payment_class = payment.payment_class;
  row.purpose = masking(payment.purpose);
  row.exhibits = payment.citations.size();
  row.supported = model::is_supported(snapshot, payment.citations, payment.polarity);
  return row;
}

std::vector<EntityRow> entity_rows(const CaseSnapshot& snapshot, const Names& names, const Filters& filters,
                                   const Tallies& tallies) {
  std::vector<EntityRow> rows;
  for (const model::Entity& entity : snapshot.entities()) {
    if (!is_shown(entity, names, filters)) continue;
    EntityRow row;
    row.id = entity.id;
    row.is_victim = names.is_victim(entity.id);
    row.name = names.shown(entity.id);
    row.key = names.is_hidden(entity.id) ? row.name : entity.key;
    row.kind = entity.kind;
    row.roles = tallies.roles[entity.id];
    row.what = row.roles.empty() ? words(entity.kind) : row.roles;
    row.ties = tallies.ties[entity.id];
    row.received = tallies.received[entity.id];
    rows.push_back(std::move(row));
  }
  return rows;
}

template <class Row, class Key>
void sort_by(std::vector<Row>& rows, Order order, Key key) {
  std::ranges::stable_sort(rows, [&](const Row& a, const Row& b) {
    return order == Order::Ascending ? key(a) < key(b) : key(b) < key(a);
  });
}

} // namespace

bool is_shown(const model::Entity& entity, const Names& names, const Filters& filters) {
  if (!filters.victims && names.is_victim(entity.id)) return false;
  return !filters.hidden_kinds.contains(entity.kind);
}

Tables build_tables(const CaseSnapshot& snapshot, const Names& names, const Filters& filters) {
  Tables tables;
  tables.holder_of = account_holders(snapshot);
  tables.entities = entity_rows(snapshot, names, filters, tally(snapshot, tables.holder_of));
  model::ById<char> shown(snapshot);
  for (const EntityRow& row : tables.entities) shown[row.id] = true;
  for (const model::Tie& tie : snapshot.ties()) {
    if (!shown[tie.source] || !shown[tie.target]) continue;
    auto row = tie_row(snapshot, names, tie);
    if (filters.unsupported || row.supported) tables.ties.push_back(std::move(row));
  }
  const Masking masking(snapshot, names);
  for (const model::Payment& payment : snapshot.payments()) {
    if (!shown[payment.payer] || !shown[payment.payee]) continue;
    auto row = payment_row(snapshot, names, masking, payment);
    if (filters.unsupported || row.supported) tables.payments.push_back(std::move(row));
  }
  return tables;
}

void sort_rows(std::vector<EntityRow>& rows, EntityColumn column, Order order) {
  switch (column) {
    case EntityColumn::Key: return sort_by(rows, order, [](const EntityRow& row) { return row.key; });
    case EntityColumn::Name: return sort_by(rows, order, [](const EntityRow& row) { return row.name; });
    case EntityColumn::What: return sort_by(rows, order, [](const EntityRow& row) { return row.what; });
    case EntityColumn::Ties: return sort_by(rows, order, [](const EntityRow& row) { return row.ties; });
    case EntityColumn::Received: return sort_by(rows, order, [](const EntityRow& row) { return row.received; });
  }
}

void sort_rows(std::vector<TieRow>& rows, TieColumn column, Order order) {
  switch (column) {
    case TieColumn::Source: return sort_by(rows, order, [](const TieRow& row) { return row.source; });
    case TieColumn::Type: return sort_by(rows, order, [](const TieRow& row) { return base::name_of(row.type); });
    case TieColumn::Target: return sort_by(rows, order, [](const TieRow& row) { return row.target; });
    case TieColumn::When: return sort_by(rows, order, [](const TieRow& row) { return row.when; });
    case TieColumn::Exhibits: return sort_by(rows, order, [](const TieRow& row) { return row.exhibits; });
    case TieColumn::Strength: return sort_by(rows, order, [](const TieRow& row) { return row.probability; });
  }
}

void sort_rows(std::vector<PaymentRow>& rows, PaymentColumn column, Order order) {
  switch (column) {
    case PaymentColumn::Date: return sort_by(rows, order, [](const PaymentRow& row) { return row.date; });
    case PaymentColumn::Payer: return sort_by(rows, order, [](const PaymentRow& row) { return row.payer; });
    case PaymentColumn::Payee: return sort_by(rows, order, [](const PaymentRow& row) { return row.payee; });
    case PaymentColumn::Amount: return sort_by(rows, order, [](const PaymentRow& row) { return row.amount; });
    case PaymentColumn::Class: return sort_by(rows, order, [](const PaymentRow& row) { return base::name_of(row.payment_class); });
    case PaymentColumn::Exhibits: return sort_by(rows, order, [](const PaymentRow& row) { return row.exhibits; });
  }
}

Counts count_rows(const CaseSnapshot& snapshot, const Names& names, const Tables& shown) {
  Counts counts{snapshot.entities().size(), snapshot.ties().size(), snapshot.payments().size(), snapshot.exhibits().size()};
  counts.hidden_entities = counts.entities - shown.entities.size();
  counts.hidden_ties = counts.ties - shown.ties.size();
  counts.hidden_payments = counts.payments - shown.payments.size();
  for (const model::Tie& tie : snapshot.ties()) counts.unsupported += !model::is_supported(snapshot, tie.citations, tie.polarity);
  for (const model::Payment& payment : snapshot.payments()) counts.unsupported += !model::is_supported(snapshot, payment.citations, payment.polarity);
  for (const model::Entity& entity : snapshot.entities()) counts.victims += names.is_victim(entity.id);
  return counts;
}

std::string counts_text(const Counts& counts) {
  std::string text = counted(counts.entities, "entity", "entities") + ", " + counted(counts.ties, "tie") + ", " +
                     counted(counts.payments, "payment") + ", " + counted(counts.exhibits, "exhibit");
  if (counts.hidden_entities + counts.hidden_ties + counts.hidden_payments > 0)
    text += "; hidden by filters: " + counted(counts.hidden_entities, "entity", "entities") + ", " +
            counted(counts.hidden_ties, "tie") + ", " + counted(counts.hidden_payments, "payment");
  if (counts.unsupported > 0) text += "; " + std::to_string(counts.unsupported) + " without support";
  return text;
}

} // namespace cuibono::app
