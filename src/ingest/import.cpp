#include "ingest/import.h"

#include <system_error>

#include "base/file.h"
#include "base/sha256.h"
#include "ingest/case_tables.h"
#include "ingest/mapping/library.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using base::fail;

base::Result<void> read_path(Draft& draft, const std::filesystem::path& path, std::string_view named, const ReadOptions& options,
                             base::Progress& progress) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    if (named.empty() || named == "case-tables") return read_folder(draft, path, progress);
    return fail(ErrorKind::Input, "a folder is read as case tables only", path.string(), "name a file");
  }
  auto bytes = base::read_file(path, kLargestTable);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto* format = named.empty() ? find_format(path, *bytes) : format_named(named);
  if (!format)
    return fail(ErrorKind::Input, "the file is of no format this product reads", path.string(), "see `cuibono formats`");
  draft.files.push_back({path.string(), std::string(format->name), base::sha256_hex(*bytes)});
  return format->read(draft, path, std::move(*bytes), options, progress);
}

} // namespace

base::Result<Draft> read_paths(const std::vector<std::filesystem::path>& paths, std::string_view format, base::Progress& progress,
                               const ReadOptions& options) {
  const auto* named = format_named(format);
  if (!format.empty() && !(named && named->read))
    return fail(ErrorKind::Usage, (named ? "this product does not read " : "there is no format ") + std::string(format), {},
                "see `cuibono formats`");
  Draft draft;
  for (const auto& path : paths) {
    if (progress.stopped()) return fail(ErrorKind::Cancelled, "the import was stopped");
    if (const auto read = read_path(draft, path, format, options, progress); !read) return tl::unexpected(read.error());
  }
  if (!options.keep_sheets)
    if (const auto read = read_sheets(draft, options); !read) return tl::unexpected(read.error());
  return draft;
}

} // namespace cuibono::ingest
