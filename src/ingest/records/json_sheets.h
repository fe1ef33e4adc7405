#pragma once
// JSON of any make as tables: an array of objects, JSON lines, or an object whose members are such arrays.

#include <filesystem>
#include <string>

#include "base/error.h"
#include "base/progress.h"
#include "ingest/formats.h"

namespace cuibono::ingest {

/// By the name of the file, or by the text for files of any name: other formats know their own JSON better.
Fit is_json(const Sniffed& file);

/// Each array becomes a sheet, its objects the rows, numbered by their place from 1. Columns are dotted paths ("owner.name");
/// an array of plain values is one cell, parted by `;`, an array of objects one cell of JSON. A sheet whose name or columns
/// are those of a case table is read as that table, unless a mapping is asked for. An element that is no object is an issue.
/// Fails for what is no JSON, and where there is no array with an object in it.
base::Result<void> read_json(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions& options,
                             base::Progress& progress);

} // namespace cuibono::ingest
