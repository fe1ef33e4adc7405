#pragma once
// GML (Himsolt's Graph Modelling Language), as igraph, networkx, yEd and Gephi write it, read and written.

#include <filesystem>
#include <string>

#include "base/error.h"
#include "base/progress.h"
#include "ingest/formats.h"

namespace cuibono::ingest {

inline constexpr int kDeepestGml = 64;

Fit is_gml(const Sniffed& file);

/// Adds the first graph of the file to the draft. Rows are numbered by the running number of the node or edge. `label` of a node
/// is its name; nested lists are attributes `outer.inner`; a key that stands twice has both values, parted by `;`. A node without
/// id gets one, `node-N`. Drawings (`graphics`, `LabelGraphics`) are left out and counted; further graphs are left out.
/// Fails, with the line, for text that is not GML, no graph, an id, source or target that stands twice, and lists more than 64
/// deep.
base::Result<void> read_gml(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                            base::Progress& progress);

/// The case as a graph, see exports/graph_of_case.h. Ids of nodes are numbers, as GML demands, with the case's own id in
/// `case_id`; every other column is a key, in the spelling of gml_key. Text is ASCII with character references.
base::Result<Written> write_gml(const CaseToWrite& what);

/// A name as a key of GML, which may hold letters, digits and `_` alone: any other byte, and what looks like this spelling,
/// becomes `_x00HH_`. Names that mean something to GML (`id`, `label`, ...) are spelt so as well.
std::string gml_key(std::string_view name);
/// The way back.
std::string name_of_gml_key(std::string_view key);

} // namespace cuibono::ingest
