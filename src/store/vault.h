#pragma once
// The vault of a case: victims' identities (name, aliases, birth date, place, notes and other columns), sealed for the
// holder of the vault's key before they reach the journal or a table. Everybody else, and every snapshot, has only the
// pseudonym. Whoever may edit the case may put an identity in; only the vault's key takes it out.

#include <string>
#include <string_view>
#include <vector>

#include "model/edit.h"
#include "protect/key_ring.h"

namespace cuibono::store {

/// What opens the vault: the key to which identities are sealed now, then those from before somebody was removed, the
/// newest first. Wiped when they go.
using VaultKeys = std::vector<protect::Key>;

/// What a passphrase is tried on: a value, so that another thread can do the trying.
struct VaultLock {
  std::string open_with; ///< not empty: the case is not encrypted, and the secret key lies open
  std::string slots, former, case_id, where;
};
/// Refused for a passphrase that opens no slot of the vault; none is needed where the key lies open.
base::Result<VaultKeys> unlock(const VaultLock& lock, std::string_view passphrase);

/// Seals in the batch whatever it would write in clear about somebody who is a victim once it is done, and whatever the
/// case already holds in clear about somebody whom it makes a victim. `seal_with` is the vault's public half.
base::Result<void> seal_identities(const model::CaseSnapshot& before, model::EditBatch& batch,
                                   std::string_view seal_with);

/// The case with every identity in its place. For showing only: an edit is always made on the sealed snapshot.
base::Result<model::CaseSnapshot> with_identities(const model::CaseSnapshot& snapshot, const VaultKeys& keys);

/// One entity with its identity in its place; the same entity where nothing of it is sealed.
base::Result<model::Entity> with_identity(const model::Entity& entity, std::string_view case_id, const VaultKeys& keys);

/// Whether the row holds in clear what belongs into the vault.
bool has_clear_identity(const model::Entity& entity);

} // namespace cuibono::store
