// Warnings of what a removal could do to victims: small cases, each worked by hand.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/harm.h"
#include "case_builder.h"

namespace cuibono::app {
namespace {

using model::EntityKind;
using model::PaymentClass;
using model::Role;
using model::TieType;
using testing::CaseBuilder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class HarmTest : public ::testing::Test {
 protected:
  HarmTest() {
    for (const char* victim : {"V1", "V2"}) {
      built_.role(victim, Role::Victim);
      auto row = *built_.snapshot.entities().find(built_.entity(victim));
      row.pseudonym = victim[1] - '0';
      built_.put(row);
    }
  }

  EntityId id(const std::string& key) { return built_.entity(key); }
  std::vector<HarmWarning> warnings(Removed removed) {
    const auto snapshot = built_.share();
    return harm_warnings(*snapshot, model::Names(snapshot), removed);
  }
  std::vector<HarmWarning> without(std::initializer_list<const char*> keys) {
    Removed removed;
    for (const char* key : keys) removed.entities.push_back(id(key));
    return warnings(removed);
  }

  CaseBuilder built_;
};

TEST_F(HarmTest, Whoever_pays_victims_is_a_warning_with_the_sum_and_the_exhibits) {
  built_.pays("FIRM", "V1", 100, PaymentClass::VictimPayment)
      .pays("FIRM", "V1", 50, PaymentClass::VictimPayment, {"X2"})
      .pays("FIRM", "V2", 25.5, PaymentClass::Salary);
  const auto found = without({"FIRM"});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].harm, Harm::Pay);
  EXPECT_EQ(
      found[0].text,
      "Name of FIRM pays 2 victims (V-01, V-02), 175.50 XTS in 3 payments, and nobody else is known to pay them: remove only with victims' "
      "safety planned first.");
  EXPECT_THAT(found[0].exhibits, ElementsAre(built_.exhibit("X1"), built_.exhibit("X2")));
  EXPECT_EQ(found[0].payments.size(), 3u);
}

TEST_F(HarmTest, Another_payer_who_stays_is_said) {
  built_.pays("FIRM", "V1", 100, PaymentClass::Salary)
      .pays("FIRM", "V2", 100, PaymentClass::Salary)
      .pays("AID", "V2", 10, PaymentClass::Other);
  EXPECT_THAT(without({"FIRM"})[0].text, HasSubstr("nobody else is known to pay 1 of them"));
  EXPECT_THAT(without({"FIRM", "AID"})[1].text, HasSubstr("nobody else is known to pay them"));
  EXPECT_THAT(without({"AID"})[0].text, HasSubstr("others pay them too"));
}

TEST_F(HarmTest, An_account_that_pays_goes_with_its_holder_and_by_itself) {
  built_.entity("ACCOUNT", EntityKind::Account);
  built_.entity("WALLET", EntityKind::Account);
  built_.tie(TieType::HoldsAccount, "FIRM", "ACCOUNT");
  built_.tie(TieType::HoldsAccount, "V1", "WALLET");
  built_.pays("ACCOUNT", "WALLET", 100, PaymentClass::Salary);
  EXPECT_EQ(without({"FIRM"}).at(0).who, id("FIRM"));
  EXPECT_THAT(without({"FIRM"}).at(0).victims, ElementsAre(id("V1")));
  EXPECT_EQ(without({"ACCOUNT"}).at(0).who, id("ACCOUNT"));
}

TEST_F(HarmTest, Whoever_pays_the_payroll_of_the_payer_is_a_warning) {
  built_.pays("FACTORY", "AGENCY", 900, PaymentClass::Payroll)
      .pays("AGENCY", "V1", 100, PaymentClass::VictimPayment)
      .pays("FACTORY", "GROUP", 900, PaymentClass::Transfer);
  const auto found = without({"FACTORY"});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].harm, Harm::Payroll);
  EXPECT_THAT(found[0].text, HasSubstr("Name of FACTORY pays the payroll out of which Name of AGENCY pays 1 victim (V-01)"));
}

TEST_F(HarmTest, Each_way_of_holding_victims_is_a_sentence_of_its_own) {
  built_.tie(TieType::Harbours, "HOST", "V1");
  built_.tie(TieType::WithholdsDocument, "HOST", "V1");
  built_.tie(TieType::WithholdsDocument, "HOST", "V2");
  const auto found = without({"HOST"});
  ASSERT_EQ(found.size(), 2u);
  EXPECT_THAT(found[0].text, HasSubstr("harbours 1 victim (V-01), and they may lose the roof over them"));
  EXPECT_THAT(found[1].text, HasSubstr("keeps the papers of 2 victims (V-01, V-02), and the papers may be gone"));
}

