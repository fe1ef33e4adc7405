#include "graph/paths.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <queue>
#include <span>
#include <string_view>
#include <tuple>

namespace cuibono::graph {
namespace {

constexpr Cost kFar{std::numeric_limits<std::uint64_t>::max(), std::numeric_limits<std::uint32_t>::max()};
constexpr auto kMostCounted = std::numeric_limits<std::uint64_t>::max() - 1;

Cost plus(Cost a, std::uint64_t weight) { return {a.weight + weight, a.steps + 1}; }

std::uint64_t weight_at(const std::vector<std::uint64_t>& weights, std::uint32_t arc) {
  return weights.empty() ? 0 : weights[arc];
}

tl::unexpected<base::Error> stopped() {
  return base::fail(base::ErrorKind::Cancelled, "the search for paths was stopped");
}

struct Waiting {
  Cost cost; ///< so far, with a bound on the rest where there is one
  std::uint32_t node;

  auto operator<=>(const Waiting&) const = default;
};
using Queue = std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>>;

// What it costs from each node to get to `to`; kFar where one cannot.
base::Result<std::vector<Cost>> costs_to(const PathGraph& graph, std::uint32_t to, base::Progress& progress) {
  std::vector<Cost> cost(graph.in.size(), kFar);
  Queue queue;
  cost[to] = {};
  queue.push({{}, to});
  std::size_t looked = 0;
  while (!queue.empty()) {
    const auto [at, v] = queue.top();
    queue.pop();
    if (at != cost[v]) continue;
    if (++looked % 4096 == 0 && progress.stopped()) return stopped();
    for (auto arc = graph.in.first[v]; arc < graph.in.first[v + 1]; ++arc) {
      const auto next = plus(at, weight_at(graph.in_weight, arc));
      const auto u = graph.in.to[arc];
      if (next < cost[u]) queue.push({cost[u] = next, u});
    }
  }
  return cost;
}

// Arcs from v on which a cheapest path may go on.
template <class Visit>
void for_each_tight(const PathGraph& graph, const std::vector<Cost>& cost, std::uint32_t v, Visit&& visit) {
  for (auto arc = graph.out.first[v]; arc < graph.out.first[v + 1]; ++arc) {
    const auto u = graph.out.to[arc];
    if (cost[u] != kFar && plus(cost[u], weight_at(graph.out_weight, arc)) == cost[v]) visit(u);
  }
}

// How many cheapest paths there are from `from`; every tight arc leads to a smaller cost, so that in order of cost each
// node's number is known before it is needed.
std::uint64_t count_paths(const PathGraph& graph, const std::vector<Cost>& cost, std::uint32_t from, std::uint32_t to,
                          bool& more) {
  std::vector<std::uint32_t> reached{from};
  std::vector<bool> seen(graph.out.size());
  seen[from] = true;
  for (std::size_t i = 0; i < reached.size(); ++i)
    for_each_tight(graph, cost, reached[i], [&](std::uint32_t u) {
      if (!seen[u]) reached.push_back(u);
      seen[u] = true;
    });
  std::ranges::sort(reached, {}, [&](std::uint32_t v) { return cost[v]; });
  std::vector<std::uint64_t> count(graph.out.size());
  count[to] = 1;
  for (const auto v : reached)
    for_each_tight(graph, cost, v, [&](std::uint32_t u) {
      more = more || count[u] > kMostCounted - count[v];
      count[v] = more ? kMostCounted : count[v] + count[u];
    });
  return count[from];
}

void list_paths(const PathGraph& graph, const std::vector<Cost>& cost, std::uint32_t to, std::size_t limit,
                std::vector<std::uint32_t>& nodes, std::vector<Path>& paths) {
  // By a list of its own rather than by recursion: a path may have as many nodes as the case.
  std::vector<std::vector<std::uint32_t>> choices;
  const auto open = [&] {
    choices.emplace_back();
    for_each_tight(graph, cost, nodes.back(), [&](std::uint32_t u) { choices.back().push_back(u); });
    std::ranges::reverse(choices.back());
  };
  const auto total = cost[nodes.back()];
  open();
  while (!choices.empty() && paths.size() < limit) {
    if (nodes.back() == to) paths.push_back({nodes, total});
    if (nodes.back() == to || choices.back().empty()) {
      choices.pop_back();
      nodes.pop_back();
      continue;
    }
    nodes.push_back(choices.back().back());
    choices.back().pop_back();
    open();
  }
}

// The cheapest path of a part of all paths: those that begin with `fixed` and do not go on to `banned`.
class Deviations {
 public:
  Deviations(const PathGraph& graph, const std::vector<Cost>& bound, std::uint32_t to)
      : graph_(graph),
        bound_(bound),
        to_(to),
        cost_(graph.out.size(), kFar),
        leads_(graph.out.size()),
        blocked_(graph.out.size()) {}

