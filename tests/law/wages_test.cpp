// Expected figures: the worked examples of the domain guide (section 4) and of the two demonstration cases, and sums small
// enough to do by hand.

#include "law/wages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "case_builder.h"
#include "ingest/import_helpers.h"
#include "source_dir.h"

namespace cuibono::law {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using cuibono::testing::CaseBuilder;
using model::Wage;

Money units(double amount) { return {static_cast<std::int64_t>(amount * 100 + (amount < 0 ? -.5 : .5))}; }

// The guide's month: 208 hours at 50 and 156 of overtime; 3,000 received, 500 lawfully deducted.
Wage guide_month(CaseBuilder& built, const char* month) {
  return {.victim = built.entity("V01"), .employer = built.entity("BOAT"), .month = *base::parse_date(month), .regular_hours = 208,
          .overtime_hours = 156, .rate = units(50), .overtime_factor = 1.5, .received = units(3000),
          .lawful_deductions = units(500), .citations = built.cite({"X1"})};
}

// A month of one hour at `due`, of which `received` was paid.
Wage month(CaseBuilder& built, const char* month, double due, double received, const char* employer = "BOAT") {
  return {.victim = built.entity("V01"), .employer = built.entity(employer), .month = *base::parse_date(month), .regular_hours = 1,
          .overtime_hours = 0, .rate = units(due), .received = units(received), .citations = built.cite({"X1"})};
}

Wages of_one(const CaseBuilder& built, const char* until = "2031-10-31", double rate = .05) {
  model::Jurisdiction jurisdiction;
  jurisdiction.interest_rate = rate;
  const auto all = wages(built.snapshot, jurisdiction, *base::parse_date(until));
  EXPECT_EQ(all.size(), 1u);
  return all.empty() ? Wages{} : all[0];
}

TEST(Wages, Ten_months_of_the_guides_example_come_to_its_total) {
  CaseBuilder built;
  for (int i = 1; i <= 10; ++i) {
    auto row = guide_month(built, i < 10 ? ("2031-0" + std::to_string(i)).c_str() : "2031-10");
    if (i == 1) row.fee_paid = units(25000);
    built.put(row);
  }
  const auto wages = of_one(built);
  EXPECT_EQ(wages.ledgers[0].lines[0].due, units(22100));
  EXPECT_EQ(wages.ledgers[0].lines[0].owed, units(18600));
  EXPECT_EQ(wages.owed, units(186000));
  EXPECT_EQ(wages.fees, units(25000));
  EXPECT_EQ(wages.interest, units(3487.50)); // to the end of the tenth month: 18,600 x 5 % / 12 x (9 + 8 + ... + 0)
  EXPECT_EQ(wages.total(), units(214487.50));
  EXPECT_EQ(wages.exhibits.supporting, std::vector<ExhibitId>{built.exhibit("X1")});
}

TEST(Wages, Illegal_deductions_are_a_memo_and_in_no_sum) {
  CaseBuilder built;
  auto row = guide_month(built, "2031-01");
  row.illegal_deductions = units(7000);
  built.put(row);
  const auto wages = of_one(built, "2031-01-31");
  EXPECT_EQ(wages.illegal_deductions, units(7000));
  EXPECT_EQ(wages.total(), units(18600));
}

TEST(Wages, Part_of_a_month_bears_interest_by_its_days) {
  CaseBuilder built;
  built.put(month(built, "2031-01", 12000, 0));
  EXPECT_EQ(of_one(built, "2031-02-14", .1).interest, units(50)); // 100 a month, 14 of 28 days
  EXPECT_EQ(of_one(built, "2031-01-31", .1).interest, units(0));
  EXPECT_EQ(of_one(built, "2030-01-31", .1).interest, units(0));
}

TEST(Wages, A_later_payment_of_arrears_is_set_off_and_stops_their_interest) {
  CaseBuilder built;
  built.put(month(built, "2031-01", 1200, 0));
  built.put(month(built, "2031-02", 1200, 2400));
  const auto wages = of_one(built, "2031-12-31", .1);
  EXPECT_EQ(wages.owed, units(0));
  EXPECT_EQ(wages.interest, units(10)); // 1,200 x 10 % / 12, for February alone
  EXPECT_THAT(wages.remarks, Contains(HasSubstr("more was paid than was due")));
}

TEST(Wages, What_one_employer_overpaid_is_not_taken_from_what_another_owes) {
  CaseBuilder built;
  built.put(month(built, "2031-01", 1000, 1500));
  built.put(month(built, "2031-01", 1000, 0, "MILL"));
  const auto wages = of_one(built);
  EXPECT_EQ(wages.owed, units(1000));
  EXPECT_EQ(wages.overpaid, units(500));
}

TEST(Wages, A_row_that_no_exhibit_supports_is_listed_apart) {
  CaseBuilder built;
  built.put(month(built, "2031-01", 1000, 0));
  auto bare = month(built, "2031-02", 9000, 0);
  bare.citations.clear();
  built.put(bare);
  auto denied = month(built, "2031-03", 9000, 0);
  denied.citations = {{built.exhibit("D1", "A1", "", model::Polarity::Contradicts), ""}};
  built.put(denied);
  const auto wages = of_one(built, "2031-01-31");
  EXPECT_EQ(wages.total(), units(1000));
  ASSERT_EQ(wages.unsupported.size(), 2u);
  EXPECT_EQ(wages.unsupported[0].owed, units(9000));
  EXPECT_THAT(wages.remarks, Contains(HasSubstr("no exhibit supports it: in no sum (2031-02, 2031-03)")));
}

TEST(Wages, What_a_row_does_not_state_is_said_and_not_guessed) {
  CaseBuilder built;
  auto no_rate = guide_month(built, "2031-01"), no_hours = no_rate, not_received = no_rate, no_overtime = no_rate;
  no_rate.rate.reset();
  no_hours.regular_hours.reset(), no_hours.overtime_hours.reset();
  not_received.received.reset();
  no_overtime.overtime_hours.reset();
  no_rate.fee_paid = units(100);
  for (const auto& row : {no_rate, no_hours, not_received, no_overtime}) built.put(row);
  const auto wages = of_one(built, "2031-01-31");
  EXPECT_EQ(wages.due, units(10400)); // 208 x 50, the one row that can be worked out
  EXPECT_EQ(wages.owed, units(6900));
  EXPECT_EQ(wages.fees, units(100));
  for (const char* said : {"the hourly rate is not stated", "no hours are stated", "what was received is not stated",
                           "overtime is not stated: only regular hours are counted", "two rows are for one month"})
    EXPECT_THAT(wages.remarks, Contains(HasSubstr(said)));
}

TEST(Wages, The_jurisdictions_overtime_factor_stands_in_and_is_said) {
  CaseBuilder built;
  auto row = guide_month(built, "2031-01");
  row.overtime_factor.reset();
  built.put(row);
  model::Jurisdiction jurisdiction;
  jurisdiction.overtime_factor = 2;
  const auto all = wages(built.snapshot, jurisdiction, {});
  EXPECT_EQ(all[0].due, units(26000)); // 208 x 50 + 156 x 2 x 50
  EXPECT_THAT(all[0].remarks, Contains(HasSubstr("the jurisdiction's 2 is used")));
}

TEST(Wages, Hostile_figures_are_left_out_with_a_reason) {
  CaseBuilder built;
  auto negative = guide_month(built, "2031-01"), huge = negative, foreign = negative;
  negative.regular_hours = -1;
  huge.regular_hours = 1e300;
  foreign.attributes = {{"currency", "USD"}};
  for (int i = 0; i < 2; ++i)
    for (const auto& row : {negative, huge, foreign}) built.put(row);
  const auto wages = of_one(built);
  EXPECT_EQ(wages.total(), units(0));
  for (const char* said : {"a figure below zero", "beyond what the product can hold", "not in the case's currency"})
    EXPECT_THAT(wages.remarks, Contains(HasSubstr(said)));
}

TEST(Wages, Sums_of_the_largest_amounts_do_not_overflow) {
  CaseBuilder built;
  for (int i = 0; i < 200; ++i) {
    auto row = month(built, "2031-01", 0, 0);
    row.rate = Money{base::kLargestAmountCents};
    built.put(row);
  }
  EXPECT_GT(of_one(built).total().cents, base::kLargestAmountCents);
}

TEST(Wages, Interest_runs_to_the_date_asked_else_the_cases_window_else_the_last_month) {
  CaseBuilder built;
  EXPECT_FALSE(interest_until(built.snapshot, {}).day.known());
  built.put(month(built, "2032-02", 1, 0));
  EXPECT_EQ(base::format_date(interest_until(built.snapshot, {}).day), "2032-02-29");
  built.setting("window_to", "2032-03");
  EXPECT_EQ(base::format_date(interest_until(built.snapshot, {}).day), "2032-03-31");
  EXPECT_EQ(base::format_date(interest_until(built.snapshot, *base::parse_date("2033")).day), "2033-12-31");
}

std::vector<Wages> demonstration(const char* name) {
  const auto imported = ingest::testing::import(std::filesystem::path(cuibono::testing::source_dir()) / "data/cases" / name);
  model::Jurisdiction sarovia;
  sarovia.interest_rate = .05;
  return wages(imported.after, sarovia, interest_until(imported.after, {}).day);
}

TEST(MeridianStarWages, Twelve_men_are_owed_what_the_scenario_says) {
  const auto all = demonstration("meridian-star");
  ASSERT_EQ(all.size(), 12u);
  Money owed;
  for (const auto& wages : all) {
    for (const auto& line : wages.ledgers.at(0).lines) EXPECT_EQ(line.due, units(10920));
    EXPECT_EQ(wages.interest, units(3761.33)); // 9,920 x 5 % / 12 x (13 + 12 + ... + 0), each month to a cent
    EXPECT_THAT(wages.remarks, IsEmpty());
    owed += wages.owed;
  }
  EXPECT_EQ(owed, units(1666560));
}

TEST(LarkfieldWages, Forty_workers_are_owed_what_their_contracts_promised) {
  const auto all = demonstration("larkfield");
  ASSERT_EQ(all.size(), 40u);
  Money owed, illegal;
  for (const auto& wages : all) owed += wages.owed, illegal += wages.illegal_deductions;
  EXPECT_EQ(owed, units(5040000));
  EXPECT_EQ(illegal, units(2520000)); // 40 x 18 x 3,500, inside what is owed
}

} // namespace
} // namespace cuibono::law
