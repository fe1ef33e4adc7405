#pragma once
// The money paths that a benefit is the sum of: because the flow is linear, each path carries the product of its parts.

#include <map>
#include <vector>

#include "benefit/flow.h"

namespace cuibono::benefit {

/// For each person's node of the plan, the paths that reach it, largest first. Paths below a cent are not listed, no
/// more than kMostPathsEach for one person are, and no more than kMostPartialPaths are followed, largest first; what
/// they leave out is for the caller to add as a path without steps.
inline constexpr std::size_t kMostPartialPaths = 100'000;
inline constexpr std::size_t kMostPathsEach = 200;
std::map<std::uint32_t, std::vector<Path>> money_paths(const Flow& flow);

} // namespace cuibono::benefit