  /// Of equals the first by node numbers. `so_far` is what `fixed` costs.
  std::optional<Path> cheapest(std::span<const std::uint32_t> fixed, Cost so_far,
                               const std::vector<std::uint32_t>& banned);

 private:
  bool search(std::uint32_t from, Cost so_far, const std::vector<std::uint32_t>& banned);
  void mark_what_leads(std::uint32_t from, const std::vector<std::uint32_t>& banned);
  bool is_banned(std::uint32_t v, std::uint32_t u, std::uint32_t from, const std::vector<std::uint32_t>& banned) const {
    return blocked_[u] || (v == from && std::ranges::find(banned, u) != banned.end());
  }
  void clear(std::span<const std::uint32_t> fixed);

  const PathGraph& graph_;
  const std::vector<Cost>& bound_;
  std::uint32_t to_;
  std::vector<Cost> cost_; ///< from the start, of nodes in touched_
  std::vector<bool> leads_, blocked_;
  std::vector<std::uint32_t> touched_, marked_;
};

// A*: what remains costs at least what it costs in the whole graph. Goes on through all of equal cost, so that ties are
// seen.
bool Deviations::search(std::uint32_t from, Cost so_far, const std::vector<std::uint32_t>& banned) {
  const auto estimate = [&](Cost at, std::uint32_t v) {
    return Cost{at.weight + bound_[v].weight, at.steps + bound_[v].steps};
  };
  Queue queue;
  cost_[from] = so_far;
  touched_.push_back(from);
  queue.push({estimate(so_far, from), from});
  while (!queue.empty() && (cost_[to_] == kFar || queue.top().cost <= cost_[to_])) {
    const auto [guess, v] = queue.top();
    queue.pop();
    if (guess != estimate(cost_[v], v)) continue;
    for (auto arc = graph_.out.first[v]; arc < graph_.out.first[v + 1]; ++arc) {
      const auto u = graph_.out.to[arc];
      if (bound_[u] == kFar || is_banned(v, u, from, banned)) continue;
      const auto next = plus(cost_[v], weight_at(graph_.out_weight, arc));
      if (next >= cost_[u]) continue;
      if (cost_[u] == kFar) touched_.push_back(u);
      cost_[u] = next;
      queue.push({estimate(next, u), u});
    }
  }
  return cost_[to_] != kFar;
}

void Deviations::mark_what_leads(std::uint32_t from, const std::vector<std::uint32_t>& banned) {
  marked_ = {to_};
  leads_[to_] = true;
  for (std::size_t i = 0; i < marked_.size(); ++i) {
    const auto v = marked_[i];
    for (auto arc = graph_.in.first[v]; arc < graph_.in.first[v + 1]; ++arc) {
      const auto u = graph_.in.to[arc];
      if (leads_[u] || cost_[u] == kFar || is_banned(u, v, from, banned)) continue;
      if (plus(cost_[u], weight_at(graph_.in_weight, arc)) != cost_[v]) continue;
      leads_[u] = true;
      marked_.push_back(u);
    }
  }
}

void Deviations::clear(std::span<const std::uint32_t> fixed) {
  for (const auto v : touched_) cost_[v] = kFar;
  for (const auto v : marked_) leads_[v] = false;
  for (const auto v : fixed) blocked_[v] = false;
  touched_.clear();
  marked_.clear();
}

std::optional<Path> Deviations::cheapest(std::span<const std::uint32_t> fixed, Cost so_far,
                                         const std::vector<std::uint32_t>& banned) {
  for (const auto v : fixed) blocked_[v] = true;
  const auto from = fixed.back();
  std::optional<Path> found;
  if (search(from, so_far, banned)) {
    mark_what_leads(from, banned);
    found = Path{{fixed.begin(), fixed.end()}, cost_[to_]};
    for (auto v = from; v != to_; v = found->nodes.back())
      for (auto arc = graph_.out.first[v]; arc < graph_.out.first[v + 1]; ++arc) {
        const auto u = graph_.out.to[arc];
        if (!leads_[u] || is_banned(v, u, from, banned) ||
            plus(cost_[v], weight_at(graph_.out_weight, arc)) != cost_[u])
          continue;
        found->nodes.push_back(u);
        break;
      }
  }
  clear(fixed);
  return found;
}

// A part of all paths with its cheapest: the first `fixed` nodes are given, and what may not come next.
struct Part {
  Path best;
  std::size_t fixed;
  std::vector<std::uint32_t> banned;

