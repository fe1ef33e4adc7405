#include "app/disruption.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "app/words.h"
#include "base/cents.h"
#include "benefit/interruption.h"
#include "graph/disruption.h"

namespace cuibono::app {
namespace {

using base::ErrorKind;
using base::fail;
using graph::Layer;
using Order = std::vector<std::uint32_t>; ///< places of nodes, or of links, in the tied network

constexpr double kMostVisits = 2e8; ///< of arcs or ways of the money, for each part of the work: about a second
constexpr std::size_t kMostMoneyDraws = 20, kFewestMoneyDraws = 5;

class Disrupter {
 public:
  Disrupter(const model::CaseSnapshot& snapshot, const model::Names& names, const DisruptionOptions& options, base::Progress& progress)
      : snapshot_(snapshot),
        names_(names),
        options_(options),
        progress_(progress),
        spared_(spared(snapshot)),
        money_(snapshot, options.basis) {
    made_.tied = tied_network(snapshot, options.network);
    made_.currency = model::setting(snapshot, "currency");
    before_ = money_.without({});
    made_.source_value.cents = std::llround(before_.source * 100);
  }

  base::Result<Disruption> run();

 private:
  bool of_ties() const { return options_.what == Removable::Ties; }
  const graph::Network& network() const { return made_.tied.network; }
  bool is_spared(EntityId id) const { return snapshot_.entities().find(id) && spared_[snapshot_.entities().position(id)]; }

  std::vector<bool> allowed() const;
  base::Result<Order> order();
  base::Result<Order> given_nodes() const;
  base::Result<Order> given_links() const;
  base::Result<Order> ordered(std::size_t steps, const std::vector<bool>& may);
  base::Result<Order> by_benefit(std::size_t steps, const std::vector<bool>& may);
  benefit::Interruption interruption(std::span<const std::uint32_t> removed) const;
  MoneyLeft money_left(const benefit::Interrupted& left) const;
  void fill_curve(const Order& order);
  void fill_fragmentation(const Order& order);
  void fill_money(const Order& order);
  void fill_random(const std::vector<bool>& may, std::size_t steps);
  void fill_random_money(const Order& from, std::size_t steps);
  void finish(const Order& order);
  void say(std::size_t steps);

