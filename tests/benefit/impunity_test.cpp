// Expected figures: oracles.json ("impunity": TV .915493, coverage .084507, on the worked example of section 5 with the
// transporter sentenced to 60 and the manager to 24 months), and cases small enough to work out by hand.

#include "benefit/impunity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "case_builder.h"

namespace cuibono::benefit {
namespace {

using model::EntityKind;
using model::PaymentClass;
using model::Role;
using model::TieType;
using testing::CaseBuilder;

Impunity find(const model::CaseSnapshot& snapshot, ImpunityOptions options = {.draws = 0, .permutations = 99}) {
  base::Progress progress;
  const auto report = who_benefits(snapshot, {.draws = 0, .sensitivity = false}, progress);
  auto found = impunity(snapshot, *report, options, progress);
  EXPECT_TRUE(found);
  return *found;
}

void charge(CaseBuilder& built, const std::string& who, double months, const std::string& status = "convicted") {
  model::Charge row{
      .accused = built.entity(who), .offence = "trafficking", .status = status, .citations = built.cite({"J1"})};
  if (months > 0) row.sentence_months = months;
  built.put(row);
}

// The worked example of the guide, section 5: O 472.8, M 48, P 40, Q 7.2 of 568 attributed; movement by T.
CaseBuilder worked_example() {
  CaseBuilder built;
  built.entity("E", EntityKind::Company), built.entity("H", EntityKind::Company),
      built.entity("SHOP", EntityKind::Company);
  built.proceeds("E", 1000, .8);
  built.pays("E", "SHOP", 250, PaymentClass::LawfulCost).pays("E", "H", 450, PaymentClass::Transfer);
  built.pays("E", "T", 40, PaymentClass::MovementFee)
      .pays("E", "M", 60, PaymentClass::Salary)
      .pays("E", "P", 50, PaymentClass::Protection);
  built.pays("H", "O", 315, PaymentClass::Drawing).pays("H", "N", 45, PaymentClass::Drawing);
  built.owns("N", "E", 1).owns("O", "H", .9).owns("Q", "H", .1).tie(TieType::NomineeFor, "N", "O");
  return built;
}

CaseBuilder sentenced_example() {
  auto built = worked_example();
  charge(built, "T", 60), charge(built, "M", 24);
  return built;
}

const Charged* charged(const CaseBuilder& built, const Impunity& found, const std::string& key) {
  for (const auto& who : found.charged)
    if (built.snapshot.entities().find(who.id)->key == key) return &who;
  return nullptr;
}

std::optional<Review> review(const CaseBuilder& built, const Impunity& found, const std::string& key, ReviewKind kind) {
  for (const auto& entry : found.reviews)
    if (entry.kind == kind && built.snapshot.entities().find(entry.person)->key == key) return entry;
  return std::nullopt;
}

TEST(Impunity, The_worked_example_has_the_published_index_and_coverage) {
  const auto built = sentenced_example();
  const auto found = find(built.snapshot);
  EXPECT_NEAR(*found.index.value, .915493, 1e-6);
  EXPECT_NEAR(found.coverage, .084507, 1e-6);
  EXPECT_DOUBLE_EQ(found.index.least, *found.index.value) << "nothing is unattributed";
  EXPECT_NEAR(charged(built, found, "T")->sentence_share, 60.0 / 84, 1e-12);
  EXPECT_NEAR(*charged(built, found, "M")->share, .084507, 1e-6);
  EXPECT_THAT(charged(built, found, "T")->exhibits,
              ::testing::ElementsAre(model::find_exhibit(built.snapshot, "J1")->id));
}

TEST(Impunity, Sentences_that_follow_benefit_exactly_have_index_zero) {
  CaseBuilder built;
  built.proceeds("E", 100, 1).owns("A", "E", .75).owns("B", "E", .25);
  charge(built, "A", 30), charge(built, "B", 10);
  const auto found = find(built.snapshot);
  EXPECT_NEAR(*found.index.value, 0, 1e-12);
  EXPECT_NEAR(found.coverage, 1, 1e-12);
}

TEST(Impunity, Without_a_sentence_there_is_no_index_and_the_reason_is_said) {
  auto built = worked_example();
  EXPECT_FALSE(find(built.snapshot).index.value);
  EXPECT_EQ(find(built.snapshot).index.none_because, "nobody is charged");
  charge(built, "T", 0, "charged");
  EXPECT_FALSE(find(built.snapshot).index.value);
  EXPECT_THAT(find(built.snapshot).index.none_because, ::testing::HasSubstr("sentenced"));
}

TEST(Impunity, The_unattributed_share_counts_as_nobody_sentenced_and_its_bound_is_said) {
  CaseBuilder built; // A gets half, an account of unknown holder the other half
  built.proceeds("E", 100, 1).owns("A", "E", 1).entity("X", EntityKind::Account);
  built.pays("E", "X", 50, PaymentClass::Transfer);
  charge(built, "A", 12);
  const auto found = find(built.snapshot);
  EXPECT_NEAR(*found.index.value, .5, 1e-12); // 1/2 (|.5 - 1| + .5)
  EXPECT_NEAR(found.index.least, 0, 1e-12);   // if the account were A's
  EXPECT_THAT(found.remarks, ::testing::Contains(::testing::HasSubstr("50.0 % of the benefit is unattributed")));
}

TEST(Impunity, An_acquittal_is_no_charge_and_an_unknown_status_is_left_out_aloud) {
  auto built = sentenced_example();
  charge(built, "O", 100, "acquitted"), charge(built, "P", 100, "pending enquiry");
  const auto found = find(built.snapshot);
  EXPECT_EQ(found.charged.size(), 2u);
  EXPECT_NEAR(*found.index.value, .915493, 1e-6);
  EXPECT_THAT(found.remarks, ::testing::Contains(::testing::HasSubstr("ended without a conviction")));
  EXPECT_THAT(found.remarks, ::testing::Contains(::testing::HasSubstr("status is not understood")));
}

TEST(Impunity, Only_what_is_restrained_and_free_of_prior_claims_narrows_the_asset_gap) {
  auto built = worked_example(); // benefit 568
  const auto asset = [&](double value, double claim, const char* restrained, const char* part) {
    built.put(model::Asset{.owner = built.entity("O"),
                           .value = model::Money{static_cast<std::int64_t>(value * 100)},
                           .claim_amount = model::Money{static_cast<std::int64_t>(claim * 100)},
                           .part = part,
                           .restrained = restrained,
                           .citations = built.cite({"A1"})});
  };
  EXPECT_DOUBLE_EQ(*find(built.snapshot).assets.gap, 1);
  asset(200, 58, "yes", "proceeds"), asset(1000, 0, "no", "proceeds"), asset(1000, 0, "yes", "unrelated");
  const auto found = find(built.snapshot);
  EXPECT_DOUBLE_EQ(*found.assets.gap, .75); // 1 - 142 / 568
  EXPECT_EQ(found.assets.restrained.cents, 14200);
  EXPECT_EQ(found.assets.exhibits.size(), 1u);
  EXPECT_THAT(found.remarks, ::testing::Contains(::testing::HasSubstr("unrelated")));
}

// --- review
// -------------------------------------------------------------------------------------------------------------

// A clerk K without benefit, told by a manager M what to sign, whom the owner O tells; K alone is charged.
CaseBuilder clerk() {
  CaseBuilder built;
  built.proceeds("E", 100, 1).owns("O", "E", 1);
  built.tie(TieType::Instructs, "M", "K", {"X2"}), built.tie(TieType::Instructs, "O", "M", {"X3"});
  charge(built, "K", 24);
  return built;
}

TEST(Review, A_charged_clerk_who_acted_on_orders_is_put_up_for_review_with_the_chain_to_the_owner) {
  const auto built = clerk();
  const auto found = review(built, find(built.snapshot), "K", ReviewKind::Scapegoat);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->reasons.size(), 1u);
  EXPECT_EQ(found->reasons[0].kind, ReasonKind::Instructed);
  EXPECT_TRUE(found->reasons[0].supported);
  EXPECT_THAT(found->reasons[0].exhibits, ::testing::ElementsAre(model::find_exhibit(built.snapshot, "X2")->id));
  ASSERT_EQ(found->superiors.size(), 1u);
  EXPECT_EQ(found->superiors[0].id, model::find_entity(built.snapshot, "O")->id);
  EXPECT_EQ(found->superiors[0].chain.size(), 2u);
  EXPECT_TRUE(found->superiors[0].supported);
}

TEST(Review, Nobody_is_put_up_where_the_superior_is_charged_too) {
  auto built = clerk();
  charge(built, "O", 0, "charged");
  const auto found = find(built.snapshot);
  EXPECT_FALSE(review(built, found, "K", ReviewKind::Scapegoat));
  EXPECT_THAT(charged(built, found, "K")->unmet, ::testing::Contains(::testing::HasSubstr("greater share")));
}

TEST(Review, Nobody_is_put_up_whose_share_or_control_is_not_small) {
  auto built = clerk();
  built.owns("K", "F", .06).proceeds("F", 100, 1).owns("O", "F", .94); // K has 3 %: below the line
  EXPECT_TRUE(review(built, find(built.snapshot), "K", ReviewKind::Scapegoat));
  built.proceeds("G", 10, 1).owns("K", "G", 1); // and 16 of 210: above it
  EXPECT_FALSE(review(built, find(built.snapshot), "K", ReviewKind::Scapegoat));
  auto in_control = clerk();
  in_control.tie(TieType::SetsPay, "K", "E"); // .5 x .9 = .45
  const auto found = find(in_control.snapshot);
  EXPECT_FALSE(review(in_control, found, "K", ReviewKind::Scapegoat));
  EXPECT_THAT(charged(in_control, found, "K")->unmet, ::testing::ElementsAre("control is 0.45, not below 0.3"));
}

TEST(Review, A_nominee_whose_nominator_may_fall_away_is_judged_by_the_draws) {
  CaseBuilder built;
  built.exhibit("W", "C3"); // .25: in three of four draws N keeps everything
  built.proceeds("E", 100, 1).owns("N", "E", 1).tie(TieType::NomineeFor, "N", "O", {"W"});
  built.tie(TieType::Instructs, "O", "N");
  charge(built, "N", 24);
  EXPECT_TRUE(review(built, find(built.snapshot), "N", ReviewKind::Scapegoat))
      << "without draws the central share is 0";
  const auto found = find(built.snapshot, {.draws = 200, .permutations = 99});
  EXPECT_FALSE(review(built, found, "N", ReviewKind::Scapegoat));
  EXPECT_DOUBLE_EQ(*charged(built, found, "N")->share_p95, 1);
}

TEST(Review, A_fixed_fee_is_three_payments_of_one_amount_and_a_driver_is_below_the_owner_whose_people_he_moved) {
  CaseBuilder built;
  built.proceeds("E", 1000, 1).owns("O", "E", 1);
  built.role("V", Role::Victim), built.tie(TieType::Transports, "T", "V", {"X2"}),
      built.tie(TieType::Employs, "E", "V", {"X3"});
  built.entity("W", EntityKind::Account), built.tie(TieType::HoldsAccount, "B", "W");
  charge(built, "T", 48);
  built.pays("W", "T", 750, PaymentClass::MovementFee, {}).pays("W", "T", 750, PaymentClass::MovementFee, {});
  EXPECT_FALSE(review(built, find(built.snapshot), "T", ReviewKind::Scapegoat)) << "two payments are no series";
  built.pays("W", "T", 750.04, PaymentClass::MovementFee, {});
  const auto found = find(built.snapshot);
  const auto prompt = review(built, found, "T", ReviewKind::Scapegoat);
  ASSERT_TRUE(prompt);
  EXPECT_EQ(prompt->reasons[0].kind, ReasonKind::FixedFee);
  EXPECT_EQ(prompt->reasons[0].count, 3u);
  EXPECT_EQ(prompt->reasons[0].by, model::find_entity(built.snapshot, "B")->id);
  EXPECT_FALSE(prompt->reasons[0].supported) << "it says that no exhibit shows it";
  ASSERT_EQ(prompt->superiors.size(), 1u);
  EXPECT_EQ(prompt->superiors[0].chain.front().kind, "serves");
  built.pays("W", "T", 900, PaymentClass::MovementFee, {});
  EXPECT_FALSE(review(built, find(built.snapshot), "T", ReviewKind::Scapegoat)) << "a fee that varies is not fixed";
}

TEST(Review, Signing_counts_only_on_an_account_that_somebody_else_holds) {
  for (const bool others : {true, false}) {
    CaseBuilder built;
    built.proceeds("E", 100, 1).owns("O", "E", 1).entity("ACC", EntityKind::Account);
    built.tie(TieType::HoldsAccount, others ? "E" : "K", "ACC"), built.tie(TieType::SignatoryOn, "K", "ACC", {"X2"});
    built.tie(TieType::Employs, "E", "K");
    charge(built, "K", 24);
    EXPECT_EQ(review(built, find(built.snapshot), "K", ReviewKind::Scapegoat).has_value(), others);
  }
}

TEST(Review, A_passive_small_owner_is_nobodys_superior) {
  CaseBuilder built;
  built.proceeds("E", 100, 1).owns("Q", "E", .4).owns("O", "E", .6);
  built.tie(TieType::Employs, "E", "K"), built.tie(TieType::Instructs, "O", "K");
  charge(built, "K", 24), charge(built, "O", 24);
  EXPECT_FALSE(review(built, find(built.snapshot), "K", ReviewKind::Scapegoat));
}

TEST(Review, A_victim_who_is_charged_is_never_scored_and_goes_to_the_non_punishment_review) {
  auto built = sentenced_example();
  built.role("R", Role::Victim).role("R", Role::Recruiter).role("V", Role::Victim);
  charge(built, "R", 12);
  const auto found = find(built.snapshot, {.draws = 20, .permutations = 99});
  const auto* who = charged(built, found, "R");
  ASSERT_NE(who, nullptr);
  EXPECT_TRUE(who->victim);
  EXPECT_FALSE(who->share || who->share_p95 || who->control);
  EXPECT_FALSE(review(built, found, "R", ReviewKind::Scapegoat));
  const auto prompt = review(built, found, "R", ReviewKind::NonPunishment);
  ASSERT_TRUE(prompt);
  EXPECT_EQ(prompt->reasons[0].count, 2u) << "the role and the charge";
  EXPECT_FALSE(review(built, found, "V", ReviewKind::NonPunishment)) << "a victim and nothing else";
  for (const auto& person : found.visibility.people) EXPECT_NE(person.id, who->id);
}

// --- visibility
// ---------------------------------------------------------------------------------------------------------

void named(CaseBuilder& built, const std::string& who, const std::string& locator, const std::string& exhibit) {
  auto& tie = built.tie(TieType::Controls, who, "V", {exhibit});
  tie.citations[0].locator = locator;
}

TEST(Visibility, Mentions_are_places_in_testimony_and_a_repeat_of_the_lineage_adds_none) {
  CaseBuilder built;
  built.role("V", Role::Victim);
  built.exhibit("FORMS", "B2", "V-interviews"), built.exhibit("MEMO", "B3", "V-interviews"),
      built.exhibit("BANK", "A1", "Bank");
  named(built, "C", "forms 1-4", "FORMS"), named(built, "C", "form 4", "FORMS"),
      named(built, "C", "pages 7, 9", "MEMO");
  named(built, "G", "", "FORMS"), named(built, "M", "row 3", "BANK");
  const auto seen = find(built.snapshot).visibility;
  EXPECT_THAT(seen.lineages, ::testing::ElementsAre("V-interviews"));
  ASSERT_EQ(seen.people.size(), 2u) << "the bank is no testimony; the victim has no row";
  EXPECT_EQ(seen.people[0].mentions, 4u);
  EXPECT_EQ(seen.people[1].mentions, 1u);
  EXPECT_FALSE(seen.explained_by_visibility);
  EXPECT_THAT(seen.no_label_because, ::testing::HasSubstr("too few"));
}

TEST(Visibility, The_case_may_say_which_lineages_are_testimony) {
  CaseBuilder built;
  built.role("V", Role::Victim).setting("victim_lineages", "Bank");
  built.exhibit("FORMS", "B2", "V-interviews"), built.exhibit("BANK", "A1", "Bank");
  named(built, "C", "form 1", "FORMS"), named(built, "M", "row 3", "BANK");
  const auto seen = find(built.snapshot).visibility;
  EXPECT_TRUE(seen.stated);
  ASSERT_EQ(seen.people.size(), 1u);
  EXPECT_EQ(built.snapshot.entities().find(seen.people[0].id)->key, "M");
}

// Twelve people; those whom victims named most are charged, those who profit are not.
TEST(Visibility, Charges_that_follow_mentions_and_not_shares_are_said_to) {
  CaseBuilder built;
  built.role("V", Role::Victim);
  built.exhibit("FORMS", "B2", "V-interviews");
  built.proceeds("E", 100, 1);
  for (int i = 0; i < 6; ++i) {
    const auto seen = "S" + std::to_string(i), owner = "O" + std::to_string(i);
    named(built, seen, "forms 1-" + std::to_string(i + 2), "FORMS");
    built.owns(owner, "E", 1.0 / 6);
    charge(built, seen, 12);
  }
  const auto result = find(built.snapshot, {.draws = 0, .permutations = 999}).visibility;
  EXPECT_EQ(result.people.size(), 12u);
  EXPECT_GT(*result.charged_with_mentions, .8);
  EXPECT_LT(*result.charged_with_share, -.8);
  ASSERT_TRUE(result.explained_by_visibility);
  EXPECT_TRUE(*result.explained_by_visibility);
}

} // namespace
} // namespace cuibono::benefit
