#pragma once
// The control score C = 1 - PROD(1 - a p): domain.md section 5 step 4, weights and grouping by interface.md
// ("Control").

#include <map>
#include <vector>

#include "benefit/measure.h"

namespace cuibono::benefit {

/// a, by the kind of control.
inline constexpr double kStrategic = .5, kManagerial = .3, kOperational = .1;

/// For each person that controls anything, the facts, strongest first, each with the loss that leaving it out means.
/// Victims have none: they are never scored.
std::map<EntityId, std::vector<ControlFact>> control_facts(const model::CaseSnapshot& snapshot);

/// C of those facts, 0 to 1.
double control_score(const std::vector<ControlFact>& facts);

} // namespace cuibono::benefit
