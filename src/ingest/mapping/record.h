#pragma once
// One record of a mapping bound to a sheet: from a row's cells to a row of a case table. Used by apply.cpp alone.

#include <optional>
#include <string>
#include <vector>

#include "ingest/draft.h"
#include "ingest/mapping/templates.h"

namespace cuibono::ingest {

/// How the text of a field is read.
enum class FieldKind { Text, Id, Date, Month, Time, Amount, Number, Duration };
FieldKind kind_of_field(std::string_view name);

/// What one row of the sheet makes of one record.
struct MadeRow {
  enum class Outcome { Made, None, Wrong }; ///< None: the record does not take the row
  Outcome outcome = Outcome::None;
  std::string reason;             ///< of Wrong
  std::vector<std::string> cells; ///< under BoundRecord::columns(), the id and the locator still empty
  std::string account;            ///< of a payment with one
  base::Money change;             ///< of that account
  std::optional<base::Money> balance;
};

class BoundRecord {
 public:
  /// Fails where the record cannot be bound, or says too little of a payment.
  static base::Result<BoundRecord> bind(const Record& record, const PlaceNames& names, const Mapping& mapping);

  const std::string& table() const { return table_; }
  const std::vector<std::string>& columns() const { return columns_; }
  Standing standing() const;
  /// Equal rows are one fact: who somebody is, what ties two without a date.
  bool once() const { return table_ == "roles" || standing() == Standing::Mentions; }
  /// Rows have no id of their own and get one from their content.
  bool needs_id() const { return id_ == kFixed && (table_ == "payments" || table_ == "ties"); }
  bool has_balance() const { return balance_.has_value(); }
  /// Bound fields that are read as dates or amounts, for finding out how the file writes them.
  std::vector<const BoundValue*> fields_of(FieldKind kind) const;

  MadeRow make(const SheetRow& row, const ValueRules& rules) const;

 private:
  struct Field {
    std::string name;
    FieldKind kind;
    std::size_t column;
    BoundValue value;
  };

  base::Result<void> bind_movement(const Record& record, const PlaceNames& names);
  std::size_t add_column(std::string name);
  Value<void> fill_field(const Field& field, const SheetRow& row, const ValueRules& rules, MadeRow& made) const;
  Value<void> fill_movement(const SheetRow& row, const ValueRules& rules, MadeRow& made) const;
  Value<base::Money> change_of(const SheetRow& row, const ValueRules& rules) const;
  Value<base::Money> directed(const SheetRow& row, const ValueRules& rules) const;
  Value<void> check_ends(MadeRow& made) const;

  std::string table_;
  std::vector<BoundCondition> when_;
  std::vector<Field> fields_;
  std::optional<BoundValue> account_, counterparty_, debit_, credit_, signed_, amount_, direction_, balance_;
  std::vector<std::string> columns_;
  PlusIs plus_is_ = PlusIs::Credit;
  bool is_dated_ = false;
  std::size_t id_ = kFixed, time_ = kFixed, balance_column_ = kFixed, payer_ = kFixed, payee_ = kFixed, amount_column_ = kFixed;
};

} // namespace cuibono::ingest
