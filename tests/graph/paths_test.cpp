#include "graph/paths.h"

#include <gtest/gtest.h>

#include "build.h"
#include "case_builder.h"

namespace cuibono::graph {
namespace {

using Nodes = std::vector<std::uint32_t>;

// `stages` diamonds one after another: 2^stages shortest paths.
Network diamonds(std::uint32_t stages) {
  std::vector<Link> links;
  for (std::uint32_t i = 0; i < stages; ++i)
    for (const std::uint32_t side : {1u, 2u}) {
      links.push_back({3 * i, 3 * i + side});
      links.push_back({3 * i + side, 3 * i + 3});
    }
  return network_of(3 * stages + 1, links);
}

Paths shortest(const Network& network, std::uint32_t to, std::size_t limit) {
  base::Progress progress;
  return shortest_paths(path_graph(network, Shortness::Steps), 0, to, limit, progress).value();
}

TEST(Paths, All_shortest_ones_are_counted_when_only_some_are_listed) {
  const auto found = shortest(diamonds(40), 120, 3);
  EXPECT_EQ(found.count, std::uint64_t{1} << 40);
  EXPECT_FALSE(found.count_is_least);
  ASSERT_EQ(found.paths.size(), 3u);
  EXPECT_EQ(found.paths[0].cost.steps, 80u);
  EXPECT_EQ(found.paths[0].nodes[119 / 3 * 2 + 1], 118u) << "the lower number first";
  EXPECT_LT(found.paths[0].nodes, found.paths[1].nodes);
}

TEST(Paths, A_number_too_large_to_count_is_said_to_be_a_least_one) {
  const auto found = shortest(diamonds(70), 210, 1);
  EXPECT_TRUE(found.count_is_least);
  EXPECT_EQ(found.paths.size(), 1u);
}

TEST(Paths, There_is_none_between_separate_parts) {
  const auto network = network_of(4, {{0, 1}, {2, 3}});
  const auto graph = path_graph(network, Shortness::Steps);
  base::Progress progress;
  EXPECT_EQ(shortest(network, 3, 5).count, 0u);
  EXPECT_TRUE(k_shortest(graph, 0, 3, 5, progress)->paths.empty());
  EXPECT_EQ(simple_paths(graph, 0, 3, {}, progress)->count, 0u);
}

TEST(Paths, Directions_are_followed_where_there_are_any) {
  EXPECT_EQ(shortest(network_of(2, {{1, 0}}, true), 1, 5).count, 0u);
  EXPECT_EQ(shortest(network_of(2, {{0, 1}}, true), 1, 5).count, 1u);
}

// .9 * .9 = .81 is more than .5, and parallel links of .5 hold together with .75.
TEST(Paths, By_evidence_a_longer_path_of_better_links_is_shorter) {
  auto network = network_of(3, {{0, 1}, {0, 2}, {1, 2}});
  network.weights = {.9, .5, .9};
  base::Progress progress;
  auto found = shortest_paths(path_graph(network, Shortness::Evidence), 0, 2, 5, progress).value();
  ASSERT_EQ(found.count, 1u);
  EXPECT_EQ(found.paths[0].nodes, (Nodes{0, 1, 2}));
  network = network_of(3, {{0, 1}, {0, 2}, {0, 2}, {1, 2}});
  network.weights = {.9, .75, .5, .9};
  found = shortest_paths(path_graph(network, Shortness::Evidence), 0, 2, 5, progress).value();
  EXPECT_EQ(found.paths[0].nodes, (Nodes{0, 2})) << "1 - .25 * .5 = .875";
}

TEST(Paths, The_k_shortest_come_by_length_then_by_number_and_say_when_there_are_more) {
  // 0-1-3, 0-2-3, 0-1-2-3, 0-2-1-3 by hand.
  const auto graph = path_graph(network_of(4, {{0, 1}, {0, 2}, {1, 2}, {1, 3}, {2, 3}}), Shortness::Steps);
  base::Progress progress;
  const auto found = k_shortest(graph, 0, 3, 3, progress).value();
  ASSERT_EQ(found.paths.size(), 3u);
  EXPECT_EQ(found.paths[0].nodes, (Nodes{0, 1, 3}));
  EXPECT_EQ(found.paths[1].nodes, (Nodes{0, 2, 3}));
  EXPECT_EQ(found.paths[2].nodes, (Nodes{0, 1, 2, 3}));
  EXPECT_TRUE(found.count_is_least);
  EXPECT_FALSE(k_shortest(graph, 0, 3, 9, progress)->count_is_least);
}

TEST(Paths, Simple_ones_beyond_the_list_are_counted_and_beyond_the_work_said_to_be_more) {
  std::vector<Link> links;
  for (std::uint32_t a = 0; a < 9; ++a)
    for (std::uint32_t b = a + 1; b < 9; ++b) links.push_back({a, b});
  const auto graph = path_graph(network_of(9, links), Shortness::Steps);
  base::Progress progress;
  const auto found = simple_paths(graph, 0, 8, {.most_steps = 3, .listed = 2}, progress).value();
  EXPECT_EQ(found.count, 1u + 7 + 7 * 6);
  EXPECT_EQ(found.paths.size(), 2u);
  EXPECT_FALSE(found.count_is_least);
  const auto bounded = simple_paths(graph, 0, 8, {.most_steps = 8, .listed = 2, .most_work = 500}, progress).value();
  EXPECT_TRUE(bounded.count_is_least);
  EXPECT_GT(bounded.count, 2u);
}

TEST(Paths, A_stopped_search_says_so) {
  std::stop_source source;
  source.request_stop();
  base::Progress progress;
  progress.stop = source.get_token();
  const auto graph = path_graph(path(20'000), Shortness::Steps);
  EXPECT_EQ(shortest_paths(graph, 0, 19'999, 1, progress).error().kind, base::ErrorKind::Cancelled);
}

TEST(Paths, Nodes_in_order_of_keys_keep_their_links_weights_and_facts) {
  testing::CaseBuilder built;
  built.tie(model::TieType::Employs, "C", "A", {"A1"});
  built.tie(model::TieType::Family, "B", "C", {"A1"});
  const auto network =
      in_key_order(built.snapshot, build_network(built.snapshot, {.keep_parallel = true, .weigh = Weigh::Evidence}));
  ASSERT_EQ(network.nodes.size(), 3u);
  EXPECT_EQ(built.snapshot.entities().find(network.nodes[0])->key, "A");
  EXPECT_EQ(network.links, (std::vector<Link>{{0, 2}, {1, 2}}));
  EXPECT_EQ(network.facts, (std::vector<Fact>{{false, 0}, {false, 1}}));
  EXPECT_DOUBLE_EQ(network.weights[0], .9);
}

} // namespace
} // namespace cuibono::graph