  const model::CaseSnapshot& snapshot_;
  const model::Names& names_;
  const DisruptionOptions& options_;
  base::Progress& progress_;
  const std::vector<bool> spared_;
  const benefit::MoneyWithout money_;
  benefit::Interrupted before_;
  Disruption made_;
  std::vector<std::string> said_; ///< by the order
};

// Which nodes, or which links, may be removed.
std::vector<bool> Disrupter::allowed() const {
  std::vector<bool> may;
  if (of_ties()) {
    for (const auto& [a, b] : network().links) may.push_back(!is_spared(network().nodes[a]) && !is_spared(network().nodes[b]));
    return may;
  }
  if (options_.what == Removable::Actors) return made_.tied.is_actor;
  for (const auto id : network().nodes) may.push_back(snapshot_.entities().find(id)->kind == model::EntityKind::Account && !is_spared(id));
  return may;
}

tl::unexpected<base::Error> not_there(const std::string& what) {
  return fail(ErrorKind::Usage, what + " is not in this network", "--remove", "name what has such a tie, or choose other layers");
}

tl::unexpected<base::Error> refuse(const std::string& name) {
  return fail(ErrorKind::Refused, name + " is or may be a victim, or what a victim holds, and is never removed to see what breaks",
              "--remove", "use --without-victims to see the network without victims");
}

base::Result<Order> Disrupter::given_nodes() const {
  Order order;
  for (const auto id : options_.given) {
    if (is_spared(id)) return refuse(names_.shown(id));
    const auto at = std::ranges::lower_bound(network().nodes, id);
    if (at == network().nodes.end() || *at != id) return not_there(names_.shown(id));
    const auto node = static_cast<std::uint32_t>(at - network().nodes.begin());
    if (std::ranges::count(order, node) == 0) order.push_back(node);
  }
  return order;
}

base::Result<Order> Disrupter::given_links() const {
  Order order;
  for (const auto& [a, b] : options_.given_ties) {
    const auto place = [&](EntityId id) {
      return static_cast<std::uint32_t>(std::ranges::lower_bound(network().nodes, id) - network().nodes.begin());
    };
    const auto at = std::ranges::lower_bound(network().links, graph::Link{std::min(place(a), place(b)), std::max(place(a), place(b))});
    const bool there =
        at != network().links.end() && network().nodes[at->source] == std::min(a, b) && network().nodes[at->target] == std::max(a, b);
    if (!there) return not_there(fmt::format("a tie of {} and {}", names_.shown(a), names_.shown(b)));
    const auto link = static_cast<std::uint32_t>(at - network().links.begin());
    if (std::ranges::count(order, link) == 0) order.push_back(link);
  }
  return order;
}

base::Result<Order> Disrupter::by_benefit(std::size_t steps, const std::vector<bool>& may) {
  std::vector<double> value(may.size(), 0);
  if (options_.what == Removable::Actors) {
    for (const auto& [id, amount] : before_.people)
      if (const auto at = std::ranges::lower_bound(network().nodes, id); at != network().nodes.end() && *at == id)
        value[static_cast<std::size_t>(at - network().nodes.begin())] = amount;
  } else {
    if (static_cast<double>(std::ranges::count(may, true)) * money_.work() > kMostVisits)
      return fail(ErrorKind::Usage, "there are too many to try what stops without each", "--order benefit",
                  "choose layers or a window, or another order");
    for (std::uint32_t i = 0; i < may.size() && !progress_.stopped(); ++i)
      if (may[i]) value[i] = money_.without(interruption(std::span(&i, 1))).stopped;
  }
  Order order;
  for (std::uint32_t i = 0; i < may.size(); ++i)
    if (may[i] && value[i] > 0) order.push_back(i);
  std::ranges::stable_sort(order, [&](auto a, auto b) { return value[a] > value[b]; });
  order.resize(std::min(steps, order.size()));
  said_.push_back(fmt::format("By benefit only those are removed {}: {}.",
                              options_.what == Removable::Actors ? "whom money reaches" : "without whom money stops", order.size()));
  return order;
}

base::Result<Order> Disrupter::ordered(std::size_t steps, const std::vector<bool>& may) {
  const auto taken = [&](graph::RemovalOrder found) {
    said_.push_back(found.renewed ? "The order is measured again after each removal."
                                  : "The network is large: the order is by the values before the first removal.");
    return std::move(found.order);
  };
  switch (options_.by) {
    case RemovalBy::Degree:
      return taken(of_ties() ? graph::links_by_degree(network(), steps, may) : graph::nodes_by_degree(network(), steps, may));
    case RemovalBy::Betweenness:
      return (of_ties() ? graph::links_by_betweenness(network(), steps, may, progress_)
                        : graph::nodes_by_betweenness(network(), steps, may, progress_))
          .map(taken);
    case RemovalBy::KeyPlayers: {
      if (of_ties())
        return fail(ErrorKind::Usage, "ties are no key players", "--order key-players",
                    "use betweenness, degree, benefit or random for ties");
      auto found = graph::key_player_order(network(), steps, may, progress_);
      if (!found) return tl::unexpected(found.error());
      said_.push_back(
          "Each is whoever cuts up most of what the ones before have left; key-players looks for the best set of one size instead.");
      if (found->sources > 0)
        said_.push_back(fmt::format("The network is large: {} candidates were tried, by the distances from {} nodes.", found->candidates,
                                    found->sources));
      return std::move(found->nodes);
    }
    case RemovalBy::Benefit:
      return by_benefit(steps, may);
    case RemovalBy::Given:
    case RemovalBy::Random:
      break;
  }
  return Order{};
}

base::Result<Order> Disrupter::order() {
  if (options_.by == RemovalBy::Given) return of_ties() ? given_links() : given_nodes();
  const auto may = allowed();
  const auto steps = std::min(options_.steps, static_cast<std::size_t>(std::ranges::count(may, true)));
  return ordered(steps, may);
}

// What the removal of those nodes or links takes out of the money. Of a tie, what the layers of the network hold.
benefit::Interruption Disrupter::interruption(std::span<const std::uint32_t> removed) const {
  benefit::Interruption gone;
  for (const auto i : removed) {
    if (!of_ties()) {
      gone.entities.push_back(network().nodes[i]);
      continue;
    }
    const std::pair ends{network().nodes[network().links[i].source], network().nodes[network().links[i].target]};
    if (made_.tied.options.layers.contains(Layer::Money)) gone.unpaid.push_back(ends);
    if (made_.tied.options.layers.contains(Layer::Ownership)) gone.unheld.push_back(ends);
  }
  return gone;
}

MoneyLeft Disrupter::money_left(const benefit::Interrupted& left) const {
  const auto cents =
      base::to_cents({left.attributed, left.unattributed, left.movement, left.lawful, left.stopped}, made_.source_value.cents);
  return {{cents[0]}, {cents[1]}, {cents[2]}, {cents[3]}, {cents[4]}, before_.attributed > 0 ? left.attributed / before_.attributed : 0};
}

void Disrupter::fill_curve(const Order& order) {
  const auto curve = of_ties() ? graph::as_links_go(network(), order) : graph::as_nodes_go(network(), order);
  const auto nodes = static_cast<double>(std::max<std::size_t>(network().nodes.size(), 1));
  for (std::size_t k = 0; k <= order.size(); ++k) {
    DisruptionStep step{.largest = static_cast<double>(curve[k].largest) / nodes, .components = static_cast<double>(curve[k].components)};
    if (k > 0) {
      const auto i = order[k - 1];
      step.removed = of_ties() ? RemovalStep{network().nodes[network().links[i].source], network().nodes[network().links[i].target]}
                               : RemovalStep{network().nodes[i], {}};
    }
    made_.steps.push_back(std::move(step));
  }
  made_.robustness = graph::robustness(curve);
}

void Disrupter::fill_fragmentation(const Order& order) {
  const auto n = static_cast<double>(network().nodes.size());
  const double one = n * (static_cast<double>(network().links.size()) + n) / 8;
  if (one * static_cast<double>(order.size() + 1) > kMostVisits) return;
  for (std::size_t k = 0; k <= order.size() && !progress_.stopped(); ++k) {
    const auto removed = std::span(order).first(k);
    made_.steps[k].fragmentation =
        (of_ties() ? graph::fragmentation(graph::without_links(network(), removed)) : graph::fragmentation(network(), removed)).distance;
  }
}

void Disrupter::fill_money(const Order& order) {
  if (before_.source <= 0 || money_.work() * static_cast<double>(order.size() + 1) > kMostVisits) return;
  double sum = 0;
  for (std::size_t k = 0; k <= order.size() && !progress_.stopped(); ++k) {
    const auto left = money_.without(interruption(std::span(order).first(k)));
    made_.steps[k].money = money_left(left);
    if (k > 0) sum += made_.steps[k].money->reaches;
    if (k < order.size()) continue;
    for (const auto& [id, amount] : left.people) made_.still.emplace_back(id, base::Money{std::llround(amount * 100)});
    std::ranges::stable_sort(made_.still, [](const auto& a, const auto& b) { return a.second > b.second; });
  }
  if (!order.empty()) made_.money_robustness = sum / static_cast<double>(order.size());
}

void Disrupter::fill_random_money(const Order& from, std::size_t steps) {
  const double one = money_.work() * static_cast<double>(steps);
  const auto draws = static_cast<std::size_t>(
      std::min({kMostVisits / std::max(one, 1.), static_cast<double>(kMostMoneyDraws), static_cast<double>(options_.draws)}));
  if (before_.source <= 0 || draws < std::min(kFewestMoneyDraws, options_.draws)) return;
  made_.money_draws = draws;
  std::vector<benefit::Interrupted> mean(steps + 1);
  for (std::size_t draw = 0; draw < draws && !progress_.stopped(); ++draw) {
    const auto order = graph::random_order(from, steps, options_.seed, draw);
    for (std::size_t k = 0; k <= steps; ++k) {
      const auto left = money_.without(interruption(std::span(order).first(k)));
      for (const auto part : {&benefit::Interrupted::attributed, &benefit::Interrupted::unattributed, &benefit::Interrupted::movement,
                              &benefit::Interrupted::lawful, &benefit::Interrupted::stopped})
        mean[k].*part += left.*part / static_cast<double>(draws);
    }
  }
  double sum = 0;
  for (std::size_t k = 0; k <= steps; ++k) {
    made_.random[k].money = money_left(mean[k]);
    if (k > 0) sum += made_.random[k].money->reaches;
  }
  if (steps > 0) made_.random_money_robustness = sum / static_cast<double>(steps);
}

void Disrupter::fill_random(const std::vector<bool>& may, std::size_t steps) {
  if (options_.draws == 0) return;
  Order from;
  for (std::uint32_t i = 0; i < may.size(); ++i)
    if (may[i]) from.push_back(i);
  steps = std::min(steps, from.size());
  const double pass = static_cast<double>(network().links.size() + network().nodes.size());
  made_.draws = static_cast<std::size_t>(std::clamp(kMostVisits / 10 / std::max(pass, 1.), 1., static_cast<double>(options_.draws)));
  const auto mean = of_ties() ? graph::random_links_go(network(), from, steps, made_.draws, options_.seed)
                              : graph::random_nodes_go(network(), from, steps, made_.draws, options_.seed);
  const auto nodes = static_cast<double>(std::max<std::size_t>(network().nodes.size(), 1));
  for (const auto& at : mean.curve) made_.random.push_back({.largest = at.largest / nodes, .components = at.components});
  made_.random_robustness = mean.robustness;
  fill_random_money(from, steps);
}

void Disrupter::finish(const Order& order) {
  Removed removed;
  for (const auto& step : made_.steps) {
    if (!step.removed) continue;
    if (step.removed->second)
      removed.pairs.emplace_back(step.removed->first, step.removed->second);
    else
      removed.entities.push_back(step.removed->first);
  }
  made_.warnings = harm_warnings(snapshot_, names_, removed);
  if (options_.by == RemovalBy::Random) {
    made_.steps = made_.random;
    made_.robustness = made_.random_robustness;
    made_.money_robustness = made_.random_money_robustness;
    made_.still.clear();
  }
  say(order.size());
}

void Disrupter::say(std::size_t steps) {
  auto& words = made_.words;
  words = said_;
  if (options_.by == RemovalBy::Random) words.push_back("Random removals name nobody, so that there is nothing to warn of.");
  if (made_.tied.spared > 0 || options_.by != RemovalBy::Given)
    words.push_back("Victims, and whoever may be one, are never removed, nor are their accounts, phones and ties.");
  if (made_.draws > 0)
    words.push_back(fmt::format("Random: the mean of {} orders drawn of the same kind{}.", made_.draws,
                                made_.money_draws > 0 ? fmt::format(", of the money of {}", made_.money_draws) : std::string()));
  if (options_.by != RemovalBy::Random && !made_.steps[0].fragmentation)
    words.push_back(fmt::format("DF is left out: for {} removals from {} nodes it takes too long.", steps, network().nodes.size()));
  if (before_.source <= 0)
    words.push_back("No exhibit supports proceeds, so that there is no money to follow.");
  else if (!made_.steps[0].money)
    words.push_back("The money is left out: to follow it at each removal takes too long; ask for fewer --steps.");
  else
    words.push_back("Stopped is what would have gone through whoever is removed; nothing finds another way, which people would look for.");
  if (of_ties() && !options_.network.window.open())
    words.push_back("The window chooses ties; of a pair that is cut all money is stopped, whenever it was paid.");
  words.push_back("R is the mean of the largest part over the removals shown: the lower, the less holds together; compare it with random.");
  words.push_back("Ties that nobody has found are not counted, and those who are left adapt.");
}

base::Result<Disruption> Disrupter::run() {
  const auto found = order();
  if (!found) return tl::unexpected(found.error());
  const bool random = options_.by == RemovalBy::Random;
  if (!random) {
    fill_curve(*found);
    fill_fragmentation(*found);
    fill_money(*found);
  }
  fill_random(allowed(), random ? options_.steps : found->size());
  if (progress_.stopped()) return fail(ErrorKind::Cancelled, "the removals were stopped");
  finish(*found);
  return std::move(made_);
}

} // namespace

base::Result<Disruption> disruption_of(const model::CaseSnapshot& snapshot, const model::Names& names, const DisruptionOptions& options,
                                       base::Progress& progress) {
  return Disrupter(snapshot, names, options, progress).run();
}

} // namespace cuibono::app
