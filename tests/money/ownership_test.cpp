#include "money/ownership.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "case_builder.h"
#include "money/chains.h"

namespace cuibono::money {
namespace {

using model::EntityKind;
using model::TieType;
using testing::CaseBuilder;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

model::EntityId id(const CaseBuilder& built, const std::string& key) {
  return model::find_entity(built.snapshot, key)->id;
}

double share(const CaseBuilder& built, const Ownership& ownership, const std::string& person,
             const std::string& company) {
  for (const auto& share : column_of(ownership, id(built, company))->people)
    if (share.owner == id(built, person)) return share.share;
  return 0;
}

double unknown(const CaseBuilder& built, const Ownership& ownership, const std::string& company) {
  return column_of(ownership, id(built, company))->unknown;
}

// "person: grounds" of a company's beneficial owners.
std::vector<std::string> owners(const CaseBuilder& built, const Ownership& ownership, const std::string& company,
                                double threshold = .25) {
  std::vector<std::string> texts;
  const auto all = beneficial_owners(built.snapshot, ownership, threshold);
  for (const auto& owner : all.at(id(built, company)))
    texts.push_back(built.snapshot.entities().find(owner.person)->key + ": " + grounds(owner));
  return texts;
}

CaseBuilder companies(std::initializer_list<const char*> keys) {
  CaseBuilder built;
  for (const auto* key : keys) built.entity(key, EntityKind::Company);
  return built;
}

// The guide's example, solved there with dense linear algebra.
CaseBuilder oracle() {
  auto built = companies({"H", "X"});
  built.owns("P", "H", .6)
      .owns("P", "X", .1)
      .owns("Q", "H", .2)
      .owns("R", "X", .4)
      .owns("X", "H", .2)
      .owns("H", "X", .5);
  return built;
}

TEST(Ownership, Integrated_shares_go_through_a_cross_holding) {
  const auto built = oracle();
  const auto ownership = find_ownership(built.snapshot);
  EXPECT_NEAR(share(built, ownership, "P", "H"), .688889, 5e-7);
  EXPECT_NEAR(share(built, ownership, "P", "X"), .444444, 5e-7);
  EXPECT_NEAR(share(built, ownership, "Q", "H"), .222222, 5e-7);
  EXPECT_NEAR(share(built, ownership, "Q", "X"), .111111, 5e-7);
  EXPECT_NEAR(share(built, ownership, "R", "H"), .088889, 5e-7);
  EXPECT_NEAR(share(built, ownership, "R", "X"), .444444, 5e-7);
  EXPECT_EQ(unknown(built, ownership, "H"), 0);
}

TEST(Ownership, A_beneficial_owner_has_more_than_the_threshold_or_the_votes) {
  const auto built = oracle();
  const auto ownership = find_ownership(built.snapshot);
  EXPECT_THAT(owners(built, ownership, "H"), ElementsAre("P: share, control"));
  EXPECT_THAT(owners(built, ownership, "X"), ElementsAre("P: share, control", "R: share"));
  EXPECT_THAT(owners(built, ownership, "X", .45), ElementsAre("P: control"));
}

// Larkfield: a factory that holds 5 % of its parent, a trust for a councillor, a spouse who is a nominee.
CaseBuilder larkfield() {
  auto built = companies({"GARM", "GRP", "BRI", "ORC"});
  built.entity("KES", EntityKind::Trust);
  built.owns("GRP", "GARM", 1)
      .owns("O2", "GRP", .58)
      .owns("KES", "GRP", .27)
      .owns("Q2", "GRP", .1)
      .owns("GARM", "GRP", .05);
  built.owns("S2", "BRI", 1).owns("S2", "ORC", .7).owns("KES", "ORC", .3);
  built.tie(TieType::NomineeFor, "S2", "O2");
  built.tie(TieType::NomineeFor, "KES", "P2");
  return built;
}

TEST(Ownership, A_factory_that_holds_a_part_of_its_parent_counts_for_the_parents_owners) {
  const auto built = larkfield();
  const auto ownership = find_ownership(built.snapshot);
  for (const auto* company : {"GRP", "GARM"}) {
    EXPECT_NEAR(share(built, ownership, "O2", company), .610526, 5e-7); // .58 / .95
    EXPECT_NEAR(share(built, ownership, "P2", company), .284211, 5e-7);
    EXPECT_NEAR(share(built, ownership, "Q2", company), .105263, 5e-7);
  }
  EXPECT_THAT(owners(built, ownership, "GRP"), ElementsAre("O2: share, control", "P2: share, nominee"));
  EXPECT_THAT(owners(built, ownership, "BRI"), ElementsAre("O2: share, control, nominee"));
  EXPECT_THAT(owners(built, ownership, "ORC"), ElementsAre("O2: share, control, nominee", "P2: share, nominee"));
  EXPECT_THAT(owners(built, ownership, "KES"), ElementsAre("P2: share, nominee"));
}

TEST(Ownership, A_chain_names_every_tie_from_the_owner_down_to_the_company) {
  auto built = companies({"HALC", "BLUE"});
  built.owns("N1", "HALC", 1, {"E06"}).owns("HALC", "BLUE", 1, {"E06"});
  built.tie(TieType::NomineeFor, "N1", "O1", {"E07"});
  const auto ownership = find_ownership(built.snapshot);
  ChainLimits limits;
  const auto chains = ownership_chains(built.snapshot, ownership.holdings, id(built, "BLUE"), limits);
  ASSERT_EQ(chains.size(), 1u);
  const auto& [owner, found] = *chains.begin();
  EXPECT_EQ(owner, id(built, "O1"));
  ASSERT_EQ(found.size(), 1u);
  ASSERT_EQ(found[0].steps.size(), 3u);
  EXPECT_EQ(found[0].steps[0].kind, TieType::NomineeFor);
  EXPECT_EQ(found[0].steps[0].from, id(built, "N1"));
  EXPECT_EQ(found[0].steps[0].to, id(built, "O1"));
  EXPECT_EQ(found[0].steps[1].from, id(built, "N1"));
  EXPECT_EQ(found[0].steps[1].to, id(built, "HALC"));
  EXPECT_EQ(found[0].steps[2].from, id(built, "HALC"));
  EXPECT_EQ(found[0].steps[2].to, id(built, "BLUE"));
  EXPECT_THAT(exhibits_of(built.snapshot, found[0].steps[0].ties),
              ElementsAre(model::find_exhibit(built.snapshot, "E07")->id));
}

// P's 68.9 % of H: 60 % directly, 10 % of X times 20 %, and the rest round the loop.
TEST(Ownership, Chains_are_listed_largest_first_and_pass_no_company_twice) {
  const auto built = oracle();
  ChainLimits limits;
  auto chains = ownership_chains(built.snapshot, collect_holdings(built.snapshot), id(built, "H"), limits);
  const auto& of_p = chains[id(built, "P")];
  ASSERT_EQ(of_p.size(), 2u);
  EXPECT_NEAR(of_p[0].share, .6, 1e-12);
  EXPECT_NEAR(of_p[1].share, .02, 1e-12);
}

TEST(Ownership, Companies_that_wholly_own_each_other_are_nobodys_and_said_to_be) {
  auto built = companies({"A", "B", "C"});
  built.owns("A", "B", 1).owns("B", "A", 1).owns("A", "C", .4).owns("P", "C", .6);
  const auto ownership = find_ownership(built.snapshot);
  EXPECT_EQ(unknown(built, ownership, "A"), 1);
  EXPECT_NEAR(unknown(built, ownership, "C"), .4, 1e-12);
  EXPECT_NEAR(column_of(ownership, id(built, "C"))->rest.circling, .4, 1e-12);
  EXPECT_THAT(ownership.remarks,
              Contains(HasSubstr("wholly own each other, so that nobody is shown behind them: A, B")));
}

// Whoever has the one millionth that the loop does not own has all of it.
TEST(Ownership, A_loop_that_all_but_owns_itself_belongs_to_whoever_holds_the_rest) {
  auto built = companies({"A", "B"});
  built.owns("A", "B", .999999).owns("B", "A", 1).owns("P", "B", .000001);
  const auto ownership = find_ownership(built.snapshot);
  EXPECT_NEAR(share(built, ownership, "P", "A"), 1, 1e-12);
  EXPECT_NEAR(share(built, ownership, "P", "B"), 1, 1e-12);
}

// A firm that holds a tenth of itself: its owners share that tenth.
TEST(Ownership, A_companys_own_shares_count_for_its_owners) {
  auto built = companies({"A"});
  built.owns("A", "A", .1).owns("P", "A", .6).owns("Q", "A", .3);
  const auto ownership = find_ownership(built.snapshot);
  EXPECT_NEAR(share(built, ownership, "P", "A"), 2. / 3, 1e-12);
  EXPECT_NEAR(share(built, ownership, "Q", "A"), 1. / 3, 1e-12);
}

TEST(Ownership, What_no_exhibit_shows_stays_unknown) {
  auto built = companies({"A", "FOREIGN"});
  built.entity("WHO", EntityKind::Unknown);
  built.owns("P", "A", .3).owns("FOREIGN", "A", .4).owns("WHO", "A", .1);
  const auto ownership = find_ownership(built.snapshot);
  const auto* column = column_of(ownership, id(built, "A"));
  ASSERT_EQ(column->others.size(), 2u);
  EXPECT_EQ(column->others[0].owner, id(built, "FOREIGN"));
  EXPECT_NEAR(column->others[0].share, .4, 1e-12);
  EXPECT_NEAR(column->unknown, .2, 1e-12);
}

TEST(Ownership, A_nominee_of_a_nominee_holds_for_the_last) {
  auto built = companies({"A"});
  built.owns("N", "A", .1).owns("P", "A", .9);
  built.tie(TieType::NomineeFor, "N", "M");
  built.tie(TieType::NomineeFor, "M", "O");
  const auto ownership = find_ownership(built.snapshot);
  EXPECT_NEAR(share(built, ownership, "O", "A"), .1, 1e-12);
  EXPECT_EQ(share(built, ownership, "N", "A"), 0);
  EXPECT_THAT(owners(built, ownership, "A"),
              ElementsAre("P: share, control", "O: nominee")); // though a tenth is below the threshold
}

TEST(Ownership, A_nominee_of_two_and_nominees_of_each_other_hold_for_nobody_known) {
  auto built = companies({"A", "B"});
  built.owns("N", "A", 1).owns("K", "B", 1);
  built.tie(TieType::NomineeFor, "N", "O");
  built.tie(TieType::NomineeFor, "N", "Q");
  built.tie(TieType::NomineeFor, "K", "L");
  built.tie(TieType::NomineeFor, "L", "K");
  const auto ownership = find_ownership(built.snapshot);
  EXPECT_EQ(unknown(built, ownership, "A"), 1);
  EXPECT_EQ(unknown(built, ownership, "B"), 1);
  EXPECT_THAT(ownership.remarks, Contains(HasSubstr("N is a nominee of several")));
  EXPECT_THAT(ownership.remarks, Contains(HasSubstr("K is, through nominees, its own nominee")));
  EXPECT_TRUE(ownership.control.empty());
}

TEST(Ownership, A_trusts_holdings_go_to_whoever_owns_a_part_of_the_trust) {
  auto built = companies({"A"});
  built.entity("T", EntityKind::Trust);
  built.owns("T", "A", 1).owns("P", "T", .5).owns("Q", "T", .5);
  const auto ownership = find_ownership(built.snapshot);
  EXPECT_NEAR(share(built, ownership, "P", "A"), .5, 1e-12);
  EXPECT_NEAR(share(built, ownership, "Q", "A"), .5, 1e-12);
}

TEST(Ownership, Shares_that_come_to_more_than_the_whole_are_counted_in_proportion_and_said) {
  auto built = companies({"A"});
  built.owns("P", "A", .9, {"X1"}).owns("Q", "A", .6, {"X2"});
  const auto ownership = find_ownership(built.snapshot);
  EXPECT_NEAR(share(built, ownership, "P", "A"), .6, 1e-12);
  EXPECT_NEAR(share(built, ownership, "Q", "A"), .4, 1e-12);
  EXPECT_THAT(ownership.remarks, Contains(HasSubstr("the shares stated for A come to 150 %")));
  ASSERT_EQ(ownership.control.size(), 1u); // 60 % of the votes, not 90 %
  EXPECT_NEAR(ownership.control[0].votes, .6, 1e-12);
}

TEST(Ownership, A_tie_that_no_exhibit_supports_counts_for_nothing_and_is_named) {
  auto built = companies({"A"});
  built.owns("P", "A", .4).owns("Q", "A", .6, {});
  built.exhibit("AGAINST", "A1", "", model::Polarity::Contradicts);
  built.tie(TieType::NomineeFor, "P", "Q", {"AGAINST"});
  const auto ownership = find_ownership(built.snapshot);
  EXPECT_NEAR(share(built, ownership, "P", "A"), .4, 1e-12);
  EXPECT_NEAR(unknown(built, ownership, "A"), .6, 1e-12);
  EXPECT_THAT(ownership.remarks,
              Contains(HasSubstr("no exhibit supports count for nothing: Q owns A, P nominee_for Q")));
}

TEST(Ownership, An_ownership_without_a_share_adds_nothing_and_is_named) {
  auto built = companies({"A"});
  built.owns("P", "A", 1);
  built.tie(TieType::Owns, "C", "A");
  const auto ownership = find_ownership(built.snapshot);
  EXPECT_NEAR(share(built, ownership, "P", "A"), 1, 1e-12);
  EXPECT_THAT(ownership.remarks, Contains(HasSubstr("without a share add nothing to any sum: C owns A")));
}

TEST(Ownership, An_exhibit_that_shows_control_makes_a_beneficial_owner_without_a_share) {
  auto built = companies({"A"});
  built.owns("P", "A", .2).tie(TieType::Controls, "M", "A");
  EXPECT_THAT(owners(built, find_ownership(built.snapshot), "A"), ElementsAre("M: control"));
}

// P sold to Q at the end of June 2031; in which month R joined is not known.
CaseBuilder sold() {
  auto built = companies({"A"});
  auto& first = built.tie(TieType::Owns, "P", "A");
  first.share = .8, first.to = {2031, 6, 30};
  auto& second = built.tie(TieType::Owns, "Q", "A");
  second.share = .8, second.from = {2031, 7, 1};
  auto& third = built.tie(TieType::Owns, "R", "A");
  third.share = .2, third.from = {2031, 0, 0};
  return built;
}

TEST(OwnershipOnADate, Only_ties_in_force_count_and_a_doubtful_one_is_named) {
  const auto built = sold();
  const auto before = find_ownership(built.snapshot, {2031, 6, 30}),
             after = find_ownership(built.snapshot, {2032, 1, 1});
  EXPECT_NEAR(share(built, before, "P", "A"), .8, 1e-12);
  EXPECT_EQ(share(built, before, "Q", "A"), 0);
  EXPECT_NEAR(share(built, before, "R", "A"), .2, 1e-12);
  EXPECT_THAT(before.remarks, Contains(HasSubstr("whether they were in force on 2031-06-30 are counted: R owns A")));
  EXPECT_THAT(before.remarks, Contains(HasSubstr("not in force on 2031-06-30 were left out: Q owns A")));
  EXPECT_NEAR(share(built, after, "Q", "A"), .8, 1e-12);
  EXPECT_EQ(share(built, after, "P", "A"), 0);
  EXPECT_EQ(after.control.size(), 1u);
  EXPECT_EQ(after.control[0].controller, id(built, "Q"));
}

TEST(OwnershipOnADate, Without_a_date_successive_owners_are_said_to_hold_more_than_there_is) {
  const auto built = sold();
  EXPECT_THAT(find_ownership(built.snapshot).remarks, Contains(HasSubstr("the shares stated for A come to 180 %")));
}

TEST(InForce, A_date_known_to_the_year_may_be_any_day_of_it) {
  const model::Date none, year{2031, 0, 0}, may{2031, 5, 0}, day{2031, 5, 17}, before{2030, 12, 31}, after{2032, 1, 1};
  EXPECT_EQ(in_force(none, none, day), InForce::Yes);
  EXPECT_EQ(in_force(year, none, day), InForce::Perhaps);
  EXPECT_EQ(in_force(year, none, before), InForce::No);
  EXPECT_EQ(in_force(year, none, after), InForce::Yes);
  EXPECT_EQ(in_force(year, year, day), InForce::Perhaps);
  EXPECT_EQ(in_force(year, year, year), InForce::Yes); // on some day of the year
  EXPECT_EQ(in_force(may, none, year), InForce::Yes);
  EXPECT_EQ(in_force(none, may, day), InForce::Perhaps);
  EXPECT_EQ(in_force(none, day, day), InForce::Yes); // the last day included
  EXPECT_EQ(in_force(none, day, after), InForce::No);
}

} // namespace
} // namespace cuibono::money
