// What hangs on the measure's own choices, and what stands beside it. Expected values are worked by hand.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "measured.h"

namespace cuibono::benefit {
namespace {

using model::PaymentClass;
using model::Role;
using model::TieType;
using testing::CaseBuilder;
using testing::measure;

const Choice* choice(const Report& report, const std::string& name, const std::string& setting) {
  for (const auto& made : report.tornado)
    if (made.choice == name && made.setting == setting) return &made;
  return nullptr;
}

// 60 of 100 is exploitation; 50 is paid to M, 50 stays with E and so with O.
CaseBuilder half_paid_out() {
  CaseBuilder built;
  return built.proceeds("E", 100, .6, 10).owns("O", "E", 1).pays("E", "M", 50, PaymentClass::Salary);
}

TEST(Tornado, Tracing_first_out_and_last_out_are_the_ends_between_which_every_order_lies) {
  const auto built = half_paid_out();
  const auto report = measure(built);
  const double first = choice(report, "tracing rule: pro rata", "value first out")->share;
  const double last = choice(report, "tracing rule: pro rata", "value last out")->share;
  // First out: M takes 50 of the 60, O keeps 10. Last out: 10 and 50. The subject is the first by id of two equal ones.
  EXPECT_NEAR(std::min(first, last), 10.0 / 60, 1e-9);
  EXPECT_NEAR(std::max(first, last), 50.0 / 60, 1e-9);
}

TEST(Tornado, The_constant_and_the_weights_move_the_index_and_never_the_share) {
  CaseBuilder built;
  built.proceeds("E", 100, 1).owns("O", "E", .4).owns("Q", "E", .3).exhibit("B2", "B2");
  built.tie(TieType::SetsPay, "O", "E", {"B2"}); // C = .5 x .525 = .2625
  const auto report = measure(built);
  const auto* constant = choice(report, "index: the constant .5", "0.25");
  ASSERT_NE(constant, nullptr);
  EXPECT_NEAR(constant->index, .4 * (.25 + .75 * .2625), 1e-12);
  EXPECT_EQ(constant->share_change, 0);
  EXPECT_FALSE(constant->leader_changes);
  EXPECT_NEAR(choice(report, "index: strategic control .5", "0.75")->index, .4 * (.5 + .5 * .75 * .525), 1e-12);
  EXPECT_EQ(choice(report, "index: operational control .1", "0.05")->index_change, 0);
}

TEST(Tornado, The_other_basis_is_tried_where_it_can_be_computed) {
  auto built = half_paid_out();
  EXPECT_NE(choice(measure(built), "basis", "net"), nullptr);
  auto row = *built.snapshot.of<model::Proceeds>().begin();
  row.net_value.reset();
  built.put(row);
  EXPECT_EQ(choice(measure(built), "basis", "net"), nullptr);
}

TEST(Tornado, Rows_without_an_exhibit_are_taken_in_only_as_a_what_if) {
  CaseBuilder built;
  built.proceeds("E", 100, 1).owns("O", "E", 1).pays("E", "O", 1, PaymentClass::Drawing).pays("E", "M", 60, PaymentClass::Salary, {});
  const auto report = measure(built);
  const auto* taken_in = choice(report, "rows without an exhibit: left out", "taken in");
  ASSERT_NE(taken_in, nullptr);
  EXPECT_NEAR(taken_in->share, .4, 1e-12);
  EXPECT_TRUE(taken_in->leader_changes);
  EXPECT_EQ(taken_in->leader, built.entity("M"));
  EXPECT_EQ(report.leader, built.entity("O"));
}

TEST(Positions, Whoever_links_two_others_has_the_betweenness_whatever_the_benefit) {
  CaseBuilder built;
  built.proceeds("E", 100, 1).owns("O", "E", 1);
  built.tie(TieType::Calls, "D", "O"), built.tie(TieType::Calls, "D", "R"), built.tie(TieType::Calls, "V", "D");
  built.role("V", Role::Victim);
  const auto report = measure(built);
  ASSERT_EQ(report.centrality.size(), 3u); // V is in no ranking, and makes nobody central
  EXPECT_EQ(report.centrality[0].id, built.entity("D"));
  EXPECT_EQ(report.centrality[0].betweenness, 1);
  EXPECT_EQ(report.centrality[0].degree, 2);
  EXPECT_EQ(report.centrality[0].share, 0);
}

TEST(Reviews, A_victim_with_an_offenders_role_or_a_charge_is_a_question_and_has_no_figure) {
  CaseBuilder built;
  built.proceeds("E", 100, 1).owns("R", "E", 1).role("R", Role::Recruiter).role("R", Role::Victim).role("D", Role::Transporter).role("V", Role::Victim);
  built.put(model::Charge{.accused = built.entity("R"), .offence = "recruitment", .status = "charged"});
  const auto report = measure(built);
  ASSERT_EQ(report.reviews.size(), 1u);
  EXPECT_EQ(report.reviews[0].id, built.entity("R"));
  EXPECT_THAT(report.reviews[0].reasons, ::testing::UnorderedElementsAre("role recruiter", "charged or sentenced"));
  EXPECT_TRUE(report.people.empty());
}

} // namespace
} // namespace cuibono::benefit
