// Laws of tracing that hold for every ledger and every case, tried on random ones.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <numeric>

#include "case_builder.h"
#include "money/tracing_account.h"
#include "money/tracing_assets.h"

namespace cuibono::money {
namespace {

using testing::CaseBuilder;

enum class Taint { Mixed, Clean, Whole };

OneAccount random_account(Taint taint = Taint::Mixed) {
  OneAccount account;
  account.overdraft_is_debt = *rc::gen::arbitrary<bool>();
  account.opening = *rc::gen::inRange(account.overdraft_is_debt ? -2000 : 0, 3000);
  const auto some = [&](std::int64_t cents) {
    if (taint != Taint::Mixed || cents <= 0) return taint == Taint::Whole ? std::max<std::int64_t>(0, cents) : 0;
    return *rc::gen::oneOf(rc::gen::just(std::int64_t{0}), rc::gen::just(cents),
                           rc::gen::inRange(std::int64_t{0}, cents + 1));
  };
  account.opening_tainted = some(account.opening);
  for (int i = *rc::gen::inRange(0, 40); i > 0; --i) {
    const std::int64_t cents = *rc::gen::inRange(0, 1000);
    const bool in = *rc::gen::arbitrary<bool>();
    account.rows.push_back({in, cents, in ? some(cents) : 0});
  }
  return account;
}

std::int64_t tainted_in(const OneAccount& account) {
  auto sum = account.opening_tainted;
  for (const auto& row : account.rows) sum += row.tainted;
  return sum;
}

std::int64_t sum(const std::vector<std::int64_t>& parts) {
  return std::accumulate(parts.begin(), parts.end(), std::int64_t{0});
}

TEST(TracingLaws, What_comes_out_tainted_and_what_is_left_is_what_came_in_tainted) {
  EXPECT_TRUE(rc::check([] {
    const auto account = random_account();
    for (const auto rule : kEveryRule) {
      const auto traced = trace(account, rule);
      RC_ASSERT(traced.left >= 0 && traced.left <= traced.balance && traced.repaid >= 0);
      for (std::size_t i = 0; i < account.rows.size(); ++i)
        RC_ASSERT(traced.tainted[i] >= 0 && traced.tainted[i] <= (account.rows[i].in ? 0 : account.rows[i].cents));
      if (conserves(rule)) RC_ASSERT(sum(traced.tainted) + traced.left + traced.repaid == tainted_in(account));
    }
  }));
}

// Pari passu looks ahead: before taint has come in it may trace what no other rule does.
TEST(TracingLaws, Poison_is_the_upper_bound_of_every_withdrawal) {
  EXPECT_TRUE(rc::check([] {
    const auto account = random_account();
    const auto poison = trace(account, TracingRule::Poison);
    for (const auto rule :
         {TracingRule::Fifo, TracingRule::Lifo, TracingRule::ProRata, TracingRule::LastOut, TracingRule::FirstOut}) {
      const auto traced = trace(account, rule);
      for (std::size_t i = 0; i < account.rows.size(); ++i) RC_ASSERT(traced.tainted[i] <= poison.tainted[i]);
      RC_ASSERT(traced.left <= poison.left);
    }
  }));
}

// What is swallowed by an overdraft counts as gone: it is compared through what has not gone, row by row.
TEST(TracingLaws, At_every_row_first_out_has_given_most_and_last_out_least) {
  EXPECT_TRUE(rc::check([] {
    auto account = random_account();
    const auto rows = account.rows;
    for (std::size_t count = 0; count <= rows.size(); ++count) {
      account.rows.assign(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count));
      const auto most = trace(account, TracingRule::FirstOut).left, least = trace(account, TracingRule::LastOut).left;
      for (const auto rule : {TracingRule::Fifo, TracingRule::Lifo, TracingRule::ProRata}) {
        const auto left = trace(account, rule).left;
        RC_ASSERT(most <= left && left <= least);
      }
    }
  }));
}

TEST(TracingLaws, A_clean_account_gives_nothing_and_a_tainted_one_all_under_every_rule) {
  EXPECT_TRUE(rc::check([] {
    const auto clean = random_account(Taint::Clean), whole = random_account(Taint::Whole);
    for (const auto rule : kEveryRule) {
      const auto nothing = trace(clean, rule), all = trace(whole, rule);
      RC_ASSERT(sum(nothing.tainted) == 0 && nothing.left == 0 && nothing.repaid == 0);
      RC_ASSERT(all.left == all.balance);
      std::int64_t out = 0;
      for (const auto& row : whole.rows) out += row.in ? 0 : row.cents;
      RC_ASSERT(sum(all.tainted) == out - all.unfunded);
    }
  }));
}

// Accounts of holders, payments in two currencies on few days, circles, stated taint, a source, purchases.
CaseBuilder random_case() {
  constexpr int kPlaces = 6;
  CaseBuilder built;
  built.setting("fx:USD", "3.7");
  const auto key = [](int i) { return "N" + std::to_string(i); };
  for (int i = 0; i < kPlaces; ++i) built.entity(key(i), model::EntityKind::Account);
  built.tie(model::TieType::HoldsAccount, "H", key(0)), built.tie(model::TieType::HoldsAccount, "H", key(1));
  built.proceeds(key(2), 1000, *rc::gen::inRange(0, 101) / 100.0);
  for (int i = *rc::gen::inRange(0, 30); i > 0; --i) {
    const auto payer = key(*rc::gen::inRange(0, kPlaces)), payee = key(*rc::gen::inRange(0, kPlaces));
    built.pays(payer, payee, *rc::gen::inRange(1, 100000) / 100.0,
               *rc::gen::inRange(0, 5) ? model::PaymentClass::Transfer : model::PaymentClass::AssetPurchase);
    auto& row = const_cast<model::Payment&>(built.snapshot.payments().rows().back());
    row.date = base::date_from_day_number(22000 + *rc::gen::inRange(0, 6));
    if (*rc::gen::inRange(0, 3) == 0) row.currency = "USD";
    if (*rc::gen::inRange(0, 4) == 0) row.taint = *rc::gen::inRange(0, 101) / 100.0;
  }
  built.put(model::Asset{.key = "HOUSE",
                         .owner = built.entity(key(3)),
                         .value = model::Money{50000},
                         .acquired = base::date_from_day_number(22003)});
  return built;
}

constexpr std::array kOrders{SameDay::AsListed, SameDay::InflowsFirst, SameDay::OutflowsFirst};

TEST(TracingLaws, Taint_is_neither_made_nor_lost_between_accounts_in_any_order_of_a_day) {
  EXPECT_TRUE(rc::check([] {
    const auto built = random_case();
    const auto facts = tracing_facts(built.snapshot);
    const auto ends = match_purchases(built.snapshot, facts).ends;
    for (const auto order : kOrders) {
      const auto sequence = chronological(facts, order);
      const auto poison = carry(facts, sequence, ends, TracingRule::Poison);
      for (const auto rule : kCarryingRules) {
        const auto carried = carry(facts, sequence, ends, rule);
        for (std::size_t i = 0; i < sequence.size(); ++i) {
          RC_ASSERT(carried.tainted[i] >= 0 && carried.tainted[i] <= facts.cents[sequence[i]]);
          RC_ASSERT(carried.tainted[i] <= poison.tainted[i]);
        }
        if (conserves(rule)) RC_ASSERT(carried.entered == carried.things + sum(carried.left) + sum(carried.repaid));
      }
    }
  }));
}

TEST(TracingLaws, The_order_of_a_day_keeps_every_payment_and_the_days_apart) {
  EXPECT_TRUE(rc::check([] {
    const auto built = random_case();
    const auto facts = tracing_facts(built.snapshot);
    for (const auto order : kOrders) {
      auto sequence = chronological(facts, order);
      for (std::size_t i = 1; i < sequence.size(); ++i) RC_ASSERT(facts.day[sequence[i - 1]] <= facts.day[sequence[i]]);
      std::ranges::sort(sequence);
      for (std::uint32_t i = 0; i < sequence.size(); ++i) RC_ASSERT(sequence[i] == i);
      RC_ASSERT(sequence.size() == facts.size());
    }
  }));
}

// Every link of a chain is tainted, and its first is tainted by itself.
TEST(TracingLaws, A_chain_begins_at_a_source_and_is_empty_only_where_nothing_is_traced) {
  EXPECT_TRUE(rc::check([] {
    const auto built = random_case();
    const auto facts = tracing_facts(built.snapshot);
    const auto trace = trace_assets(built.snapshot, facts, {}, SameDay::AsListed);
    for (const auto& rule : trace.assets[0].rules) {
      RC_ASSERT(rule.chain.empty() == (rule.traced == 0));
      for (const auto& link : rule.chain) RC_ASSERT(link.tainted > 0);
      if (!rule.chain.empty()) RC_ASSERT(facts.fixed[rule.chain.front().payment] != kCarried);
    }
  }));
}

TEST(TracingLaws, A_week_later_everything_is_as_it_was) {
  EXPECT_TRUE(rc::check([] {
    const auto built = random_case();
    auto later = built;
    for (auto row : built.snapshot.payments())
      row.date = base::date_from_day_number(base::day_number(row.date) + 7), later.put(row);
    for (auto row : built.snapshot.of<model::Asset>())
      row.acquired = base::date_from_day_number(base::day_number(row.acquired) + 7), later.put(row);
    for (const auto order : kOrders) {
      const auto before = trace_assets(built.snapshot, tracing_facts(built.snapshot), {}, order);
      const auto after = trace_assets(later.snapshot, tracing_facts(later.snapshot), {}, order);
      for (std::size_t r = 0; r < kCarryingRules.size(); ++r)
        RC_ASSERT(before.assets[0].rules[r].traced == after.assets[0].rules[r].traced);
      RC_ASSERT(before.entered == after.entered && before.things == after.things);
    }
  }));
}

// Amounts times 100 divide more finely: shares stay, up to the cents that rounding moved, at most half a cent a
// payment.
TEST(TracingLaws, Scaling_all_money_leaves_the_shares_as_they_were) {
  EXPECT_TRUE(rc::check([] {
    constexpr std::int64_t kFactor = 100;
    const auto account = random_account();
    auto scaled = account;
    scaled.opening *= kFactor, scaled.opening_tainted *= kFactor;
    for (auto& row : scaled.rows) row.cents *= kFactor, row.tainted *= kFactor;
    for (const auto rule : kEveryRule) {
      const auto small = trace(account, rule), large = trace(scaled, rule);
      const auto tolerance = kFactor * static_cast<std::int64_t>(account.rows.size() + 1);
      RC_ASSERT(std::abs(small.left * kFactor - large.left) <= tolerance);
      for (std::size_t i = 0; i < account.rows.size(); ++i)
        RC_ASSERT(std::abs(small.tainted[i] * kFactor - large.tainted[i]) <= tolerance);
    }
    // Rules that divide nothing scale exactly.
    for (const auto rule : {TracingRule::LastOut, TracingRule::FirstOut, TracingRule::Poison})
      RC_ASSERT(trace(account, rule).left * kFactor == trace(scaled, rule).left);
  }));
}

} // namespace
} // namespace cuibono::money
