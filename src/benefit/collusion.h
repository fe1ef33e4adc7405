#pragma once
// Officials beside the establishments they look after: payments near inspections, calls before them, votes and other
// protection, reports that testimony contradicts. domain.md section 6 ("Collusion"). Prompts with their exhibits, no
// findings: a payment has other reasons, and a pattern may be chance.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "benefit/permutation.h"
#include "model/snapshot.h"

namespace cuibono::benefit {

using model::EntityId;

inline constexpr int kDaysAroundInspection = 2; ///< payments, before or after
inline constexpr int kDaysBeforeInspection =
    2; ///< calls: 48 hours; a call of the same day counts, its hour is not known
inline constexpr std::size_t kFewestInspections = 3; ///< for a test

/// Somebody who may receive for the official.
struct CircleMember {
  EntityId id;
  std::string via; ///< "family" or "nominee_for"
  model::Tie::Id tie;
  bool supported = false; ///< an exhibit supports the tie
};

/// Payments or calls near an inspection, and whether moved dates do as well.
struct Pattern {
  std::size_t total = 0;                    ///< payments, or calls counted by the exhibits, dated to the day
  std::size_t near = 0;                     ///< of these, near an inspection
  std::size_t inspections = 0;              ///< inspections that have at least one near, of all dated to the day
  model::Money amount, amount_near;         ///< of payments in the case's currency
  std::vector<model::Payment::Id> payments; ///< the near ones
  std::vector<model::Tie::Id> ties;
  std::vector<model::ExhibitId> exhibits; ///< behind the near ones, by id
  std::optional<ChanceTest> test;
  double p_holm = 1; ///< test->p adjusted for all the tests of this report
  std::string no_test_because;
};

/// A tie `protects`: a vote, a licence, a warning.
struct Protection {
  model::Tie::Id tie;
  EntityId whom;
  double count = 1;
  bool vote = false; ///< its notes, locators or exhibits speak of a vote, a licence or a permit
  bool supported = false;
  std::vector<model::ExhibitId> exhibits;
};

/// One of the official's own exhibits against what others support.
struct Contradiction {
  model::ExhibitId report;
  std::size_t indicators = 0, elements = 0; ///< rows that the report contradicts
  std::size_t supported_by_others = 0;      ///< of these, how many an exhibit of another lineage supports
  std::vector<std::string> what;            ///< names of the indicators and codes of the elements, each once
  std::vector<model::ExhibitId> others;     ///< the exhibits that support them, by id
};

struct Official {
  EntityId id;
  double share = 0; ///< S of the official; what reached relatives counts where they are shown to be nominees
  std::vector<CircleMember> circle;
  std::vector<model::Tie::Id> inspections; ///< dated to the day, by date
  std::size_t undated_inspections = 0;
  Pattern payments, calls;
  std::vector<Protection> protections;
  std::vector<Contradiction> contradictions;
};

struct Collusion {
  std::vector<Official> officials; ///< by id; whoever is an official, protects or inspects
  model::Date from, to;            ///< the window in which dates were moved
  bool window_stated = false;      ///< by the case (window_from, window_to), else by its dated payments and ties
  std::size_t tests = 0;
  std::vector<std::string> remarks;
};

/// `shares`: S by person. Fails only when stopped (Cancelled).
base::Result<Collusion> collusion(const model::CaseSnapshot& snapshot, const std::map<EntityId, double>& shares,
                                  int permutations, std::uint64_t seed, base::Progress& progress);

} // namespace cuibono::benefit
