#include "app/changes.h"

#include <algorithm>

namespace cuibono::app {
namespace {

using graph::Layer;
using model::CaseSnapshot;

graph::Network as_of(const CaseSnapshot& snapshot, graph::NetworkOptions options, base::Date date, bool keep_parallel) {
  options.directed = false;
  options.weigh = graph::Weigh::Same;
  options.keep_parallel = keep_parallel;
  options.window = {date, date};
  return graph::build_network(snapshot, options);
}

std::vector<Step> steps_of(const CaseSnapshot& snapshot, const graph::Network& network,
                           const std::vector<graph::Pair>& pairs, std::size_t limit) {
  std::vector<Step> steps;
  const auto place = [&](model::EntityId id) {
    return static_cast<std::uint32_t>(std::ranges::lower_bound(network.nodes, id) - network.nodes.begin());
  };
  for (const auto& pair : pairs)
    if (steps.size() < limit) steps.push_back(step_between(snapshot, network, place(pair.source), place(pair.target)));
  return steps;
}

LayerChange layer_change(const CaseSnapshot& snapshot, const ChangesOptions& options, Layer layer) {
  auto wanted = options.network;
  wanted.layers = {layer};
  const auto before = as_of(snapshot, wanted, options.from, true), after = as_of(snapshot, wanted, options.to, true);
  LayerChange made{.layer = layer, .change = graph::change(before, after)};
  made.appeared = steps_of(snapshot, after, made.change.appeared, options.limit);
  made.vanished = steps_of(snapshot, before, made.change.vanished, options.limit);
  return made;
}

} // namespace

base::Result<Changes> changes(const CaseSnapshot& snapshot, const ChangesOptions& options, base::Progress& progress) {
  if (!options.from.known() || !options.to.known())
    return base::fail(base::ErrorKind::Usage, "a change lies between two dates, and one is missing", "", "name both");
  if (options.to < options.from)
    return base::fail(base::ErrorKind::Usage, "the second date is earlier than the first",
                      base::format_date(options.to), "name the earlier one first");
  auto wanted = options.network;
  if (wanted.layers.empty())
    wanted.layers = {Layer::Social, Layer::Command, Layer::Money, Layer::Ownership, Layer::Movement};
  const auto before = as_of(snapshot, wanted, options.from, false), after = as_of(snapshot, wanted, options.to, false);
  Changes made{.whole = graph::change(before, after),
               .layers = {},
               .cells = {},
               .before = before.left_out,
               .after = after.left_out};
  for (const auto layer : wanted.layers) made.layers.push_back(layer_change(snapshot, options, layer));
  const auto were = graph::leiden(before, {.seed = options.seed}, progress);
  if (!were) return tl::unexpected(were.error());
  const auto are = graph::leiden(after, {.seed = options.seed}, progress);
  if (!are) return tl::unexpected(are.error());
  made.cells = graph::cell_changes(before, *were, after, *are);
  return made;
}

const char* words_of(graph::Fate fate) {
  switch (fate) {
    case graph::Fate::Persisted:
      return "persisted";
    case graph::Fate::Merged:
      return "merged";
    case graph::Fate::Split:
      return "split";
    case graph::Fate::Regrouped:
      return "regrouped";
    case graph::Fate::New:
      return "new";
    case graph::Fate::Gone:
      break;
  }
  return "gone";
}

const char* words_of(Layer layer) {
  switch (layer) {
    case Layer::Social:
      return "social";
    case Layer::Command:
      return "command";
    case Layer::Money:
      return "money";
    case Layer::Ownership:
      return "ownership";
    case Layer::Movement:
      break;
  }
  return "movement";
}

} // namespace cuibono::app
