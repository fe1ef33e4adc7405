#include "model/people.h"

#include <fmt/core.h>

namespace cuibono::model {

std::vector<bool> victims(const CaseSnapshot& snapshot) {
  const auto& entities = snapshot.entities();
  std::vector<bool> result(entities.size());
  for (std::size_t i = 0; i < entities.size(); ++i) result[i] = entities.rows()[i].is_protected;
  for (const RoleFact& role : snapshot.roles())
    if (role.role == Role::Victim && entities.find(role.entity)) result[entities.position(role.entity)] = true;
  return result;
}

std::string pseudonym_text(int number) { return fmt::format("V-{:02}", number); }

Names::Names(SnapshotPtr snapshot, Reveal reveal)
    : snapshot_(std::move(snapshot)), victims_(std::make_shared<const std::vector<bool>>(victims(*snapshot_))), reveal_(reveal) {}

bool Names::is_victim(EntityId id) const {
  return snapshot_->entities().find(id) && (*victims_)[snapshot_->entities().position(id)];
}

std::string Names::shown(EntityId id) const {
  const Entity* entity = snapshot_->entities().find(id);
  if (!entity) return {};
  if (is_hidden(id)) return pseudonym_text(entity->pseudonym);
  return entity->name.empty() ? entity->key : entity->name;
}

} // namespace cuibono::model
