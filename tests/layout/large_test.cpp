// The large layout and its pieces. Expected values are worked by hand on networks of known shape.
#include "layout/large.h"

#include <gtest/gtest.h>

#include <numeric>

#include "build.h"
#include "layout/balance.h"

namespace cuibono::layout {
namespace {

Mesh mesh_of(const graph::Network& network) {
  std::vector<WeightedLink> links;
  for (const auto [a, b] : network.links) links.push_back({a, b, 1});
  return make_mesh(std::vector<double>(network.nodes.size(), 1), std::vector<char>(network.nodes.size()), links);
}

Hierarchy hierarchy_of(const graph::Network& network, std::size_t coarsest = 8) {
  base::Random random(5);
  return make_hierarchy(mesh_of(network), coarsest, random);
}

/// Rings of `size`, each tied to the next by one link.
graph::Network necklace(std::uint32_t rings, std::uint32_t size) {
  std::vector<graph::Link> links;
  for (std::uint32_t ring = 0; ring < rings; ++ring) {
    for (std::uint32_t a = 0; a < size; ++a)
      for (std::uint32_t b = a + 1; b < size; ++b) links.push_back({ring * size + a, ring * size + b});
    if (ring + 1 < rings) links.push_back({ring * size, (ring + 1) * size + 1});
  }
  return network_of(rings * size, links);
}

TEST(Hierarchy, Keeps_every_node_and_shrinks_to_the_coarsest) {
  for (const auto& network : {grid(20), star(400), path(400), necklace(40, 10)}) {
    const auto hierarchy = hierarchy_of(network);
    for (const Level& level : hierarchy.levels)
      EXPECT_EQ(std::accumulate(level.mass.begin(), level.mass.end(), 0.0f), 400);
    EXPECT_LE(hierarchy.levels.back().size(), 8u);
  }
}

TEST(Hierarchy, Numbers_the_children_of_a_parent_side_by_side) {
  for (const Level& level : hierarchy_of(grid(20)).levels) EXPECT_TRUE(std::ranges::is_sorted(level.parent));
}

TEST(Hierarchy, Is_the_same_network_in_another_order) {
  const auto mesh = mesh_of(grid(7));
  base::Random random(5);
  const auto hierarchy = make_hierarchy(mesh, 8, random);
  const Level& finest = hierarchy.levels[0];
  std::vector<std::pair<std::uint32_t, std::uint32_t>> before, after;
  for (std::uint32_t v = 0; v < 49; ++v) {
    for (const auto u : mesh.neighbours(v)) before.push_back({v, u});
    for (auto arc = finest.first[v]; arc < finest.first[v + 1]; ++arc)
      after.push_back({hierarchy.order[v], hierarchy.order[finest.to[arc]]});
  }
  std::ranges::sort(after);
  EXPECT_EQ(before, after);
}

TEST(Hierarchy, Joins_those_first_who_share_neighbours) {
  const auto hierarchy = hierarchy_of(necklace(30, 6), 100);
  const Level& finest = hierarchy.levels[0];
  std::vector<std::uint32_t> ring_of(hierarchy.levels[1].size(), 99);
  for (std::uint32_t v = 0; v < finest.size(); ++v) {
    auto& ring = ring_of[finest.parent[v]];
    if (ring == 99) ring = hierarchy.order[v] / 6;
    EXPECT_EQ(ring, hierarchy.order[v] / 6) << "a pair spans two rings";
  }
}

TEST(Pivot_distances, Are_the_lengths_of_shortest_paths) {
  const auto hierarchy = hierarchy_of(path(200));
  base::Random random(2);
  const auto distances = pivot_distances(hierarchy.levels[0], 8, random);
  for (std::size_t v = 0; v < 200; ++v)
    for (std::size_t i = 0; i < 8; ++i) {
      const auto from = static_cast<float>(hierarchy.order[distances.pivot[i]]);
      EXPECT_EQ(distances.of_node[v * 8 + i], std::abs(static_cast<float>(hierarchy.order[v]) - from));
    }
}

TEST(Pivot_distances, One_level_up_are_means) {
  const auto hierarchy = hierarchy_of(grid(20));
  base::Random random(2);
  const auto fine = pivot_distances(hierarchy.levels[0], 4, random);
  const auto coarse = coarser_distances(fine, hierarchy.levels[0], hierarchy.levels[1]);
  std::vector<float> sum(coarse.of_node.size());
  for (std::size_t v = 0; v < 400; ++v)
    for (std::size_t i = 0; i < 4; ++i) sum[hierarchy.levels[0].parent[v] * 4 + i] += fine.of_node[v * 4 + i];
  for (std::size_t v = 0; v < hierarchy.levels[1].size(); ++v)
    for (std::size_t i = 0; i < 4; ++i)
      EXPECT_NEAR(coarse.of_node[v * 4 + i] * hierarchy.levels[1].mass[v], sum[v * 4 + i], 1e-3);
}

TEST(Pivot_scaling, Puts_a_path_in_a_line_a_link_apart) {
  const auto hierarchy = hierarchy_of(path(50));
  base::Random random(2);
  const auto at = pivot_scaling(pivot_distances(hierarchy.levels[0], 8, random), random);
  std::vector<std::uint32_t> place(50);
  for (std::uint32_t v = 0; v < 50; ++v) place[hierarchy.order[v]] = v;
  for (std::size_t i = 0; i + 1 < 50; ++i) EXPECT_NEAR(distance(at[place[i]], at[place[i + 1]]), 1, .15) << i;
}

TEST(Grid, Finds_everybody_within_a_cell) {
  base::Random random(3);
  Places at;
  for (int i = 0; i < 500; ++i) {
    at.x.push_back(static_cast<float>(random.unit() * 10));
    at.y.push_back(static_cast<float>(random.unit() * 4));
  }
  const std::vector<float> mass(500, 1);
  const Grid grid(at, mass, .5f);
  for (std::size_t v = 0; v < 500; ++v) {
    std::size_t near = 0, found = 0;
    for (std::size_t u = 0; u < 500; ++u) near += std::hypot(at.x[u] - at.x[v], at.y[u] - at.y[v]) <= .5f;
    for (const auto& [first, last] : grid.around(at.x[v], at.y[v]).run)
      for (auto i = first; i < last; ++i) found += std::hypot(grid.x()[i] - at.x[v], grid.y()[i] - at.y[v]) <= .5f;
    EXPECT_EQ(found, near);
  }
}

TEST(Grid, Has_no_more_cells_than_it_can_hold_when_one_node_is_far_away) {
  Places at{{0, 1, 1e9f}, {0, 1, 1e9f}};
  const Grid grid(at, std::vector<float>(3, 1), .01f);
  EXPECT_GT(grid.cell(), 1e6f);
}

// Mean over nodes of the share of a node's neighbours that are among as many nodes nearest to it.
double neighbours_kept(const graph::Network& network, const std::vector<Point>& at) {
  const auto mesh = mesh_of(network);
  double kept = 0;
  for (std::uint32_t v = 0; v < at.size(); ++v) {
    std::vector<std::pair<double, std::uint32_t>> others;
    for (std::uint32_t u = 0; u < at.size(); ++u)
      if (u != v) others.push_back({distance(at[u], at[v]), u});
    const auto neighbours = mesh.neighbours(v);
    std::ranges::partial_sort(others, others.begin() + static_cast<std::ptrdiff_t>(neighbours.size()));
    double found = 0;
    for (std::size_t i = 0; i < neighbours.size(); ++i)
      found += std::ranges::find(neighbours, others[i].second) != neighbours.end();
    kept += found / static_cast<double>(neighbours.size());
  }
  return kept / static_cast<double>(at.size());
}

std::vector<Point> laid_out(const graph::Network& network, unsigned threads = 1) {
  base::Random random(1);
  base::Progress progress;
  return lay_out_large(mesh_of(network), 1, threads, random, progress);
}

TEST(Lay_out_large, Puts_nodes_beside_their_neighbours) {
  EXPECT_GT(neighbours_kept(grid(16), laid_out(grid(16))), .75);
  EXPECT_GT(neighbours_kept(necklace(40, 6), laid_out(necklace(40, 6))), .85);
}

TEST(Lay_out_large, Unfolds_a_grid_so_that_opposite_corners_are_its_side_apart) {
  const auto at = laid_out(grid(16));
  const double side = 15; // links; as the crow flies in a drawing true to paths, 15 to 30 for the diagonal's 30 links
  EXPECT_GT(distance(at[0], at[255]), side);
  EXPECT_GT(distance(at[15], at[240]), side);
}

TEST(Lay_out_large, Does_not_depend_on_the_threads) {
  EXPECT_EQ(laid_out(necklace(200, 6), 1), laid_out(necklace(200, 6), 3));
}

TEST(Lay_out_large, Stops_when_told) {
  std::stop_source source;
  source.request_stop();
  base::Random random(1);
  base::Progress progress;
  progress.stop = source.get_token();
  lay_out_large(mesh_of(grid(40)), 1000, 1, random, progress); // 1,000 times the work: only stopping ends it soon
  EXPECT_EQ(progress.done, 0u);
}

} // namespace
} // namespace cuibono::layout
