// Every measure beside networkx's on 200 random graphs with loops, parallel links, several components, weights and directions.

#include <gtest/gtest.h>

#include <set>

#include "graph/betweenness.h"
#include "graph/brokerage.h"
#include "graph/centrality.h"
#include "graph/cohesion.h"
#include "graph/dense_groups.h"
#include "graph/flow.h"
#include "graph/measures.h"
#include "graph/shortest.h"
#include "peer.h"

namespace cuibono::graph {
namespace {

using namespace peer;

void compare_nodes(const Network& network, const Json& theirs) {
  base::Progress progress;
  expect_all("betweenness", betweenness(network, progress).value(), theirs["betweenness"]);
  const auto near = nearness(network, progress).value();
  expect_all("closeness", near.closeness, theirs["closeness"]);
  expect_all("harmonic", near.harmonic, theirs["harmonic"]);
  const auto out = adjacency(network, Ends::Out);
  if (out.size() > 0) {
    expect_all("steps", steps_from(out, 0), theirs["steps"]);
    expect_all("lengths", lengths_from(out, 0), theirs["lengths"]);
  }
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

Json cliques_of(const Network& network) {
  base::Progress progress;
  const auto found = maximal_cliques(network, {.most = 100'000}, progress).value();
  EXPECT_TRUE(found.complete);
  const std::set<std::vector<std::uint32_t>> sorted(found.groups.begin(), found.groups.end());
  return Json(std::vector(sorted.begin(), sorted.end()));
}

void compare_sets(const Network& network, const Json& theirs) {
  Json articulation = Json::array(), parts = Json::array();
  const auto cut = articulation_points(network);
  for (std::size_t v = 0; v < cut.size(); ++v)
    if (cut[v]) articulation.push_back(v);
  EXPECT_EQ(articulation, theirs["articulation"]);
  EXPECT_EQ(cliques_of(network), theirs["cliques"]);
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
  if (!python_has("networkx, numpy, scipy")) GTEST_SKIP() << "needs python3-networkx and python3-scipy";
  std::vector<Json> graphs;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) graphs.push_back(as_json(random_network(seed)));
  const auto answers = answers_of("networkx_measures.py", graphs);
  for (std::size_t i = 0; i < answers.size() && !HasFailure(); ++i) {
    SCOPED_TRACE(::testing::Message() << "seed " << i + 1);
    const auto network = random_network(i + 1);
    compare_nodes(network, answers[i]);
    compare_whole(network, answers[i]);
    compare_sets(network, answers[i]);
  }
}

} // namespace
} // namespace cuibono::graph
