#pragma once
// Were those charged whom victims could name, or those who profit? domain.md section 6 ("Visibility check"). Victims
// are the witnesses here and never the subject: nobody protected has a row.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/snapshot.h"

namespace cuibono::benefit {

using model::EntityId;

/// Below so many people no label is printed: a correlation of few ranks is decided by one of them.
inline constexpr std::size_t kFewestToLabel = 10;
inline constexpr double kSignificant = .05;

struct Mentioned {
  EntityId id;
  std::size_t mentions = 0; ///< places (forms, pages) of victims' testimony that facts about the person cite
  double share = 0;         ///< S
  bool charged = false;
  std::vector<model::ExhibitId> exhibits; ///< the testimony, by id
};

struct Visibility {
  std::vector<std::string> lineages; ///< what was taken for victims' testimony
  bool stated = false;               ///< the case says so (setting `victim_lineages`); otherwise by the exhibits' words
  std::vector<Mentioned> people;     ///< charged, accused, benefiting or named: most mentions first
  std::optional<double> charged_with_mentions,
      charged_with_share;             ///< Spearman's rho; nothing where one side is constant
  double p_mentions = 1, p_share = 1; ///< one-sided, by permutation
  /// Charges follow mentions (rho > 0, p <= .05) and not shares (p > .05). Nothing where `no_label_because` says why.
  std::optional<bool> explained_by_visibility;
  std::string no_label_because;
};

/// Where the testimony of victims is: the setting `victim_lineages` (parted by `;`), else the lineages that have an
/// exhibit whose kind or lineage speaks of an interview, testimony, a shelter, a hotline or a victim, and of no
/// suspect.
std::set<std::string> victim_lineages(const model::CaseSnapshot& snapshot);

/// Ties (either end), elements (accused) and roles that cite an exhibit of those lineages name a person at the
/// locator's places: "forms 1-7" is seven. Of one lineage only the exhibit with the most places counts: a repeat is no
/// new mention.
Visibility visibility(const model::CaseSnapshot& snapshot, const std::set<EntityId>& charged,
                      const std::map<EntityId, double>& shares, int permutations, std::uint64_t seed);

} // namespace cuibono::benefit
