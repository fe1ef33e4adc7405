#include "ingest/mapping/library.h"

#include <algorithm>
#include <fmt/core.h>

#include "base/file.h"
#include "base/text.h"
#include "ingest/cell.h"
#include "ingest/mapping/apply.h"
#include "ingest/mapping/overlay.h"
#include "ingest/row_reader.h"

namespace cuibono::ingest {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;
using base::fail;

constexpr std::uint64_t kLargestMapping = std::uint64_t{1} << 20;

// `*` stands for any text. On a mismatch the last star takes one character more, so that no pattern takes long.
bool fits_pattern(std::string_view pattern, std::string_view text) {
  std::size_t at = 0, star = pattern.npos, taken = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (at < pattern.size() && pattern[at] == '*') star = at++, taken = i;
    else if (at < pattern.size() && pattern[at] == text[i]) ++at, ++i;
    else if (star != pattern.npos) at = star + 1, i = ++taken;
    else return false;
  }
  return pattern.find_first_not_of('*', at) == pattern.npos;
}

// How many of the mapping's columns the sheet has; nothing where it lacks one.
std::size_t known_columns(const Mapping& mapping, const DraftTable& sheet) {
  std::size_t known = 0;
  for (const auto& column : mapping.columns) {
    const bool has = std::ranges::any_of(column.headers, [&](const std::string& header) { return column_named(sheet, base::to_lower(header)) != kNone; });
    if (!has && !column.optional) return 0;
    known += has;
  }
  const bool named = mapping.sheet.empty() || fits_pattern(base::to_lower(mapping.sheet), base::to_lower(sheet.sheet));
  return named ? known : 0;
}

std::string place(const DraftFile& file, const DraftTable& sheet) {
  const auto name = fs::path(file.path).filename().string();
  return sheet.sheet.empty() ? name : fmt::format("{} sheet {}", name, sheet.sheet);
}

base::Result<void> read_sheet(Draft& draft, const DraftTable& sheet, const Mapping& mapping, bool is_saved) {
  const auto& file = draft.files[sheet.file];
  auto mapped = apply_mapping(sheet, mapping, fs::path(file.path).stem().string());
  if (!mapped) return tl::unexpected(mapped.error());
  if (is_saved)
    draft.remarks.push_back(fmt::format("{} was read by the saved mapping {}.", place(file, sheet), in_quotes(mapping.name)));
  for (const auto& remark : mapped->remarks) draft.remarks.push_back(fmt::format("{}: {}.", place(file, sheet), remark));
  for (auto& issue : mapped->issues) {
    if (!sheet.sheet.empty()) issue.reason = fmt::format("sheet {}: {}", sheet.sheet, issue.reason);
    draft.issues.push_back(std::move(issue));
  }
  draft.read_sheets.push_back({sheet.file, mapped->rows});
  for (auto& table : mapped->tables) {
    table.read_sheet = draft.read_sheets.size() - 1;
    draft.tables.push_back(std::move(table));
  }
  return {};
}

base::Error no_mapping(const DraftFile& file, const DraftTable& sheet) {
  return {ErrorKind::Input, fmt::format("no saved mapping fits the columns {}", in_quotes(base::join(sheet.columns, ", "))), place(file, sheet),
          "let `cuibono mapping FILE -o MAPPING.json` propose one, correct it, and import with --mapping MAPPING.json"};
}

} // namespace

base::Result<Mapping> load_mapping(const fs::path& path) {
  const auto bytes = base::read_file(path, kLargestMapping);
  if (!bytes) return tl::unexpected(bytes.error());
  return parse_mapping(*bytes, path.string());
}

SavedMappings load_mappings(const std::vector<fs::path>& folders) {
  SavedMappings saved;
  for (const auto& folder : folders) {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
      if (entry->path().extension() == ".json") files.push_back(entry->path());
    std::ranges::sort(files);
    for (const auto& file : files) {
      auto mapping = load_mapping(file);
      if (mapping) saved.mappings.push_back(std::move(*mapping));
      else saved.remarks.push_back("A saved mapping was left out: " + base::sentence(mapping.error()));
    }
  }
  return saved;
}

const Mapping* best_mapping(const std::vector<Mapping>& mappings, const DraftTable& sheet) {
  const Mapping* best = nullptr;
  std::size_t most = 0;
  for (const auto& mapping : mappings) {
    const auto known = mapping.headerless || sheet.headerless ? 0 : known_columns(mapping, sheet);
    if (known > most) best = &mapping, most = known;
  }
  return best;
}

base::Result<void> read_sheets(Draft& draft, const ReadOptions& options) {
  auto tables = std::exchange(draft.tables, {});
  std::vector<const DraftTable*> left;
  for (auto& table : tables) {
    if (!table.table.empty()) {
      const auto* over = options.mapping && options.mapping->sheet == table.table ? options.mapping : nullptr;
      if (over)
        if (auto done = apply_overlay(table, *over, fs::path(draft.files[table.file].path).stem().string()); !done) return done;
      draft.tables.push_back(std::move(table));
      continue;
    }
    const auto* mapping = options.mapping ? options.mapping : options.saved ? best_mapping(*options.saved, table) : nullptr;
    if (!mapping) left.push_back(&table);
    else if (const auto read = read_sheet(draft, table, *mapping, !options.mapping); !read) return read;
  }
  for (const auto* sheet : left) {
    const auto& file = draft.files[sheet->file];
    const bool gave_more = std::ranges::count(draft.tables, sheet->file, &DraftTable::file) > 0;
    if (!gave_more) return tl::unexpected(no_mapping(file, *sheet));
    draft.remarks.push_back(fmt::format("{} fits no saved mapping and was left out, with {} rows.", place(file, *sheet), sheet->rows()));
  }
  return {};
}

base::Result<void> read_sheets_by(Draft& draft, const std::vector<const Mapping*>& one_each) {
  auto tables = std::exchange(draft.tables, {});
  std::size_t next = 0;
  for (auto& table : tables) {
    if (!table.table.empty()) {
      draft.tables.push_back(std::move(table));
      continue;
    }
    const auto* mapping = next < one_each.size() ? one_each[next] : nullptr;
    ++next;
    if (!mapping) draft.remarks.push_back(fmt::format("{} was left out, with {} rows.", place(draft.files[table.file], table), table.rows()));
    else if (const auto read = read_sheet(draft, table, *mapping, false); !read) return read;
  }
  return {};
}

} // namespace cuibono::ingest
