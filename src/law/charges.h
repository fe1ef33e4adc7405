#pragma once
// Who is charged with what; offences that the facts of the case suggest looking at beside the charge; and persons who may be
// victims and accused at once. Prompts with the facts that raise them, for people to weigh: never conclusions, never scores.

#include <string>
#include <vector>

#include "law/figures.h"

namespace cuibono::law {

/// A fact that raises a prompt: "withholds documents of", and of whom.
struct PromptFact {
  std::string what;
  std::vector<EntityId> of_whom; ///< may be empty
  Sides exhibits;
};

struct Prompt {
  std::string offence; ///< in plain words; what it is called differs from law to law
  std::vector<PromptFact> facts;
};

struct AccusedCharges {
  EntityId person;
  std::vector<model::Charge::Id> charges; ///< in the order of the table
  std::vector<Prompt> related;            ///< empty for whoever may be a victim
};

/// Everybody who is charged or whom a prompt names, by number. Only facts that an exhibit supports raise a prompt.
std::vector<AccusedCharges> charges(const model::CaseSnapshot& snapshot);

/// Somebody who is shown as a victim and accused of something.
struct DualStatus {
  EntityId person;
  std::vector<PromptFact> as_victim, as_accused;
};

/// Everybody of model::dual_status, with what shows either side. For a review of non-punishment: domain.md section 1
/// ("Victim rules").
std::vector<DualStatus> dual_status(const model::CaseSnapshot& snapshot);

} // namespace cuibono::law
