#include "money/control.h"

#include <gtest/gtest.h>

#include "case_builder.h"

namespace cuibono::money {
namespace {

using model::EntityKind;
using testing::CaseBuilder;

double votes(const CaseBuilder& built, const char* controller, const char* company) {
  for (const auto& control : voting_control(built.snapshot))
    if (control.controller == model::find_entity(built.snapshot, controller)->id &&
        control.company == model::find_entity(built.snapshot, company)->id)
      return control.votes;
  return 0;
}

// The guide's example: P 60 % of H and 10 % of X, H 50 % of X, X 20 % of H. P directs 60 % of X's votes with 44 % of its profits.
TEST(VotingControl, Counts_votes_held_through_controlled_firms) {
  CaseBuilder built;
  built.entity("H", EntityKind::Company), built.entity("X", EntityKind::Company);
  built.owns("P", "H", .6).owns("P", "X", .1).owns("Q", "H", .2).owns("R", "X", .4).owns("X", "H", .2).owns("H", "X", .5);
  EXPECT_NEAR(votes(built, "P", "X"), .6, 1e-12);
  EXPECT_GT(votes(built, "P", "H"), .5);
  EXPECT_EQ(votes(built, "Q", "H"), 0);
  EXPECT_EQ(votes(built, "R", "X"), 0);
}

TEST(VotingControl, Half_is_not_a_majority_and_a_nominees_votes_are_the_nominators) {
  CaseBuilder built;
  built.entity("C", EntityKind::Company);
  built.owns("N", "C", .5).owns("M", "C", .5);
  EXPECT_TRUE(voting_control(built.snapshot).empty());
  built.tie(model::TieType::NomineeFor, "N", "O");
  built.tie(model::TieType::NomineeFor, "M", "O");
  EXPECT_NEAR(votes(built, "O", "C"), 1, 1e-12);
  EXPECT_EQ(votes(built, "N", "C"), 0);
}

} // namespace
} // namespace cuibono::money
