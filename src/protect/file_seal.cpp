#include "protect/file_seal.h"

#include <sodium.h>

#include <array>
#include <fstream>

#include "base/file.h"
#include "base/sha256.h"
#include "protect/bytes.h"

namespace cuibono::protect {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;
using base::fail;
using base::Result;

constexpr std::size_t kPiece = std::size_t{1} << 20;
constexpr std::size_t kSealedPiece = kPiece + crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::size_t kHeader = crypto_secretstream_xchacha20poly1305_HEADERBYTES;

struct Stream {
  crypto_secretstream_xchacha20poly1305_state state{};
  ~Stream() { sodium_memzero(&state, sizeof state); }
};

std::size_t read_piece(std::ifstream& from, std::vector<char>& piece) {
  from.read(piece.data(), static_cast<std::streamsize>(piece.size()));
  return static_cast<std::size_t>(from.gcount());
}

Result<std::string> copy_sealed(std::ifstream& from, std::ofstream& to, std::string_view key) {
  const auto bytes = from_hex(key);
  if (!bytes || bytes->size() != crypto_secretstream_xchacha20poly1305_KEYBYTES)
    return fail(ErrorKind::Internal, "this is not the key of a file");
  Stream stream;
  std::array<unsigned char, kHeader> header;
  crypto_secretstream_xchacha20poly1305_init_push(&stream.state, header.data(), bytes->data());
  to.write(reinterpret_cast<const char*>(header.data()), kHeader);
  base::Sha256 hash;
  std::vector<char> piece(kPiece), sealed(kSealedPiece);
  for (bool last = false; !last;) {
    const auto size = read_piece(from, piece);
    last = from.peek() == std::ifstream::traits_type::eof();
    hash.add({piece.data(), size});
    const auto tag = last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0;
    unsigned long long written = 0;
    crypto_secretstream_xchacha20poly1305_push(&stream.state, reinterpret_cast<unsigned char*>(sealed.data()), &written,
                                               reinterpret_cast<const unsigned char*>(piece.data()), size, nullptr, 0,
                                               static_cast<unsigned char>(tag));
    to.write(sealed.data(), static_cast<std::streamsize>(written));
  }
  return hash.hex();
}

} // namespace

std::string new_file_key() {
  start();
  std::array<unsigned char, crypto_secretstream_xchacha20poly1305_KEYBYTES> key;
  crypto_secretstream_xchacha20poly1305_keygen(key.data());
  return to_hex(key);
}

Result<std::string> seal_file(const fs::path& from, const fs::path& to, std::string_view key) {
  start();
  std::ifstream source(from, std::ios::binary);
  if (!source) return fail(ErrorKind::Input, "the file cannot be read", from.string(), "check the path and its permissions");
  const auto beside = base::aside(to);
  Result<std::string> hash;
  {
    std::ofstream target(beside, std::ios::binary | std::ios::trunc);
    hash = copy_sealed(source, target, key);
    target.close();
    if (hash && (!target || source.bad()))
      hash = fail(ErrorKind::Input, "the exhibit's copy could not be written", to.string(), "check free space and permissions");
  }
  if (hash)
    if (const auto done = base::put_in_place(beside, to); !done) hash = tl::unexpected(done.error());
  std::error_code ignored;
  if (!hash) fs::remove(beside, ignored);
  return hash;
}

Result<void> unseal_file(const fs::path& path, std::string_view key,
                         const std::function<Result<void>(std::string_view)>& take) {
  start();
  const auto damaged = [&] {
    return fail(ErrorKind::Input, "the copy of an exhibit is damaged or was changed", path.string(), "take it from a backup");
  };
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(ErrorKind::Input, "the copy of an exhibit is missing", path.string(), "bring its folder back beside the case");
  const auto bytes = from_hex(key);
  std::vector<char> sealed(kHeader), piece(kPiece);
  Stream stream;
  if (!bytes || bytes->size() != crypto_secretstream_xchacha20poly1305_KEYBYTES || read_piece(file, sealed) != kHeader)
    return damaged();
  crypto_secretstream_xchacha20poly1305_init_pull(&stream.state, bytes_of({sealed.data(), kHeader}), bytes->data());
  sealed.resize(kSealedPiece);
  unsigned char tag = 0;
  while (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL) {
    const auto size = read_piece(file, sealed);
    unsigned long long got = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(&stream.state, reinterpret_cast<unsigned char*>(piece.data()), &got, &tag,
                                                   bytes_of({sealed.data(), size}), size, nullptr, 0) != 0)
      return damaged();
    if (const auto taken = take({piece.data(), static_cast<std::size_t>(got)}); !taken) return taken;
  }
  return file.peek() == std::ifstream::traits_type::eof() ? Result<void>() : damaged();
}

} // namespace cuibono::protect
