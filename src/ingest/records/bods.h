#pragma once
// Statements of the Beneficial Ownership Data Standard 0.4 (standard.openownership.org), an array or JSON lines, as entities
// and ties. docs/formats.md says what becomes of each record and interest, docs/decisions/0085 why.

#include <filesystem>
#include <string>

#include "base/error.h"
#include "base/progress.h"
#include "ingest/formats.h"

namespace cuibono::ingest {

Fit is_bods(const Sniffed& file);

/// Adds each record as its latest statement until options.as_of has it. Rows are numbered by the statement's place in
/// the file, from 1, and each statement counts once. One that breaks a rule of the standard is an issue that names the
/// path, the property and the rule. Fails for what is no JSON, holds no statement, or only statements of versions
/// before 0.4.
base::Result<void> read_bods(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions& options,
                             base::Progress& progress);

} // namespace cuibono::ingest
