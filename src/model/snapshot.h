#pragma once
// A case at one revision. Whoever holds it may read it on any thread; nobody changes it: an edit makes the next one.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>

#include "model/ledger_rows.h"
#include "model/table.h"

namespace cuibono::model {

struct CaseSnapshot {
  std::uint64_t revision = 0; ///< edit batches applied so far
  std::string case_id;        ///< drawn once when the case was made; empty for a case that is not in a file
  std::tuple<Table<Setting>, Table<Exhibit>, Table<Entity>, Table<RoleFact>, Table<Tie>, Table<Payment>, Table<Proceeds>,
             Table<Wage>, Table<Debt>, Table<Element>, Table<Indicator>, Table<Charge>, Table<Asset>, Table<Custody>, Table<Disclosure>, Table<Pin>>
      tables;

  template <class Row> const Table<Row>& of() const { return std::get<Table<Row>>(tables); }
  template <class Row> Table<Row>& of() { return std::get<Table<Row>>(tables); }

  const Table<Exhibit>& exhibits() const { return of<Exhibit>(); }
  const Table<Entity>& entities() const { return of<Entity>(); }
  const Table<RoleFact>& roles() const { return of<RoleFact>(); }
  const Table<Tie>& ties() const { return of<Tie>(); }
  const Table<Payment>& payments() const { return of<Payment>(); }
};

using SnapshotPtr = std::shared_ptr<const CaseSnapshot>;

/// Calls visit(table) for each table, in the order in which rows may refer to each other.
template <class Case, class Visit>
void for_each_table(Case& snapshot, Visit&& visit) {
  std::apply([&](auto&... table) { (visit(table), ...); }, snapshot.tables);
}

/// The value of a line of case.csv, or empty.
std::string setting(const CaseSnapshot& snapshot, std::string_view key);

/// The row whose key is `key`, or null. Linear in the table.
const Entity* find_entity(const CaseSnapshot& snapshot, std::string_view key);
const Exhibit* find_exhibit(const CaseSnapshot& snapshot, std::string_view key);

} // namespace cuibono::model
