#include "app/structure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "case_builder.h"

namespace cuibono::app {
namespace {

using ::testing::HasSubstr;
using model::TieType;
using testing::CaseBuilder;

Structure of(const model::CaseSnapshot& snapshot, StructureOptions options = {}) {
  base::Progress progress;
  return structure_of(snapshot, options, progress).value();
}

TEST(Structure, Gives_no_label_below_ten_actors_and_says_why) {
  CaseBuilder built;
  for (const auto* name : {"A", "B", "C"}) built.tie(TieType::Instructs, "O", name, {"B2"});
  const auto found = of(built.snapshot);
  EXPECT_EQ(found.organised.label, "");
  ASSERT_EQ(found.organised.reasons.size(), 1u);
  EXPECT_THAT(found.organised.reasons[0], HasSubstr("Only 4 actors have a tie of command"));
}

TEST(Structure, Calls_a_tree_of_command_one) {
  CaseBuilder built;
  for (int i = 0; i < 4; ++i) {
    const auto manager = "M" + std::to_string(i);
    built.tie(TieType::Instructs, "O", manager, {"B2"});
    for (int j = 0; j < 2; ++j) built.tie(TieType::Manages, manager, manager + "W" + std::to_string(j), {"B2"});
  }
  const auto found = of(built.snapshot);
  EXPECT_EQ(found.organised.label, "hierarchy of command");
  EXPECT_DOUBLE_EQ(*found.hierarchy.lub, 1);
}

TEST(Structure, Computes_only_the_measures_that_are_asked_for) {
  CaseBuilder built;
  built.tie(TieType::Associate, "A", "B", {"B2"});
  StructureOptions options;
  options.measures = {"pagerank"};
  const auto found = of(built.snapshot, options);
  ASSERT_EQ(found.measures.columns.size(), 1u);
  EXPECT_EQ(found.measures.find("pagerank")->value.size(), 2u);
  EXPECT_FALSE(found.communities);
}

TEST(Structure, Has_a_question_and_a_caution_for_every_measure) {
  for (const auto& measure : measure_names()) {
    EXPECT_THAT(std::string(measure.question), HasSubstr("?"));
    EXPECT_FALSE(measure.caution.empty());
  }
}

// The chain A - B - C - D with a victim in the middle of it.
CaseBuilder chain_through_a_victim() {
  CaseBuilder built;
  for (const auto* name : {"A", "B", "V"}) built.entity(name);
  for (const auto& [from, to] : {std::pair("A", "B"), std::pair("B", "V"), std::pair("V", "D")}) built.tie(TieType::Associate, from, to);
  built.role("V", model::Role::Victim);
  return built;
}

TEST(Structure, Never_ranks_a_victim_whose_ties_count_all_the_same) {
  const auto built = chain_through_a_victim();
  const auto found = of(built.snapshot);
  EXPECT_EQ(found.ranked, (std::vector<bool>{true, true, false, true}));
  const auto& between = *found.measures.find("betweenness");
  EXPECT_EQ(between.value, (std::vector<double>{0, 2, 2, 0}));
  for (const auto& one : found.ranks) {
    EXPECT_EQ(one.rank[2], 0u) << one.measure->name;
    EXPECT_EQ(one.interval.of_node.at(2).p95, 0u) << one.measure->name;
    EXPECT_LE(std::ranges::max(one.rank), 3u) << one.measure->name;
  }
}

TEST(Structure, Ties_of_victims_are_in_no_order_of_ties) {
  const auto built = chain_through_a_victim();
  const auto found = of(built.snapshot);
  ASSERT_TRUE(found.tie_betweenness);
  ASSERT_EQ(found.tie_betweenness->size(), 1u); // A - B
  EXPECT_EQ(found.tie_betweenness->front().value, 3);
}

TEST(Structure, Ranks_of_well_supported_ties_stay_and_of_doubtful_ones_move) {
  CaseBuilder sure, doubtful;
  for (auto* built : {&sure, &doubtful}) {
    built->exhibit("X", built == &sure ? "A1" : "D4"); // .9 and .075
    for (const auto* pair : {"AB", "AC", "DE", "FG", "HI"})
      built->tie(TieType::Associate, std::string(1, pair[0]), std::string(1, pair[1]), {"X"});
  }
  const auto width = [](const Structure& found) {
    for (const auto& one : found.ranks)
      if (one.measure->name == "degree") return one.interval.of_node[0].p95 - one.interval.of_node[0].p05;
    return 99u;
  };
  EXPECT_EQ(width(of(sure.snapshot)), 0u);
  EXPECT_GT(width(of(doubtful.snapshot)), 0u) << "his ties are there less often than any other";
}

TEST(Structure, Makes_no_draws_where_none_are_wanted) {
  CaseBuilder built;
  built.tie(TieType::Associate, "A", "B");
  StructureOptions options;
  options.draws = 0;
  for (const auto& one : of(built.snapshot, options).ranks) EXPECT_EQ(one.interval.draws, 0u);
}

TEST(Structure, Refuses_draws_that_would_fill_the_memory) {
  CaseBuilder built;
  built.tie(TieType::Associate, "A", "B");
  StructureOptions options;
  options.draws = 1'000'000'000;
  base::Progress progress;
  const auto found = structure_of(built.snapshot, options, progress);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, base::ErrorKind::Usage);
}

TEST(Structure, Takes_a_strong_tie_for_a_short_one_where_ties_weigh) {
  CaseBuilder built; // A - B - C is 1/4 + 1/4 long, A - C 1
  built.tie(TieType::Calls, "A", "B").count = 4;
  built.tie(TieType::Calls, "B", "C").count = 4;
  built.tie(TieType::Calls, "A", "C").count = 1;
  StructureOptions options;
  EXPECT_EQ(of(built.snapshot, options).measures.find("betweenness")->value[1], 0);
  options.network.weigh = graph::Weigh::Count;
  const auto found = of(built.snapshot, options);
  EXPECT_EQ(found.measures.find("betweenness")->value[1], 1);
  EXPECT_EQ(found.measures.find("strength")->value, (std::vector<double>{5, 8, 5}));
  EXPECT_THAT(found.notes, ::testing::Contains(HasSubstr("No weighted form, each tie counts 1: articulation")));
}

TEST(Structure, Says_what_a_window_left_out_and_what_it_kept_in_doubt) {
  CaseBuilder built;
  built.tie(TieType::Calls, "A", "B").from = *base::parse_date("2031-01-05");
  built.tie(TieType::Calls, "B", "C").from = *base::parse_date("2030-01-05");
  built.tie(TieType::Family, "A", "C");
  StructureOptions options;
  options.network.window.from = *base::parse_date("2031");
  const auto found = of(built.snapshot, options);
  EXPECT_EQ(found.network.links.size(), 2u);
  EXPECT_THAT(found.notes, ::testing::Contains("1 tie or payment outside the window is left out."));
  EXPECT_THAT(found.notes, ::testing::Contains("1 tie or payment without a date is kept: nobody knows when."));
}

TEST(Structure, Prints_the_bound_of_sampled_betweenness) {
  CaseBuilder built;
  for (int i = 0; i < 30; ++i) built.tie(TieType::Associate, "N" + std::to_string(i), "N" + std::to_string(i * 7 % 30 + 1));
  StructureOptions options;
  options.measures = {"betweenness"};
  options.sample = 10;
  const auto found = of(built.snapshot, options);
  ASSERT_TRUE(found.measures.sampled);
  EXPECT_EQ(found.measures.sampled->sources, 10u);
  EXPECT_THAT(found.notes, ::testing::Contains(HasSubstr("estimated from 10 of 31 sources")));
}

// Worked by hand: R recruits, T moves, H harbours; R > T > H and no R > H: T stands between two other stages. By role all three
// differ as well; D is nobody's known role, so D > R > T counts for stages alone (D's one tie is for recruitment).
TEST(Structure, Counts_brokers_by_stage_and_by_role_where_both_are_known) {
  CaseBuilder built;
  built.tie(TieType::Associate, "D", "R").stage = model::Stage::Recruit;
  built.tie(TieType::Associate, "R", "T").stage = model::Stage::Recruit;
  built.tie(TieType::Associate, "T", "H").stage = model::Stage::Move;
  built.tie(TieType::Associate, "T", "X").stage = model::Stage::Move;
  built.tie(TieType::Harbours, "H", "X");
  built.tie(TieType::Harbours, "H", "X");
  built.role("R", model::Role::Recruiter).role("T", model::Role::Transporter).role("H", model::Role::Harbourer);
  StructureOptions options;
  options.network.directed = true;
  const auto found = of(built.snapshot, options);
  using Counts = std::array<std::uint64_t, 5>;
  const auto place = [&](const char* key) {
    return static_cast<std::size_t>(std::ranges::find(found.network.nodes, built.entity(key)) - found.network.nodes.begin());
  };
  EXPECT_EQ(found.measures.by_role[place("T")], (Counts{0, 0, 0, 0, 1})); // R, T, H: liaison; X has no role
  EXPECT_EQ(found.measures.by_role[place("R")], Counts{});
  EXPECT_EQ(found.measures.by_stage[place("T")], (Counts{0, 0, 0, 0, 2})); // R recruits, T moves, H and X harbour
  EXPECT_EQ(found.measures.by_stage[place("R")], (Counts{0, 0, 0, 1, 0})); // D and R recruit, T moves: representative
  EXPECT_THAT(found.notes, ::testing::Contains(HasSubstr("2 of 5 have no known role")));
}

TEST(Structure, Has_a_bridge_and_somebody_without_whom_it_falls_apart) {
  CaseBuilder built;
  for (const auto* pair : {"AB", "BC", "CA", "CD", "DE", "EF", "FD"})
    built.tie(TieType::Associate, std::string(1, pair[0]), std::string(1, pair[1]));
  const auto found = of(built.snapshot);
  ASSERT_TRUE(found.bridges);
  EXPECT_EQ(*found.bridges, (std::vector<graph::Link>{{2, 3}}));
  EXPECT_EQ(found.measures.find("articulation")->value, (std::vector<double>{0, 0, 1, 1, 0, 0}));
}

} // namespace
} // namespace cuibono::app
