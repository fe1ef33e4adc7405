#pragma once
// How sure the shares are: seeded draws of which facts hold, and what each lineage carries. domain.md section 5 step 7.

#include <functional>
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

/// Calls visit(number, shares) for each of `options.draws` draws: every fact holds or not with its probability. The same
/// seed gives the same draws to whoever asks. Fails only when stopped (Cancelled).
base::Result<void> for_each_draw(const Facts& facts, const Options& options, base::Progress& progress,
                                 const std::function<void(std::size_t, const Shares&)>& visit);

/// The order statistic at ceil(q n) of values, which it reorders; at least one value.
double order_statistic(std::vector<double>& values, double q);

/// One interval for each of `nodes`, from the order statistics of the draws; draws in which nothing is attributed count as share 0.
base::Result<std::vector<Interval>> draw_shares(const Facts& facts, const std::vector<std::uint32_t>& nodes,
                                                const Options& options, base::Progress& progress);

/// One entry a lineage that carries any fact, in order of the size of the shift.
base::Result<std::vector<Sensitivity>> drop_lineages(const Facts& facts, Basis basis, const Shares& central, base::Progress& progress);

} // namespace cuibono::benefit
