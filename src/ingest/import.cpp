#include "ingest/import.h"

#include <fmt/core.h>

#include <iterator>
#include <optional>
#include <system_error>

#include "base/file.h"
#include "base/sha256.h"
#include "ingest/case_tables.h"
#include "ingest/confined/process.h"
#include "ingest/mapping/library.h"
#include "ingest/read_bytes.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using base::fail;
using Path = std::filesystem::path;

struct Import {
  base::Progress& progress;
  std::optional<confined::Readers> readers; ///< nothing: files are read in this process
  Draft draft;
};

base::Result<void> read_here(Import& import, const Path& path, std::string_view format, const ReadOptions& options) {
  auto bytes = base::read_file(path, kLargestTable);
  if (!bytes) return tl::unexpected(bytes.error());
  DraftFile file{path.string(), std::string(format), base::sha256_hex(*bytes)};
  return read_bytes(import.draft, std::move(file), std::move(*bytes), options, import.progress);
}

void append(Draft& draft, Draft&& more) {
  const auto before = draft.files.size();
  for (auto& table : more.tables) {
    table.file += before;
    if (table.read_sheet != kNoSheet) table.read_sheet += draft.read_sheets.size();
  }
  for (auto& sheet : more.read_sheets) sheet.file += before;
  for (auto& issue : more.issues) issue.file += before;
  const auto move_all = [](auto& from, auto& to) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  };
  move_all(more.files, draft.files);
  move_all(more.tables, draft.tables);
  move_all(more.read_sheets, draft.read_sheets);
  move_all(more.issues, draft.issues);
  move_all(more.remarks, draft.remarks);
}

base::Result<void> read_file(Import& import, const Path& path, std::string_view format, const ReadOptions& options) {
  if (import.progress.stopped()) return fail(ErrorKind::Cancelled, "the import was stopped");
  if (!import.readers) return read_here(import, path, format, options);
  auto draft = import.readers->read({path.string(), std::string(format), options}, import.progress);
  if (!draft) return tl::unexpected(draft.error());
  append(import.draft, std::move(*draft));
  return {};
}

base::Result<void> read_path(Import& import, const Path& path, std::string_view format, const ReadOptions& options) {
  std::error_code error;
  if (!std::filesystem::is_directory(path, error)) return read_file(import, path, format, options);
  if (!format.empty() && format != "case-tables")
    return fail(ErrorKind::Input, "a folder is read as case tables only", path.string(), "name a file");
  const auto tables = tables_of_folder(import.draft, path);
  if (!tables) return tl::unexpected(tables.error());
  for (const auto& table : *tables)
    if (const auto read = read_file(import, table, "case-tables", {}); !read) return read;
  return {};
}

// Of the files and the case tables in folders, as far as they can be told.
std::uint64_t total_size(const std::vector<Path>& paths) {
  std::uint64_t total = 0;
  const auto add = [&](const Path& path) {
    std::error_code error;
    const auto size = std::filesystem::is_regular_file(path, error) ? std::filesystem::file_size(path, error) : 0;
    if (!error) total += size;
  };
  for (const auto& path : paths) {
    add(path);
    std::error_code error;
    for (std::filesystem::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error))
      if (!table_of_file_name(entry->path()).empty()) add(entry->path());
  }
  return total;
}

} // namespace

base::Result<Draft> read_paths(const std::vector<Path>& paths, std::string_view format, base::Progress& progress,
                               const ReadOptions& options, const Path& reader) {
  const auto* named = format_named(format);
  if (!format.empty() && !(named && named->read))
    return fail(ErrorKind::Usage, (named ? "this product does not read " : "there is no format ") + std::string(format), {},
                "see `cuibono formats`");
  progress.total = total_size(paths);
  Import import{progress, reader.empty() ? std::nullopt : std::optional<confined::Readers>(reader), {}};
  for (const auto& path : paths)
    if (const auto read = read_path(import, path, format, options); !read) return tl::unexpected(read.error());
  if (!options.keep_sheets)
    if (const auto read = read_sheets(import.draft, options); !read) return tl::unexpected(read.error());
  if (import.readers)
    import.draft.remarks.push_back(fmt::format("Each file was read by a process of its own, shut in by {}.", in_words(import.readers->confinement())));
  return std::move(import.draft);
}

} // namespace cuibono::ingest
