#include "graph/betweenness.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <set>

#include "base/random.h"
#include "graph/measures.h"
#include "build.h"

namespace cuibono::graph {
namespace {

std::vector<double> betweenness_of(const Network& network, unsigned threads = 0) {
  base::Progress progress;
  return betweenness(network, progress, threads).value();
}

// The ten-node network of domain.md section 5; its values were computed with networkx 2.8.8.
enum : std::uint32_t { REC, BRK, TRN, HRB, MGR, OWN, OFF, V1, V2, V3 };

Network oracle() {
  return network_of(10, {{REC, BRK}, {BRK, TRN}, {BRK, HRB}, {TRN, HRB}, {HRB, MGR}, {MGR, OWN}, {OWN, OFF},
                         {REC, V1}, {REC, V2}, {REC, V3}, {TRN, V1}, {TRN, V2}, {TRN, V3}, {MGR, V1}, {MGR, V2},
                         {MGR, V3}, {BRK, MGR}});
}

TEST(Oracle, Density_and_centralisation_agree_with_networkx) {
  EXPECT_NEAR(density(oracle()), .377778, 1e-6);
  EXPECT_NEAR(degree_centralisation(oracle()), .361111, 1e-6);
}

TEST(Oracle, Degrees_agree_with_networkx) {
  EXPECT_EQ(degrees(oracle()).total, (std::vector<std::uint32_t>{4, 4, 5, 3, 6, 2, 1, 3, 3, 3}));
}

TEST(Oracle, Betweenness_agrees_with_networkx) {
  const std::vector<double> expected{2, 2.6, 3.5, .6, 17.5, 8, 0, 1.6, 1.6, 1.6};
  const auto actual = betweenness_of(oracle());
  ASSERT_EQ(actual.size(), expected.size());
  for (std::size_t v = 0; v < expected.size(); ++v) EXPECT_NEAR(actual[v], expected[v], 1e-12) << "node " << v;
}

TEST(Betweenness, Of_a_path_is_the_product_of_the_two_sides) {
  const auto values = betweenness_of(path(8));
  for (std::size_t v = 0; v < 8; ++v) EXPECT_DOUBLE_EQ(values[v], static_cast<double>(v * (7 - v)));
}

TEST(Betweenness, Of_a_hub_is_all_pairs_of_its_leaves) {
  const auto values = betweenness_of(star(50));
  EXPECT_DOUBLE_EQ(values[0], 49 * 48 / 2);
  EXPECT_DOUBLE_EQ(values[1], 0);
}

TEST(Betweenness, Of_an_odd_cycle_is_the_same_everywhere) {
  for (const double value : betweenness_of(cycle(9))) EXPECT_DOUBLE_EQ(value, (9 - 1) * (9 - 3) / 8.0);
}

TEST(Betweenness, Of_an_even_cycle_shares_the_opposite_pairs) {
  for (const double value : betweenness_of(cycle(8))) EXPECT_DOUBLE_EQ(value, (8 - 2) * (8 - 2) / 8.0);
}

TEST(Betweenness, Does_not_cross_between_components) {
  EXPECT_EQ(betweenness_of(network_of(6, {{0, 1}, {1, 2}, {3, 4}, {4, 5}})), (std::vector<double>{0, 1, 0, 0, 1, 0}));
}

TEST(Betweenness, Follows_directions_where_there_are_any) {
  EXPECT_EQ(betweenness_of(network_of(3, {{0, 1}, {1, 2}}, true)), (std::vector<double>{0, 1, 0}));
  EXPECT_EQ(betweenness_of(network_of(3, {{1, 0}, {1, 2}}, true)), (std::vector<double>{0, 0, 0}));
}

TEST(Betweenness, Counts_parallel_links_once) {
  EXPECT_EQ(betweenness_of(network_of(4, {{0, 1}, {0, 1}, {1, 3}, {0, 2}, {2, 3}})), betweenness_of(cycle(4)));
}

TEST(Betweenness, Of_nothing_is_nothing) { EXPECT_TRUE(betweenness_of({}).empty()); }

// A random tree and as many links again.
Network random_connected(std::uint64_t seed, std::uint32_t nodes) {
  base::Random random(seed);
  std::vector<Link> links;
  for (std::uint32_t v = 1; v < nodes; ++v) links.push_back({static_cast<std::uint32_t>(random.next() % v), v});
  for (std::uint32_t i = 0; i < nodes; ++i) {
    const auto a = static_cast<std::uint32_t>(random.next() % nodes);
    const auto b = static_cast<std::uint32_t>(random.next() % nodes);
    if (a != b) links.push_back({std::min(a, b), std::max(a, b)});
  }
  return network_of(nodes, links);
}

// Sum over pairs of (distance - 1), by Floyd and Warshall.
double inner_nodes_of_all_pairs(const Network& network) {
  const auto n = network.nodes.size();
  std::vector<std::vector<double>> distance(n, std::vector<double>(n, 1e9));
  for (const auto [a, b] : network.links) distance[a][b] = distance[b][a] = 1;
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) distance[i][j] = std::min(distance[i][j], distance[i][k] + distance[k][j]);
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = i + 1; j < n; ++j) sum += distance[i][j] - 1;
  return sum;
}

