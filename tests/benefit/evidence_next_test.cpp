// Which evidence to ask for next. Expected values: the share that each answer would settle, worked by hand.

#include "benefit/evidence_next.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "case_builder.h"

namespace cuibono::benefit {
namespace {

using model::EntityKind;
using model::PaymentClass;
using model::TieType;
using testing::CaseBuilder;

EvidenceNext ask(const CaseBuilder& built) {
  base::Progress progress;
  const auto next = evidence_next(built.snapshot, {}, progress);
  EXPECT_TRUE(next.has_value());
  return *next;
}

const EvidenceItem* item(const EvidenceNext& next, Missing missing) {
  for (const auto& found : next.items)
    if (found.missing == missing) return &found;
  return nullptr;
}

TEST(EvidenceNext, The_holder_of_an_account_comes_first_with_the_share_that_stops_there) {
  CaseBuilder built;
  built.entity("ACC", EntityKind::Account);
  built.proceeds("E", 100, 1).owns("O", "E", 1).pays("E", "ACC", 60, PaymentClass::Transfer);
  const auto next = ask(built);
  EXPECT_DOUBLE_EQ(next.unattributed_share, .6);
  ASSERT_FALSE(next.items.empty());
  EXPECT_EQ(next.items[0].missing, Missing::AccountHolder);
  EXPECT_EQ(next.items[0].about, built.entity("ACC"));
  EXPECT_NEAR(next.items[0].unattributed_fall, .6, 1e-12);
  EXPECT_TRUE(next.items[0].leader_may_change);
}

// Either the account is a new person's (.6 falls) or the company's that nobody is known to own (nothing falls).
TEST(EvidenceNext, Whoever_the_case_ties_to_the_account_is_one_of_the_outcomes) {
  CaseBuilder built;
  built.entity("ACC", EntityKind::Account), built.entity("SHELL", EntityKind::Company);
  built.proceeds("E", 100, 1).owns("O", "E", 1).pays("E", "ACC", 60, PaymentClass::Transfer);
  built.tie(TieType::SignatoryOn, "SHELL", "ACC", {"X1"});
  EXPECT_NEAR(item(ask(built), Missing::AccountHolder)->unattributed_fall, .3, 1e-12);
}

TEST(EvidenceNext, Statements_of_an_account_that_pays_nobody_are_asked_for) {
  CaseBuilder built;
  built.entity("ACC", EntityKind::Account);
  built.proceeds("E", 100, 1).owns("O", "E", 1).pays("E", "ACC", 60, PaymentClass::Transfer).tie(TieType::HoldsAccount, "M", "ACC");
  const auto next = ask(built);
  const auto* statements = item(next, Missing::AccountStatements);
  ASSERT_NE(statements, nullptr);
  EXPECT_NEAR(statements->at_stake, .6, 1e-12);
  EXPECT_EQ(statements->unattributed_fall, 0);
  EXPECT_EQ(item(next, Missing::AccountHolder), nullptr);
}

TEST(EvidenceNext, The_register_is_asked_for_the_rest_that_nobody_owns) {
  CaseBuilder built;
  built.proceeds("E", 100, 1).owns("O", "E", .6);
  EXPECT_NEAR(item(ask(built), Missing::CompanyOwners)->unattributed_fall, .4, 1e-12);
}

TEST(EvidenceNext, An_exhibit_for_a_tie_counts_half_of_what_the_tie_would_settle) {
  CaseBuilder built;
  built.proceeds("E", 100, 1).owns("O", "E", .6).owns("Q", "E", .4, {});
  const auto next = ask(built);
  const auto* exhibit = item(next, Missing::ExhibitForTie);
  ASSERT_NE(exhibit, nullptr);
  EXPECT_NEAR(exhibit->unattributed_fall, .2, 1e-12);
  EXPECT_EQ(exhibit->about, built.entity("Q"));
}

TEST(EvidenceNext, An_exhibit_for_payments_says_what_share_they_would_move) {
  CaseBuilder built;
  built.proceeds("E", 100, 1).owns("O", "E", 1).pays("E", "M", 20, PaymentClass::Salary, {}).pays("E", "M", 10, PaymentClass::Salary, {});
  const auto next = ask(built);
  const auto* exhibit = item(next, Missing::ExhibitForPayments);
  ASSERT_NE(exhibit, nullptr);
  EXPECT_NEAR(exhibit->at_stake, .3, 1e-12);
  EXPECT_EQ(exhibit->facts, 2u);
}

TEST(EvidenceNext, A_nominee_for_two_is_asked_for_whom) {
  CaseBuilder built;
  built.proceeds("E", 100, 1).owns("N", "E", 1);
  built.tie(TieType::NomineeFor, "N", "A"), built.tie(TieType::NomineeFor, "N", "B");
  const auto next = ask(built);
  const auto* principal = item(next, Missing::NomineesPrincipal);
  ASSERT_NE(principal, nullptr);
  EXPECT_NEAR(principal->unattributed_fall, 1, 1e-12);
}

TEST(EvidenceNext, Somebody_called_a_nominee_without_a_principal_is_asked_for_whom) {
  CaseBuilder built;
  built.proceeds("E", 100, 1).owns("N", "E", 1).role("N", model::Role::Nominee);
  const auto next = ask(built);
  ASSERT_NE(item(next, Missing::NomineesPrincipal), nullptr);
  EXPECT_NEAR(item(next, Missing::NomineesPrincipal)->at_stake, 1, 1e-12);
}

// The deed has .525: O has all or nothing. Settled either way the interval is 0 wide but for the draws without proceeds.
TEST(EvidenceNext, A_single_source_that_decides_is_to_be_corroborated) {
  CaseBuilder built;
  built.exhibit("DEED", "B2");
  model::Citations sure;
  for (int i = 0; i < 16; ++i) sure.push_back({built.exhibit("SURE" + std::to_string(i)), ""});
  built.proceeds("E", 100, 1).owns("N", "E", 1);
  auto proceeds = *built.snapshot.of<model::Proceeds>().begin();
  proceeds.citations = sure, built.put(proceeds);
  auto owns = *built.snapshot.ties().begin();
  owns.citations = sure, built.put(owns);
  built.tie(TieType::NomineeFor, "N", "O", {"DEED"});
  const auto next = ask(built);
  EXPECT_NEAR(next.width, 1, 1e-12);
  const auto* deed = item(next, Missing::Corroboration);
  ASSERT_NE(deed, nullptr);
  EXPECT_NEAR(deed->width_fall, 1, 1e-12);
  EXPECT_EQ(deed->exhibits, std::vector{built.exhibit("DEED")});
  EXPECT_TRUE(deed->leader_may_change);
}

TEST(EvidenceNext, Without_proceeds_those_are_asked_for) {
  CaseBuilder built;
  built.owns("O", "E", 1);
  EXPECT_THAT(ask(built).remarks, ::testing::Contains(::testing::HasSubstr("ask for those first")));
}

} // namespace
} // namespace cuibono::benefit
