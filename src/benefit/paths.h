#pragma once
// The money paths that a benefit is the sum of: because the flow is linear, each path carries the product of its parts.

#include <map>
#include <vector>

#include "benefit/flow.h"

namespace cuibono::benefit {

/// For each person's node, the paths that reach it, largest first. Paths below a cent are not listed, and no more than
/// kMostPartialPaths are followed, largest first; what they leave out is for the caller to add as a path without steps.
inline constexpr std::size_t kMostPartialPaths = 200'000;
std::map<std::uint32_t, std::vector<Path>> money_paths(const Facts& facts, const Selection& chosen, Basis basis, const FlowModel& model);

} // namespace cuibono::benefit