TEST(Betweenness, Sums_to_the_inner_nodes_of_all_shortest_paths) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Network network = random_connected(seed, 20 + static_cast<std::uint32_t>(seed) * 3);
    const auto values = betweenness_of(network);
    EXPECT_NEAR(std::accumulate(values.begin(), values.end(), 0.0), inner_nodes_of_all_pairs(network), 1e-6) << seed;
  }
}

// Brandes's algorithm as it is printed, one source after another.
std::vector<double> plain_betweenness(const Network& network) {
  const auto n = network.nodes.size();
  std::vector<std::set<std::uint32_t>> next(n);
  for (const auto [a, b] : network.links) {
    next[a].insert(b);
    if (!network.directed) next[b].insert(a);
  }
  std::vector<double> result(n);
  for (std::uint32_t source = 0; source < n; ++source) {
    std::vector<int> distance(n, -1);
    std::vector<double> paths(n), dependency(n);
    std::vector<std::uint32_t> order{source};
    distance[source] = 0, paths[source] = 1;
    for (std::size_t head = 0; head < order.size(); ++head)
      for (const auto u : next[order[head]]) {
        if (distance[u] < 0) distance[u] = distance[order[head]] + 1, order.push_back(u);
        if (distance[u] == distance[order[head]] + 1) paths[u] += paths[order[head]];
      }
    for (auto i = order.size(); i-- > 1;)
      for (std::uint32_t v = 0; v < n; ++v)
        if (distance[v] == distance[order[i]] - 1 && next[v].contains(order[i]))
          dependency[v] += paths[v] / paths[order[i]] * (1 + dependency[order[i]]);
    for (std::uint32_t v = 0; v < n; ++v)
      if (v != source) result[v] += network.directed ? dependency[v] : dependency[v] / 2;
  }
  return result;
}

TEST(Betweenness, Agrees_with_the_printed_algorithm_on_random_networks) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    base::Random random(seed);
    const auto nodes = 2 + static_cast<std::uint32_t>(random.next() % 90); // more and fewer than one batch of sources
    std::vector<Link> links;
    for (std::uint32_t i = 0; i < nodes * (1 + seed % 3); ++i) {
      const auto a = static_cast<std::uint32_t>(random.next() % nodes), b = static_cast<std::uint32_t>(random.next() % nodes);
      if (a != b) links.push_back({a, b});
    }
    const Network network = network_of(nodes, links, seed % 2 == 0);
    const auto fast = betweenness_of(network), plain = plain_betweenness(network);
    for (std::uint32_t v = 0; v < nodes; ++v) EXPECT_NEAR(fast[v], plain[v], 1e-9 * (1 + plain[v])) << "seed " << seed << " node " << v;
  }
}

