#pragma once
// The vault of a case: victims' identities (name, aliases, birth date, place, notes and other columns), sealed for the
// holder of the vault's key before they reach the journal or a table. Everybody else, and every snapshot, has only the
// pseudonym. Whoever may edit the case may put an identity in; only the vault's key takes it out.

#include <string>
#include <string_view>

#include "model/edit.h"

namespace cuibono::store {

/// Seals in the batch whatever it would write in clear about somebody who is a victim once it is done, and whatever the
/// case already holds in clear about somebody whom it makes a victim. `seal_with` is the vault's public half.
base::Result<void> seal_identities(const model::CaseSnapshot& before, model::EditBatch& batch,
                                   std::string_view seal_with);

/// The case with every identity in its place. For showing only: an edit is always made on the sealed snapshot.
base::Result<model::CaseSnapshot> with_identities(const model::CaseSnapshot& snapshot, std::string_view open_with);

/// One entity with its identity in its place; the same entity where nothing of it is sealed.
base::Result<model::Entity> with_identity(const model::Entity& entity, std::string_view case_id,
                                          std::string_view open_with);

/// Whether the row holds in clear what belongs into the vault.
bool has_clear_identity(const model::Entity& entity);

} // namespace cuibono::store
