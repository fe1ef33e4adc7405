#include <algorithm>

#include "layout/arrangements.h"
#include "layout/pack.h"
#include "layout/slots.h"
#include "layout/turn.h"

namespace cuibono::layout {
namespace {

constexpr double kPi = 3.14159265358979323846;

// So large that neighbours on it are a step apart.
double radius_of(std::size_t nodes, double step) {
  return nodes < 2 ? 0 : std::max(step / 2, static_cast<double>(nodes) * step / (2 * kPi) * 1.02);
}

} // namespace

std::vector<Point> circle_arrangement(const graph::Network& network, double step) {
  const auto graph = graph::adjacency(network, graph::Ends::Both);
  std::vector<Point> at(network.nodes.size()), sizes;
  std::vector<char> seen(at.size()), stands(at.size());
  std::vector<std::vector<std::uint32_t>> circles;
  std::vector<std::uint32_t> single;
  for (std::uint32_t v = 0; v < at.size(); ++v) {
    if (seen[v] != 0) continue;
    std::vector<std::uint32_t> circle;
    walk(graph, v, seen, circle);
    if (circle.size() < 2) {
      single.push_back(v);
      continue;
    }
    const double width = 2 * radius_of(circle.size(), step) + 2 * step;
    sizes.push_back({width, width});
    circles.push_back(std::move(circle));
  }
  const auto corners = pack(sizes);
  for (std::size_t i = 0; i < circles.size(); ++i) {
    const double radius = radius_of(circles[i].size(), step);
    const auto count = static_cast<double>(circles[i].size());
    for (std::size_t k = 0; k < circles[i].size(); ++k) {
      const Point unit = on_circle(static_cast<double>(k) / count);
      const auto v = circles[i][k];
      at[v] = {corners[i].x + radius * (1 + unit.x), corners[i].y + radius * (1 + unit.y)};
      stands[v] = 1;
    }
  }
  put_below(at, stands, single, step);
  return at;
}

} // namespace cuibono::layout
