#include "ingest/exports/export_case.h"

#include <algorithm>
#include <fmt/core.h>
#include <system_error>

#include "base/file.h"
#include "base/text.h"
#include "ingest/export_case_tables.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::string_view kCaseTables = "case-tables"; // the one that is a folder

std::string written_formats() {
  std::vector<std::string> names{std::string(kCaseTables)};
  for (const auto& format : formats())
    if (format.write) names.emplace_back(format.name);
  return base::join(names, ", ");
}

base::Result<const Format*> format_for(const std::filesystem::path& target, std::string_view named) {
  if (!named.empty()) {
    const auto* format = format_named(named);
    if (format && (format->write || format->name == kCaseTables)) return format;
    return fail(ErrorKind::Usage, fmt::format("{} {}", format ? "this product does not write" : "there is no format", named), {},
                "use --as with one of " + written_formats());
  }
  const auto extension = base::to_lower(target.extension().string());
  if (extension.empty() || extension == ".") return format_named(kCaseTables);
  for (const auto& format : formats())
    if (format.write && !format.extension.empty() && extension == fmt::format(".{}", format.extension)) return &format;
  return fail(ErrorKind::Usage, "no format is written to files of that name", target.string(), "use --as with one of " + written_formats());
}

std::uint64_t size_of_folder(const std::filesystem::path& folder) {
  std::uint64_t bytes = 0;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
    bytes += entry->file_size(error);
  return bytes;
}

} // namespace

base::Result<Exported> export_case(const CaseToWrite& what, const std::filesystem::path& target, std::string_view named) {
  const auto format = format_for(target, named);
  if (!format) return tl::unexpected(format.error());
  if ((*format)->name == kCaseTables)
    return export_case_tables(what.snapshot, target, what.names, what.mask).map([&] { return Exported{kCaseTables, size_of_folder(target), {}}; });
  auto written = (*format)->write(what);
  if (!written) return tl::unexpected(written.error());
  if (const auto put = base::write_file(target, written->bytes); !put) return tl::unexpected(put.error());
  return Exported{(*format)->name, written->bytes.size(), std::move(written->losses)};
}

} // namespace cuibono::ingest
