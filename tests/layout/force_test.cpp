#include "layout/force.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "build.h"
#include "layout/pack.h"

namespace cuibono::layout {
namespace {

using graph::Network;

std::vector<Point> positions(const Network& network, const ForceOptions& options = {}) {
  base::Progress progress;
  return force_layout(network, options, progress).value();
}

bool all_finite(const std::vector<Point>& at) {
  return std::ranges::all_of(at, [](Point p) { return std::isfinite(p.x) && std::isfinite(p.y); });
}

TEST(Force_layout, The_same_seed_gives_the_same_bits) { EXPECT_EQ(positions(grid(9)), positions(grid(9))); }

TEST(Force_layout, Another_seed_gives_another_picture) {
  EXPECT_NE(positions(grid(9), {.seed = 1}), positions(grid(9), {.seed = 2}));
}

TEST(Force_layout, The_number_of_threads_does_not_change_a_bit) {
  const auto network = grid(40);
  EXPECT_EQ(positions(network, {.iterations = 20, .threads = 1}), positions(network, {.iterations = 20, .threads = 3}));
}

TEST(Force_layout, A_sketch_is_repeatable_and_has_a_place_for_everybody) {
  const auto network = grid(40);
  const auto at = positions(network, sketch_of({.seed = 4}));
  EXPECT_EQ(at, positions(network, sketch_of({.seed = 4})));
  EXPECT_TRUE(all_finite(at));
  EXPECT_GT(distance(at[0], at[1599]), 20 * distance(at[0], at[1])) << "opposite corners lie apart in a sketch, too";
}

TEST(Force_layout, Of_nothing_is_nothing) { EXPECT_TRUE(positions(network_of(0, {})).empty()); }

TEST(Force_layout, One_node_stands_at_the_origin) {
  const auto at = positions(network_of(1, {}));
  ASSERT_EQ(at.size(), 1u);
  EXPECT_NEAR(at[0].x, 0, 1e-9);
  EXPECT_NEAR(at[0].y, 0, 1e-9);
}

TEST(Force_layout, Two_tied_nodes_stand_a_link_length_apart_side_by_side) {
  const auto at = positions(path(2), {.link_length = 80});
  EXPECT_NEAR(distance(at[0], at[1]), 80, 1e-6);
  EXPECT_NEAR(at[0].y, at[1].y, 1e-6);
}

TEST(Force_layout, A_grid_comes_out_unfolded) {
  const auto network = grid(8);
  const auto at = positions(network);
  for (const auto [a, b] : network.links) EXPECT_LT(distance(at[a], at[b]), 220) << a << " " << b;
  EXPECT_GT(distance(at[0], at[63]), 500);
  EXPECT_GT(distance(at[7], at[56]), 500);
}

TEST(Force_layout, A_path_comes_out_wider_than_high) {
  double low = INFINITY, high = -INFINITY, left = INFINITY, right = -INFINITY;
  for (const Point p : positions(path(20))) {
    low = std::min(low, p.y), high = std::max(high, p.y);
    left = std::min(left, p.x), right = std::max(right, p.x);
  }
  EXPECT_GT(right - left, high - low);
}

TEST(Force_layout, No_two_nodes_of_a_star_of_a_thousand_overlap) {
  ForceOptions options{.iterations = 100};
  options.radius.assign(1000, 20);
  EXPECT_GT(smallest_distance(positions(star(1000), options)), 40);
}

TEST(Force_layout, Nodes_of_different_size_do_not_overlap) {
  ForceOptions options;
  for (std::uint32_t i = 0; i < 100; ++i) options.radius.push_back(i % 10 == 0 ? 60 : 5);
  const auto at = positions(grid(10), options);
  for (std::size_t i = 0; i < 100; ++i)
    for (std::size_t j = i + 1; j < 100; ++j) EXPECT_GT(distance(at[i], at[j]), options.radius[i] + options.radius[j]);
}

TEST(Force_layout, Single_nodes_stand_in_a_block_apart_from_the_rest) {
  auto network = grid(5);
  for (std::uint32_t i = 26; i <= 60; ++i) network.nodes.push_back({i});
  const auto at = positions(network);
  EXPECT_GT(smallest_distance(at), 30);
  double tied = -INFINITY, single = INFINITY;
  for (std::size_t i = 0; i < 25; ++i) tied = std::max(tied, at[i].y);
  for (std::size_t i = 25; i < at.size(); ++i) single = std::min(single, at[i].y);
  EXPECT_GT(single, tied + 30);
}

TEST(Force_layout, Components_stand_apart) {
  std::vector<graph::Link> links;
  for (std::uint32_t triangle = 0; triangle < 12; ++triangle)
    for (std::uint32_t corner = 0; corner < 3; ++corner)
      links.push_back({3 * triangle + corner, 3 * triangle + (corner + 1) % 3});
  const auto at = positions(network_of(36, links));
  const auto centre = [&](std::size_t i) {
    const Point a = at[3 * i], b = at[3 * i + 1], c = at[3 * i + 2];
    return Point{(a.x + b.x + c.x) / 3, (a.y + b.y + c.y) / 3};
  };
  for (std::size_t i = 0; i < 12; ++i)
    for (std::size_t j = i + 1; j < 12; ++j) EXPECT_GT(distance(centre(i), centre(j)), 100);
}

TEST(Force_layout, A_pinned_node_stays_exactly) {
  ForceOptions options;
  options.pinned.resize(25);
  options.pinned[3] = Point{1234.5, -77.25};
  options.pinned[20] = Point{-10, 1.0 / 3};
  const auto at = positions(grid(5), options);
  EXPECT_EQ(at[3], (Point{1234.5, -77.25}));
  EXPECT_EQ(at[20], (Point{-10, 1.0 / 3}));
  EXPECT_TRUE(all_finite(at));
}

TEST(Force_layout, Nodes_make_room_for_pins) {
  ForceOptions options;
  options.pinned.resize(200);
  const auto spots = block(100, 10, 40, 40);
  std::ranges::copy(spots, options.pinned.begin());
  const auto at = positions(star(200), options);
  EXPECT_GT(smallest_distance(at), 29);
}

TEST(Force_layout, Pins_in_one_spot_do_no_harm) {
  ForceOptions options;
  options.pinned.assign(4, Point{5, 5});
  EXPECT_EQ(positions(path(4), options), std::vector<Point>(4, Point{5, 5}));
}

TEST(Force_layout, A_start_in_one_point_spreads_out) {
  ForceOptions options;
  options.start.assign(50, Point{7, 7});
  const auto at = positions(star(50), options);
  EXPECT_TRUE(all_finite(at));
  EXPECT_GT(smallest_distance(at), 29);
}

TEST(Force_layout, Starting_from_its_own_result_moves_nothing) {
  const auto network = grid(8);
  const auto before = positions(network);
  ForceOptions options;
  options.start.assign(before.begin(), before.end());
  const auto after = positions(network, options);
  for (std::size_t i = 0; i < before.size(); ++i) EXPECT_LT(distance(before[i], after[i]), 1) << i;
}

TEST(Force_layout, A_new_node_finds_a_place_beside_its_neighbour_and_the_rest_hardly_moves) {
  auto network = grid(8);
  const auto before = positions(network);
  network.nodes.push_back({65});
  network.links.push_back({7, 64});
  ForceOptions options;
  options.start.assign(before.begin(), before.end());
  options.start.push_back(std::nullopt);
  const auto after = positions(network, options);
  EXPECT_LT(distance(after[64], after[7]), 250);
  EXPECT_GT(smallest_distance(after), 29);
  for (std::size_t i = 0; i < before.size(); ++i) EXPECT_LT(distance(before[i], after[i]), 50) << i;
}

TEST(Force_layout, A_new_component_stands_clear_of_what_has_a_place) {
  auto network = grid(4);
  const auto before = positions(network);
  for (std::uint32_t i = 17; i <= 20; ++i) network.nodes.push_back({i});
  network.links.push_back({16, 17});
  ForceOptions options;
  options.start.assign(before.begin(), before.end());
  options.start.resize(20);
  const auto after = positions(network, options);
  for (std::size_t i = 0; i < 16; ++i)
    for (std::size_t j = 16; j < 20; ++j) EXPECT_GT(distance(after[i], after[j]), 60);
}

TEST(Force_layout, Parallel_links_pull_like_one) {
  auto network = grid(5);
  const auto once = positions(network);
  const auto links = network.links;
  network.links.insert(network.links.end(), links.begin(), links.end());
  std::ranges::sort(network.links);
  EXPECT_EQ(positions(network), once);
}

TEST(Force_layout, Few_iterations_still_give_a_whole_picture) {
  for (const int iterations : {0, 1, 2, 5}) EXPECT_TRUE(all_finite(positions(grid(6), {.iterations = iterations})));
}

TEST(Force_layout, Says_that_it_was_cancelled) {
  std::stop_source source;
  base::Progress progress;
  progress.stop = source.get_token();
  source.request_stop();
  const auto result = force_layout(grid(30), {}, progress);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, base::ErrorKind::Cancelled);
}

TEST(Force_layout, Ends_with_all_its_work_done) {
  base::Progress progress;
  ASSERT_TRUE(force_layout(grid(6), {}, progress));
  EXPECT_GT(progress.total, 0u);
  EXPECT_EQ(progress.done, progress.total);
}

} // namespace
} // namespace cuibono::layout
