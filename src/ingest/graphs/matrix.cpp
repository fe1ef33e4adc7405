#include "ingest/graphs/matrix.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "ingest/cell.h"
#include "ingest/graphs/graph_rows.h"
#include "ingest/graphs/grid.h"

namespace cuibono::ingest {
namespace {

using base::Result;
using Cells = std::vector<std::string_view>;

// Where labels stand, and the rows and columns without them.
struct Layout {
  bool has_header = false, has_row_labels = false;
  std::size_t first_row = 0, first_cell = 0, rows = 0, columns = 0;
  Cells row_labels, column_labels; ///< empty where there are none
};

bool is_value(const Grid& grid, std::string_view cell) { return cell.empty() || number_of(grid, cell); }

// Whether the first row and the first column are the same labels around a corner that is no number.
bool is_framed(const Grid& grid) {
  const auto& first = grid.rows[0].cells;
  if (first.size() != grid.rows.size() || (!first[0].empty() && is_value(grid, first[0]))) return false;
  for (std::size_t i = 1; i < first.size(); ++i)
    if (first[i] != grid.rows[i].cells[0]) return false;
  return true;
}

// Labels may be numbers: where they do not tell by being words, a frame, a blank corner or a header shorter by the corner does.
Layout layout_of(const Grid& grid) {
  Layout layout;
  if (grid.rows.empty()) return layout;
  const auto& first = grid.rows[0].cells;
  const auto width = grid.rows.back().cells.size();
  const bool is_short = grid.rows.size() > 1 && first.size() + 1 == width;
  layout.has_header = first[0].empty() || is_short || !std::ranges::all_of(first, [&](auto cell) { return is_value(grid, cell); });
  const bool words = std::ranges::any_of(grid.rows.begin() + 1, grid.rows.end(), [&](const auto& row) { return !is_value(grid, row.cells[0]); });
  const bool first_word = !layout.has_header && !is_value(grid, first[0]);
  const bool framed = is_framed(grid);
  layout.has_row_labels = words || first_word || first[0].empty() || is_short || framed;
  const bool labels_alone = layout.has_row_labels && !framed && std::ranges::all_of(first.begin() + 1, first.end(), [&](auto cell) { return is_value(grid, cell); }) &&
                            !first[0].empty() && !is_short;
  if (labels_alone) layout.has_header = false; // the first row is a label and values
  layout.first_row = layout.has_header ? 1 : 0;
  layout.first_cell = layout.has_row_labels ? 1 : 0;
  layout.rows = grid.rows.size() - layout.first_row;
  layout.columns = (layout.has_header ? first.size() + (is_short ? 1 : 0) : width) - layout.first_cell;
  if (layout.has_header) layout.column_labels.assign(first.begin() + (is_short ? 0 : static_cast<std::ptrdiff_t>(layout.first_cell)), first.end());
  if (layout.has_row_labels)
    for (auto row = layout.first_row; row < grid.rows.size(); ++row) layout.row_labels.push_back(grid.rows[row].cells[0]);
  return layout;
}

class Reader {
 public:
  Reader(GraphRows& out, const Grid& grid, base::Progress& progress) : out_(out), grid_(grid), progress_(progress), layout_(layout_of(grid)) {}

  Result<void> read();

 private:
  bool is_one_mode() const;
  Result<Cells> ids_of(const Cells& labels, std::size_t count, std::size_t first_number, bool are_rows);
  Result<void> set_ids();
  void add_nodes(const Cells& ids, const Cells& labels, bool are_rows);
  Result<void> read_row(std::size_t row);

