#include "ingest/tables/delimited.h"

#include <algorithm>
#include <fmt/core.h>

#include "base/text.h"
#include "ingest/case_tables.h"
#include "ingest/csv.h"
#include "ingest/mapping/mapping.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::size_t kMostAfter = 20; ///< short lines after the table that are kept for labels; more are rows gone wrong

std::vector<std::string> filled_cells(std::span<const std::string_view> cells) {
  std::vector<std::string> line;
  for (const auto cell : cells)
    if (!base::trim(cell).empty()) line.emplace_back(base::trim(cell));
  return line;
}

// A row that has not the width of the header, until it is clear whether rows follow.
struct Odd {
  std::uint64_t line;
  std::size_t count;
  std::vector<std::string> cells;
};

class SheetReader {
 public:
  SheetReader(Draft& draft, const std::filesystem::path& path, std::string text, const TextLayout& layout)
      : draft_(draft), name_(path.filename().string()), layout_(layout), reader_(table_.text->emplace_back(std::move(text)), layout.delimiter, layout.quote) {
    table_.file = draft.files.size() - 1;
    table_.headerless = layout.table.headerless;
  }

  base::Result<void> run(base::Progress& progress);

 private:
  void read_above();
  void name_columns(std::size_t first_row_width);
  void add_row();
  void settle_odd_rows(bool at_end);
  void add_remarks();

  Draft& draft_;
  std::string name_;
  TextLayout layout_;
  DraftTable table_;
  CsvReader reader_;
  std::vector<std::string_view> cells_;
  std::vector<Odd> odd_;
  std::size_t above_ = 0, after_ = 0;
};

void SheetReader::read_above() {
  for (; above_ < layout_.table.header; ++above_) {
    cells_.clear();
    if (reader_.next(cells_) != CsvReader::Outcome::Row) continue;
    if (auto line = filled_cells(cells_); !line.empty()) table_.around.push_back(std::move(line));
  }
}

// Names that are missing or repeated are given; a sheet without a header has `column 1`, ...
void SheetReader::name_columns(std::size_t first_row_width) {
  if (layout_.table.headerless) table_.columns.resize(first_row_width);
  else
    for (const auto cell : cells_) table_.columns.emplace_back(base::trim(cell));
  const bool changed = make_distinct(table_.columns);
  if (layout_.table.headerless) draft_.remarks.push_back(fmt::format("{} has no header: its first row reads like the next; its columns are called `column 1` and so on.", name_));
  else if (changed) draft_.remarks.push_back(fmt::format("{} has columns without a name or with the same name; they are kept under other names.", name_));
}

void SheetReader::settle_odd_rows(bool at_end) {
  const auto width = table_.columns.size();
  const bool are_after = at_end && odd_.size() <= kMostAfter && std::ranges::all_of(odd_, [&](const Odd& odd) { return odd.count < width; });
  for (auto& odd : odd_) {
    if (are_after) ++after_, table_.around.push_back(std::move(odd.cells));
    else draft_.issues.push_back({table_.file, odd.line, fmt::format("the row has {} cells, the header has {}", odd.count, width)});
  }
  odd_.clear();
}

// Empty cells beyond the header's width are the delimiters that some programs end lines with.
void SheetReader::add_row() {
  const auto width = table_.columns.size();
  auto count = cells_.size();
  while (count > width && base::trim(cells_[count - 1]).empty()) --count;
  if (count != width) {
    odd_.push_back({reader_.line(), cells_.size(), filled_cells(cells_)});
    return;
  }
  if (!odd_.empty()) settle_odd_rows(false);
  table_.cells.insert(table_.cells.end(), cells_.begin(), cells_.begin() + static_cast<std::ptrdiff_t>(width));
  table_.row_numbers.push_back(reader_.line());
}

void SheetReader::add_remarks() {
  if (above_ > 0)
    draft_.remarks.push_back(fmt::format("{}: {} {} above the header {} read as rows; a mapping may look labels up there.", name_, above_,
                                         above_ == 1 ? "line" : "lines", above_ == 1 ? "was not" : "were not"));
  if (after_ > 0)
    draft_.remarks.push_back(fmt::format("{}: {} short {} below the table {} read as rows; a mapping may look labels up there.", name_, after_,
                                         after_ == 1 ? "line" : "lines", after_ == 1 ? "was not" : "were not"));
}

base::Result<void> SheetReader::run(base::Progress& progress) {
  read_above();
  for (std::size_t rows = 0;; ++rows) {
    cells_.clear();
    const auto outcome = reader_.next(cells_);
    if (outcome == CsvReader::Outcome::End) break;
    if (rows % 4096 == 0 && progress.stopped()) return fail(ErrorKind::Cancelled, "the import was stopped");
    if (outcome == CsvReader::Outcome::Rejected && table_.columns.empty())
      return fail(ErrorKind::Input, "the header cannot be read: " + reader_.reason(), name_, "save it again as CSV");
    if (outcome == CsvReader::Outcome::Rejected) {
      draft_.issues.push_back({table_.file, reader_.line(), reader_.reason()});
      continue;
    }
    const bool is_header = table_.columns.empty();
    if (is_header) name_columns(cells_.size());
    if (!is_header || layout_.table.headerless) add_row();
  }
  if (table_.columns.empty()) return fail(ErrorKind::Input, "the file is empty", name_, "choose a file with a header row");
  settle_odd_rows(true);
  add_remarks();
  draft_.tables.push_back(std::move(table_));
  return {};
}

} // namespace

TextLayout layout_of(std::string_view text, const ReadOptions& options) {
  auto layout = find_layout(text);
  if (options.mapping) layout.table.headerless = options.mapping->headerless;
  return layout;
}

base::Result<void> read_delimited_sheet(Draft& draft, const std::filesystem::path& path, std::string text, const TextLayout& layout,
                                        base::Progress& progress) {
  const auto size = text.size();
  const auto read = SheetReader(draft, path, std::move(text), layout).run(progress);
  progress.done += size;
  return read;
}

} // namespace cuibono::ingest
