#pragma once
// How sure the shares are: seeded draws of which facts hold and of the amounts within their ranges. domain.md section 5
// step 7. Every draw is a value of its own (seed, number of the draw, fact): threads change nothing.

#include <functional>
#include <vector>

#include "benefit/flow.h"

namespace cuibono::benefit {

struct Interval {
  double p05 = 0, p50 = 0, p95 = 0;
  double p_top = 0; ///< part of the draws in which no person's share is larger (and it is above 0)
};

/// Shares by place in snapshot.entities(): benefit / (attributed + unattributed).
struct Shares {
  std::vector<double> of_node;
  double unattributed = 0;
};

/// Calls visit(number, shares) for each of `options.draws` draws, in order, with the same draws that draw_shares looks at.
/// Fails only when stopped (Cancelled).
base::Result<void> for_each_draw(const Facts& facts, const Options& options, base::Progress& progress,
                                 const std::function<void(std::size_t, const Shares&)>& visit);

/// The order statistic at ceil(q n) of values, which it reorders; at least one value.
double order_statistic(std::vector<double>& values, double q);

struct Draws {
  std::vector<Interval> people; ///< one for each of the nodes asked for
  Interval unattributed;        ///< p_top: part of the draws in which the rule names nobody
  /// Others who come first in some draw, by node.
  std::vector<std::pair<std::uint32_t, double>> also_first;
};

/// `nodes`: nodes of the plan. Order statistics at ceil(q n); draws in
/// which nothing is attributed count as share 0. Memory: 8 bytes for each node and draw.
base::Result<Draws> draw_shares(const FlowPlan& plan, const std::vector<std::uint32_t>& nodes, const Options& options,
                                base::Progress& progress);

} // namespace cuibono::benefit
