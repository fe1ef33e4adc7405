#pragma once
// The JSON that Gephi exports, which is graphology's serialization, as a table of entities and one of ties. Only text to rows.

#include <filesystem>
#include <string>

#include "base/error.h"
#include "base/progress.h"
#include "ingest/formats.h"

namespace cuibono::ingest {

Fit is_gephi_json(const Sniffed& file);

/// Rows are numbered by the running number of the node or edge. Positions are left out, every other attribute is kept. A node
/// without a key, and an edge that names no node of the file, is an issue. Fails for broken JSON and where the file has no list
/// of nodes or edges.
base::Result<void> read_gephi_json(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                                   base::Progress& progress);

} // namespace cuibono::ingest
