#include "ingest/records/row_table.h"

#include "base/sha256.h"
#include "base/text.h"
#include "ingest/cell.h"

namespace cuibono::ingest {
namespace {

constexpr std::size_t kMostColumns = 2000;
constexpr std::size_t kMostCellsOfTable = std::size_t{1} << 28;
constexpr std::size_t kLongestId = 200;

} // namespace

RowTable::RowTable(const Draft& draft, std::string_view table, std::size_t sheet, Standing standing) {
  table_.table = table;
  table_.file = draft.files.size() - 1;
  table_.words = Words::Foreign;
  table_.standing = standing;
  table_.read_sheet = sheet;
}

void RowTable::start_row(std::uint64_t number) { table_.row_numbers.push_back(number); }

void RowTable::set(std::string_view column, std::string cell) {
  if (cell.empty()) return;
  const auto [place, is_new] = column_of_.try_emplace(std::string(column), table_.columns.size());
  if (is_new) table_.columns.emplace_back(column);
  cells_.push_back({table_.rows() - 1, place->second, table_.keep(std::move(cell))});
}

base::Result<DraftTable> RowTable::table(const std::string& where) {
  const auto width = table_.columns.size();
  if (width > kMostColumns || table_.rows() * width > kMostCellsOfTable)
    return base::fail(base::ErrorKind::Input, "the records have too many different fields for their number", where, "split the file");
  table_.cells.resize(table_.rows() * width);
  for (const auto& cell : cells_) table_.cells[cell.row * width + cell.column] = cell.text;
  return std::move(table_);
}

base::Result<void> RowTable::finish(Draft& draft, const std::string& where) {
  if (rows() == 0) return {};
  auto whole = table(where);
  if (!whole) return tl::unexpected(whole.error());
  draft.tables.push_back(std::move(*whole));
  return {};
}

std::string as_id(std::string_view text) {
  const auto trimmed = base::trim(text);
  if (trimmed.empty()) return {};
  const bool is_fit = trimmed.size() <= kLongestId && id_problem("id", trimmed).empty();
  return is_fit ? std::string(trimmed) : "record-" + base::sha256_hex(text).substr(0, 12);
}

} // namespace cuibono::ingest
