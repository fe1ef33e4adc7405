#pragma once
// Breadth-first searches from up to 64 sources at once, one bit each (Then et al. 2014, "The More the Merrier").

#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "graph/adjacency.h"

namespace cuibono::graph {

/// Reused from batch to batch; for one thread.
class Searches {
 public:
  static constexpr std::size_t kMost = 64;

  explicit Searches(const Adjacency& graph) : graph_(graph), seen_(graph.size()), found_(graph.size()), fresh_(graph.size()) {}

  /// Calls visit(level, node, bits) once for each node and level at which some searches reach it first: bit i is the search
  /// from sources[i]. Levels ascend from 0, the sources themselves; nodes within a level come in no particular order.
  template <class Visit>
  void run(std::span<const std::uint32_t> sources, Visit&& visit);

 private:
  const Adjacency& graph_;
  std::vector<std::uint64_t> seen_, found_, fresh_;
  std::vector<std::uint32_t> front_, next_, reached_;
};

template <class Visit>
void Searches::run(std::span<const std::uint32_t> sources, Visit&& visit) {
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (!found_[sources[i]]) next_.push_back(sources[i]);
    found_[sources[i]] |= std::uint64_t{1} << i;
  }
  for (std::uint32_t level = 0; !next_.empty(); ++level) {
    front_.clear();
    for (const auto v : next_) {
      const auto fresh = found_[v] & ~seen_[v];
      found_[v] = 0;
      if (!fresh) continue;
      if (!seen_[v]) reached_.push_back(v);
      seen_[v] |= fresh;
      fresh_[v] = fresh;
      front_.push_back(v);
      visit(level, v, fresh);
    }
    next_.clear();
    for (const auto v : front_)
      for (const auto u : graph_.of(v)) {
        if (!found_[u]) next_.push_back(u);
        found_[u] |= fresh_[v];
      }
  }
  for (const auto v : reached_) seen_[v] = 0;
  reached_.clear();
}

} // namespace cuibono::graph
