#pragma once
// GraphML (graphml.graphdrawing.org) read and written.

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

/// The case as a graph, see exports/graph_of_case.h: every column is a key, so that read_graphml reads back every entity, role,
/// tie and payment as it was shown.
base::Result<Written> write_graphml(const CaseToWrite& what);

} // namespace cuibono::ingest
