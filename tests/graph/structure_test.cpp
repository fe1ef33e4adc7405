#include <gtest/gtest.h>

#include "base/random.h"
#include "build.h"
#include "graph/brokerage.h"
#include "graph/centrality.h"
#include "graph/cohesion.h"
#include "graph/communities.h"
#include "graph/hierarchy.h"
#include "graph/key_players.h"
#include "graph/measures.h"

namespace cuibono::graph {
namespace {

// The tree of command of domain.md section 5, and the same with two more links.
enum : std::uint32_t { OWN, MGR, HRB, BRK, REC, TRN, OFF };
const std::vector<Link> kTree{{OWN, MGR}, {MGR, HRB}, {MGR, BRK}, {BRK, REC}, {BRK, TRN}};

TEST(Hierarchy, Of_a_tree_is_one_in_every_dimension) {
  const auto result = hierarchy(network_of(6, kTree, true));
  EXPECT_DOUBLE_EQ(result.connectedness, 1);
  EXPECT_DOUBLE_EQ(*result.hierarchy, 1);
  EXPECT_DOUBLE_EQ(result.efficiency, 1);
  EXPECT_DOUBLE_EQ(*result.lub, 1);
}

TEST(Hierarchy, Of_the_loosened_tree_is_what_the_package_sna_computes) {
  auto links = kTree;
  links.insert(links.end(), {{TRN, BRK}, {OFF, BRK}});
  const auto result = hierarchy(network_of(7, links, true));
  EXPECT_DOUBLE_EQ(result.connectedness, 1);
  EXPECT_NEAR(*result.hierarchy, .933333, 1e-6);
  EXPECT_NEAR(result.efficiency, .972222, 1e-6);
  EXPECT_DOUBLE_EQ(result.efficiency_undirected, 1);
  EXPECT_NEAR(*result.lub, .8, 1e-12);
}

TEST(Hierarchy, Of_a_ring_is_none) { EXPECT_DOUBLE_EQ(*hierarchy(network_of(3, {{0, 1}, {1, 2}, {2, 0}}, true)).hierarchy, 0); }

TEST(Hierarchy, Of_two_pairs_is_connected_by_a_third) {
  EXPECT_NEAR(hierarchy(network_of(4, {{0, 1}, {2, 3}}, true)).connectedness, 1. / 3, 1e-12);
}

TEST(Core_numbers, Tell_a_clique_from_its_tail) {
  EXPECT_EQ(core_numbers(network_of(6, {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}, {3, 4}, {4, 5}})),
            (std::vector<std::uint32_t>{3, 3, 3, 3, 1, 1}));
}

TEST(Bridges, Are_no_links_that_have_a_parallel_one) {
  EXPECT_EQ(bridges(network_of(3, {{0, 1}, {1, 2}, {1, 2}})), (std::vector<bool>{true, false, false}));
}

TEST(Strong_components, Survive_a_path_of_a_hundred_thousand_nodes) {
  auto links = path(100000).links;
  EXPECT_EQ(strong_components(network_of(100000, links, true)).count, 100000u);
}

// Worked by hand: 1 stands between 0 and 2; groups a, a, a / b, a, b / a, b, b / a, a, b / a, b, c.
TEST(Brokerage, Tells_the_five_kinds_apart) {
  const auto kinds = [](std::vector<std::uint32_t> group) { return brokerage(network_of(3, {{0, 1}, {1, 2}}, true), group)[1]; };
  using Counts = std::array<std::uint64_t, 5>;
  EXPECT_EQ(kinds({0, 0, 0}), (Counts{1, 0, 0, 0, 0}));
  EXPECT_EQ(kinds({1, 0, 1}), (Counts{0, 1, 0, 0, 0}));
  EXPECT_EQ(kinds({0, 1, 1}), (Counts{0, 0, 1, 0, 0}));
  EXPECT_EQ(kinds({0, 0, 1}), (Counts{0, 0, 0, 1, 0}));
  EXPECT_EQ(kinds({0, 1, 2}), (Counts{0, 0, 0, 0, 1}));
}

TEST(Brokerage, Is_nothing_where_the_two_are_tied_themselves) {
  EXPECT_EQ(brokerage(network_of(3, {{0, 1}, {1, 2}, {0, 2}}, true), std::vector<std::uint32_t>{0, 0, 0})[1], (std::array<std::uint64_t, 5>{}));
}

// Two hubs that point at one authority each and one that both point at.
TEST(Hits, Give_the_authority_that_both_hubs_point_at_the_most) {
  const auto result = hits(network_of(5, {{0, 2}, {0, 3}, {1, 3}, {1, 4}}, true));
  EXPECT_TRUE(result.settled);
  EXPECT_NEAR(result.hub[0], .5, 1e-9);
  EXPECT_NEAR(result.authority[3], .5, 1e-9);
  EXPECT_NEAR(result.authority[2], .25, 1e-9);
}

TEST(Assortativity, Of_groups_that_keep_to_themselves_is_one) {
  EXPECT_NEAR(group_assortativity(network_of(4, {{0, 1}, {2, 3}}), std::vector<std::uint32_t>{0, 0, 1, 1}).value(), 1, 1e-12);
}

// Cliques in a ring, each tied to the next by one link: the textbook case, in which every clique is a community.
Network ring_of_cliques(std::uint32_t cliques, std::uint32_t size) {
  std::vector<Link> links;
  for (std::uint32_t c = 0; c < cliques; ++c) {
    for (std::uint32_t a = 0; a < size; ++a)
      for (std::uint32_t b = a + 1; b < size; ++b) links.push_back({c * size + a, c * size + b});
    links.push_back({c * size, (c + 1) % cliques * size + 1});
  }
  return network_of(cliques * size, links);
}

TEST(Leiden, Finds_the_cliques_of_a_ring) {
  base::Progress progress;
  const auto found = leiden(ring_of_cliques(8, 6), {}, progress).value();
  EXPECT_EQ(found.count, 8u);
  for (std::uint32_t v = 0; v < 48; ++v) EXPECT_EQ(found.of_node[v], v / 6);
  // 8 * (15 / 128 - (32 / 256)^2): 15 of 128 links within each, which has 32 of 256 ends.
  EXPECT_NEAR(found.modularity, 8 * (15 / 128. - 32 / 256. * (32 / 256.)), 1e-12);
}

TEST(Leiden, Gives_connected_communities_on_random_networks) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    base::Random random(seed);
    std::vector<Link> links;
    const auto nodes = static_cast<std::uint32_t>(50 + seed * 5);
    for (std::uint32_t i = 0; i < nodes * 2; ++i) {
      const auto a = static_cast<std::uint32_t>(random.next() % nodes), b = static_cast<std::uint32_t>(random.next() % nodes);
      if (a != b) links.push_back({a, b});
    }
    const auto network = network_of(nodes, links, seed % 2 == 0);
    base::Progress progress;
    const auto found = leiden(network, {.seed = seed}, progress).value();
    Network within{.nodes = network.nodes};
    for (const auto& link : network.links)
      if (found.of_node[link.source] == found.of_node[link.target]) within.links.push_back({std::min(link.source, link.target), std::max(link.source, link.target)});
    EXPECT_EQ(components(within).count, found.count) << seed;
    EXPECT_NEAR(found.modularity, modularity(network, found.of_node), 1e-12);
    EXPECT_EQ(leiden(network, {.seed = seed}, progress).value().of_node, found.of_node);
  }
}

