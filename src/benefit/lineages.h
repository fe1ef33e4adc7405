#pragma once
// What each lineage of evidence carries: the shares without it, and the smallest set of lineages whose loss changes who
// leads. domain.md section 5 step 7.

#include <vector>

#include "benefit/flow.h"

namespace cuibono::benefit {

/// One entry a lineage that carries any fact, in order of the size of the shift. `central`: the flow as the evidence
/// stands.
base::Result<std::vector<Sensitivity>> drop_lineages(const Flow& central, unsigned threads, base::Progress& progress);

/// The smallest sets of lineages without which somebody else or nobody leads. Sets of one to three lineages are all
/// tried, as far as kMostSearchWork allows; larger ones are found greedily. Nothing where nobody leads.
base::Result<SmallestSets> smallest_sets(const Flow& central, const std::vector<Sensitivity>& alone,
                                         base::Progress& progress);

} // namespace cuibono::benefit
