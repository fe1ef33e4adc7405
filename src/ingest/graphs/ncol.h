#pragma once
// The edge lists of the Large Graph Layout program as igraph reads and writes them: NCOL, a line `source target weight` for
// each tie, and LGL, a line `# node` followed by its neighbours. Undirected. Only text to rows.

#include <filesystem>
#include <string>

#include "base/error.h"
#include "base/progress.h"
#include "ingest/formats.h"

namespace cuibono::ingest {

/// By the name alone: any text of two words a line would do.
Fit is_ncol(const Sniffed& file);
Fit is_lgl(const Sniffed& file);

/// A line that is not two words and perhaps a number is an issue; rows are numbered by lines.
base::Result<void> read_ncol(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                             base::Progress& progress);

/// Fails, with the line, for a `#` without a node and a neighbour without a `#` before it.
base::Result<void> read_lgl(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                            base::Progress& progress);

} // namespace cuibono::ingest
