// What handling codes let out of a case. The codes are those of domain.md, section 3; what each permits is HMRC's.

#include "model/handling.h"

#include <gtest/gtest.h>

#include "case_builder.h"

namespace cuibono::model {
namespace {

Exhibit with(GradeScheme scheme, const std::string& handling) {
  Exhibit row;
  row.grade.scheme = scheme;
  row.handling = handling;
  return row;
}

// To another agency of the state, an agency abroad, anybody else.
std::string goes_to(GradeScheme scheme, const std::string& handling) {
  std::string audiences;
  for (const auto audience : {Audience::LawEnforcement, Audience::ForeignAgency, Audience::Outside})
    audiences += why_withheld(with(scheme, handling), audience).empty() ? 'y' : 'n';
  return audiences;
}

TEST(Handling, Follows_the_five_codes_of_5x5x5) {
  EXPECT_EQ(goes_to(GradeScheme::Uk5x5x5, "1"), "ynn");
  EXPECT_EQ(goes_to(GradeScheme::Uk5x5x5, "2"), "yny");
  EXPECT_EQ(goes_to(GradeScheme::Uk5x5x5, "3"), "yyn");
  EXPECT_EQ(goes_to(GradeScheme::Uk5x5x5, "4"), "nnn");
  EXPECT_EQ(goes_to(GradeScheme::Uk5x5x5, "5"), "nnn")
      << "conditions are the originator's; a person has to look at them";
}

TEST(Handling, Follows_the_two_codes_of_3x5x2) {
  EXPECT_EQ(goes_to(GradeScheme::Uk3x5x2, "P"), "yyy");
  EXPECT_EQ(goes_to(GradeScheme::Uk3x5x2, "c"), "nnn");
}

TEST(Handling, No_code_forbids_nothing_and_Admiralty_takes_either_vocabulary) {
  EXPECT_EQ(goes_to(GradeScheme::Admiralty, ""), "yyy");
  EXPECT_EQ(goes_to(GradeScheme::Admiralty, " 4 "), "nnn");
  EXPECT_EQ(goes_to(GradeScheme::None, "P"), "yyy");
}

TEST(Handling, A_code_outside_the_vocabulary_is_the_most_restrictive_and_says_so) {
  EXPECT_EQ(goes_to(GradeScheme::Uk5x5x5, "P"), "nnn") << "P is of 3x5x2";
  EXPECT_EQ(goes_to(GradeScheme::Uk3x5x2, "1"), "nnn");
  for (const auto* code : {"6", "0", "secret", "P1", "\xff"}) {
    EXPECT_EQ(goes_to(GradeScheme::Admiralty, code), "nnn") << code;
    EXPECT_NE(why_withheld(with(GradeScheme::Admiralty, code), Audience::Outside).find("most restrictive"),
              std::string::npos);
  }
}

TEST(Handling, Withholds_the_text_of_an_exhibit_and_keeps_what_the_figures_need) {
  testing::CaseBuilder builder;
  builder.exhibit("E1", "B2", "L1");
  builder.exhibit("E2", "C3");
  builder.tie(TieType::Employs, "A", "B", {"E1", "E2"});
  auto snapshot = builder.snapshot;
  auto row = *snapshot.exhibits().find({1});
  row.handling = "4";
  row.notes = row.file = row.collected_by = row.collected_place = row.collected_how = "CANARY";
  row.attributes = {{"source", "CANARY"}};
  snapshot.of<Exhibit>().put(row);
  Custody event;
  event.id = {1};
  event.citations = {{{1}, "CANARY"}};
  event.from_whom = event.to_whom = event.place = event.purpose = "CANARY";
  snapshot.of<Custody>().put(event);

  const auto open = released(snapshot, Audience::LawEnforcement);
  ASSERT_EQ(open.withheld.size(), 1u);
  EXPECT_EQ(open.withheld[0].key, "E1");
  const auto& left = *open.snapshot.exhibits().find({1});
  EXPECT_EQ(left.title, "withheld (handling 4: within the originating agency only)");
  EXPECT_EQ(left.notes + left.file + left.collected_by + left.collected_place + left.collected_how, "");
  EXPECT_TRUE(left.attributes.empty());
  EXPECT_EQ(left.grade, row.grade);
  EXPECT_EQ(left.lineage, "L1");
  EXPECT_EQ(left.handling, "4");
  EXPECT_EQ(*open.snapshot.exhibits().find({2}), *snapshot.exhibits().find({2}));
  const auto& citations = open.snapshot.ties().rows()[0].citations;
  EXPECT_EQ(citations[0].locator, "");
  EXPECT_EQ(citations[1].locator, "p. 1");
  const auto& custody = open.snapshot.of<Custody>().rows()[0];
  EXPECT_EQ(custody.from_whom + custody.to_whom + custody.place + custody.purpose, "");
  EXPECT_EQ(snapshot.ties().rows()[0].citations[0].locator, "p. 1") << "the case itself stays as it was";
}

} // namespace
} // namespace cuibono::model
