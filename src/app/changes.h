#pragma once
// What changed in a case's network between two dates: who and which ties came and went, in each layer, and what became
// of the groups. Values, without names.

#include <vector>

#include "app/connections.h"
#include "graph/change.h"
#include "graph/network.h"
#include "model/people.h"

namespace cuibono::app {

struct ChangesOptions {
  graph::NetworkOptions network = {}; ///< layers empty: all, with payments; the window is set here
  base::Date from, to;                ///< as of these; one known to the month or year takes all of it
  std::uint64_t seed = 1;             ///< of the groups
  std::size_t limit = 20;             ///< ties listed with their facts, of each kind in each layer
};

struct LayerChange {
  graph::Layer layer = graph::Layer::Social;
  graph::Change change;
  std::vector<Step> appeared, vanished; ///< the first `limit` of the change's, with facts and exhibits
};

struct Changes {
  graph::Change whole;             ///< of all layers asked for together
  std::vector<LayerChange> layers; ///< of each
  std::vector<graph::CellChange> cells;
  graph::LeftOut before, after; ///< of the network as of each date
};

/// Directions are not looked at. Fails where a date is not known or the second is earlier, or when stopped.
base::Result<Changes> changes(const model::CaseSnapshot& snapshot, const ChangesOptions& options,
                              base::Progress& progress);

/// "persisted", "merged", "split", "regrouped", "new", "gone"
const char* words_of(graph::Fate fate);
const char* words_of(graph::Layer layer);

} // namespace cuibono::app
