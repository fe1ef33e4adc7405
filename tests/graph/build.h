#pragma once
// Networks and small cases by hand.

#include <algorithm>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "graph/network.h"

namespace cuibono::graph {

inline Network network_of(std::uint32_t nodes, std::vector<Link> links, bool directed = false) {
  Network network{.directed = directed};
  for (std::uint32_t i = 1; i <= nodes; ++i) network.nodes.push_back({i});
  for (Link& link : links)
    if (!directed && link.target < link.source) std::swap(link.source, link.target);
  std::ranges::sort(links);
  network.links = std::move(links);
  return network;
}

inline Network path(std::uint32_t nodes) {
  std::vector<Link> links;
  for (std::uint32_t i = 1; i < nodes; ++i) links.push_back({i - 1, i});
  return network_of(nodes, links);
}

inline Network cycle(std::uint32_t nodes) {
  auto links = path(nodes).links;
  links.push_back({0, nodes - 1});
  return network_of(nodes, links);
}

/// Node 0 is the hub.
inline Network star(std::uint32_t nodes) {
  std::vector<Link> links;
  for (std::uint32_t i = 1; i < nodes; ++i) links.push_back({0, i});
  return network_of(nodes, links);
}

} // namespace cuibono::graph
