#pragma once
// Who controls a company by votes: domain.md section 4 ("Ownership"). More than half of the votes, held directly,
// through controlled firms, or by a nominee.

#include <vector>

#include "money/holdings.h"

namespace cuibono::money {

/// `controller` directs more than half of the votes of `company`.
struct VotingControl {
  model::EntityId controller;
  model::EntityId company;
  double votes = 0;                 ///< 0 to 1, when the majority was reached; firms controlled later may add to it
  bool direct = false;              ///< held by the controller or its nominees alone, not through a controlled firm
  std::vector<model::Tie::Id> ties; ///< every `owns` and `nominee_for` tie relied on
};

/// The least fixpoint over the holdings; a share is taken for as many votes. A nominee's votes are counted for whoever
/// it is `nominee_for`. In order of controller, company. Controllers are the ends of chains: people, and whatever else
/// no exhibit shows an owner of. Linear in the holdings: a majority has one end.
std::vector<VotingControl> voting_control(const model::CaseSnapshot& snapshot, const Holdings& holdings);

/// The same as of a date, or of all supported ties for an unknown one.
std::vector<VotingControl> voting_control(const model::CaseSnapshot& snapshot, model::Date on = {});

} // namespace cuibono::money
