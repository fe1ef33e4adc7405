#pragma once
// The network of a snapshot as plain arrays, for the measures and the layouts. Keys are entity ids; node numbers are
// places in `nodes` and are never stored.

#include <cstdint>
#include <set>
#include <vector>

#include "graph/window.h"
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

/// The row that a link stands for.
struct Fact {
  bool is_payment = false;
  std::uint32_t row = 0; ///< place in ties() or payments() of the snapshot

  auto operator<=>(const Fact&) const = default;
};

/// What build_network left out, or kept in doubt; rows of the layers asked for.
struct LeftOut {
  std::size_t outside = 0;     ///< not in the window
  std::size_t undated = 0;     ///< kept: without a date, so in every window
  std::size_t unsupported = 0; ///< no exhibit supports it, and support or its weight was asked for
  std::size_t no_amount = 0;   ///< no amount, or one in a currency without a rate, and amounts were asked for
};

/// Nodes in order of entity id. Links in order of (source, target); see NetworkOptions for what is kept.
struct Network {
  std::vector<EntityId> nodes;
  std::vector<Link> links;
  bool directed = false;
  std::vector<double> weights = {}; ///< a link: above 0; empty: 1 each
  std::vector<Fact> facts = {};     ///< a link, where parallel links are kept; then in order of (source, target, fact)
  LeftOut left_out = {};
};

/// What a link weighs, and how parallel ones are taken together.
enum class Weigh {
  Same,     ///< 1
  Evidence, ///< probability of the fact (model::probability); together that one of them holds, 1 - product of (1 - p)
  Amount,   ///< of payments and of ties that bear one, units of the case's currency; together their sum
  Count     ///< rows, a tie counting as its `count`; together their sum
};

struct NetworkOptions {
  std::set<Layer> layers = {};  ///< empty: every tie; Money adds payments
  bool directed = false;        ///< otherwise each link once with source < target
  bool keep_parallel = false;   ///< otherwise parallel links once
  bool supported_only = false;  ///< leave out ties that no exhibit supports
  bool without_victims = false; ///< leave out victims and their ties
  Window window = {};           ///< leave out what was not in force
  Weigh weigh = Weigh::Same;    ///< what has no such weight is left out
};

/// Self-loops are left out. Payments count as links only when layers names Money, or amounts are weighed.
Network build_network(const model::CaseSnapshot& snapshot, const NetworkOptions& options = {});

} // namespace cuibono::graph
