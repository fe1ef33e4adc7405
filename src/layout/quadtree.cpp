#include "layout/quadtree.h"

#include <algorithm>

namespace cuibono::layout {
namespace {

constexpr int kLevels = 16; // two bits of the code each
constexpr std::uint32_t kLeafPoints = 8;
constexpr std::size_t kManyPoints = 1 << 15;

// Bits of a 16-bit number, a zero between each two.
std::uint32_t spread(std::uint32_t v) {
  v = (v | (v << 8)) & 0x00FF00FFu;
  v = (v | (v << 4)) & 0x0F0F0F0Fu;
  v = (v | (v << 2)) & 0x33333333u;
  return (v | (v << 1)) & 0x55555555u;
}

// By the upper half; what is equal there is in order already.
void sort_keys(std::vector<std::uint64_t>& keyed) {
  if (keyed.size() < kManyPoints) {
    std::ranges::sort(keyed);
    return;
  }
  std::vector<std::uint64_t> sorted(keyed.size());
  for (const int shift : {32, 48}) {
    std::vector<std::uint32_t> begin(0x10000 + 1);
    for (const auto key : keyed) ++begin[(key >> shift & 0xFFFF) + 1];
    for (std::size_t i = 1; i < begin.size(); ++i) begin[i] += begin[i - 1];
    for (const auto key : keyed) sorted[begin[key >> shift & 0xFFFF]++] = key;
    keyed.swap(sorted);
  }
}

using Lanes = std::array<float, Quadtree::kMostInGroup>;

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
  sort_keys(keyed);
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
  if ((leaf || last - first <= kMostInGroup) && (groups_.empty() || groups_.back().last <= first))
    for (auto from = first; from < last; from += kMostInGroup)
      groups_.push_back({from, std::min(last, from + kMostInGroup)});
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
    if (far)
      add(dx, dy, cell.mass);
    else if (cell.leaf)
      for (auto i = cell.first; i < cell.last; ++i) add(p.x - x_[i], p.y - y_[i], mass_[i]);
    at = far || cell.leaf ? cell.next : at + 1;
  }
  return sum;
}

// Far cells and near points; places are told from the group's first point.
std::vector<Quadtree::Pusher> Quadtree::pushers(const Group& group, double theta) const {
  const Point origin{x_[group.first], y_[group.first]};
  Point low = origin, high = origin;
  for (auto i = group.first; i < group.last; ++i) {
    low = {std::min(low.x, x_[i]), std::min(low.y, y_[i])};
    high = {std::max(high.x, x_[i]), std::max(high.y, y_[i])};
  }
  std::vector<Pusher> found;
  found.reserve(1024);
  const auto add = [&](double x, double y, double mass) {
    found.push_back({static_cast<float>(x - origin.x), static_cast<float>(y - origin.y), static_cast<float>(mass)});
  };
  for (std::size_t at = 0; at < cells_.size();) {
    const Cell& cell = cells_[at];
    const double dx = std::max({low.x - cell.x, 0.0, cell.x - high.x});
    const double dy = std::max({low.y - cell.y, 0.0, cell.y - high.y});
    const bool far = cell.width * cell.width < theta * theta * (dx * dx + dy * dy);
    if (far)
      add(cell.x, cell.y, cell.mass);
    else if (cell.leaf)
      for (auto i = cell.first; i < cell.last; ++i) add(x_[i], y_[i], mass_[i]);
    at = far || cell.leaf ? cell.next : at + 1;
  }
  return found;
}

// The inner loop runs over points side by side in memory, so that the compiler takes several at once.
std::array<Point, Quadtree::kMostInGroup> Quadtree::push_group(const Group& group, double theta,
                                                               double softening) const {
  const auto from = pushers(group, theta);
  const auto soft = static_cast<float>(softening);
  const auto count = group.last - group.first;
  Lanes x{}, y{}, sum_x{}, sum_y{};
  for (std::uint32_t k = 0; k < count; ++k) {
    x[k] = static_cast<float>(x_[group.first + k] - x_[group.first]);
    y[k] = static_cast<float>(y_[group.first + k] - y_[group.first]);
  }
  for (const Pusher& pusher : from)
    for (std::size_t k = 0; k < kMostInGroup; ++k) {
      const float dx = x[k] - pusher.x, dy = y[k] - pusher.y;
      const float factor = pusher.mass / (dx * dx + dy * dy + soft);
      sum_x[k] += dx * factor;
      sum_y[k] += dy * factor;
    }
  std::array<Point, kMostInGroup> pushes;
  for (std::uint32_t k = 0; k < count; ++k) pushes[k] = {sum_x[k], sum_y[k]};
  return pushes;
}

} // namespace cuibono::layout
