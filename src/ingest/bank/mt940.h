#pragma once
// MT940 statements and MT942 interim reports of SWIFT, as banks' online services save them (*.sta, *.mt940, *.940,
// *.txt).

#include "ingest/formats.h"

namespace cuibono::ingest {

Fit is_mt940(const Sniffed& file);

/// Adds each statement's accounts, parties and payments; see add_statements. An entry that cannot be read is rejected
/// with its line, and with it the statement, whose balances it leaves open. Fails where the file has no statement at
/// all.
base::Result<void> read_mt940(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                              base::Progress& progress);

} // namespace cuibono::ingest
