#pragma once
// Who holds what in whom, as the exhibits show it: the ground that integrated shares and control by votes stand on.
// Built once from a snapshot; values only. Node numbers are places in snapshot.entities().

#include <cstdint>
#include <string>
#include <vector>

#include "model/snapshot.h"

namespace cuibono::money {

/// Whether a fact dated `from` to `to`, both days included, held on some day of `on`, as far as the dates tell. A date
/// known to the year or the month may be any day of it; a missing date sets no limit.
enum class InForce { No, Perhaps, Yes };
InForce in_force(model::Date from, model::Date to, model::Date on);

inline constexpr std::uint32_t kNoNode = 0xFFFFFFFF;

/// One supported `owns` tie with a share.
struct Holding {
  std::uint32_t owner, company;
  double share;  ///< 0 to 1; scaled where the shares stated for the company come to more than the whole
  double stated; ///< as the tie says
  model::Tie::Id tie;
};

struct Holdings {
  std::vector<Holding> held;            ///< by company, then owner, then tie
  std::vector<std::size_t> first;       ///< held[first[c] .. first[c + 1]) are the holdings in company c
  std::vector<std::uint32_t> nominator; ///< whom the entity holds for, by the tie itself; kNoNode: for itself
  std::vector<std::vector<model::Tie::Id>> nominee_ties; ///< the ties that say so
  /// At the end of all nominees: whose the entity's holdings are; itself for most. kNoNode where nothing tells: a
  /// nominee of several, or nominees of each other.
  std::vector<std::uint32_t> counted_for;
  std::vector<char>
      known_owners; ///< some counted holding is in it, or it is a trust or company that holds for somebody
  std::vector<model::Tie::Id> controls; ///< supported `controls` ties whose target is no person
  std::vector<std::string> remarks;     ///< what was left out or is doubtful; entities and ties by id
};

/// Supported ties in force on `on`, or all of them for an unknown date. Where it may have been in force, a tie counts
/// and a remark says so.
Holdings collect_holdings(const model::CaseSnapshot& snapshot, model::Date on = {});

/// The id of a tie, or of its two ends where it has none.
std::string tie_text(const model::CaseSnapshot& snapshot, const model::Tie& tie);

} // namespace cuibono::money
