// Every measure beside networkx's on 200 random graphs with loops, parallel links, several components, weights and directions.

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/random.h"
#include "build.h"
#include "graph/betweenness.h"
#include "graph/brokerage.h"
#include "graph/centrality.h"
#include "graph/cohesion.h"
#include "graph/flow.h"
#include "graph/measures.h"
#include "source_dir.h"

namespace cuibono::graph {
namespace {

using Json = nlohmann::json;

// Loops and links in any direction, as they come from files.
Network random_network(std::uint64_t seed) {
  base::Random random(seed);
  const auto nodes = 1 + static_cast<std::uint32_t>(random.next() % 40);
  Network network{.directed = seed % 2 == 1};
  for (std::uint32_t i = 1; i <= nodes; ++i) network.nodes.push_back({i});
  const auto links = random.next() % (nodes * (1 + seed % 4));
  for (std::uint64_t i = 0; i < links; ++i) {
    auto a = static_cast<std::uint32_t>(random.next() % nodes), b = static_cast<std::uint32_t>(random.next() % nodes);
    if (!network.directed && b < a) std::swap(a, b);
    network.links.push_back({a, b});
    if (seed % 3 == 0) network.weights.push_back(static_cast<double>(1 + random.next() % 9));
  }
  return network;
}

Json as_json(const Network& network) {
  Json links = Json::array();
  for (std::size_t i = 0; i < network.links.size(); ++i)
    links.push_back({network.links[i].source, network.links[i].target, network.weights.empty() ? 1 : network.weights[i]});
  return {{"n", network.nodes.size()}, {"directed", network.directed}, {"weighted", !network.weights.empty()}, {"links", links}};
}

void expect_near(const char* what, double ours, double theirs) { EXPECT_NEAR(ours, theirs, 1e-9 * (1 + std::abs(theirs))) << what; }

template <class Values>
void expect_all(const char* what, const Values& ours, const Json& theirs) {
  ASSERT_EQ(ours.size(), theirs.size()) << what;
  for (std::size_t v = 0; v < ours.size(); ++v) {
    SCOPED_TRACE(::testing::Message() << "node " << v);
    if constexpr (requires { ours[v].has_value(); }) {
      EXPECT_TRUE(ours[v] || theirs[v].is_null()) << what; // networkx has none for who is only pointed at; Burt has
      if (ours[v] && !theirs[v].is_null()) expect_near(what, *ours[v], theirs[v].get<double>());
    } else {
      expect_near(what, ours[v], theirs[v].get<double>());
    }
  }
}

void compare_nodes(const Network& network, const Json& theirs) {
  base::Progress progress;
  expect_all("betweenness", betweenness(network, progress).value(), theirs["betweenness"]);
  const auto near = nearness(network, progress).value();
  expect_all("closeness", near.closeness, theirs["closeness"]);
  expect_all("harmonic", near.harmonic, theirs["harmonic"]);
  expect_all("core", core_numbers(network), theirs["core"]);
  expect_all("clustering", clustering(network), theirs["clustering"]);
  expect_all("pagerank", pagerank(network).value, theirs["pagerank"]);
  const auto holes = structural_holes(network);
  expect_all("constraint", holes.constraint, theirs["constraint"]);
  expect_all("effective size", holes.effective_size, theirs["effective_size"]);
  if (theirs.contains("katz") && !theirs["katz"].is_null()) expect_all("katz", katz(network).value, theirs["katz"]);
  const auto central = eigenvector(network);
  if (!theirs["eigenvector"].is_null() && central.settled) expect_all("eigenvector", central.value, theirs["eigenvector"]);
}

void compare_whole(const Network& network, const Json& theirs) {
  expect_near("density", density(network), theirs["density"].get<double>());
  expect_near("transitivity", transitivity(network), theirs["transitivity"].get<double>());
  EXPECT_EQ(components(network).count, theirs["components"].get<std::uint32_t>());
  if (theirs.contains("flow")) {
    base::Progress progress;
    const std::vector<std::uint32_t> from{0}, to{static_cast<std::uint32_t>(network.nodes.size() - 1)};
    expect_near("flow", max_flow(network, from, to, progress).value().value, theirs["flow"].get<double>());
  }
  const auto assortativity = degree_assortativity(network);
  ASSERT_EQ(assortativity.has_value(), !theirs["assortativity"].is_null()) << theirs["assortativity"];
  if (assortativity) expect_near("assortativity", *assortativity, theirs["assortativity"].get<double>());
  std::vector<std::uint32_t> group(network.nodes.size());
  for (std::uint32_t v = 0; v < group.size(); ++v) group[v] = v % 3;
  const auto mixing = group_assortativity(network, group);
  if (mixing && !theirs["mixing"].is_null()) expect_near("mixing", *mixing, theirs["mixing"].get<double>());
}

void compare_sets(const Network& network, const Json& theirs) {
  Json articulation = Json::array(), parts = Json::array();
  const auto cut = articulation_points(network);
  for (std::size_t v = 0; v < cut.size(); ++v)
    if (cut[v]) articulation.push_back(v);
  EXPECT_EQ(articulation, theirs["articulation"]);
  if (theirs.contains("strong")) {
    const auto strong = strong_components(network);
    for (std::uint32_t part = 0; part < strong.count; ++part) {
      parts.push_back(Json::array());
      for (std::size_t v = 0; v < strong.of_node.size(); ++v)
        if (strong.of_node[v] == part) parts.back().push_back(v);
    }
    EXPECT_EQ(parts, theirs["strong"]);
  }
  Json found = Json::array();
  const auto is_bridge = bridges(network);
  for (std::size_t i = 0; i < is_bridge.size(); ++i)
    if (is_bridge[i]) found.push_back({std::min(network.links[i].source, network.links[i].target), std::max(network.links[i].source, network.links[i].target)});
  std::sort(found.begin(), found.end());
  Json expected = Json::array(); // networkx sees parallel links as one, and calls it a bridge
  for (const auto& bridge : theirs["bridges"]) {
    const auto parallel = std::ranges::count_if(network.links, [&](const Link& link) {
      return std::min(link.source, link.target) == bridge[0] && std::max(link.source, link.target) == bridge[1];
    });
    if (parallel == 1) expected.push_back(bridge);
  }
  EXPECT_EQ(found, expected);
}

TEST(Networkx, Agrees_on_two_hundred_random_graphs_with_loops_parallel_links_weights_and_directions) {
  if (std::system("/usr/bin/python3 -c 'import networkx, numpy, scipy' 2>/dev/null") != 0) GTEST_SKIP() << "needs python3-networkx and python3-scipy";
  const auto folder = std::filesystem::temp_directory_path() / ("cuibono-networkx-" + std::to_string(::getpid()));
  std::filesystem::create_directory(folder);
  {
    std::ofstream graphs(folder / "graphs");
    for (std::uint64_t seed = 1; seed <= 200; ++seed) graphs << as_json(random_network(seed)) << '\n';
  }
  const auto script = std::string(cuibono::testing::source_dir()) + "/tests/graph/networkx_measures.py";
  ASSERT_EQ(std::system(("/usr/bin/python3 '" + script + "' '" + (folder / "graphs").string() + "' '" + (folder / "answers").string() + "'").c_str()), 0);
  std::ifstream answers(folder / "answers");
  std::uint64_t seed = 0;
  for (std::string line; std::getline(answers, line);) {
    SCOPED_TRACE(::testing::Message() << "seed " << ++seed);
    const auto network = random_network(seed);
    const auto theirs = Json::parse(line);
    compare_nodes(network, theirs);
    compare_whole(network, theirs);
    compare_sets(network, theirs);
    if (HasFailure()) break;
  }
  EXPECT_TRUE(seed == 200 || HasFailure());
  std::filesystem::remove_all(folder);
}

} // namespace
} // namespace cuibono::graph
