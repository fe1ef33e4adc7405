#include "money/control.h"

#include <algorithm>
#include <map>
#include <set>

#include "model/evidence.h"

namespace cuibono::money {
namespace {

using model::EntityId;
using model::Tie;
using model::TieType;

struct Votes {
  EntityId owner; // the nominator where the registered owner is a nominee
  EntityId company;
  double share;
  std::vector<Tie::Id> ties;
};

std::map<EntityId, const Tie*> nominees(const model::CaseSnapshot& snapshot) {
  std::map<EntityId, const Tie*> found;
  for (const Tie& tie : snapshot.ties())
    if (tie.type == TieType::NomineeFor && model::is_supported(snapshot, tie.citations, tie.polarity)) found.emplace(tie.source, &tie);
  return found;
}

std::vector<Votes> all_votes(const model::CaseSnapshot& snapshot) {
  const auto nominee_of = nominees(snapshot);
  std::vector<Votes> votes;
  for (const Tie& tie : snapshot.ties()) {
    if (tie.type != TieType::Owns || !tie.share || !model::is_supported(snapshot, tie.citations, tie.polarity)) continue;
    Votes held{tie.source, tie.target, *tie.share, {tie.id}};
    std::set<EntityId> seen;
    for (auto next = nominee_of.find(held.owner); next != nominee_of.end() && seen.insert(held.owner).second;
         next = nominee_of.find(held.owner)) {
      held.ties.push_back(next->second->id);
      held.owner = next->second->target;
    }
    votes.push_back(std::move(held));
  }
  return votes;
}

// Votes in `company` that `controller` and the firms it controls already direct.
VotingControl count_votes(const std::vector<Votes>& votes, EntityId controller, EntityId company, const std::set<EntityId>& firms) {
  VotingControl control{controller, company, 0, true, {}};
  for (const Votes& held : votes) {
    if (held.company != company || (held.owner != controller && !firms.contains(held.owner))) continue;
    control.votes += held.share;
    control.direct = control.direct && held.owner == controller;
    control.ties.insert(control.ties.end(), held.ties.begin(), held.ties.end());
  }
  return control;
}

void add_controlled_by(const std::vector<Votes>& votes, EntityId controller, std::vector<VotingControl>& found) {
  constexpr double kMajority = .5;
  std::set<EntityId> firms, candidates;
  for (const Votes& held : votes)
    if (held.owner == controller) candidates.insert(held.company);
  while (!candidates.empty()) {
    std::set<EntityId> grown;
    for (const EntityId company : candidates) {
      if (firms.contains(company) || company == controller) continue;
      auto control = count_votes(votes, controller, company, firms);
      if (control.votes <= kMajority) continue;
      firms.insert(company);
      found.push_back(std::move(control));
      for (const Votes& held : votes)
        if (held.owner == company) grown.insert(held.company);
    }
    if (!grown.empty()) grown.insert(candidates.begin(), candidates.end()); // what fell short before may pass now
    candidates = std::move(grown);
  }
}

} // namespace

std::vector<VotingControl> voting_control(const model::CaseSnapshot& snapshot) {
  const auto votes = all_votes(snapshot);
  std::set<EntityId> owners;
  for (const Votes& held : votes) owners.insert(held.owner);
  std::vector<VotingControl> found;
  for (const EntityId owner : owners) add_controlled_by(votes, owner, found);
  std::ranges::sort(found, [](const auto& a, const auto& b) {
    return std::pair(a.controller, a.company) < std::pair(b.controller, b.company);
  });
  return found;
}

} // namespace cuibono::money
