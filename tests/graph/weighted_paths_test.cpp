#include "graph/weighted_paths.h"

#include <gtest/gtest.h>

#include <cmath>

#include "build.h"
#include "peer.h"

namespace cuibono::graph {
namespace {

Network weighed(Network network, std::vector<double> weights) {
  network.weights = std::move(weights);
  return network;
}

PathBetweenness through(const Network& network) {
  base::Progress progress;
  return path_betweenness(network, progress).value();
}

// 0 - 1 - 2 over two ties of weight 4 is 1/2 long, 0 - 2 directly 1.
TEST(WeightedPaths, Go_over_strong_ties) {
  const auto network = weighed(network_of(3, {{0, 1}, {0, 2}, {1, 2}}), {4, 1, 4});
  EXPECT_EQ(through(network).node, (std::vector<double>{0, 1, 0}));
  EXPECT_EQ(through(network).link, (std::vector<double>{2, 0, 2}));
  base::Progress progress;
  const auto near = weighted_nearness(network, progress).value();
  EXPECT_DOUBLE_EQ(near.harmonic[0], 4 + 2);
  EXPECT_DOUBLE_EQ(near.closeness[0], 2 / .75);
}

// Two ways from 0 to 5, 1/7 + 1/11 + 1/5 long and the same backwards: the two sums differ in their last bit.
TEST(WeightedPaths, That_differ_by_rounding_alone_are_equally_short) {
  ASSERT_NE(1. / 7 + 1. / 11 + 1. / 5, 1. / 5 + 1. / 11 + 1. / 7);
  const auto network = weighed(network_of(6, {{0, 1}, {0, 3}, {1, 2}, {2, 5}, {3, 4}, {4, 5}}, true), {7, 5, 11, 5, 11, 7});
  // 1 lies on 0-2 and on half of 0-5, 2 on half of 0-5 and on 1-5.
  EXPECT_EQ(through(network).node, (std::vector<double>{0, 1.5, 1.5, 1.5, 1.5, 0}));
}

TEST(WeightedPaths, Take_parallel_links_for_one_of_their_weights_sum) {
  const auto network = weighed(network_of(3, {{0, 1}, {0, 1}, {0, 2}, {1, 2}}), {1, 3, 1, 4});
  EXPECT_EQ(through(network).node, (std::vector<double>{0, 1, 0}));
  EXPECT_EQ(through(network).link, (std::vector<double>{2, 2, 0, 2}));
}

TEST(TieBetweenness, Of_a_path_is_the_product_of_the_two_sides) {
  EXPECT_EQ(through(path(5)).link, (std::vector<double>{4, 6, 6, 4}));
}

TEST(SampledPaths, From_all_sources_are_exact_and_from_some_within_their_bound) {
  std::size_t outside = 0, all = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const auto network = peer::random_network(seed * 3); // weighs
    const auto exact = through(network).node;
    base::Progress progress;
    const auto whole = sampled_path_betweenness(network, network.nodes.size(), seed, progress).value();
    const auto some = sampled_path_betweenness(network, network.nodes.size() / 2 + 1, seed, progress).value();
    for (std::size_t v = 0; v < exact.size(); ++v, ++all) {
      EXPECT_NEAR(whole.value[v], exact[v], 1e-9 * (1 + exact[v]));
      outside += std::abs(some.value[v] - exact[v]) > some.error[v] + 1e-9;
    }
  }
  EXPECT_LE(static_cast<double>(outside), .05 * static_cast<double>(all));
}

} // namespace
} // namespace cuibono::graph
