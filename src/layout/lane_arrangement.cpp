#include <algorithm>
#include <cmath>
#include <numeric>

#include "layout/arrangements.h"
#include "layout/pack.h"
#include "layout/slots.h"

namespace cuibono::layout {
namespace {

constexpr int kSweeps = 6;

// Rank of each node within its lane, 0 to 1, moved to the mean rank of its neighbours a few times.
std::vector<double> ranks(const graph::Network& network, const std::vector<std::vector<std::uint32_t>>& members) {
  const auto graph = graph::adjacency(network, graph::Ends::Both);
  std::vector<double> rank(network.nodes.size());
  auto lanes = members;
  for (int sweep = 0; sweep <= kSweeps; ++sweep)
    for (auto& lane : lanes) {
      std::vector<double> wish(network.nodes.size());
      for (const auto v : lane) {
        wish[v] = rank[v];
        if (graph.degree(v) == 0 || sweep == 0) continue;
        wish[v] = 0;
        for (const auto u : graph.of(v)) wish[v] += rank[u] / graph.degree(v);
      }
      std::ranges::stable_sort(lane, {}, [&](std::uint32_t v) { return wish[v]; });
      for (std::size_t i = 0; i < lane.size(); ++i)
        rank[lane[i]] = (static_cast<double>(i) + .5) / static_cast<double>(lane.size());
    }
  return rank;
}

} // namespace

std::vector<Point> lane_arrangement(const graph::Network& network, const std::vector<std::uint32_t>& lane,
                                    std::uint32_t lanes, double step) {
  std::vector<std::vector<std::uint32_t>> members(lanes);
  for (std::uint32_t v = 0; v < lane.size(); ++v) members[lane[v]].push_back(v);
  const auto rank = ranks(network, members);
  const auto nodes = static_cast<double>(network.nodes.size());
  const auto rows = static_cast<std::size_t>(std::max(1.0, std::ceil(std::sqrt(nodes / kAspect))));
  std::vector<Point> at(network.nodes.size());
  double left = 0;
  for (auto& nodes_of_lane : members) {
    std::ranges::stable_sort(nodes_of_lane, {}, [&](std::uint32_t v) { return rank[v]; });
    const auto count = nodes_of_lane.size();
    const auto columns = std::max<std::size_t>(1, (count + rows - 1) / rows);
    const auto lines = (count + columns - 1) / columns;
    for (std::size_t i = 0; i < count; ++i) { // row by row, so that the rank is the height; in the middle of the lane
      const auto row = static_cast<double>(i / columns), column = static_cast<double>(i % columns);
      const double down = (static_cast<double>(rows) - static_cast<double>(lines)) / 2;
      at[nodes_of_lane[i]] = {left + column * step, (row + down) * step};
    }
    left += (static_cast<double>(columns) + 1) * step;
  }
  return at;
}

} // namespace cuibono::layout
