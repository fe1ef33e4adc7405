#include "app/connections.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "app/tie_words.h"
#include "case_builder.h"

namespace cuibono::app {
namespace {

using model::TieType;
using testing::CaseBuilder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

base::Date date(const char* text) { return *base::parse_date(text); }

base::Result<Connections> ask(CaseBuilder& built, const std::string& from, const std::string& to,
                              const ConnectionOptions& options = {}) {
  const auto snapshot = built.share();
  base::Progress progress;
  return connections(*snapshot, model::Names(snapshot), built.entity(from), built.entity(to), options, progress);
}

std::vector<std::string> words_of(const Connection& path) {
  std::vector<std::string> words;
  for (const auto& step : path.steps) words.push_back(step.facts.front().words);
  return words;
}

TEST(Connections, Each_step_says_what_ties_the_two_and_in_which_direction) {
  CaseBuilder built;
  built.tie(TieType::Employs, "A", "M", {"E1"});
  built.pays("B", "M", 1200.5, model::PaymentClass::Transfer, {"E2"});
  const auto found = ask(built, "A", "B").value();
  ASSERT_EQ(found.paths.size(), 1u);
  EXPECT_THAT(words_of(found.paths[0]), ElementsAre("employs", "is paid 1,200.50 XTS by"));
  EXPECT_TRUE(found.paths[0].steps[0].facts[0].forward);
  EXPECT_FALSE(found.paths[0].steps[1].facts[0].forward);
  EXPECT_THAT(found.paths[0].steps[1].facts[0].exhibits, ElementsAre("E2"));
}

// B2 is .75 * .7 = .525, A1 .9; beside B2 a second fact of C3 (.25): 1 - .475 * .75 = .64375.
TEST(Connections, The_probability_is_the_product_of_the_steps_and_the_weakest_is_named) {
  CaseBuilder built;
  built.exhibit("E1", "A1");
  built.exhibit("E2", "B2");
  built.exhibit("E3", "C3");
  built.tie(TieType::Manages, "A", "M", {"E1"});
  built.tie(TieType::Family, "M", "B", {"E2"});
  built.tie(TieType::Calls, "B", "M", {"E3"});
  const auto path = ask(built, "A", "B")->paths.at(0);
  EXPECT_NEAR(path.steps[1].probability, .64375, 1e-12);
  EXPECT_NEAR(path.probability, .9 * .64375, 1e-12);
  EXPECT_EQ(path.weakest, 1u);
  EXPECT_EQ(path.steps[1].facts[0].words, "is family of") << "the better supported first";
  EXPECT_TRUE(path.repeated.empty());
}

TEST(Connections, An_exhibit_behind_two_steps_is_named_because_they_are_not_independent) {
  CaseBuilder built;
  built.tie(TieType::Manages, "A", "M", {"E1"});
  built.tie(TieType::Family, "M", "B", {"E1", "E2"});
  EXPECT_THAT(ask(built, "A", "B")->paths.at(0).repeated, ElementsAre("E1"));
}

TEST(Connections, A_step_that_no_exhibit_supports_has_no_probability_and_is_left_out_on_demand) {
  CaseBuilder built;
  built.tie(TieType::Manages, "A", "B", {});
  EXPECT_EQ(ask(built, "A", "B")->paths.at(0).probability, 0);
  const auto found = ask(built, "A", "B", {.network = {.supported_only = true}}).value();
  EXPECT_TRUE(found.paths.empty());
  EXPECT_EQ(found.left_out.unsupported, 1u);
  EXPECT_THAT(found.remarks, ElementsAre(HasSubstr("There is one of 1 step when")));
}

TEST(Connections, By_evidence_the_most_probable_path_is_the_shortest) {
  CaseBuilder built;
  built.exhibit("weak", "D4");
  built.tie(TieType::Family, "A", "B", {"weak"});
  built.tie(TieType::Family, "A", "M", {"E1"});
  built.tie(TieType::Family, "M", "B", {"E2"});
  EXPECT_EQ(ask(built, "A", "B")->paths.at(0).steps.size(), 1u);
  EXPECT_EQ(ask(built, "A", "B", {.shortness = graph::Shortness::Evidence})->paths.at(0).steps.size(), 2u);
}

TEST(Connections, All_shortest_are_counted_and_come_by_key) {
  CaseBuilder built;
  for (const char* middle : {"M3", "M1", "M2"}) {
    built.tie(TieType::Associate, "A", middle);
    built.tie(TieType::Associate, middle, "B");
  }
  const auto found = ask(built, "A", "B", {.limit = 2}).value();
  EXPECT_EQ(found.count, 3u);
  ASSERT_EQ(found.paths.size(), 2u);
  EXPECT_EQ(found.paths[0].steps[0].to, built.entity("M1"));
  EXPECT_EQ(found.paths[1].steps[0].to, built.entity("M2"));
}

TEST(Connections, Where_there_is_none_it_says_what_was_left_out) {
  CaseBuilder built;
  built.tie(TieType::Employs, "A", "M").from = date("2031");
  built.tie(TieType::Family, "M", "B").to = date("2029");
  const auto found =
      ask(built, "A", "B", {.network = {.layers = {graph::Layer::Social}, .window = {date("2030"), {}}}}).value();
  EXPECT_TRUE(found.paths.empty());
  EXPECT_EQ(found.count, 0u);
  EXPECT_EQ(found.other_layers, 1u);
  EXPECT_EQ(found.left_out.outside, 1u);
  EXPECT_THAT(found.remarks, ElementsAre(HasSubstr("one of 2 steps when every tie")));
  built.entity("C");
  EXPECT_THAT(ask(built, "A", "C")->remarks, ElementsAre(HasSubstr("Nor is there one")));
}

TEST(Connections, A_path_may_lead_through_a_victim_unless_victims_are_left_out) {
  CaseBuilder built;
  built.tie(TieType::Harbours, "A", "V");
  built.tie(TieType::Threatens, "B", "V");
  built.role("V", model::Role::Victim);
  EXPECT_EQ(ask(built, "A", "B")->paths.size(), 1u);
  EXPECT_TRUE(ask(built, "A", "B", {.network = {.without_victims = true}})->paths.empty());
  const auto refused = ask(built, "A", "V", {.network = {.without_victims = true}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, base::ErrorKind::Usage);
  EXPECT_THAT(refused.error().what, ::testing::Not(HasSubstr("Name of V")));
  EXPECT_FALSE(ask(built, "A", "A"));
}

TEST(Connections, In_order_of_time_undated_facts_are_left_out_and_counted) {
  CaseBuilder built;
  built.tie(TieType::Calls, "A", "M").from = date("2031-03-05");
  built.tie(TieType::Calls, "M", "B").from = date("2031-03-07");
  built.tie(TieType::Family, "A", "B");
  const auto found = ask(built, "A", "B", {.ask = Ask::InTime}).value();
  ASSERT_EQ(found.paths.size(), 1u);
  EXPECT_EQ(found.paths[0].steps.size(), 2u);
  EXPECT_EQ(found.left_out.undated, 1u);
  EXPECT_TRUE(found.paths[0].certain);
  EXPECT_EQ(found.paths[0].arrival, date("2031-03-07"));
  EXPECT_TRUE(ask(built, "B", "A", {.ask = Ask::InTime})->paths.empty()) << "the calls are in the wrong order";
  EXPECT_TRUE(ask(built, "A", "B", {.ask = Ask::InTime, .most_gap = 1})->paths.empty());
}

TEST(Connections, An_order_that_only_may_be_stands_beside_one_that_is_certain) {
  CaseBuilder built;
  built.tie(TieType::Calls, "A", "M").from = date("2031-03");
  built.tie(TieType::Calls, "M", "B").from = date("2031-03-07");
  auto found = ask(built, "A", "B", {.ask = Ask::InTime}).value();
  ASSERT_EQ(found.paths.size(), 1u);
  EXPECT_FALSE(found.paths[0].certain);
  EXPECT_THAT(found.remarks, ElementsAre(HasSubstr("No path is in order for certain")));
  built.tie(TieType::Calls, "M", "B").from = date("2031-04-01");
  found = ask(built, "A", "B", {.ask = Ask::InTime}).value();
  ASSERT_EQ(found.paths.size(), 2u);
  EXPECT_TRUE(found.paths[1].certain);
  EXPECT_EQ(found.paths[1].arrival, date("2031-04-01"));
  EXPECT_TRUE(found.remarks.empty());
}

TEST(Connections, One_path_that_is_best_in_several_ways_is_listed_once) {
  CaseBuilder built;
  built.tie(TieType::Calls, "A", "B").from = date("2031-03-05");
  const auto found =
      ask(built, "A", "B",
          {.ask = Ask::InTime, .prefer = {graph::Prefer::Arrival, graph::Prefer::Fewest, graph::Prefer::Gap}})
          .value();
  ASSERT_EQ(found.paths.size(), 1u);
  EXPECT_THAT(found.paths[0].best_by, ElementsAre("arrives soonest", "fewest steps", "shortest longest wait"));
  EXPECT_EQ(found.paths[0].longest_wait, 0);
}

TEST(Connections, Of_many_facts_between_two_some_are_listed_and_all_count) {
  CaseBuilder built;
  for (int i = 0; i < 9; ++i) built.tie(TieType::Calls, "A", "B");
  const auto step = ask(built, "A", "B")->paths.at(0).steps.at(0);
  EXPECT_EQ(step.facts.size(), kMostFacts);
  EXPECT_EQ(step.more_facts, 9 - kMostFacts);
  EXPECT_NEAR(step.probability, 1 - std::pow(.1, 9), 1e-12);
}

TEST(Connections, Every_kind_of_tie_reads_as_a_verb_from_both_ends) {
  for (std::size_t i = 0; i < base::kCount<TieType>; ++i) {
    const auto type = static_cast<TieType>(i);
    EXPECT_FALSE(tie_words(type, true).empty()) << i;
    EXPECT_FALSE(tie_words(type, false).empty()) << i;
  }
  EXPECT_EQ(tie_words(TieType::SameDevice, true), "shares a device with");
  EXPECT_EQ(tie_words(TieType::WithholdsDocument, false), "has a document withheld by");
  EXPECT_EQ(tie_words(TieType::Owns, false), "is owned by");
}

} // namespace
} // namespace cuibono::app
