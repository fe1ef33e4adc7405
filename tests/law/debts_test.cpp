// Expected figures: the worked example of the domain guide (section 1), and sums small enough to do by hand.

#include "law/debts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "case_builder.h"
#include "ingest/import_helpers.h"
#include "law/losses.h"
#include "source_dir.h"

namespace cuibono::law {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using cuibono::testing::CaseBuilder;
using model::Debt;

Money units(double amount) { return {static_cast<std::int64_t>(amount * 100 + .5)}; }

// The guide's debt: 3 % a month, 3,000 charged, 1,000 fined and 5,000 credited; 20,000 advanced, 9,000 fair, 1,200 to live on.
Debt guide_month(CaseBuilder& built, int month) {
  return {.victim = built.entity("V01"), .creditor = built.entity("BOAT"), .month = {2031, static_cast<std::uint8_t>(month), 0},
          .monthly_rate = .03, .charges = units(3000), .fines = units(1000), .credited = units(5000), .advance = units(20000),
          .fair_wage = units(9000), .living_cost = units(1200), .citations = built.cite({"X1"})};
}

CaseBuilder guide_debt() {
  CaseBuilder built;
  for (int month = 1; month <= 12; ++month) {
    auto row = guide_month(built, month);
    if (month == 1) row.opening = units(45000);
    built.put(row);
  }
  return built;
}

TEST(Debts, Twelve_months_of_the_guides_example_follow_its_trajectory) {
  const auto ledger = debts(guide_debt().snapshot).at(0);
  const std::vector<Money> trajectory{units(45350.00), units(45710.50), units(46081.82), units(46464.27), units(46858.20), units(47263.94),
                                      units(47681.86), units(48112.32), units(48555.69), units(49012.36), units(49482.73), units(49967.21)};
  EXPECT_EQ(ledger.claimed, trajectory);
  EXPECT_EQ(ledger.threshold, units(33333.33));
  EXPECT_TRUE(ledger.never_amortises);
}

TEST(Debts, The_guides_advance_is_fairly_repaid_in_the_third_month_and_nine_are_excess) {
  const auto ledger = debts(guide_debt().snapshot).at(0);
  EXPECT_EQ(ledger.fair_months, 3); // 7,800 a month
  EXPECT_EQ(ledger.months_held, 12);
  EXPECT_EQ(ledger.excess_months, 9);
  EXPECT_TRUE(ledger.held_after_fair_liquidation);
  for (const char* flag : {"never paid off: it falls only from below 33,333.33", "5,000 a month of 7,800", "25,000 of the opening debt is not documented",
                           "fines are added", "held for 9 months"})
    EXPECT_THAT(ledger.flags, Contains(HasSubstr(flag)));
  EXPECT_EQ(ledger.exhibits.supporting.size(), 1u);
}

TEST(Debts, A_debt_amortises_only_below_the_threshold) {
  const DebtTerms terms{.rate = .03, .charges = 3000, .fines = 1000, .credited = 5000};
  EXPECT_FALSE(never_amortises(33333, terms));
  EXPECT_TRUE(never_amortises(33334, terms));
  EXPECT_FALSE(never_amortises(0, terms));
  EXPECT_TRUE(never_amortises(10000, {.rate = .1, .credited = 1000})); // stands still for ever
}

TEST(Debts, Without_interest_a_debt_amortises_if_anything_is_left_of_what_is_credited) {
  EXPECT_FALSE(amortising_threshold({.credited = 1}).has_value());
  EXPECT_FALSE(never_amortises(1e6, {.charges = 10, .credited = 11}));
  EXPECT_TRUE(never_amortises(1e6, {.charges = 10, .credited = 10}));
  EXPECT_TRUE(never_amortises(1, {}));
}

TEST(Debts, The_month_of_fair_liquidation_follows_the_fair_terms) {
  const auto after = [](double advance, std::vector<double> surplus) { return fair_liquidation(advance, surplus); };
  EXPECT_EQ(after(20000, {7800}), 3);
  EXPECT_EQ(after(20000, {10000}), 2);
  EXPECT_EQ(after(20000, {5000, 15000}), 2);
  EXPECT_EQ(after(0, {}), 0);
  EXPECT_EQ(after(1, {0}), std::nullopt);
  EXPECT_EQ(after(1, {-5}), std::nullopt);
  EXPECT_EQ(after(1, {}), std::nullopt);
}

TEST(Debts, Wages_after_the_last_debt_row_show_that_the_victim_was_still_held) {
  auto built = guide_debt();
  built.put(model::Wage{.victim = built.entity("V01"), .month = {2032, 2, 0}, .citations = built.cite({"X1"})});
  built.put(model::Wage{.victim = built.entity("V01"), .month = {2033, 2, 0}}); // supported by nothing
  EXPECT_EQ(debts(built.snapshot)[0].months_held, 14);
}

TEST(Debts, Rows_without_an_exhibit_are_listed_and_count_for_nothing) {
  auto built = guide_debt();
  auto bare = guide_month(built, 12);
  bare.month = {2032, 1, 0};
  bare.citations.clear();
  built.put(bare);
  const auto ledger = debts(built.snapshot)[0];
  EXPECT_EQ(ledger.claimed.size(), 12u);
  EXPECT_EQ(ledger.unsupported, std::vector<Date>{bare.month});
  EXPECT_THAT(ledger.remarks, Contains(HasSubstr("no exhibit supports it: in no figure (2032-01)")));
}

TEST(Debts, What_is_not_stated_is_said) {
  CaseBuilder built;
  built.put(Debt{.victim = built.entity("V01"), .month = {2031, 1, 0}, .citations = built.cite({"X1"})});
  const auto ledger = debts(built.snapshot)[0];
  EXPECT_THAT(ledger.claimed, IsEmpty());
  EXPECT_EQ(ledger.fair_months, std::nullopt);
  for (const char* said : {"opening balance is not stated", "no documented advance", "no rate is stated"})
    EXPECT_THAT(ledger.remarks, Contains(HasSubstr(said)));
}

TEST(Debts, A_creditors_own_balance_that_the_terms_do_not_give_is_said) {
  auto built = guide_debt();
  auto row = *built.snapshot.of<Debt>().find({2});
  row.opening = units(60000);
  built.put(row);
  const auto ledger = debts(built.snapshot)[0];
  EXPECT_EQ(ledger.claimed.back(), units(49967.21));
  EXPECT_THAT(ledger.remarks, Contains(HasSubstr("not the balance that the claimed terms give (2031-02)")));
}

TEST(Debts, A_debt_that_outgrows_every_amount_ends_with_a_remark) {
  CaseBuilder built;
  for (int month = 1; month <= 12; ++month) {
    auto row = guide_month(built, month);
    row.monthly_rate = 1e6;
    if (month == 1) row.opening = units(45000);
    built.put(row);
  }
  const auto ledger = debts(built.snapshot)[0];
  EXPECT_LT(ledger.claimed.size(), 12u);
  EXPECT_THAT(ledger.remarks, Contains(HasSubstr("beyond what the product can hold")));
}

TEST(Losses, The_seamens_debt_was_never_advanced_and_never_falls) {
  const auto imported = ingest::testing::import(std::filesystem::path(cuibono::testing::source_dir()) / "data/cases/meridian-star");
  const auto all = losses(imported.after, {}, {});
  ASSERT_EQ(all.size(), 12u);
  for (const auto& one : all) {
    ASSERT_EQ(one.debts.size(), 1u);
    const auto& debt = one.debts[0];
    EXPECT_EQ(debt.claimed, std::vector<Money>{units(30000)});
    EXPECT_TRUE(debt.never_amortises);
    EXPECT_EQ(debt.fair_months, 0);
    EXPECT_EQ(debt.months_held, 14); // the wage ledger's fourteen months
    EXPECT_EQ(debt.excess_months, 14);
    EXPECT_THAT(debt.flags, Contains(HasSubstr("30,000 of the opening debt is not documented")));
  }
}

} // namespace
} // namespace cuibono::law
