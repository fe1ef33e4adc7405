#include <gtest/gtest.h>

#include <numeric>

#include "base/random.h"
#include "build.h"
#include "layout/coarsen.h"
#include "layout/multilevel.h"
#include "layout/overlap.h"
#include "layout/pack.h"
#include "layout/quadtree.h"

namespace cuibono::layout {
namespace {

std::vector<Point> random_points(std::size_t count, std::uint64_t seed) {
  base::Random random(seed);
  std::vector<Point> points(count);
  for (Point& p : points) p = {random.unit() * 100, random.unit() * 60};
  return points;
}

Point push_by_hand(const std::vector<Point>& points, const std::vector<double>& masses, Point p) {
  Point sum;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double dx = p.x - points[i].x, dy = p.y - points[i].y, square = dx * dx + dy * dy;
    if (square == 0) continue;
    sum = {sum.x + masses[i] * dx / square, sum.y + masses[i] * dy / square};
  }
  return sum;
}

TEST(Quadtree, Is_exact_where_no_cell_may_stand_for_its_points) {
  const auto points = random_points(200, 3);
  std::vector<double> masses(points.size());
  std::iota(masses.begin(), masses.end(), 1.0);
  const Quadtree tree(points, masses);
  for (const Point p : points) {
    const Point expected = push_by_hand(points, masses, p), actual = tree.push(p, 0, 1e-12);
    EXPECT_NEAR(actual.x, expected.x, 1e-6);
    EXPECT_NEAR(actual.y, expected.y, 1e-6);
  }
}

TEST(Quadtree, Comes_within_a_few_percent_where_far_cells_count_as_one_point) {
  const auto points = random_points(2000, 5);
  const std::vector<double> masses(points.size(), 1);
  const Quadtree tree(points, masses);
  double error = 0, size = 0;
  for (const Point p : points) {
    const Point expected = push_by_hand(points, masses, p), actual = tree.push(p, .7, 1e-12);
    error += distance(expected, actual);
    size += distance(expected, {0, 0});
  }
  EXPECT_LT(error / size, .03);
}

TEST(Quadtree, Pushes_each_point_of_a_group_as_alone) {
  const auto points = random_points(3000, 7);
  std::vector<double> masses(points.size());
  std::iota(masses.begin(), masses.end(), 1.0);
  const Quadtree tree(points, masses);
  double error = 0, size = 0;
  std::size_t met = 0;
  for (const auto& group : tree.groups()) {
    ASSERT_LE(group.last - group.first, Quadtree::kMostInGroup);
    const auto pushes = tree.push_group(group, .7, 1e-12);
    for (auto place = group.first; place < group.last; ++place, ++met) {
      const Point expected = push_by_hand(points, masses, points[tree.order()[place]]);
      error += distance(expected, pushes[place - group.first]);
      size += distance(expected, {0, 0});
    }
  }
  EXPECT_EQ(met, points.size());
  EXPECT_LT(error / size, .02);
}

TEST(Quadtree, Has_groups_for_any_number_of_points_in_one_spot) {
  const std::vector<Point> points(1000, Point{3, 4});
  const Quadtree tree(points, std::vector<double>(points.size(), 1));
  std::size_t met = 0;
  for (const auto& group : tree.groups()) met += group.last - group.first;
  EXPECT_EQ(met, 1000u);
  EXPECT_EQ(tree.push_group(tree.groups()[0], .7, 1e-6)[5], (Point{0, 0}));
}

TEST(Quadtree, Copes_with_points_in_one_spot) {
  const std::vector<Point> points(1000, Point{3, 4});
  const std::vector<double> masses(points.size(), 1);
  EXPECT_EQ(Quadtree(points, masses).push({3, 4}, .7, 1e-6), (Point{0, 0}));
}

TEST(Coarsen, Keeps_the_mass_and_about_halves_the_nodes) {
  std::vector<WeightedLink> links;
  for (std::uint32_t v = 1; v < 1000; ++v) links.push_back({0, v, 1});
  const Mesh fine = make_mesh(std::vector<double>(1000, 1), std::vector<char>(1000), links);
  base::Random random(1);
  const auto coarser = coarsen(fine, random);
  ASSERT_TRUE(coarser);
  EXPECT_LE(coarser->mesh.size(), 501u);
  EXPECT_EQ(std::accumulate(coarser->mesh.mass.begin(), coarser->mesh.mass.end(), 0.0), 1000);
}

TEST(Coarsen, Leaves_held_nodes_single) {
  std::vector<char> held(10);
  held[4] = true;
  std::vector<WeightedLink> links;
  for (std::uint32_t v = 1; v < 10; ++v) links.push_back({v - 1, v, 1});
  base::Random random(1);
  const auto coarser = coarsen(make_mesh(std::vector<double>(10, 1), held, links), random);
  ASSERT_TRUE(coarser);
  EXPECT_EQ(coarser->mesh.mass[coarser->parent[4]], 1);
  EXPECT_TRUE(coarser->mesh.held[coarser->parent[4]]);
}

TEST(Clutter, Counts_crossings_and_links_that_graze_a_stranger) {
  const std::vector<WeightedLink> diagonals{{0, 2, 1}, {1, 3, 1}};
  const Mesh mesh = make_mesh(std::vector<double>(5, 1), std::vector<char>(5), diagonals);
  EXPECT_EQ(clutter(mesh, {{0, 0}, {0, 1}, {1, 1}, {1, 0}, {9, 9}}, .1), 1u);
  EXPECT_EQ(clutter(mesh, {{0, 0}, {1, 0}, {0, 1}, {1, 1}, {0, .5}}, .1), 1u);
}

TEST(Lay_out, Draws_a_cube_with_few_crossings) {
  std::vector<WeightedLink> cube;
  for (std::uint32_t v = 0; v < 4; ++v) {
    cube.push_back({v, (v + 1) % 4, 1});
    cube.push_back({v + 4, (v + 1) % 4 + 4, 1});
    cube.push_back({v, v + 4, 1});
  }
  const Mesh mesh = make_mesh(std::vector<double>(8, 1), std::vector<char>(8), cube);
  base::Random random(1);
  base::Progress progress;
  EXPECT_LE(clutter(mesh, lay_out(mesh, std::vector<Point>(8), {}, random, progress), 0), 4u);
}

TEST(Pack, Boxes_do_not_overlap_and_fill_most_of_a_flat_rectangle) {
  base::Random random(11);
  std::vector<Point> sizes(200);
  double area = 0, width = 0, height = 0;
  for (Point& size : sizes) {
    size = {20 + 100 * random.unit(), 20 + 100 * random.unit()};
    area += size.x * size.y;
  }
  const auto corners = pack(sizes);
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    width = std::max(width, corners[i].x + sizes[i].x);
    height = std::max(height, corners[i].y + sizes[i].y);
    for (std::size_t j = i + 1; j < sizes.size(); ++j)
      EXPECT_FALSE(corners[i].x < corners[j].x + sizes[j].x - 1e-9 && corners[j].x < corners[i].x + sizes[i].x - 1e-9 &&
                   corners[i].y < corners[j].y + sizes[j].y - 1e-9 && corners[j].y < corners[i].y + sizes[i].y - 1e-9)
          << i << " " << j;
  }
  EXPECT_GT(area / (width * height), .75);
  EXPECT_NEAR(width / height, kAspect, .3);
}

TEST(Lay_flat, Turns_a_slanting_line_level) {
  std::vector<Point> line{{0, 0}, {10, 20}, {20, 40}};
  lay_flat(line);
  for (const Point p : line) EXPECT_NEAR(p.y, 0, 1e-9);
}

TEST(Remove_overlap, Leaves_alone_what_has_room) {
  std::vector<Point> at{{0, 0}, {100, 0}, {0, 100}};
  const auto before = at;
  const std::vector<double> radius(3, 10);
  const std::vector<char> held(3);
  remove_overlap(at, radius, held, Room::Grow, base::Progress());
  EXPECT_EQ(at, before);
}

TEST(Remove_overlap, Finds_a_way_out_between_held_nodes) {
  std::vector<Point> at(101);
  std::vector<char> held(101, true);
  std::ranges::copy(block(100, 10, 25, 25), at.begin());
  at[100] = {112, 112};
  held[100] = false;
  remove_overlap(at, std::vector<double>(101, 10), held, Room::Keep, base::Progress());
  EXPECT_GE(smallest_distance(at), 20);
  EXPECT_EQ(at[0], (Point{0, 0}));
}

} // namespace
} // namespace cuibono::layout
