#include "protect/seal.h"

#include <sodium.h>

#include <array>
#include <vector>

#include "protect/bytes.h"

namespace cuibono::protect {
namespace {

using base::ErrorKind;
using base::fail;
using base::Result;

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kSealedKey = crypto_box_SEALBYTES + crypto_aead_xchacha20poly1305_ietf_KEYBYTES;

using Key = std::array<unsigned char, 32>;

// Wiped when it goes.
struct SecretKey {
  Key bytes{};
  ~SecretKey() { sodium_memzero(bytes.data(), bytes.size()); }
};

tl::unexpected<base::Error> no_key() {
  return fail(ErrorKind::Input, "a key of the vault is damaged", "", "open a backup of the case");
}

bool read_key(std::string_view hex, Key& key) {
  const auto bytes = from_hex(hex);
  if (!bytes || bytes->size() != key.size()) return false;
  std::copy(bytes->begin(), bytes->end(), key.begin());
  return true;
}

} // namespace

SealKeys new_seal_keys() {
  start();
  Key open_with_bytes, seal_with_bytes;
  crypto_box_keypair(seal_with_bytes.data(), open_with_bytes.data());
  SealKeys keys{to_hex(open_with_bytes), to_hex(seal_with_bytes)};
  sodium_memzero(open_with_bytes.data(), open_with_bytes.size());
  return keys;
}

Result<std::string> public_half(std::string_view open_with) {
  SecretKey secret;
  Key open_half;
  if (!read_key(open_with, secret.bytes) || crypto_scalarmult_base(open_half.data(), secret.bytes.data()) != 0)
    return no_key();
  return to_hex(open_half);
}

// sealed key | nonce | encrypted text and tag
Result<std::string> seal(std::string_view plain, std::string_view seal_with, std::string_view place) {
  start();
  Key to;
  if (!read_key(seal_with, to)) return no_key();
  SecretKey own;
  randombytes_buf(own.bytes.data(), own.bytes.size());
  std::vector<unsigned char> out(kSealedKey + kNonce + plain.size() + kTag);
  if (crypto_box_seal(out.data(), own.bytes.data(), own.bytes.size(), to.data()) != 0) return no_key();
  randombytes_buf(out.data() + kSealedKey, kNonce);
  crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + kSealedKey + kNonce, nullptr, bytes_of(plain), plain.size(),
                                             bytes_of(place), place.size(), nullptr, out.data() + kSealedKey,
                                             own.bytes.data());
  return to_base64(out);
}

Result<std::string> unseal(std::string_view sealed, std::string_view open_with, std::string_view place) {
  start();
  const auto shut = [] {
    return fail(ErrorKind::Refused, "a sealed identity does not open with this key, or was changed", "",
                "unlock the vault with its own passphrase, and run verify on the case");
  };
  SecretKey secret, own;
  Key open_half;
  if (!read_key(open_with, secret.bytes) || crypto_scalarmult_base(open_half.data(), secret.bytes.data()) != 0)
    return no_key();
  const auto bytes = from_base64(sealed);
  if (!bytes || bytes->size() < kSealedKey + kNonce + kTag) return shut();
  if (crypto_box_seal_open(own.bytes.data(), bytes->data(), kSealedKey, open_half.data(), secret.bytes.data()) != 0)
    return shut();
  std::string plain(bytes->size() - kSealedKey - kNonce - kTag, '\0');
  const int wrong = crypto_aead_xchacha20poly1305_ietf_decrypt(
      reinterpret_cast<unsigned char*>(plain.data()), nullptr, nullptr, bytes->data() + kSealedKey + kNonce,
      plain.size() + kTag, bytes_of(place), place.size(), bytes->data() + kSealedKey, own.bytes.data());
  if (wrong) return shut();
  return plain;
}

std::string random_hex(std::size_t count) {
  start();
  std::vector<unsigned char> bytes(count);
  randombytes_buf(bytes.data(), bytes.size());
  return to_hex(bytes);
}

} // namespace cuibono::protect
