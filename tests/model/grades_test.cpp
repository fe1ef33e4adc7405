// Grades shown in another scheme. The values follow from the words of the scales in domain.md, section 3.

#include "model/grades.h"

#include <gmock/gmock.h>

namespace cuibono::model {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string shown(GradeScheme from, const char* code, GradeScheme to) {
  const auto grade = shown_in({from, code[0], code[1]}, to).grade;
  EXPECT_EQ(grade.scheme, to);
  return {grade.reliability, grade.credibility};
}

TEST(ShownGrade, Stays_what_it_is_in_its_own_scheme_and_without_one) {
  EXPECT_EQ(shown(GradeScheme::Admiralty, "D4", GradeScheme::Admiralty), "D4");
  const auto none = shown_in({}, GradeScheme::Uk5x5x5);
  EXPECT_EQ(none.grade, Grade());
  EXPECT_THAT(none.loses, IsEmpty());
}

// Untested is E in 5x5x5, F in Admiralty and 2 in 3x5x2; "cannot be judged" is 4, 6 and D.
TEST(ShownGrade, Untested_and_unjudged_are_the_same_everywhere_and_lose_nothing) {
  const std::pair<GradeScheme, const char*> all[] = {
      {GradeScheme::Admiralty, "F6"}, {GradeScheme::Uk5x5x5, "E4"}, {GradeScheme::Uk3x5x2, "2D"}};
  for (const auto& [from, code] : all)
    for (const auto& [to, expected] : all) EXPECT_EQ(shown(from, code, to), expected);
  EXPECT_THAT(shown_in({GradeScheme::Admiralty, 'F', '6'}, GradeScheme::Uk3x5x2).loses, IsEmpty());
}

// E is unreliable in Admiralty and untested in 5x5x5: a letter that is copied would raise the source.
TEST(ShownGrade, No_letter_is_copied_that_means_something_else) {
  EXPECT_EQ(shown(GradeScheme::Admiralty, "E5", GradeScheme::Uk5x5x5), "D5");
  EXPECT_EQ(shown(GradeScheme::Uk5x5x5, "D5", GradeScheme::Admiralty), "E5");
  EXPECT_EQ(shown(GradeScheme::Uk3x5x2, "3E", GradeScheme::Admiralty), "E5");
  EXPECT_EQ(shown(GradeScheme::Uk3x5x2, "1A", GradeScheme::Uk5x5x5), "B2");
  EXPECT_EQ(shown(GradeScheme::Uk5x5x5, "B3", GradeScheme::Uk3x5x2), "1B");
}

TEST(ShownGrade, What_two_grades_share_in_the_other_scheme_is_said_to_be_lost) {
  const GradeScheme schemes[] = {GradeScheme::Admiralty, GradeScheme::Uk5x5x5, GradeScheme::Uk3x5x2};
  const std::string sources[] = {"ABCDEF", "ABCDE", "123"}, information[] = {"123456", "12345", "ABCDE"};
  for (int from = 0; from < 3; ++from)
    for (int to = 0; to < 3; ++to)
      for (const char a : sources[from])
        for (const char b : sources[from]) {
          if (a >= b || from == to) continue;
          const auto first = shown_in({schemes[from], a, 0}, schemes[to]),
                     second = shown_in({schemes[from], b, 0}, schemes[to]);
          ASSERT_NE(first.grade.reliability, 0);
          if (first.grade == second.grade) {
            EXPECT_GE(first.loses.size() + second.loses.size(), 1u) << a << b;
          }
        }
  EXPECT_THAT(shown_in({GradeScheme::Admiralty, 'B', '4'}, GradeScheme::Uk3x5x2).loses, SizeIs(2)) << "both axes";
}

TEST(ShownGrade, A_code_that_is_not_of_its_scheme_has_no_counterpart) {
  EXPECT_EQ(shown_in({GradeScheme::Uk3x5x2, 'A', '1'}, GradeScheme::Admiralty).grade,
            (Grade{GradeScheme::Admiralty, 0, 0}));
}

} // namespace
} // namespace cuibono::model
