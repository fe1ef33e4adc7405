#include "money/tracing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cuibono::money {
namespace {

using ::testing::ElementsAre;

Movement in(double units, double tainted = 0) {
  return {true, static_cast<std::int64_t>(units * 100 + .5), static_cast<std::int64_t>(tainted * 100 + .5)};
}
Movement out(double units) { return {false, static_cast<std::int64_t>(units * 100 + .5), 0}; }

// oracles.json, "tracing": +1000 clean, +600 tainted, -800 to A, +200 clean, -700 to B, +100 tainted, -150 to C.
OneAccount example() { return {.rows = {in(1000), in(600, 600), out(800), in(200), out(700), in(100, 100), out(150)}}; }

struct Expected {
  TracingRule rule;
  std::int64_t a, b, c, left; // cents
};

class Oracle : public ::testing::TestWithParam<Expected> {};

TEST_P(Oracle, The_guides_ledger_gives_the_guides_parts) {
  const auto traced = trace(example(), GetParam().rule);
  EXPECT_THAT(traced.tainted, ElementsAre(0, 0, GetParam().a, 0, GetParam().b, 0, GetParam().c));
  EXPECT_EQ(traced.left, GetParam().left);
  EXPECT_EQ(traced.balance, 25000);
  EXPECT_EQ(traced.unfunded, 0);
  EXPECT_EQ(traced.repaid, 0);
}

// Pari passu: 700/1900 of 800, 1500 and 1650 are 294.7368, 552.6316 and 607.8947; of the end balance 250, 92.1053.
INSTANTIATE_TEST_SUITE_P(Tracing, Oracle,
                         ::testing::Values(Expected{TracingRule::Fifo, 0, 50000, 10000, 10000},
                                           Expected{TracingRule::Lifo, 60000, 0, 10000, 0},
                                           Expected{TracingRule::ProRata, 30000, 21000, 7125, 11875},
                                           Expected{TracingRule::LastOut, 0, 30000, 15000, 25000},
                                           Expected{TracingRule::FirstOut, 60000, 0, 10000, 0},
                                           Expected{TracingRule::Poison, 80000, 70000, 15000, 25000},
                                           Expected{TracingRule::PariPassu, 29474, 25789, 5526, 9211}));

TEST(Tracing, Part_of_an_inflow_leaves_with_its_share_of_the_taint) {
  const OneAccount account{.rows = {in(100, 60), out(50), out(50)}};
  for (const auto rule : {TracingRule::Fifo, TracingRule::Lifo, TracingRule::ProRata, TracingRule::PariPassu})
    EXPECT_THAT(trace(account, rule).tainted, ElementsAre(0, 3000, 3000)) << base::name_of(rule);
  EXPECT_THAT(trace(account, TracingRule::LastOut).tainted, ElementsAre(0, 1000, 5000));
  EXPECT_THAT(trace(account, TracingRule::FirstOut).tainted, ElementsAre(0, 5000, 1000));
}

// 1 of 3 cents tainted: thirds of a cent round to 0, then a half up to 1, then nothing is left to give.
TEST(Tracing, A_rounded_share_leaves_the_rest_in_the_account) {
  const OneAccount account{.rows = {in(.03, .01), out(.01), out(.01), out(.01)}};
  EXPECT_THAT(trace(account, TracingRule::ProRata).tainted, ElementsAre(0, 0, 1, 0));
  EXPECT_EQ(trace(account, TracingRule::ProRata).left, 0);
}

TEST(Tracing, A_balance_at_zero_ends_every_trace) {
  const OneAccount account{.rows = {in(100, 100), out(150), in(80), out(80)}};
  for (const auto rule : kEveryRule) {
    if (rule == TracingRule::PariPassu) continue; // one share for the whole period: it does not see the order
    const auto traced = trace(account, rule);
    EXPECT_THAT(traced.tainted, ElementsAre(0, 10000, 0, 0)) << base::name_of(rule);
    EXPECT_EQ(traced.unfunded, 5000);
    EXPECT_EQ(traced.first_unfunded, 1u);
  }
}

// A complete statement: of the 80 that come in, 50 repay the bank.
TEST(Tracing, An_overdraft_swallows_what_repays_it) {
  const OneAccount account{.overdraft_is_debt = true, .rows = {out(50), in(80, 80), out(30)}};
  for (const auto rule : kEveryRule) {
    const auto traced = trace(account, rule);
    EXPECT_EQ(traced.repaid, 5000) << base::name_of(rule);
    EXPECT_THAT(traced.tainted, ElementsAre(0, 0, 3000)) << base::name_of(rule);
    EXPECT_EQ(traced.left, 0);
  }
}

TEST(Tracing, Money_that_the_case_does_not_show_coming_in_swallows_nothing) {
  const OneAccount account{.rows = {out(50), in(80, 80), out(30)}};
  for (const auto rule : kEveryRule) {
    const auto traced = trace(account, rule);
    EXPECT_EQ(traced.repaid, 0);
    EXPECT_THAT(traced.tainted, ElementsAre(0, 0, 3000)) << base::name_of(rule);
    EXPECT_EQ(traced.left, 5000);
  }
}

TEST(Tracing, An_opening_balance_is_the_oldest_money_and_one_below_zero_is_a_debt) {
  const OneAccount opened{.opening = 10000, .opening_tainted = 4000, .rows = {in(100), out(100)}};
  EXPECT_THAT(trace(opened, TracingRule::Fifo).tainted, ElementsAre(0, 4000));
  EXPECT_THAT(trace(opened, TracingRule::Lifo).tainted, ElementsAre(0, 0));
  EXPECT_THAT(trace(opened, TracingRule::ProRata).tainted, ElementsAre(0, 2000));
  const OneAccount owing{.opening = -2500, .rows = {in(100, 100), out(100)}};
  EXPECT_EQ(trace(owing, TracingRule::LastOut).repaid, 2500);
  EXPECT_THAT(trace(owing, TracingRule::LastOut).tainted, ElementsAre(0, 7500));
}

TEST(Tracing, The_largest_amounts_do_not_overflow) {
  constexpr std::int64_t kLargest = 100'000'000'000'000'000; // base::kLargestAmountCents
  const OneAccount account{.rows = {{true, kLargest, kLargest / 2}, {false, kLargest / 4, 0}}};
  EXPECT_THAT(trace(account, TracingRule::ProRata).tainted, ElementsAre(0, kLargest / 8));
  EXPECT_THAT(trace(account, TracingRule::Fifo).tainted, ElementsAre(0, kLargest / 8));
}

} // namespace
} // namespace cuibono::money
