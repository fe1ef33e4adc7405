#include "app/vault_session.h"

#include <fmt/core.h>
#include <cmath>

#include "base/text.h"
#include "protect/bytes.h"

namespace cuibono::app {

std::string vault_text(double seconds_left) {
  return fmt::format("vault open, {:.0f} min", std::ceil(seconds_left / 60));
}

Identity identity_of(const model::Entity& whole) {
  Identity identity;
  const auto add = [&](std::string label, std::string value) {
    if (!value.empty()) identity.emplace_back(std::move(label), std::move(value));
  };
  add("Name", whole.name);
  add("Also known as", base::join(whole.aliases, ", "));
  add("Born", base::format_date(whole.birth_date));
  if (whole.latitude && whole.longitude)
    add("Place", base::format_number(*whole.latitude) + ", " + base::format_number(*whole.longitude));
  add("Notes", whole.notes);
  for (const auto& [label, value] : whole.attributes) add(label, value);
  return identity;
}

void VaultSession::open(store::VaultKeys keys, double now) {
  close();
  keys_ = std::move(keys);
  last_use_ = now;
}

void VaultSession::close() {
  keys_.clear(); // each wipes itself
  for (auto& [id, identity] : shown_)
    for (auto& [label, value] : identity) protect::wipe(value);
  shown_.clear();
}

bool VaultSession::tick(double now) {
  if (!is_open() || seconds_left(now) > 0) return false;
  close();
  return true;
}

base::Result<void> VaultSession::show(const model::Entity& entity, const std::string& case_id, double now) {
  if (!is_open() || seconds_left(now) <= 0)
    return base::fail(base::ErrorKind::Refused, "the vault is closed", "", "open it first");
  const auto whole = store::with_identity(entity, case_id, keys_);
  if (!whole) return tl::unexpected(whole.error());
  shown_[entity.id] = identity_of(*whole);
  last_use_ = now;
  return {};
}

const Identity* VaultSession::shown(EntityId id) const {
  const auto found = shown_.find(id);
  return found == shown_.end() ? nullptr : &found->second;
}

} // namespace cuibono::app
