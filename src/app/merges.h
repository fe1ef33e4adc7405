#pragma once
// Records that were merged, found in the journal, and split off again. Main thread only, as the session.

#include <string_view>

#include "app/session.h"
#include "match/split.h"

namespace cuibono::app {

/// The batch that takes the merge of that record back, whenever it was done; see match::split. `key` is the record's own
/// id, as model::kMergedIds of its lead has it. Refused where the journal knows of no such merge.
base::Result<match::Split> split_merged(const Session& session, std::string_view key);

} // namespace cuibono::app
