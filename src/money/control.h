#pragma once
// Who controls a company by votes: domain.md section 4 ("Ownership"). More than half of the votes, held directly, through
// controlled firms, or by a nominee.

#include <vector>

#include "model/snapshot.h"

namespace cuibono::money {

/// `controller` directs more than half of the votes of `company`.
struct VotingControl {
  model::EntityId controller;
  model::EntityId company;
  double votes = 0;                  ///< 0 to 1
  bool direct = false;               ///< held by the controller or its nominees alone, not through a controlled firm
  std::vector<model::Tie::Id> ties;  ///< every `owns` and `nominee_for` tie relied on
};

/// The least fixpoint over supported `owns` ties with a share. A nominee's votes are counted for whoever it is
/// `nominee_for`. In order of controller, company. Controllers are the ends of chains: whoever is not a nominee.
std::vector<VotingControl> voting_control(const model::CaseSnapshot& snapshot);

} // namespace cuibono::money
