#include "scene/hit.h"

#include <algorithm>
#include <cmath>

#include "scene/curve.h"
#include "scene/symbols.h"

namespace cuibono::scene {
namespace {

float distance_to_piece(Px at, Px a, Px b) {
  const Px e = b - a, w = at - a;
  const float length2 = e.x * e.x + e.y * e.y;
  const float t = length2 > 0 ? std::clamp((w.x * e.x + w.y * e.y) / length2, 0.f, 1.f) : 0;
  const Px off = w - e * t;
  return std::hypot(off.x, off.y);
}

} // namespace

std::optional<EntityId> hit_node(const DrawList& list, Px at, float slack) {
  for (auto node = list.nodes.rbegin(); node != list.nodes.rend(); ++node) {
    if (!node->entity || node->radius <= 0) continue;
    const Px from = (at - node->at) * (1 / node->radius);
    if (signed_distance(node->shape, from) * node->radius <= slack) return node->entity;
  }
  return std::nullopt;
}

std::optional<std::uint32_t> hit_line(const DrawList& list, Px at, float slack) {
  std::optional<std::uint32_t> hit;
  float nearest = slack;
  std::vector<Px> points;
  for (const Line& line : list.lines) {
    const float reach = slack + line.width / 2 + std::abs(line.bend);
    const bool far = at.x < std::min(line.from.x, line.to.x) - reach || at.x > std::max(line.from.x, line.to.x) + reach ||
                     at.y < std::min(line.from.y, line.to.y) - reach || at.y > std::max(line.from.y, line.to.y) + reach;
    if (line.index == kNoLine || far) continue;
    trace(line, points);
    for (std::size_t i = 1; i < points.size(); ++i) {
      const float distance = distance_to_piece(at, points[i - 1], points[i]) - line.width / 2;
      if (distance > nearest) continue;
      nearest = distance;
      hit = line.index;
    }
  }
  return hit;
}

std::vector<EntityId> box_select(const DrawList& list, Px corner, Px opposite) {
  const auto [left, right] = std::minmax(corner.x, opposite.x);
  const auto [top, bottom] = std::minmax(corner.y, opposite.y);
  std::vector<EntityId> inside;
  for (const Node& node : list.nodes)
    if (node.entity && node.at.x >= left && node.at.x <= right && node.at.y >= top && node.at.y <= bottom) inside.push_back(node.entity);
  std::ranges::sort(inside);
  const auto repeats = std::ranges::unique(inside);
  inside.erase(repeats.begin(), repeats.end());
  return inside;
}

} // namespace cuibono::scene
