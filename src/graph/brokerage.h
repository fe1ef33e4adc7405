#pragma once
// Who stands between others who are not tied themselves. Values in the order of Network::nodes; pure functions.

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "base/names.h"
#include "graph/network.h"

namespace cuibono::graph {

/// Burt 1992, from the ties in both directions together, weights counted: p_ij is the share of i's ties that j has.
struct Holes {
  std::vector<std::optional<double>> constraint;     ///< sum over j of (p_ij + sum over q of p_iq p_qj)^2; nothing for who is tied to nobody
  std::vector<std::optional<double>> effective_size; ///< neighbours less their redundancy (Burt; Borgatti 1997 where links
                                                     ///< have neither weight nor direction); nothing likewise
};
Holes structural_holes(const Network& network);

/// Gould and Fernandez 1989: the kinds of a tie a > b > c without a > c, by the groups of the three.
enum class BrokerKind { Coordinator, Consultant, Gatekeeper, Representative, Liaison };

/// A node whose group is not known: no chain that it is part of is counted.
inline constexpr std::uint32_t kNoGroup = std::numeric_limits<std::uint32_t>::max();

/// Of each node, in how many such chains it is the middle, by kind. Each node has a group: a stage, a role, or kNoGroup. In an
/// undirected network each chain is counted both ways.
std::vector<std::array<std::uint64_t, 5>> brokerage(const Network& network, std::span<const std::uint32_t> group);

} // namespace cuibono::graph

template <> struct cuibono::base::Names<cuibono::graph::BrokerKind> {
  static constexpr std::array<std::string_view, 5> kNames{"coordinator", "consultant", "gatekeeper", "representative", "liaison"};
};
