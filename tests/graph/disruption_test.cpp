// Curves of removal: small networks worked by hand, random ones held against components counted anew at each step, and sums that
// must hold for every network.

#include <gtest/gtest.h>

#include <numeric>

#include "base/random.h"
#include "build.h"
#include "graph/betweenness.h"
#include "graph/disruption.h"
#include "graph/key_players.h"
#include "graph/measures.h"

namespace cuibono::graph {
namespace {

using Numbers = std::vector<std::uint32_t>;

Network random_network(std::uint64_t seed, std::uint32_t nodes, std::uint32_t links) {
  base::Random random(seed);
  std::vector<Link> drawn;
  for (std::uint32_t i = 0; i < links; ++i) {
    const auto a = static_cast<std::uint32_t>(random.next() % nodes), b = static_cast<std::uint32_t>(random.next() % nodes);
    if (a != b) drawn.push_back({std::min(a, b), std::max(a, b)});
  }
  std::ranges::sort(drawn);
  drawn.erase(std::unique(drawn.begin(), drawn.end()), drawn.end());
  return network_of(nodes, drawn);
}

TEST(Removal_of_nodes, Cuts_a_path_where_they_stood) {
  EXPECT_EQ(as_nodes_go(path(5), Numbers{2, 1}), (std::vector<Remains>{{5, 5, 1}, {4, 2, 2}, {3, 2, 2}}));
}

TEST(Removal_of_nodes, Of_everybody_leaves_nothing) {
  EXPECT_EQ(as_nodes_go(star(4), Numbers{0, 1, 2, 3}), (std::vector<Remains>{{4, 4, 1}, {3, 1, 3}, {2, 1, 2}, {1, 1, 1}, {0, 0, 0}}));
}

TEST(Removal_of_links, Cuts_a_path_and_spares_a_ring) {
  EXPECT_EQ(as_links_go(path(4), Numbers{1, 0}), (std::vector<Remains>{{4, 4, 1}, {4, 2, 2}, {4, 2, 3}}));
  EXPECT_EQ(as_links_go(cycle(4), Numbers{2}), (std::vector<Remains>{{4, 4, 1}, {4, 4, 1}}));
}

// Components counted anew at every step.
TEST(Removal_of_nodes, Is_what_counting_anew_finds_on_random_networks) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const auto network = random_network(seed, 30, 40);
    Numbers all(30);
    std::iota(all.begin(), all.end(), 0u);
    const auto order = random_order(all, 30, seed, 0);
    const auto curve = as_nodes_go(network, order);
    std::vector<bool> gone(30);
    for (std::size_t k = 0; k <= order.size(); ++k) {
      Network left;
      Numbers place(30);
      for (std::uint32_t v = 0; v < 30; ++v)
        if (!gone[v]) place[v] = static_cast<std::uint32_t>(left.nodes.size()), left.nodes.push_back(network.nodes[v]);
      for (const auto& [a, b] : network.links)
        if (!gone[a] && !gone[b]) left.links.push_back({place[a], place[b]});
      const auto counted = components(left);
      std::vector<std::size_t> size(counted.count);
      for (const auto c : counted.of_node) ++size[c];
      ASSERT_EQ(curve[k], (Remains{left.nodes.size(), size.empty() ? 0 : *std::ranges::max_element(size), counted.count}))
          << seed << " at " << k;
      if (k < order.size()) gone[order[k]] = true;
    }
  }
}

// Largest component after each of four removals from a star, the hub first: 1, 1, 1, 0 of 4 nodes.
TEST(Robustness, Of_a_star_that_loses_its_hub_first_is_three_sixteenths) {
  EXPECT_DOUBLE_EQ(robustness(as_nodes_go(star(4), Numbers{0, 1, 2, 3})), 3. / 16);
  EXPECT_EQ(robustness(as_nodes_go(star(4), Numbers{})), 0);
}

// Whoever goes, n - k are left and tied to each other: 1/4 (3/4 + 2/4 + 1/4 + 0).
TEST(Random_removal, From_a_clique_leaves_whoever_is_left_together) {
  const auto clique = network_of(4, {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}});
  const auto removal = random_nodes_go(clique, Numbers{0, 1, 2, 3}, 4, 7, 1);
  EXPECT_DOUBLE_EQ(removal.robustness, .375);
  for (std::size_t k = 0; k <= 4; ++k) EXPECT_NEAR(removal.curve[k].largest, 4. - static_cast<double>(k), 1e-12);
}

// One of five in a star: the hub with chance 1/5 leaves 1, a leaf leaves 4; in the mean 3.4.
TEST(Random_removal, Comes_near_the_mean_over_all_choices) {
  const auto removal = random_nodes_go(star(5), Numbers{0, 1, 2, 3, 4}, 1, 4000, 1);
  EXPECT_NEAR(removal.curve[1].largest, 3.4, .1);
  EXPECT_NEAR(removal.curve[1].components, .8 * 1 + .2 * 4, .1);
}

TEST(Random_removal, Takes_only_whom_it_may_and_is_the_same_for_a_seed) {
  const Numbers some{3, 5, 7};
  EXPECT_EQ(random_order(some, 9, 4, 2), random_order(some, 9, 4, 2));
  auto order = random_order(some, 9, 4, 2);
  std::ranges::sort(order);
  EXPECT_EQ(order, some);
  EXPECT_NE(random_order(Numbers{0, 1, 2, 3, 4, 5, 6, 7}, 8, 4, 2), random_order(Numbers{0, 1, 2, 3, 4, 5, 6, 7}, 8, 4, 3));
}

