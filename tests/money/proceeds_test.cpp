#include "money/proceeds.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "case_builder.h"

namespace cuibono::money {
namespace {

using model::PaymentClass;
using testing::CaseBuilder;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr Money units(std::int64_t amount) { return {amount * 100}; }

// The guide's example: turnover 12 m, share .6, materials 3 m, overhead 1.5 m, .4 m paid, 36,000 hours at 75.
CaseBuilder factory() {
  CaseBuilder built;
  built.proceeds("F", 12'000'000, .6, 0, {"BOOKS"});
  built.pays("A1", "SUPPLIER", 3'000'000, PaymentClass::LawfulCost, {"BANK"})
      .pays("F", "LANDLORD", 1'500'000, PaymentClass::LawfulCost, {"BANK"});
  built.tie(model::TieType::HoldsAccount, "F", "A1");
  const auto employer = built.entity("F"), victim = built.entity("V");
  for (int month = 1; month <= 2; ++month)
    built.put(model::Wage{.victim = victim,
                          .employer = employer,
                          .month = {2031, static_cast<std::uint8_t>(month), 0},
                          .regular_hours = 18'000,
                          .rate = units(75),
                          .received = units(200'000),
                          .citations = built.cite({"LEDGER"})});
  return built;
}

TEST(Proceeds, Three_bases_of_the_guides_example) {
  const auto built = factory();
  const auto report = proceeds(built.snapshot, {});
  ASSERT_EQ(report.rows.size(), 1u);
  const auto& row = report.rows[0];
  EXPECT_EQ(row.gross.value, units(7'200'000));
  EXPECT_EQ(row.net.value, units(4'100'000)); // costs at the exploited share, wages in full
  EXPECT_EQ(row.avoided.value, units(2'300'000));
  EXPECT_TRUE(row.gross.certain() && row.net.certain() && row.avoided.certain());
  EXPECT_EQ(sum(row.net.rests_on), *row.net.value);
  ASSERT_EQ(row.net.rests_on.size(), 3u);
  EXPECT_THAT(row.net.rests_on[1].exhibits, Contains(model::find_exhibit(built.snapshot, "BANK")->id));
  EXPECT_THAT(row.net.rests_on[2].exhibits, Contains(model::find_exhibit(built.snapshot, "LEDGER")->id));
}

TEST(Proceeds, A_payments_own_attributable_part_goes_before_the_exploited_share) {
  auto built = factory();
  const_cast<model::Payment&>(built.snapshot.payments().rows()[0]).attributes = {{"attributable", "1"}};
  EXPECT_EQ(proceeds(built.snapshot, {}).rows[0].net.value, units(2'900'000)); // 7.2 - 3 - .9 - .4
}

TEST(Proceeds, Overtime_counts_at_the_rows_factor_else_at_the_jurisdictions) {
  CaseBuilder built;
  built.proceeds("F", 1, 1);
  const auto employer = built.entity("F"), victim = built.entity("V");
  built.put(model::Wage{.victim = victim,
                        .employer = employer,
                        .regular_hours = 10,
                        .overtime_hours = 10,
                        .rate = units(10),
                        .citations = built.cite({"X"})});
  model::Jurisdiction twice;
  twice.overtime_factor = 2;
  EXPECT_EQ(proceeds(built.snapshot, twice).rows[0].avoided.value, units(300));
}

TEST(Proceeds, What_is_missing_is_said_and_a_figure_without_it_is_not_certain) {
  CaseBuilder built;
  built.proceeds("F", 100, .5);
  const auto row = proceeds(built.snapshot, {}).rows.at(0);
  EXPECT_EQ(row.net.value, units(50));
  EXPECT_FALSE(row.net.certain());
  EXPECT_THAT(row.net.missing, Contains(HasSubstr("no lawful cost or payroll")));
  EXPECT_FALSE(row.avoided.value);
  EXPECT_THAT(row.gross.missing, IsEmpty());
}

TEST(Proceeds, A_turnover_that_no_exhibit_supports_gives_no_figure) {
  CaseBuilder built;
  built.proceeds("F", 100, .5, 0, {});
  const auto row = proceeds(built.snapshot, {}).rows.at(0);
  EXPECT_FALSE(row.gross.value);
  EXPECT_FALSE(row.net.value);
}

TEST(Proceeds, Costs_of_another_time_and_costs_without_support_do_not_count) {
  CaseBuilder built;
  built.proceeds("F", 100, 1);
  auto row = built.snapshot.of<model::Proceeds>().rows()[0];
  row.from = {2031, 1, 0}, row.to = {2031, 6, 0};
  built.put(row);
  built.pays("F", "S", 10, PaymentClass::LawfulCost)
      .pays("F", "S", 20, PaymentClass::LawfulCost)
      .pays("F", "S", 40, PaymentClass::LawfulCost, {});
  const_cast<model::Payment&>(built.snapshot.payments().rows()[0]).date = {2031, 6, 30};
  const_cast<model::Payment&>(built.snapshot.payments().rows()[1]).date = {2031, 7, 1};
  EXPECT_EQ(proceeds(built.snapshot, {}).rows[0].net.value, units(90));
}

TEST(Proceeds, Two_books_of_the_same_pay_that_disagree_are_said_to) {
  auto built = factory();
  built.pays("F", "V", 300'000, PaymentClass::VictimPayment);
  const auto row = proceeds(built.snapshot, {}).rows.at(0);
  EXPECT_EQ(row.avoided.value, units(2'300'000));
  EXPECT_THAT(row.avoided.missing, Contains(HasSubstr("payments to victims come to 300,000")));
}

} // namespace
} // namespace cuibono::money
