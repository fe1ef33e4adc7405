#include "graph/cohesion.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "graph/adjacency.h"

namespace cuibono::graph {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

// For each node how many of its pairs of neighbours are tied. Each triangle is found once, from its node of highest rank
// down (ranks by degree), so that hubs cost little.
std::vector<std::uint64_t> triangles(const Adjacency& graph) {
  const auto count = static_cast<std::uint32_t>(graph.size());
  const auto above = [&](std::uint32_t a, std::uint32_t b) {
    return graph.degree(a) != graph.degree(b) ? graph.degree(a) > graph.degree(b) : a > b;
  };
  std::vector<std::uint64_t> closed(count);
  std::vector<std::uint32_t> marked(count, kNone);
  for (std::uint32_t v = 0; v < count; ++v) {
    for (const auto u : graph.of(v))
      if (above(u, v)) marked[u] = v;
    for (const auto u : graph.of(v)) {
      if (!above(u, v)) continue;
      for (const auto w : graph.of(u))
        if (marked[w] == v && above(w, u)) ++closed[v], ++closed[u], ++closed[w];
    }
  }
  return closed;
}

double pairs(double of) { return of * (of - 1) / 2; }

// Depth-first numbers of all nodes, and of each the lowest that its part of the tree reaches past its parent.
struct DepthFirst {
  std::vector<std::uint32_t> number, low, parent, order;

  explicit DepthFirst(const Adjacency& graph)
      : number(graph.size(), kNone), low(graph.size(), kNone), parent(graph.size(), kNone), next_(graph.first) {
    for (std::uint32_t root = 0; root < graph.size(); ++root)
      if (number[root] == kNone) from(root, graph);
  }

 private:
  void enter(std::uint32_t v, std::uint32_t by) {
    number[v] = low[v] = static_cast<std::uint32_t>(order.size());
    parent[v] = by;
    order.push_back(v);
    stack_.push_back(v);
  }
  void from(std::uint32_t root, const Adjacency& graph) {
    enter(root, kNone);
    while (!stack_.empty()) {
      const auto v = stack_.back();
      if (next_[v] == graph.first[v + 1]) {
        stack_.pop_back();
        if (parent[v] != kNone) low[parent[v]] = std::min(low[parent[v]], low[v]);
        continue;
      }
      const auto u = graph.to[next_[v]++];
      if (number[u] == kNone) enter(u, v);
      else if (u != parent[v]) low[v] = std::min(low[v], number[u]);
    }
  }

  std::vector<std::uint32_t> next_, stack_;
};

} // namespace

std::vector<std::uint32_t> core_numbers(const Network& network) {
  const auto graph = adjacency(network, Ends::Both);
  const auto count = static_cast<std::uint32_t>(graph.size());
  std::vector<std::uint32_t> core(count), place(count), sorted(count);
  std::uint32_t most = 0;
  for (std::uint32_t v = 0; v < count; ++v) most = std::max(most, core[v] = graph.degree(v));
  std::vector<std::uint32_t> first(most + 2); // where in `sorted` each degree begins
  for (const auto degree : core) ++first[degree + 1];
  for (std::size_t d = 1; d < first.size(); ++d) first[d] += first[d - 1];
  auto next = first;
  for (std::uint32_t v = 0; v < count; ++v) sorted[place[v] = next[core[v]]++] = v;
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto v = sorted[i];
    if (i + Adjacency::kAhead < count) graph.expect(sorted[i + Adjacency::kAhead]);
    for (const auto u : graph.of(v)) {
      if (core[u] <= core[v]) continue;
      const auto front = std::max(first[core[u]], i + 1), w = sorted[front]; // u to the front of its degree, then one less
      std::swap(sorted[place[u]], sorted[front]);
      place[w] = place[u];
      place[u] = front;
      first[core[u]] = front + 1;
      --core[u];
    }
  }
  return core;
}

std::vector<double> clustering(const Network& network) {
  const auto graph = adjacency(network, Ends::Both);
  const auto closed = triangles(graph);
  std::vector<double> result(graph.size());
  for (std::uint32_t v = 0; v < graph.size(); ++v)
    if (graph.degree(v) > 1) result[v] = static_cast<double>(closed[v]) / pairs(graph.degree(v));
  return result;
}

double transitivity(const Network& network) {
  const auto graph = adjacency(network, Ends::Both);
  double closed = 0, all = 0;
  for (const auto count : triangles(graph)) closed += static_cast<double>(count);
  for (std::uint32_t v = 0; v < graph.size(); ++v) all += pairs(graph.degree(v));
  return all > 0 ? closed / all : 0;
}

