#pragma once
// What the columns of a sheet mean: a value that is saved as a JSON file, by which bank statements, call records and ledgers
// of any make become tables of a case. docs/mapping.md tells users how to write one. Nothing here reads a sheet.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "ingest/mapping/values.h"

namespace cuibono::ingest {

/// A text with places for cells: `acc-{IBAN}`, `{Name|party_id}`. A name is one of Mapping::columns, a constant, a field of
/// the preamble, a column's own name, or `file`, `sheet`, `row`. The text is empty where one of its places is. Filters:
/// party_id, compact (no white space), digits, lower, upper, date, month, time, amount, duration.
using Template = std::string;

/// The first rule of which a word occurs in the text (ASCII case ignored) says the value.
struct WordRule {
  std::vector<std::string> words;
  Template then;

  bool operator==(const WordRule&) const = default;
};

/// What stands in a field: the first template that is not empty; or, where there are rules, what they say of the `of` text.
struct FieldValue {
  std::vector<Template> templates;
  Template of;
  std::vector<WordRule> rules;
  Template otherwise;

  bool operator==(const FieldValue&) const = default;
};

/// Holds where every part that is given holds of the text; `negated`: where not.
struct Condition {
  Template value;
  std::vector<std::string> is;       ///< one of these, ASCII case ignored
  std::vector<std::string> contains; ///< one of these, ASCII case ignored
  std::optional<bool> filled;
  bool negated = false;

  bool operator==(const Condition&) const = default;
};

/// One row of a table that each row of the sheet makes, where all the conditions hold. Field names are those of the case
/// tables, any other name is an attribute. A payment may instead have `account` (the statement's own), `counterparty`, and
/// either `debit` and `credit`, or `signed`, or `amount` and `direction`; its `balance` is checked from row to row.
struct Record {
  std::string table;
  std::vector<Condition> when;
  std::vector<std::pair<std::string, FieldValue>> fields; ///< in order

  bool operator==(const Record&) const = default;
  const FieldValue* field(std::string_view name) const;
};

/// A name for a column, whatever the file calls it.
struct NamedColumn {
  std::string name;
  std::vector<std::string> headers; ///< the first that the sheet has, ASCII case ignored
  bool optional = false;

  bool operator==(const NamedColumn&) const = default;
};

/// Whether a plus of a `signed` amount is money in (to the account) or out.
enum class PlusIs { Credit, Debit };
enum class OnBreak { Reject, Remark };

struct Mapping {
  std::string name;  ///< short, for remarks and lists
  std::string about; ///< what it is for
  std::string sheet; ///< name of the sheets it reads, `*` for any text; empty: any
  std::vector<NamedColumn> columns;
  bool headerless = false; ///< the first row is a row like any other, and columns are `column 1`, ...
  ValueRules values;
  PlusIs plus_is = PlusIs::Credit;
  OnBreak on_break = OnBreak::Reject;
  std::vector<std::pair<std::string, std::string>> constants;
  std::vector<std::pair<std::string, std::vector<std::string>>> preamble; ///< names and the labels beside which they stand
                                                                          ///< around the table; opening_balance and
                                                                          ///< closing_balance are checked
  std::vector<Condition> only;                                            ///< all must hold of a row, else it is left out
  std::vector<Condition> skip;                                            ///< one that holds leaves the row out
  std::vector<Record> records;

  bool operator==(const Mapping&) const = default;
};

/// Fails for what is no mapping, with the key that is wrong; `where` is the file's name for the error.
base::Result<Mapping> parse_mapping(std::string_view json, std::string_view where);

/// The JSON that parse_mapping reads back, indented for people to edit.
std::string format_mapping(const Mapping& mapping);

} // namespace cuibono::ingest

template <> struct cuibono::base::Names<cuibono::ingest::PlusIs> {
  static constexpr std::array<std::string_view, 2> kNames{"credit", "debit"};
};
template <> struct cuibono::base::Names<cuibono::ingest::OnBreak> {
  static constexpr std::array<std::string_view, 2> kNames{"reject", "remark"};
};
