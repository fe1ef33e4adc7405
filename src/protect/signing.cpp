#include "protect/signing.h"

#include <sodium.h>
#include <sys/stat.h>

#include <array>
#include <system_error>

#include "base/file.h"
#include "protect/bytes.h"

namespace cuibono::protect {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;
using base::fail;
using base::Result;

constexpr std::size_t kSeedDigits = 2 * crypto_sign_SEEDBYTES;

Result<std::string> read_or_make_seed(const fs::path& file) {
  std::error_code failed;
  if (fs::exists(file, failed)) {
    auto seed = base::read_file(file, 4096);
    if (!seed) return seed;
    while (seed->ends_with('\n')) seed->pop_back();
    return seed;
  }
  std::array<unsigned char, crypto_sign_SEEDBYTES> bytes;
  randombytes_buf(bytes.data(), bytes.size());
  const auto seed = to_hex(bytes);
  fs::create_directories(file.parent_path(), failed);
  fs::permissions(file.parent_path(), fs::perms::owner_all, failed);
  const auto old_mask = ::umask(0077); // the file is never readable by others, not for a moment
  const auto written = base::write_file(file, seed + "\n");
  ::umask(old_mask);
  if (!written) return tl::unexpected(written.error());
  return seed;
}

} // namespace

Result<Signer> Signer::open_or_create(const fs::path& key_file) {
  start();
  const auto seed = read_or_make_seed(key_file);
  if (!seed) return tl::unexpected(seed.error());
  const auto bytes = from_hex(*seed);
  if (seed->size() != kSeedDigits || !bytes)
    return fail(ErrorKind::Input, "this is not a signing key", key_file.string(), "move it away: a new key is made");
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open_half;
  Signer signer;
  signer.secret_.resize(crypto_sign_SECRETKEYBYTES);
  crypto_sign_seed_keypair(open_half.data(), reinterpret_cast<unsigned char*>(signer.secret_.data()), bytes->data());
  signer.public_key_ = to_hex(open_half);
  return signer;
}

Signer::~Signer() { sodium_memzero(secret_.data(), secret_.size()); }

std::string Signer::sign(std::string_view text) const {
  std::array<unsigned char, crypto_sign_BYTES> signature;
  crypto_sign_detached(signature.data(), nullptr, bytes_of(text), text.size(), bytes_of(secret_));
  return to_hex(signature);
}

bool is_signed_by(std::string_view text, std::string_view signature, std::string_view public_key) {
  const auto signature_bytes = from_hex(signature), key = from_hex(public_key);
  if (!signature_bytes || signature_bytes->size() != crypto_sign_BYTES) return false;
  if (!key || key->size() != crypto_sign_PUBLICKEYBYTES) return false;
  return crypto_sign_verify_detached(signature_bytes->data(), bytes_of(text), text.size(), key->data()) == 0;
}

} // namespace cuibono::protect
