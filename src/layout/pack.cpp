#include "layout/pack.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <numeric>

namespace cuibono::layout {
namespace {

// The upper edge of what has been packed: from x to the next step's x it stands at y.
struct Step {
  double x, y;
};

struct Spot {
  std::size_t step;
  Point corner;
};

class Skyline {
 public:
  explicit Skyline(double width) : width_(width), steps_{{0, 0}} {}

  Point put(Point size) {
    const Spot spot = lowest(size);
    raise(spot, size);
    return spot.corner;
  }

 private:
  double end(std::size_t step) const { return step + 1 < steps_.size() ? steps_[step + 1].x : width_; }

  Spot lowest(Point size) const {
    Spot best{0, {0, INFINITY}};
    for (std::size_t i = 0; i < steps_.size() && (i == 0 || steps_[i].x + size.x <= width_ * (1 + 1e-12)); ++i) {
      double y = 0;
      for (auto j = i; j < steps_.size() && (j == i || steps_[j].x < steps_[i].x + size.x); ++j)
        y = std::max(y, steps_[j].y);
      if (y < best.corner.y) best = {i, {steps_[i].x, y}};
    }
    return best;
  }

  void raise(const Spot& spot, Point size) {
    const double right = spot.corner.x + size.x;
    auto last = spot.step;
    while (last + 1 < steps_.size() && steps_[last + 1].x <= right) ++last;
    const Step rest{right, steps_[last].y};
    const bool remains = right < end(last);
    const auto from = steps_.begin() + static_cast<std::ptrdiff_t>(spot.step);
    const auto at = steps_.erase(from, from + static_cast<std::ptrdiff_t>(last - spot.step + 1));
    const auto put = steps_.insert(at, {spot.corner.x, spot.corner.y + size.y});
    if (remains) steps_.insert(std::next(put), rest);
  }

  double width_;
  std::vector<Step> steps_;
};

struct Packing {
  std::vector<Point> corners;
  double cost = INFINITY; // width of the rectangle of kAspect around it all
};

Packing pack_into(std::span<const Point> sizes, std::span<const std::uint32_t> order, double width) {
  Packing packing{std::vector<Point>(sizes.size()), 0};
  Skyline skyline(width);
  for (const auto i : order) {
    packing.corners[i] = skyline.put(sizes[i]);
    packing.cost =
        std::max({packing.cost, packing.corners[i].x + sizes[i].x, kAspect * (packing.corners[i].y + sizes[i].y)});
  }
  return packing;
}

} // namespace

std::vector<Point> pack(std::span<const Point> sizes) {
  std::vector<std::uint32_t> order(sizes.size());
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::stable_sort(order, std::ranges::greater(), [&](std::uint32_t i) { return sizes[i].y; });
  double area = 0, widest = 0;
  for (const Point& size : sizes) {
    area += size.x * size.y;
    widest = std::max(widest, size.x);
  }
  Packing best;
  for (double factor = .9; factor < 2.4; factor *= 1.06) {
    auto packing = pack_into(sizes, order, std::max(widest, factor * std::sqrt(kAspect * area)));
    if (packing.cost < best.cost) best = std::move(packing);
  }
  return best.corners;
}

std::vector<Point> block(std::size_t count, std::size_t columns, double across, double down) {
  std::vector<Point> points(count);
  for (std::size_t i = 0; i < count; ++i)
    points[i] = {across * static_cast<double>(i % columns), down * static_cast<double>(i / columns)};
  return points;
}

void lay_flat(std::span<Point> points) {
  Point mean;
  for (const Point& p : points) mean = {mean.x + p.x, mean.y + p.y};
  mean = {mean.x / static_cast<double>(points.size()), mean.y / static_cast<double>(points.size())};
  double xx = 0, xy = 0, yy = 0;
  for (const Point& p : points) {
    xx += (p.x - mean.x) * (p.x - mean.x);
    xy += (p.x - mean.x) * (p.y - mean.y);
    yy += (p.y - mean.y) * (p.y - mean.y);
  }
  // Cosine and sine of half the angle whose tangent is 2 xy / (xx - yy).
  const double across = xx - yy, length = std::sqrt(across * across + 4 * xy * xy);
  const double cosine = length > 0 ? across / length : 1;
  const double c = std::sqrt(std::max(0.0, (1 + cosine) / 2)), up = std::sqrt(std::max(0.0, (1 - cosine) / 2));
  const double s = xy < 0 ? -up : up;
  for (Point& p : points) {
    const double x = p.x - mean.x, y = p.y - mean.y;
    p = {c * x + s * y, c * y - s * x};
  }
}

} // namespace cuibono::layout
