#pragma once
// CAMT.052, 053 and 054 of ISO 20022, every version: elements are known by their local names.

#include "ingest/formats.h"

namespace cuibono::ingest {

Fit is_camt(const Sniffed& file);

/// Adds each statement's, report's or notification's accounts, parties and payments; see add_statements. Pending
/// entries and those for information are rejected, as no money has moved. Fails where the message holds no statement,
/// with the line.
base::Result<void> read_camt(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                             base::Progress& progress);

} // namespace cuibono::ingest
