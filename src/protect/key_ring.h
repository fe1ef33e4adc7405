#pragma once
// The people who can open something, and the one random key that each of them unwraps with a passphrase of their own. A
// value; knows nothing of files. Each slot has a key pair whose secret half is wrapped under the passphrase (Argon2id,
// XChaCha20-Poly1305), and the data key sealed to its public half (X25519): so that a new data key can be given to
// everybody who stays without asking for their passphrases. The slots are authenticated by the data key: whoever adds
// one without it is found out by the next who opens.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace cuibono::protect {

/// 32 bytes, wiped when they go.
class Key {
 public:
  Key() = default;
  Key(const Key&) = default;
  Key& operator=(const Key&) = default;
  ~Key();
  static Key random();
  static base::Result<Key> from_hex(std::string_view hex);

  std::array<unsigned char, 32> bytes{};
  std::string hex() const;
  bool operator==(const Key&) const = default;
};

/// What it costs to try one passphrase: Argon2id's passes and bytes of memory.
struct Cost {
  std::uint64_t passes = 3;
  std::uint64_t memory = std::uint64_t{256} << 20;
};
inline constexpr Cost kLeastCost{1, 8192}; ///< for codes that are random, and for tests

inline constexpr std::size_t kShortestPassphrase = 8;

/// A random code to be written on paper: 8 groups of 4 characters, 160 bits.
std::string new_recovery_code();

class KeyRing {
 public:
  struct Slot {
    std::string holder;
    bool is_recovery = false;
    Cost cost;
    std::string salt, nonce, wrapped; ///< hexadecimal: the secret half
    std::string seal_with;            ///< the public half
    std::string data_key;             ///< sealed to it, base64
  };

  /// A ring of no slots around a data key.
  explicit KeyRing(const Key& data_key) { authenticate(data_key); }

  /// Refuses a holder that is empty, too long (limits.h) or there already, and more than kMostSlots; a short passphrase
  /// is the caller's to refuse, as a recovery code is no passphrase.
  base::Result<void> add(const Key& data_key, const std::string& holder, std::string_view passphrase, Cost cost = {});

  /// Adds a slot that such a code opens.
  base::Result<void> add_recovery(const Key& data_key, std::string_view code);

  struct Opened {
    Key data_key;
    std::string holder; ///< whose passphrase it was
  };
  /// Refuses a passphrase that opens no slot, and a ring that somebody changed.
  base::Result<Opened> open_as(std::string_view passphrase) const;
  base::Result<Key> open(std::string_view passphrase) const;

  /// Another passphrase for one's own slot. Refuses one that is not the holder's. The data key stays: whoever has learnt
  /// the passphrase and has a copy is shut out by `rekeyed` alone.
  base::Result<void> change(const std::string& holder, std::string_view passphrase, std::string_view new_passphrase,
                            Cost cost = {});
  bool has(std::string_view holder) const;

  /// The same people around another data key, without `leaver` (empty: nobody leaves).
  base::Result<KeyRing> rekeyed(const Key& new_data_key, const std::string& leaver) const;

  const std::vector<Slot>& slots() const { return slots_; }

  /// JSON text of a few hundred bytes a slot; see docs/file-format.md.
  std::string encode() const;
  /// Bounded: refuses more slots, memory or passes than this program would ever write.
  static base::Result<KeyRing> decode(std::string_view text);

 private:
  KeyRing() = default;
  std::string slots_text() const;
  base::Result<Key> data_key_of(const Slot& slot, std::string_view secret_half) const;
  void authenticate(const Key& data_key);

  std::vector<Slot> slots_;
  std::string mac_;
};

} // namespace cuibono::protect
