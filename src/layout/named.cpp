#include "layout/named.h"

#include <algorithm>
#include <string>

#include "graph/brokerage.h"
#include "graph/groupings.h"
#include "layout/arrangements.h"
#include "layout/overlap.h"

namespace cuibono::layout {
namespace {

using model::CaseSnapshot;
using model::EntityId;
using model::TieType;

// Places of entities in a network, whose nodes are in order of entity id.
class Places {
 public:
  explicit Places(const graph::Network& network) : nodes_(network.nodes) {}

  std::optional<std::uint32_t> of(EntityId id) const {
    const auto found = std::ranges::lower_bound(nodes_, id);
    if (found == nodes_.end() || *found != id) return std::nullopt;
    return static_cast<std::uint32_t>(found - nodes_.begin());
  }

 private:
  const std::vector<EntityId>& nodes_;
};

// The same nodes with links of one layer only, from source to target.
graph::Network directed_layer(const CaseSnapshot& snapshot, const graph::Network& network, graph::Layer layer) {
  graph::Network directed{.nodes = network.nodes, .directed = true};
  const Places places(network);
  for (const model::Tie& tie : snapshot.ties()) {
    if (graph::layer_of(tie.type) != layer) continue;
    const auto source = places.of(tie.source), target = places.of(tie.target);
    if (source && target && *source != *target) directed.links.push_back({*source, *target});
  }
  std::ranges::sort(directed.links);
  const auto repeats = std::ranges::unique(directed.links);
  directed.links.erase(repeats.begin(), repeats.end());
  return directed;
}

constexpr std::uint32_t kStages = 7;

// Recruit 0 to protect 5; 6 where no tie tells.
std::vector<std::uint32_t> lanes_of(const CaseSnapshot& snapshot, const graph::Network& network) {
  auto lanes = graph::by_stage(snapshot, network).of_node;
  for (auto& lane : lanes) lane = lane == graph::kNoGroup ? kStages - 1 : lane - 1; // stage 0 is none
  return lanes;
}

// Each one's largest owner, the first of equals; whoever another holds for counts as owned by that other.
std::vector<std::optional<std::uint32_t>> owners(const CaseSnapshot& snapshot, const graph::Network& network) {
  std::vector<std::optional<std::uint32_t>> owner(network.nodes.size());
  std::vector<double> held(network.nodes.size(), -1);
  const Places places(network);
  for (const model::Tie& tie : snapshot.ties()) {
    if (graph::layer_of(tie.type) != graph::Layer::Ownership) continue;
    const bool nominee = tie.type == TieType::NomineeFor; // the source holds for the target
    const auto parent = places.of(nominee ? tie.target : tie.source),
               child = places.of(nominee ? tie.source : tie.target);
    if (!parent || !child || *parent == *child) continue;
    const double share = tie.share.value_or(0);
    if (share <= held[*child]) continue;
    held[*child] = share;
    owner[*child] = *parent;
  }
  return owner;
}

// The first day that a tie, a role or a payment of each is known to have begun.
std::vector<std::optional<std::int32_t>> first_days(const CaseSnapshot& snapshot, const graph::Network& network) {
  std::vector<std::optional<std::int32_t>> first(network.nodes.size());
  const Places places(network);
  const auto take = [&](EntityId id, base::Date date) {
    const auto node = places.of(id);
    if (!node || !date.known()) return;
    const auto day = base::day_number(date);
    first[*node] = std::min(first[*node].value_or(day), day);
  };
  for (const model::Tie& tie : snapshot.ties()) take(tie.source, tie.from), take(tie.target, tie.from);
  for (const model::RoleFact& role : snapshot.roles()) take(role.entity, role.from);
  for (const model::Payment& payment : snapshot.payments())
    take(payment.payer, payment.date), take(payment.payee, payment.date);
  return first;
}

std::vector<std::optional<Place>> places_on_map(const CaseSnapshot& snapshot, const graph::Network& network) {
  std::vector<std::optional<Place>> place;
  for (const EntityId id : network.nodes) {
    const model::Entity* entity = snapshot.entities().find(id);
    const bool known = entity != nullptr && entity->latitude && entity->longitude;
    place.push_back(known ? std::optional(Place{*entity->latitude, *entity->longitude}) : std::nullopt);
  }
  return place;
}

// Room for the largest node and its label, and no less than half a link.
double step_of(const ForceOptions& options) {
  const double largest = options.radius.empty() ? 0 : std::ranges::max(options.radius);
  return std::max(options.link_length, 2.1 * kRoomDown * largest);
}

std::optional<std::vector<Point>> arranged(std::string_view name, const CaseSnapshot& snapshot,
                                           const graph::Network& network, double step) {
  if (name == "circular") return circle_arrangement(network, step);
  if (name == "grid") return grid_arrangement(network, step);
  if (name == "radial") return ego_arrangement(network, most_tied(network), step);
  if (name == "hierarchy") return layer_arrangement(directed_layer(snapshot, network, graph::Layer::Command), step);
  if (name == "lanes") return lane_arrangement(network, lanes_of(snapshot, network), kStages, step);
  if (name == "ownership") return tree_arrangement(owners(snapshot, network), step);
  if (name == "time") return time_arrangement(first_days(snapshot, network), step);
  if (name == "geographic") return map_arrangement(places_on_map(snapshot, network), step);
  return std::nullopt;
}

// Whoever is in the way of a pinned node gives way.
void keep_pins(std::vector<Point>& at, const ForceOptions& options, base::Progress& progress) {
  std::vector<char> held(at.size());
  for (std::size_t i = 0; i < at.size() && i < options.pinned.size(); ++i) {
    held[i] = options.pinned[i].has_value();
    if (held[i] != 0) at[i] = *options.pinned[i];
  }
  if (std::ranges::find(held, char{1}) == held.end()) return;
  auto radius = options.radius;
  radius.resize(at.size(), .15 * options.link_length);
  remove_overlap(at, radius, held, Room::Keep, progress);
}

} // namespace

base::Result<std::vector<Point>> named_layout(std::string_view name, const CaseSnapshot& snapshot,
                                              const graph::Network& network, const ForceOptions& options,
                                              base::Progress& progress) {
  if (name == "force") return force_layout(network, options, progress);
  auto at = arranged(name, snapshot, network, step_of(options));
  if (!at) return base::fail(base::ErrorKind::Usage, "there is no layout " + std::string(name));
  keep_pins(*at, options, progress);
  if (progress.stopped()) return base::fail(base::ErrorKind::Cancelled, "the layout was stopped");
  return std::move(*at);
}

} // namespace cuibono::layout
