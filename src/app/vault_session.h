#pragma once
// The vault while it is open in the window: its keys, and the identities that were shown for a reason. It has a
// time-out of its own, whatever the case's lock does. Times are seconds of any clock that only grows. Main thread only.

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/edits.h"
#include "store/vault.h"

namespace cuibono::app {

/// So many seconds after it was last used the vault closes.
inline constexpr double kVaultSeconds = 5 * 60;

/// 0 and less: its time is over.
constexpr double vault_seconds_left(double last_use, double now) { return last_use + kVaultSeconds - now; }

/// "vault open, 5 min"; the minutes are rounded up.
std::string vault_text(double seconds_left);

/// Label and value of what the vault keeps of a person, in the order to be shown.
using Identity = std::vector<std::pair<std::string, std::string>>;
Identity identity_of(const model::Entity& whole);

class VaultSession {
 public:
  VaultSession() = default;
  VaultSession(const VaultSession&) = delete;
  VaultSession& operator=(const VaultSession&) = delete;
  ~VaultSession() { close(); }

  void open(store::VaultKeys keys, double now);
  /// The keys and every identity are overwritten.
  void close();
  bool is_open() const { return !keys_.empty(); }
  double seconds_left(double now) const { return is_open() ? vault_seconds_left(last_use_, now) : 0; }

  /// Closes when its time is over; whether it did.
  bool tick(double now);

  /// Takes one person's identity out, which counts as use. Refused while the vault is closed. Whoever calls has written
  /// the reason down.
  base::Result<void> show(const model::Entity& entity, const std::string& case_id, double now);
  /// Null for whoever was not asked for since the vault was opened.
  const Identity* shown(EntityId id) const;

 private:
  store::VaultKeys keys_; ///< empty: closed
  std::map<EntityId, Identity> shown_;
  double last_use_ = 0;
};

} // namespace cuibono::app
