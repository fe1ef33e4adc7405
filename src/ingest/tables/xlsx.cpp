#include "ingest/tables/xlsx.h"

#include <algorithm>
#include <fmt/core.h>

#include "base/text.h"
#include "ingest/case_tables.h"
#include "ingest/csv.h"
#include "ingest/mapping/mapping.h"
#include "ingest/tables/layout.h"
#include "ingest/tables/workbook.h"
#include "ingest/xml_text.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::size_t kLookedRows = 200;
constexpr std::size_t kMostCellsOfSheet = std::size_t{1} << 25;

// What was seen in a sheet that its cells do not show.
struct Remarkable {
  std::uint64_t errors = 0, unsaved = 0, merged = 0, hidden_rows = 0;
};

class SheetReader {
 public:
  SheetReader(Draft& draft, const std::filesystem::path& path, const Workbook& book, const SheetPart& part) : draft_(draft), path_(path), book_(book), part_(part) {
    table_.file = draft.files.size() - 1;
    table_.sheet = part.name;
    table_.source = book.strings;
  }

  base::Result<void> run(std::string xml, const ReadOptions& options, const base::Progress& progress);

 private:
  base::Result<void> read_rows(pugi::xml_node data, const base::Progress& progress);
  base::Result<void> read_row(pugi::xml_node row);
  std::string_view text_of_cell(pugi::xml_node cell);
  std::string_view text_of_number(std::string_view value, unsigned style);
  std::string_view shared(std::string_view index) const;
  TableLayout find_layout_of(const ReadOptions& options) const;
  base::Result<void> fill_table(const TableLayout& layout);
  void add_remarks(const TableLayout& layout);
  std::string place() const { return fmt::format("{} sheet {}", path_.filename().string(), part_.name); }

  Draft& draft_;
  const std::filesystem::path& path_;
  const Workbook& book_;
  const SheetPart& part_;
  DraftTable table_;
  CellRows rows_;
  std::vector<std::uint64_t> numbers_;
  std::size_t width_ = 0;
  Remarkable seen_;
};

// Index of the column of `BC23`; npos for what is no such reference.
std::size_t column_of(std::string_view reference) {
  std::size_t column = 0, letters = 0;
  for (const char c : reference) {
    const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    if (upper < 'A' || upper > 'Z' || ++letters > 3) break;
    column = column * 26 + static_cast<std::size_t>(upper - 'A') + 1;
  }
  return letters == 0 || letters > 3 ? std::string_view::npos : column - 1;
}

std::string_view SheetReader::shared(std::string_view index) const {
  const auto number = base::parse_number(base::trim(index));
  if (!number || *number < 0 || *number >= static_cast<double>(book_.strings->size())) return {};
  return (*book_.strings)[static_cast<std::size_t>(*number)];
}

std::string_view SheetReader::text_of_number(std::string_view value, unsigned style) {
  const auto shown = style < book_.formats.size() ? book_.formats[style] : Shown::Number;
  return table_.keep(shown == Shown::Number ? number_text(value) : serial_text(value, shown, book_.is_1904));
}

std::string_view SheetReader::text_of_cell(pugi::xml_node cell) {
  const std::string_view type = cell.attribute("t").value();
  if (type == "inlineStr") return table_.keep(string_of(child_named(cell, "is")));
  const std::string_view value = child_named(cell, "v").text().get();
  if (value.empty()) {
    seen_.unsaved += child_named(cell, "f") ? 1 : 0;
    return {};
  }
  if (type == "s") return shared(value);
  if (type == "b") return value == "1" || value == "true" ? "true" : "false";
  if (type == "e") {
    ++seen_.errors;
    return {};
  }
  if (type == "str" || type == "d") return table_.keep(std::string(value));
  return text_of_number(value, cell.attribute("s").as_uint());
}

base::Result<void> SheetReader::read_row(pugi::xml_node row) {
  std::vector<std::string_view> cells;
  std::size_t next = 0;
  for (const auto cell : row.children()) {
    if (local_name(cell) != "c") continue;
    const auto named = column_of(cell.attribute("r").value());
    const auto column = named == std::string_view::npos ? next : named;
    if (column >= kMostCells)
      return fail(ErrorKind::Input, fmt::format("the sheet has a cell beyond column {}", kMostCells), place(), "take the columns out that are not needed");
    if (column >= cells.size()) cells.resize(column + 1);
    cells[column] = text_of_cell(cell);
    next = column + 1;
  }
  while (!cells.empty() && base::trim(cells.back()).empty()) cells.pop_back();
  const std::string_view hidden = row.attribute("hidden").value();
  seen_.hidden_rows += !cells.empty() && (hidden == "1" || hidden == "true");
  const auto number = row.attribute("r").as_ullong(numbers_.empty() ? 1 : numbers_.back() + 1);
  if (cells.empty()) return {};
  width_ = std::max(width_, cells.size());
  rows_.push_back(std::move(cells));
  numbers_.push_back(number);
  return {};
}

