#pragma once
// The rows of a case in their tables.

#include <span>

#include "model/edit.h"
#include "model/snapshot.h"
#include "store/sqlite.h"

namespace cuibono::store {

/// Refuses a value that would not come back as it went in.
base::Result<void> check_storable(const model::EditBatch& batch);

/// Carries the edits out, in order. Refuses one whose row is not there, or there already.
base::Result<void> write_rows(const Database& database, std::span<const model::Edit> edits);

/// The number that the next new row of each table takes; it never goes down.
base::Result<void> write_sequences(const Database& database, const model::CaseSnapshot& snapshot);

/// Every table; the revision is left as it is.
base::Result<void> load_rows(const Database& database, model::CaseSnapshot& snapshot);

} // namespace cuibono::store
