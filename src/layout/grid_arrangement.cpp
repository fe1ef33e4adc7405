#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "graph/measures.h"
#include "layout/arrangements.h"
#include "layout/pack.h"

namespace cuibono::layout {

std::vector<Point> grid_arrangement(const graph::Network& network, double step) {
  const auto components = graph::components(network);
  const auto ties = graph::degrees(network).total;
  std::vector<std::uint32_t> size(components.count), order(network.nodes.size());
  for (const auto component : components.of_node) ++size[component];
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::sort(order, {}, [&](std::uint32_t v) {
    const auto component = components.of_node[v];
    return std::tuple(~size[component], component, ~ties[v], v); // ~: the largest first
  });
  const auto columns = static_cast<std::size_t>(std::ceil(std::sqrt(kAspect * static_cast<double>(order.size()))));
  const auto slots = block(order.size(), std::max<std::size_t>(1, columns), step, step);
  std::vector<Point> at(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) at[order[i]] = slots[i];
  return at;
}

std::uint32_t most_tied(const graph::Network& network) {
  const auto ties = graph::degrees(network).total;
  return static_cast<std::uint32_t>(std::ranges::max_element(ties) - ties.begin());
}

} // namespace cuibono::layout
