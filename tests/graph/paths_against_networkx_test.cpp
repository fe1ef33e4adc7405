// Paths and leads beside networkx's on 200 random graphs, with and without directions and parallel links.

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/random.h"
#include "build.h"
#include "graph/leads.h"
#include "graph/paths.h"
#include "source_dir.h"

namespace cuibono::graph {
namespace {

using Json = nlohmann::json;

constexpr std::uint32_t kMostSteps = 4;
constexpr std::size_t kMany = 100'000, kFirst = 12;
constexpr std::uint64_t kGraphs = 200;

// Probabilities of few values, so that many paths are as good as each other.
Network random_network(std::uint64_t seed) {
  base::Random random(seed);
  const auto nodes = 2 + static_cast<std::uint32_t>(random.next() % 8);
  constexpr double kProbabilities[]{.9, .5, .5, .25};
  std::vector<std::pair<Link, double>> links;
  const auto count = random.next() % (2 * nodes + 1);
  for (std::uint64_t i = 0; i < count; ++i) {
    Link link{static_cast<std::uint32_t>(random.next() % nodes), static_cast<std::uint32_t>(random.next() % nodes)};
    if (seed % 2 == 0 && link.target < link.source) std::swap(link.source, link.target);
    if (link.source != link.target) links.emplace_back(link, kProbabilities[random.next() % 4]);
  }
  auto network = network_of(nodes, {}, seed % 2 == 1);
  std::ranges::sort(links);
  for (const auto& [link, p] : links) {
    network.links.push_back(link);
    network.weights.push_back(p);
  }
  return network;
}

Json as_json(const Network& network) {
  Json links = Json::array();
  for (std::size_t i = 0; i < network.links.size(); ++i)
    links.push_back({network.links[i].source, network.links[i].target, network.weights[i]});
  return {{"n", network.nodes.size()},
          {"directed", network.directed},
          {"from", 0},
          {"to", network.nodes.size() - 1},
          {"most_steps", kMostSteps},
          {"k", kFirst},
          {"links", links}};
}

Json nodes_of(const Paths& found) {
  Json all = Json::array();
  for (const auto& path : found.paths) all.push_back(path.nodes);
  return all;
}

void compare_paths(const Network& network, const Json& theirs) {
  base::Progress progress;
  const auto to = static_cast<std::uint32_t>(network.nodes.size() - 1);
  const auto steps = path_graph(network, Shortness::Steps), evidence = path_graph(network, Shortness::Evidence);
  const auto shortest = shortest_paths(steps, 0, to, kMany, progress).value();
  EXPECT_EQ(nodes_of(shortest), theirs["shortest"]);
  EXPECT_EQ(shortest.count, theirs["shortest"].size());
  EXPECT_EQ(shortest_paths(steps, 0, to, 1, progress)->count, shortest.count);
  const auto cheapest = shortest_paths(evidence, 0, to, kMany, progress).value();
  EXPECT_EQ(nodes_of(cheapest), theirs["cheapest"]);
  EXPECT_EQ(cheapest.count, theirs["cheapest"].size());
  const auto simple = simple_paths(steps, 0, to, {.most_steps = kMostSteps, .listed = kMany}, progress).value();
  EXPECT_EQ(nodes_of(simple), theirs["simple"]);
  EXPECT_EQ(simple.count, theirs["simple"].size());
  EXPECT_FALSE(simple.count_is_least);
  const auto first = k_shortest(evidence, 0, to, kFirst, progress).value();
  EXPECT_EQ(nodes_of(first), theirs["first"]);
  ASSERT_EQ(first.paths.size(), theirs["costs"].size());
  for (std::size_t i = 0; i < first.paths.size(); ++i) {
    const auto cost = theirs["costs"][i].get<std::uint64_t>();
    EXPECT_EQ(first.paths[i].cost.steps, cost % 1000);
    EXPECT_EQ(first.paths[i].cost.weight, cost / 1000);
  }
}

void compare_scores(const Network& network, const std::vector<Common>& common, const Json& theirs,
                    const Json& expected) {
  base::Progress progress;
  const auto tied = adjacency(network, Ends::Both);
  const std::vector<bool> all(network.nodes.size(), true);
  const auto found = find_leads(tied, common, all, {.limit = kMany, .most_holders = kMany}, progress).value();
  EXPECT_EQ(found.count, theirs.size());
  ASSERT_EQ(found.leads.size(), theirs.size());
  for (std::size_t i = 1; i < found.leads.size(); ++i) EXPECT_GE(found.leads[i - 1].score, found.leads[i].score);
  auto sorted = found.leads;
  std::ranges::sort(sorted, {}, [](const Lead& lead) { return std::pair(lead.a, lead.b); });
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    EXPECT_EQ(Json({sorted[i].a, sorted[i].b}), Json({theirs[i][0], theirs[i][1]}));
    EXPECT_NEAR(sorted[i].score, theirs[i][2].get<double>(), 1e-9);
    EXPECT_NEAR(sorted[i].expected, expected[i][2].get<double>(), 1e-9);
  }
}

TEST(Networkx, Agrees_on_paths_and_leads_of_two_hundred_random_graphs) {
  if (std::system("/usr/bin/python3 -c 'import networkx' 2>/dev/null") != 0) GTEST_SKIP() << "needs python3-networkx";
  const auto folder = std::filesystem::temp_directory_path() / ("cuibono-paths-" + std::to_string(::getpid()));
  std::filesystem::create_directory(folder);
  {
    std::ofstream graphs(folder / "graphs");
    for (std::uint64_t seed = 1; seed <= kGraphs; ++seed) graphs << as_json(random_network(seed)) << '\n';
  }
  const auto script = std::string(cuibono::testing::source_dir()) + "/tests/graph/networkx_paths.py";
  ASSERT_EQ(std::system(("/usr/bin/python3 '" + script + "' '" + (folder / "graphs").string() + "' '" +
                         (folder / "answers").string() + "'")
                            .c_str()),
            0);
  std::ifstream answers(folder / "answers");
  std::uint64_t seed = 0;
  for (std::string line; std::getline(answers, line);) {
    SCOPED_TRACE(::testing::Message() << "seed " << ++seed);
    const auto network = random_network(seed);
    const auto theirs = Json::parse(line);
    compare_paths(network, theirs);
    const auto tied = adjacency(network, Ends::Both);
    compare_scores(network, neighbours_in_common(tied, NeighbourWeight::AdamicAdar), theirs["adamic_adar"],
                   theirs["expected"]);
    compare_scores(network, neighbours_in_common(tied, NeighbourWeight::ResourceAllocation),
                   theirs["resource_allocation"], theirs["expected"]);
    if (HasFailure()) break;
  }
  EXPECT_TRUE(seed == kGraphs || HasFailure());
  std::filesystem::remove_all(folder);
}

} // namespace
} // namespace cuibono::graph
