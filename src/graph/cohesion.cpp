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
