#pragma once
// Graphviz DOT (graphviz.org/doc/info/lang.html) as a table of entities and one of ties. Only text to rows.

#include <filesystem>
#include <string>

#include "base/error.h"
#include "base/progress.h"
#include "ingest/formats.h"

namespace cuibono::ingest {

Fit is_dot(const Sniffed& file);

/// Reads the whole language: what Graphviz's own `gc` counts is what the draft has. Rows are numbered by the line on which a
/// node or edge is first met. A node's label is its name, without the language of drawing; where that changes it, the label
/// as it stood is kept as an attribute. Every attribute of nodes and edges is kept, defaults included; a node's first named
/// subgraph is its attribute `cluster`, ports are the attributes `tailport` and `headport`.
/// Fails, with the line, for what is not DOT, subgraphs more than 256 deep, and edges between subgraphs that are too many.
base::Result<void> read_dot(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                            base::Progress& progress);

/// Every cell of the case goes along as an attribute and comes back. A digraph unless every tie is undirected.
base::Result<Written> write_dot(const CaseToWrite& what);

} // namespace cuibono::ingest
