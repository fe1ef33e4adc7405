#include "benefit/uncertainty.h"

#include <algorithm>
#include <cmath>

#include "graph/parallel.h"

namespace cuibono::benefit {
namespace {

// What of the value may be under way when a draw ends; it counts as unattributed. Large cases get by with a thousandth of a
// per cent, which no printed figure shows.
double enough(const FlowPlan& plan) { return plan.work() < 50'000 ? 1e-9 : 1e-5; }

// Every draw's shares.
class Table {
 public:
  Table(std::size_t columns, std::size_t draws) : columns_(columns), draws_(draws), values_(columns * draws) {}

  double* row(std::size_t draw) { return values_.data() + draw * columns_; }

  Interval interval(std::size_t column, std::vector<double>& scratch) const {
    scratch.resize(draws_);
    for (std::size_t draw = 0; draw < draws_; ++draw)
      scratch[draw] = values_[draw * columns_ + column];
    return {order_statistic(scratch, .05), order_statistic(scratch, .50), order_statistic(scratch, .95), 0};
  }

 private:
  std::size_t columns_, draws_;
  std::vector<double> values_;
};

// What one thread counts.
struct Counts {
  std::vector<std::uint32_t> first;
  std::uint32_t nobody = 0;
};

void count(const Flow& flow, Counts& counts) {
  if (!flow.leader()) ++counts.nobody;
  const double top = flow.top_benefit();
  if (top <= 0) return;
  for (const auto node : flow.plan().people)
    if (flow.benefit()[node] >= top) ++counts.first[node];
}

tl::unexpected<base::Error> stopped() { return base::fail(base::ErrorKind::Cancelled, "the calculation was stopped"); }

} // namespace

double order_statistic(std::vector<double>& values, double q) {
  const auto rank = static_cast<std::size_t>(std::ceil(q * static_cast<double>(values.size())));
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(rank, 1) - 1);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

base::Result<void> for_each_draw(const Facts& facts, const Options& options, base::Progress& progress,
                                 const std::function<void(std::size_t, const Shares&)>& visit) {
  const auto draws = static_cast<std::size_t>(std::max(options.draws, 0));
  const FlowPlan plan = make_plan(facts, options.basis, possible_facts(facts));
  Flow flow(plan);
  const double tolerance = enough(plan);
  Shares shares{std::vector<double>(facts.snapshot->entities().size(), 0), 0};
  progress.total = draws;
  for (std::size_t draw = 0; draw < draws; ++draw) {
    if (progress.stopped()) return stopped();
    flow.draw(options.seed, draw);
    flow.run(tolerance);
    for (std::uint32_t node = 0; node < plan.nodes(); ++node) shares.of_node[plan.entity[node]] = flow.share(node);
    shares.unattributed = flow.unattributed_share();
    visit(draw, shares);
    progress.done = draw + 1;
  }
  return {};
}

base::Result<Draws> draw_shares(const FlowPlan& plan, const std::vector<std::uint32_t>& nodes, const Options& options,
                                base::Progress& progress) {
  const auto draws = static_cast<std::size_t>(std::max(options.draws, 1));
  const std::size_t workers = std::min<std::size_t>(
      draws, options.threads > 0 ? options.threads : std::max(1u, std::thread::hardware_concurrency()));
  Table table(nodes.size() + 1, draws);
  std::vector<Counts> counted(workers);
  const double tolerance = enough(plan);
  progress.total = draws;
  graph::for_each_chunk(workers, static_cast<unsigned>(workers), [&](std::size_t worker) {
    Flow flow(plan);
    auto& counts = counted[worker];
    counts.first.assign(plan.nodes(), 0);
    for (std::size_t draw = worker; draw < draws && !progress.stopped(); draw += workers) {
      flow.draw(options.seed, draw);
      flow.run(tolerance);
      double* row = table.row(draw);
      for (std::size_t i = 0; i < nodes.size(); ++i) row[i] = flow.share(nodes[i]);
      row[nodes.size()] = flow.unattributed_share();
      count(flow, counts);
      ++progress.done;
    }
  });
  if (progress.stopped()) return stopped();

  std::vector<std::uint32_t> first(plan.nodes(), 0);
  Draws result;
  const auto part = [&](std::uint32_t times) { return static_cast<double>(times) / static_cast<double>(draws); };
  std::uint32_t nobody = 0;
  for (const auto& counts : counted) {
    nobody += counts.nobody;
    for (std::size_t i = 0; i < first.size(); ++i) first[i] += counts.first[i];
  }
  result.people.resize(nodes.size());
  constexpr std::size_t kBlock = 256;
  graph::for_each_chunk((nodes.size() + kBlock - 1) / kBlock, static_cast<unsigned>(workers), [&](std::size_t block) {
    std::vector<double> scratch;
    for (auto i = block * kBlock; i < std::min(nodes.size(), (block + 1) * kBlock); ++i) {
      result.people[i] = table.interval(i, scratch);
      result.people[i].p_top = part(first[nodes[i]]);
    }
  });
  std::vector<double> scratch;
  result.unattributed = table.interval(nodes.size(), scratch);
  result.unattributed.p_top = part(nobody);
  for (const auto node : nodes) first[node] = 0;
  for (std::uint32_t node = 0; node < first.size(); ++node)
    if (first[node] > 0) result.also_first.emplace_back(node, part(first[node]));
  return result;
}

} // namespace cuibono::benefit
