#pragma once
// Locking the tracing rule of an asset, and taking the lock away, as edit batches ready for Session::commit. The reason
// goes to the journal; a lock without one is refused.

#include <string>

#include "base/error.h"
#include "model/edit.h"
#include "model/jurisdiction.h"

namespace cuibono::app {

/// "Lock the tracing rule of VILLA": how the journal names the batch, so that whoever reads it finds the reason.
std::string lock_label(const std::string& asset);

/// Sets `tracing_rule:ASSET` to the rule. Refuses an asset that is not there, a rule that cannot be followed to an
/// asset or that the jurisdiction does not allow, an empty reason, and a lock that is there already.
base::Result<model::EditBatch> lock_tracing_rule(const model::CaseSnapshot& snapshot,
                                                 const model::Jurisdiction& jurisdiction, const std::string& asset,
                                                 const std::string& rule, const std::string& reason);

/// Refuses where nothing is locked, and an empty reason. The asset itself need not be there any more.
base::Result<model::EditBatch> unlock_tracing_rule(const model::CaseSnapshot& snapshot, const std::string& asset,
                                                   const std::string& reason);

} // namespace cuibono::app
