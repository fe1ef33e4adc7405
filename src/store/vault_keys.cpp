#include "store/vault_keys.h"

#include "protect/bytes.h"
#include "protect/seal.h"
#include "store/key_slots.h"
#include "store/meta.h"

namespace cuibono::store {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;
using base::fail;
using base::Result;

constexpr std::size_t kKeyDigits = 64;

std::string place_of_former(std::string_view case_id) { return std::string(case_id) + "/vault/former"; }

// Adds the keys from before removals behind the present one.
Result<void> add_former(const VaultLock& lock, VaultKeys& keys) {
  if (lock.former.empty()) return {};
  auto digits = protect::unseal(lock.former, keys.front().hex(), place_of_former(lock.case_id));
  if (!digits) return tl::unexpected(digits.error());
  Result<void> done;
  for (std::size_t at = 0; done && at < digits->size(); at += kKeyDigits) {
    const auto key = protect::Key::from_hex(std::string_view(*digits).substr(at, kKeyDigits));
    if (key)
      keys.push_back(*key);
    else
      done = tl::unexpected(key.error());
  }
  protect::wipe(*digits);
  return done;
}

Result<void> write_former(const Database& database, const VaultKeys& keys, const std::string& seal_with) {
  const auto case_id = read_meta(database, kCaseId);
  if (!case_id) return tl::unexpected(case_id.error());
  std::string digits;
  digits.reserve(keys.size() * kKeyDigits);
  for (const auto& key : keys) digits += key.hex();
  const auto sealed = protect::seal(digits, seal_with, place_of_former(*case_id));
  protect::wipe(digits);
  return sealed ? write_meta(database, kVaultFormer, *sealed) : tl::unexpected(sealed.error());
}

} // namespace

tl::unexpected<base::Error> about_vault(base::Error error, const fs::path& case_path) {
  if (error.kind == ErrorKind::Refused) error.what = "the passphrase does not open the vault";
  return about_slots(std::move(error), case_path);
}

Result<protect::KeyRing> vault_ring(const Database& database, const fs::path& case_path) {
  const auto slots = read_meta(database, kVaultSlots);
  if (!slots) return tl::unexpected(slots.error());
  if (slots->empty())
    return fail(ErrorKind::Usage, "the vault of a case that is not encrypted is open to everybody", case_path.string(),
                "make a new, encrypted case and import into it");
  auto ring = protect::KeyRing::decode(*slots);
  if (!ring) return about_slots(ring.error(), case_path);
  return ring;
}

Result<VaultLock> read_vault_lock(const Database& database, const fs::path& case_path) {
  VaultLock lock;
  lock.where = case_path.string();
  for (const auto& [name, text] : {std::pair{kVaultOpenWith, &lock.open_with},
                                   {kVaultSlots, &lock.slots},
                                   {kVaultFormer, &lock.former},
                                   {kCaseId, &lock.case_id}}) {
    auto value = read_meta(database, name);
    if (!value) return tl::unexpected(value.error());
    *text = std::move(*value);
  }
  return lock;
}

Result<VaultKeys> unlock(const VaultLock& lock, std::string_view passphrase) {
  if (!lock.open_with.empty())
    return protect::Key::from_hex(lock.open_with).map([](const protect::Key& key) { return VaultKeys{key}; });
  if (passphrase.empty())
    return fail(ErrorKind::Refused, "the vault is locked", lock.where,
                "give the vault's passphrase: --vault-password-file FILE");
  const auto ring = protect::KeyRing::decode(lock.slots);
  if (!ring) return about_slots(ring.error(), lock.where);
  const auto key = ring->open(passphrase);
  if (!key) return about_vault(key.error(), lock.where);
  VaultKeys keys{*key};
  if (const auto added = add_former(lock, keys); !added) return about_slots(added.error(), lock.where);
  return keys;
}

Result<void> rekey_vault(const Database& database, const fs::path& case_path, const std::string& leaver,
                         std::string_view passphrase) {
  const auto ring = vault_ring(database, case_path);
  if (!ring) return tl::unexpected(ring.error());
  if (!ring->has(leaver)) return {};
  if (passphrase.empty())
    return fail(ErrorKind::Refused, leaver + " can open the vault, which must have a new key", case_path.string(),
                "give the vault's passphrase of somebody who stays: --vault-password-file FILE");
  const auto opened = ring->open_as(passphrase);
  if (!opened) return about_vault(opened.error(), case_path);
  if (opened->holder == leaver)
    return fail(ErrorKind::Refused, "this vault passphrase is of the person who leaves", case_path.string(),
                "give that of somebody who stays");
  const auto lock = read_vault_lock(database, case_path);
  if (!lock) return tl::unexpected(lock.error());
  const auto keys = unlock(*lock, passphrase);
  if (!keys) return tl::unexpected(keys.error());
  const auto fresh = protect::new_seal_keys();
  const auto key = protect::Key::from_hex(fresh.open_with);
  if (!key) return tl::unexpected(key.error());
  const auto staying = ring->rekeyed(*key, leaver);
  if (!staying) return about_slots(staying.error(), case_path);
  auto done = write_meta(database, kVaultSlots, staying->encode());
  if (done) done = write_former(database, *keys, fresh.seal_with);
  return done ? write_meta(database, kVaultSealWith, fresh.seal_with) : done;
}

} // namespace cuibono::store
