#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

#include "layout/arrangements.h"
#include "layout/pack.h"
#include "layout/slots.h"

namespace cuibono::layout {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kMostLatitude = 85.05112878; // where the map is as high as wide

// On a map of the width 2 pi.
Point mercator(const Place& place) {
  const double latitude = std::clamp(place.latitude, -kMostLatitude, kMostLatitude) * kPi / 180;
  return {std::clamp(place.longitude, -180.0, 180.0) * kPi / 180, -std::log(std::tan(kPi / 4 + latitude / 2))};
}

struct Cell {
  int column = 0, row = 0;
  auto operator<=>(const Cell&) const = default;
};

// The cells around the middle one, ring by ring.
Cell on_spiral(int index) {
  int ring = 0;
  while ((2 * ring + 1) * (2 * ring + 1) <= index) ++ring;
  if (ring == 0) return {};
  const int along = index - (2 * ring - 1) * (2 * ring - 1), side = along / (2 * ring),
            rest = along % (2 * ring) - ring;
  switch (side) {
    case 0:
      return {rest, -ring};
    case 1:
      return {ring, rest};
    case 2:
      return {-rest, ring};
    default:
      return {-ring, -rest};
  }
}

// Only one stands in each cell of a step: who comes first where it belongs, the others in the nearest free cells.
void part_neighbours(std::vector<Point>& at, double step) {
  std::map<Cell, int> tried;
  for (Point& p : at) {
    const Cell home{static_cast<int>(std::floor(p.x / step)), static_cast<int>(std::floor(p.y / step))};
    int& next = tried[home];
    if (next == 0) {
      next = 1;
      continue;
    }
    for (;; ++next) {
      const Cell away = on_spiral(next), cell{home.column + away.column, home.row + away.row};
      if (!tried.try_emplace(cell, 1).second) continue;
      p = {(cell.column + .5) * step, (cell.row + .5) * step};
      break;
    }
  }
}

} // namespace

std::vector<Point> map_arrangement(const std::vector<std::optional<Place>>& place, double step) {
  std::vector<Point> at(place.size()), placed;
  std::vector<char> stands(place.size());
  std::vector<std::uint32_t> elsewhere;
  for (std::uint32_t v = 0; v < place.size(); ++v) {
    if (!place[v])
      elsewhere.push_back(v);
    else
      placed.push_back(mercator(*place[v])), stands[v] = 1;
  }
  // So large that the nodes would have room if they were spread evenly, with as much again between them.
  const Extent extent = extent_of(placed);
  const double side = std::max({extent.width(), extent.height() * kAspect, 1e-9});
  const double scale = 4 * step * std::sqrt(kAspect * static_cast<double>(placed.size())) / side;
  for (Point& p : placed) p = {(p.x - extent.low.x) * scale, (p.y - extent.low.y) * scale};
  part_neighbours(placed, step);
  std::size_t next = 0;
  for (std::size_t v = 0; v < at.size(); ++v)
    if (stands[v] != 0) at[v] = placed[next++];
  put_below(at, stands, elsewhere, step);
  return at;
}

} // namespace cuibono::layout
