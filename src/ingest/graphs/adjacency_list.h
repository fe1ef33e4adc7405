#pragma once
// Adjacency lists in delimited text, as Gephi and networkx write them: each row a node and those it is tied to. Only text to rows.

#include <filesystem>
#include <string>

#include "base/error.h"
#include "base/progress.h"
#include "ingest/formats.h"

namespace cuibono::ingest {

/// By the name alone: as text such a list is like any table whose rows differ in length.
Fit is_adjacency_list(const Sniffed& file);

/// Ties are directed, from the first cell to every other; a node alone on its row is kept. Rows are numbered by lines; one
/// whose first cell is blank is an issue. Lines that begin with # are passed over.
base::Result<void> read_adjacency_list(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                                       base::Progress& progress);

} // namespace cuibono::ingest
