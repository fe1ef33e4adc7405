#include "benefit/flow.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace cuibono::benefit {
namespace {

using model::EntityKind;

constexpr std::uint32_t kNobody = 0xFFFFFFFF;
constexpr std::uint32_t kSeveral = 0xFFFFFFFE;

EntityKind kind_of(const Facts& facts, std::uint32_t node) { return facts.snapshot->entities().rows()[node].kind; }

// The one chosen source for each target, kNobody or kSeveral.
std::vector<std::uint32_t> only_source(const std::vector<TieFact>& ties, const Selection& chosen, std::size_t nodes, bool by_source) {
  std::vector<std::uint32_t> found(nodes, kNobody);
  for (const TieFact& tie : ties) {
    if (!chosen[tie.fact]) continue;
    auto& slot = found[by_source ? tie.source : tie.target];
    const auto other = by_source ? tie.target : tie.source;
    slot = slot == kNobody || slot == other ? other : kSeveral;
  }
  return found;
}

std::vector<std::uint32_t> account_holders(const Facts& facts, const Selection& chosen) {
  const auto nodes = facts.snapshot->entities().size();
  const auto holder = only_source(facts.holders, chosen, nodes, false);
  std::vector<std::uint32_t> stands_for(nodes);
  for (std::uint32_t i = 0; i < nodes; ++i) {
    std::uint32_t at = i;
    for (std::size_t steps = 0; holder[at] < kSeveral && steps < nodes; ++steps) at = holder[at];
    stands_for[i] = at;
  }
  return stands_for;
}

struct Totals {
  std::vector<double> in, out, costs, turnover;
};

Totals add_up(const Facts& facts, const Selection& chosen, const std::vector<std::uint32_t>& stands_for) {
  const auto nodes = stands_for.size();
  Totals totals{std::vector<double>(nodes), std::vector<double>(nodes), std::vector<double>(nodes), std::vector<double>(nodes)};
  for (const auto& payment : facts.payments) {
    const auto from = stands_for[payment.payer], to = stands_for[payment.payee];
    if (!chosen[payment.fact] || from == to) continue; // between a holder's own accounts nothing changes hands
    totals.out[from] += payment.amount;
    totals.in[to] += payment.amount;
    if (payment.cost) totals.costs[from] += payment.amount;
  }
  for (const auto& proceeds : facts.proceeds)
    if (chosen[proceeds.fact]) totals.turnover[stands_for[proceeds.establishment]] += proceeds.turnover;
  return totals;
}

void sort_and_merge(std::vector<Edge>& edges) {
  std::ranges::sort(edges, [](const Edge& a, const Edge& b) { return std::pair(a.from, a.to) < std::pair(b.from, b.to); });
  std::size_t kept = 0;
  for (const Edge& edge : edges) {
    if (kept > 0 && edges[kept - 1].from == edge.from && edges[kept - 1].to == edge.to) edges[kept - 1].part += edge.part;
    else edges[kept++] = edge;
  }
  edges.resize(kept);
}

void build_payments(const Facts& facts, const Selection& chosen, Basis basis, FlowModel& model) {
  const auto totals = add_up(facts, chosen, model.stands_for);
  const auto nodes = model.stands_for.size();
  model.lawful.assign(nodes, 0);
  model.movement.assign(nodes, 0);
  std::vector<double> gone(nodes, 0);
  for (const auto& payment : facts.payments) {
    const auto from = model.stands_for[payment.payer], to = model.stands_for[payment.payee];
    if (!chosen[payment.fact] || from == to) continue;
    if (payment.route == Route::KeptByPayer || (basis == Basis::Net && payment.cost)) continue;
    const double funds = std::max({totals.in[from], totals.turnover[from], totals.out[from]}) -
                         (basis == Basis::Net ? totals.costs[from] : 0);
    const double part = payment.amount / funds;
    gone[from] += part;
    if (payment.route == Route::Lawful) model.lawful[from] += part;
    else if (payment.route == Route::Movement) model.movement[from] += part;
    else model.payments.push_back({from, to, part});
  }
  sort_and_merge(model.payments);
  model.kept.resize(nodes);
  for (std::size_t i = 0; i < nodes; ++i) model.kept[i] = std::max(0.0, 1 - gone[i]);
}

void build_rollup(const Facts& facts, const Selection& chosen, FlowModel& model) {
  const auto nodes = model.stands_for.size();
  const auto nominator = only_source(facts.nominees, chosen, nodes, true);
  std::vector<double> owned(nodes, 0);
  for (const auto& tie : facts.owns)
    if (chosen[tie.fact]) owned[tie.target] += tie.share;
  model.unowned.assign(nodes, 0);
  model.end.assign(nodes, End::PassesOn);
  for (std::uint32_t i = 0; i < nodes; ++i) {
    if (facts.victims[i]) model.end[i] = End::Lawful;
    else if (nominator[i] == kSeveral) model.end[i] = End::Unattributed;
    else if (nominator[i] != kNobody) model.rollup.push_back({i, nominator[i], 1});
    else if (kind_of(facts, i) == EntityKind::Person) model.end[i] = End::Person;
    else if (owned[i] <= 0 || kind_of(facts, i) == EntityKind::Unknown) model.end[i] = End::Unattributed;
    else model.unowned[i] = std::max(0.0, 1 - owned[i]);
  }
  for (const auto& tie : facts.owns) {
    const bool by_owners = model.end[tie.target] == End::PassesOn && nominator[tie.target] == kNobody;
    if (chosen[tie.fact] && by_owners) model.rollup.push_back({tie.target, tie.source, tie.share / std::max(1.0, owned[tie.target])});
  }
  sort_and_merge(model.rollup);
}

// Depth first along the edges; the reverse of the order in which nodes are left is a topological order where there is one.
std::vector<std::uint32_t> following_order(std::size_t nodes, const std::vector<Edge>& edges, const std::vector<std::size_t>& first) {
  std::vector<std::uint32_t> left;
  left.reserve(nodes);
  std::vector<char> seen(nodes, 0);
  std::vector<std::pair<std::uint32_t, std::size_t>> stack;
  for (std::uint32_t root = 0; root < nodes; ++root) {
    if (seen[root]) continue;
    seen[root] = 1;
    stack.emplace_back(root, first[root]);
    while (!stack.empty()) {
      auto& [node, next] = stack.back();
      if (next == first[node + 1]) {
        left.push_back(node);
        stack.pop_back();
        continue;
      }
      const auto to = edges[next++].to;
      if (!seen[to]) {
        seen[to] = 1;
        stack.emplace_back(to, first[to]);
      }
    }
  }
  std::ranges::reverse(left);
  return left;
}

} // namespace

