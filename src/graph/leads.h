#pragma once
// Pairs that are not tied and have so much in common that a tie may have been missed: leads to check. Pure functions;
// what they return is never a tie, and enters no measure.

#include <cstdint>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "graph/adjacency.h"

namespace cuibono::graph {

/// What several nodes have in common: a neighbour, or the value of an attribute.
struct Common {
  std::vector<std::uint32_t> holders; ///< ascending, without repeats
  double weight = 1;                  ///< what it adds to the score of two who have it
};

/// Every node as what its neighbours have in common. `tied` is undirected.
/// Adamic and Adar 2003: 1 / ln(degree). Zhou, Lu, Zhang 2009, resource allocation: 1 / degree. Shared: 1.
enum class NeighbourWeight { AdamicAdar, ResourceAllocation, Shared };
std::vector<Common> neighbours_in_common(const Adjacency& tied, NeighbourWeight weight);

/// What a thing weighs that so many hold: 1 / ln(holders), as Adamic and Adar do; 0 below two.
double rarity(std::size_t holders);

struct Lead {
  std::uint32_t a = 0, b = 0; ///< a < b
  double score = 0;
  double expected = 0;               ///< ties that degrees alone let expect: d_a d_b / 2m (Newman and Girvan 2004)
  std::vector<std::uint32_t> common; ///< places in the list given; the weightiest first, of equals the first
};

struct LeadOptions {
  std::size_t limit = 20;
  std::size_t most_holders = 200; ///< what more have in common is passed over, and counted
  std::size_t least_common = 1;   ///< things that two must have in common
  bool per_expected = false;      ///< the score is divided by `expected`, so that having many ties is no lead by itself
};

struct Leads {
  std::vector<Lead> leads;     ///< highest score first, of equals in order of node numbers
  std::uint64_t count = 0;     ///< pairs that were scored, listed or not
  std::size_t passed_over = 0; ///< things in common that more than `most_holders` hold
};

/// Pairs of subjects that have something in common and are not tied. Memory: nodes and leads; time: the squares of
/// numbers of holders, at most `most_holders` each. Fails only when stopped.
base::Result<Leads> find_leads(const Adjacency& tied, const std::vector<Common>& common,
                               const std::vector<bool>& is_subject, const LeadOptions& options,
                               base::Progress& progress);

} // namespace cuibono::graph
