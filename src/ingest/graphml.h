#pragma once
// GraphML (graphml.graphdrawing.org) as a table of entities and one of ties. Only text to rows.

#include <filesystem>
#include <string>

#include "base/error.h"
#include "base/progress.h"
#include "ingest/draft.h"

namespace cuibono::ingest {

inline constexpr std::uint64_t kLargestGraphml = std::uint64_t{512} << 20;
inline constexpr int kDeepestXml = 256;

/// Adds the graph to the draft. Rows are numbered by the running number of the node, edge or hyperedge element. `label` or
/// `name` of a node becomes its name, `role` its role; every other attribute is kept. An edge that names an undeclared node,
/// and a hyperedge, is an issue. Nested graphs are flattened, with a remark.
/// Fails for broken XML (with the line), for a document type or entity declaration, and beyond the limits above.
base::Result<void> read_graphml(Draft& draft, const std::filesystem::path& path, std::string bytes, base::Progress& progress);

} // namespace cuibono::ingest
