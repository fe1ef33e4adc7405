#pragma once
// Entities of FollowTheMoney (followthemoney.tech), JSON lines or an array, in both directions. docs/formats.md has the list of
// what becomes of each schema, and what is lost on the way out.

#include <filesystem>
#include <string>

#include "base/error.h"
#include "base/progress.h"
#include "ingest/formats.h"

namespace cuibono::ingest {

Fit is_ftm(const Sniffed& file);

/// Fragments with the same id are one record; entities nested in a property's place are records of their own. Rows are numbered
/// by the first fragment's place in the file, from 1, and each fragment counts once. A fragment without id or schema, or one
/// that contradicts the others' schema, is an issue. Fails for what is no JSON and where no record has a schema.
base::Result<void> read_ftm(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                            base::Progress& progress);

/// JSON lines in the order of the case: entities, then ties, payments and charges. The same case gives the same bytes.
base::Result<Written> write_ftm(const CaseToWrite& what);

} // namespace cuibono::ingest
