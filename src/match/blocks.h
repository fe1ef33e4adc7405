#pragma once
// Which pairs of records are worth comparing: those that share a key. Two words of their names by sound, alone and with the year
// of birth, all words exactly, one rare word, a date of birth with a word, a number, a fingerprint. Of a million records some tens of millions of pairs, not half a billion.

#include <cstdint>
#include <vector>

#include "base/progress.h"
#include "match/records.h"

namespace cuibono::match {

/// A block of more records than this is not compared in full: each with its kNeighbours next ones in order of birth and name.
inline constexpr std::size_t kLargestBlock = 120;
inline constexpr std::size_t kNeighbours = 20;

/// Two places in Records::all(), the first the smaller.
struct Pair {
  std::uint32_t a = 0, b = 0;
  auto operator<=>(const Pair&) const = default;
};

struct Candidates {
  std::vector<Pair> pairs;     ///< each once, in order
  std::uint64_t blocks = 0;    ///< with two records and more
  std::uint64_t oversized = 0; ///< of them too large to be compared in full
  std::uint64_t skipped = 0;   ///< pairs of those that were not taken; another key may have brought them
};

/// Whether records of these groups can be one.
bool can_match(Group a, Group b);

/// Pairs of which at least one is `from` or came into the case after it. Stops early, with what it has, when asked to.
Candidates candidates(const Records& records, base::Progress& progress, model::EntityId from = {});

} // namespace cuibono::match
