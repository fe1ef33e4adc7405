#pragma once
// Adjacency and incidence matrices in delimited text as a table of entities and one of ties. Only text to rows.

#include <filesystem>
#include <string>

#include "base/error.h"
#include "base/progress.h"
#include "ingest/formats.h"

namespace cuibono::ingest {

/// A matrix by its content only where nothing else has that form: the rows bear the labels of the columns in the same order
/// and hold nothing but numbers; or there are no labels at all, and as many rows as columns, four or more. Every other matrix
/// is read when the user says that it is one.
Fit is_matrix(const Sniffed& file);

/// Labels may stand before the rows, above the columns, at both or at neither. One mode where rows and columns bear the same
/// labels, or where labels do not tell and there are as many rows as columns; then ties are directed, from the row to the
/// column. Otherwise two modes, and ties are undirected. A value other than 0 is a tie of that weight, a blank is none. Labels
/// are ids; without labels the running numbers are, in two modes those of the columns after those of the rows. Rows are
/// numbered by lines. A row without a label is an issue where the others have one.
/// Fails, with the line, for a value that is no number, a row of another length, and a label that stands twice.
base::Result<void> read_matrix(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                               base::Progress& progress);

} // namespace cuibono::ingest
