#include "model/dual_status.h"

#include <map>

#include "model/people.h"

namespace cuibono::model {

bool is_offending(Role role) {
  switch (role) {
    case Role::Victim:
    case Role::Witness:
    case Role::Scapegoat:
    case Role::Guarantor:
    case Role::Other:
      return false;
    default:
      return true;
  }
}

std::vector<DualStatus> dual_status(const CaseSnapshot& snapshot) {
  const auto is_victim = victims(snapshot);
  std::map<EntityId, std::vector<Accusation>> accused;
  const auto accuse = [&](EntityId who, const Accusation& accusation) {
    if (snapshot.entities().find(who) && is_victim[snapshot.entities().position(who)]) accused[who].push_back(accusation);
  };
  for (const auto& role : snapshot.roles())
    if (is_offending(role.role) && role.polarity == Polarity::Supports) accuse(role.entity, {.role = &role});
  for (const auto& charge : snapshot.of<Charge>()) accuse(charge.accused, {.charge = &charge});
  for (const auto& element : snapshot.of<Element>()) accuse(element.accused, {.element = &element});
  std::vector<DualStatus> found;
  for (auto& [who, accusations] : accused) found.push_back({who, std::move(accusations)});
  return found;
}

} // namespace cuibono::model
