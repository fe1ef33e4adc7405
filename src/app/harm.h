#pragma once
// Who is never ranked or taken away, and where taking somebody away could harm victims. Pure functions of a snapshot.

#include <string>
#include <utility>
#include <vector>

#include "model/people.h"

namespace cuibono::app {

using model::EntityId;

/// For each row of entities(): victims (role, or protected), whoever a row of wages, debts, elements or indicators names as
/// one, and the accounts and phones that such a person holds. They are never chosen, ordered or removed.
std::vector<bool> spared(const model::CaseSnapshot& snapshot);

/// Person, company, trust, establishment or unknown: who can act, and so be chosen as a key player.
bool is_actor(model::EntityKind kind);

enum class Harm {
  Pay,     ///< pays victims
  Payroll, ///< pays the payroll out of which somebody else pays victims
  Hold,    ///< harbours, employs, transports, guards, controls, keeps the papers of victims
  Left,    ///< others still have victims in their hands
  Help     ///< the last tie of a victim to family or a witness
};

/// One sentence, and what it rests on. Rows that no exhibit supports count too, and the sentence says so: a warning too many
/// does less harm than one too few. Rows that are contradicted or exculpated do not count.
struct HarmWarning {
  Harm harm = Harm::Pay;
  EntityId who;                  ///< of those removed; none for Left
  std::vector<EntityId> victims; ///< by number
  std::string text;
  std::vector<model::Tie::Id> ties;
  std::vector<model::Payment::Id> payments;
  std::vector<model::ExhibitId> exhibits; ///< by number
};

struct Removed {
  std::vector<EntityId> entities;                        ///< whoever holds an account loses it too; an account alone only pays
  std::vector<std::pair<EntityId, EntityId>> pairs = {}; ///< all that ties and pays between the two, either way
};

/// By who, then by kind. Empty where nothing is removed.
std::vector<HarmWarning> harm_warnings(const model::CaseSnapshot& snapshot, const model::Names& names, const Removed& removed);

} // namespace cuibono::app
