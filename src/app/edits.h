#pragma once
// What an investigator's hand does to a case, as edit batches ready for Session::commit. Pure functions of a snapshot;
// labels never carry a name, so that the journal and the undo menu can be shown to anybody.

#include <vector>

#include "base/error.h"
#include "model/edit.h"

namespace cuibono::app {

using model::EntityId;
using TieId = model::Tie::Id;
using PaymentId = model::Payment::Id;

/// Where an entity is to stand on the chart, in chart units.
struct Place {
  EntityId entity;
  double x = 0;
  double y = 0;
};

/// `row.id` is given here. Refuses an empty key, one with white space, and one that another entity has.
base::Result<model::EditBatch> add_entity(const model::CaseSnapshot& snapshot, model::Entity row);

/// `row.id` says which entity. Same refusals; also when the entity is gone.
base::Result<model::EditBatch> change_entity(const model::CaseSnapshot& snapshot, model::Entity row);

/// Adds the tie; refuses one without both ends, from an entity to itself, or a share outside 0 to 1.
base::Result<model::EditBatch> add_tie(const model::CaseSnapshot& snapshot, model::Tie row);
base::Result<model::EditBatch> change_tie(const model::CaseSnapshot& snapshot, model::Tie row);
base::Result<model::EditBatch> delete_tie(const model::CaseSnapshot& snapshot, TieId id);

/// Everything that names `gone` names `kept` instead; see model::merge_entities.
base::Result<model::EditBatch> merge(const model::CaseSnapshot& snapshot, EntityId kept, EntityId gone);

/// The entities and every row that names one of them.
base::Result<model::EditBatch> delete_entities(const model::CaseSnapshot& snapshot, const std::vector<EntityId>& ids);

/// Fixes entities on the chart, replacing older pins of theirs.
model::EditBatch pin(const model::CaseSnapshot& snapshot, const std::vector<Place>& places);

/// Takes their pins away; no edits in the batch when none is pinned.
model::EditBatch unpin(const model::CaseSnapshot& snapshot, const std::vector<EntityId>& ids);

/// Cites one more exhibit behind a tie or a payment; refuses a citation that is already there.
base::Result<model::EditBatch> cite_exhibit(const model::CaseSnapshot& snapshot, TieId id, model::Citation citation);
base::Result<model::EditBatch> cite_exhibit(const model::CaseSnapshot& snapshot, PaymentId id, model::Citation citation);

} // namespace cuibono::app
