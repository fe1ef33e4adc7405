#include "graph/equivalence.h"

#include <gtest/gtest.h>

#include "build.h"
#include "peer.h"

namespace cuibono::graph {
namespace {

using Classes = std::vector<std::vector<std::uint32_t>>;

TEST(Equivalence, Leaves_of_one_hub_can_change_places_and_those_who_are_tied_to_nobody_are_in_no_class) {
  EXPECT_EQ(equivalent_nodes(network_of(7, {{0, 1}, {0, 2}, {0, 3}, {3, 4}})), (Classes{{1, 2}}));
}

TEST(Equivalence, Members_of_a_clique_are_equivalent_through_their_own_tie) {
  EXPECT_EQ(equivalent_nodes(network_of(4, {{0, 1}, {0, 2}, {1, 2}, {2, 3}})), (Classes{{0, 1}}));
}

TEST(Equivalence, Minds_directions) {
  EXPECT_EQ(equivalent_nodes(network_of(3, {{0, 1}, {2, 0}}, true)), Classes{});
  EXPECT_EQ(equivalent_nodes(network_of(3, {{0, 1}, {0, 2}, {1, 2}}, true)), Classes{})
      << "a tie one way does not survive a change of places";
  EXPECT_EQ(equivalent_nodes(network_of(3, {{0, 1}, {0, 2}, {1, 2}, {2, 1}}, true)), (Classes{{1, 2}}));
}

// The definition itself: after the change of places the ties are the same.
bool can_change_places(const Network& network, std::uint32_t a, std::uint32_t b) {
  const auto other = [&](std::uint32_t v) { return v == a ? b : v == b ? a : v; };
  auto links = network.links, changed = network.links;
  for (auto& link : changed) link = {other(link.source), other(link.target)};
  for (auto* list : {&links, &changed}) {
    for (auto& link : *list)
      if (!network.directed && link.target < link.source) std::swap(link.source, link.target);
    std::erase_if(*list, [](const Link& link) { return link.source == link.target; });
    std::ranges::sort(*list);
    const auto repeats = std::ranges::unique(*list);
    list->erase(repeats.begin(), repeats.end());
  }
  return links == changed;
}

TEST(Equivalence, Is_what_changing_places_finds_on_random_networks) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const auto network = peer::random_network(seed);
    std::vector<std::uint32_t> degree(network.nodes.size()), class_of(network.nodes.size(), 0xFFFF);
    for (const auto& link : network.links)
      if (link.source != link.target) ++degree[link.source], ++degree[link.target];
    const auto classes = equivalent_nodes(network);
    for (std::uint32_t c = 0; c < classes.size(); ++c)
      for (const auto v : classes[c]) class_of[v] = c;
    for (std::uint32_t a = 0; a < network.nodes.size(); ++a)
      for (std::uint32_t b = a + 1; b < network.nodes.size(); ++b) {
        if (degree[a] == 0 && degree[b] == 0) continue;
        EXPECT_EQ(class_of[a] == class_of[b] && class_of[a] != 0xFFFF, can_change_places(network, a, b)) << seed << ": " << a << ", " << b;
      }
  }
}

// 0 and 1 share 2 and 3; 0 alone has 4: two of three.
TEST(Similarity, Is_the_share_of_ties_held_by_either_that_both_hold) {
  EXPECT_NEAR(profile_similarity(network_of(6, {{0, 2}, {0, 3}, {0, 4}, {1, 2}, {1, 3}, {0, 1}}), 0, 1), 2. / 3, 1e-12);
  EXPECT_EQ(profile_similarity(network_of(6, {{0, 1}}), 4, 5), 0);
}

// Two managers each command the same three; the three are tied to nobody else.
TEST(Blocks, Put_managers_and_managed_apart_and_show_who_commands_whom) {
  base::Progress progress;
  const auto found = blocks(network_of(6, {{0, 2}, {0, 3}, {0, 4}, {1, 2}, {1, 3}, {1, 4}}, true), .5, progress).value();
  EXPECT_EQ(found.of_node, (std::vector<std::uint32_t>{0, 0, 1, 1, 1, Blocks::kNone}));
  EXPECT_EQ(found.density, (std::vector<std::vector<double>>{{0, 1}, {0, 0}}));
}

// Average linkage as it is defined: the two blocks that are most alike are joined, again and again.
std::vector<std::uint32_t> blocks_step_by_step(const Network& network, double least) {
  std::vector<std::vector<std::uint32_t>> parts;
  for (std::uint32_t v = 0; v < network.nodes.size(); ++v) parts.push_back({v});
  for (;;) {
    double most = -1;
    std::size_t a = 0, b = 0;
    for (std::size_t i = 0; i < parts.size(); ++i)
      for (std::size_t j = i + 1; j < parts.size(); ++j) {
        double sum = 0;
        for (const auto v : parts[i])
          for (const auto u : parts[j]) sum += profile_similarity(network, v, u);
        sum /= static_cast<double>(parts[i].size() * parts[j].size());
        if (sum > most + 1e-9) most = sum, a = i, b = j;
      }
    if (most < least - 1e-9) break;
    parts[a].insert(parts[a].end(), parts[b].begin(), parts[b].end());
    parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(b));
  }
  std::vector<std::uint32_t> of(network.nodes.size());
  for (std::uint32_t p = 0; p < parts.size(); ++p)
    for (const auto v : parts[p]) of[v] = *std::ranges::min_element(parts[p]);
  return of;
}

// Of equally alike pairs it is open which is joined first, so a network where similarities differ: nested neighbourhoods.
TEST(Blocks, Are_those_that_joining_the_most_alike_step_by_step_finds) {
  std::vector<Link> links;
  for (std::uint32_t v = 0; v < 7; ++v)
    for (std::uint32_t other = 0; other <= v; ++other) links.push_back({v, 7 + other});
  const auto network = network_of(14, links, true);
  base::Progress progress;
  for (const double least : {.3, .6, .8}) {
    const auto found = blocks(network, least, progress).value();
    const auto expected = blocks_step_by_step(network, least);
    for (std::uint32_t a = 0; a < 14; ++a)
      for (std::uint32_t b = a + 1; b < 14; ++b)
        EXPECT_EQ(found.of_node[a] == found.of_node[b], expected[a] == expected[b]) << least << ' ' << a << ' ' << b;
  }
}

} // namespace
} // namespace cuibono::graph
