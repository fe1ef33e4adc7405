#pragma once
// Proposals of who may be one and the same, for a person to decide. Pure functions of a snapshot; nothing is merged here, and
// nothing of it enters any figure. Of victims whose identity is sealed only fingerprints, numbers and what stands open is compared.

#include <string>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "match/weigh.h"

namespace cuibono::match {

struct Options {
  double least = 0;           ///< bits; 0: as likely as not
  std::size_t most = 10'000; ///< proposals, the weightiest; the others are counted
  model::EntityId from = {}; ///< one of the two is this one or came into the case after it
};

struct Proposal {
  model::EntityId a, b; ///< a came into the case first, and is the lead that is proposed
  double weight = 0;    ///< bits: the odds are 2 to its power
  std::vector<std::string> why, why_not; ///< quote no name and no value: may be shown to anybody
};

struct Proposals {
  std::vector<Proposal> list; ///< the weightiest first
  std::uint64_t found = 0;    ///< the list and what did not fit into it
  std::uint64_t records = 0, compared = 0;
  std::uint64_t oversized = 0, skipped = 0; ///< see Candidates
};

inline constexpr double kVeryProbably = 10, kProbably = 5; ///< bits

/// "very probably the same" (10 bits and more), "probably the same" (5), "perhaps the same" (0), "probably not the same".
std::string_view verdict(double weight);
/// 0 to 1, of odds of 2 to the power of the weight.
double probability(double weight);

/// Pairs that somebody said are not the same (distinct.h) are left out. Fails where ICU's data is not installed, and as cancelled when asked to stop.
base::Result<Proposals> propose(const model::CaseSnapshot& snapshot, const Options& options, base::Progress& progress);

} // namespace cuibono::match
