#pragma once
// Victims whom the case also accuses: the one reading of the rows that the review of non-punishment rests on everywhere.
// UNODC: traffickers use victims as shields. It asks for a review, and never for a score.

#include <vector>

#include "model/snapshot.h"

namespace cuibono::model {

/// One row that accuses: exactly one of the three is there. Pointers into the snapshot.
struct Accusation {
  const RoleFact* role = nullptr;
  const Charge* charge = nullptr;
  const Element* element = nullptr;
};

struct DualStatus {
  EntityId person;
  std::vector<Accusation> accusations; ///< roles, then charges, then elements, each in the order of its table; never empty
};

/// Whether holding the role is part in the trafficking. Not of victims, witnesses, scapegoats, and guarantors, who are what
/// was pledged.
bool is_offending(Role role);

/// Whoever is a victim (role `victim`, or protected) and is charged, accused of an element, or has an offending role that is
/// not itself a denial. By number. `snapshot` must outlive the result.
std::vector<DualStatus> dual_status(const CaseSnapshot& snapshot);

} // namespace cuibono::model
