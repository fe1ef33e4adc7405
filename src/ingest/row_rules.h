#pragma once
// What a row must have beyond cells that each read well: filled columns, an id, and parts that agree with each other.

#include <array>
#include <string>
#include <string_view>

#include "model/ledger_rows.h"

namespace cuibono::ingest {

struct TableRule {
  std::string_view table;
  std::string_view key; ///< column of the id by which a later row finds this one; empty: rows have none
  std::array<std::string_view, 3> required; ///< columns that may not be empty
};

/// The rule of a kTable.
const TableRule& rule_of(std::string_view table);

/// What is wrong with the row as a whole, or empty.
template <class Row>
std::string row_problem(const Row&) { return {}; }
std::string row_problem(const model::Setting& row);
std::string row_problem(const model::Exhibit& row);
std::string row_problem(const model::RoleFact& row);
std::string row_problem(const model::Tie& row);
std::string row_problem(const model::Payment& row);
std::string row_problem(const model::Proceeds& row);

/// An exhibit with two grades and no scheme was graded on the Admiralty scale, where they fit it.
void infer_scheme(model::Grade& grade);
/// What is wrong with the grade on its own scale, or empty.
std::string grade_problem(const model::Grade& grade);

} // namespace cuibono::ingest
