#include "graph/dense_groups.h"

#include <gtest/gtest.h>

#include <bit>
#include <set>

#include "build.h"
#include "graph/adjacency.h"
#include "peer.h"

namespace cuibono::graph {
namespace {

using Groups = std::set<std::vector<std::uint32_t>>;

Groups plexes(const Network& network, std::uint32_t k, std::size_t smallest) {
  base::Progress progress;
  const auto found = maximal_plexes(network, k, {.smallest = smallest}, progress).value();
  EXPECT_TRUE(found.complete);
  EXPECT_EQ(found.found, found.groups.size());
  return {found.groups.begin(), found.groups.end()};
}

// Every set of nodes is tried.
Groups plexes_by_force(const Network& network, std::uint32_t k, std::size_t smallest) {
  const auto graph = adjacency(network, Ends::Both);
  const auto nodes = static_cast<std::uint32_t>(graph.size());
  std::vector<bool> is_plex(std::size_t{1} << nodes);
  const auto members_of = [&](std::uint32_t set) {
    std::vector<std::uint32_t> members;
    for (std::uint32_t v = 0; v < nodes; ++v)
      if (set >> v & 1) members.push_back(v);
    return members;
  };
  for (std::uint32_t set = 1; set < is_plex.size(); ++set) {
    is_plex[set] = true;
    for (const auto v : members_of(set)) {
      std::uint32_t ties = 0;
      for (const auto u : graph.of(v)) ties += set >> u & 1;
      if (ties + k < static_cast<std::uint32_t>(std::popcount(set))) is_plex[set] = false;
    }
  }
  Groups found;
  for (std::uint32_t set = 1; set < is_plex.size(); ++set) {
    bool maximal = is_plex[set] && static_cast<std::size_t>(std::popcount(set)) >= smallest;
    for (std::uint32_t v = 0; v < nodes && maximal; ++v) maximal = (set >> v & 1) || !is_plex[set | 1u << v];
    if (maximal) found.insert(members_of(set));
  }
  return found;
}

TEST(Plexes, Are_those_that_trying_every_set_finds) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    base::Random random(seed);
    const auto nodes = static_cast<std::uint32_t>(4 + random.next() % 9);
    std::vector<Link> links;
    for (std::uint32_t a = 0; a < nodes; ++a)
      for (std::uint32_t b = a + 1; b < nodes; ++b)
        if (random.unit() < .2 + .6 * static_cast<double>(seed % 7) / 6) links.push_back({a, b});
    const auto network = network_of(nodes, links);
    for (std::uint32_t k = 1; k <= 3; ++k)
      for (const std::size_t smallest : {2 * k - 1, 2 * k + 1})
        EXPECT_EQ(plexes(network, k, smallest), plexes_by_force(network, k, smallest)) << seed << ' ' << k;
  }
}

// A square is a 2-plex: each of the four misses one.
TEST(Plexes, Of_a_square_is_the_square) { EXPECT_EQ(plexes(cycle(4), 2, 3), (Groups{{0, 1, 2, 3}})); }

TEST(Cliques, Stop_at_their_limit_and_say_so) {
  std::vector<Link> links; // twenty parts of three, everybody tied to all of other parts: 3^20 cliques
  for (std::uint32_t a = 0; a < 60; ++a)
    for (std::uint32_t b = a + 1; b < 60; ++b)
      if (a / 3 != b / 3) links.push_back({a, b});
  base::Progress progress;
  const auto found = maximal_cliques(network_of(60, links), {.most = 10, .work = 1'000'000}, progress).value();
  EXPECT_FALSE(found.complete);
  EXPECT_EQ(found.groups.size(), 10u);
  EXPECT_GT(found.found, 10u);
  EXPECT_EQ(found.groups.front().size(), 20u);
}

TEST(Cliques, Keep_the_largest) {
  base::Progress progress;
  const auto network = network_of(9, {{0, 1}, {0, 2}, {1, 2}, {3, 4}, {3, 5}, {3, 6}, {4, 5}, {4, 6}, {5, 6}, {6, 7}, {7, 8}, {6, 8}});
  const auto found = maximal_cliques(network, {.most = 2}, progress).value();
  EXPECT_EQ(found.groups, (std::vector<std::vector<std::uint32_t>>{{3, 4, 5, 6}, {0, 1, 2}}));
  EXPECT_EQ(found.found, 3u);
}

} // namespace
} // namespace cuibono::graph
