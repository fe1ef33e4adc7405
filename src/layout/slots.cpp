#include "layout/slots.h"

#include <algorithm>
#include <cmath>

#include "layout/pack.h"

namespace cuibono::layout {

Extent extent_of(std::span<const Point> points) {
  if (points.empty()) return {};
  Extent extent{points[0], points[0]};
  for (const Point& p : points) {
    extent.low = {std::min(extent.low.x, p.x), std::min(extent.low.y, p.y)};
    extent.high = {std::max(extent.high.x, p.x), std::max(extent.high.y, p.y)};
  }
  return extent;
}

void put_below(std::vector<Point>& at, const std::vector<char>& stands, const std::vector<std::uint32_t>& nodes,
               double step) {
  if (nodes.empty()) return;
  std::vector<Point> others;
  for (std::size_t v = 0; v < at.size(); ++v)
    if (stands[v] != 0) others.push_back(at[v]);
  const Extent whole = extent_of(others);
  const double wide = std::max(whole.width() / step + 1, std::sqrt(kAspect * static_cast<double>(nodes.size())));
  const auto columns = std::min(static_cast<std::size_t>(wide), nodes.size());
  const auto slots = block(nodes.size(), std::max<std::size_t>(1, columns), step, step);
  const double left = (whole.low.x + whole.high.x) / 2 - static_cast<double>(columns - 1) * step / 2;
  const double top = others.empty() ? 0 : whole.high.y + 2 * step;
  for (std::size_t i = 0; i < nodes.size(); ++i) at[nodes[i]] = {slots[i].x + left, slots[i].y + top};
}

void walk(const graph::Adjacency& graph, std::uint32_t root, std::vector<char>& seen,
          std::vector<std::uint32_t>& order) {
  std::vector<std::uint32_t> waiting{root};
  while (!waiting.empty()) {
    const auto v = waiting.back();
    waiting.pop_back();
    if (seen[v] != 0) continue;
    seen[v] = 1;
    order.push_back(v);
    const auto begin = waiting.size();
    for (const auto u : graph.of(v))
      if (seen[u] == 0) waiting.push_back(u);
    std::ranges::sort(waiting.begin() + static_cast<std::ptrdiff_t>(begin), waiting.end(),
                      [&](auto a, auto b) { return std::pair(graph.degree(a), a) > std::pair(graph.degree(b), b); });
  }
}

} // namespace cuibono::layout
