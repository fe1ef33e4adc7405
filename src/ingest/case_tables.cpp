#include "ingest/case_tables.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <set>
#include <vector>

#include "base/file.h"
#include "base/sha256.h"
#include "base/text.h"
#include "ingest/csv.h"
#include "ingest/row_reader.h"

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

// Which table this is, and its columns under the names of the case tables.
bool recognise(DraftTable& table, const std::filesystem::path& path) {
  table.table = table_of_file_name(path);
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
  if (cells.empty() || recognise(table, path)) return {};
  return fail(ErrorKind::Input, "the columns are not those of a table this product reads", path.string(),
              "name the file as a case table, or give it columns such as source,target or id");
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

} // namespace

std::string_view table_of_file_name(const std::filesystem::path& path) {
  if (base::to_lower(path.extension().string()) != ".csv") return {};
  const auto* known = std::ranges::find(kTables, base::to_lower(path.stem().string()));
  return known == kTables.end() ? std::string_view() : *known;
}

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

base::Result<void> read_csv(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                            base::Progress& progress) {
  DraftTable table;
  table.file = draft.files.size() - 1;
  const auto size = bytes.size();
  auto decoded = decode_text(std::move(bytes));
  if (!decoded.remark.empty()) draft.remarks.push_back(fmt::format("{} {}.", path.filename().string(), decoded.remark));
  auto& text = table.text->emplace_back(std::move(decoded.utf8));

  CsvReader reader(text, find_delimiter(text));
  if (const auto read = read_header(table, reader, path, draft); !read) return read;
  draft.files.back().format = table_of_file_name(path).empty() ? "csv" : "case-tables";
  if (const auto read = read_rows(table, reader, draft, progress); !read) return read;
  progress.done += size;
  if (!table.columns.empty()) draft.tables.push_back(std::move(table));
  return {};
}

base::Result<void> read_folder(Draft& draft, const std::filesystem::path& folder, base::Progress& progress) {
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
  for (const auto& path : tables) {
    auto bytes = base::read_file(path, kLargestTable);
    if (!bytes) return tl::unexpected(bytes.error());
    draft.files.push_back({path.string(), "case-tables", base::sha256_hex(*bytes)});
    if (const auto read = read_csv(draft, path, std::move(*bytes), {}, progress); !read) return read;
  }
  return {};
}

} // namespace cuibono::ingest
