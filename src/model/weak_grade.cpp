#include "model/weak_grade.h"

#include <string_view>

namespace cuibono::model {

bool is_weak(const Grade& grade) {
  const auto weak = [&](std::string_view sources, std::string_view information) {
    return sources.find(grade.reliability) != sources.npos || information.find(grade.credibility) != information.npos;
  };
  switch (grade.scheme) {
    case GradeScheme::Admiralty:
      return weak("DEF", "456");
    case GradeScheme::Uk5x5x5:
      return weak("DE", "45");
    case GradeScheme::Uk3x5x2:
      return weak("23", "DE");
    case GradeScheme::None:
      return false;
  }
  return false;
}

} // namespace cuibono::model
