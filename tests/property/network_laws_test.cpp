// What a measure says of somebody does not depend on the number under which the network has him. On random networks with
// loops, parallel links, several parts, weights and directions.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "app/node_measures.h"
#include "graph/cohesion.h"
#include "graph/equivalence.h"
#include "graph/measures.h"
#include "graph/rank_intervals.h"
#include "graph/weighted_paths.h"

namespace cuibono {
namespace {

using graph::Link;
using graph::Network;

int in(int from, int to) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(from, to)); }

Network random_network() {
  Network network{.directed = in(0, 2) == 1};
  const auto nodes = in(1, 25);
  const bool weighs = in(0, 2) == 1;
  for (int i = 0; i < nodes; ++i) network.nodes.push_back({static_cast<std::uint32_t>(i + 1)});
  for (int i = in(0, 3 * nodes + 1); i > 0; --i) {
    auto a = static_cast<std::uint32_t>(in(0, nodes)), b = static_cast<std::uint32_t>(in(0, nodes));
    if (!network.directed && b < a) std::swap(a, b);
    network.links.push_back({a, b});
    if (weighs) network.weights.push_back(in(1, 8));
  }
  return network;
}

struct Relabelled {
  Network network;
  std::vector<std::uint32_t> place; ///< of a node of the network before
};

Relabelled relabelled(const Network& network) {
  std::vector<std::uint32_t> place(network.nodes.size());
  std::iota(place.begin(), place.end(), 0u);
  for (std::size_t i = place.size(); i > 1; --i) std::swap(place[i - 1], place[static_cast<std::size_t>(in(0, static_cast<int>(i)))]);
  Network other{.nodes = network.nodes, .directed = network.directed, .weights = network.weights};
  for (const auto [a, b] : network.links) {
    const auto from = place[a], to = place[b];
    other.links.push_back(network.directed || from < to ? Link{from, to} : Link{to, from});
  }
  return {std::move(other), std::move(place)};
}

app::NodeMeasures measured(const Network& network, const std::vector<std::uint32_t>& group) {
  app::Wanted all;
  for (const auto& measure : app::measure_names()) all.emplace(measure.name);
  const app::Groupings groupings{{group, {}}, {group, {}}};
  std::map<std::string, double> seconds;
  base::Progress progress;
  return app::measure_nodes(network, groupings, all, {.threads = 1}, seconds, progress).value();
}

bool same(double a, double b) { return (std::isnan(a) && std::isnan(b)) || std::abs(a - b) <= 1e-9 * (1 + std::abs(a)); }

void expect_same_measures(const Network& network, const Relabelled& other) {
  std::vector<std::uint32_t> group(network.nodes.size()), moved(network.nodes.size());
  for (std::uint32_t v = 0; v < group.size(); ++v) moved[other.place[v]] = group[v] = v % 4 == 3 ? graph::kNoGroup : v % 4;
  const auto before = measured(network, group), after = measured(other.network, moved);
  RC_ASSERT(before.columns.size() == after.columns.size());
  for (std::size_t c = 0; c < before.columns.size(); ++c) {
    if (before.columns[c].measure->name == "strong_component") continue; // a number, given by first node
    RC_ASSERT(before.columns[c].value.size() == after.columns[c].value.size());
    for (std::size_t v = 0; v < before.columns[c].value.size(); ++v)
      if (!same(before.columns[c].value[v], after.columns[c].value[other.place[v]]))
        RC_FAIL(std::string(before.columns[c].measure->name) + " of node " + std::to_string(v) + " changes with its number");
  }
}

void expect_same_whole(const Network& network, const Relabelled& other) {
  base::Progress progress;
  RC_ASSERT(same(graph::density(network), graph::density(other.network)));
  RC_ASSERT(same(graph::degree_centralisation(network), graph::degree_centralisation(other.network)));
  RC_ASSERT(same(graph::transitivity(network), graph::transitivity(other.network)));
  RC_ASSERT(graph::components(network).count == graph::components(other.network).count);
  RC_ASSERT(graph::strong_components(network).count == graph::strong_components(other.network).count);
  RC_ASSERT(graph::equivalent_nodes(network).size() == graph::equivalent_nodes(other.network).size());
  RC_ASSERT(graph::bridges(network) == graph::bridges(other.network)); // links keep their order
  const auto ties = graph::path_betweenness(network, progress).value().link,
             moved = graph::path_betweenness(other.network, progress).value().link;
  for (std::size_t i = 0; i < ties.size(); ++i) RC_ASSERT(same(ties[i], moved[i]));
}

TEST(Relabelling, Leaves_every_measure_as_it_was) {
  EXPECT_TRUE(rc::check("two networks a case", [] {
    for (int i = 0; i < 2; ++i) {
      const auto network = random_network();
      const auto other = relabelled(network);
      expect_same_measures(network, other);
      expect_same_whole(network, other);
    }
  }));
}

TEST(Ranks, Are_the_same_under_other_numbers_and_no_better_than_the_count_of_larger_values_allows) {
  EXPECT_TRUE(rc::check([] {
    const auto count = static_cast<std::size_t>(in(1, 30));
    std::vector<double> values(count);
    std::vector<bool> ranked(count);
    for (std::size_t i = 0; i < count; ++i) values[i] = in(0, 8), ranked[i] = in(0, 4) > 0;
    const auto ranks = graph::ranks(values, ranked);
    for (std::size_t i = 0; i < ranks.size(); ++i) {
      std::uint32_t larger = 0;
      for (std::size_t j = 0; j < count; ++j) larger += ranked[j] && values[j] > values[i];
      RC_ASSERT(ranks[i] == (ranked[i] ? larger + 1 : 0u));
    }
  }));
}

} // namespace
} // namespace cuibono
