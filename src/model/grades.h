#pragma once
// A grade as another scheme would write it. For showing only: the native grade is what is stored and what weighs. The
// scales are those of domain.md section 3; where they ask different questions the nearer and more cautious value
// stands, and what is lost is said. A pure function.

#include <string>
#include <vector>

#include "model/rows.h"

namespace cuibono::model {

struct ShownGrade {
  Grade grade;                    ///< in the wanted scheme; an axis that was not graded stays so
  std::vector<std::string> loses; ///< one sentence an axis, without a full stop; empty: nothing is lost
};

ShownGrade shown_in(const Grade& grade, GradeScheme scheme);

} // namespace cuibono::model
