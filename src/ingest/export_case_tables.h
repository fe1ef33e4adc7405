#pragma once
// A case as a folder of case tables: what `read_paths` reads back to the same case.

#include <filesystem>

#include "ingest/formats.h"

namespace cuibono::ingest {

/// Writes every table that has rows. Of whom `names` hides, the pseudonym stands for the name, and aliases, birth date,
/// notes and attributes are left empty; every other free text passes through `mask`. Written aside and renamed; refuses a
/// folder that has something in it.
base::Result<void> export_case_tables(const model::CaseSnapshot& snapshot, const std::filesystem::path& folder,
                                      const model::Names& names, const Masking& mask = {});

} // namespace cuibono::ingest
