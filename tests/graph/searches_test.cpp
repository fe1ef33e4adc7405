// Distances on networks of more nodes than are searched from at once.

#include <gtest/gtest.h>

#include <numeric>

#include "base/random.h"
#include "build.h"
#include "graph/adjacency.h"
#include "graph/centrality.h"
#include "graph/shortest.h"

namespace cuibono::graph {
namespace {

// A dense part of `size` nodes, a sparse one as large that leads into it, and a tail: searches are wide here and narrow there.
Network uneven(std::uint32_t size, std::uint64_t seed, bool directed) {
  base::Random random(seed);
  const auto below = [&](std::uint64_t n) { return static_cast<std::uint32_t>(random.next() % n); };
  std::vector<Link> links;
  for (std::uint32_t i = 0; i < 3 * size; ++i) links.push_back({below(size), below(size)});
  for (std::uint32_t i = 0; i < size; ++i) links.push_back({size + below(size), below(2 * size)});
  for (std::uint32_t v = 2 * size; v < 2 * size + 100; ++v) links.push_back({v, v - 1});
  return network_of(2 * size + 101, links, directed); // and one by itself
}

// From the definition in centrality.h, one search after another; for every `each`th node.
void expect_same(const Network& network, std::uint32_t each = 1) {
  base::Progress progress;
  const auto near = nearness(network, progress).value();
  const auto out = adjacency(network, Ends::Out);
  for (std::uint32_t v = 0; v < out.size(); v += each) {
    double reached = 0, sum = 0, harmonic = 0;
    std::uint32_t farthest = 0;
    for (const auto steps : steps_from(out, v)) {
      if (steps == 0 || steps == kOutOfReach) continue;
      reached += 1, sum += steps, harmonic += 1. / steps;
      farthest = std::max(farthest, steps);
    }
    const double others = static_cast<double>(out.size()) - 1;
    EXPECT_NEAR(near.closeness[v], reached > 0 ? reached / sum * (reached / others) : 0, 1e-12) << v;
    EXPECT_NEAR(near.harmonic[v], harmonic, 1e-9) << v;
    EXPECT_EQ(near.farthest[v], farthest) << v;
  }
}

TEST(Nearness, Is_what_one_search_after_another_finds) {
  for (const bool directed : {false, true}) expect_same(uneven(300, 7, directed));
  expect_same(path(600));
  expect_same(star(520));
}

// So many nodes that a thread searches from several batches, one after another, and that searches begin narrow.
TEST(Nearness, Of_a_batch_owes_nothing_to_the_one_before) {
  for (const bool directed : {false, true}) expect_same(uneven(2500, 9, directed), 97);
  expect_same(path(4600), 97);
}

TEST(Nearness, Does_not_depend_on_the_number_of_threads) {
  base::Progress progress;
  const auto network = uneven(300, 3, false);
  const auto one = nearness(network, progress, 1).value(), three = nearness(network, progress, 3).value();
  EXPECT_EQ(one.closeness, three.closeness);
  EXPECT_EQ(one.farthest, three.farthest);
}

// 20,000 nodes are three runs; a ring with chords.
TEST(Pagerank, Does_not_depend_on_the_number_of_threads) {
  for (const bool directed : {false, true}) {
    base::Random random(5);
    auto links = cycle(20'000).links;
    const auto any = [&] { return static_cast<std::uint32_t>(random.next() % 20'000); };
    for (int i = 0; i < 20'000; ++i) links.push_back({any(), any()});
    const auto network = network_of(20'000, links, directed);
    const auto one = pagerank(network, .85, 1), three = pagerank(network, .85, 3);
    EXPECT_TRUE(one.settled);
    EXPECT_EQ(one.value, three.value);
    EXPECT_NEAR(std::accumulate(one.value.begin(), one.value.end(), 0.), 1, 1e-9);
  }
}

// The hub of a star of five has x = .15 / 5 + .85 (1 - x): the others give to nobody else.
TEST(Pagerank, Of_a_star_is_solved_by_hand) {
  const auto found = pagerank(star(5));
  EXPECT_NEAR(found.value[0], (.03 + .85) / 1.85, 1e-12);
  EXPECT_NEAR(found.value[1], .03 + .85 * found.value[0] / 4, 1e-12);
  EXPECT_TRUE(found.settled);
  EXPECT_LT(found.iterations, 60);
}

// 0 to 1 is 10 at once, 3 by way of 2 and 3; 4 is reached by nobody.
TEST(Lengths, Prefer_a_longer_way_of_less_weight) {
  auto network = network_of(5, {{0, 1}, {0, 2}, {2, 3}, {3, 1}, {4, 0}}, true);
  network.weights = {10, 1, .5, 1.5, 1};
  const auto out = adjacency(network, Ends::Out);
  EXPECT_EQ(lengths_from(out, 0), (std::vector<double>{0, 3, 1, 1.5, std::numeric_limits<double>::infinity()}));
  EXPECT_EQ(steps_from(out, 0), (std::vector<std::uint32_t>{0, 1, 1, 2, kOutOfReach}));
}

TEST(Adjacency, Adds_parallel_links_up_and_keeps_neighbours_in_order) {
  auto network = network_of(4, {}, true);
  network.links = {{3, 0}, {0, 3}, {0, 1}, {0, 3}, {2, 2}};
  network.weights = {1, 2, 4, 8, 16};
  const auto out = adjacency(network, Ends::Out), both = adjacency(network, Ends::Both);
  EXPECT_EQ(out.first, (std::vector<std::uint32_t>{0, 2, 2, 2, 3}));
  EXPECT_EQ(out.to, (std::vector<std::uint32_t>{1, 3, 0}));
  EXPECT_EQ(out.weight, (std::vector<double>{4, 10, 1}));
  EXPECT_EQ(both.to, (std::vector<std::uint32_t>{1, 3, 0, 0}));
  EXPECT_EQ(both.weight, (std::vector<double>{4, 11, 4, 11}));
}

TEST(Adjacency, Is_reversed_and_numbered_anew) {
  auto network = network_of(3, {{0, 1}, {0, 2}, {1, 2}}, true);
  network.weights = {1, 2, 4};
  const auto back = reversed(adjacency(network, Ends::Out), {2, 0, 1}); // 2 is 0, 0 is 1, 1 is 2
  EXPECT_EQ(back.first, (std::vector<std::uint32_t>{0, 2, 2, 3}));
  EXPECT_EQ(back.to, (std::vector<std::uint32_t>{1, 2, 1}));
  EXPECT_EQ(back.weight, (std::vector<double>{2, 4, 1}));
}

} // namespace
} // namespace cuibono::graph
