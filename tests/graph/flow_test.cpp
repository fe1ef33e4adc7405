#include "graph/flow.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"
#include "build.h"

namespace cuibono::graph {
namespace {

using Nodes = std::vector<std::uint32_t>;

Flow flow_of(const Network& network, const Nodes& sources, const Nodes& sinks) {
  base::Progress progress;
  return max_flow(network, sources, sinks, progress).value();
}

// Links in order of (source, target), as build_network leaves them.
Network weighted(std::uint32_t nodes, std::vector<Link> links, std::vector<double> weights, bool directed) {
  auto network = network_of(nodes, {}, directed);
  network.links = std::move(links);
  network.weights = std::move(weights);
  return network;
}

// Figure 26.1 of Cormen, Leiserson, Rivest and Stein, third edition: s, v1 to v4, t.
Network textbook() {
  return weighted(6, {{0, 1}, {0, 2}, {1, 3}, {2, 1}, {2, 4}, {3, 2}, {3, 5}, {4, 3}, {4, 5}}, {16, 13, 12, 4, 14, 9, 20, 7, 4}, true);
}

TEST(Flow, Of_the_textbook_is_twenty_three_through_the_three_links_of_its_cut) {
  const auto flow = flow_of(textbook(), {0}, {5});
  EXPECT_DOUBLE_EQ(flow.value, 23);
  EXPECT_EQ(flow.cut, (Nodes{2, 7, 8})); // v1 to v3: 12, v4 to v3: 7, v4 to t: 4
  EXPECT_EQ(flow.source_side, (std::vector<bool>{true, true, true, false, true, false}));
}

// Two triangles that one tie joins: nothing but that tie limits what passes.
TEST(Flow, Of_undirected_ties_passes_either_way) {
  const auto network = network_of(6, {{0, 1}, {0, 2}, {1, 2}, {2, 3}, {3, 4}, {3, 5}, {4, 5}});
  const auto there = flow_of(network, {0}, {5}), back = flow_of(network, {5}, {0});
  EXPECT_DOUBLE_EQ(there.value, 1);
  EXPECT_DOUBLE_EQ(back.value, 1);
  EXPECT_EQ(there.cut, (Nodes{3}));
  EXPECT_EQ(back.cut, (Nodes{3}));
  EXPECT_DOUBLE_EQ(there.along[3], 1);
  EXPECT_DOUBLE_EQ(back.along[3], -1);
}

TEST(Flow, Adds_parallel_links_up_and_sends_nothing_through_a_loop) {
  const auto flow = flow_of(weighted(2, {{0, 0}, {0, 1}, {0, 1}}, {9, 2, 3}, true), {0}, {1});
  EXPECT_DOUBLE_EQ(flow.value, 5);
  EXPECT_EQ(flow.along, (std::vector<double>{0, 2, 3}));
  EXPECT_EQ(flow.cut, (Nodes{1, 2}));
}

TEST(Flow, Against_the_directions_is_none_and_cuts_nothing) {
  const auto flow = flow_of(network_of(3, {{0, 1}, {1, 2}}, true), {2}, {0});
  EXPECT_DOUBLE_EQ(flow.value, 0);
  EXPECT_TRUE(flow.cut.empty());
  EXPECT_EQ(flow.source_side, (std::vector<bool>{false, false, true}));
}

// 0 and 1 send 3 and 4 to 2, which passes on 5; 3 and 4 take 2 and 9 of it.
TEST(Flow, Has_several_sources_and_sinks_that_may_be_named_twice) {
  const auto network = weighted(6, {{0, 2}, {1, 2}, {2, 5}, {5, 3}, {5, 4}}, {3, 4, 5, 2, 9}, true);
  const auto flow = flow_of(network, {1, 0, 1}, {4, 3, 4});
  EXPECT_DOUBLE_EQ(flow.value, 5);
  EXPECT_EQ(flow.cut, (Nodes{2}));
}

// 0, 1, 3, 5 is found first, and leaves 2 no way on until it is sent by 4 instead.
TEST(Flow, Takes_back_a_way_that_stood_in_the_way_of_two) {
  const auto flow = flow_of(network_of(6, {{0, 1}, {0, 2}, {1, 3}, {1, 4}, {2, 3}, {3, 5}, {4, 5}}, true), {0}, {5});
  EXPECT_DOUBLE_EQ(flow.value, 2);
  EXPECT_DOUBLE_EQ(flow.along[3], 1); // 1 to 4
  EXPECT_DOUBLE_EQ(flow.along[4], 1); // 2 to 3
}

TEST(Flow, Says_what_is_wrong_with_its_ends_and_its_weights) {
  base::Progress progress;
  const auto network = path(3);
  const auto kind = [&](const Network& of, const Nodes& from, const Nodes& to) { return max_flow(of, from, to, progress).error().kind; };
  EXPECT_EQ(kind(network, {0, 1}, {1}), base::ErrorKind::Usage);
  EXPECT_EQ(kind(network, {0}, {3}), base::ErrorKind::Usage);
  EXPECT_EQ(kind(weighted(2, {{0, 1}}, {-1}, true), {0}, {1}), base::ErrorKind::Usage);
  EXPECT_EQ(kind(weighted(2, {{0, 1}}, {std::nan("")}, true), {0}, {1}), base::ErrorKind::Usage);
  EXPECT_DOUBLE_EQ(flow_of(network, {}, {2}).value, 0);
}

TEST(Flow, Can_be_stopped) {
  std::stop_source source;
  source.request_stop();
  base::Progress progress{.stop = source.get_token()};
  EXPECT_EQ(max_flow(path(3), Nodes{0}, Nodes{2}, progress).error().kind, base::ErrorKind::Cancelled);
}

TEST(Flow, Survives_a_path_of_a_hundred_thousand_nodes) {
  EXPECT_DOUBLE_EQ(flow_of(path(100'000), {0}, {99'999}).value, 1);
}

// What comes into a node goes out, no link carries more than it can, and the cut is as large as the flow: so neither a larger
// flow nor a smaller cut exists.
void expect_proof(const Network& network, const Flow& flow, const Nodes& ends) {
  std::vector<double> gained(network.nodes.size());
  double cut = 0;
  for (std::uint32_t i = 0; i < network.links.size(); ++i) {
    const auto [source, target] = network.links[i];
    EXPECT_LE(std::abs(flow.along[i]), network.weights[i] * (1 + 1e-12));
    EXPECT_TRUE(!network.directed || flow.along[i] >= 0);
    gained[source] -= flow.along[i];
    gained[target] += flow.along[i];
    const bool from = flow.source_side[source], to = flow.source_side[target];
    if (from != to && (from || !network.directed)) cut += network.weights[i];
  }
  for (const auto v : ends) gained[v] = 0;
  for (const double value : gained) EXPECT_NEAR(value, 0, 1e-9);
  EXPECT_NEAR(flow.value, cut, 1e-9 * (1 + cut));
}

TEST(Flow, Of_random_networks_equals_its_cut) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(::testing::Message() << "seed " << seed);
    base::Random random(seed);
    const auto nodes = 4 + static_cast<std::uint32_t>(random.next() % 40);
    std::vector<Link> links;
    for (std::uint64_t i = 0; i < nodes * (1 + seed % 5); ++i)
      links.push_back({static_cast<std::uint32_t>(random.next() % nodes), static_cast<std::uint32_t>(random.next() % nodes)});
    auto network = network_of(nodes, links, seed % 2 == 1);
    for (std::size_t i = 0; i < links.size(); ++i) network.weights.push_back(static_cast<double>(random.next() % 1000) / 7);
    const auto flow = flow_of(network, {0, 1}, {2, 3});
    EXPECT_TRUE(flow.source_side[0] && flow.source_side[1] && !flow.source_side[2] && !flow.source_side[3]);
    expect_proof(network, flow, {0, 1, 2, 3});
  }
}

} // namespace
} // namespace cuibono::graph
