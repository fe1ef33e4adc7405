#pragma once
// The journal of a damaged case, brought over word for word as far as its chain holds. Inside the store folder only.

#include <cstdint>

#include "model/snapshot.h"
#include "store/sqlite.h"

namespace cuibono::store {

struct JournalSalvage {
  model::CaseSnapshot replayed; ///< the case as those records made it
  std::uint64_t holds_to = 0, last = 0;
};

/// Into the new case, inside a transaction of the caller; with the records come their signed heads and time stamps.
base::Result<JournalSalvage> salvage_journal(const Database& damaged, const Database& fresh, std::int64_t most_rows);

} // namespace cuibono::store
