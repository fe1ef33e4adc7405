#pragma once
// VNA files of NetDraw and Gephi as a table of entities and one of ties. Only text to rows.

#include <filesystem>
#include <string>

#include "base/error.h"
#include "base/progress.h"
#include "ingest/formats.h"

namespace cuibono::ingest {

Fit is_vna(const Sniffed& file);

/// Node data become attributes; of node properties, which are how to draw, the short label is the name. Ties are directed, and
/// `strength` is their weight. Rows are numbered by lines; one without its id or ends is an issue. A node that only ties or
/// properties name is added.
/// Fails, with the line, for a section whose head does not name its ids, and for data before any section.
base::Result<void> read_vna(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                            base::Progress& progress);

} // namespace cuibono::ingest
