#pragma once
// What part of the whole everybody has, as groups for brokerage, mixing and lanes. Pure functions.

#include <cstdint>
#include <string_view>
#include <vector>

#include "graph/network.h"

namespace cuibono::graph {

/// What the tie says of its stage, or what ties of its type are for; None where neither tells.
model::Stage stage_of(const model::Tie& tie);

/// For each node the number of its group, or kNoGroup of graph/brokerage.h where the case does not tell.
struct Grouping {
  std::vector<std::uint32_t> of_node;
  std::vector<std::string_view> names; ///< a group; words of the vocabulary
};

/// Victims are one group whatever else is said of them. Of several roles counts an offending one before any other, and of those
/// the first in the vocabulary's order; roles that are denied or outside the vocabulary tell nothing.
Grouping by_role(const model::CaseSnapshot& snapshot, const Network& network);

/// The stage of most of somebody's ties in the case, the earliest of equals.
Grouping by_stage(const model::CaseSnapshot& snapshot, const Network& network);

} // namespace cuibono::graph
