#include "graph/adjacency.h"

#include <algorithm>
#include <numeric>

namespace cuibono::graph {
namespace {

struct Arc {
  std::uint32_t to;
  double weight;
};

// Each node's arcs in order of target, equal targets as one.
void merge_arcs(std::vector<Arc>& arcs, const std::vector<std::uint32_t>& first, Adjacency& graph, bool weighted) {
  graph.first.assign(1, 0);
  graph.to.reserve(arcs.size());
  if (weighted) graph.weight.reserve(arcs.size());
  for (std::size_t v = 0; v + 1 < first.size(); ++v) {
    const auto begin = arcs.begin() + first[v], end = arcs.begin() + first[v + 1];
    std::stable_sort(begin, end, [](const Arc& a, const Arc& b) { return a.to < b.to; });
    for (auto arc = begin; arc != end; ++arc) {
      const bool again = arc != begin && arc->to == (arc - 1)->to;
      if (!again) graph.to.push_back(arc->to);
      if (!weighted) continue;
      if (again) graph.weight.back() += arc->weight;
      else graph.weight.push_back(arc->weight);
    }
    graph.first.push_back(static_cast<std::uint32_t>(graph.to.size()));
  }
}

} // namespace

Adjacency adjacency(const Network& network, Ends ends) {
  const bool out = ends != Ends::In || !network.directed, in = ends != Ends::Out || !network.directed;
  std::vector<std::uint32_t> first(network.nodes.size() + 1);
  const auto each = [&](auto&& arc) {
    for (std::size_t i = 0; i < network.links.size(); ++i) {
      const auto [source, target] = network.links[i];
      if (source == target) continue;
      const double weight = network.weights.empty() ? 1 : network.weights[i];
      if (out) arc(source, target, weight);
      if (in) arc(target, source, weight);
    }
  };
  each([&](std::uint32_t a, std::uint32_t, double) { ++first[a + 1]; });
  std::partial_sum(first.begin(), first.end(), first.begin());
  std::vector<Arc> arcs(first.back());
  auto next = first;
  each([&](std::uint32_t a, std::uint32_t b, double weight) { arcs[next[a]++] = {b, weight}; });
  Adjacency graph;
  merge_arcs(arcs, first, graph, !network.weights.empty());
  return graph;
}

std::vector<std::uint32_t> local_order(const Adjacency& both) {
  std::vector<std::uint32_t> order;
  order.reserve(both.size());
  std::vector<char> taken(both.size());
  for (std::uint32_t start = 0; start < both.size(); ++start) {
    if (taken[start]) continue;
    taken[start] = 1;
    order.push_back(start);
    for (auto head = order.size() - 1; head < order.size(); ++head)
      for (const auto u : both.of(order[head]))
        if (!taken[u]) taken[u] = 1, order.push_back(u);
  }
  return order;
}

Network renumbered(const Network& network, const std::vector<std::uint32_t>& order) {
  std::vector<std::uint32_t> place(order.size());
  Network result{.directed = network.directed, .weights = network.weights};
  result.nodes.reserve(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    place[order[i]] = i;
    result.nodes.push_back(network.nodes[order[i]]);
  }
  result.links.reserve(network.links.size());
  for (const auto [source, target] : network.links) {
    const auto a = place[source], b = place[target];
    result.links.push_back(network.directed || a < b ? Link{a, b} : Link{b, a});
  }
  return result;
}

} // namespace cuibono::graph