std::vector<bool> articulation_points(const Network& network) {
  const DepthFirst search(adjacency(network, Ends::Both));
  std::vector<bool> result(search.number.size());
  std::vector<std::uint32_t> children(search.number.size());
  for (const auto v : search.order) {
    const auto parent = search.parent[v];
    if (parent == kNone) continue;
    ++children[parent];
    const bool is_root = search.parent[parent] == kNone;
    if (is_root ? children[parent] > 1 : search.low[v] >= search.number[parent]) result[parent] = true;
  }
  return result;
}

std::vector<bool> bridges(const Network& network) {
  const DepthFirst search(adjacency(network, Ends::Both));
  std::vector<bool> result(network.links.size());
  std::vector<std::uint32_t> beside(search.number.size()); // links between a node and its parent
  const auto child = [&](const Link& link) {
    return search.parent[link.target] == link.source ? link.target : search.parent[link.source] == link.target ? link.source : kNone;
  };
  for (const auto& link : network.links)
    if (const auto v = child(link); v != kNone) ++beside[v];
  for (std::size_t i = 0; i < network.links.size(); ++i) {
    const auto v = child(network.links[i]);
    result[i] = v != kNone && beside[v] == 1 && search.low[v] == search.number[v];
  }
  return result;
}

StrongComponents strong_components(const Network& network) {
  const auto graph = adjacency(network, Ends::Out);
  const auto count = graph.size();
  std::vector<std::uint32_t> number(count, kNone), low(count), component(count, kNone), open, stack;
  auto next = graph.first;
  std::uint32_t found = 0, entered = 0;
  for (std::uint32_t root = 0; root < count; ++root) {
    if (number[root] != kNone) continue;
    stack.push_back(root);
    while (!stack.empty()) { // Tarjan 1972, without recursion
      const auto v = stack.back();
      if (number[v] == kNone) {
        number[v] = low[v] = entered++;
        open.push_back(v);
      }
      if (next[v] < graph.first[v + 1]) {
        const auto u = graph.to[next[v]++];
        if (number[u] == kNone) stack.push_back(u);
        else if (component[u] == kNone) low[v] = std::min(low[v], number[u]);
        continue;
      }
      stack.pop_back();
      if (!stack.empty()) low[stack.back()] = std::min(low[stack.back()], low[v]);
      if (low[v] != number[v]) continue;
      for (std::uint32_t u = kNone; u != v;) component[u = open.back()] = found, open.pop_back();
      ++found;
    }
  }
  StrongComponents result{std::vector<std::uint32_t>(count), found};
  std::vector<std::uint32_t> renamed(found, kNone);
  std::uint32_t names = 0;
  for (std::size_t v = 0; v < count; ++v) {
    auto& name = renamed[component[v]];
    if (name == kNone) name = names++;
    result.of_node[v] = name;
  }
  return result;
}

std::optional<double> degree_assortativity(const Network& network) {
  const auto graph = adjacency(network, Ends::Both);
  double ends = 0, sum = 0, squares = 0, products = 0; // over the ends of links, each link from both
  for (std::uint32_t v = 0; v < graph.size(); ++v) {
    const double degree = graph.degree(v);
    ends += degree;
    sum += degree * degree;
    squares += degree * degree * degree;
    for (const auto u : graph.of(v)) products += degree * graph.degree(u);
  }
  if (ends == 0) return std::nullopt;
  const double mean = sum / ends, variance = squares / ends - mean * mean;
  if (variance <= 1e-12 * mean * mean) return std::nullopt;
  return (products / ends - mean * mean) / variance;
}

std::optional<double> group_assortativity(const Network& network, std::span<const std::uint32_t> group) {
  const auto graph = adjacency(network, Ends::Both);
  if (graph.to.empty()) return std::nullopt;
  std::vector<double> share(*std::ranges::max_element(group) + 1);
  double same = 0;
  for (std::uint32_t v = 0; v < graph.size(); ++v) {
    share[group[v]] += graph.degree(v);
    for (const auto u : graph.of(v)) same += group[u] == group[v];
  }
  double squares = 0;
  const auto ends = static_cast<double>(graph.to.size());
  for (const double degree : share) squares += degree / ends * (degree / ends);
  if (squares > 1 - 1e-12) return std::nullopt;
  return (same / ends - squares) / (1 - squares);
}

} // namespace cuibono::graph
