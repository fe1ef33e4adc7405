#include "ingest/case_tables.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <set>
#include <vector>

#include "base/text.h"
#include "ingest/csv.h"
#include "ingest/mapping/library.h"
#include "ingest/row_reader.h"
#include "ingest/tables/delimited.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::array<std::string_view, 16> kTables{"case",  "exhibits", "entities", "roles",      "ties",    "payments", "proceeds",
                                                   "wages", "debts",    "elements", "indicators", "charges", "assets",   "custody",  "disclosure", "pins"};

// A file with all these columns is that table; the first that fits. Other tools write ties and nodes.
struct Signature {
  std::string_view table;
  std::array<std::string_view, 3> columns;
  Words words = Words::CaseTables;
};
constexpr std::array<Signature, 16> kSignatures{{{"payments", {"payer", "payee", "amount"}},
                                                 {"wages", {"victim", "employer", "month"}},
                                                 {"debts", {"victim", "creditor", "month"}},
                                                 {"elements", {"accused", "victim", "element"}},
                                                 {"indicators", {"victim", "indicator"}},
                                                 {"charges", {"accused", "offence"}},
                                                 {"roles", {"entity", "role"}},
                                                 {"proceeds", {"establishment", "from", "to"}},
                                                 {"exhibits", {"id", "lineage", "title"}},
                                                 {"assets", {"id", "owner", "value"}},
                                                 {"ties", {"source", "target"}, Words::Foreign},
                                                 {"ties", {"from", "to"}, Words::Foreign},
                                                 {"case", {"key", "value"}},
                                                 {"entities", {"id", "kind", "name"}},
                                                 {"entities", {"id"}, Words::Foreign},
                                                 {"pins", {"entity", "x", "y"}}}};

bool fits(const Signature& signature, const DraftTable& table) {
  return std::ranges::all_of(signature.columns,
                             [&](std::string_view name) { return name.empty() || column_named(table, name) != kNone; });
}

void rename(DraftTable& table, std::string_view from, std::string_view to) {
  const auto column = column_named(table, from);
  if (column != kNone && column_named(table, to) == kNone) table.columns[column] = to;
}

base::Result<void> read_header(DraftTable& table, CsvReader& reader, const std::filesystem::path& path, Draft& draft) {
  std::vector<std::string_view> cells;
  switch (reader.next(cells)) {
    case CsvReader::Outcome::Rejected:
      return fail(ErrorKind::Input, "the header cannot be read: " + reader.reason(), path.string(), "save it again as CSV");
    case CsvReader::Outcome::End:
      if (table_of_file_name(path).empty())
        return fail(ErrorKind::Input, "the file is empty", path.string(), "choose a file with a header row");
      draft.remarks.push_back(fmt::format("{} is empty.", path.filename().string()));
      break;
    case CsvReader::Outcome::Row: break;
  }
  for (const auto cell : cells) table.columns.emplace_back(base::trim(cell));
  if (make_distinct(table.columns))
    draft.remarks.push_back(fmt::format("{} has columns without a name or with the same name; they are kept under other names.",
                                        path.filename().string()));
  recognise(table, path.filename().string());
  return {};
}

base::Result<void> read_rows(DraftTable& table, CsvReader& reader, Draft& draft, base::Progress& progress) {
  const auto width = table.columns.size(), file = table.file;
  for (std::size_t rows = 0;; ++rows) {
    const auto outcome = reader.next(table.cells);
    if (outcome == CsvReader::Outcome::End) return {};
    const auto count = table.cells.size() - table.row_numbers.size() * width;
    if (outcome == CsvReader::Outcome::Rejected) {
      draft.issues.push_back({file, reader.line(), reader.reason()});
    } else if (count != width) {
      draft.issues.push_back({file, reader.line(), fmt::format("the row has {} cells, the header has {}", count, width)});
      table.cells.resize(table.cells.size() - count);
    } else {
      table.row_numbers.push_back(reader.line());
    }
    if (rows % 4096 == 0 && progress.stopped()) return fail(ErrorKind::Cancelled, "the import was stopped");
  }
}

// The row at that place, as the delimiter cuts it; empty where it cannot be read.
std::vector<std::string> columns_at(std::string_view text, const TextLayout& layout) {
  std::string head(text.substr(0, kLongestRow));
  CsvReader reader(head, layout.delimiter, layout.quote);
  std::vector<std::string_view> cells;
  for (std::size_t i = 0; i <= layout.table.header; ++i) {
    cells.clear();
    if (reader.next(cells) == CsvReader::Outcome::End) return {};
  }
  std::vector<std::string> columns;
  for (const auto cell : cells) columns.emplace_back(base::trim(cell));
  make_distinct(columns);
  return columns;
}

// A table whose header is the row there, by its columns alone.
bool is_table_at(std::string_view text, const TextLayout& layout, const ReadOptions& options) {
  DraftTable table;
  table.columns = columns_at(text, layout);
  return recognise_unless_mapped(table, {}, options);
}

