#include "graph/adjacency.h"

#include <algorithm>
#include <numeric>

namespace cuibono::graph {
namespace {

void sort_each(Adjacency& graph) {
  std::size_t kept = 0;
  std::uint32_t begin = 0;
  for (std::size_t v = 0; v < graph.size(); ++v) {
    const auto from = graph.to.begin() + begin, until = graph.to.begin() + graph.first[v + 1];
    begin = graph.first[v + 1];
    std::sort(from, until);
    const auto last = std::unique(from, until);
    graph.first[v + 1] = static_cast<std::uint32_t>(kept + static_cast<std::size_t>(last - from));
    std::copy(from, last, graph.to.begin() + static_cast<std::ptrdiff_t>(kept));
    kept = graph.first[v + 1];
  }
  graph.to.resize(kept);
}

} // namespace

Adjacency adjacency(const Network& network, Ends ends) {
  const bool out = ends != Ends::In || !network.directed, in = ends != Ends::Out || !network.directed;
  Adjacency graph;
  graph.first.assign(network.nodes.size() + 1, 0);
  const auto each = [&](auto&& arc) {
    for (const auto [source, target] : network.links) {
      if (source == target) continue;
      if (out) arc(source, target);
      if (in) arc(target, source);
    }
  };
  each([&](std::uint32_t a, std::uint32_t) { ++graph.first[a + 1]; });
  std::partial_sum(graph.first.begin(), graph.first.end(), graph.first.begin());
  graph.to.resize(graph.first.back());
  auto next = graph.first;
  each([&](std::uint32_t a, std::uint32_t b) { graph.to[next[a]++] = b; });
  sort_each(graph);
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
  Network result{.directed = network.directed};
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
