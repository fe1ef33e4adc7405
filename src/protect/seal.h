#pragma once
// Sealing text so that anybody may put it in and only the holder of the vault's key takes it out: each text is
// encrypted by XChaCha20-Poly1305 under a key of its own, which is sealed to the vault's X25519 public key. Where the
// text stands is authenticated with it, so that a seal moved to another place does not open.

#include <string>
#include <string_view>

#include "base/error.h"

namespace cuibono::protect {

/// Both halves are 32 bytes, as 64 hexadecimal digits.
struct SealKeys {
  std::string open_with;    ///< secret
  std::string seal_with;    ///< may be known to anybody
};

SealKeys new_seal_keys();

/// The public half that belongs to a secret one; refuses what is not a key.
base::Result<std::string> public_half(std::string_view open_with);

/// Base64 text. `place` says where it will stand: case, table, row.
base::Result<std::string> seal(std::string_view plain, std::string_view seal_with, std::string_view place);

/// Refuses another key, another place, and anything that was changed.
base::Result<std::string> unseal(std::string_view sealed, std::string_view open_with, std::string_view place);

/// `bytes` random bytes as hexadecimal digits.
std::string random_hex(std::size_t bytes);

} // namespace cuibono::protect
