#include "graph/key_players.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include "graph/adjacency.h"
#include "graph/measures.h"
#include "graph/searches.h"

namespace cuibono::graph {
namespace {

constexpr double kMostVisits = 2e9; ///< of arcs, for an exact search

Adjacency without(const Adjacency& graph, const std::vector<bool>& removed) {
  Adjacency left;
  left.first.assign(1, 0);
  std::vector<std::uint32_t> place(graph.size());
  std::uint32_t next = 0;
  for (std::uint32_t v = 0; v < graph.size(); ++v)
    if (!removed[v]) place[v] = next++;
  for (std::uint32_t v = 0; v < graph.size(); ++v) {
    if (removed[v]) continue;
    for (const auto u : graph.of(v))
      if (!removed[u]) left.to.push_back(place[u]);
    left.first.push_back(static_cast<std::uint32_t>(left.to.size()));
  }
  return left;
}

Fragmentation fragmentation_of(const Adjacency& graph) {
  const auto n = static_cast<double>(graph.size());
  if (n < 2) return {1, 1};
  Searches searches(graph);
  std::vector<std::uint32_t> sources;
  double near = 0, joined = 0;
  for (std::uint32_t begin = 0; begin < graph.size(); begin += Searches::kMost) {
    sources.resize(std::min<std::size_t>(Searches::kMost, graph.size() - begin));
    std::iota(sources.begin(), sources.end(), begin);
    searches.run(sources, [&](std::uint32_t level, std::uint32_t, std::uint64_t bits) {
      if (level == 0) return;
      const auto count = static_cast<double>(std::popcount(bits));
      near += count / level;
      joined += count;
    });
  }
  return {1 - near / (n * (n - 1)), 1 - joined / (n * (n - 1))};
}

double reach_of(const Adjacency& graph, std::span<const std::uint32_t> set) {
  std::vector<std::uint32_t> distance(graph.size(), 0), queue(set.begin(), set.end());
  for (const auto v : set) distance[v] = 1;
  double sum = 0;
  for (std::size_t head = 0; head < queue.size(); ++head) {
    const auto v = queue[head];
    sum += distance[v] == 1 ? 1 : 1. / (distance[v] - 1);
    for (const auto u : graph.of(v))
      if (distance[u] == 0) distance[u] = distance[v] + 1, queue.push_back(u);
  }
  return graph.size() > 0 ? sum / static_cast<double>(graph.size()) : 0;
}

class Search {
 public:
  Search(const Network& network, KeyPlayerGoal goal, std::size_t wanted, base::Progress& progress)
      : graph_(adjacency(network, Ends::Both)), goal_(goal), wanted_(wanted), progress_(progress) {}

  KeyPlayers value_of(std::vector<std::uint32_t> nodes) {
    ++progress_.done;
    std::ranges::sort(nodes);
    if (goal_ == KeyPlayerGoal::Reach) {
      const double value = reach_of(graph_, nodes);
      return {std::move(nodes), value, 0};
    }
    std::vector<bool> removed(graph_.size());
    for (const auto v : nodes) removed[v] = true;
    const auto cut = fragmentation_of(without(graph_, removed));
    return {std::move(nodes), cut.distance, cut.pairs};
  }

  void offer(KeyPlayers set) {
    if (sets_.size() == wanted_ && !better(set, sets_.back())) return;
    const auto at = std::ranges::lower_bound(sets_, set, better);
    if (at != sets_.end() && at->nodes == set.nodes) return;
    sets_.insert(at, std::move(set));
    if (sets_.size() > wanted_) sets_.pop_back();
  }

  void every_set(const std::vector<std::uint32_t>& candidates, std::size_t size) {
    std::vector<std::size_t> at(size);
    std::iota(at.begin(), at.end(), std::size_t{0});
    while (!progress_.stopped()) {
      std::vector<std::uint32_t> nodes;
      for (const auto i : at) nodes.push_back(candidates[i]);
      offer(value_of(std::move(nodes)));
      auto i = size;
      while (i > 0 && at[i - 1] == candidates.size() - size + i - 1) --i;
      if (i == 0) return;
      ++at[i - 1];
      for (auto j = i; j < size; ++j) at[j] = at[j - 1] + 1;
    }
  }

