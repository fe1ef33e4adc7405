#pragma once
// What a case file consists of, and whether a file is one.

#include <filesystem>

#include "base/error.h"
#include "store/sqlite.h"

namespace cuibono::store {

inline constexpr std::uint32_t kApplicationId = 0x4375426F; ///< "CuBo", at byte 68 of the file
inline constexpr std::uint32_t kSchemaVersion = 2;          ///< at byte 60; raised with every change of the tables

/// Reads the first 100 bytes only: SQLite does not touch a file that does not call itself a case.
base::Result<void> check_header(const std::filesystem::path& path);

/// Into an empty database, inside a transaction of the caller.
base::Result<void> create_schema(const Database& database);

/// Every table is there, and nothing that this program did not put there.
/// Of a case that a newer version wrote, only that it holds what this version reads; refused for writing.
base::Result<void> check_schema(const Database& database, bool read_only);

base::Result<std::uint32_t> schema_version(const Database& database);

/// Brings a case of an older version to the present schema: the journal word for word, the rows with their new columns
/// at their defaults. In one transaction.
base::Result<void> migrate(const Database& database);

/// The triggers that keep the journal from being changed are there.
base::Result<void> check_guards(const Database& database);

} // namespace cuibono::store
