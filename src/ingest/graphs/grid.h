#pragma once
// Delimited text without a header to name its columns, cut into rows of cells: what matrices and adjacency lists are in.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace cuibono::ingest {

/// Cells a row, more than a table may have: a matrix has a column for each node.
inline constexpr std::size_t kMostCellsOfMatrix = 50'000;

struct Grid {
  struct Row {
    std::uint64_t line = 0;
    std::vector<std::string_view> cells; ///< trimmed
  };
  std::vector<Row> rows; ///< without those that are all blank
  char delimiter = ' ';  ///< a blank: cells stand between blanks
};

/// Cuts at the delimiter that the first row has most of, or at blanks where it has none. Cells are unescaped inside `text` and
/// point into it. Fails for a row that is no CSV, with the line alone as place.
base::Result<Grid> cut(std::string& text);

/// The cell as a number; where no comma cuts, a decimal comma will do. Nothing for any other text.
std::optional<double> number_of(const Grid& grid, std::string_view cell);

} // namespace cuibono::ingest