TEST(Sampled_betweenness, From_all_sources_is_exact_and_without_error) {
  const Network network = random_connected(3, 150);
  base::Progress progress;
  const auto sampled = sampled_betweenness(network, 1000, 1, progress).value();
  const auto exact = betweenness_of(network);
  EXPECT_EQ(sampled.sources, 150u);
  for (std::size_t v = 0; v < 150; ++v) {
    EXPECT_NEAR(sampled.value[v], exact[v], 1e-9 * (1 + exact[v]));
    EXPECT_EQ(sampled.error[v], 0);
  }
}

TEST(Sampled_betweenness, Is_off_by_more_than_its_bound_for_fewer_than_one_in_twenty) {
  const Network network = random_connected(5, 300);
  const auto exact = betweenness_of(network);
  std::size_t missed = 0;
  double widest = 0, largest = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    base::Progress progress;
    const auto sampled = sampled_betweenness(network, 200, seed, progress).value();
    for (std::size_t v = 0; v < 300; ++v) {
      missed += std::abs(sampled.value[v] - exact[v]) > sampled.error[v];
      widest = std::max(widest, sampled.error[v]);
      largest = std::max(largest, exact[v]);
    }
  }
  EXPECT_LT(missed, 20 * 300 / 20);
  EXPECT_LT(widest, 2 * largest) << "a bound that says nothing";
}

TEST(Betweenness, Is_the_same_to_the_last_bit_on_any_number_of_threads) {
  const Network network = random_connected(7, 300);
  EXPECT_EQ(betweenness_of(network, 1), betweenness_of(network, 5));
}

TEST(Betweenness, Stops_when_it_is_told_to) {
  std::stop_source source;
  base::Progress progress;
  progress.stop = source.get_token();
  source.request_stop();
  const auto result = betweenness(star(100), progress);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, base::ErrorKind::Cancelled);
}

TEST(Degrees, Tell_in_from_out_where_links_are_directed) {
  const auto result = degrees(network_of(3, {{0, 1}, {2, 1}, {1, 0}}, true));
  EXPECT_EQ(result.in, (std::vector<std::uint32_t>{1, 2, 0}));
  EXPECT_EQ(result.out, (std::vector<std::uint32_t>{1, 1, 1}));
  EXPECT_EQ(result.total, (std::vector<std::uint32_t>{2, 3, 1}));
}

TEST(Components, Are_numbered_by_their_first_node) {
  const auto result = components(network_of(6, {{0, 3}, {1, 4}, {4, 5}}));
  EXPECT_EQ(result.count, 3u);
  EXPECT_EQ(result.of_node, (std::vector<std::uint32_t>{0, 1, 2, 0, 1, 1}));
}

TEST(Components, Ignore_directions) { EXPECT_EQ(components(network_of(3, {{1, 0}, {1, 2}}, true)).count, 1u); }

TEST(Components, Survive_a_path_of_a_hundred_thousand_nodes) { EXPECT_EQ(components(path(100000)).count, 1u); }

TEST(Density, Of_a_clique_is_one_directed_or_not) {
  EXPECT_DOUBLE_EQ(density(cycle(3)), 1);
  EXPECT_DOUBLE_EQ(density(network_of(2, {{0, 1}, {1, 0}}, true)), 1);
  EXPECT_DOUBLE_EQ(density(network_of(2, {{0, 1}}, true)), .5);
}

TEST(Density, Of_fewer_than_two_nodes_is_nought) { EXPECT_EQ(density(network_of(1, {})), 0); }

TEST(Degree_centralisation, Is_one_for_a_star_and_nought_for_a_cycle) {
  EXPECT_DOUBLE_EQ(degree_centralisation(star(12)), 1);
  EXPECT_DOUBLE_EQ(degree_centralisation(cycle(12)), 0);
}

} // namespace
} // namespace cuibono::graph