  // One after another whoever adds most, then swaps while one helps.
  void greedy(const std::vector<std::uint32_t>& candidates, std::size_t size) {
    KeyPlayers best;
    while (best.nodes.size() < size && !progress_.stopped()) best = best_change(candidates, best, best.nodes.size());
    offer(best);
    for (bool moved = true; moved && !progress_.stopped();) {
      moved = false;
      for (std::size_t i = 0; i < size; ++i) {
        const auto swapped = best_change(candidates, best, i);
        if (swapped.value > best.value + 1e-12) best = swapped, moved = true;
        offer(best);
      }
    }
  }

  std::vector<KeyPlayers> take() { return std::move(sets_); }

 private:
  static bool better(const KeyPlayers& a, const KeyPlayers& b) { return a.value != b.value ? a.value > b.value : a.nodes < b.nodes; }

  // The best set that has another node at `place`, or one more.
  KeyPlayers best_change(const std::vector<std::uint32_t>& candidates, const KeyPlayers& from, std::size_t place) {
    KeyPlayers best;
    for (const auto v : candidates) {
      if (std::ranges::count(from.nodes, v) > 0 || progress_.stopped()) continue;
      auto nodes = from.nodes;
      if (place < nodes.size()) nodes[place] = v;
      else nodes.push_back(v);
      auto set = value_of(std::move(nodes));
      if (best.nodes.empty() || better(set, best)) best = std::move(set);
    }
    return best.nodes.empty() ? from : best;
  }

  Adjacency graph_;
  KeyPlayerGoal goal_;
  std::size_t wanted_;
  base::Progress& progress_;
  std::vector<KeyPlayers> sets_;
};

double choices(double n, double k) {
  double count = 1;
  for (double i = 0; i < k; ++i) count *= (n - i) / (i + 1);
  return count;
}

// Of a large network only those who stand out can be key: by degree, the best few hundred.
std::vector<std::uint32_t> candidates_of(const Network& network, const std::vector<bool>& allowed, std::size_t most) {
  std::vector<std::uint32_t> candidates;
  for (std::uint32_t v = 0; v < network.nodes.size(); ++v)
    if (allowed.empty() || allowed[v]) candidates.push_back(v);
  if (candidates.size() <= most) return candidates;
  const auto degree = degrees(network).total;
  std::ranges::stable_sort(candidates, [&](auto a, auto b) { return degree[a] > degree[b]; });
  candidates.resize(most);
  std::ranges::sort(candidates);
  return candidates;
}

} // namespace

Fragmentation fragmentation(const Network& network, std::span<const std::uint32_t> removed) {
  std::vector<bool> gone(network.nodes.size());
  for (const auto v : removed) gone[v] = true;
  return fragmentation_of(without(adjacency(network, Ends::Both), gone));
}

double reach(const Network& network, std::span<const std::uint32_t> set) { return reach_of(adjacency(network, Ends::Both), set); }

base::Result<KeyPlayerSearch> key_players(const Network& network, KeyPlayerGoal goal, std::size_t size, std::size_t sets,
                                          const std::vector<bool>& allowed, base::Progress& progress) {
  const auto n = static_cast<double>(network.nodes.size()), links = static_cast<double>(network.links.size()) + n;
  const double one = goal == KeyPlayerGoal::Cut ? n * links / 8 : links;
  auto candidates = candidates_of(network, allowed, network.nodes.size());
  size = std::min(size, candidates.size());
  KeyPlayerSearch result;
  if (size == 0 || sets == 0) return result;
  result.exact = choices(static_cast<double>(candidates.size()), static_cast<double>(size)) * one <= kMostVisits;
  Search search(network, goal, sets, progress);
  if (result.exact) {
    search.every_set(candidates, size);
  } else {
    const double affordable = std::clamp(10 * kMostVisits / (one * 3 * static_cast<double>(size)), 20., n);
    search.greedy(candidates_of(network, allowed, static_cast<std::size_t>(affordable)), size);
  }
  if (progress.stopped()) return base::fail(base::ErrorKind::Cancelled, "the search for key players was stopped");
  result.sets = search.take();
  return result;
}

} // namespace cuibono::graph
