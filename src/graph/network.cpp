#include "graph/network.h"

#include <algorithm>
#include <optional>

#include "model/evidence.h"
#include "model/people.h"

namespace cuibono::graph {
namespace {

using model::CaseSnapshot;

// For each row of entities(), its place in the network; nothing for who is left out.
using Places = std::vector<std::optional<std::uint32_t>>;

Places take_nodes(const CaseSnapshot& snapshot, bool without_victims, std::vector<EntityId>& nodes) {
  const auto& rows = snapshot.entities().rows();
  const auto is_victim = without_victims ? model::victims(snapshot) : std::vector<bool>(rows.size());
  Places places(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (is_victim[i]) continue;
    places[i] = static_cast<std::uint32_t>(nodes.size());
    nodes.push_back(rows[i].id);
  }
  return places;
}

// One way of adding a link between two entities, for ties and payments alike.
class Linker {
 public:
  Linker(const CaseSnapshot& snapshot, const Places& places, Network& network)
      : snapshot_(snapshot), places_(places), network_(network) {}

  void add(EntityId from, EntityId to) {
    const auto source = place(from), target = place(to);
    if (!source || !target || *source == *target) return;
    if (network_.directed || *source < *target) network_.links.push_back({*source, *target});
    else network_.links.push_back({*target, *source});
  }

 private:
  std::optional<std::uint32_t> place(EntityId id) const {
    const auto& entities = snapshot_.entities();
    return entities.find(id) ? places_[entities.position(id)] : std::nullopt;
  }

  const CaseSnapshot& snapshot_;
  const Places& places_;
  Network& network_;
};

} // namespace

Layer layer_of(model::TieType type) {
  using enum model::TieType;
  switch (type) {
    case Instructs: case Manages: case Controls: case Directs: case Employs: case SetsPay: case SetsDebt:
    case Threatens: case WithholdsDocument:
      return Layer::Command;
    case LendsTo: case Guarantees:
      return Layer::Money;
    case Owns: case NomineeFor: case HoldsAccount: case SignatoryOn:
      return Layer::Ownership;
    case Recruits: case Arranges: case Transports: case HandsOver: case Harbours: case Guards: case ForgesFor:
      return Layer::Movement;
    case Protects: case Inspects: case Calls: case Messages: case Family: case Associate: case SameAddress:
    case SamePhone: case SameDevice:
      break;
  }
  return Layer::Social;
}

Network build_network(const CaseSnapshot& snapshot, const NetworkOptions& options) {
  Network network{.directed = options.directed};
  const auto places = take_nodes(snapshot, options.without_victims, network.nodes);
  Linker linker(snapshot, places, network);
  for (const model::Tie& tie : snapshot.ties()) {
    if (!options.layers.empty() && !options.layers.contains(layer_of(tie.type))) continue;
    if (options.supported_only && !model::is_supported(snapshot, tie.citations, tie.polarity)) continue;
    linker.add(tie.source, tie.target);
  }
  if (options.layers.contains(Layer::Money)) {
    for (const model::Payment& payment : snapshot.payments()) {
      if (options.supported_only && !model::is_supported(snapshot, payment.citations, payment.polarity)) continue;
      linker.add(payment.payer, payment.payee);
    }
  }
  std::ranges::sort(network.links);
  if (!options.keep_parallel) {
    const auto repeats = std::ranges::unique(network.links);
    network.links.erase(repeats.begin(), repeats.end());
  }
  return network;
}

} // namespace cuibono::graph
