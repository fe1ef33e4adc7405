#include "graph/core_periphery.h"

#include <gtest/gtest.h>

#include <cmath>

#include "build.h"

namespace cuibono::graph {
namespace {

CorePeriphery fitted(const Network& network) {
  base::Progress progress;
  return core_periphery(network, 99, 1, progress).value();
}

TEST(Core_periphery, Of_a_clique_with_leaves_fits_wholly_but_no_better_than_its_degrees_make_it) {
  std::vector<Link> links;
  for (std::uint32_t a = 0; a < 4; ++a) {
    for (std::uint32_t b = a + 1; b < 4; ++b) links.push_back({a, b});
    for (std::uint32_t leaf = 0; leaf < 3; ++leaf) links.push_back({a, 4 + 3 * a + leaf});
  }
  const auto found = fitted(network_of(16, links));
  EXPECT_NEAR(found.fit, 1, 1e-12);
  for (std::uint32_t v = 0; v < 16; ++v) EXPECT_EQ(found.in_core[v], v < 4);
  EXPECT_EQ(found.p, 1) << "no other network has these degrees";
}

// An octahedron whose six corners have two rim nodes each, every rim node at two corners: 12 of the core's 15 pairs are tied,
// none of the rim's 66; correlation by hand: (12 * 81 - 15 * 12) / sqrt(15 * 66 * 12 * 69).
TEST(Core_periphery, Of_a_core_with_a_rim_that_keeps_apart_fits_as_worked_by_hand) {
  std::vector<Link> links;
  for (std::uint32_t a = 0; a < 6; ++a)
    for (std::uint32_t b = a + 1; b < 6; ++b)
      if (b != a + 3) links.push_back({a, b});
  for (std::uint32_t rim = 0; rim < 12; ++rim) links.insert(links.end(), {{rim % 6, 6 + rim}, {(rim + 1) % 6, 6 + rim}});
  const auto found = fitted(network_of(18, links));
  EXPECT_NEAR(found.fit, (12 * 81 - 15 * 12) / std::sqrt(15. * 66 * 12 * 69), 1e-12);
}

TEST(Core_periphery, Of_a_ring_is_no_better_than_chance) { EXPECT_GT(fitted(cycle(12)).p, .05); }

TEST(Core_periphery, Of_nearly_nothing_is_none) {
  EXPECT_EQ(fitted(network_of(3, {{0, 1}})).draws, 0);
  EXPECT_EQ(fitted(network_of(0, {})).fit, 0);
}

} // namespace
} // namespace cuibono::graph
