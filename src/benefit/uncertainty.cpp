#include "benefit/uncertainty.h"

#include <algorithm>
#include <cmath>

#include "base/random.h"

namespace cuibono::benefit {
namespace {

constexpr double kSameShare = 1e-12;

tl::unexpected<base::Error> stopped() { return base::fail(base::ErrorKind::Cancelled, "the calculation was stopped"); }

Interval interval_of(std::vector<double> values, std::size_t times_first) {
  Interval interval;
  interval.p_top = static_cast<double>(times_first) / static_cast<double>(values.size());
  interval.p05 = order_statistic(values, .05);
  interval.p50 = order_statistic(values, .50);
  interval.p95 = order_statistic(values, .95);
  return interval;
}

} // namespace

double order_statistic(std::vector<double>& values, double q) {
  const auto rank = static_cast<std::size_t>(std::ceil(q * static_cast<double>(values.size())));
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(rank, 1) - 1);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

Shares shares(const FlowResult& result) {
  Shares shares;
  const double unattributed = result.unattributed_total();
  const double whole = result.attributed() + unattributed;
  shares.of_node.resize(result.benefit.size());
  if (whole <= 0) return shares;
  for (std::size_t i = 0; i < result.benefit.size(); ++i) shares.of_node[i] = result.benefit[i] / whole;
  shares.unattributed = unattributed / whole;
  return shares;
}

std::optional<std::uint32_t> leader(const Shares& shares) {
  if (shares.of_node.empty()) return std::nullopt;
  const auto top = std::ranges::max_element(shares.of_node);
  if (*top <= shares.unattributed || *top <= 0) return std::nullopt;
  const auto as_large = std::ranges::count_if(shares.of_node, [&](double share) { return share >= *top - kSameShare; });
  if (as_large > 1) return std::nullopt;
  return static_cast<std::uint32_t>(top - shares.of_node.begin());
}

base::Result<void> for_each_draw(const Facts& facts, const Options& options, base::Progress& progress,
                                 const std::function<void(std::size_t, const Shares&)>& visit) {
  const auto draws = static_cast<std::size_t>(std::max(options.draws, 0));
  base::Random random(options.seed);
  Selection chosen(facts.evidence.size());
  progress.total = draws;
  for (std::size_t draw = 0; draw < draws; ++draw) {
    if (progress.stopped()) return stopped();
    for (std::size_t i = 0; i < chosen.size(); ++i) chosen[i] = random.unit() < facts.evidence[i].probability;
    visit(draw, shares(run_flow(build_flow(facts, chosen, options.basis))));
    progress.done = draw + 1;
  }
  return {};
}

base::Result<std::vector<Interval>> draw_shares(const Facts& facts, const std::vector<std::uint32_t>& nodes,
                                                const Options& options, base::Progress& progress) {
  const auto draws = static_cast<std::size_t>(std::max(options.draws, 0));
  std::vector<std::vector<double>> drawn(nodes.size(), std::vector<double>(draws));
  std::vector<std::size_t> times_first(nodes.size(), 0);
  const auto done = for_each_draw(facts, options, progress, [&](std::size_t draw, const Shares& outcome) {
    const double top = *std::ranges::max_element(outcome.of_node);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      drawn[i][draw] = outcome.of_node[nodes[i]];
      if (top > 0 && outcome.of_node[nodes[i]] >= top) ++times_first[i];
    }
  });
  if (!done) return tl::unexpected(done.error());
  std::vector<Interval> intervals;
  for (std::size_t i = 0; i < nodes.size() && draws > 0; ++i) intervals.push_back(interval_of(std::move(drawn[i]), times_first[i]));
  return intervals;
}

base::Result<std::vector<Sensitivity>> drop_lineages(const Facts& facts, Basis basis, const Shares& central, base::Progress& progress) {
  std::vector<Sensitivity> found;
  const auto& entities = facts.snapshot->entities().rows();
  for (std::uint32_t lineage = 0; lineage < facts.lineages.size(); ++lineage) {
    if (progress.stopped()) return stopped();
    const auto outcome = shares(run_flow(build_flow(facts, without_lineage(facts, lineage), basis)));
    Sensitivity entry{facts.lineages[lineage], {}, 0, {}};
    if (const auto first = leader(outcome)) entry.leader = entities[*first].id;
    for (std::size_t i = 0; i < entities.size(); ++i) {
      const double shift = outcome.of_node[i] - central.of_node[i];
      if (std::abs(shift) <= std::abs(entry.largest_shift) + kSameShare) continue; // of equal shifts the first by id
      entry.largest_shift = shift;
      entry.entity = entities[i].id;
    }
    found.push_back(std::move(entry));
  }
  std::ranges::stable_sort(found, [](const auto& a, const auto& b) { return std::abs(a.largest_shift) > std::abs(b.largest_shift); });
  return found;
}

} // namespace cuibono::benefit
