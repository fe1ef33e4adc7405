#pragma once
// Pairs of which a person has said that they are not the same: never proposed again, until that is taken back. An edit like any
// other, with its reason in the journal. docs/decisions/0112-not-the-same-is-an-edit.md

#include <set>
#include <utility>

#include "base/error.h"
#include "model/edit.h"

namespace cuibono::match {

using EntityPair = std::pair<model::EntityId, model::EntityId>; ///< the smaller first

/// All such pairs of which both are in the case. A record that was merged since counts as its lead.
std::set<EntityPair> distinct_pairs(const model::CaseSnapshot& snapshot);

/// Says that the two are not the same. It stands on the row of whoever is a victim, as another's row would show her id; else on
/// that of `a`. Refused for one record, for one that is not there, and where it was said already.
base::Result<model::EditBatch> say_distinct(const model::CaseSnapshot& snapshot, model::EntityId a, model::EntityId b);

/// Takes that back, on whichever of the two it stands. Refused where nobody has said it.
base::Result<model::EditBatch> unsay_distinct(const model::CaseSnapshot& snapshot, model::EntityId a, model::EntityId b);

} // namespace cuibono::match
