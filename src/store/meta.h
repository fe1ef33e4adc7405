#pragma once
// What a case file says of itself once and for all, beside its rows: who it is, and how its vault is shut.

#include <optional>
#include <string>
#include <string_view>

#include "store/sqlite.h"

namespace cuibono::store {

/// Drawn when the case is made; see protect/seal.h and model/masks.h.
inline constexpr std::string_view kCaseId = "case_id";
/// The vault's public half, 64 hexadecimal digits.
inline constexpr std::string_view kVaultSealWith = "vault_seal_with";
/// The vault's secret half: in clear in a case that is not encrypted, else wrapped in key slots, in base64.
inline constexpr std::string_view kVaultOpenWith = "vault_open_with";
inline constexpr std::string_view kVaultSlots = "vault_slots";
/// The secret halves from before a removal, each 64 hexadecimal digits, newest first, sealed to the present public
/// half.
inline constexpr std::string_view kVaultFormer = "vault_former";

/// Empty where there is none.
base::Result<std::string> read_meta(const Database& database, std::string_view name);
base::Result<void> write_meta(const Database& database, std::string_view name, std::string_view value);
base::Result<void> erase_meta(const Database& database, std::string_view name);

/// Gives a case its id and a vault whose key lies open beside it. Inside a transaction of the caller.
base::Result<void> create_meta(const Database& database);

} // namespace cuibono::store
