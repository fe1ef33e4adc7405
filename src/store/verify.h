#pragma once
// Whether a case file holds: what CaseFile::verify promises, for a database that is not (or not yet) at its place.

#include <filesystem>

#include "store/sqlite.h"

namespace cuibono::store {

/// The exhibits beside are looked for beside `case_path`.
base::Result<void> verify(const Database& database, const std::filesystem::path& case_path);

} // namespace cuibono::store
