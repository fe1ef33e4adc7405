#pragma once
// Networks handed to another library in Python, and its answers held against ours.

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/random.h"
#include "graph/network.h"
#include "source_dir.h"

namespace cuibono::graph::peer {

using Json = nlohmann::json;

/// Loops and links in any direction, as they come from files; odd seeds are directed, every third weighs.
inline Network random_network(std::uint64_t seed) {
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

inline Json as_json(const Network& network) {
  Json links = Json::array();
  for (std::size_t i = 0; i < network.links.size(); ++i)
    links.push_back({network.links[i].source, network.links[i].target, network.weights.empty() ? 1 : network.weights[i]});
  return {{"n", network.nodes.size()}, {"directed", network.directed}, {"weighted", !network.weights.empty()}, {"links", links}};
}

inline void expect_near(const char* what, double ours, double theirs) { EXPECT_NEAR(ours, theirs, 1e-9 * (1 + std::abs(theirs))) << what; }

template <class Values>
void expect_all(const char* what, const Values& ours, const Json& theirs) {
  ASSERT_EQ(ours.size(), theirs.size()) << what;
  for (std::size_t v = 0; v < ours.size(); ++v) {
    SCOPED_TRACE(::testing::Message() << "node " << v);
    if constexpr (requires { ours[v].has_value(); }) {
      EXPECT_TRUE(ours[v] || theirs[v].is_null()) << what; // networkx has none for who is only pointed at; Burt has
      if (ours[v] && !theirs[v].is_null()) expect_near(what, *ours[v], theirs[v].get<double>());
    } else if (theirs[v].is_null()) { // out of reach
      EXPECT_GT(static_cast<double>(ours[v]), 1e9) << what;
    } else {
      expect_near(what, ours[v], theirs[v].get<double>());
    }
  }
}

inline bool python_has(const std::string& modules) {
  return std::system(("/usr/bin/python3 -c 'import " + modules + "' 2>/dev/null").c_str()) == 0;
}

/// What the script of tests/graph answers, a line each. Empty where it fails, which fails the test.
inline std::vector<Json> answers_of(const std::string& script, const std::vector<Json>& questions) {
  const auto folder = std::filesystem::temp_directory_path() / ("cuibono-peer-" + std::to_string(::getpid()));
  std::filesystem::create_directory(folder);
  {
    std::ofstream graphs(folder / "graphs");
    for (const auto& question : questions) graphs << question << '\n';
  }
  const auto path = std::string(cuibono::testing::source_dir()) + "/tests/graph/" + script;
  EXPECT_EQ(std::system(
                ("/usr/bin/python3 '" + path + "' '" + (folder / "graphs").string() + "' '" + (folder / "answers").string() + "'").c_str()),
            0);
  std::vector<Json> answers;
  std::ifstream lines(folder / "answers");
  for (std::string line; std::getline(lines, line);) answers.push_back(Json::parse(line));
  EXPECT_EQ(answers.size(), questions.size());
  std::filesystem::remove_all(folder);
  return answers;
}

} // namespace cuibono::graph::peer
