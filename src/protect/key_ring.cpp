#include "protect/key_ring.h"

#include <fmt/core.h>
#include <sodium.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "protect/bytes.h"
#include "protect/limits.h"
#include "protect/seal.h"

namespace cuibono::protect {
namespace {

using base::ErrorKind;
using base::fail;
using base::Result;
using Json = nlohmann::json;

constexpr std::size_t kMostSlotsRead = 32; // vaults of earlier versions have up to so many
constexpr std::uint64_t kMostMemory = std::uint64_t{1} << 30;
constexpr std::uint64_t kMostPasses = 20;
constexpr std::size_t kMostText = 64 << 10;
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr const char* kPlace = "key ring"; // of the sealed data key

// No letter or digit that is taken for another.
constexpr std::string_view kCodeLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
constexpr std::size_t kCodeLength = 32;
static_assert(kCodeLetters.size() == 32);

Result<Key> stretched(std::string_view passphrase, const KeyRing::Slot& slot) {
  Key key;
  const auto salt = from_hex(slot.salt);
  if (!salt || salt->size() != crypto_pwhash_SALTBYTES) return fail(ErrorKind::Input, "a key slot is damaged", "", "open a backup");
  const int failed = crypto_pwhash(key.bytes.data(), key.bytes.size(), passphrase.data(), passphrase.size(), salt->data(),
                                   slot.cost.passes, slot.cost.memory, crypto_pwhash_ALG_ARGON2ID13);
  if (failed) return fail(ErrorKind::Internal, "there is not enough memory to try the passphrase", "", "close other programs, then try again");
  return key;
}

// A code may be typed in small letters, and without its hyphens.
std::string as_code(std::string_view typed) {
  std::string code;
  for (const char c : typed)
    if (c != '-' && c != ' ') code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return code;
}

Result<void> wrap(KeyRing::Slot& slot, std::string_view passphrase, std::string_view secret_half) {
  const auto under = stretched(passphrase, slot);
  if (!under) return tl::unexpected(under.error());
  std::array<unsigned char, kNonce> nonce;
  randombytes_buf(nonce.data(), nonce.size());
  std::vector<unsigned char> out(secret_half.size() + kTag);
  crypto_aead_xchacha20poly1305_ietf_encrypt(out.data(), nullptr, bytes_of(secret_half), secret_half.size(),
                                             bytes_of(slot.holder), slot.holder.size(), nullptr, nonce.data(),
                                             under->bytes.data());
  slot.nonce = to_hex(nonce);
  slot.wrapped = to_hex(out);
  return {};
}

// The slot's secret half, or nothing for another passphrase.
Result<std::string> unwrap(const KeyRing::Slot& slot, std::string_view passphrase) {
  const auto nonce = from_hex(slot.nonce), wrapped = from_hex(slot.wrapped);
  if (!nonce || nonce->size() != kNonce || !wrapped || wrapped->size() < kTag)
    return fail(ErrorKind::Input, "a key slot is damaged", "", "open a backup");
  const auto under = stretched(passphrase, slot);
  if (!under) return tl::unexpected(under.error());
  std::string secret(wrapped->size() - kTag, '\0');
  const int wrong = crypto_aead_xchacha20poly1305_ietf_decrypt(
      reinterpret_cast<unsigned char*>(secret.data()), nullptr, nullptr, wrapped->data(), wrapped->size(),
      bytes_of(slot.holder), slot.holder.size(), nonce->data(), under->bytes.data());
  return wrong ? std::string() : secret;
}

Result<void> check_holder(const std::string& holder) {
  if (holder.empty()) return fail(ErrorKind::Usage, "a person needs a name", "", "give one");
  const bool is_text = base::is_valid_utf8(holder);
  const auto as_stored = is_text ? Json(holder).dump().size() - 2 : 0; // control characters and quotes take more room
  if (is_text && as_stored <= kLongestHolder) return {};
  return fail(ErrorKind::Usage, fmt::format("a person's name is UTF-8 text of {} bytes at most", kLongestHolder), "", "choose a shorter name");
}

Result<void> give(KeyRing::Slot& slot, const Key& data_key) {
  const auto sealed = seal(data_key.hex(), slot.seal_with, kPlace);
  if (!sealed) return tl::unexpected(sealed.error());
  slot.data_key = *sealed;
  return {};
}

Json to_json(const KeyRing::Slot& slot) {
  return {{"holder", slot.holder},         {"recovery", slot.is_recovery}, {"kdf", "argon2id13"},
          {"passes", slot.cost.passes},    {"memory", slot.cost.memory},   {"salt", slot.salt},
          {"nonce", slot.nonce},           {"wrapped", slot.wrapped},      {"seal_with", slot.seal_with},
          {"data_key", slot.data_key}};
}

bool from_json(const Json& json, KeyRing::Slot& slot) {
  slot.holder = json.at("holder").get<std::string>();
  slot.is_recovery = json.at("recovery").get<bool>();
  slot.cost = {json.at("passes").get<std::uint64_t>(), json.at("memory").get<std::uint64_t>()};
  slot.salt = json.at("salt").get<std::string>();
  slot.nonce = json.at("nonce").get<std::string>();
  slot.wrapped = json.at("wrapped").get<std::string>();
  slot.seal_with = json.at("seal_with").get<std::string>();
  slot.data_key = json.at("data_key").get<std::string>();
  return json.at("kdf") == "argon2id13" && slot.cost.passes >= 1 && slot.cost.passes <= kMostPasses &&
         slot.cost.memory >= kLeastCost.memory && slot.cost.memory <= kMostMemory;
}

} // namespace

Key::~Key() { sodium_memzero(bytes.data(), bytes.size()); }

Key Key::random() {
  start();
  Key key;
  randombytes_buf(key.bytes.data(), key.bytes.size());
  return key;
}

Result<Key> Key::from_hex(std::string_view hex) {
  const auto bytes = protect::from_hex(hex);
  Key key;
  if (!bytes || bytes->size() != key.bytes.size()) return fail(ErrorKind::Input, "a key is damaged", "", "open a backup");
  std::ranges::copy(*bytes, key.bytes.begin());
  return key;
}

std::string new_recovery_code() {
  start();
  std::string code;
  for (std::size_t i = 0; i < kCodeLength; ++i) {
    if (i > 0 && i % 4 == 0) code += '-';
    code += kCodeLetters[randombytes_uniform(32)];
  }
  return code;
}

std::string Key::hex() const { return to_hex(bytes); }

Result<void> KeyRing::add(const Key& data_key, const std::string& holder, std::string_view passphrase, Cost cost) {
  start();
  if (const auto fits = check_holder(holder); !fits) return fits;
  if (has(holder)) return fail(ErrorKind::Usage, holder + " can open it already", "", "choose another name");
  if (slots_.size() >= kMostSlots)
    return fail(ErrorKind::Usage, fmt::format("{} can open it at most, the recovery code among them", kMostSlots), "", "remove somebody first");
  std::array<unsigned char, crypto_pwhash_SALTBYTES> salt;
  randombytes_buf(salt.data(), salt.size());
  const auto keys = new_seal_keys();
  Slot slot{holder, false, cost, to_hex(salt), {}, {}, keys.seal_with, {}};
  auto done = wrap(slot, passphrase, keys.open_with);
  if (done) done = give(slot, data_key);
  if (!done) return done;
  slots_.push_back(std::move(slot));
  authenticate(data_key);
  return {};
}

Result<void> KeyRing::add_recovery(const Key& data_key, std::string_view code) {
  if (const auto done = add(data_key, "recovery code", as_code(code), kLeastCost); !done) return done;
  slots_.back().is_recovery = true;
  authenticate(data_key);
  return {};
}

bool KeyRing::has(std::string_view holder) const {
  return std::ranges::any_of(slots_, [&](const Slot& slot) { return slot.holder == holder; });
}

Result<Key> KeyRing::data_key_of(const Slot& slot, std::string_view secret_half) const {
  const auto hex = unseal(slot.data_key, secret_half, kPlace);
  if (!hex) return fail(ErrorKind::Refused, "a key slot does not open with its own key", "", "use a backup");
  const auto key = Key::from_hex(*hex);
  if (!key) return key;
  KeyRing expected = *this;
  expected.authenticate(*key);
  if (expected.mac_ == mac_) return key;
  return fail(ErrorKind::Refused, "somebody without the key has changed who can open this", "", "use a backup, and ask who had the file");
}

Result<KeyRing::Opened> KeyRing::open_as(std::string_view passphrase) const {
  start();
  for (const Slot& slot : slots_) {
    const auto secret_half = unwrap(slot, slot.is_recovery ? std::string_view(as_code(passphrase)) : passphrase);
    if (!secret_half) return tl::unexpected(secret_half.error());
    if (secret_half->empty()) continue;
    const auto key = data_key_of(slot, *secret_half);
    if (!key) return tl::unexpected(key.error());
    return Opened{*key, slot.holder};
  }
  return fail(ErrorKind::Refused, "the passphrase does not open it", "", "try again, or use the recovery code");
}

Result<Key> KeyRing::open(std::string_view passphrase) const {
  return open_as(passphrase).map([](const Opened& opened) { return opened.data_key; });
}

Result<void> KeyRing::change(const std::string& holder, std::string_view passphrase, std::string_view new_passphrase, Cost cost) {
  start();
  const auto slot = std::ranges::find(slots_, holder, &Slot::holder);
  if (slot == slots_.end() || slot->is_recovery)
    return fail(ErrorKind::Usage, "nobody of the name " + holder + " has a passphrase here", "", "cuibono people lists who can open the case");
  const auto secret_half = unwrap(*slot, passphrase);
  if (!secret_half) return tl::unexpected(secret_half.error());
  if (secret_half->empty()) return fail(ErrorKind::Refused, "this is not the passphrase of " + holder, "", "give the one that is to be changed");
  const auto key = data_key_of(*slot, *secret_half);
  if (!key) return tl::unexpected(key.error());
  std::array<unsigned char, crypto_pwhash_SALTBYTES> salt;
  randombytes_buf(salt.data(), salt.size());
  slot->salt = to_hex(salt);
  slot->cost = cost;
  if (const auto done = wrap(*slot, new_passphrase, *secret_half); !done) return done;
  authenticate(*key);
  return {};
}

Result<KeyRing> KeyRing::rekeyed(const Key& new_data_key, const std::string& leaver) const {
  KeyRing ring(new_data_key);
  for (Slot slot : slots_) {
    if (slot.holder == leaver) continue;
    if (const auto done = give(slot, new_data_key); !done) return tl::unexpected(done.error());
    ring.slots_.push_back(std::move(slot));
  }
  if (!leaver.empty() && ring.slots_.size() == slots_.size())
    return fail(ErrorKind::Usage, "nobody of the name " + leaver + " can open it", "", "cuibono people lists who can");
  if (std::ranges::all_of(ring.slots_, &Slot::is_recovery))
    return fail(ErrorKind::Usage, "nobody would be left to open it", "", "add somebody else first");
  ring.authenticate(new_data_key);
  return ring;
}

std::string KeyRing::slots_text() const {
  Json slots = Json::array();
  for (const Slot& slot : slots_) slots.push_back(to_json(slot));
  return slots.dump();
}

void KeyRing::authenticate(const Key& data_key) {
  start();
  const auto text = slots_text();
  std::array<unsigned char, crypto_generichash_BYTES> mac;
  crypto_generichash(mac.data(), mac.size(), bytes_of(text), text.size(), data_key.bytes.data(), data_key.bytes.size());
  mac_ = to_hex(mac);
}

std::string KeyRing::encode() const {
  Json slots = Json::array();
  for (const Slot& slot : slots_) slots.push_back(to_json(slot));
  return Json{{"slots", std::move(slots)}, {"mac", mac_}}.dump();
}

Result<KeyRing> KeyRing::decode(std::string_view text) {
  const auto damaged = [] { return fail(ErrorKind::Input, "the key slots are damaged", "", "open a backup"); };
  if (text.size() > kMostText) return damaged();
  try {
    const auto json = Json::parse(text);
    const auto& slots = json.at("slots");
    if (!slots.is_array() || slots.size() > kMostSlotsRead) return damaged();
    KeyRing ring;
    for (const auto& entry : slots)
      if (!from_json(entry, ring.slots_.emplace_back())) return damaged();
    ring.mac_ = json.at("mac").get<std::string>();
    return ring;
  } catch (const Json::exception&) {
    return damaged();
  }
}

} // namespace cuibono::protect