TEST(Leiden, Puts_who_is_tied_to_nobody_alone) {
  base::Progress progress;
  EXPECT_EQ(leiden(network_of(4, {{0, 1}}), {}, progress)->of_node, (std::vector<std::uint32_t>{0, 0, 1, 2}));
  EXPECT_EQ(leiden(network_of(0, {}), {}, progress)->count, 0u);
}

TEST(Leiden, Makes_more_communities_at_a_higher_resolution) {
  base::Progress progress;
  const auto network = ring_of_cliques(30, 5);
  EXPECT_GT(leiden(network, {.resolution = 8}, progress)->count, leiden(network, {.resolution = .2}, progress)->count);
}

TEST(Key_players, Greedily_found_are_those_of_the_exact_search_on_two_stars) {
  std::vector<Link> links{{0, 1}};
  for (std::uint32_t leaf = 2; leaf < 400; ++leaf) links.push_back({leaf % 2, leaf});
  base::Progress progress;
  const auto found = key_players(network_of(400, links), KeyPlayerGoal::Cut, 2, 1, {}, progress).value();
  ASSERT_EQ(found.sets.size(), 1u);
  EXPECT_EQ(found.sets[0].nodes, (std::vector<std::uint32_t>{0, 1}));
  EXPECT_DOUBLE_EQ(found.sets[0].value, 1);
}

TEST(Key_players, Are_chosen_only_from_who_is_allowed) {
  std::vector<bool> allowed(5, true);
  allowed[0] = false;
  base::Progress progress;
  const auto found = key_players(star(5), KeyPlayerGoal::Cut, 1, 9, allowed, progress).value();
  EXPECT_EQ(found.sets.size(), 4u);
  for (const auto& set : found.sets) EXPECT_NE(set.nodes[0], 0u);
}

} // namespace
} // namespace cuibono::graph
