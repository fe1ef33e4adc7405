#include "money/chains.h"

#include <algorithm>
#include <queue>
#include <set>

namespace cuibono::money {
namespace {

using model::EntityId;
using model::TieType;

constexpr double kSmallestChain = 1e-9;
constexpr std::size_t kNoHolding = static_cast<std::size_t>(-1);

// The largest product of shares first.
class Search {
 public:
  Search(const model::CaseSnapshot& snapshot, const Holdings& all, ChainLimits& limits)
      : snapshot_(snapshot), all_(all), limits_(limits) {}

  std::map<EntityId, std::vector<OwnershipChain>> from(std::uint32_t company) && {
    places_.push_back({company, company, 0, 1, 0, kNoHolding});
    open_.push({1, 0});
    while (!open_.empty() && limits_.most_work > 0) {
      const auto at = open_.top().place;
      open_.pop();
      const auto node = places_[at].node;
      if (at == 0 || all_.known_owners[node])
        expand(at);
      else if (auto& chains = found_[id(node)]; chains.size() < limits_.most_chains)
        chains.push_back(chain(at));
    }
    return std::move(found_);
  }

 private:
  struct Place {
    std::uint32_t node;   // whose the holding is, in the end
    std::uint32_t holder; // who holds it; a nominee where it is not `node`
    std::size_t below;    // the place of the company held
    double share;
    std::size_t depth;
    std::size_t holding; // in held; kNoHolding: a trust for whoever it is for
  };
  struct Open {
    double share;
    std::size_t place;
    bool operator<(const Open& other) const { return std::pair(share, other.place) < std::pair(other.share, place); }
  };

  EntityId id(std::uint32_t node) const { return snapshot_.entities().rows()[node].id; }

  void expand(std::size_t at) {
    const auto company = places_[at].node;
    for (auto i = all_.first[company]; i < all_.first[company + 1]; ++i)
      add(at, all_.held[i].owner, all_.held[i].share, i);
    if (all_.first[company] == all_.first[company + 1]) add(at, company, 1, kNoHolding);
  }

  void add(std::size_t below, std::uint32_t holder, double part, std::size_t holding) {
    const auto whose = all_.counted_for[holder];
    const Place place{whose, holder, below, places_[below].share * part, places_[below].depth + 1, holding};
    if (whose == kNoNode || place.share < kSmallestChain || place.depth > limits_.most_steps || passes(below, whose))
      return;
    places_.push_back(place);
    open_.push({place.share, places_.size() - 1});
  }

  bool passes(std::size_t at, std::uint32_t node) {
    for (;; at = places_[at].below) {
      limits_.most_work -= std::min<std::size_t>(1, limits_.most_work);
      if (places_[at].node == node) return true;
      if (at == 0) return false;
    }
  }

  OwnershipChain chain(std::size_t at) const {
    OwnershipChain chain{places_[at].share, {}};
    for (; at != 0; at = places_[at].below) {
      const Place& place = places_[at];
      std::vector<OwnershipStep> steps;
      for (auto holder = place.holder; holder != place.node; holder = all_.nominator[holder])
        steps.push_back({id(holder), id(all_.nominator[holder]), TieType::NomineeFor, 1, all_.nominee_ties[holder]});
      chain.steps.insert(chain.steps.end(), steps.rbegin(), steps.rend());
      if (place.holding == kNoHolding) continue;
      const Holding& held = all_.held[place.holding];
      chain.steps.push_back({id(held.owner), id(held.company), TieType::Owns, held.share, {held.tie}});
    }
    return chain;
  }

  const model::CaseSnapshot& snapshot_;
  const Holdings& all_;
  ChainLimits& limits_;
  std::vector<Place> places_; // the company asked for is the first
  std::priority_queue<Open> open_;
  std::map<EntityId, std::vector<OwnershipChain>> found_;
};

} // namespace

std::map<EntityId, std::vector<OwnershipChain>> ownership_chains(const model::CaseSnapshot& snapshot,
                                                                 const Holdings& holdings, EntityId company,
                                                                 ChainLimits& limits) {
  return Search(snapshot, holdings, limits).from(static_cast<std::uint32_t>(snapshot.entities().position(company)));
}

std::vector<model::ExhibitId> exhibits_of(const model::CaseSnapshot& snapshot,
                                          const std::vector<model::Tie::Id>& ties) {
  std::set<model::ExhibitId> found;
  for (const auto id : ties)
    for (const auto& citation : snapshot.ties().find(id)->citations) found.insert(citation.exhibit);
  return {found.begin(), found.end()};
}

} // namespace cuibono::money
