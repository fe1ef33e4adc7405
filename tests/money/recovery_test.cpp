#include "money/recovery.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "case_builder.h"
#include "money/net_worth.h"

namespace cuibono::money {
namespace {

using model::EntityKind;
using testing::CaseBuilder;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr Money units(std::int64_t amount) { return {amount * 100}; }

model::Asset& asset(CaseBuilder& built, const std::string& key, const std::string& owner, std::int64_t value,
                    const std::string& part = "other") {
  const auto who = built.entity(owner);
  const auto id = built.put(model::Asset{
      .key = key, .kind = "thing", .owner = who, .value = units(value), .part = part, .citations = built.cite({"A1"})});
  return const_cast<model::Asset&>(*built.snapshot.of<model::Asset>().find(id));
}

const Order& order_of(const CaseBuilder& built, const Recovery& recovery, const std::string& person) {
  const auto id = model::find_entity(built.snapshot, person)->id;
  return *std::ranges::find(recovery.orders, id, &Order::person);
}

// The guide's confiscation example.
TEST(ValueOrder, Is_the_benefit_as_far_as_free_assets_and_tainted_gifts_go) {
  EXPECT_EQ(value_order(units(780'000), units(450'000), units(120'000)), units(570'000));
  EXPECT_EQ(value_order(units(300'000), units(450'000), units(120'000)), units(300'000));
  EXPECT_EQ(value_order(units(-1), units(450'000), units(0)), Money{});
}

// 570,000 for 640,000 owed: .890625 of each claim, and 191,027.93 for the first victim of the guide's example.
TEST(ShareOut, Pays_each_victim_the_same_part_to_the_cent) {
  const std::vector<Money> claims{{21'448'750}, {42'551'250}};
  const auto paid = share_out(units(570'000), claims);
  EXPECT_EQ(paid[0].cents, 19'102'793);
  EXPECT_EQ(paid[0].cents + paid[1].cents, 57'000'000);
}

TEST(ShareOut, Gives_odd_cents_to_the_largest_remainders_and_never_pays_more_than_is_owed) {
  EXPECT_THAT(share_out({100}, {{200}, {200}, {200}}), ElementsAre(Money{34}, Money{33}, Money{33}));
  EXPECT_THAT(share_out(units(1000), {units(10), units(20)}), ElementsAre(units(10), units(20)));
  EXPECT_THAT(share_out({}, {units(10)}), ElementsAre(Money{}));
  EXPECT_THAT(share_out(units(10), {}), IsEmpty());
}

TEST(Assets, A_vessel_is_worth_what_the_mortgage_leaves) {
  CaseBuilder built;
  auto& vessel = asset(built, "VESSEL", "BLUE", 950'000, "instrumentality");
  vessel.claim_holder = built.entity("BANK"), vessel.claim_amount = units(400'000);
  asset(built, "SUNK", "BLUE", 100).claim_amount = units(400);
  const auto found = assets(built.snapshot).assets;
  EXPECT_EQ(found[0].realisable, units(550'000));
  EXPECT_EQ(found[1].realisable, Money{});
  EXPECT_THAT(found[1].remarks, Contains(HasSubstr("larger than its value")));
}

TEST(Assets, A_claim_marked_as_not_in_good_faith_is_set_aside_and_said) {
  CaseBuilder built;
  auto& house = asset(built, "HOUSE", "O", 100);
  house.claim_holder = built.entity("FRIEND"), house.claim_amount = units(90),
  house.attributes = {{"claim_good_faith", "no"}};
  const auto found = assets(built.snapshot).assets;
  EXPECT_EQ(found[0].realisable, units(100));
  EXPECT_THAT(found[0].remarks, Contains(HasSubstr("set aside")));
}

TEST(Assets, Another_currency_counts_at_the_rate_of_the_day_of_valuation) {
  CaseBuilder built;
  built.setting("fx:USD", "30").setting("fx:USD@2031-06-01", "32");
  asset(built, "OLD", "O", 100).currency = "USD";
  auto& later = asset(built, "LATER", "O", 100);
  later.currency = "USD", later.attributes = {{"valued_on", "2031-07-01"}};
  asset(built, "NO_RATE", "O", 100).currency = "XXX";
  const auto found = assets(built.snapshot).assets;
  EXPECT_EQ(found[0].value, units(3'000));
  EXPECT_EQ(found[1].value, units(3'200));
  EXPECT_FALSE(found[2].realisable);
  EXPECT_THAT(found[2].remarks, Contains(HasSubstr("no rate for XXX")));
}

// The guide's order: a benefit of 780,000, free assets of 450,000, tainted gifts of 120,000.
TEST(Recovery, Counts_what_nominees_hold_and_what_was_given_away) {
  CaseBuilder built;
  built.tie(model::TieType::NomineeFor, "N", "O", {"POA"});
  asset(built, "VILLA", "N", 300'000, "proceeds");
  asset(built, "SAVINGS", "O", 150'000);
  asset(built, "CAR", "SON", 120'000, "gift").attributes = {{"given_by", "O"}};
  asset(built, "VAN", "O", 70'000, "instrumentality");
  const auto result = recovery(built.snapshot, {{built.entity("O"), units(780'000)}});
  const auto& order = order_of(built, result, "O");
  EXPECT_EQ(order.free_assets, units(450'000));
  EXPECT_EQ(order.tainted_gifts, units(120'000));
  EXPECT_EQ(order.order, units(570'000));
  EXPECT_EQ(order.shortfall, units(210'000));
  EXPECT_EQ(order.proceeds, units(300'000));
  EXPECT_EQ(order.instrumentalities, units(70'000)); // in no sum
  EXPECT_THAT(result.assets.assets[0].exhibits, Contains(model::find_exhibit(built.snapshot, "POA")->id));
}

TEST(Recovery, An_asset_of_a_company_is_listed_with_who_is_behind_it_and_counted_for_nobody) {
  CaseBuilder built;
  built.entity("BLUE", EntityKind::Company);
  built.owns("O", "BLUE", .75);
  asset(built, "YARD", "BLUE", 100);
  const auto result = recovery(built.snapshot, {{built.entity("O"), units(50)}});
  EXPECT_EQ(order_of(built, result, "O").order, Money{});
  ASSERT_EQ(result.company_assets.size(), 1u);
  EXPECT_NEAR(result.company_assets[0].owners.at(0).share, .75, 1e-12);
}

TEST(Recovery, A_victim_has_no_order_and_an_asset_without_an_exhibit_is_in_no_sum) {
  CaseBuilder built;
  built.role("V", model::Role::Victim);
  asset(built, "RING", "V", 10);
  asset(built, "RUMOUR", "O", 10).citations.clear();
  const auto result = recovery(built.snapshot, {{built.entity("O"), units(50)}, {built.entity("V"), units(50)}});
  ASSERT_EQ(result.orders.size(), 1u);
  EXPECT_EQ(result.orders[0].order, Money{});
  EXPECT_THAT(result.remarks, Contains(HasSubstr("RUMOUR is in no sum: no exhibit supports it")));
}

model::Entity& person(CaseBuilder& built, const std::string& key) {
  return const_cast<model::Entity&>(*built.snapshot.entities().find(built.entity(key)));
}

// The guide's example: 950,000 more, living 360,000, lawful 480,000, gifts 50,000.
TEST(NetWorth, Is_growth_and_living_less_lawful_income_and_gifts) {
  CaseBuilder built;
  person(built, "O").attributes = {{"opening_net_worth", "200000"},
                                   {"closing_net_worth", "1150000"},
                                   {"living_cost", "360000"},
                                   {"lawful_income", "480000"},
                                   {"gifts", "50000"}};
  const auto worth = net_worth(built.snapshot, built.entity("O"));
  EXPECT_EQ(worth.unexplained.value, units(780'000));
  EXPECT_FALSE(worth.unexplained.certain()); // statements, without an exhibit
  EXPECT_THAT(worth.unexplained.missing, Contains(HasSubstr("no exhibit is cited for the living cost")));
}

TEST(NetWorth, Takes_growth_from_assets_of_the_window_and_income_from_payments_marked_lawful) {
  CaseBuilder built;
  built.setting("window_from", "2031").setting("window_to", "2032");
  asset(built, "VILLA", "N", 300'000).acquired = {2032, 1, 14};
  asset(built, "OLD_HOUSE", "O", 100'000).acquired = {2019, 0, 0};
  built.tie(model::TieType::NomineeFor, "N", "O");
  built.tie(model::TieType::HoldsAccount, "O", "A4");
  built.pays("FIRM", "A4", 40'000, model::PaymentClass::Salary).pays("FIRM", "A4", 9'000, model::PaymentClass::Salary);
  const_cast<model::Payment&>(built.snapshot.payments().rows()[0]).attributes = {{"lawful", "yes"}};
  const auto worth = net_worth(built.snapshot, built.entity("O"));
  EXPECT_EQ(worth.unexplained.value, units(260'000));
  EXPECT_THAT(worth.unexplained.missing, Contains(HasSubstr("opening net worth is not stated")));
  EXPECT_THAT(worth.unexplained.missing, Contains(HasSubstr("living cost is not stated")));
  EXPECT_THAT(worth.unexplained.missing, Contains(HasSubstr("1 payments to the person are not marked lawful")));
}

TEST(NetWorth, Without_any_growth_in_evidence_there_is_no_figure) {
  CaseBuilder built;
  EXPECT_FALSE(net_worth(built.snapshot, built.entity("O")).unexplained.value);
}

} // namespace
} // namespace cuibono::money
