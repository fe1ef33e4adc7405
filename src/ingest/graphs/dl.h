#pragma once
// UCINET's DL text files as a table of entities and one of ties. Only text to rows.

#include <filesystem>
#include <string>

#include "base/error.h"
#include "base/progress.h"
#include "ingest/formats.h"

namespace cuibono::ingest {

Fit is_dl(const Sniffed& file);

/// Reads full matrices, upper and lower halves, node lists 1, 1b and 2 and edge lists 1 and 2, of one or two modes, with labels
/// listed or embedded, and several matrices, whose labels become types of ties. A node has its running number as id (in two
/// modes those of the columns go on from those of the rows) and its label as name; labels are matched without regard to ASCII
/// case. Values become weights, 0 is no tie. Halves and two modes make undirected ties. Rows are numbered by lines.
/// A line of a list that names no node is an issue. Fails, with the line, for a head that cannot be read and for data that do
/// not have the size that it says.
base::Result<void> read_dl(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                           base::Progress& progress);

/// Edge lists, of two modes where every node has one and ties join them, with a matrix for each type of tie. Names, types and
/// values, as write_pajek takes them; the rest stands in the losses. Fails for a case without entities.
base::Result<Written> write_dl(const CaseToWrite& what);

} // namespace cuibono::ingest
