#pragma once
// Ed25519 signatures (RFC 8032) by the key of one user of one machine.

#include <filesystem>
#include <string>
#include <string_view>

#include "base/error.h"

namespace cuibono::protect {

class Signer {
 public:
  /// The key in that file; made, readable by its owner only, where there is none.
  static base::Result<Signer> open_or_create(const std::filesystem::path& key_file);

  ~Signer();
  Signer(const Signer&) = default;
  Signer& operator=(const Signer&) = default;

  std::string sign(std::string_view text) const;                  ///< 128 hexadecimal digits
  const std::string& public_key() const { return public_key_; } ///< 64 hexadecimal digits

 private:
  Signer() = default;
  std::string secret_; ///< 64 bytes
  std::string public_key_;
};

bool is_signed_by(std::string_view text, std::string_view signature, std::string_view public_key);

} // namespace cuibono::protect