  GraphRows& out_;
  const Grid& grid_;
  base::Progress& progress_;
  Layout layout_;
  bool one_mode_ = true;
  Cells row_ids_, column_ids_; ///< empty: no label
  std::ptrdiff_t unlabelled_columns_ = 0;
};

bool Reader::is_one_mode() const {
  const auto& [has_header, has_row_labels, first_row, first_cell, rows, columns, row_labels, column_labels] = layout_;
  if (rows != columns) return false;
  if (!has_header || !has_row_labels) return true;
  return std::ranges::is_permutation(row_labels, column_labels);
}

// Labels as ids, or numbers.
Result<Cells> Reader::ids_of(const Cells& labels, std::size_t count, std::size_t first_number, bool are_rows) {
  Cells ids;
  std::unordered_set<std::string_view> seen;
  for (std::size_t i = 0; i < count; ++i) {
    ids.push_back(labels.empty() ? out_.keep(std::to_string(first_number + i)) : labels[i]);
    if (!ids.back().empty() && !seen.insert(ids.back()).second)
      return out_.failure(fmt::format("the label {} stands at two {}", in_quotes(ids.back()), are_rows ? "rows" : "columns"),
                          are_rows ? grid_.rows[layout_.first_row + i].line : grid_.rows[0].line, "give every row and column a label of its own");
  }
  return ids;
}

// In two modes a column of a row's label is another node.
Result<void> Reader::set_ids() {
  const auto& labels = layout_.row_labels.empty() && one_mode_ ? layout_.column_labels : layout_.row_labels;
  auto rows = ids_of(labels, layout_.rows, 1, !layout_.row_labels.empty());
  if (!rows) return tl::unexpected(rows.error());
  auto columns = layout_.column_labels.empty() && one_mode_ ? rows : ids_of(layout_.column_labels, layout_.columns, layout_.rows + 1, false);
  if (!columns) return tl::unexpected(columns.error());
  row_ids_ = std::move(*rows), column_ids_ = std::move(*columns);
  unlabelled_columns_ = std::ranges::count(column_ids_, std::string_view());
  if (one_mode_) return {};
  const std::unordered_set<std::string_view> of_rows(row_ids_.begin(), row_ids_.end());
  for (auto& id : column_ids_)
    if (!id.empty() && of_rows.contains(id)) id = out_.keep("2:" + std::string(id));
  return {};
}

void Reader::add_nodes(const Cells& ids, const Cells& labels, bool are_rows) {
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (ids[i].empty()) continue;
    out_.add_node(are_rows ? grid_.rows[layout_.first_row + i].line : grid_.rows[0].line, ids[i]);
    if (!labels.empty() && labels[i] != ids[i]) out_.set_node("name", labels[i]);
    if (!one_mode_) out_.set_node("attribute:mode", are_rows ? "1" : "2");
  }
}

Result<void> Reader::read_row(std::size_t row) {
  const auto& [line, cells] = grid_.rows[layout_.first_row + row];
  const auto width = layout_.first_cell + layout_.columns;
  const auto extra = std::ranges::count_if(cells.begin() + static_cast<std::ptrdiff_t>(std::min(width, cells.size())), cells.end(),
                                           [](auto cell) { return !cell.empty(); });
  if (cells.size() < width || extra > 0)
    return out_.failure(fmt::format("the row has {} cells and not {}", cells.size(), width), line, "complete the matrix");
  if (row_ids_[row].empty()) {
    out_.issue(line, "the row has no label");
    return {};
  }
  for (std::size_t i = 0; i < layout_.columns; ++i) {
    const auto cell = cells[layout_.first_cell + i];
    const auto value = cell.empty() ? std::optional(0.0) : number_of(grid_, cell);
    if (!value) return out_.failure(fmt::format("{} in the matrix is not a number", in_quotes(cell)), line, "correct it");
    if (*value == 0 || column_ids_[i].empty()) continue;
    out_.add_tie(line, row_ids_[row], column_ids_[i], one_mode_);
    out_.set_tie("attribute:weight", cell.find(',') == cell.npos ? cell : out_.keep(base::format_number(*value)));
  }
  return {};
}

Result<void> Reader::read() {
  if (layout_.rows == 0 || layout_.columns == 0) return out_.failure("the file holds no matrix", 0, "see `cuibono formats` for what is read");
  one_mode_ = is_one_mode();
  if (const auto set = set_ids(); !set) return set;
  add_nodes(row_ids_, layout_.row_labels.empty() && one_mode_ ? layout_.column_labels : layout_.row_labels, true);
  if (!one_mode_) add_nodes(column_ids_, layout_.column_labels, false);
  for (std::size_t row = 0; row < layout_.rows; ++row) {
    if (progress_.stopped()) return base::fail(base::ErrorKind::Cancelled, "the import was stopped");
    if (const auto read = read_row(row); !read) return read;
  }
  out_.remark(unlabelled_columns_ > 0, fmt::format("{} columns without a label were left out", unlabelled_columns_));
  out_.remark(!one_mode_, "the matrix was read as one of two modes, rows and columns being different nodes");
  return out_.finish();
}

bool all_values(const Grid& grid, const Cells& cells, std::size_t from) {
  return std::ranges::all_of(cells.begin() + static_cast<std::ptrdiff_t>(from), cells.end(), [&](auto cell) { return is_value(grid, cell); });
}

// Rows labelled as the columns are, in the same order, with nothing but numbers.
bool is_labelled_square(const Grid& grid, bool is_whole) {
  const auto layout = layout_of(grid);
  if (!layout.has_header || !layout.has_row_labels || layout.columns < 2 || layout.rows < 2) return false;
  const auto& first = grid.rows[0].cells;
  if (!first[0].empty() && first.size() == layout.columns + 1) return false; // a corner that has a name heads a column of a table
  if (is_whole ? layout.rows != layout.columns : layout.rows > layout.columns) return false;
  for (std::size_t i = 0; i < layout.rows; ++i) {
    const auto& cells = grid.rows[i + 1].cells;
    if (cells[0] != layout.column_labels[i] || cells.size() != layout.columns + 1 || !all_values(grid, cells, 1)) return false;
  }
  return true;
}

bool is_bare_square(const Grid& grid, bool is_whole) {
  const auto size = grid.rows.empty() ? 0 : grid.rows[0].cells.size(); // three lines of three may be ties with weights
  if (size < 4 || (is_whole ? grid.rows.size() != size : grid.rows.size() > size)) return false;
  return std::ranges::all_of(grid.rows, [&](const auto& row) {
    return row.cells.size() == size && all_values(grid, row.cells, 0) && std::ranges::none_of(row.cells, [](auto cell) { return cell.empty(); });
  });
}

} // namespace

