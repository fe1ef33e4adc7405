#include "layout/arrangements.h"

#include <gtest/gtest.h>

#include <map>
#include <numeric>

#include "build.h"
#include "layout/turn.h"

namespace cuibono::layout {
namespace {

using graph::Network;

Network clique(std::uint32_t nodes) {
  std::vector<graph::Link> links;
  for (std::uint32_t a = 0; a < nodes; ++a)
    for (std::uint32_t b = a + 1; b < nodes; ++b) links.push_back({a, b});
  return network_of(nodes, links);
}

Network circle(std::uint32_t nodes) {
  std::vector<graph::Link> links{{0, nodes - 1}};
  for (std::uint32_t i = 1; i < nodes; ++i) links.push_back({i - 1, i});
  return network_of(nodes, links);
}

Network directed(Network network) {
  network.directed = true;
  return network;
}

std::vector<std::uint32_t> numbers(std::size_t count) {
  std::vector<std::uint32_t> result(count);
  std::iota(result.begin(), result.end(), 0u);
  return result;
}

// Every arrangement of the network, with lanes, days, parents and places made up from the numbers of the nodes.
std::map<std::string, std::vector<Point>> every_arrangement(const Network& network, const ForceOptions& force = {}) {
  std::vector<std::uint32_t> lane;
  std::vector<std::optional<std::int32_t>> day;
  std::vector<std::optional<Place>> place;
  std::vector<std::optional<std::uint32_t>> parent(network.nodes.size());
  for (const auto v : numbers(network.nodes.size())) {
    lane.push_back(v % 3);
    day.push_back(v % 5 == 0 ? std::nullopt
                             : std::optional<std::int32_t>(19000 + static_cast<std::int32_t>(v * 7 % 400)));
    place.push_back(v % 4 == 0 ? std::nullopt : std::optional(Place{10 + v % 7 * .01, 100 + v % 3 * .5}));
  }
  for (const auto [a, b] : network.links) parent[b] = a;
  base::Progress progress;
  return {{"grid", grid_arrangement(network, 100)},
          {"circle", circle_arrangement(network, 100)},
          {"ego", ego_arrangement(network, most_tied(network), 100)},
          {"layers", layer_arrangement(directed(network), 100)},
          {"tree", tree_arrangement(parent, 100)},
          {"lanes", lane_arrangement(network, lane, 3, 100)},
          {"time", time_arrangement(day, 100)},
          {"map", map_arrangement(place, 100)},
          {"force", force_layout(network, force, progress).value()}};
}

bool finite_and_apart(std::vector<Point> at) {
  std::ranges::sort(at, {}, [](Point p) { return std::pair(p.x, p.y); });
  return std::ranges::all_of(at, [](Point p) { return std::isfinite(p.x) && std::isfinite(p.y); }) &&
         std::ranges::adjacent_find(at) == at.end();
}

TEST(Arrangements, Give_every_node_a_place_of_its_own_in_any_network) {
  const std::map<std::string, Network> networks{{"nothing", network_of(0, {})},
                                                {"one", network_of(1, {})},
                                                {"two", path(2)},
                                                {"star", star(400)},
                                                {"clique", clique(40)},
                                                {"circle", circle(200)},
                                                {"path", path(5000)},
                                                {"alone", network_of(10'000, {})},
                                                {"grid", grid(15)}};
  for (const auto& [shape, network] : networks)
    for (const auto& [name, at] : every_arrangement(network, {.iterations = 40})) {
      EXPECT_EQ(at.size(), network.nodes.size()) << name << " of " << shape;
      EXPECT_TRUE(finite_and_apart(at)) << name << " of " << shape;
    }
}

TEST(Arrangements, Are_repeatable) { EXPECT_EQ(every_arrangement(grid(7)), every_arrangement(grid(7))); }

TEST(Grid_arrangement, Puts_the_largest_component_and_in_it_whoever_has_most_ties_first) {
  auto network = network_of(6, {{0, 1}, {2, 3}, {3, 4}}); // 3 is tied to 2 and 4; 5 is alone
  const auto at = grid_arrangement(network, 10);          // rows of 4: the root of 1.6 * 6, rounded up
  EXPECT_EQ(at[3], (Point{0, 0}));
  EXPECT_EQ(at[2], (Point{10, 0}));
  EXPECT_EQ(at[4], (Point{20, 0}));
  EXPECT_EQ(at[0], (Point{30, 0}));
  EXPECT_EQ(at[5], (Point{10, 10}));
}

TEST(Circle_arrangement, Puts_the_nodes_of_a_circle_side_by_side_on_it) {
  const auto at = circle_arrangement(circle(12), 100);
  for (std::size_t i = 0; i < 12; ++i) EXPECT_NEAR(distance(at[i], at[(i + 1) % 12]), 100, 5) << i;
}

TEST(Circle_arrangement, Keeps_circles_apart) {
  auto links = circle(10).links;
  for (std::uint32_t i = 10; i < 14; ++i)
    for (std::uint32_t j = i + 1; j < 14; ++j) links.push_back({i, j});
  const auto at = circle_arrangement(network_of(14, links), 100);
  for (std::size_t i = 0; i < 10; ++i)
    for (std::size_t j = 10; j < 14; ++j) EXPECT_GE(distance(at[i], at[j]), 100);
}

TEST(Ego_arrangement, Puts_each_on_the_ring_of_its_distance) {
  const auto at = ego_arrangement(path(7), 3, 100); // 3 in the middle; 2 and 4 one tie away, ...
  EXPECT_EQ(at[3], (Point{0, 0}));
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(distance(at[i], at[3]), 160.0 * static_cast<double>(3 - i), 1e-9);
    EXPECT_NEAR(distance(at[6 - i], at[3]), 160.0 * static_cast<double>(3 - i), 1e-9);
  }
}

TEST(Layer_arrangement, Puts_every_source_above_its_target) {
  const auto network = directed(network_of(6, {{0, 1}, {0, 2}, {1, 3}, {2, 3}, {3, 4}, {0, 5}, {5, 4}}));
  const auto at = layer_arrangement(network, 100);
  for (const auto [a, b] : network.links) EXPECT_LT(at[a].y, at[b].y);
  EXPECT_EQ(layers_of(network), (std::vector<std::uint32_t>{0, 1, 1, 2, 3, 1}));
}

TEST(Layer_arrangement, Turns_one_link_of_a_circle) {
  Network network = directed(network_of(3, {}));
  network.links = {{0, 1}, {1, 2}, {2, 0}};
  EXPECT_EQ(layers_of(network), (std::vector<std::uint32_t>{0, 1, 2}));
}

TEST(Layer_arrangement, Uncrosses_two_links) {
  const auto at = layer_arrangement(directed(network_of(4, {{0, 3}, {1, 2}})), 100);
  EXPECT_LT((at[0].x - at[1].x) * (at[2].x - at[3].x), 0) << "0 stands on the side of 3";
}

TEST(Tree_arrangement, Puts_a_parent_above_the_middle_of_its_children) {
  //      0
  //    1   2
  //   3 4   5
  const auto at = tree_arrangement({std::nullopt, 0, 0, 1, 1, 2}, 100);
  EXPECT_EQ(at[3], (Point{0, 300}));
  EXPECT_EQ(at[4], (Point{100, 300}));
  EXPECT_EQ(at[5], (Point{200, 300}));
  EXPECT_EQ(at[1], (Point{50, 150}));
  EXPECT_EQ(at[2], (Point{200, 150}));
  EXPECT_EQ(at[0], (Point{125, 0}));
}

TEST(Tree_arrangement, Cuts_a_circle_of_owners) {
  const auto at = tree_arrangement({1, 2, 0, 0}, 100);
  EXPECT_TRUE(finite_and_apart(at));
}

TEST(Lane_arrangement, Puts_lanes_from_left_to_right) {
  const auto network = path(9);
  const std::vector<std::uint32_t> lane{2, 0, 1, 2, 0, 1, 2, 0, 1};
  const auto at = lane_arrangement(network, lane, 3, 100);
  for (std::size_t a = 0; a < 9; ++a)
    for (std::size_t b = 0; b < 9; ++b)
      if (lane[a] < lane[b]) {
        EXPECT_LT(at[a].x, at[b].x);
      }
}

TEST(Time_arrangement, Goes_down_and_right_with_time) {
  const auto at = time_arrangement({20, std::nullopt, 10, 30}, 100); // 4 nodes: 800 wide, the least
  EXPECT_EQ(at[2], (Point{0, 0}));
  EXPECT_EQ(at[0], (Point{400, 100}));
  EXPECT_EQ(at[3], (Point{800, 200}));
  EXPECT_EQ(at[1], (Point{-200, 300}));
}

// Web Mercator: 60 degrees north lie ln(tan 75 degrees) = 1.3170 of the globe's radius from the equator, 60 degrees of
// longitude 1.0472.
TEST(Map_arrangement, Is_web_mercator_with_north_up) {
  const auto at = map_arrangement({Place{0, 0}, Place{60, 0}, Place{0, 60}}, 100);
  EXPECT_LT(at[1].y, at[0].y);
  EXPECT_NEAR((at[0].y - at[1].y) / (at[2].x - at[0].x), 1.3170 / 1.0472, 1e-3);
}

TEST(Map_arrangement, Puts_those_without_a_place_below) {
  const auto at = map_arrangement({Place{10, 10}, std::nullopt, Place{-10, 10}, std::nullopt}, 100);
  EXPECT_GT(at[1].y, at[2].y + 100);
  EXPECT_GT(at[3].y, at[2].y + 100);
}

TEST(Map_arrangement, Parts_many_in_one_place) {
  const std::vector<std::optional<Place>> place(2000, Place{51.5, -.1});
  const auto at = map_arrangement(place, 100);
  EXPECT_GE(smallest_distance(at), 49);
  for (const Point& p : at) EXPECT_LT(distance(p, at[0]), 100 * 40) << "2,000 cells of 100 fill a square of 4,500";
}

TEST(On_circle, Is_cosine_and_sine) {
  for (int i = 0; i <= 1000; ++i) {
    const double angle = 2 * 3.14159265358979323846 * i / 1000;
    EXPECT_NEAR(on_circle(i / 1000.0).x, std::cos(angle), 1e-13);
    EXPECT_NEAR(on_circle(i / 1000.0).y, std::sin(angle), 1e-13);
  }
}

} // namespace
} // namespace cuibono::layout