  bool operator>(const Part& other) const {
    return std::tie(best.cost, best.nodes) > std::tie(other.best.cost, other.best.nodes);
  }
};

std::uint64_t weight_between(const PathGraph& graph, std::uint32_t v, std::uint32_t u) {
  const auto next = graph.out.of(v);
  return weight_at(graph.out_weight,
                   graph.out.first[v] + static_cast<std::uint32_t>(std::ranges::lower_bound(next, u) - next.begin()));
}

// Each pair of nodes once with its cost in whole units, which doubles hold exactly: the same seen from both ends.
Network with_costs(const Network& network) {
  std::vector<std::pair<Link, double>> sorted;
  for (std::size_t i = 0; i < network.links.size(); ++i) sorted.emplace_back(network.links[i], 1 - network.weights[i]);
  std::ranges::sort(sorted);
  Network costs{.nodes = network.nodes, .directed = network.directed};
  for (std::size_t i = 0; i < sorted.size();) {
    const Link link = sorted[i].first;
    double none_holds = 1;
    for (; i < sorted.size() && sorted[i].first == link; ++i) none_holds *= sorted[i].second;
    costs.links.push_back(link);
    costs.weights.push_back(std::round(-std::log1p(-none_holds) * 0x1p32));
  }
  return costs;
}

// Depth first, of exactly so many steps, never where the end is too far.
class Walker {
 public:
  Walker(const PathGraph& graph, const std::vector<Cost>& away, std::uint32_t to, const SimpleLimits& limits,
         base::Progress& progress)
      : graph_(graph), away_(away), to_(to), limits_(limits), progress_(progress), on_path_(graph.out.size()) {}

  base::Result<void> walk(std::uint32_t from, std::uint32_t steps, Paths& paths);

 private:
  bool may_go(std::uint32_t u, std::size_t steps_left) const {
    return !on_path_[u] && away_[u] != kFar && away_[u].steps <= steps_left;
  }

