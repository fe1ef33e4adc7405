#include <algorithm>

#include "layout/arrangements.h"
#include "layout/slots.h"
#include "layout/turn.h"

namespace cuibono::layout {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kRing = 1.6; // between rings, steps, where they are not crowded

// Shortest paths from the centre: nodes by distance, each with its parent.
struct Rings {
  std::vector<std::uint32_t> order, parent, ring;
  std::vector<char> seen;

  Rings(const graph::Adjacency& graph, std::uint32_t centre)
      : order{centre}, parent(graph.size()), ring(graph.size()), seen(graph.size()) {
    seen[centre] = 1;
    for (std::size_t head = 0; head < order.size(); ++head)
      for (const auto u : graph.of(order[head])) {
        if (seen[u] != 0) continue;
        seen[u] = 1;
        parent[u] = order[head];
        ring[u] = ring[order[head]] + 1;
        order.push_back(u);
      }
  }
};

// Each ring's radius: outside of the one before, and long enough for who stands on it.
std::vector<double> radii(const Rings& rings, double step) {
  std::vector<double> crowd(rings.ring[rings.order.back()] + 1), radius(crowd.size());
  for (const auto v : rings.order) ++crowd[rings.ring[v]];
  for (std::size_t i = 1; i < crowd.size(); ++i)
    radius[i] = std::max(radius[i - 1] + kRing * step, 1.02 * crowd[i] * step / (2 * kPi));
  return radius;
}

} // namespace

std::vector<Point> ego_arrangement(const graph::Network& network, std::uint32_t centre, double step) {
  std::vector<Point> at(network.nodes.size());
  if (at.empty()) return at;
  const auto graph = graph::adjacency(network, graph::Ends::Both);
  const Rings rings(graph, centre);
  const auto radius = radii(rings, step);
  // Breadth first keeps children in the order of their parents, so a ring's order is a good one as it is; each ring is
  // filled evenly and turned so that its first stands near its parent.
  std::vector<double> turn(at.size());
  for (std::size_t from = 1; from < rings.order.size();) {
    const auto ring = rings.ring[rings.order[from]];
    auto to = from;
    while (to < rings.order.size() && rings.ring[rings.order[to]] == ring) ++to;
    const double begin = turn[rings.parent[rings.order[from]]];
    for (auto i = from; i < to; ++i) {
      const double around = begin + static_cast<double>(i - from) / static_cast<double>(to - from);
      turn[rings.order[i]] = around < 1 ? around : around - 1;
      const Point unit = on_circle(turn[rings.order[i]]);
      at[rings.order[i]] = {radius[ring] * unit.x, radius[ring] * unit.y};
    }
    from = to;
  }
  std::vector<std::uint32_t> others;
  for (std::uint32_t v = 0; v < at.size(); ++v)
    if (rings.seen[v] == 0) others.push_back(v);
  put_below(at, rings.seen, others, step);
  return at;
}

} // namespace cuibono::layout
