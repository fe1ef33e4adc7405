#include "model/people.h"

#include <fmt/core.h>
#include <map>

namespace cuibono::model {

std::vector<bool> victims(const CaseSnapshot& snapshot) {
  const auto& entities = snapshot.entities();
  std::vector<bool> result(entities.size());
  for (std::size_t i = 0; i < entities.size(); ++i) result[i] = entities.rows()[i].is_protected;
  for (const RoleFact& role : snapshot.roles())
    if (role.role == Role::Victim && entities.find(role.entity)) result[entities.position(role.entity)] = true;
  return result;
}

std::set<EntityId> victims_after(const CaseSnapshot& before, const EditBatch& batch) {
  std::map<EntityId, int> reasons; // roles as victim, and protection
  const auto count = [&](const RoleFact& role, int step) {
    if (role.role == Role::Victim) reasons[role.entity] += step;
  };
  for (const RoleFact& role : before.roles()) count(role, 1);
  for (const Entity& entity : before.entities())
    if (entity.is_protected) ++reasons[entity.id];
  for (const Edit& edit : batch.edits) {
    if (const auto* role = std::get_if<Change<RoleFact>>(&edit)) {
      if (role->before) count(*role->before, -1);
      if (role->after) count(*role->after, 1);
    } else if (const auto* entity = std::get_if<Change<Entity>>(&edit)) {
      if (entity->before && entity->before->is_protected) --reasons[entity->before->id];
      if (entity->after && entity->after->is_protected) ++reasons[entity->after->id];
    }
  }
  std::set<EntityId> victims;
  for (const auto& [id, number] : reasons)
    if (number > 0) victims.insert(id);
  return victims;
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
