// Who can open the case and its vault.

#include "store/case_file.h"
#include "store/container.h"
#include "store/key_slots.h"
#include "store/meta.h"
#include "store/vault_keys.h"

namespace cuibono::store {
namespace {

using base::ErrorKind;
using base::fail;
using base::Result;

std::vector<std::string> holders_of(const protect::KeyRing& ring) {
  std::vector<std::string> holders;
  for (const auto& slot : ring.slots()) holders.push_back(slot.holder);
  return holders;
}

Result<void> check_length(std::string_view passphrase) {
  if (passphrase.size() >= protect::kShortestPassphrase) return {};
  return fail(ErrorKind::Usage, "the passphrase is too short", "", "give 8 characters or more: several words do well");
}

// The older copy of the slots goes too: in it the passphrase that was changed would still be good.
Result<void> replace_slots(const std::filesystem::path& path, const protect::KeyRing& ring) {
  const auto text = ring.encode();
  const auto done = write_container(path, text);
  return done ? write_container(path, text) : done;
}

Result<void> write_vault_ring(const Database& database, const protect::KeyRing& ring) {
  auto writing = Transaction::begin(database, Transaction::Kind::Write);
  if (!writing) return tl::unexpected(writing.error());
  const auto done = write_meta(database, kVaultSlots, ring.encode());
  return done ? writing->commit() : done;
}

Result<void> check_writable(const CaseFile& file) {
  if (!file.is_read_only()) return {};
  return fail(ErrorKind::Refused, "the case is open read-only", file.path().string(), "open it again to change it");
}

} // namespace

tl::unexpected<base::Error> about_slots(base::Error error, const std::filesystem::path& path) {
  error.where = path.string();
  return tl::unexpected(std::move(error));
}

Result<protect::KeyRing> ring_of(const std::filesystem::path& path) {
  const auto header = read_container(path);
  if (!header) return tl::unexpected(header.error());
  if (!*header)
    return fail(ErrorKind::Usage, "the case is not encrypted", path.string(),
                "make a new, encrypted one and import into it");
  auto ring = protect::KeyRing::decode(**header);
  if (!ring) return about_slots(ring.error(), path);
  return ring;
}

Result<std::vector<std::string>> CaseFile::people() const {
  if (!is_encrypted()) return std::vector<std::string>();
  return ring_of(path_).map(holders_of);
}

Result<std::vector<std::string>> CaseFile::vault_people() const {
  if (!is_encrypted()) return std::vector<std::string>();
  return vault_ring(database_, path_).map(holders_of);
}

Result<void> CaseFile::add_person(std::string_view passphrase, const std::string& holder,
                                  std::string_view new_passphrase, protect::Cost cost) {
  if (const auto may = check_writable(*this); !may) return may;
  if (const auto fits = check_length(new_passphrase); !fits) return about_slots(fits.error(), path_);
  auto ring = ring_of(path_);
  if (!ring) return tl::unexpected(ring.error());
  const auto key = ring->open(passphrase);
  if (!key) return about_slots(key.error(), path_);
  if (const auto added = ring->add(*key, holder, new_passphrase, cost); !added)
    return about_slots(added.error(), path_);
  return write_container(path_, ring->encode());
}

Result<void> CaseFile::add_vault_person(std::string_view vault_passphrase, const std::string& holder,
                                        std::string_view new_passphrase, protect::Cost cost) {
  if (const auto may = check_writable(*this); !may) return may;
  if (const auto fits = check_length(new_passphrase); !fits) return about_slots(fits.error(), path_);
  auto ring = vault_ring(database_, path_);
  if (!ring) return tl::unexpected(ring.error());
  const auto key = ring->open(vault_passphrase);
  if (!key) return about_vault(key.error(), path_);
  if (const auto added = ring->add(*key, holder, new_passphrase, cost); !added)
    return about_vault(added.error(), path_);
  return write_vault_ring(database_, *ring);
}

Result<void> CaseFile::change_passphrase(const std::string& holder, std::string_view passphrase,
                                         std::string_view new_passphrase, protect::Cost cost) {
  if (const auto may = check_writable(*this); !may) return may;
  if (const auto fits = check_length(new_passphrase); !fits) return about_slots(fits.error(), path_);
  auto ring = ring_of(path_);
  if (!ring) return tl::unexpected(ring.error());
  if (const auto done = ring->change(holder, passphrase, new_passphrase, cost); !done)
    return about_slots(done.error(), path_);
  return replace_slots(path_, *ring);
}

Result<void> CaseFile::change_vault_passphrase(const std::string& holder, std::string_view passphrase,
                                               std::string_view new_passphrase, protect::Cost cost) {
  if (const auto may = check_writable(*this); !may) return may;
  if (const auto fits = check_length(new_passphrase); !fits) return about_slots(fits.error(), path_);
  auto ring = vault_ring(database_, path_);
  if (!ring) return tl::unexpected(ring.error());
  if (const auto done = ring->change(holder, passphrase, new_passphrase, cost); !done)
    return about_vault(done.error(), path_);
  return write_vault_ring(database_, *ring);
}

Result<bool> CaseFile::is_vault_open() const {
  return read_meta(database_, kVaultOpenWith).map([](const std::string& key) { return !key.empty(); });
}

Result<VaultLock> CaseFile::vault_lock() const { return read_vault_lock(database_, path_); }

Result<VaultKeys> CaseFile::open_vault(std::string_view passphrase) const {
  const auto lock = vault_lock();
  return lock ? unlock(*lock, passphrase) : tl::unexpected(lock.error());
}

} // namespace cuibono::store
