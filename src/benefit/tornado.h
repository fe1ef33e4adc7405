#pragma once
// How much hangs on the choices that the measure makes: each made otherwise, one at a time. domain.md section 5 step 7.

#include <map>
#include <vector>

#include "benefit/flow.h"

namespace cuibono::benefit {

/// The index S (c + (1 - c) C); c is .5.
inline constexpr double kIndexConstant = .5;
double index_of(double share, double control, double constant = kIndexConstant);

/// By the size of the change of the share, then of the index. `control`: the facts of everybody. Empty where nobody
/// benefits.
std::vector<Choice> tornado(const Flow& central, const std::map<EntityId, std::vector<ControlFact>>& control);

} // namespace cuibono::benefit
