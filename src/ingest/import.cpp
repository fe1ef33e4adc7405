#include "ingest/import.h"

#include <algorithm>
#include <array>
#include <system_error>

#include "base/file.h"
#include "base/text.h"
#include "ingest/case_tables.h"
#include "ingest/graphml.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::array<Format, 3> kFormats{
    {{"case-tables", "Case tables: a folder of CSV files", "entities.csv, ties.csv, payments.csv, ...", Direction::ReadsAndWrites},
     {"csv", "A table of ties (source,target) or of nodes (id), as Gephi and igraph write them", "*.csv, *.tsv", Direction::Reads},
     {"graphml", "GraphML", "*.graphml", Direction::Reads}}};

bool looks_like_xml(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return bytes.starts_with(std::string_view("\xFF\xFE<\0", 4)) || bytes.starts_with(std::string_view("\xFE\xFF\0<", 4)) ||
         base::trim(bytes.substr(0, 4096)).starts_with('<');
}

base::Result<void> read_path(Draft& draft, const std::filesystem::path& path, std::string_view format, base::Progress& progress) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    if (format.empty() || format == "case-tables") return read_folder(draft, path, progress);
    return fail(ErrorKind::Input, "a folder is read as case tables only", path.string(), "name a file");
  }
  auto bytes = base::read_file(path, kLargestTable);
  if (!bytes) return tl::unexpected(bytes.error());
  if (format == "graphml" || (format.empty() && looks_like_xml(*bytes))) return read_graphml(draft, path, std::move(*bytes), progress);
  return read_csv(draft, path, std::move(*bytes), progress);
}

} // namespace

std::span<const Format> formats() { return kFormats; }

base::Result<Draft> read_paths(const std::vector<std::filesystem::path>& paths, std::string_view format, base::Progress& progress) {
  const bool is_known = format.empty() || std::ranges::find(kFormats, format, &Format::name) != kFormats.end();
  if (!is_known)
    return fail(ErrorKind::Usage, "there is no format " + std::string(format), {}, "see `cuibono formats`");
  Draft draft;
  for (const auto& path : paths) {
    if (progress.stopped()) return fail(ErrorKind::Cancelled, "the import was stopped");
    if (const auto read = read_path(draft, path, format, progress); !read) return tl::unexpected(read.error());
  }
  return draft;
}

} // namespace cuibono::ingest
