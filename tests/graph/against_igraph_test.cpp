// Every measure beside igraph's, on 200 random graphs and on real networks as our readers read them: with and without weights
// and directions.

#include <gtest/gtest.h>

#include "graph/adjacency.h"
#include "graph/betweenness.h"
#include "graph/brokerage.h"
#include "graph/centrality.h"
#include "graph/cohesion.h"
#include "graph/communities.h"
#include "graph/measures.h"
#include "graph/weighted_paths.h"
#include "ingest/import_helpers.h"
#include "peer.h"
#include "samples.h"

namespace cuibono::graph {
namespace {

using namespace peer;

// Without loops, parallel links as one: what igraph is given, so that degrees, strengths and ties are the same.
Network merged(const Network& network) {
  const auto out = adjacency(network, Ends::Out);
  Network one{.nodes = network.nodes, .directed = network.directed};
  for (std::uint32_t v = 0; v < out.size(); ++v)
    for (auto arc = out.first[v]; arc < out.first[v + 1]; ++arc) {
      if (!network.directed && out.to[arc] < v) continue;
      one.links.push_back({v, out.to[arc]});
      if (!network.weights.empty()) one.weights.push_back(out.weight[arc]);
    }
  return one;
}

Json question(const Network& network) {
  base::Progress progress;
  auto asked = as_json(network);
  asked["community"] = leiden(network, {}, progress)->of_node;
  return asked;
}

void compare_paths(const Network& network, const Json& theirs) {
  base::Progress progress;
  const auto paths = path_betweenness(network, progress).value();
  expect_all("betweenness along lengths", paths.node, theirs["betweenness"]);
  ASSERT_EQ(theirs["ties"].size(), network.links.size());
  for (const auto& tie : theirs["ties"]) {
    const Link link{tie[0].get<std::uint32_t>(), tie[1].get<std::uint32_t>()};
    const auto found = std::ranges::lower_bound(network.links, link);
    ASSERT_TRUE(found != network.links.end() && *found == link);
    expect_near("tie", paths.link[static_cast<std::size_t>(found - network.links.begin())], tie[2].get<double>());
  }
  const auto near = weighted_nearness(network, progress).value();
  expect_all("closeness along lengths", near.closeness, theirs["closeness"]);
  expect_all("harmonic along lengths", near.harmonic, theirs["harmonic"]);
  if (!network.weights.empty()) return;
  expect_all("betweenness", betweenness(network, progress).value(), theirs["betweenness"]);
  const auto plain = nearness(network, progress).value();
  expect_all("closeness", plain.closeness, theirs["closeness"]);
  expect_all("harmonic", plain.harmonic, theirs["harmonic"]);
}

void compare_iterated(const Network& network, const Json& theirs) {
  expect_all("pagerank", pagerank(network).value, theirs["pagerank"]);
  const auto central = eigenvector(network);
  if (!theirs["eigenvector"].is_null() && central.settled) expect_all("eigenvector", central.value, theirs["eigenvector"]);
  const auto both = hits(network);
  if (theirs["hub"].is_null() || !both.settled) return;
  expect_all("hub", both.hub, theirs["hub"]);
  expect_all("authority", both.authority, theirs["authority"]);
}

void compare_cohesion(const Network& network, const Json& theirs) {
  expect_all("degree", degrees(network).total, theirs["degree"]);
  expect_all("strength", strengths(network).total, theirs["strength"]);
  expect_all("core", core_numbers(network), theirs["core"]);
  expect_all("clustering", clustering(network), theirs["clustering"]);
  expect_all("constraint", structural_holes(network).constraint, theirs["constraint"]);
  EXPECT_EQ(components(network).count, theirs["components"].get<std::uint32_t>());
  EXPECT_EQ(strong_components(network).count,
            network.directed ? theirs["strong"].get<std::uint32_t>() : theirs["components"].get<std::uint32_t>());
  if (network.nodes.size() > 1) expect_near("density", density(network), theirs["density"].get<double>());
  Json points = Json::array();
  const auto cut = articulation_points(network);
  for (std::size_t v = 0; v < cut.size(); ++v)
    if (cut[v]) points.push_back(v);
  EXPECT_EQ(points, theirs["articulation"]);
}

// Not worse than the better of igraph's two methods, and as large as igraph says ours is.
void compare_communities(const Network& network, const Json& theirs) {
  if (theirs["communities"].is_null()) return;
  base::Progress progress;
  const auto ours = leiden(network, {}, progress).value();
  expect_near("modularity", ours.modularity, theirs["communities"]["ours"].get<double>());
  EXPECT_GE(ours.modularity, theirs["communities"]["best"].get<double>() - 1e-9);
}

void compare(const Network& network, const Json& theirs) {
  compare_paths(network, theirs);
  compare_iterated(network, theirs);
  compare_cohesion(network, theirs);
  compare_communities(network, theirs);
}

TEST(Igraph, Agrees_on_two_hundred_random_graphs_with_weights_and_directions) {
  if (!python_has("igraph, numpy")) GTEST_SKIP() << "needs python3-igraph and python3-numpy";
  std::vector<Json> questions;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) questions.push_back(question(merged(random_network(seed))));
  const auto answers = answers_of("igraph_measures.py", questions);
  for (std::size_t i = 0; i < answers.size() && !HasFailure(); ++i) {
    SCOPED_TRACE(::testing::Message() << "seed " << i + 1);
    compare(merged(random_network(i + 1)), answers[i]);
  }
}

constexpr const char* kNetworks[] = {"ht-synthetic-kosmas/HT5_1_40.graphml",
                                     "ht-synthetic-kosmas/HT5_2_40.graphml",
                                     "ht-synthetic-kosmas/HT5_3_40.graphml",
                                     "ht-synthetic-kosmas/HT5_4_40.graphml",
                                     "ht-synthetic-kosmas/HT5_5_40.graphml",
                                     "graph-igraph/examples/simple/karate.gml",
                                     "graph-igraph/examples/simple/celegansneural.gml",
                                     "graph-igraph/tests/unit/input.dl",
                                     "graph-igraph/tests/unit/pajek_bip.net",
                                     "graph-gephi/StatisticsPlugin/statistics/plugin/5-cliques.graphml",
                                     "graph-gephi/StatisticsPlugin/statistics/plugin/football.graphml",
                                     "graph-gephi/StatisticsPlugin/statistics/plugin/moviegalaxies.graphml",
                                     "graph-gephi/WelcomeScreen/desktop/welcome/samples/Les Miserables.gexf",
                                     "graph-gephi/WelcomeScreen/desktop/welcome/samples/US Airports.gexf"};

// As the case has it, and with weights that the order of links makes up.
std::vector<Network> read_networks(const std::string& path) {
  const auto snapshot = ingest::testing::import(cuibono::testing::sample(path)).after;
  std::vector<Network> networks{build_network(snapshot), build_network(snapshot, {.directed = true})};
  for (std::size_t i = 0; i < 2; ++i) {
    networks.push_back(networks[i]);
    for (std::size_t link = 0; link < networks[i].links.size(); ++link)
      networks.back().weights.push_back(static_cast<double>(1 + link * 7 % 5));
  }
  return networks;
}

TEST(Igraph, Agrees_on_real_networks_as_our_readers_read_them) {
  if (!python_has("igraph, numpy")) GTEST_SKIP() << "needs python3-igraph and python3-numpy";
  CB_NEEDS_SAMPLE(kNetworks[0]);
  std::vector<Network> networks;
  std::vector<Json> questions;
  for (const auto* path : kNetworks)
    for (auto& network : read_networks(path)) {
      ASSERT_FALSE(network.links.empty()) << path;
      questions.push_back(question(network));
      networks.push_back(std::move(network));
    }
  const auto answers = answers_of("igraph_measures.py", questions);
  for (std::size_t i = 0; i < answers.size() && !HasFailure(); ++i) {
    SCOPED_TRACE(::testing::Message() << kNetworks[i / 4] << ", form " << i % 4);
    compare(networks[i], answers[i]);
  }
}

} // namespace
} // namespace cuibono::graph
