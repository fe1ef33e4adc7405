#include "app/key_players.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "app/words.h"
#include "base/random.h"
#include "graph/disruption.h"

namespace cuibono::app {
namespace {

using graph::KeyPlayerGoal;

constexpr std::size_t kMostDraws = 200, kFewestDraws = 20;
constexpr double kDrawVisits = 2e8, kVisitsBeside = 2000; ///< of arcs, in all; what a set costs besides
constexpr double kSame = 1e-12;

// For each link of the network the probability that one of its ties is a fact.
std::vector<double> probabilities(const model::CaseSnapshot& snapshot, const graph::Network& network, graph::NetworkOptions options) {
  options.weigh = graph::Weigh::Evidence;
  const auto weighed = graph::build_network(snapshot, options);
  std::map<std::pair<EntityId, EntityId>, double> known;
  for (std::size_t i = 0; i < weighed.links.size(); ++i)
    known[{weighed.nodes[weighed.links[i].source], weighed.nodes[weighed.links[i].target]}] = weighed.weights[i];
  std::vector<double> chance;
  for (const auto& [a, b] : network.links) {
    const auto found = known.find({network.nodes[a], network.nodes[b]});
    chance.push_back(found == known.end() ? 0 : found->second);
  }
  return chance;
}

double sets_of(double n, double k) {
  double count = 1;
  for (double i = 0; i < k; ++i) count *= (n - i) / (i + 1);
  return count;
}

std::size_t affordable_draws(const KeyPlayersFound& found, const KeyPlayerOptions& options) {
  if (!found.search.exact || found.sets.empty()) return 0;
  const auto n = static_cast<double>(found.tied.network.nodes.size()), arcs = static_cast<double>(found.tied.network.links.size()) + n;
  const double one = kVisitsBeside + (options.goal == KeyPlayerGoal::Cut ? n * arcs / 8 : arcs);
  const double draws = kDrawVisits / (one * sets_of(static_cast<double>(found.search.candidates), static_cast<double>(options.size)));
  return draws < static_cast<double>(kFewestDraws) ? 0 : static_cast<std::size_t>(std::min(draws, static_cast<double>(kMostDraws)));
}

double value_in(const graph::Network& network, KeyPlayerGoal goal, const std::vector<std::uint32_t>& nodes) {
  return goal == KeyPlayerGoal::Cut ? graph::fragmentation(network, nodes).distance : graph::reach(network, nodes);
}

base::Result<void> draw_ties(const model::CaseSnapshot& snapshot, const KeyPlayerOptions& options, KeyPlayersFound& found,
                             base::Progress& progress) {
  found.draws = affordable_draws(found, options);
  if (found.draws == 0) return {};
  const auto chance = probabilities(snapshot, found.tied.network, found.tied.options);
  base::Random random(options.seed);
  for (std::size_t draw = 0; draw < found.draws; ++draw) {
    graph::Network drawn{.nodes = found.tied.network.nodes};
    for (std::size_t i = 0; i < chance.size(); ++i)
      if (random.unit() < chance[i]) drawn.links.push_back(found.tied.network.links[i]);
    const auto best = graph::key_players(drawn, options.goal, options.size, 1, found.tied.is_actor, progress);
    if (!best) return tl::unexpected(best.error());
    for (std::size_t i = 0; i < found.sets.size(); ++i)
      if (value_in(drawn, options.goal, found.search.sets[i].nodes) >= best->sets[0].value - kSame)
        found.sets[i].best_in_draws += 1. / static_cast<double>(found.draws);
  }
  return {};
}

std::string how_found(const KeyPlayersFound& found, std::size_t size) {
  const auto sets = sets_of(static_cast<double>(found.search.candidates), static_cast<double>(size));
  if (found.search.exact) return fmt::format("Exact: each of the {:.0f} sets of {} was looked at.", sets, size);
  return fmt::format(
      "Greedy: one after another whoever adds most, then swaps while one helps, among the {} of {} actors with most ties and those "
      "most between others; a better set may have been missed.",
      found.search.candidates, std::ranges::count(found.tied.is_actor, true));
}

void say(const KeyPlayerOptions& options, KeyPlayersFound& found) {
  found.words.push_back(how_found(found, options.size));
  if (found.search.sources > 0)
    found.words.push_back(fmt::format("The network is large: the values are estimated by the distances from {} nodes drawn at random.",
                                      found.search.sources));
  found.words.push_back(
      "Victims, and whoever may be one, are never candidates, nor are their accounts and phones" +
      (found.tied.spared > 0 ? fmt::format("; {} in this network.", counted(found.tied.spared, "person", "people")) : std::string(".")));
  if (found.tied.spared > 0)
    found.words.push_back(
        "Ties to victims make whoever moves and guards them look central; --without-victims shows the network without them.");
  if (found.tied.untied > 0)
    found.words.push_back(fmt::format("{} without such a tie are left out.", counted(found.tied.untied, "entity", "entities")));
  if (found.draws == 0 && !found.sets.empty())
    found.words.push_back("How often a set stays best when ties are drawn by their evidence was not tried: there are too many sets.");
  found.words.push_back("Holding a network together is not benefiting from it, and ties that nobody has found are not counted.");
}

} // namespace

Tied tied_network(const model::CaseSnapshot& snapshot, graph::NetworkOptions options) {
  if (options.layers.empty())
    options.layers = {graph::Layer::Social, graph::Layer::Command, graph::Layer::Money, graph::Layer::Ownership, graph::Layer::Movement};
  const auto whole = graph::build_network(snapshot, options);
  Tied tied{.options = std::move(options), .network = graph::tied_part(whole)};
  tied.untied = whole.nodes.size() - tied.network.nodes.size();
  const auto never = spared(snapshot);
  for (const auto id : tied.network.nodes) {
    const auto at = snapshot.entities().position(id);
    const bool actor = is_actor(snapshot.entities().rows()[at].kind);
    tied.is_actor.push_back(actor && !never[at]);
    tied.spared += actor && never[at];
  }
  return tied;
}

base::Result<KeyPlayersFound> key_players_of(const model::CaseSnapshot& snapshot, const KeyPlayerOptions& options,
                                             base::Progress& progress) {
  KeyPlayersFound found{.tied = tied_network(snapshot, options.network)};
  const auto candidates = static_cast<std::size_t>(std::ranges::count(found.tied.is_actor, true));
  if (candidates < options.size)
    return base::fail(base::ErrorKind::Input,
                      fmt::format("only {} with such a tie could be chosen, not {}", counted(candidates, "actor"), options.size), {},
                      "choose a smaller --size or other layers");
  if (options.goal == KeyPlayerGoal::Cut) {
    const auto before = graph::fragmentation(found.tied.network);
    found.before = before.distance, found.pairs_before = before.pairs;
  }
  auto search = graph::key_players(found.tied.network, options.goal, options.size, options.sets, found.tied.is_actor, progress);
  if (!search) return tl::unexpected(search.error());
  found.search = std::move(*search);
  for (const auto& set : found.search.sets) {
    KeySet row{.value = set.value, .pairs = set.pairs};
    for (const auto v : set.nodes) row.members.push_back(found.tied.network.nodes[v]);
    found.sets.push_back(std::move(row));
  }
  if (const auto drawn = draw_ties(snapshot, options, found, progress); !drawn) return tl::unexpected(drawn.error());
  say(options, found);
  return found;
}

} // namespace cuibono::app
