#include "money/tracing_across.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "case_builder.h"
#include "money/tracing_assets.h"

namespace cuibono::money {
namespace {

using model::PaymentClass;
using testing::CaseBuilder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Case : public CaseBuilder {
 public:
  model::Payment& pay(const std::string& payer, const std::string& payee, double amount, const std::string& date,
                      PaymentClass payment_class = PaymentClass::Transfer, const std::string& exhibit = "X1") {
    pays(payer, payee, amount, payment_class, {exhibit});
    auto& row = const_cast<model::Payment&>(snapshot.payments().rows().back());
    row.date = *base::parse_date(date);
    row.key = "P" + std::to_string(row.id.value);
    return row;
  }
  model::Asset& asset(const std::string& key, const std::string& owner, double value, const std::string& acquired) {
    const auto who = entity(owner);
    const auto id = put(model::Asset{.key = key,
                                     .kind = "house",
                                     .owner = who,
                                     .value = model::Money{static_cast<std::int64_t>(value * 100)},
                                     .acquired = base::parse_date(acquired).value_or(base::Date{})});
    return const_cast<model::Asset&>(*snapshot.of<model::Asset>().find(id));
  }
  AcrossTrace trace(SameDay order = SameDay::AsListed, const model::Jurisdiction& law = {}) const {
    return trace_assets(snapshot, tracing_facts(snapshot), law, order);
  }
};

std::vector<std::int64_t> traced(const TracedAsset& asset) {
  std::vector<std::int64_t> cents;
  for (const auto& rule : asset.rules) cents.push_back(rule.traced);
  return cents;
}

std::vector<std::string> chain(const Case& built, const AssetUnderRule& rule) {
  const auto facts = tracing_facts(built.snapshot);
  std::vector<std::string> keys;
  for (const auto& link : rule.chain) keys.push_back(built.snapshot.payments().rows()[facts.row[link.payment]].key);
  return keys;
}

// The mill's 1000 are tainted by 60 %. A holds 400 clean and 600 tainted in one mixed inflow, then 500 clean; B takes
// 750 of it and buys a house for 700.
//   fifo: 750 of the mixed 1000 carry 450; of B's one mixed inflow of 750 the 700 carry 420.
//   lifo: 500 clean, then 250 of the mixed: 150; of 750 then 700 carry 140.
//   pro rata: 600/1500 of 750 = 300; 700/750 of it = 280.
//   last out: clean 900 cover 750: 0.   first out: 600 of 750; of the house 600.   poison: 750, 700.
Case house_case() {
  Case built;
  built.proceeds("MILL", 1000, .6);
  built.exhibit("X2"), built.exhibit("X3");
  built.pay("MILL", "A", 1000, "2031-01-01");
  built.pay("Z", "A", 500, "2031-01-02");
  built.pay("A", "B", 750, "2031-01-03", PaymentClass::Transfer, "X2");
  built.pay("B", "SELLER", 700, "2031-02-01", PaymentClass::AssetPurchase, "X3");
  built.asset("HOUSE", "B", 700, "2031-02-10");
  return built;
}

TEST(TracingAcross, Tainted_money_is_followed_through_accounts_into_an_asset_under_each_rule) {
  const auto built = house_case();
  const auto trace = built.trace();
  ASSERT_EQ(trace.assets.size(), 1u);
  const auto& house = trace.assets[0];
  EXPECT_EQ(house.purchase.matched_by, MatchedBy::OwnerDateAmount);
  EXPECT_EQ(house.purchase.price, 70000);
  EXPECT_THAT(traced(house), ElementsAre(42000, 14000, 28000, 0, 60000, 70000));
  EXPECT_EQ(house.low, 0);
  EXPECT_EQ(house.high, 70000);
  EXPECT_THAT(trace.entered, ElementsAre(60000, 60000, 60000, 60000, 60000, 60000));
}

TEST(TracingAcross, The_chain_names_the_payments_and_exhibits_from_the_source_to_the_purchase) {
  const auto built = house_case();
  const auto trace = built.trace();
  const auto& pro_rata = trace.assets[0].rules[2];
  EXPECT_THAT(chain(built, pro_rata), ElementsAre("P1", "P3", "P4"));
  EXPECT_THAT(pro_rata.exhibits,
              ElementsAre(model::find_exhibit(built.snapshot, "X1")->id, model::find_exhibit(built.snapshot, "X2")->id,
                          model::find_exhibit(built.snapshot, "X3")->id));
  EXPECT_THAT(trace.assets[0].rules[3].chain, IsEmpty()); // nothing traced, no chain
}

TEST(TracingAcross, Money_that_came_before_the_account_was_clean_again_is_no_link) {
  Case built;
  built.pay("S", "A", 100, "2031-01-01").taint = 1;
  built.pay("A", "B", 100, "2031-01-02"); // empty now
  built.pay("S", "A", 40, "2031-01-03").taint = 1;
  built.pay("A", "SHOP", 40, "2031-01-04", PaymentClass::AssetPurchase);
  built.asset("CAR", "A", 40, "2031-01-04");
  const auto trace = built.trace();
  for (const auto& rule : trace.assets[0].rules)
    EXPECT_THAT(chain(built, rule), ElementsAre("P3", "P4")) << base::name_of(rule.rule);
}

// A pays B, B pays A back, A buys: a circle in the graph, but not in time.
TEST(TracingAcross, Money_that_comes_back_is_followed_on) {
  Case built;
  built.pay("S", "A", 100, "2031-01-01").taint = 1;
  built.pay("A", "B", 100, "2031-01-02");
  built.pay("B", "A", 80, "2031-01-03");
  built.pay("A", "SHOP", 80, "2031-01-04", PaymentClass::AssetPurchase);
  built.asset("CAR", "A", 80, "2031-01");
  const auto trace = built.trace();
  EXPECT_THAT(traced(trace.assets[0]), ElementsAre(8000, 8000, 8000, 8000, 8000, 8000));
  EXPECT_THAT(chain(built, trace.assets[0].rules[0]), ElementsAre("P1", "P2", "P3", "P4"));
  ASSERT_EQ(trace.ledgers.size(), 1u); // 20 are left with B
  EXPECT_THAT(trace.ledgers[0].left, ElementsAre(2000, 2000, 2000, 2000, 2000, 2000));
}

TEST(TracingAcross, A_source_pays_by_its_share_whatever_comes_back_to_it) {
  Case built;
  built.proceeds("MILL", 1000, .5);
  built.pay("MILL", "A", 100, "2031-01-01");
  built.pay("A", "MILL", 100, "2031-01-02");
  built.pay("MILL", "B", 60, "2031-01-03");
  const auto trace = built.trace();
  EXPECT_THAT(trace.entered, ElementsAre(8000, 8000, 8000, 8000, 8000, 8000));
  ASSERT_EQ(trace.ledgers.size(), 2u);
  EXPECT_EQ(trace.ledgers[0].left[0], 5000); // the mill: what came back
  EXPECT_EQ(trace.ledgers[1].left[0], 3000); // B
  EXPECT_EQ(trace.ledgers[1].left[5], 6000); // B, poisoned as a whole
}

TEST(Purchases, An_asset_or_a_payment_that_names_the_other_decides) {
  Case built;
  built.pay("B", "SHOP", 90, "2031-05-01", PaymentClass::Transfer);
  built.pay("C", "SHOP", 10, "2031-05-02", PaymentClass::AssetPurchase).attributes = {{"asset", "BOAT"}};
  built.asset("CAR", "O", 20, "2020-01-01").attributes = {{"payment", "P1;P9"}};
  built.asset("BOAT", "O", 20, "");
  const auto found = match_purchases(built.snapshot, tracing_facts(built.snapshot));
  EXPECT_THAT(found.assets[0].payments, ElementsAre(0));
  EXPECT_EQ(found.assets[0].price, 9000);
  EXPECT_THAT(found.assets[1].payments, ElementsAre(1));
  EXPECT_THAT(found.ends, ElementsAre(1, 1));
  EXPECT_THAT(found.remarks, ElementsAre(HasSubstr("CAR names the payment P9")));
}

TEST(Purchases, Date_amount_and_payer_must_fit) {
  Case built;
  built.pay("B", "SHOP", 50, "2031-05-01", PaymentClass::AssetPurchase);  // 31 days before
  built.pay("B", "SHOP", 50, "2031-04-30", PaymentClass::AssetPurchase);  // 32
  built.pay("B", "SHOP", 101, "2031-06-01", PaymentClass::AssetPurchase); // above the value
  built.pay("C", "SHOP", 50, "2031-06-01", PaymentClass::AssetPurchase);  // not the owner
  built.pay("B", "SHOP", 50, "2031-06-01", PaymentClass::Transfer);       // no purchase
  built.asset("CAR", "B", 100, "2031-06-01");
  const auto found = match_purchases(built.snapshot, tracing_facts(built.snapshot));
  const auto facts = tracing_facts(built.snapshot);
  ASSERT_EQ(found.assets[0].payments.size(), 1u);
  EXPECT_EQ(facts.row[found.assets[0].payments[0]], 0u);
  EXPECT_EQ(found.unmatched.size(), 3u);
}

TEST(Purchases, Instalments_add_up_to_the_value_and_no_further_and_a_tie_is_left_open) {
  Case built;
  built.pay("B", "SHOP", 60, "2031-06-01", PaymentClass::AssetPurchase);
  built.pay("B", "SHOP", 40, "2031-06-02", PaymentClass::AssetPurchase);
  built.pay("B", "SHOP", 1, "2031-06-03", PaymentClass::AssetPurchase);
  built.asset("CAR", "B", 100, "2031-06-01");
  const auto found = match_purchases(built.snapshot, tracing_facts(built.snapshot));
  EXPECT_EQ(found.assets[0].price, 10000);
  EXPECT_THAT(found.remarks, ElementsAre(HasSubstr("above its value")));
  built.asset("TWIN", "B", 100, "2031-06-01");
  const auto twins = match_purchases(built.snapshot, tracing_facts(built.snapshot));
  EXPECT_THAT(twins.assets[0].payments, IsEmpty());
  EXPECT_THAT(twins.remarks, ::testing::SizeIs(3));
  EXPECT_THAT(twins.remarks[0], HasSubstr("matched to neither"));
}

TEST(TracingAcross, A_lock_is_shown_and_one_that_the_law_no_longer_allows_is_said) {
  auto built = house_case();
  built.setting("tracing_rule:HOUSE", "pro-rata").setting("tracing_rule:GONE", "fifo");
  model::Jurisdiction law;
  EXPECT_EQ(built.trace(SameDay::AsListed, law).assets[0].locked, TracingRule::ProRata);
  EXPECT_TRUE(built.trace(SameDay::AsListed, law).assets[0].lock_is_allowed);
  law.name = "Elsewhere", law.tracing_rules = {"last-out", "first-out"};
  const auto trace = built.trace(SameDay::AsListed, law);
  EXPECT_FALSE(trace.assets[0].lock_is_allowed);
  EXPECT_EQ(trace.assets[0].low_allowed, 0);
  EXPECT_EQ(trace.assets[0].high_allowed, 60000);
  EXPECT_THAT(trace.remarks, ::testing::Contains(HasSubstr("which Elsewhere does not allow")));
  EXPECT_THAT(trace.remarks, ::testing::Contains(HasSubstr("GONE, which is no asset")));
}

// Listed out before in, on one day: as listed nothing is traced; with inflows first all is.
TEST(TracingAcross, Another_order_of_one_days_rows_is_compared) {
  Case built;
  built.pay("A", "SHOP", 100, "2031-01-01", PaymentClass::AssetPurchase);
  built.pay("S", "A", 100, "2031-01-01").taint = 1;
  built.asset("CAR", "A", 100, "2031-01-01");
  const auto trace = built.trace();
  EXPECT_EQ(trace.assets[0].high, 0);
  ASSERT_EQ(trace.sensitivity.size(), kCarryingRules.size());
  for (const auto& effect : trace.sensitivity) {
    EXPECT_EQ(effect.order, SameDay::InflowsFirst);
    EXPECT_EQ(effect.traced, 10000);
  }
}

} // namespace
} // namespace cuibono::money
