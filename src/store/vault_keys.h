#pragma once
// The vault's keys where they stand in the case: slots of their own, and behind them the keys from before a removal.

#include <filesystem>
#include <string>
#include <string_view>

#include "store/sqlite.h"
#include "store/vault.h"

namespace cuibono::store {

/// Wrong usage for a case that is not encrypted: its vault has no slots.
base::Result<protect::KeyRing> vault_ring(const Database& database, const std::filesystem::path& case_path);

base::Result<VaultLock> read_vault_lock(const Database& database, const std::filesystem::path& case_path);

/// A new key for what is sealed from now on, given to everybody but the leaver; the keys before are sealed to it, so
/// that whoever stays opens what was sealed earlier. Nothing to do where the leaver has no slot in the vault. Inside a
/// transaction of the caller.
base::Result<void> rekey_vault(const Database& database, const std::filesystem::path& case_path,
                               const std::string& leaver, std::string_view passphrase);

/// "The passphrase does not open the vault", of that case.
tl::unexpected<base::Error> about_vault(base::Error error, const std::filesystem::path& case_path);

} // namespace cuibono::store
