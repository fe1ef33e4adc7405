#include "ingest/export_case_tables.h"

#include <string>
#include <system_error>

#include "base/file.h"
#include "ingest/csv.h"
#include "ingest/exports/shown_rows.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using base::fail;

template <class Row>
std::string table_text(const CaseToWrite& what, const model::Table<Row>& table) {
  const ShownRows<Row> shown(what, table);
  std::string text;
  append_csv_row(text, shown.columns());
  for (const Row& row : table) append_csv_row(text, shown.cells(row));
  return text;
}

base::Result<void> write_tables(const CaseToWrite& what, const std::filesystem::path& folder) {
  base::Result<void> result;
  model::for_each_table(what.snapshot, [&](const auto& table) {
    using Row = std::remove_cvref_t<decltype(table.rows().front())>;
    if (result && !table.empty()) result = base::write_file(folder / (std::string(Row::kTable) + ".csv"), table_text(what, table));
  });
  return result;
}

} // namespace

base::Result<void> export_case_tables(const model::CaseSnapshot& snapshot, const std::filesystem::path& named,
                                      const model::Names& names, const Masking& mask) {
  const auto folder = named.has_filename() ? named : named.parent_path(); // `out/` is `out`
  std::error_code error;
  if (std::filesystem::exists(folder, error) && !std::filesystem::is_empty(folder, error))
    return fail(ErrorKind::Usage, "the folder is there already and not empty", folder.string(), "name a new folder");
  const auto aside = base::aside(folder);
  std::filesystem::remove_all(aside, error);
  std::filesystem::create_directories(aside, error);
  if (error) return fail(ErrorKind::Input, "cannot write here: " + error.message(), folder.string(), "choose another folder");
  auto written = write_tables({snapshot, names, mask}, aside);
  if (written) std::filesystem::rename(aside, folder, error);
  if (written && error) written = fail(ErrorKind::Input, "cannot write here: " + error.message(), folder.string(), "choose another folder");
  std::error_code ignored;
  if (!written) std::filesystem::remove_all(aside, ignored);
  return written;
}

} // namespace cuibono::ingest
