#include "ingest/graphs/grid.h"

#include <algorithm>
#include <fmt/core.h>

#include "base/text.h"
#include "ingest/csv.h"
#include "ingest/graphs/text_lines.h"

namespace cuibono::ingest {
namespace {

// Whether the first line that is not blank has the delimiter at all.
bool is_delimited(std::string_view text, char delimiter) {
  TextLines lines(text);
  while (const auto line = lines.next())
    if (!base::trim(*line).empty()) return line->find(delimiter) != line->npos;
  return false;
}

Grid cut_at_blanks(std::string_view text) {
  Grid grid;
  TextLines lines(text);
  while (auto line = lines.next()) {
    Grid::Row row{lines.number(), {}};
    while (const auto word = next_word(*line)) row.cells.push_back(word->text);
    if (!row.cells.empty()) grid.rows.push_back(std::move(row));
  }
  return grid;
}

// Takes off the columns at the end that no row fills.
void drop_blank_end(Grid& grid) {
  std::size_t width = 0;
  for (const auto& row : grid.rows)
    for (auto i = row.cells.size(); i > width; --i)
      if (!row.cells[i - 1].empty()) width = i;
  for (auto& row : grid.rows) row.cells.resize(std::min(width, row.cells.size()));
}

} // namespace

base::Result<Grid> cut(std::string& text) {
  const auto delimiter = find_delimiter(text);
  if (!is_delimited(text, delimiter)) return cut_at_blanks(text);
  Grid grid;
  grid.delimiter = delimiter;
  CsvReader reader(text, delimiter, '"', kMostCellsOfMatrix);
  while (true) {
    Grid::Row row;
    const auto outcome = reader.next(row.cells);
    if (outcome == CsvReader::Outcome::End) break;
    if (outcome == CsvReader::Outcome::Rejected)
      return base::fail(base::ErrorKind::Input, reader.reason(), fmt::format("line {}", reader.line()), "correct the line");
    row.line = reader.line();
    for (auto& cell : row.cells) cell = base::trim(cell);
    if (std::ranges::any_of(row.cells, [](std::string_view cell) { return !cell.empty(); })) grid.rows.push_back(std::move(row));
  }
  drop_blank_end(grid);
  return grid;
}

std::optional<double> number_of(const Grid& grid, std::string_view cell) {
  const auto comma = grid.delimiter == ',' ? cell.npos : cell.find(',');
  if (comma == cell.npos) return base::parse_number(cell);
  std::string with_point(cell);
  with_point[comma] = '.';
  return base::parse_number(with_point);
}

} // namespace cuibono::ingest
