// The worked chain of domain.md section 5 with somebody taken out: an establishment E of 800, whose money goes .25 to lawful costs,
// .45 to the holding H, .04 to a driver for movement, .06 to a manager M, .05 to an official P; what is left belongs, like E, to O
// through the nominee N. H keeps .2, pays .7 to O and .1 to N, and belongs .9 to O and .1 to Q.

#include <gtest/gtest.h>

#include <map>

#include "benefit/interruption.h"
#include "case_builder.h"

namespace cuibono::benefit {
namespace {

using model::EntityKind;
using model::PaymentClass;
using model::TieType;
using testing::CaseBuilder;

CaseBuilder worked() {
  CaseBuilder built;
  built.entity("H", EntityKind::Company), built.entity("FUEL", EntityKind::Company), built.entity("BUYER", EntityKind::Company);
  built.proceeds("E", 800, 1);
  built.pays("BUYER", "E", 800, PaymentClass::Revenue)
      .pays("E", "FUEL", 200, PaymentClass::LawfulCost)
      .pays("E", "H", 360, PaymentClass::Transfer);
  built.pays("E", "T", 32, PaymentClass::MovementFee).pays("E", "M", 48, PaymentClass::Salary).pays("E", "P", 40, PaymentClass::Protection);
  built.pays("H", "O", 252, PaymentClass::Drawing).pays("H", "N", 36, PaymentClass::Transfer);
  built.owns("N", "E", 1).owns("O", "H", .9).owns("Q", "H", .1);
  built.tie(TieType::NomineeFor, "N", "O");
  return built;
}

class InterruptionTest : public ::testing::Test {
 protected:
  EntityId id(const std::string& key) { return built_.entity(key); }
  Interrupted without(std::initializer_list<const char*> keys) {
    Interruption gone;
    for (const char* key : keys) gone.entities.push_back(id(key));
    return MoneyWithout(built_.snapshot, Basis::Gross).without(gone);
  }
  double of(const Interrupted& left, const std::string& key) {
    return std::map<EntityId, double>(left.people.begin(), left.people.end())[id(key)];
  }

  CaseBuilder built_ = worked();
};

TEST_F(InterruptionTest, With_nobody_gone_is_the_worked_example) {
  const auto now = without({});
  EXPECT_NEAR(of(now, "O"), 472.8, 1e-9);
  EXPECT_NEAR(of(now, "M"), 48, 1e-9);
  EXPECT_NEAR(now.movement, 32, 1e-9);
  EXPECT_NEAR(now.lawful, 200, 1e-9);
  EXPECT_EQ(now.stopped, 0);
}

// 360 stop at H; O keeps what the nominee holds of E: 800 - 200 - 360 - 32 - 48 - 40 = 120.
TEST_F(InterruptionTest, Without_the_holding_its_part_of_the_money_is_stopped) {
  const auto left = without({"H"});
  EXPECT_NEAR(left.stopped, 360, 1e-9);
  EXPECT_NEAR(of(left, "O"), 120, 1e-9);
  EXPECT_NEAR(of(left, "Q"), 0, 1e-9);
  EXPECT_NEAR(left.lawful, 200, 1e-9);
}

// The nominee holds 120 of E and is paid 36: without N both stop, and O has 252 and .9 of the 72 that H keeps.
TEST_F(InterruptionTest, Without_the_nominee_nothing_is_held_for_the_owner) {
  const auto left = without({"N"});
  EXPECT_NEAR(left.stopped, 156, 1e-9);
  EXPECT_NEAR(of(left, "O"), 252 + 64.8, 1e-9);
}

TEST_F(InterruptionTest, Without_the_establishment_nothing_arises_and_without_a_beneficiary_the_part_stops) {
  EXPECT_NEAR(without({"E"}).stopped, 800, 1e-9);
  EXPECT_NEAR(without({"O"}).stopped, 472.8, 1e-9);
  EXPECT_NEAR(without({"T"}).stopped, 32, 1e-9);
  EXPECT_NEAR(without({"FUEL"}).stopped, 200, 1e-9);
  EXPECT_EQ(without({"BUYER"}).stopped, 0); // what arises is stated, whoever bought
}

TEST_F(InterruptionTest, A_tie_cut_stops_what_goes_along_it_alone) {
  const MoneyWithout money(built_.snapshot, Basis::Gross);
  EXPECT_NEAR(money.without({{}, {{id("O"), id("H")}}}).stopped, 252, 1e-9);
  EXPECT_NEAR(money.without({{}, {}, {{id("O"), id("H")}}}).stopped, 64.8, 1e-9);
  EXPECT_NEAR(money.without({{}, {{id("E"), id("T")}}}).stopped, 32, 1e-9);
  EXPECT_NEAR(money.without({{}, {}, {{id("N"), id("O")}}}).stopped, 156, 1e-9);
}

// E is paid 600 on A1 and 200 on A2, and pays everything out of A1. Without A1 three quarters do not arise, and what A1 pays of
// the rest is stopped: of 200 all but the 120 of 800 that E keeps.
TEST_F(InterruptionTest, An_account_gone_stops_what_comes_in_and_what_goes_out_by_it) {
  CaseBuilder built;
  built.entity("A1", EntityKind::Account), built.entity("A2", EntityKind::Account), built.entity("BUYER", EntityKind::Company);
  built.proceeds("E", 800, 1).owns("O", "E", 1);
  built.tie(TieType::HoldsAccount, "E", "A1");
  built.tie(TieType::HoldsAccount, "E", "A2");
  built.pays("BUYER", "A1", 600, PaymentClass::Revenue)
      .pays("BUYER", "A2", 200, PaymentClass::Revenue)
      .pays("A1", "M", 680, PaymentClass::Salary);
  const MoneyWithout money(built.snapshot, Basis::Gross);
  const auto left = money.without({{built.entity("A1")}});
  EXPECT_NEAR(left.stopped, 600 + 200 * .85, 1e-9);
  EXPECT_NEAR(left.attributed, 200 * .15, 1e-9);
  EXPECT_NEAR(money.without({{built.entity("A2")}}).stopped, 200, 1e-9);
  // Where nobody holds A1 for E any more, the same.
  EXPECT_NEAR(money.without({{}, {}, {{built.entity("A1"), built.entity("E")}}}).stopped, 600 + 200 * .85, 1e-9);
}

TEST_F(InterruptionTest, Money_that_goes_round_is_not_made_by_taking_somebody_out) {
  built_.pays("O", "H", 100, PaymentClass::Transfer);
  const auto left = without({"M"});
  EXPECT_NEAR(left.attributed + left.unattributed + left.movement + left.lawful + left.stopped, 800, 1e-6);
  EXPECT_NEAR(left.stopped, 48, 1e-9);
}

} // namespace
} // namespace cuibono::benefit
