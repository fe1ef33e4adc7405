#include "graph/adjacency.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace cuibono::graph {
namespace {

// One node's arcs in order of target; equal targets keep theirs, so that sums of weights are the same each time.
class Sorter {
 public:
  explicit Sorter(Adjacency& graph) : graph_(graph) {}

  void sort(std::uint32_t begin, std::uint32_t end) {
    const auto to = graph_.to.begin();
    if (std::is_sorted(to + begin, to + end)) return;
    if (graph_.weight.empty()) return std::sort(to + begin, to + end);
    arcs_.clear();
    for (auto arc = begin; arc < end; ++arc) arcs_.emplace_back(graph_.to[arc], graph_.weight[arc]);
    std::ranges::stable_sort(arcs_, {}, &std::pair<std::uint32_t, double>::first);
    for (auto arc = begin; arc < end; ++arc) std::tie(graph_.to[arc], graph_.weight[arc]) = arcs_[arc - begin];
  }

 private:
  Adjacency& graph_;
  std::vector<std::pair<std::uint32_t, double>> arcs_;
};

// Arcs of one node to the same target as one.
void merge_parallel(Adjacency& graph) {
  std::uint32_t kept = 0, begin = 0;
  for (std::size_t v = 0; v < graph.size(); ++v) {
    const auto end = graph.first[v + 1];
    graph.first[v] = kept;
    for (auto arc = begin; arc < end; ++arc) {
      const bool again = arc > begin && graph.to[arc] == graph.to[kept - 1];
      if (again && !graph.weight.empty()) graph.weight[kept - 1] += graph.weight[arc];
      if (again) continue;
      graph.to[kept] = graph.to[arc];
      if (!graph.weight.empty()) graph.weight[kept] = graph.weight[arc];
      ++kept;
    }
    begin = end;
  }
  graph.first.back() = kept;
  graph.to.resize(kept);
  if (!graph.weight.empty()) graph.weight.resize(kept);
}

} // namespace

Adjacency adjacency(const Network& network, Ends ends) {
  const bool out = ends != Ends::In || !network.directed, in = ends != Ends::Out || !network.directed;
  const bool weighted = !network.weights.empty();
  Adjacency graph;
  graph.first.resize(network.nodes.size() + 1);
  const auto each = [&](auto&& arc) {
    for (std::size_t i = 0; i < network.links.size(); ++i) {
      const auto [source, target] = network.links[i];
      if (source == target) continue;
      if (out) arc(source, target, i);
      if (in) arc(target, source, i);
    }
  };
  each([&](std::uint32_t a, std::uint32_t, std::size_t) { ++graph.first[a + 1]; });
  std::partial_sum(graph.first.begin(), graph.first.end(), graph.first.begin());
  graph.to.resize(graph.first.back());
  graph.weight.resize(weighted ? graph.to.size() : 0);
  auto next = graph.first;
  each([&](std::uint32_t a, std::uint32_t b, std::size_t i) {
    const auto arc = next[a]++;
    graph.to[arc] = b;
    if (weighted) graph.weight[arc] = network.weights[i];
  });
  Sorter sorter(graph);
  for (std::size_t v = 0; v < graph.size(); ++v) sorter.sort(graph.first[v], graph.first[v + 1]);
  merge_parallel(graph);
  return graph;
}

std::vector<std::uint32_t> local_order(const Adjacency& both) {
  std::vector<std::uint32_t> order(both.size() + 1);
  std::vector<char> taken(both.size());
  std::size_t filled = 0;
  const auto take = [&](std::uint32_t v) { // written in any case: a branch would be guessed wrongly half the time
    order[filled] = v;
    filled += !taken[v];
    taken[v] = 1;
  };
  for (std::uint32_t start = 0; start < both.size(); ++start) {
    auto head = filled;
    take(start);
    for (; head < filled; ++head) {
      if (head + Adjacency::kAhead < filled) both.expect(order[head + Adjacency::kAhead]);
      for (const auto u : both.of(order[head])) take(u);
    }
  }
  order.pop_back();
  return order;
}

Adjacency reversed(const Adjacency& graph, const std::vector<std::uint32_t>& order) {
  std::vector<std::uint32_t> place(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  Adjacency result;
  result.first.resize(graph.first.size());
  result.to.resize(graph.to.size());
  result.weight.resize(graph.weight.size());
  for (const auto u : graph.to) ++result.first[place[u] + 1];
  std::partial_sum(result.first.begin(), result.first.end(), result.first.begin());
  auto next = result.first;
  for (std::uint32_t i = 0; i < order.size(); ++i) { // ascending, so that every list ends up in order
    if (i + Adjacency::kAhead < order.size()) graph.expect(order[i + Adjacency::kAhead]);
    for (auto arc = graph.first[order[i]]; arc < graph.first[order[i] + 1]; ++arc) {
      const auto back = next[place[graph.to[arc]]]++;
      result.to[back] = i;
      if (!graph.weight.empty()) result.weight[back] = graph.weight[arc];
    }
  }
  return result;
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
