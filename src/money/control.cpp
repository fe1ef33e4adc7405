#include "money/control.h"

#include <algorithm>

namespace cuibono::money {
namespace {

constexpr double kMajority = .5;
constexpr double kRounding = 1e-9; // .1 + .2 + .2 is half, not a majority

class Counting {
 public:
  Counting(const model::CaseSnapshot& snapshot, const Holdings& holdings) : snapshot_(snapshot), all_(holdings) {
    const auto nodes = snapshot.entities().size();
    by_voter_.resize(nodes);
    votes_.assign(nodes, 0);
    turn_.assign(nodes, 0);
    for (std::size_t i = 0; i < all_.held.size(); ++i)
      if (const auto voter = all_.counted_for[all_.held[i].owner]; voter != kNoNode) by_voter_[voter].push_back(i);
  }

  std::vector<VotingControl> count() && {
    for (std::uint32_t node = 0; node < votes_.size(); ++node)
      if (!all_.known_owners[node] && !by_voter_[node].empty()) count_for(node);
    std::ranges::sort(found_, [](const auto& a, const auto& b) {
      return std::pair(a.controller, a.company) < std::pair(b.controller, b.company);
    });
    return std::move(found_);
  }

 private:
  // Firms join one by one; each brings the votes that it holds.
  void count_for(std::uint32_t controller) {
    std::vector<std::uint32_t> directing{controller}, touched;
    turn_[controller] = 1;
    for (std::uint32_t next = 0; next < directing.size(); ++next)
      for (const auto at : by_voter_[directing[next]]) {
        const auto company = all_.held[at].company;
        if (votes_[company] == 0) touched.push_back(company);
        votes_[company] += all_.held[at].share;
        if (votes_[company] <= kMajority + kRounding || turn_[company] > 0) continue;
        report(controller, company, next + 1, at);
        directing.push_back(company);
        turn_[company] = static_cast<std::uint32_t>(directing.size());
      }
    for (const auto company : touched) votes_[company] = 0;
    for (const auto company : directing) turn_[company] = 0;
  }

  // The company's holdings that had been counted when the one at `last`, of whoever has that turn, brought the
  // majority.
  void report(std::uint32_t controller, std::uint32_t company, std::uint32_t turn, std::size_t last) {
    const auto id = [&](std::uint32_t node) { return snapshot_.entities().rows()[node].id; };
    VotingControl control{id(controller), id(company), votes_[company], true, {}};
    for (auto at = all_.first[company]; at < all_.first[company + 1]; ++at) {
      const auto voter = all_.counted_for[all_.held[at].owner];
      if (voter == kNoNode || turn_[voter] == 0 || turn_[voter] > turn || (turn_[voter] == turn && at > last)) continue;
      control.direct = control.direct && voter == controller;
      add_ties(at, control.ties);
    }
    found_.push_back(std::move(control));
  }

  void add_ties(std::size_t at, std::vector<model::Tie::Id>& ties) const {
    ties.push_back(all_.held[at].tie);
    const auto whose = all_.counted_for[all_.held[at].owner];
    for (auto holder = all_.held[at].owner; holder != whose; holder = all_.nominator[holder])
      ties.insert(ties.end(), all_.nominee_ties[holder].begin(), all_.nominee_ties[holder].end());
  }

  const model::CaseSnapshot& snapshot_;
  const Holdings& all_;
  std::vector<std::vector<std::size_t>> by_voter_; // places in held, for whoever they are counted
  std::vector<double> votes_;
  std::vector<std::uint32_t> turn_; // of whoever directs votes for the controller now, from 1; 0: does not
  std::vector<VotingControl> found_;
};

} // namespace

std::vector<VotingControl> voting_control(const model::CaseSnapshot& snapshot, const Holdings& holdings) {
  return Counting(snapshot, holdings).count();
}

std::vector<VotingControl> voting_control(const model::CaseSnapshot& snapshot, model::Date on) {
  return voting_control(snapshot, collect_holdings(snapshot, on));
}

} // namespace cuibono::money
