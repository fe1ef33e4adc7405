#pragma once
// Whom the report names as the one who benefits most, and when it says rather that nobody can be named. Why these
// conditions: docs/decisions/0038-known-by-a-register-alone.md and 0051-first-whoever-the-rest-belongs-to.md.

#include <map>
#include <vector>

#include "benefit/flow.h"

namespace cuibono::benefit {

/// Sets the report's leader, or why there is none. `flow` is the central one, already run; `control` is everybody's facts.
void name_leader(const Flow& flow, const std::map<EntityId, std::vector<ControlFact>>& control, Report& report);

} // namespace cuibono::benefit