base::Result<void> SheetReader::read_rows(pugi::xml_node data, const base::Progress& progress) {
  std::size_t count = 0;
  for (const auto row : data.children()) {
    if (local_name(row) != "row") continue;
    if (++count % 4096 == 0 && progress.stopped()) return fail(ErrorKind::Cancelled, "the import was stopped");
    if (const auto read = read_row(row); !read) return read;
    if (rows_.size() * width_ > kMostCellsOfSheet)
      return fail(ErrorKind::Input, "the sheet has too many cells", place(), "save it as CSV, or take out what is not needed");
  }
  return {};
}

// Cells after the last filled one are not in the file, so that rows are made as wide as the widest first.
TableLayout SheetReader::find_layout_of(const ReadOptions& options) const {
  CellRows first(rows_.begin(), rows_.begin() + static_cast<std::ptrdiff_t>(std::min(rows_.size(), kLookedRows)));
  for (auto& row : first) row.resize(std::max(width_, std::size_t{1}));
  auto layout = find_table(first);
  if (options.mapping) layout.headerless = options.mapping->headerless;
  return layout;
}

base::Result<void> SheetReader::fill_table(const TableLayout& layout) {
  for (std::size_t i = 0; i < layout.header; ++i) {
    auto& line = table_.around.emplace_back();
    for (const auto cell : rows_[i])
      if (!base::trim(cell).empty()) line.emplace_back(base::trim(cell));
  }
  table_.headerless = layout.headerless;
  table_.columns.resize(width_);
  if (!layout.headerless)
    for (std::size_t i = 0; i < rows_[layout.header].size(); ++i) table_.columns[i] = base::trim(rows_[layout.header][i]);
  make_distinct(table_.columns);
  for (std::size_t i = layout.header + (layout.headerless ? 0 : 1); i < rows_.size(); ++i) {
    table_.cells.insert(table_.cells.end(), rows_[i].begin(), rows_[i].end());
    table_.cells.resize(table_.cells.size() + width_ - rows_[i].size());
    table_.row_numbers.push_back(numbers_[i]);
  }
  return {};
}

void SheetReader::add_remarks(const TableLayout& layout) {
  const auto say = [&](std::uint64_t count, std::string_view what) {
    if (count > 0) draft_.remarks.push_back(fmt::format("{}: {} {}.", place(), count, what));
  };
  if (part_.is_hidden) draft_.remarks.push_back(fmt::format("{} is hidden in the workbook; it was read like the others.", place()));
  say(seen_.hidden_rows, "rows are hidden in the workbook; they were read like the others");
  say(seen_.errors, "cells hold an error such as #N/A; they were read as empty");
  say(seen_.unsaved, "formulas have no saved value; they were read as empty, so open and save the workbook in the program that made it");
  say(seen_.merged, "ranges are merged; their value stands in their first cell");
  if (layout.header > 0) say(layout.header, "lines above the header were not read as rows; a mapping may look labels up there");
  if (layout.headerless) draft_.remarks.push_back(fmt::format("{} has no header: its columns are called `column 1` and so on.", place()));
}

base::Result<void> SheetReader::run(std::string xml, const ReadOptions& options, const base::Progress& progress) {
  {
    const auto parsed = XmlText::parse(place_in(path_, part_.entry), std::move(xml));
    if (!parsed) return tl::unexpected(parsed.error());
    seen_.merged = static_cast<std::uint64_t>(std::ranges::distance(child_named(parsed->root(), "mergeCells").children()));
    if (const auto read = read_rows(child_named(parsed->root(), "sheetData"), progress); !read) return read;
  }
  if (rows_.empty()) {
    draft_.remarks.push_back(fmt::format("{} is empty.", place()));
    return {};
  }
  const auto layout = find_layout_of(options);
  if (const auto filled = fill_table(layout); !filled) return filled;
  if (!layout.headerless) recognise_unless_mapped(table_, part_.name + ".csv", options);
  add_remarks(layout);
  draft_.tables.push_back(std::move(table_));
  return {};
}

} // namespace

Fit is_xlsx(const Sniffed& file) {
  const bool is_named = file.extension == "xlsx" || file.extension == "xlsm";
  if (!file.bytes.starts_with("PK\x03\x04")) return is_named || file.extension == "xls" ? Fit::Name : Fit::None;
  return is_named || file.bytes.find("xl/workbook.xml") != file.bytes.npos ? Fit::Content : Fit::None;
}

base::Result<void> read_xlsx(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions& options, base::Progress& progress) {
  if (bytes.starts_with("\xD0\xCF\x11\xE0"))
    return fail(ErrorKind::Input, "the workbook is protected by a password, or of the old binary form (.xls)", path.string(),
                "open it in the program that made it and save it as .xlsx without a password");
  const auto size = bytes.size();
  const auto archive = ZipFile::open(std::move(bytes), path.string());
  if (!archive) return tl::unexpected(archive.error());
  const auto book = read_workbook(*archive, path);
  if (!book) return tl::unexpected(book.error());
  for (const auto& part : book->sheets) {
    auto xml = archive->read(part.entry);
    if (!xml) return tl::unexpected(xml.error());
    if (xml->size() > kLargestSheet) return fail(ErrorKind::Input, "the sheet is larger than 128 MiB", place_in(path, part.entry).string(), "save it as CSV");
    if (const auto read = SheetReader(draft, path, *book, part).run(std::move(*xml), options, progress); !read) return read;
  }
  progress.done += size;
  return {};
}

} // namespace cuibono::ingest
