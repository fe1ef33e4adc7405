#pragma once
// A mapping applied to a sheet: tables of a case, and what is wrong with the rows that make none. Pure; any thread.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "ingest/draft.h"
#include "ingest/mapping/mapping.h"

namespace cuibono::ingest {

struct MappedSheet {
  std::vector<DraftTable> tables; ///< with the sheet's file; `read_sheet` is still to be set
  std::vector<Issue> issues;      ///< rows of which nothing became part of a table
  std::uint64_t rows = 0;         ///< rows that are in the tables
  std::uint64_t left_out = 0;     ///< rows that the mapping's conditions leave out
  std::vector<std::string> remarks; ///< clauses without the file's name: "3 rows were left out as the mapping says"
  ValueRules rules;                 ///< as they were applied: the mapping's, and what the values settled
};

/// Every row of the sheet is among `rows`, the issues or `left_out`, and only once. `file`: the file's name without its
/// ending. Fails where the sheet lacks what the mapping names, where dates or amounts can be read in two ways and the mapping
/// does not say which, and where the opening and closing balance contradict the rows.
base::Result<MappedSheet> apply_mapping(const DraftTable& sheet, const Mapping& mapping, std::string_view file);

} // namespace cuibono::ingest