// 0 has four links; 1 and 2 have three, but 1 loses one when 0 goes.
const std::vector<Link> kThreeStars{{0, 1}, {0, 3}, {0, 4}, {0, 5}, {1, 6}, {1, 7}, {2, 8}, {2, 9}, {2, 10}};

TEST(Order_by_degree, Is_counted_again_after_each_removal) {
  EXPECT_EQ(nodes_by_degree(network_of(11, kThreeStars), 3, {}).order, (Numbers{0, 2, 1}));
}

TEST(Order_by_degree, Of_links_begins_where_both_ends_have_many) {
  // 0 - 1: 4 times 3. Then 0 has 3 links, as 2 has, and of equals the first comes first.
  EXPECT_EQ(links_by_degree(network_of(11, kThreeStars), 2, {}).order, (Numbers{0, 1}));
}

TEST(Orders, Take_only_whom_they_may) {
  std::vector<bool> allowed(11, true);
  allowed[0] = false;
  base::Progress progress;
  const auto network = network_of(11, kThreeStars);
  EXPECT_EQ(nodes_by_degree(network, 2, allowed).order, (Numbers{1, 2}));
  const auto between = nodes_by_betweenness(network, 11, allowed, progress).value().order;
  EXPECT_EQ(std::ranges::count(between, 0u), 0);
  EXPECT_EQ(between.size(), 10u);
  EXPECT_EQ(key_player_order(network, 3, allowed, progress)->nodes[0], 1u);
}

TEST(Order_by_betweenness, Breaks_a_path_in_the_middle_and_then_the_halves) {
  base::Progress progress;
  const auto found = nodes_by_betweenness(path(7), 3, {}, progress).value();
  EXPECT_EQ(found.order, (Numbers{3, 1, 5}));
  EXPECT_TRUE(found.renewed);
  EXPECT_EQ(links_by_betweenness(path(4), 1, {}, progress)->order, (Numbers{1}));
}

TEST(Order_by_betweenness, Of_a_large_network_is_measured_once) {
  base::Progress progress;
  const auto found = nodes_by_betweenness(star(3000), 40, {}, progress).value();
  EXPECT_FALSE(found.renewed);
  EXPECT_EQ(found.order[0], 0u);
}

// The middle link of a path of four lies between two and two, the others between one and three.
TEST(Link_betweenness, Of_a_path_is_pairs_of_one_side_and_the_other) {
  EXPECT_EQ(link_betweenness(path(4)), (std::vector<double>{3, 4, 3}));
}

// Every step of a shortest path goes along one link: the sum over links is the sum of distances, here by Floyd and Warshall.
TEST(Link_betweenness, Adds_up_to_the_distances_of_all_pairs) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto network = random_network(seed, 25, 40);
    std::vector<std::vector<int>> distance(25, std::vector<int>(25, 1000));
    for (std::uint32_t v = 0; v < 25; ++v) distance[v][v] = 0;
    for (const auto& [a, b] : network.links) distance[a][b] = distance[b][a] = 1;
    for (std::uint32_t k = 0; k < 25; ++k)
      for (std::uint32_t i = 0; i < 25; ++i)
        for (std::uint32_t j = 0; j < 25; ++j) distance[i][j] = std::min(distance[i][j], distance[i][k] + distance[k][j]);
    int sum = 0;
    for (std::uint32_t i = 0; i < 25; ++i)
      for (std::uint32_t j = 0; j < i; ++j) sum += distance[i][j] < 1000 ? distance[i][j] : 0;
    const auto between = link_betweenness(network);
    EXPECT_NEAR(std::accumulate(between.begin(), between.end(), 0.), sum, 1e-9) << seed;
  }
}

// Two thick parts that one node with two links joins; it and its two neighbours have fewer links than all the others, and
// without any of the three about half of the pairs are cut.
TEST(Key_players, Of_a_large_network_are_also_looked_for_among_those_who_stand_between) {
  std::vector<Link> links;
  constexpr std::uint32_t kPart = 400, kBridge = 2 * kPart;
  for (std::uint32_t part : {0u, kPart})
    for (std::uint32_t v = 0; v < kPart; ++v)
      for (const std::uint32_t step : {1u, 2u, 31u, 57u, 100u})
        if (const auto to = (v + step) % kPart; step < 100 || (v > 0 && to > 0)) links.push_back({part + v, part + to});
  links.push_back({0, kBridge});
  links.push_back({kPart, kBridge});
  base::Progress progress;
  const auto found = key_players(network_of(kBridge + 1, links), KeyPlayerGoal::Cut, 1, 1, {}, progress).value();
  EXPECT_FALSE(found.exact);
  EXPECT_LT(found.candidates, kPart);
  EXPECT_GT(found.sets[0].pairs, .499);
}

TEST(Key_players, Taken_one_after_another_keep_those_taken_before) {
  base::Progress progress;
  const auto order = key_player_order(path(7), 3, {}, progress).value();
  EXPECT_EQ(order.nodes[0], 3u); // the middle leaves two parts of three, whose middles come next
  EXPECT_EQ(order.nodes, (Numbers{3, 1, 5}));
}

TEST(Tied_part, Leaves_out_who_has_no_link) {
  const auto tied = tied_part(network_of(5, {{1, 3}, {3, 4}}));
  EXPECT_EQ(tied.nodes, (std::vector<EntityId>{{2}, {4}, {5}}));
  EXPECT_EQ(tied.links, (std::vector<Link>{{0, 1}, {1, 2}}));
}

} // namespace
} // namespace cuibono::graph