struct Placed {
  TextLayout layout;
  bool is_table = true; ///< of a case or a graph; else a sheet
};

// Tables of cases and graphs begin with their header; where the first line is none of theirs, the whole head is looked at.
Placed place_of(std::string_view text, const std::filesystem::path& path, const ReadOptions& options) {
  TextLayout first;
  first.delimiter = find_delimiter(text);
  if (options.mapping) return {layout_of(text, options), false};
  const bool is_named = !table_of_file_name(path).empty();
  if (is_named || base::trim(text).empty() || is_table_at(text, first, options)) return {first, true};
  const auto layout = layout_of(text, options);
  return {layout, !layout.table.headerless && is_table_at(text, layout, options)};
}

base::Result<void> read_table(Draft& draft, const std::filesystem::path& path, std::string utf8, const TextLayout& layout, base::Progress& progress) {
  DraftTable table;
  table.file = draft.files.size() - 1;
  const auto size = utf8.size();
  auto& text = table.text->emplace_back(std::move(utf8));
  CsvReader reader(text, layout.delimiter, layout.quote);
  std::vector<std::string_view> above;
  for (std::size_t i = 0; i < layout.table.header; ++i) reader.next(above);
  if (layout.table.header > 0)
    draft.remarks.push_back(fmt::format("{}: {} lines above the header were left out.", path.filename().string(), layout.table.header));
  if (const auto read = read_header(table, reader, path, draft); !read) return read;
  draft.files.back().format = table_of_file_name(path).empty() ? "csv" : "case-tables";
  if (const auto read = read_rows(table, reader, draft, progress); !read) return read;
  progress.done += size;
  if (!table.columns.empty()) draft.tables.push_back(std::move(table));
  return {};
}

} // namespace

bool recognise(DraftTable& table, const std::string& name) {
  table.table = table_of_file_name(name);
  if (table.table.empty()) {
    const auto* signature = std::ranges::find_if(kSignatures, [&](const auto& known) { return fits(known, table); });
    if (signature == kSignatures.end()) return false;
    table.table = signature->table;
    table.words = signature->words;
  }
  if (table.table == "entities") rename(table, "label", "name");
  if (table.table == "ties" && column_named(table, "source") == kNone && column_named(table, "target") == kNone) {
    rename(table, "from", "source");
    rename(table, "to", "target");
  }
  return true;
}

bool recognise_unless_mapped(DraftTable& table, const std::string& name, const ReadOptions& options) {
  if (options.mapping) return false;
  DraftTable known;
  known.columns = table.columns;
  if (!recognise(known, name)) return false;
  // Columns that other tools use for graphs (`id`, `from`) may be anybody's: a saved mapping that has them all knows better.
  if (known.words == Words::Foreign && options.saved && best_mapping(*options.saved, table)) return false;
  table.table = known.table;
  table.words = known.words;
  table.columns = std::move(known.columns);
  return true;
}

std::string_view table_of_file_name(const std::filesystem::path& path) {
  if (base::to_lower(path.extension().string()) != ".csv") return {};
  const auto* known = std::ranges::find(kTables, base::to_lower(path.stem().string()));
  return known == kTables.end() ? std::string_view() : *known;
}

bool is_case_table(std::string_view name) { return std::ranges::find(kTables, name) != kTables.end(); }

bool make_distinct(std::vector<std::string>& columns) {
  bool changed = false;
  std::set<std::string> taken;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    std::string name = columns[i].empty() ? fmt::format("column {}", i + 1) : columns[i];
    for (int count = 2; !taken.insert(base::to_lower(name)).second; ++count) name = fmt::format("{} {}", columns[i], count);
    changed = changed || name != columns[i];
    columns[i] = std::move(name);
  }
  return changed;
}

base::Result<void> read_csv(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions& options,
                            base::Progress& progress) {
  auto decoded = decode_text(std::move(bytes));
  if (!decoded.remark.empty()) draft.remarks.push_back(fmt::format("{} {}.", path.filename().string(), decoded.remark));
  const auto place = place_of(decoded.utf8, path, options);
  if (!place.is_table) return read_delimited_sheet(draft, path, std::move(decoded.utf8), place.layout, progress);
  return read_table(draft, path, std::move(decoded.utf8), place.layout, progress);
}

base::Result<std::vector<std::filesystem::path>> tables_of_folder(Draft& draft, const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> tables;
  std::vector<std::string> others;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const auto name = entry->path().filename().string();
    if (name.starts_with('.')) continue;
    if (table_of_file_name(name).empty()) others.push_back(name);
    else tables.push_back(entry->path());
  }
  if (error) return fail(ErrorKind::Input, "the folder cannot be read: " + error.message(), folder.string(), "check its permissions");
  if (tables.empty())
    return fail(ErrorKind::Input, "the folder holds no case table", folder.string(), "name a folder with files such as entities.csv");
  std::ranges::sort(tables);
  std::ranges::sort(others);
  for (const auto& other : others) draft.remarks.push_back(fmt::format("{} is not a case table and was left out.", other));
  return tables;
}

} // namespace cuibono::ingest
