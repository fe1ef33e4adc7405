#include "layout/quadtree.h"

#include <algorithm>

namespace cuibono::layout {
namespace {

constexpr int kLevels = 16; // two bits of the code each
constexpr std::uint32_t kLeafPoints = 8;

// Bits of a 16-bit number, a zero between each two.
std::uint32_t spread(std::uint32_t v) {
  v = (v | (v << 8)) & 0x00FF00FFu;
  v = (v | (v << 4)) & 0x0F0F0F0Fu;
  v = (v | (v << 2)) & 0x33333333u;
  return (v | (v << 1)) & 0x55555555u;
}

} // namespace

Quadtree::Quadtree(std::span<const Point> points, std::span<const double> masses) {
  sort(points);
  for (const auto node : order_) {
    x_.push_back(points[node].x);
    y_.push_back(points[node].y);
    mass_.push_back(masses[node]);
  }
  cells_.reserve(points.size());
  if (!points.empty()) build(0, static_cast<std::uint32_t>(points.size()), 0);
}

void Quadtree::sort(std::span<const Point> points) {
  if (points.empty()) return;
  Point low = points[0], high = points[0];
  for (const Point& p : points) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  width_ = std::max({high.x - low.x, high.y - low.y, 1e-9});
  const double scale = 65535 / width_;
  std::vector<std::uint64_t> keyed(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto column = static_cast<std::uint32_t>((points[i].x - low.x) * scale);
    const auto row = static_cast<std::uint32_t>((points[i].y - low.y) * scale);
    keyed[i] = std::uint64_t{spread(column) | spread(row) << 1} << 32 | i;
  }
  std::ranges::sort(keyed);
  order_.reserve(points.size());
  code_.reserve(points.size());
  for (const auto key : keyed) {
    order_.push_back(static_cast<std::uint32_t>(key));
    code_.push_back(static_cast<std::uint32_t>(key >> 32));
  }
}

void Quadtree::weigh(Cell& cell) const {
  for (auto i = cell.first; i < cell.last; ++i) {
    cell.mass += mass_[i];
    cell.x += mass_[i] * x_[i];
    cell.y += mass_[i] * y_[i];
  }
}

void Quadtree::build(std::uint32_t first, std::uint32_t last, int level) {
  const auto self = cells_.size();
  const bool leaf = last - first <= kLeafPoints || level == kLevels;
  cells_.push_back({0, 0, 0, width_ / static_cast<double>(1u << level), first, last, 0, leaf});
  if (leaf) {
    weigh(cells_[self]);
    cells_[self].x /= cells_[self].mass;
    cells_[self].y /= cells_[self].mass;
    cells_[self].next = static_cast<std::uint32_t>(cells_.size());
    return;
  }
  const int shift = 2 * (kLevels - 1 - level);
  for (auto from = first; from < last;) {
    const auto quarter = code_[from] >> shift;
    auto to = from + 1;
    while (to < last && code_[to] >> shift == quarter) ++to;
    const auto child = cells_.size();
    build(from, to, level + 1);
    cells_[self].mass += cells_[child].mass;
    cells_[self].x += cells_[child].mass * cells_[child].x;
    cells_[self].y += cells_[child].mass * cells_[child].y;
    from = to;
  }
  cells_[self].x /= cells_[self].mass;
  cells_[self].y /= cells_[self].mass;
  cells_[self].next = static_cast<std::uint32_t>(cells_.size());
}

Point Quadtree::push(Point p, double theta, double softening) const {
  Point sum;
  const auto add = [&](double dx, double dy, double mass) {
    const double factor = mass / (dx * dx + dy * dy + softening);
    sum.x += dx * factor;
    sum.y += dy * factor;
  };
  for (std::size_t at = 0; at < cells_.size();) {
    const Cell& cell = cells_[at];
    const double dx = p.x - cell.x, dy = p.y - cell.y;
    const bool far = cell.width * cell.width < theta * theta * (dx * dx + dy * dy);
    if (far) add(dx, dy, cell.mass);
    else if (cell.leaf)
      for (auto i = cell.first; i < cell.last; ++i) add(p.x - x_[i], p.y - y_[i], mass_[i]);
    at = far || cell.leaf ? cell.next : at + 1;
  }
  return sum;
}

} // namespace cuibono::layout
