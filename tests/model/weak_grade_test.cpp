// The words of the scales: domain.md, section 3.

#include "model/weak_grade.h"

#include <gtest/gtest.h>

namespace cuibono::model {
namespace {

std::string weak_codes(GradeScheme scheme, std::string_view sources, std::string_view information) {
  std::string weak;
  for (const char source : sources)
    if (is_weak({scheme, source, information.front()})) weak += source;
  for (const char credibility : information)
    if (is_weak({scheme, sources.front(), credibility})) weak += credibility;
  return weak;
}

TEST(WeakGrade, Is_one_that_is_unreliable_doubtful_or_beyond_judging_on_either_axis) {
  EXPECT_EQ(weak_codes(GradeScheme::Admiralty, "ABCDEF", "123456"), "DEF456");
  EXPECT_EQ(weak_codes(GradeScheme::Uk5x5x5, "ABCDE", "12345"), "DE45");
  EXPECT_EQ(weak_codes(GradeScheme::Uk3x5x2, "123", "ABCDE"), "23DE");
}

TEST(WeakGrade, Is_not_the_lack_of_one) {
  EXPECT_FALSE(is_weak({}));
  EXPECT_FALSE(is_weak({GradeScheme::Admiralty, 'B', 0}));
}

} // namespace
} // namespace cuibono::model
