#include "model/dual_status.h"

#include <gtest/gtest.h>

#include "case_builder.h"

namespace cuibono::model {
namespace {

using testing::CaseBuilder;

TEST(DualStatus, Is_a_victims_who_is_charged_accused_or_has_an_offending_role) {
  for (const int how : {0, 1, 2}) {
    CaseBuilder built;
    built.role("R", Role::Victim).role("D", Role::Transporter).role("V", Role::Victim);
    if (how == 0) built.role("R", Role::Recruiter);
    if (how == 1) built.put(Charge{.accused = built.entity("R"), .status = "charged"});
    if (how == 2) built.put(Element{.accused = built.entity("R"), .victim = built.entity("V")});
    const auto found = dual_status(built.snapshot);
    ASSERT_EQ(found.size(), 1u) << how;
    EXPECT_EQ(found[0].person, built.entity("R"));
    ASSERT_EQ(found[0].accusations.size(), 1u);
    EXPECT_EQ(found[0].accusations[0].role != nullptr, how == 0);
    EXPECT_EQ(found[0].accusations[0].charge != nullptr, how == 1);
    EXPECT_EQ(found[0].accusations[0].element != nullptr, how == 2);
  }
}

TEST(DualStatus, Is_not_raised_by_being_pledged_blamed_or_a_witness_nor_by_a_role_that_is_denied) {
  CaseBuilder built;
  for (const auto role : {Role::Victim, Role::Guarantor, Role::Scapegoat, Role::Witness}) built.role("V", role);
  built.put(RoleFact{.entity = built.entity("V"), .role = Role::Recruiter, .polarity = Polarity::Contradicts});
  EXPECT_TRUE(dual_status(built.snapshot).empty());
}

TEST(DualStatus, Protection_alone_makes_a_victim_of_somebody_who_is_charged) {
  CaseBuilder built;
  built.put(Charge{.accused = built.entity("P")});
  EXPECT_TRUE(dual_status(built.snapshot).empty());
  auto person = *built.snapshot.entities().find(built.entity("P"));
  person.is_protected = true;
  built.put(person);
  EXPECT_EQ(dual_status(built.snapshot).size(), 1u);
}

} // namespace
} // namespace cuibono::model
