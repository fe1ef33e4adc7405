#pragma once
// Networks by hand, and what tests ask of positions.

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "layout/force.h"

namespace cuibono::layout {

inline graph::Network network_of(std::uint32_t nodes, std::vector<graph::Link> links) {
  graph::Network network;
  for (std::uint32_t i = 1; i <= nodes; ++i) network.nodes.push_back({i});
  std::ranges::sort(links);
  network.links = std::move(links);
  return network;
}

inline graph::Network path(std::uint32_t nodes) {
  std::vector<graph::Link> links;
  for (std::uint32_t i = 1; i < nodes; ++i) links.push_back({i - 1, i});
  return network_of(nodes, links);
}

/// Node 0 is the hub.
inline graph::Network star(std::uint32_t nodes) {
  std::vector<graph::Link> links;
  for (std::uint32_t i = 1; i < nodes; ++i) links.push_back({0, i});
  return network_of(nodes, links);
}

/// side * side nodes, row by row.
inline graph::Network grid(std::uint32_t side) {
  std::vector<graph::Link> links;
  for (std::uint32_t row = 0; row < side; ++row)
    for (std::uint32_t column = 0; column < side; ++column) {
      if (column + 1 < side) links.push_back({row * side + column, row * side + column + 1});
      if (row + 1 < side) links.push_back({row * side + column, (row + 1) * side + column});
    }
  return network_of(side * side, links);
}

inline double distance(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

inline double smallest_distance(const std::vector<Point>& at) {
  double smallest = INFINITY;
  for (std::size_t i = 0; i < at.size(); ++i)
    for (std::size_t j = i + 1; j < at.size(); ++j) smallest = std::min(smallest, distance(at[i], at[j]));
  return smallest;
}

} // namespace cuibono::layout
