#pragma once
// Workbooks (.xlsx): every sheet, hidden ones too, as a table of a case or a graph where its name or its columns are one's,
// else as a sheet for a mapping. Never runs macros or formulas: of a formula the value that the workbook saved is read.

#include <filesystem>
#include <string>

#include "base/error.h"
#include "base/progress.h"
#include "ingest/formats.h"

namespace cuibono::ingest {

Fit is_xlsx(const Sniffed& file);

/// Row numbers are those of the sheet. Errors (#N/A) and formulas without a saved value are empty, and counted in a remark.
base::Result<void> read_xlsx(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions& options, base::Progress& progress);

} // namespace cuibono::ingest
