// What of cohesion.h rests on depth-first search: the algorithms of Boost.Graph as they are. It takes seconds to compile, so that
// this is its only file.

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/biconnected_components.hpp>
#include <boost/graph/strong_components.hpp>
#include <iterator>
#include <limits>

#include "graph/adjacency.h"
#include "graph/cohesion.h"

namespace cuibono::graph {
namespace {

using Index = boost::property<boost::edge_index_t, std::size_t>;
using Undirected = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property, Index>;
using Directed = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

// Each tied pair once, numbered in order of (source, target) with source < target.
struct Pairs {
  explicit Pairs(const Network& network) : graph(network.nodes.size()) {
    const auto tied = adjacency(network, Ends::Both);
    for (std::uint32_t v = 0; v < tied.size(); ++v)
      for (const auto u : tied.of(v))
        if (v < u) {
          boost::add_edge(v, u, Index(ends.size()), graph);
          ends.push_back({v, u});
        }
  }

  Undirected graph;
  std::vector<Link> ends;
};

} // namespace

std::vector<bool> articulation_points(const Network& network) {
  const Pairs pairs(network);
  std::vector<std::size_t> found;
  boost::articulation_points(pairs.graph, std::back_inserter(found));
  std::vector<bool> result(network.nodes.size());
  for (const auto v : found) result[v] = true;
  return result;
}

// A part that no single node parts, and that is one tied pair, is a bridge where that pair is tied once.
std::vector<bool> bridges(const Network& network) {
  const Pairs pairs(network);
  std::vector<std::size_t> part(pairs.ends.size());
  const auto parts = boost::biconnected_components(
      pairs.graph, boost::make_iterator_property_map(part.begin(), boost::get(boost::edge_index, pairs.graph)));
  std::vector<std::size_t> size(parts), links(pairs.ends.size()), pair_of(network.links.size());
  for (const auto one : part) ++size[one];
  for (std::size_t i = 0; i < network.links.size(); ++i) {
    const auto& link = network.links[i];
    if (link.source == link.target) continue;
    const Link pair{std::min(link.source, link.target), std::max(link.source, link.target)};
    pair_of[i] = static_cast<std::size_t>(std::ranges::lower_bound(pairs.ends, pair) - pairs.ends.begin());
    ++links[pair_of[i]];
  }
  std::vector<bool> result(network.links.size());
  for (std::size_t i = 0; i < network.links.size(); ++i)
    result[i] = network.links[i].source != network.links[i].target && links[pair_of[i]] == 1 && size[part[pair_of[i]]] == 1;
  return result;
}

StrongComponents strong_components(const Network& network) {
  const auto out = adjacency(network, Ends::Out);
  Directed graph(out.size());
  for (std::uint32_t v = 0; v < out.size(); ++v)
    for (const auto u : out.of(v)) boost::add_edge(v, u, graph);
  std::vector<std::uint32_t> found(out.size());
  const auto count = boost::strong_components(graph, boost::make_iterator_property_map(found.begin(), boost::get(boost::vertex_index, graph)));
  constexpr auto kUnnamed = std::numeric_limits<std::uint32_t>::max();
  StrongComponents result{std::vector<std::uint32_t>(out.size()), static_cast<std::uint32_t>(count)};
  std::vector<std::uint32_t> names(static_cast<std::size_t>(count), kUnnamed);
  std::uint32_t next = 0;
  for (std::size_t v = 0; v < out.size(); ++v) { // Boost numbers them as they end
    if (names[found[v]] == kUnnamed) names[found[v]] = next++;
    result.of_node[v] = names[found[v]];
  }
  return result;
}

} // namespace cuibono::graph