  const PathGraph& graph_;
  const std::vector<Cost>& away_;
  std::uint32_t to_;
  const SimpleLimits& limits_;
  base::Progress& progress_;
  std::vector<bool> on_path_;
  std::uint64_t work_ = 0;
};

base::Result<void> Walker::walk(std::uint32_t from, std::uint32_t steps, Paths& paths) {
  std::vector<std::uint32_t> nodes{from}, next{graph_.out.first[from]};
  on_path_[from] = true;
  while (!nodes.empty()) {
    const auto v = nodes.back();
    const auto taken = nodes.size() - 1;
    if (v == to_ && taken == steps) {
      ++paths.count;
      if (paths.paths.size() < limits_.listed) paths.paths.push_back({nodes, {0, steps}});
    }
    bool went = false;
    while (v != to_ && !went && next.back() < graph_.out.first[v + 1]) {
      if (++work_ % 65536 == 0 && progress_.stopped()) return stopped();
      const auto u = graph_.out.to[next.back()++];
      // The end itself only as the last step.
      went = may_go(u, steps - taken - 1) && (u != to_ || taken + 1 == steps);
      if (!went) continue;
      nodes.push_back(u);
      next.push_back(graph_.out.first[u]);
      on_path_[u] = true;
    }
    if (!went) {
      on_path_[v] = false;
      nodes.pop_back();
      next.pop_back();
    }
    if (work_ > limits_.most_work) {
      paths.count_is_least = true;
      return {};
    }
  }
  return {};
}

} // namespace

Network in_key_order(const model::CaseSnapshot& snapshot, const Network& network) {
  std::vector<std::uint32_t> order(network.nodes.size()), links(network.links.size());
  std::iota(order.begin(), order.end(), 0u);
  std::iota(links.begin(), links.end(), 0u);
  std::ranges::sort(order, {},
                    [&](std::uint32_t v) { return std::string_view(snapshot.entities().find(network.nodes[v])->key); });
  auto moved = renumbered(network, order);
  const auto fact = [&](std::uint32_t i) { return network.facts.empty() ? Fact{false, i} : network.facts[i]; };
  std::ranges::sort(links, {}, [&](std::uint32_t i) { return std::pair(moved.links[i], fact(i)); });
  Network sorted{.nodes = std::move(moved.nodes), .directed = network.directed, .left_out = network.left_out};
  for (const auto i : links) {
    sorted.links.push_back(moved.links[i]);
    if (!network.weights.empty()) sorted.weights.push_back(network.weights[i]);
    if (!network.facts.empty()) sorted.facts.push_back(network.facts[i]);
  }
  return sorted;
}

PathGraph path_graph(const Network& network, Shortness shortness) {
  if (shortness == Shortness::Steps || network.weights.empty())
    return {adjacency(network, Ends::Out), adjacency(network, Ends::In), {}, {}};
  const auto costs = with_costs(network);
  PathGraph graph{adjacency(costs, Ends::Out), adjacency(costs, Ends::In), {}, {}};
  graph.out_weight.assign(graph.out.weight.begin(), graph.out.weight.end());
  graph.in_weight.assign(graph.in.weight.begin(), graph.in.weight.end());
  return graph;
}

base::Result<Paths> shortest_paths(const PathGraph& graph, std::uint32_t from, std::uint32_t to, std::size_t limit,
                                   base::Progress& progress) {
  const auto cost = costs_to(graph, to, progress);
  if (!cost) return tl::unexpected(cost.error());
  Paths found;
  if ((*cost)[from] == kFar) return found;
  found.count = count_paths(graph, *cost, from, to, found.count_is_least);
  std::vector<std::uint32_t> nodes{from};
  list_paths(graph, *cost, to, limit, nodes, found.paths);
  return found;
}

base::Result<Paths> k_shortest(const PathGraph& graph, std::uint32_t from, std::uint32_t to, std::size_t k,
                               base::Progress& progress) {
  const auto bound = costs_to(graph, to, progress);
  if (!bound) return tl::unexpected(bound.error());
  Deviations deviations(graph, *bound, to);
  std::priority_queue<Part, std::vector<Part>, std::greater<>> parts;
  const std::vector<std::uint32_t> start{from};
  if (auto first = deviations.cheapest(start, {}, {})) parts.push({std::move(*first), 1, {}});
  Paths found;
  while (!parts.empty() && found.paths.size() < k) {
    const auto part = parts.top();
    parts.pop();
    const auto& nodes = part.best.nodes;
    Cost so_far;
    for (std::size_t i = 0; i + 1 < nodes.size();
         so_far = plus(so_far, weight_between(graph, nodes[i], nodes[i + 1])), ++i) {
      if (i + 1 < part.fixed) continue;
      if (progress.stopped()) return stopped();
      auto banned = i + 1 == part.fixed ? part.banned : std::vector<std::uint32_t>();
      banned.push_back(nodes[i + 1]);
      if (auto next = deviations.cheapest(std::span(nodes).first(i + 1), so_far, banned))
        parts.push({std::move(*next), i + 1, std::move(banned)});
    }
    found.paths.push_back(part.best);
  }
  found.count = found.paths.size();
  found.count_is_least = !parts.empty();
  return found;
}

base::Result<Paths> simple_paths(const PathGraph& graph, std::uint32_t from, std::uint32_t to,
                                 const SimpleLimits& limits, base::Progress& progress) {
  PathGraph steps{graph.out, graph.in, {}, {}};
  const auto away = costs_to(steps, to, progress);
  if (!away) return tl::unexpected(away.error());
  Paths found;
  if ((*away)[from] == kFar) return found;
  Walker walker(steps, *away, to, limits, progress);
  const auto most = std::min<std::size_t>(limits.most_steps, graph.out.size() - 1);
  for (std::uint32_t length = (*away)[from].steps; length <= most && !found.count_is_least; ++length)
    if (const auto walked = walker.walk(from, length, found); !walked) return tl::unexpected(walked.error());
  return found;
}

} // namespace cuibono::graph
