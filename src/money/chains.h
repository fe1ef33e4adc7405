#pragma once
// The chains by which a person owns a company: each step one tie, so that a chart can draw it and a reader can check
// it.

#include <map>
#include <vector>

#include "money/ownership.h"

namespace cuibono::money {

/// `from` owns a share of `to`, or is nominee for `to`.
struct OwnershipStep {
  model::EntityId from, to;
  model::TieType kind; ///< Owns or NomineeFor
  double share = 1;    ///< of an Owns step: as counted, 0 to 1
  std::vector<model::Tie::Id> ties;
};

/// From the owner down to the company; where a nominee holds, its NomineeFor step stands before what it owns.
struct OwnershipChain {
  double share = 0; ///< the product of the steps' shares
  std::vector<OwnershipStep> steps;
};

struct ChainLimits {
  std::size_t most_chains = 8;       ///< an owner
  std::size_t most_steps = 1000;     ///< a chain
  std::size_t most_work = 1'000'000; ///< steps looked at
};

/// By owner (the ends of chains), the chains to the company that pass no company twice, largest first. Together they
/// make up the integrated share, but for what goes round loops and the chains left out at the limits. `work` is lowered
/// by the steps looked at, and nothing is listed once it is 0.
std::map<model::EntityId, std::vector<OwnershipChain>> ownership_chains(const model::CaseSnapshot& snapshot,
                                                                        const Holdings& holdings,
                                                                        model::EntityId company, ChainLimits& limits);

/// The exhibits behind ties, each once, by id.
std::vector<model::ExhibitId> exhibits_of(const model::CaseSnapshot& snapshot, const std::vector<model::Tie::Id>& ties);

} // namespace cuibono::money