TEST_F(HarmTest, Victims_left_in_the_hands_of_others_are_said_once_and_last) {
  built_.tie(TieType::Guards, "GUARD", "V1");
  built_.tie(TieType::Controls, "BOSS", "V1");
  built_.tie(TieType::Instructs, "OWNER", "BOSS");
  const auto owner = without({"OWNER"});
  ASSERT_EQ(owner.size(), 1u);
  EXPECT_EQ(owner[0].harm, Harm::Left);
  EXPECT_THAT(owner[0].text, HasSubstr("1 victim (V-01) would still be in the hands of Name of GUARD (guards); Name of BOSS (controls)"));
  const auto boss = without({"BOSS"});
  ASSERT_EQ(boss.size(), 2u);
  EXPECT_EQ(boss[1].harm, Harm::Left);
  EXPECT_THAT(without({"BOSS", "GUARD"}), ::testing::Each(::testing::Field(&HarmWarning::harm, Harm::Hold)));
}

TEST_F(HarmTest, The_last_tie_to_family_or_a_witness_is_a_warning_but_not_one_of_two) {
  built_.role("NEIGHBOUR", Role::Witness);
  built_.tie(TieType::Calls, "V1", "NEIGHBOUR");
  built_.tie(TieType::Family, "SISTER", "V1");
  built_.tie(TieType::Family, "SISTER", "V2");
  const auto sister = without({"SISTER"});
  ASSERT_EQ(sister.size(), 1u);
  EXPECT_EQ(sister[0].harm, Harm::Help);
  EXPECT_THAT(sister[0].victims, ElementsAre(id("V2")));
  EXPECT_EQ(without({"SISTER", "NEIGHBOUR"}).size(), 2u);
  EXPECT_TRUE(without({"NEIGHBOUR"}).empty());
}

TEST_F(HarmTest, Family_that_holds_the_victim_is_no_help) {
  built_.tie(TieType::Family, "UNCLE", "V1");
  built_.tie(TieType::Controls, "UNCLE", "V1");
  const auto found = without({"UNCLE"});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].harm, Harm::Hold);
}

TEST_F(HarmTest, What_no_exhibit_supports_warns_too_and_says_so_and_a_denial_does_not) {
  built_.tie(TieType::Transports, "DRIVER", "V1", {});
  EXPECT_THAT(without({"DRIVER"}).at(0).text, HasSubstr("which no exhibit supports"));
  built_.tie(TieType::Harbours, "INNKEEPER", "V2").polarity = model::Polarity::Exculpates;
  const auto found = without({"INNKEEPER"});
  ASSERT_EQ(found.size(), 1u); // the driver's victim alone is left in somebody's hands
  EXPECT_EQ(found[0].harm, Harm::Left);
}

TEST_F(HarmTest, A_pair_that_is_cut_apart_warns_like_its_end_and_nothing_removed_never_warns) {
  built_.pays("FIRM", "V1", 100, PaymentClass::Salary);
  EXPECT_EQ(warnings({{}, {{id("V1"), id("FIRM")}}}).at(0).who, id("FIRM"));
  EXPECT_TRUE(warnings({}).empty());
}

TEST_F(HarmTest, Whoever_stands_as_a_victim_in_a_book_is_spared_with_accounts_and_phones) {
  built_.entity("ACCOUNT", EntityKind::Account);
  built_.entity("PHONE", EntityKind::Phone);
  built_.entity("OTHER", EntityKind::Account);
  built_.put(model::Wage{.victim = built_.entity("WORKER"), .employer = built_.entity("FIRM")});
  built_.tie(TieType::HoldsAccount, "WORKER", "ACCOUNT");
  built_.tie(TieType::Associate, "V1", "PHONE");
  built_.tie(TieType::HoldsAccount, "FIRM", "OTHER");
  const auto flags = spared(built_.snapshot);
  const auto is_spared = [&](const char* key) { return flags[built_.snapshot.entities().position(id(key))]; };
  for (const char* key : {"V1", "V2", "WORKER", "ACCOUNT", "PHONE"}) EXPECT_TRUE(is_spared(key)) << key;
  for (const char* key : {"FIRM", "OTHER"}) EXPECT_FALSE(is_spared(key)) << key;
}

} // namespace
} // namespace cuibono::app
