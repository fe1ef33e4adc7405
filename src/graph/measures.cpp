#include "graph/measures.h"

#include <algorithm>
#include <numeric>

#include "graph/adjacency.h"

namespace cuibono::graph {
namespace {

// Degrees and Strengths are the same sums, of ones and of weights.
template <class Sums, class Weight>
Sums sums_of(const Network& network, Weight weight) {
  const auto count = network.nodes.size();
  Sums result;
  result.in.resize(count), result.out.resize(count), result.total.resize(count);
  for (std::size_t i = 0; i < network.links.size(); ++i) {
    const auto [source, target] = network.links[i];
    const auto one = weight(i);
    result.out[source] += one;
    result.in[target] += one;
    result.total[source] += one;
    result.total[target] += one;
  }
  if (!network.directed) result.in = result.out = result.total;
  return result;
}

} // namespace

Degrees degrees(const Network& network) {
  return sums_of<Degrees>(network, [](std::size_t) { return 1u; });
}

Strengths strengths(const Network& network) {
  return sums_of<Strengths>(network, [&](std::size_t i) { return network.weights.empty() ? 1. : network.weights[i]; });
}

// By links alone, without lists of neighbours: each node points to one that stands before it, first nodes to themselves.
Components components(const Network& network) {
  Components result;
  auto& of = result.of_node;
  of.resize(network.nodes.size());
  std::iota(of.begin(), of.end(), 0u);
  const auto first_of = [&](std::uint32_t v) {
    while (of[v] != v) v = of[v] = of[of[v]];
    return v;
  };
  for (const auto [source, target] : network.links) {
    const auto a = first_of(source), b = first_of(target);
    of[std::max(a, b)] = std::min(a, b);
  }
  for (std::uint32_t v = 0; v < of.size(); ++v) of[v] = of[v] == v ? result.count++ : of[of[v]];
  return result;
}

double density(const Network& network) {
  const auto n = static_cast<double>(network.nodes.size());
  if (n < 2) return 0;
  // Undirected links make two arcs, directed ones one: both are shares of n (n - 1) arcs.
  return static_cast<double>(adjacency(network, Ends::Out).to.size()) / (n * (n - 1));
}

double degree_centralisation(const Network& network) {
  const auto n = static_cast<double>(network.nodes.size());
  if (n < 3) return 0;
  const auto graph = adjacency(network, Ends::Both);
  double largest = 0, sum = 0;
  for (std::uint32_t v = 0; v < network.nodes.size(); ++v) {
    const auto degree = static_cast<double>(graph.degree(v));
    largest = std::max(largest, degree);
    sum += degree;
  }
  return (n * largest - sum) / ((n - 1) * (n - 2));
}

} // namespace cuibono::graph
