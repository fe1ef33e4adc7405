#pragma once
// Pajek networks (.net) and projects (.paj) as a table of entities and one of ties. Only text to rows.

#include <filesystem>
#include <string>

#include "base/error.h"
#include "base/progress.h"
#include "ingest/formats.h"

namespace cuibono::ingest {

Fit is_pajek(const Sniffed& file);

/// Adds every network to the draft; rows are numbered by lines. A vertex has its number as id (`2:1` in a second network of
/// other vertices; what its parameter `id` says where it has one) and its label as name. A line that names no vertex of the
/// network is an issue. Values of lines become weights, names of relations types; partitions and vectors become attributes of
/// the vertices; what only says how to draw is left out with a remark.
/// Fails, with the line, for a file without *Vertices, numbers of vertices that do not fit, and a matrix of another size.
base::Result<void> read_pajek(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                              base::Progress& progress);

/// Numbers, names, types of ties as relations, and values: the attribute `weight` of ties, the amounts of payments. An id that is
/// not the number of its vertex is its parameter `id`. What else there is stands in the losses.
base::Result<Written> write_pajek(const CaseToWrite& what);

} // namespace cuibono::ingest
