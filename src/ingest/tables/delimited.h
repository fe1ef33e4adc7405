#pragma once
// Delimited text whose columns no table of a case has: a sheet, with the lines around it.

#include <filesystem>
#include <string>

#include "base/error.h"
#include "base/progress.h"
#include "ingest/formats.h"
#include "ingest/tables/layout.h"

namespace cuibono::ingest {

/// Adds the sheet of decoded text. Rows that cannot be read, or have another width than the header, become issues; short lines
/// after the last row are kept beside the sheet, as are those above its header.
base::Result<void> read_delimited_sheet(Draft& draft, const std::filesystem::path& path, std::string text, const TextLayout& layout,
                                        base::Progress& progress);

/// The layout as options demand it: a mapping says for itself whether its files have a header.
TextLayout layout_of(std::string_view text, const ReadOptions& options);

} // namespace cuibono::ingest