Fit is_matrix(const Sniffed& file) {
  constexpr std::array<std::string_view, 8> kText{"", "csv", "tsv", "tab", "txt", "dat", "mat", "asc"}; // another name may mean a list of ties
  if (std::ranges::find(kText, file.extension) == kText.end()) return Fit::None;
  constexpr std::size_t kAlmostAll = (std::size_t{64} << 10) - 8; // of a longer file the last line may be cut
  const bool is_whole = file.bytes.size() < kAlmostAll;
  std::string text(is_whole ? file.text : file.text.substr(0, file.text.find_last_of("\r\n") + 1));
  if (text.find('\0') != text.npos) return Fit::None;
  const auto grid = cut(text);
  if (!grid || grid->rows.size() < 2) return Fit::None;
  return is_labelled_square(*grid, is_whole) || is_bare_square(*grid, is_whole) ? Fit::Content : Fit::None;
}

base::Result<void> read_matrix(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&, base::Progress& progress) {
  const auto size = bytes.size();
  auto rows = GraphRows::open(draft, path, std::move(bytes));
  if (!rows) return tl::unexpected(rows.error());
  auto grid = cut(rows->keep_text(std::string(rows->text())));
  if (!grid) {
    grid.error().where = path.string() + " " + grid.error().where;
    return tl::unexpected(grid.error());
  }
  const auto read = Reader(*rows, *grid, progress).read();
  progress.done += size;
  return read;
}

} // namespace cuibono::ingest
