#pragma once
// Forced-labour indicators found for each victim at each establishment: the ILO's eleven (2012) by their own names, and the
// tally over the operational list's dimensions. domain.md section 1. A tally of signs: whether somebody is a victim is for
// people to find, and nothing here says it.

#include <array>
#include <map>
#include <string>
#include <vector>

#include "law/elements.h"
#include "law/operational.h"

namespace cuibono::law {

/// The ILO's eleven indicators of forced labour, in the ILO's order and wording.
inline constexpr std::array<std::string_view, 11> kElevenIndicators{
    "Abuse of vulnerability", "Deception", "Restriction of movement", "Isolation", "Physical and sexual violence", "Intimidation and threats",
    "Retention of identity documents", "Withholding of wages", "Debt bondage", "Abusive working and living conditions", "Excessive overtime"};

struct IndicatorFinding {
  std::string name; ///< one of the eleven, or a title of the operational list, or the row's own words
  Finding finding = Finding::NoEvidence;
  std::vector<std::string> strengths; ///< as assessors stated them, each once
  model::Citations supporting, against;
  int lineages = 0;
};

struct DimensionTally {
  std::string id, title;
  Tally tally; ///< of supported indicators, each once, at the list's own strength
  bool positive = false;
  std::vector<std::string> counted, not_counted; ///< titles; not counted: alleged or contradicted
};

struct VictimIndicators {
  EntityId victim, establishment; ///< establishment may be none
  std::vector<IndicatorFinding> eleven; ///< those with a row, in the ILO's order
  std::vector<IndicatorFinding> others; ///< other rows, by name
  std::vector<DimensionTally> dimensions; ///< every dimension of the list, in its order
  std::vector<std::string> remarks;
};

/// One for each victim and establishment with a row, by number. A row is found in the list by the column `dimension` and its
/// title, by a title that only one dimension has, or by a name of the eleven that the list reads as one of its own; a row with
/// `dimension` and a title of its own counts with the strength it states.
std::vector<VictimIndicators> indicators(const model::CaseSnapshot& snapshot, const OperationalList& list);

} // namespace cuibono::law