// Each sweep moves every node's newly arrived value along its edges; without loops one sweep does all of it.
std::vector<double> spread(std::vector<double> start, const std::vector<Edge>& edges) {
  const auto nodes = start.size();
  std::vector<std::size_t> first(nodes + 1, 0);
  for (const Edge& edge : edges) ++first[edge.from + 1];
  std::partial_sum(first.begin(), first.end(), first.begin());
  const auto order = following_order(nodes, edges, first);
  const double total = std::accumulate(start.begin(), start.end(), 0.0);
  const double negligible = total * 1e-13;
  const std::size_t most_sweeps = 100 + 20'000'000 / (nodes + edges.size() + 1);

  std::vector<double> value(nodes, 0), arrived = std::move(start);
  for (std::size_t sweep = 0; sweep < most_sweeps; ++sweep) {
    for (const auto node : order) {
      const double now = arrived[node];
      if (now == 0) continue;
      arrived[node] = 0;
      value[node] += now;
      for (auto at = first[node]; at < first[node + 1]; ++at) arrived[edges[at].to] += now * edges[at].part;
    }
    if (std::accumulate(arrived.begin(), arrived.end(), 0.0) <= negligible) break;
  }
  return value;
}

FlowModel build_flow(const Facts& facts, const Selection& chosen, Basis basis) {
  FlowModel model;
  model.stands_for = account_holders(facts, chosen);
  model.source.assign(model.stands_for.size(), 0);
  for (const auto& proceeds : facts.proceeds)
    if (chosen[proceeds.fact]) model.source[model.stands_for[proceeds.establishment]] += proceeds.value;
  build_payments(facts, chosen, basis, model);
  build_rollup(facts, chosen, model);
  return model;
}

FlowResult run_flow(const FlowModel& model) {
  const auto nodes = model.source.size();
  FlowResult result{std::vector<double>(nodes), std::vector<double>(nodes)};
  result.source = std::accumulate(model.source.begin(), model.source.end(), 0.0);
  const auto reached = spread(model.source, model.payments);
  std::vector<double> kept(nodes);
  for (std::size_t i = 0; i < nodes; ++i) {
    kept[i] = reached[i] * model.kept[i];
    result.lawful += reached[i] * model.lawful[i];
    result.movement += reached[i] * model.movement[i];
  }
  const auto rolled = spread(std::move(kept), model.rollup);
  for (std::size_t i = 0; i < nodes; ++i) {
    if (model.end[i] == End::Person) result.benefit[i] = rolled[i];
    else if (model.end[i] == End::Lawful) result.lawful += rolled[i];
    else result.unattributed[i] = rolled[i] * (model.end[i] == End::Unattributed ? 1 : model.unowned[i]);
  }
  const double ended = result.attributed() + result.unattributed_total() + result.movement + result.lawful;
  result.circulating = std::max(0.0, result.source - ended);
  return result;
}

double FlowResult::attributed() const { return std::accumulate(benefit.begin(), benefit.end(), 0.0); }

double FlowResult::unattributed_total() const {
  return std::accumulate(unattributed.begin(), unattributed.end(), circulating);
}

std::string why_unattributed(const Facts& facts, const FlowModel& model, std::uint32_t node) {
  switch (kind_of(facts, node)) {
    case EntityKind::Account: return "no exhibit shows one holder of this account";
    case EntityKind::Unknown: return "nothing shows who or what this is";
    default: break;
  }
  if (model.end[node] == End::PassesOn) return "no exhibit shows who owns the rest";
  if (kind_of(facts, node) == EntityKind::Person) return "holds for more than one person, in parts that no exhibit shows";
  return "no exhibit shows who owns it";
}

} // namespace cuibono::benefit
