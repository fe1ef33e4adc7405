#pragma once
// Whether a network has a core whose members are tied to each other and a rim whose members are not (Borgatti and Everett 1999).

#include <cstdint>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "graph/network.h"

namespace cuibono::graph {

struct CorePeriphery {
  std::vector<bool> in_core; ///< a node
  double fit = 0;            ///< correlation of the ties within core and within rim with 1 and 0; -1 to 1; 0 where it is undefined
  double null_mean = 0;      ///< of the fits of random networks in which everybody has as many ties
  double p = 1;              ///< share of those that fit as well, (1 + as good) / (1 + draws)
  int draws = 0;
};

/// The core that fits best is a number of nodes of largest degree (Lip 2011). Directions and parallel links are ignored. Degrees
/// alone often make a core and a rim (Kojaku and Masuda 2018), which `p` tells: the null is made by `draws` rewirings that keep
/// degrees (Maslov and Sneppen 2002), seeded. Fails only when stopped.
base::Result<CorePeriphery> core_periphery(const Network& network, int draws, std::uint64_t seed, base::Progress& progress);

} // namespace cuibono::graph
