#pragma once
// Reading a damaged database as far as it can be read: rows in order of their number, passing over those on pages that
// are gone. Bounded: what cannot be read is passed over in steps, and never more numbers than the file could hold.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "store/sqlite.h"

namespace cuibono::store {

/// Numbers of rows that could not be read, the end exclusive.
struct Gap {
  std::int64_t from = 0, to = 0;

  bool operator==(const Gap&) const = default;
};

struct Scanned {
  std::vector<Gap> gaps;   ///< in order
  bool reached_end = true; ///< false: from the last gap's start on nothing could be read
};

/// `columns` of every row of the table that can be read, behind its rowid in column 0. A statement is valid during the
/// visit only.
Scanned scan(const Database& database, const std::string& table, const std::string& columns, std::int64_t largest,
             const std::function<void(const Statement&)>& visit);

bool is_in(const std::vector<Gap>& gaps, std::int64_t number);

} // namespace cuibono::store
