#include "scene/curve.h"

#include <algorithm>
#include <cmath>

namespace cuibono::scene {

void trace(const Line& line, std::vector<Px>& points) {
  points.clear();
  const Px way = line.to - line.from;
  const float length = std::hypot(way.x, way.y);
  if (std::abs(line.bend) < .5f || length < 2) {
    points = {line.from, line.to};
    return;
  }
  const Px aside{-way.y / length, way.x / length};
  const Px control = line.from + way * .5f + aside * (2 * line.bend);
  const int pieces = std::clamp(static_cast<int>(std::sqrt(std::abs(line.bend)) * 2 + length / 60), 3, 24);
  for (int i = 0; i <= pieces; ++i) {
    const float t = static_cast<float>(i) / static_cast<float>(pieces), u = 1 - t;
    points.push_back(line.from * (u * u) + control * (2 * u * t) + line.to * (t * t));
  }
}

} // namespace cuibono::scene
