#pragma once
// The network of a snapshot as plain arrays, for the measures and the layouts. Keys are entity ids; node numbers are
// places in `nodes` and are never stored.

#include <cstdint>
#include <set>
#include <vector>

#include "model/snapshot.h"

namespace cuibono::graph {

using model::EntityId;

enum class Layer { Social, Command, Money, Ownership, Movement };

/// Which layer a tie of that type belongs to. Command: power of one over another (instructs, manages, controls,
/// directs, employs, sets_pay, sets_debt, threatens, withholds_document). Ownership: owns, nominee_for, holds_account,
/// signatory_on. Movement: the services that bring and hold people (recruits, arranges, transports, hands_over,
/// harbours, guards, forges_for). Money: lends_to, guarantees. Social: whoever knows, meets or shields whom (the rest).
Layer layer_of(model::TieType type);

struct Link {
  std::uint32_t source = 0; ///< place in Network::nodes
  std::uint32_t target = 0;

  auto operator<=>(const Link&) const = default;
};

/// Nodes in order of entity id. Links in order of (source, target); see NetworkOptions for what is kept.
struct Network {
  std::vector<EntityId> nodes;
  std::vector<Link> links;
  bool directed = false;
  std::vector<double> weights = {}; ///< a link: above 0; empty: 1 each
};

struct NetworkOptions {
  std::set<Layer> layers;       ///< empty: every tie; Money adds payments
  bool directed = false;        ///< otherwise each link once with source < target
  bool keep_parallel = false;   ///< otherwise parallel links once
  bool supported_only = false;  ///< leave out ties that no exhibit supports
  bool without_victims = false; ///< leave out victims and their ties
};

/// Self-loops are left out. Payments count as links only when layers names Money.
Network build_network(const model::CaseSnapshot& snapshot, const NetworkOptions& options = {});

} // namespace cuibono::graph
