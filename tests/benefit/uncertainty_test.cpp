// How sure the figures are. Expected values: worked by hand from the probabilities and the triangular distribution; where
// draws decide, within four standard errors.

#include "benefit/uncertainty.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "measured.h"

namespace cuibono::benefit {
namespace {

using model::EntityKind;
using model::PaymentClass;
using model::TieType;
using testing::CaseBuilder;
using testing::find;
using testing::measure;
using testing::with_attributes;

constexpr int kDraws = 20000;

// Sixteen independent exhibits of weight .9: 1 - 10^-16, which a draw never misses.
model::Citations certain(CaseBuilder& built) {
  model::Citations citations;
  for (int i = 0; i < 16; ++i) citations.push_back({built.exhibit("SURE" + std::to_string(i)), ""});
  return citations;
}

void make_certain(CaseBuilder& built) {
  const auto citations = certain(built);
  const auto change = [&](auto row) { row.citations = citations, built.put(row); };
  for (const auto& row : std::vector(built.snapshot.payments().begin(), built.snapshot.payments().end())) change(row);
  for (const auto& row : std::vector(built.snapshot.ties().begin(), built.snapshot.ties().end())) change(row);
  const auto proceeds = built.snapshot.of<model::Proceeds>();
  for (const auto& row : std::vector(proceeds.begin(), proceeds.end())) change(row);
}

TEST(Ranges, A_triangle_gives_its_own_quantiles) {
  const Triangle triangle{20, 50, 80};
  EXPECT_DOUBLE_EQ(triangle.at(0), 20);
  EXPECT_DOUBLE_EQ(triangle.at(.5), 50);
  EXPECT_DOUBLE_EQ(triangle.at(1), 80);
  EXPECT_NEAR(triangle.at(.05), 20 + std::sqrt(.05 * 60 * 30), 1e-12);
  EXPECT_DOUBLE_EQ((Triangle{10, 10, 20}).at(0), 10);
  EXPECT_DOUBLE_EQ((Triangle{10, 20, 20}).at(1), 20);
}

// M's share is the payment over 100; the payment's 5th percentile is 20 + sqrt(.05 x 60 x 30) = 29.49.
TEST(Ranges, A_payment_between_two_amounts_moves_the_share_as_the_triangle_says) {
  CaseBuilder built;
  built.proceeds("E", 100, 1).owns("O", "E", 1).pays("E", "M", 50, PaymentClass::Salary);
  with_attributes<model::Payment>(built, {1}, {{"amount_low", "20"}, {"amount_high", "80"}});
  make_certain(built);
  const auto report = measure(built, {.draws = kDraws});
  const auto* m = find(built, report, "M");
  EXPECT_DOUBLE_EQ(m->share, .5);
  EXPECT_NEAR(m->share_p05, .2949, .006);
  EXPECT_NEAR(m->share_p50, .5, .006);
  EXPECT_NEAR(m->share_p95, .7051, .006);
  EXPECT_NEAR(m->p_top, .5, .015);
}

// B's value lies between 30 and 70 around 50, A's is 100: 36.32 / 136.32 and 63.68 / 163.68.
TEST(Ranges, An_exploited_share_between_two_others_moves_what_arises) {
  CaseBuilder built;
  built.proceeds("E1", 100, 1).proceeds("E2", 100, .5).owns("A", "E1", 1).owns("B", "E2", 1);
  with_attributes<model::Proceeds>(built, {2}, {{"exploited_share_low", ".3"}, {"exploited_share_high", ".7"}});
  make_certain(built);
  const auto report = measure(built, {.draws = kDraws});
  EXPECT_NEAR(find(built, report, "B")->share_p05, .2665, .003);
  EXPECT_NEAR(find(built, report, "B")->share_p95, .3891, .003);
}

TEST(Ranges, A_turnover_and_a_net_value_have_ranges_of_their_own) {
  CaseBuilder built;
  built.proceeds("E1", 100, 1, 100).proceeds("E2", 50, 1, 50).owns("A", "E1", 1).owns("B", "E2", 1);
  with_attributes<model::Proceeds>(built, {2}, {{"turnover_low", "30"}, {"turnover_high", "70"}, {"net_value_low", "40"}, {"net_value_high", "60"}});
  make_certain(built);
  const auto gross = measure(built, {.draws = kDraws}), net = measure(built, {.basis = Basis::Net, .draws = kDraws});
  EXPECT_NEAR(find(built, gross, "B")->share_p05, .2665, .003);
  EXPECT_NEAR(find(built, net, "B")->share_p05, 43.162 / 143.162, .003); // 40 + sqrt(.05 x 20 x 10)
}

TEST(Ranges, A_share_of_a_company_between_two_others_moves_its_owner) {
  CaseBuilder built;
  built.proceeds("E", 100, 1).owns("A", "E", .5).owns("B", "E", .3);
  with_attributes<model::Tie>(built, {1}, {{"share_low", ".3"}, {"share_high", ".7"}});
  make_certain(built);
  const auto report = measure(built, {.draws = kDraws});
  EXPECT_NEAR(find(built, report, "A")->share_p05, .3632, .003);
  EXPECT_NEAR(report.unattributed_p50, .2, .003);
}

TEST(Ranges, A_range_that_does_not_enclose_the_stated_value_is_a_remark_and_the_stated_value_stands) {
  CaseBuilder built;
  built.proceeds("E", 100, 1).owns("O", "E", 1).pays("E", "M", 50, PaymentClass::Salary);
  with_attributes<model::Payment>(built, {1}, {{"amount_low", "60"}, {"amount_high", "80"}});
  make_certain(built);
  const auto report = measure(built, {.draws = 100});
  EXPECT_EQ(find(built, report, "M")->share_p05, .5);
  EXPECT_EQ(find(built, report, "M")->share_p95, .5);
  EXPECT_THAT(report.remarks, ::testing::Contains(::testing::HasSubstr("ranges that do not enclose the stated value were left out, 1 of them")));
}

// One series of two rows has one draw: M has 20 to 80 of 100 as a whole, not two halves that even out.
TEST(Ranges, Rows_of_one_series_are_high_or_low_together) {
  CaseBuilder built;
  built.proceeds("E", 100, 1).owns("O", "E", 1).pays("E", "M", 25, PaymentClass::Salary).pays("E", "M", 25, PaymentClass::Salary);
  for (std::uint32_t row = 1; row <= 2; ++row) with_attributes<model::Payment>(built, {row}, {{"amount_low", "10"}, {"amount_high", "40"}});
  make_certain(built);
  EXPECT_NEAR(find(built, measure(built, {.draws = kDraws}), "M")->share_p05, .2949, .006);
}

TEST(Draws, Threads_change_no_figure) {
  CaseBuilder built;
  built.exhibit("B2", "B2");
  built.proceeds("E", 100, 1).owns("O", "E", .7).owns("Q", "E", .3).pays("E", "M", 50, PaymentClass::Salary, {"B2"});
  const auto one = measure(built, {.draws = 999, .threads = 1}), three = measure(built, {.draws = 999, .threads = 3});
  ASSERT_EQ(one.people.size(), three.people.size());
  for (std::size_t i = 0; i < one.people.size(); ++i) {
    EXPECT_EQ(one.people[i].share_p05, three.people[i].share_p05);
    EXPECT_EQ(one.people[i].share_p95, three.people[i].share_p95);
    EXPECT_EQ(one.people[i].p_top, three.people[i].p_top);
  }
  EXPECT_EQ(one.nobody_named, three.nobody_named);
}

// Proceeds (.9) and ownership (.9) must both hold for A to be named: nobody is in .19 of the draws, and where only the
// proceeds hold (.09) all is unattributed.
TEST(Draws, Nobody_is_named_as_often_as_the_evidence_fails) {
  CaseBuilder built;
  built.proceeds("E", 100, 1, 0, {"X1"}).owns("A", "E", 1, {"X2"});
  const auto report = measure(built, {.draws = kDraws});
  EXPECT_NEAR(report.nobody_named, .19, 4 * std::sqrt(.19 * .81 / kDraws));
  EXPECT_EQ(report.unattributed_p50, 0);
  EXPECT_EQ(report.unattributed_p95, 1); // .09 is more than a twentieth
}

// The deed (B2: .525) makes O the one for whom N holds; without it N is first.
TEST(Draws, Somebody_who_is_first_only_in_some_draws_is_told_of) {
  CaseBuilder built;
  built.exhibit("DEED", "B2");
  built.proceeds("E", 100, 1, 0, {"X1"}).owns("N", "E", 1, {"X2"});
  built.tie(TieType::NomineeFor, "N", "O", {"DEED"});
  const auto report = measure(built, {.draws = kDraws});
  ASSERT_EQ(report.people.size(), 1u);
  EXPECT_NEAR(report.people[0].p_top, .81 * .525, .015);
  ASSERT_EQ(report.also_first.size(), 1u);
  EXPECT_EQ(report.also_first[0].first, built.entity("N"));
  EXPECT_NEAR(report.also_first[0].second, .81 * .475, .015);
}

TEST(Draws, Every_draw_may_be_asked_for_by_itself) {
  CaseBuilder built;
  built.proceeds("E", 100, 1, 0, {"X1"}).owns("A", "E", 1, {"X2"});
  const auto facts = collect_facts(built.snapshot, Basis::Gross);
  base::Progress progress;
  std::size_t seen = 0, named = 0;
  const auto done = for_each_draw(facts, {.draws = 5000}, progress, [&](std::size_t number, const Shares& shares) {
    EXPECT_EQ(number, seen++);
    named += shares.of_node[1] == 1;
  });
  ASSERT_TRUE(done.has_value());
  EXPECT_EQ(seen, 5000u);
  EXPECT_DOUBLE_EQ(static_cast<double>(named) / 5000, measure(built, {.draws = 5000}).people[0].p_top);
}

TEST(SmallestSet, One_lineage_on_which_everything_stands_is_enough) {
  CaseBuilder built;
  built.proceeds("E", 100, 1, 0, {"X1"}).owns("A", "E", 1, {"X1"});
  const auto smallest = measure(built).smallest;
  EXPECT_EQ(smallest.size, 1u);
  EXPECT_FALSE(smallest.at_most);
  ASSERT_EQ(smallest.sets.size(), 1u);
  EXPECT_EQ(smallest.sets[0].leader, std::nullopt);
}

TEST(SmallestSet, Two_lineages_that_each_suffice_must_both_be_lost) {
  CaseBuilder built;
  built.proceeds("E", 100, 1, 0, {"X1", "X2"}).owns("A", "E", 1, {"X1", "X2"}).pays("E", "M", 10, PaymentClass::Salary, {"X3"});
  const auto smallest = measure(built).smallest;
  EXPECT_EQ(smallest.size, 2u);
  EXPECT_EQ(smallest.count, 1u);
  ASSERT_EQ(smallest.sets.size(), 1u);
  EXPECT_THAT(smallest.sets[0].lineages, ::testing::UnorderedElementsAre("X1", "X2"));
}

TEST(SmallestSet, A_loss_that_puts_another_first_says_whom) {
  CaseBuilder built;
  built.proceeds("E", 100, 1, 0, {"X1", "X2"}).owns("A", "E", 1, {"X1", "X2"}).pays("E", "M", 30, PaymentClass::Salary, {"X1", "X2"});
  built.pays("E", "L", 60, PaymentClass::Transfer, {"X3"}); // without it M has 30, A 70
  const auto smallest = measure(built).smallest;
  EXPECT_EQ(smallest.size, 1u);
  EXPECT_EQ(smallest.sets[0].lineages, std::vector<std::string>{"X3"});
  EXPECT_EQ(smallest.sets[0].leader, built.entity("A"));
}

TEST(SmallestSet, More_than_three_lineages_are_found_step_by_step_and_called_at_most) {
  CaseBuilder built;
  built.proceeds("E", 100, 1, 0, {"X1", "X2", "X3", "X4"}).owns("A", "E", 1, {"X1", "X2", "X3", "X4"});
  const auto smallest = measure(built).smallest;
  EXPECT_EQ(smallest.size, 4u);
  EXPECT_TRUE(smallest.at_most);
  EXPECT_FALSE(smallest.bounded);
}

TEST(SmallestSet, Where_nobody_leads_there_is_none) {
  CaseBuilder built;
  built.proceeds("E", 100, 1);
  EXPECT_EQ(measure(built).smallest.size, 0u);
}

} // namespace
} // namespace cuibono::benefit
