#pragma once
// How sure the shares are: seeded draws of which facts hold, and what each lineage carries. domain.md section 5 step 7.

#include <vector>

#include "benefit/flow.h"

namespace cuibono::benefit {

/// Shares of one selection of facts, by node: benefit / (attributed + unattributed).
struct Shares {
  std::vector<double> of_node;
  double unattributed = 0;
};
Shares shares(const FlowResult& result);

/// The node with the largest share if that exceeds the unattributed share and no other share equals it.
std::optional<std::uint32_t> leader(const Shares& shares);

struct Interval {
  double p05 = 0, p50 = 0, p95 = 0;
  double p_top = 0;
};

/// One interval for each of `nodes`. Each draw lets every fact hold or not with its probability. Order statistics at
/// ceil(q n); draws in which nothing is attributed count as share 0.
base::Result<std::vector<Interval>> draw_shares(const Facts& facts, Basis basis, const std::vector<std::uint32_t>& nodes,
                                                const Options& options, base::Progress& progress);

/// One entry a lineage that carries any fact, in order of the size of the shift.
base::Result<std::vector<Sensitivity>> drop_lineages(const Facts& facts, Basis basis, const Shares& central, base::Progress& progress);

} // namespace cuibono::benefit
