#pragma once
// Where a unit put into each of many nodes ends, when every node passes what it has on in fixed parts and some parts
// stop at ends: the rows of (I - W)^-1 D for a sparse W, loops included. Solved by eliminating nodes, the least
// connected first, inside each loop; no dense matrix. Every divisor is a sum of parts, never a difference (Grassmann,
// Taksar and Heyman 1985), so that companies that all but own themselves come out right as well.

#include <cstdint>
#include <vector>

namespace cuibono::money {

// Not "Part": src/money has one already, of an account.
struct PassedPart {
  std::uint32_t from; ///< a node
  std::uint32_t to;   ///< a node, or an end where `stops`
  double part;        ///< > 0; a node's parts add up to 1 or less
  bool stops = false;
};

struct EndShare {
  std::uint32_t end;
  double share; ///< > 0
};

struct Absorption {
  /// By node, in order of end.
  std::vector<std::vector<EndShare>> ends;
  /// By node; what goes nowhere, of which `circling` goes round for ever, `unlisted` went to ends too small to keep and
  /// `unsolved` into a net too dense to solve. ends + unknown add up to 1.
  struct Rest {
    double unknown = 0, circling = 0, unlisted = 0, unsolved = 0;
  };
  std::vector<Rest> rest;
  std::vector<char> circles; ///< by node: nothing of it ever reaches an end
};

struct AbsorbLimits {
  std::size_t most_shares = 4'000'000;   ///< kept in all; a node keeps its largest, 16 or more
  std::size_t most_updates = 20'000'000; ///< of one part by another inside loops
};

/// Linear in nodes and parts but for the inside of loops. `ends` is the number of ends.
Absorption absorb(std::size_t nodes, std::size_t ends, const std::vector<PassedPart>& parts,
                  const AbsorbLimits& limits = {});

} // namespace cuibono::money
