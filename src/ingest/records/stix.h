#pragma once
// STIX 2.1 (OASIS) as entities and ties: a bundle, an array of objects, or JSON lines. docs/formats.md has the list of what
// becomes of each type of object.

#include <filesystem>
#include <string>

#include "base/error.h"
#include "base/progress.h"
#include "ingest/formats.h"

namespace cuibono::ingest {

Fit is_stix(const Sniffed& file);

/// Rows are numbered by the object's place in the bundle, from 1, and each object counts once. Of several versions of an object
/// the latest stands. A revoked relationship, and an object without type or id, is an issue. Fails for what is no JSON and
/// where no object has an id of STIX.
base::Result<void> read_stix(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                             base::Progress& progress);

} // namespace cuibono::ingest
