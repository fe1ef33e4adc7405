#pragma once
// GEXF 1.2 and 1.3 (gexf.net), the format of Gephi, read and written.

#include <filesystem>
#include <string>

#include "base/error.h"
#include "base/progress.h"
#include "ingest/formats.h"

namespace cuibono::ingest {

Fit is_gexf(const Sniffed& file);

/// Adds the graph to the draft. Rows are numbered by the running number of the node or edge element. `label` becomes a node's
/// name; attvalues are kept under the title of their attribute, defaults filled in. Times stay as they were written: a value
/// with a time is `[time, value]`, spells `[start, end]` are the attribute `timeset`; an edge from one day to another gets from
/// and to. Nested nodes are flattened and keep their `parent`. Edges without type are of the default type,
/// which is undirected where the file says none; a mutual edge is undirected with the attribute `edge type`. Colours, sizes and
/// positions are left out and counted.
/// Fails for broken XML, see xml_text.h, and where the root is not gexf.
base::Result<void> read_gexf(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                             base::Progress& progress);

/// The case as a graph, see exports/graph_of_case.h: every column is an attribute, so that read_gexf reads back every entity,
/// role, tie and payment as it was shown.
base::Result<Written> write_gexf(const CaseToWrite& what);

} // namespace cuibono::ingest
