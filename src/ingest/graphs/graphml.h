#pragma once
// GraphML (graphml.graphdrawing.org) as a table of entities and one of ties. Only text to rows.

#include <filesystem>
#include <string>

#include "base/error.h"
#include "base/progress.h"
#include "ingest/formats.h"

namespace cuibono::ingest {

Fit is_graphml(const Sniffed& file);

/// Adds the graph to the draft. Rows are numbered by the running number of the node, edge or hyperedge element. `label` or
/// `name` of a node becomes its name, `role` its role; every other attribute is kept. An edge that names an undeclared node,
/// and a hyperedge, is an issue. Nested graphs are flattened, with a remark.
/// Fails for broken XML, see xml_text.h, and where the root is not graphml.
base::Result<void> read_graphml(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                                base::Progress& progress);

} // namespace cuibono::ingest
