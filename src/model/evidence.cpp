#include "model/evidence.h"

#include <algorithm>
#include <map>
#include <string>

namespace cuibono::model {
namespace {

constexpr double kCannotJudge = .5;

double letter_weight(char reliability, double e_weight) {
  switch (reliability) {
    case 'A': return 1;
    case 'B': return .75;
    case 'C': return .5;
    case 'D': return .25;
    case 'E': return e_weight;
    default: return kCannotJudge;
  }
}

double number_weight(char credibility, double four_weight) {
  switch (credibility) {
    case '1': return .9;
    case '2': return .7;
    case '3': return .5;
    case '4': return four_weight;
    case '5': return .1;
    default: return kCannotJudge;
  }
}

double weight_3x5x2(const Grade& grade) {
  const double source = grade.reliability == '1' ? 1 : grade.reliability == '3' ? 0 : kCannotJudge;
  switch (grade.credibility) {
    case 'A': return source * .9;
    case 'B': return source * .7;
    case 'E': return source * .1;
    default: return source * kCannotJudge;
  }
}

// Noisy-OR over lineages of the largest weight inside each.
double combined(const std::map<std::string, double>& strongest) {
  double none = 1;
  for (const auto& [lineage, strength] : strongest) none *= 1 - strength;
  return 1 - none;
}

} // namespace

double weight(const Grade& grade) {
  switch (grade.scheme) {
    case GradeScheme::Admiralty: return letter_weight(grade.reliability, 0) * number_weight(grade.credibility, .3);
    case GradeScheme::Uk5x5x5: return letter_weight(grade.reliability, kCannotJudge) * number_weight(grade.credibility, kCannotJudge);
    case GradeScheme::Uk3x5x2: return weight_3x5x2(grade);
    case GradeScheme::None: return kCannotJudge * kCannotJudge;
  }
  return 0;
}

Polarity effective_polarity(Polarity fact, const Exhibit& exhibit) {
  return fact == Polarity::Supports ? exhibit.polarity : fact;
}

bool is_supported(const CaseSnapshot& snapshot, const Citations& citations, Polarity fact) {
  return std::ranges::any_of(citations, [&](const Citation& citation) {
    const Exhibit* exhibit = snapshot.exhibits().find(citation.exhibit);
    return exhibit && exhibit->declared && effective_polarity(fact, *exhibit) == Polarity::Supports;
  });
}

double probability(const CaseSnapshot& snapshot, const Citations& citations, Polarity fact) {
  std::map<std::string, double> supporting, opposing;
  for (const Citation& citation : citations) {
    const Exhibit* exhibit = snapshot.exhibits().find(citation.exhibit);
    if (!exhibit || !exhibit->declared) continue;
    auto& side = effective_polarity(fact, *exhibit) == Polarity::Supports ? supporting : opposing;
    const std::string lineage = exhibit->lineage.empty() ? "\x1f" + exhibit->key : exhibit->lineage;
    auto& strongest = side[lineage];
    strongest = std::max(strongest, weight(exhibit->grade));
  }
  return combined(supporting) * (1 - combined(opposing));
}

} // namespace cuibono::model
