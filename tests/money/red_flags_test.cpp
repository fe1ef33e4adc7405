// Each of the rules 1 to 9 of data/rules on a case just past its threshold and on one just short of it. Thresholds:
// domain.md section 8; amounts, days and counts are worked by hand.

#include "red_flag_checks.h"

namespace cuibono {
namespace {

// --- 1
// ---------------------------------------------------------------------------------------------------------------------

FlagCase pay_and_out(double out, int days) {
  return FlagCase().pay("FIRM", "W", 1000, 10, pay_of()).pay("W", "X", out, 10 + days);
}

TEST(RedFlag1, Eighty_percent_of_the_pay_leaving_on_the_second_day_is_a_hit) {
  auto built = pay_and_out(800, 2);
  const auto hit = only_hit(built, 1);
  EXPECT_EQ(hit.subject, built.entity("W"));
  EXPECT_EQ(hit.amount.cents, 80'000);
  EXPECT_EQ(hit.from, testing::day(10));
  EXPECT_EQ(hit.to, testing::day(12));
  EXPECT_THAT(payments(built, hit), ElementsAre("P1", "P2"));
  EXPECT_EQ(hit.exhibits.size(), 1u);
}

TEST(RedFlag1, A_cent_less_or_a_day_later_is_none) {
  EXPECT_EQ(hits(pay_and_out(799.99, 2), 1), 0u);
  EXPECT_EQ(hits(pay_and_out(800, 3), 1), 0u);
}

TEST(RedFlag1, What_left_counts_for_one_receipt_only) {
  // 1,000 on day 10 and 1,000 on day 11; 1,000 leaves on day 12: it is the first receipt's, so that one day is flagged.
  auto built =
      FlagCase().pay("FIRM", "W", 1000, 10, pay_of()).pay("FIRM", "W", 1000, 11, pay_of()).pay("W", "X", 1000, 12);
  EXPECT_EQ(only_hit(built, 1).amount.cents, 100'000);
  EXPECT_THAT(payments(built, only_hit(built, 1)), ElementsAre("P1", "P3"));
}

TEST(RedFlag1, Month_after_month_is_one_hit_and_a_month_in_which_the_pay_stays_parts_two) {
  FlagCase built;
  for (const int month : {0, 30, 60, 90, 120}) {
    built.pay("FIRM", "W", 1000, month, pay_of());
    if (month != 60) built.pay("W", "X", 900, month + 1);
  }
  const auto report = testing::flags(built.snapshot, 1);
  ASSERT_EQ(report.hits.size(), 2u);
  EXPECT_EQ(report.hits[0].amount.cents, 180'000);
  EXPECT_EQ(report.hits[0].from, testing::day(0));
  EXPECT_EQ(report.hits[1].from, testing::day(90));
}

// --- 2
// ---------------------------------------------------------------------------------------------------------------------

FlagCase pay_of_workers(int workers, int last_day) {
  FlagCase built;
  for (int i = 1; i <= workers; ++i)
    built.pay("FIRM", "COLLECTOR", 1000, i == workers ? last_day : 0,
              pay_of({{"worker", "worker " + std::to_string(i)}}));
  return built;
}

TEST(RedFlag2, The_pay_of_three_workers_in_one_account_within_a_month_is_a_hit) {
  EXPECT_EQ(only_hit(pay_of_workers(3, 30), 2).amount.cents, 300'000);
  EXPECT_EQ(hits(pay_of_workers(2, 30), 2), 0u);
  EXPECT_EQ(hits(pay_of_workers(3, 31), 2), 0u);
}

TEST(RedFlag2, Workers_who_pass_their_pay_on_within_two_days_count) {
  const auto passed_on = [](int days) {
    FlagCase built;
    for (const char* worker : {"W1", "W2", "W3"})
      built.pay("FIRM", worker, 1000, 0, pay_of()).pay(worker, "COLLECTOR", 600, days);
    return built;
  };
  auto built = passed_on(2);
  EXPECT_EQ(only_hit(built, 2).subject, built.entity("COLLECTOR"));
  EXPECT_EQ(hits(passed_on(3), 2), 0u);
}

TEST(RedFlag2, An_account_that_three_workers_hold_counts) {
  EXPECT_EQ(
      only_hit(FlagCase().account("A", {"W1", "W2", "W3"}).pay("FIRM", "A", 1000, 0, pay_of()), 2).payments_in_all, 1u);
  EXPECT_EQ(hits(FlagCase().account("A", {"W1", "W2"}).pay("FIRM", "A", 1000, 0, pay_of()), 2), 0u);
}

// --- 3
// ---------------------------------------------------------------------------------------------------------------------

TEST(RedFlag3, Three_customers_with_one_phone_are_a_hit_and_two_are_none) {
  FlagCase two;
  two.account("A1", {"C1"}).account("A2", {"C2"});
  two.tie(TieType::SamePhone, "C1", "C2", {"X7"});
  EXPECT_EQ(hits(two, 3), 0u);

  auto stranger = two;
  stranger.tie(TieType::SamePhone, "C2", "NO_CUSTOMER");
  EXPECT_EQ(hits(stranger, 3), 0u);

  auto three = two;
  three.account("A3", {"C3"});
  three.tie(TieType::SamePhone, "C2", "C3", {"X8"});
  const auto hit = only_hit(three, 3);
  EXPECT_EQ(hit.others.size(), 2u);
  EXPECT_EQ(hit.exhibits, (std::vector{three.exhibit("X7"), three.exhibit("X8")}));
}

TEST(RedFlag3, An_address_of_the_customers_own_rows_counts) {
  FlagCase built;
  for (const char* key : {"C1", "C2", "C3"}) {
    built.account(std::string("A") + key, {key});
    auto row = *built.snapshot.entities().find(built.entity(key));
    row.attributes = {{"address", key == std::string("C2") ? " 4 QUAY STREET" : "4 Quay Street"}};
    built.put(row);
  }
  EXPECT_THAT(only_hit(built, 3).what, HasSubstr("3 customers share one address"));
}

// --- 4
// ---------------------------------------------------------------------------------------------------------------------

// Six sales of 1,000: 5 % of 6,000 is 300.
FlagCase firm(double pay, int days, int sales = 6) {
  FlagCase built;
  built.entity("FIRM", EntityKind::Company);
  for (int i = 0; i < sales; ++i) built.pay("BUYER", "FIRM", 1000, i == sales - 1 ? days : i, revenue());
  return built.pay("FIRM", "W", pay, 5, pay_of());
}

TEST(RedFlag4, Pay_below_five_percent_of_the_turnover_is_a_hit) {
  EXPECT_EQ(only_hit(firm(299.99, 90), 4).amount.cents, 600'000);
  EXPECT_EQ(hits(firm(300, 90), 4), 0u);
  EXPECT_EQ(hits(firm(299.99, 89), 4), 0u);
  EXPECT_EQ(hits(firm(299.99, 90, 5), 4), 0u);
}

TEST(RedFlag4, Pay_told_by_its_purpose_alone_counts) {
  EXPECT_EQ(hits(firm(1, 90).pay("FIRM", "STAFF", 299, 6,
                                 {.payment_class = PaymentClass::LawfulCost, .purpose = "Wages March"}),
                 4),
            0u);
}

// --- 5
// ---------------------------------------------------------------------------------------------------------------------

void add_wage(FlagCase& built, const std::string& worker, double deducted) {
  const auto who = built.entity(worker), firm = built.entity("FIRM", EntityKind::Company);
  built.put(model::Wage{.victim = who,
                        .employer = firm,
                        .month = {2031, 2, 0},
                        .regular_hours = 100,
                        .rate = model::Money{1000},
                        .received = model::Money{50'000},
                        .illegal_deductions = model::Money{std::llround(deducted * 100)},
                        .citations = built.cite({"X1"})});
}

FlagCase wages(std::initializer_list<double> deducted) {
  FlagCase built;
  int i = 0;
  for (const double amount : deducted) add_wage(built, "W" + std::to_string(++i), amount);
  return built;
}

TEST(RedFlag5, Deductions_above_thirty_percent_of_gross_pay_are_a_hit) {
  auto built = wages({300.01});
  const auto hit = only_hit(built, 5);
  EXPECT_EQ(hit.subject, built.entity("FIRM"));
  EXPECT_EQ(hit.amount.cents, 30'001);
  EXPECT_EQ(hit.wages_in_all, 1u);
  EXPECT_EQ(hits(wages({300}), 5), 0u);
}

TEST(RedFlag5, The_same_tenth_of_pay_from_three_workers_is_a_hit) {
  EXPECT_EQ(only_hit(wages({100, 100, 100}), 5).amount.cents, 30'000);
  EXPECT_EQ(hits(wages({100, 100}), 5), 0u);
  EXPECT_EQ(hits(wages({100, 100, 101}), 5), 0u);
  EXPECT_EQ(hits(wages({99, 99, 99}), 5), 0u);
}

// --- 6
// ---------------------------------------------------------------------------------------------------------------------

TEST(RedFlag6, A_signatory_who_is_neither_holder_nor_owner_nor_director_is_a_hit) {
  FlagCase built;
  built.entity("FIRM", EntityKind::Company);
  built.account("A", {"FIRM"}).pay("A", "X", 700, 3).pay("FIRM", "Y", 50, 4);
  auto& tie = built.tie(TieType::SignatoryOn, "S", "A", {"X9"});
  tie.from = testing::day(0), tie.to = testing::day(3);
  const auto hit = only_hit(built, 6);
  EXPECT_EQ(hit.amount.cents, 70'000);
  EXPECT_EQ(hit.others, std::vector{built.entity("S")});
  EXPECT_EQ(hit.exhibits.size(), 2u);

  auto directed = built;
  directed.tie(TieType::Directs, "S", "FIRM");
  EXPECT_EQ(hits(directed, 6), 0u);
}

TEST(RedFlag6, One_address_that_orders_for_three_holders_is_a_hit_on_each) {
  const auto orders = [](int holders) {
    FlagCase built;
    for (int i = 1; i <= holders; ++i)
      built.pay("C" + std::to_string(i), "X", 10, i, {.attributes = {{"ip", "192.0.2.7"}}});
    return built;
  };
  EXPECT_EQ(hits(orders(3), 6), 3u);
  EXPECT_EQ(hits(orders(2), 6), 0u);
}

// --- 7
// ---------------------------------------------------------------------------------------------------------------------

FlagCase pay_without_costs(int last) {
  return FlagCase()
      .pay("FIRM", "W", 1000, 0, pay_of())
      .pay("FIRM", "W", 1000, 30, pay_of())
      .pay("W", "X", 5, last, purpose("transfer"));
}

TEST(RedFlag7, Sixty_days_with_two_receipts_of_pay_and_no_living_cost_are_a_hit) {
  EXPECT_EQ(only_hit(pay_without_costs(60), 7).amount.cents, 200'000);
  EXPECT_EQ(hits(pay_without_costs(59), 7), 0u);
  EXPECT_EQ(hits(pay_without_costs(60).pay("W", "SHOP", 20, 15, purpose("GROCERIES")), 7), 0u);
}

TEST(RedFlag7, Without_a_statement_of_the_holder_nothing_is_said_but_that) {
  const auto report =
      testing::flags(FlagCase().pay("FIRM", "W", 1000, 0, pay_of()).pay("FIRM", "W", 1000, 90, pay_of()).snapshot, 7);
  EXPECT_TRUE(report.hits.empty());
  EXPECT_THAT(report.remarks, ElementsAre(HasSubstr("no statement of theirs seems to be held")));
}

// --- 8
// ---------------------------------------------------------------------------------------------------------------------

FlagCase funnel(int places, int out_day, const std::string& out_place) {
  FlagCase built;
  for (int i = 1; i <= places; ++i)
    built.pay("D" + std::to_string(i), "A", 400, 0, method("cash", "town " + std::to_string(i)));
  return built.pay("A", "X", 1000, out_day, method("transfer", out_place));
}

TEST(RedFlag8, Cash_at_three_places_and_money_out_elsewhere_the_same_day_is_a_hit) {
  EXPECT_EQ(only_hit(funnel(3, 0, "harbour"), 8).payments_in_all, 4u);
  EXPECT_EQ(hits(funnel(2, 0, "harbour"), 8), 0u);
  EXPECT_EQ(hits(funnel(3, 1, "harbour"), 8), 0u);
  EXPECT_EQ(hits(funnel(3, 0, "Town 2"), 8), 0u);
}

TEST(RedFlag8, Without_places_it_says_what_is_missing) {
  const auto report = testing::flags(FlagCase().pay("D", "A", 400, 0, method("cash")).snapshot, 8);
  EXPECT_FALSE(report.outcomes[0].applied);
  EXPECT_EQ(report.outcomes[0].why_not, "no payment has a place");
}

// --- 9
// ---------------------------------------------------------------------------------------------------------------------

FlagCase deposits(double first, double others, int last_day) {
  return FlagCase()
      .pay("D", "A", first, 0, method("cash"))
      .pay("D", "A", others, 2, method("cash"))
      .pay("D", "A", others, last_day, method("cash"));
}

TEST(RedFlag9, Three_deposits_at_90_to_99_9_percent_of_the_threshold_in_seven_days_are_a_hit) {
  EXPECT_EQ(only_hit(deposits(9000, 9990, 6), 9).amount.cents, 2'898'000);
  EXPECT_EQ(hits(deposits(8999.99, 9990, 6), 9), 0u);
  EXPECT_EQ(hits(deposits(9000, 9990.01, 6), 9), 0u);
  EXPECT_EQ(hits(deposits(9000, 9990, 7), 9), 0u);
}

TEST(RedFlag9, A_jurisdictions_threshold_moves_the_range) {
  model::Jurisdiction jurisdiction;
  jurisdiction.reporting_threshold = 20'000;
  EXPECT_EQ(testing::flags(deposits(9000, 9990, 6).snapshot, 9, jurisdiction).hits.size(), 0u);
  EXPECT_EQ(testing::flags(deposits(18'000, 19'980, 6).snapshot, 9, jurisdiction).hits.size(), 1u);
}

} // namespace
} // namespace cuibono
