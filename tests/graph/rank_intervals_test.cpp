#include "graph/rank_intervals.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "build.h"
#include "case_builder.h"
#include "graph/measures.h"

namespace cuibono::graph {
namespace {

using Ranks = std::vector<std::uint32_t>;

const std::vector<bool> kAll(8, true);

TEST(Ranks, Equal_values_share_the_better_rank) { EXPECT_EQ(ranks(std::vector<double>{3, 5, 3, 1}, kAll), (Ranks{2, 1, 2, 4})); }

TEST(Ranks, A_difference_that_is_only_rounding_is_none) { EXPECT_EQ(ranks(std::vector<double>{.3, .1 + .2, .2}, kAll), (Ranks{1, 1, 3})); }

TEST(Ranks, Who_is_not_ranked_takes_nobodys_place) {
  EXPECT_EQ(ranks(std::vector<double>{9, 5, 3}, {false, true, true}), (Ranks{0, 1, 2}));
}

TEST(Ranks, Who_has_no_value_comes_last) {
  EXPECT_EQ(ranks(std::vector<double>{std::numeric_limits<double>::quiet_NaN(), 1, 2}, kAll), (Ranks{3, 2, 1}));
}

base::Result<std::vector<std::vector<double>>> degree_of(const Network& network) {
  const auto degree = degrees(network).total;
  return std::vector<std::vector<double>>{{degree.begin(), degree.end()}};
}

RankIntervals drawn(const DoubtfulNetwork& network, std::size_t draws, unsigned threads = 0) {
  base::Progress progress;
  return rank_intervals(network, std::vector<bool>(network.facts.nodes.size(), true), degree_of, {draws, 1, threads}, progress)
      .value()
      .at(0);
}

TEST(RankIntervals, Of_what_is_certain_are_the_ranks_themselves) {
  const auto found = drawn({star(4), {1, 1, 1}}, 50);
  EXPECT_EQ(found.draws, 50u);
  EXPECT_EQ(found.of_node[0].p05, 1u);
  EXPECT_EQ(found.of_node[0].p95, 1u);
  EXPECT_EQ(found.of_node[0].first, 1);
  EXPECT_EQ(found.of_node[1].p05, 2u);
  EXPECT_EQ(found.of_node[1].first, 0);
}

// 0 has one certain tie, to 1; 2 has two that hold by halves, to 3 and to 4. By hand: 2 is alone first where both hold (1/4); it
// shares the first place where one does (1/2), as 0, 1 and the one it is tied to do; 0 is first in 3/4.
TEST(RankIntervals, Of_two_doubtful_ties_against_a_certain_one_are_as_worked_by_hand) {
  const auto found = drawn({network_of(5, {{0, 1}, {2, 3}, {2, 4}}), {1, .5, .5}}, 20000);
  EXPECT_NEAR(found.of_node[2].first, .75, .015);
  EXPECT_NEAR(found.of_node[0].first, .75, .015);
  EXPECT_NEAR(found.of_node[3].first, .25, .015) << "shares the first place only where it is the one tie of 2";
  EXPECT_EQ(found.of_node[2].p50, 1u);
  EXPECT_EQ(found.of_node[2].p95, 3u) << "behind 0 and 1 in a quarter of the draws";
}

TEST(RankIntervals, Nobody_is_first_where_all_are_equal) { EXPECT_EQ(drawn({network_of(3, {{0, 1}}), {0}}, 20).of_node[0].first, 0); }

TEST(RankIntervals, Do_not_depend_on_the_number_of_threads) {
  const DoubtfulNetwork network{cycle(8), std::vector<double>(8, .6)};
  const auto one = drawn(network, 300, 1), four = drawn(network, 300, 4);
  for (std::size_t v = 0; v < 8; ++v) {
    EXPECT_EQ(one.of_node[v].p05, four.of_node[v].p05);
    EXPECT_EQ(one.of_node[v].p95, four.of_node[v].p95);
    EXPECT_EQ(one.of_node[v].first, four.of_node[v].first);
  }
}

// Two facts between the same two, each by halves: a tie in three of four draws, once.
TEST(DrawnNetwork, Takes_facts_between_the_same_two_together) {
  const DoubtfulNetwork network{network_of(2, {{0, 1}, {0, 1}}), {.5, .5}};
  int there = 0;
  for (std::size_t draw = 0; draw < 4000; ++draw) {
    const auto links = drawn_network(network, 7, draw).links.size();
    ASSERT_LE(links, 1u);
    there += links == 1;
  }
  EXPECT_NEAR(there / 4000., .75, .03);
}

TEST(DoubtfulNetwork, Takes_each_tie_as_its_exhibits_say_and_one_without_as_if_ungraded) {
  testing::CaseBuilder built;
  built.exhibit("AGAINST", "A1", "", model::Polarity::Contradicts);
  built.tie(model::TieType::Calls, "A", "B", {"B2"});
  built.snapshot.of<model::Exhibit>().put([&] {
    auto row = *model::find_exhibit(built.snapshot, "B2");
    row.grade = {model::GradeScheme::Admiralty, 'B', '2'};
    return row;
  }());
  built.tie(model::TieType::Calls, "A", "C", {});
  built.tie(model::TieType::Calls, "A", "D", {"AGAINST"});
  const auto network = doubtful_network(built.snapshot, {});
  ASSERT_EQ(network.probability.size(), 3u);
  EXPECT_NEAR(network.probability[0], .525, 1e-12); // .75 x .7
  EXPECT_EQ(network.probability[1], .25);
  EXPECT_EQ(network.probability[2], 0);
}

} // namespace
} // namespace cuibono::graph
