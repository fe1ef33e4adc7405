#include "graph/network.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "graph/together.h"
#include "model/evidence.h"
#include "model/people.h"
#include "model/rates.h"

namespace cuibono::graph {
namespace {

using model::CaseSnapshot;

struct Weighed {
  Link link;
  Fact fact;
  double weight;
};

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

// Ties and payments one after another, each a link with its weight, or counted as left out.
class Collector {
 public:
  Collector(const CaseSnapshot& snapshot, const Places& places, const NetworkOptions& options, LeftOut& left_out)
      : snapshot_(snapshot), places_(places), options_(options), left_out_(left_out), rates_(snapshot) {}

  void add_ties();
  void add_payments();
  std::vector<Weighed> taken() { return std::move(links_); }

 private:
  template <class Row>
  bool belongs(const Row& row);
  template <class Row>
  double weight_of(const Row& row, std::optional<base::Money> amount, base::Date on, double count);
  void add(EntityId from, EntityId to, double weight, Fact fact);
  std::optional<std::uint32_t> place(EntityId id) const;

  const CaseSnapshot& snapshot_;
  const Places& places_;
  const NetworkOptions& options_;
  LeftOut& left_out_;
  const model::Rates rates_;
  std::vector<Weighed> links_;
};

std::optional<std::uint32_t> Collector::place(EntityId id) const {
  const auto& entities = snapshot_.entities();
  return entities.find(id) ? places_[entities.position(id)] : std::nullopt;
}

template <class Row>
bool Collector::belongs(const Row& row) {
  if (!options_.window.open()) {
    const auto when = when_of(row, options_.window);
    if (when == When::Outside) return ++left_out_.outside, false;
    left_out_.undated += when == When::Undated;
  }
  const bool needs_support = options_.supported_only || options_.weigh == Weigh::Evidence;
  if (needs_support && !model::is_supported(snapshot_, row.citations, row.polarity)) return ++left_out_.unsupported, false;
  return true;
}

// 0: it has none of that kind, and is left out.
template <class Row>
double Collector::weight_of(const Row& row, std::optional<base::Money> amount, base::Date on, double count) {
  if (options_.weigh == Weigh::Evidence) {
    const double weight = model::probability(snapshot_, row.citations, row.polarity);
    left_out_.unsupported += weight <= 0;
    return weight;
  }
  if (options_.weigh == Weigh::Count) return count;
  if (options_.weigh == Weigh::Same) return 1;
  const double weight = amount ? base::units(*amount) * rates_.of(row.currency, on).value_or(0) : 0;
  left_out_.no_amount += weight <= 0;
  return weight;
}

void Collector::add(EntityId from, EntityId to, double weight, Fact fact) {
  const auto source = place(from), target = place(to);
  if (!source || !target || *source == *target || weight <= 0) return;
  const bool as_is = options_.directed || *source < *target;
  links_.push_back({as_is ? Link{*source, *target} : Link{*target, *source}, fact, weight});
}

void Collector::add_ties() {
  std::uint32_t row = 0;
  for (const model::Tie& tie : snapshot_.ties()) {
    const Fact fact{false, row++};
    if (!options_.layers.empty() && !options_.layers.contains(layer_of(tie.type))) continue;
    if (belongs(tie)) add(tie.source, tie.target, weight_of(tie, tie.amount, tie.from, tie.count.value_or(1)), fact);
  }
}

void Collector::add_payments() {
  std::uint32_t row = 0;
  for (const model::Payment& payment : snapshot_.payments()) {
    const Fact fact{true, row++};
    if (belongs(payment)) add(payment.payer, payment.payee, weight_of(payment, payment.amount, payment.date, 1), fact);
  }
}

// Sorted links into the network; parallel ones as the options say.
void take_links(const std::vector<Weighed>& sorted, const NetworkOptions& options, Network& network) {
  const bool weighs = options.weigh != Weigh::Same;
  for (const auto& [link, fact, weight] : sorted) {
    if (!options.keep_parallel && !network.links.empty() && network.links.back() == link) {
      if (weighs) network.weights.back() = together(options.weigh, network.weights.back(), weight);
      continue;
    }
    network.links.push_back(link);
    if (weighs) network.weights.push_back(weight);
    if (options.keep_parallel) network.facts.push_back(fact);
  }
}

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
  Collector collector(snapshot, places, options, network.left_out);
  collector.add_ties();
  const bool amounts = options.layers.empty() && options.weigh == Weigh::Amount;
  if (amounts || options.layers.contains(Layer::Money)) collector.add_payments();
  auto links = collector.taken();
  std::ranges::sort(links, {}, [](const Weighed& one) { return std::pair(one.link, one.fact); });
  take_links(links, options, network);
  return network;
}

} // namespace cuibono::graph
