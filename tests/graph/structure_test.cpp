#include <gtest/gtest.h>

#include "build.h"
#include "graph/brokerage.h"
#include "graph/centrality.h"
#include "graph/cohesion.h"
#include "graph/hierarchy.h"

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

} // namespace
} // namespace cuibono::graph
