#include "layout/raster_pack.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/random.h"

namespace cuibono::layout {
namespace {

Outline ring(int nodes, double radius, double room = 1) {
  Outline outline;
  for (int i = 0; i < nodes; ++i) {
    const double turn = 2 * std::numbers::pi * i / nodes;
    outline.nodes.push_back({{radius * std::cos(turn), radius * std::sin(turn)}, room, room});
    outline.links.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>((i + 1) % nodes)});
  }
  return outline;
}

Outline box(double across, double down) { return {{{{0, 0}, across, down}}, {}}; }

bool overlap(const Outline& a, Point by_a, const Outline& b, Point by_b) {
  for (const auto& p : a.nodes)
    for (const auto& q : b.nodes)
      if (std::abs(p.at.x + by_a.x - q.at.x - by_b.x) < p.across + q.across - 1e-6 &&
          std::abs(p.at.y + by_a.y - q.at.y - by_b.y) < p.down + q.down - 1e-6)
        return true;
  return false;
}

TEST(Pack_outlines, No_box_covers_another) {
  base::Random random(4);
  std::vector<Outline> outlines;
  for (int i = 0; i < 60; ++i)
    outlines.push_back(i % 3 == 0 ? ring(12, 5 + 20 * random.unit()) : box(1 + 4 * random.unit(), 1 + random.unit()));
  const auto moves = pack_outlines(outlines);
  for (std::size_t i = 0; i < outlines.size(); ++i)
    for (std::size_t j = i + 1; j < outlines.size(); ++j)
      EXPECT_FALSE(overlap(outlines[i], moves[i], outlines[j], moves[j])) << i << " " << j;
}

TEST(Pack_outlines, A_small_one_goes_into_the_hole_of_a_large_ring) {
  const std::vector<Outline> outlines{box(5, 5), ring(200, 100)};
  const auto moves = pack_outlines(outlines);
  EXPECT_LT(std::hypot(moves[0].x - moves[1].x, moves[0].y - moves[1].y), 95);
}

TEST(Pack_outlines, A_small_one_stays_out_of_a_dense_drawing) {
  Outline dense;
  for (int row = 0; row < 20; ++row)
    for (int column = 0; column < 20; ++column) dense.nodes.push_back({{column * 10.0, row * 10.0}, 4, 4});
  const std::vector<Outline> outlines{dense, box(.4, .4)};
  const auto moves = pack_outlines(outlines);
  const double x = moves[1].x - moves[0].x, y = moves[1].y - moves[0].y;
  EXPECT_TRUE(x < -4 || x > 194 || y < -4 || y > 194) << x << " " << y;
}

TEST(Pack_outlines, Fills_a_wide_rectangle) {
  const std::vector<Outline> outlines(400, box(5, 5));
  double left = INFINITY, right = -INFINITY, low = INFINITY, high = -INFINITY;
  for (const Point p : pack_outlines(outlines)) {
    left = std::min(left, p.x), right = std::max(right, p.x);
    low = std::min(low, p.y), high = std::max(high, p.y);
  }
  EXPECT_NEAR((right - left + 10) / (high - low + 10), 1.6, .35);
  EXPECT_LT((right - left + 10) * (high - low + 10), 400 * 100 * 1.7);
}

TEST(Pack_outlines, Of_nothing_is_nothing) { EXPECT_TRUE(pack_outlines({}).empty()); }

TEST(Pack_outlines, Copes_with_outlines_without_size) {
  const std::vector<Outline> outlines(3, box(0, 0));
  EXPECT_EQ(pack_outlines(outlines).size(), 3u);
}

} // namespace
} // namespace cuibono::layout
