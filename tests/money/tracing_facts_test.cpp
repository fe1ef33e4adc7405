#include "money/tracing_facts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "case_builder.h"
#include "money/tracing_account.h"

namespace cuibono::money {
namespace {

using model::EntityKind;
using model::PaymentClass;
using model::TieType;
using testing::CaseBuilder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

model::Payment& pay(CaseBuilder& built, const char* payer, const char* payee, double amount,
                    const char* date = "2031-03-01") {
  built.pays(payer, payee, amount, PaymentClass::Transfer);
  auto& row = const_cast<model::Payment&>(built.snapshot.payments().rows().back());
  row.date = base::parse_date(date).value_or(base::Date{});
  return row;
}

std::uint32_t ledger(const CaseBuilder& built, const TracingFacts& facts, const char* key) {
  return facts.ledger_of[built.snapshot.entities().position(model::find_entity(built.snapshot, key)->id)];
}

model::Entity& entity(CaseBuilder& built, const char* key) {
  return const_cast<model::Entity&>(*built.snapshot.entities().find(built.entity(key, EntityKind::Account)));
}

std::vector<std::int64_t> tainted(const CaseBuilder& built, const char* account, TracingRule rule,
                                  SameDay order = SameDay::AsListed) {
  const auto facts = tracing_facts(built.snapshot);
  return trace_account(built.snapshot, facts, ledger(built, facts, account), {rule}, order).rules[0].traced.tainted;
}

std::string all_remarks(const TracingFacts& facts) {
  std::string text;
  for (const auto& remark : facts.remarks) text += remark + "\n";
  return text;
}

// 60 % of what the mill pays is tainted, whether from itself or from its account; the column `taint` says otherwise
// where given.
TEST(TracingFacts, What_an_establishment_pays_is_tainted_by_its_exploited_share) {
  CaseBuilder built;
  built.proceeds("MILL", 1000, .6);
  built.entity("MA", EntityKind::Account), built.entity("MB", EntityKind::Account);
  built.tie(TieType::HoldsAccount, "MILL", "MA"), built.tie(TieType::HoldsAccount, "MILL", "MB");
  pay(built, "MILL", "A", 100), pay(built, "MA", "A", 50), pay(built, "MB", "A", 10).taint = 1, pay(built, "Z", "A", 5),
                                                                                 pay(built, "Z", "A", 4).taint = .5;
  const auto facts = tracing_facts(built.snapshot);
  EXPECT_THAT(facts.fixed, ElementsAre(6000, 3000, 1000, kCarried, 200));
  EXPECT_THAT(facts.reason, ElementsAre(TaintReason::Source, TaintReason::Source, TaintReason::Stated,
                                        TaintReason::Carried, TaintReason::Stated));
}

TEST(TracingFacts, The_share_is_that_of_the_period_in_which_the_payment_falls) {
  CaseBuilder built;
  built.proceeds("MILL", 1000, .2).proceeds("MILL", 1000, .8);
  auto rows = built.snapshot.of<model::Proceeds>().rows();
  auto& first = const_cast<model::Proceeds&>(rows[0]);
  auto& second = const_cast<model::Proceeds&>(rows[1]);
  first.from = *base::parse_date("2031-02"), first.to = *base::parse_date("2031-03");
  second.from = *base::parse_date("2031-04-01"), second.to = *base::parse_date("2031-06");
  pay(built, "MILL", "A", 100, "2031-01-31"), pay(built, "MILL", "A", 100, "2031-03-31"),
      pay(built, "MILL", "A", 100, "2031-04-01"), pay(built, "MILL", "A", 100, "2032-01-01");
  const auto facts = tracing_facts(built.snapshot);
  EXPECT_THAT(facts.fixed, ElementsAre(0, 2000, 8000, 8000));
  EXPECT_THAT(all_remarks(facts), HasSubstr("before its proceeds begin, taken as clean: 1"));
}

TEST(TracingFacts, Proceeds_that_no_exhibit_supports_taint_nothing) {
  CaseBuilder built;
  built.proceeds("MILL", 1000, .6, 0, {});
  pay(built, "MILL", "A", 100);
  const auto facts = tracing_facts(built.snapshot);
  EXPECT_THAT(facts.fixed, ElementsAre(kCarried));
  EXPECT_THAT(all_remarks(facts), HasSubstr("no exhibit supports it"));
}

TEST(TracingFacts, Every_row_that_is_left_out_is_counted) {
  CaseBuilder built;
  built.setting("fx:USD", "90").setting("fx:EUR@2031-06-01", "100");
  pay(built, "P", "A", 1), pay(built, "P", "A", 1).currency = "USD", pay(built, "P", "A", 1).currency = "EUR";
  pay(built, "P", "A", 1).citations.clear(), pay(built, "P", "A", 0), pay(built, "P", "A", 1).amount.cents = -5,
                                                                                           pay(built, "A", "A", 1);
  pay(built, "P", "A", 2, ""), pay(built, "P", "A", 3, "2031-03");
  const auto facts = tracing_facts(built.snapshot);
  EXPECT_THAT(facts.cents, ElementsAre(200, 100, 9000, 300));
  const auto remarks = all_remarks(facts);
  for (const char* said : {"no exhibit supports them: 1", "below zero left out; enter a reversal as a payment back: 1",
                           "of nothing left out: 1", "to itself left out: 1",
                           "payments in EUR left out because the case states no rate; add a setting fx:EUR: 1",
                           "without a date, taken as listed before all that have one: 1", "taken on its first day: 1"})
    EXPECT_THAT(remarks, HasSubstr(said));
}

TEST(TracingFacts, A_holder_and_its_only_account_are_one_ledger_and_several_are_kept_apart) {
  CaseBuilder built;
  for (const char* key : {"A1", "A2", "A3", "JOINT"}) built.entity(key, EntityKind::Account);
  built.tie(TieType::HoldsAccount, "P", "A1");
  built.tie(TieType::HoldsAccount, "Q", "A2"), built.tie(TieType::HoldsAccount, "Q", "A3");
  built.tie(TieType::HoldsAccount, "R", "JOINT"), built.tie(TieType::HoldsAccount, "S", "JOINT");
  built.tie(TieType::HoldsAccount, "T", "A1", {}); // no exhibit
  const auto facts = tracing_facts(built.snapshot);
  EXPECT_EQ(ledger(built, facts, "P"), ledger(built, facts, "A1"));
  EXPECT_NE(ledger(built, facts, "Q"), ledger(built, facts, "A2"));
  EXPECT_NE(ledger(built, facts, "A2"), ledger(built, facts, "A3"));
  EXPECT_NE(ledger(built, facts, "R"), ledger(built, facts, "JOINT"));
  EXPECT_NE(ledger(built, facts, "T"), ledger(built, facts, "A1"));
}

// 100 tainted in and 100 clean in on the day on which 100 go out.
TEST(TracingFacts, The_order_of_one_days_rows_decides_and_is_compared) {
  CaseBuilder built;
  pay(built, "P", "A", 100, "2031-01-01");
  pay(built, "A", "Q", 100), pay(built, "P", "A", 100).taint = 1;
  EXPECT_THAT(tainted(built, "A", TracingRule::Lifo, SameDay::AsListed), ElementsAre(0, 0, 0));
  EXPECT_THAT(tainted(built, "A", TracingRule::Lifo, SameDay::OutflowsFirst), ElementsAre(0, 0, 0));
  EXPECT_THAT(tainted(built, "A", TracingRule::Lifo, SameDay::InflowsFirst), ElementsAre(0, 0, 10000));
  const auto facts = tracing_facts(built.snapshot);
  const auto trace =
      trace_account(built.snapshot, facts, ledger(built, facts, "A"), {TracingRule::Lifo}, SameDay::AsListed);
  ASSERT_EQ(trace.sensitivity.size(), 2u);
  EXPECT_EQ(trace.sensitivity[0].order, SameDay::InflowsFirst);
  EXPECT_EQ(trace.sensitivity[0].largest_change, 10000);
  EXPECT_EQ(trace.sensitivity[0].left, 0);
  EXPECT_EQ(trace.sensitivity[1].largest_change, 0);
}

TEST(TracingFacts, The_case_decides_the_order_of_a_day_before_its_jurisdiction) {
  CaseBuilder built;
  model::Jurisdiction law;
  law.same_day_order = "outflows-first";
  EXPECT_EQ(same_day_order(built.snapshot, law).order, SameDay::OutflowsFirst);
  EXPECT_FALSE(same_day_order(built.snapshot, law).of_case);
  auto chosen = built;
  chosen.setting("same_day_order", "inflows-first");
  EXPECT_EQ(same_day_order(chosen.snapshot, law).order, SameDay::InflowsFirst);
  EXPECT_TRUE(same_day_order(chosen.snapshot, law).of_case);
  built.setting("same_day_order", "as I like");
  EXPECT_EQ(same_day_order(built.snapshot, law).order, SameDay::OutflowsFirst);
  EXPECT_THAT(same_day_order(built.snapshot, law).remark, HasSubstr("none of"));
}

TEST(TracingFacts, An_accounts_opening_balance_is_read_and_makes_an_overdraft_a_debt) {
  CaseBuilder built;
  entity(built, "A").attributes = {{"opening_balance", "30"}, {"opening_taint", "0.5"}};
  pay(built, "A", "Q", 50), pay(built, "P", "A", 40).taint = 1;
  const auto facts = tracing_facts(built.snapshot);
  const auto trace =
      trace_account(built.snapshot, facts, ledger(built, facts, "A"), {TracingRule::Fifo}, SameDay::AsListed);
  EXPECT_THAT(trace.rules[0].traced.tainted, ElementsAre(1500, 0));
  EXPECT_EQ(trace.rules[0].traced.repaid, 2000);
  EXPECT_EQ(trace.rules[0].traced.left, 2000);
  EXPECT_THAT(trace.remarks, ElementsAre(HasSubstr("20 was paid above the balance")));
}

std::vector<std::uint32_t> listed_rows(const CaseBuilder& built, SameDay order) {
  const auto facts = tracing_facts(built.snapshot);
  std::vector<std::uint32_t> rows;
  for (const auto payment : chronological(facts, order)) rows.push_back(facts.row[payment]);
  return rows;
}

// Listed C to D, B to C, A to B, all of one day; then one of the day after.
TEST(TracingFacts, One_days_payments_across_accounts_stand_in_the_order_asked_for) {
  CaseBuilder built;
  pay(built, "C", "D", 1), pay(built, "B", "C", 1), pay(built, "A", "B", 1), pay(built, "D", "A", 1, "2031-03-02");
  EXPECT_THAT(listed_rows(built, SameDay::AsListed), ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(listed_rows(built, SameDay::InflowsFirst), ElementsAre(2, 1, 0, 3));
  EXPECT_THAT(listed_rows(built, SameDay::OutflowsFirst), ElementsAre(0, 1, 2, 3));
}

TEST(TracingFacts, A_circle_of_one_day_is_taken_as_listed) {
  CaseBuilder built;
  pay(built, "B", "A", 1), pay(built, "A", "B", 1), pay(built, "Z", "B", 1), pay(built, "B", "C", 1);
  EXPECT_THAT(listed_rows(built, SameDay::InflowsFirst), ElementsAre(2, 0, 3, 1));
}

TEST(TracingFacts, A_payment_to_nobody_named_leaves_the_account_all_the_same) {
  CaseBuilder built;
  pay(built, "P", "A", 10).taint = 1;
  pay(built, "A", "Q", 4).payee = {};
  EXPECT_THAT(tainted(built, "A", TracingRule::Fifo), ElementsAre(0, 400));
}

TEST(TracingFacts, An_account_with_no_taint_of_its_own_says_where_carried_taint_is_followed) {
  CaseBuilder built;
  pay(built, "P", "A", 10), pay(built, "P", "B", 10).taint = .1;
  const auto facts = tracing_facts(built.snapshot);
  const auto clean =
      trace_account(built.snapshot, facts, ledger(built, facts, "A"), {TracingRule::Fifo}, SameDay::AsListed);
  EXPECT_THAT(clean.remarks, ElementsAre(HasSubstr("followed in the trace of all accounts")));
  const auto tainted =
      trace_account(built.snapshot, facts, ledger(built, facts, "B"), {TracingRule::Fifo}, SameDay::AsListed);
  EXPECT_THAT(tainted.remarks, IsEmpty());
}

} // namespace
} // namespace cuibono::money
