#include "graph/key_players.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include "base/random.h"
#include "graph/adjacency.h"
#include "graph/betweenness.h"
#include "graph/measures.h"
#include "graph/searches.h"

namespace cuibono::graph {
namespace {

constexpr double kMostVisits = 2e8;   ///< of arcs, for an exact search: about a second
constexpr double kMostOfOne = 4e6;    ///< of arcs, for one set; where DF takes more it is estimated
constexpr double kMostOfGreedy = 2e8; ///< of arcs, for a search step by step
constexpr std::size_t kFewestTried = 16;
constexpr std::size_t kBetweenSources = 64; ///< enough to tell who stands out
constexpr std::uint64_t kSeed = 1;

Adjacency without(const Adjacency& graph, const std::vector<bool>& removed, std::vector<std::uint32_t>& place) {
  Adjacency left;
  left.first.assign(1, 0);
  place.assign(graph.size(), 0);
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

// From all nodes, or estimated from `from`.
Fragmentation fragmentation_of(const Adjacency& graph, std::span<const std::uint32_t> from) {
  const auto n = static_cast<double>(graph.size());
  if (n < 2 || from.empty()) return {1, 1};
  Searches searches(graph);
  double near = 0, joined = 0;
  for (std::size_t begin = 0; begin < from.size(); begin += Searches::kMost) {
    searches.run(from.subspan(begin, std::min(Searches::kMost, from.size() - begin)),
                 [&](std::uint32_t level, std::uint32_t, std::uint64_t bits) {
                   if (level == 0) return;
                   const auto count = static_cast<double>(std::popcount(bits));
                   near += count / level;
                   joined += count;
                 });
  }
  const double pairs = static_cast<double>(from.size()) * (n - 1);
  return {1 - near / pairs, 1 - joined / pairs};
}

// Without those removed; `sources`: estimated from those of them that are left, empty: from everybody left.
Fragmentation fragmentation_without(const Adjacency& graph, const std::vector<bool>& removed, std::span<const std::uint32_t> sources) {
  std::vector<std::uint32_t> place, from;
  const auto left = without(graph, removed, place);
  for (const auto v : sources)
    if (!removed[v]) from.push_back(place[v]);
  if (sources.empty()) {
    from.resize(left.size());
    std::iota(from.begin(), from.end(), 0u);
  }
  return fragmentation_of(left, from);
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

double visits_of_one(const Network& network) {
  const auto n = static_cast<double>(network.nodes.size());
  return n * (static_cast<double>(network.links.size()) + n) / 8;
}

double visits_of_batch(const Network& network) {
  return static_cast<double>(network.links.size() + network.nodes.size()) * static_cast<double>(Searches::kMost) / 8;
}

std::vector<std::uint32_t> drawn(std::size_t nodes, std::size_t count) {
  std::vector<std::uint32_t> all(nodes);
  std::iota(all.begin(), all.end(), 0u);
  base::Random random(kSeed);
  for (std::size_t i = 0; i < count; ++i) std::swap(all[i], all[i + random.next() % (nodes - i)]);
  all.resize(count);
  return all;
}

class Search {
 public:
  Search(const Network& network, KeyPlayerGoal goal, std::size_t wanted, base::Progress& progress)
      : graph_(adjacency(network, Ends::Both)), goal_(goal), wanted_(wanted), progress_(progress) {
    const auto nodes = network.nodes.size();
    if (goal != KeyPlayerGoal::Cut || visits_of_one(network) <= kMostOfOne) return;
    const auto batches = static_cast<std::size_t>(kMostOfOne / visits_of_batch(network));
    sources_ = drawn(nodes, std::min(std::clamp(batches * Searches::kMost, kSampledSources / 4, kSampledSources), nodes));
  }

  std::size_t sources() const { return sources_.size(); }

  /// What one set costs, in visits of arcs.
  double cost(const Network& network) const {
    const auto arcs = static_cast<double>(network.links.size() + network.nodes.size());
    if (goal_ == KeyPlayerGoal::Reach) return arcs;
    return sources_.empty() ? visits_of_one(network) : arcs * static_cast<double>(sources_.size()) / 8;
  }

  KeyPlayers value_of(std::vector<std::uint32_t> nodes) {
    ++progress_.done;
    std::ranges::sort(nodes);
    if (goal_ == KeyPlayerGoal::Reach) {
      const double value = reach_of(graph_, nodes);
      return {std::move(nodes), value, 0};
    }
    std::vector<bool> removed(graph_.size());
    for (const auto v : nodes) removed[v] = true;
    const auto cut = fragmentation_without(graph_, removed, sources_);
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
    for (bool moved = size > 1; moved && !progress_.stopped();) {
      moved = false;
      for (std::size_t i = 0; i < size; ++i) {
        const auto swapped = best_change(candidates, best, i);
        if (swapped.value > best.value + 1e-12) best = swapped, moved = true;
        offer(best);
      }
    }
  }

  /// The same without swaps: in the order in which they were taken.
  std::vector<std::uint32_t> one_after_another(const std::vector<std::uint32_t>& candidates, std::size_t size) {
    std::vector<std::uint32_t> order;
    while (order.size() < size && !progress_.stopped()) {
      const auto best = best_change(candidates, {order, 0, 0}, order.size());
      for (const auto v : best.nodes)
        if (std::ranges::count(order, v) == 0) {
          order.push_back(v);
          break;
        }
    }
    return order;
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
      if (place < nodes.size())
        nodes[place] = v;
      else
        nodes.push_back(v);
      auto set = value_of(std::move(nodes));
      if (best.nodes.empty() || better(set, best)) best = std::move(set);
    }
    return best.nodes.empty() ? from : best;
  }

  Adjacency graph_;
  std::vector<std::uint32_t> sources_; ///< empty: all
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

// Of a large network only those who stand out can be key: half of them by links, half by standing between others, which
// whoever joins two halves by one link each does without having many.
std::vector<std::uint32_t> candidates_of(const Network& network, const std::vector<bool>& allowed, std::size_t most,
                                         base::Progress& progress) {
  std::vector<std::uint32_t> all;
  for (std::uint32_t v = 0; v < network.nodes.size(); ++v)
    if (allowed.empty() || allowed[v]) all.push_back(v);
  if (all.size() <= most) return all;
  const auto degree = degrees(network).total;
  const auto between = sampled_betweenness(network, std::min(kBetweenSources, network.nodes.size()), kSeed, progress);
  if (!between) return {};
  std::ranges::stable_sort(all, [&](auto a, auto b) { return degree[a] > degree[b]; });
  std::vector<std::uint32_t> candidates(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(most - most / 2));
  all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(candidates.size()));
  std::ranges::stable_sort(all, [&](auto a, auto b) { return between->value[a] > between->value[b]; });
  candidates.insert(candidates.end(), all.begin(), all.begin() + static_cast<std::ptrdiff_t>(most / 2));
  std::ranges::sort(candidates);
  return candidates;
}

// As many as `passes` over them leave time for.
std::size_t affordable(double one, double passes, std::size_t nodes) {
  return static_cast<std::size_t>(std::clamp(kMostOfGreedy / (one * passes), static_cast<double>(kFewestTried),
                                             std::max(static_cast<double>(nodes), static_cast<double>(kFewestTried))));
}

tl::unexpected<base::Error> stopped() { return base::fail(base::ErrorKind::Cancelled, "the search for key players was stopped"); }

} // namespace

Fragmentation fragmentation(const Network& network, std::span<const std::uint32_t> removed) {
  std::vector<bool> gone(network.nodes.size());
  for (const auto v : removed) gone[v] = true;
  return fragmentation_without(adjacency(network, Ends::Both), gone, {});
}

double reach(const Network& network, std::span<const std::uint32_t> set) { return reach_of(adjacency(network, Ends::Both), set); }

base::Result<KeyPlayerSearch> key_players(const Network& network, KeyPlayerGoal goal, std::size_t size, std::size_t sets,
                                          const std::vector<bool>& allowed, base::Progress& progress) {
  Search search(network, goal, sets, progress);
  const double one = search.cost(network);
  auto candidates = candidates_of(network, allowed, network.nodes.size(), progress);
  size = std::min(size, candidates.size());
  KeyPlayerSearch result{.sources = search.sources()};
  if (size == 0 || sets == 0) return result;
  result.exact = choices(static_cast<double>(candidates.size()), static_cast<double>(size)) * one <= kMostVisits;
  if (!result.exact)
    candidates = candidates_of(network, allowed, affordable(one, 3 * static_cast<double>(size), network.nodes.size()), progress);
  result.candidates = candidates.size();
  size = std::min(size, candidates.size());
  if (result.exact)
    search.every_set(candidates, size);
  else
    search.greedy(candidates, size);
  if (progress.stopped()) return stopped();
  result.sets = search.take();
  return result;
}

base::Result<KeyPlayerOrder> key_player_order(const Network& network, std::size_t steps, const std::vector<bool>& allowed,
                                              base::Progress& progress) {
  Search search(network, KeyPlayerGoal::Cut, 1, progress);
  const auto most =
      std::max(steps, affordable(search.cost(network), static_cast<double>(std::max<std::size_t>(steps, 1)), network.nodes.size()));
  const auto candidates = candidates_of(network, allowed, most, progress);
  KeyPlayerOrder result{{}, candidates.size(), search.sources()};
  result.nodes = search.one_after_another(candidates, std::min(steps, candidates.size()));
  if (progress.stopped()) return stopped();
  return result;
}

} // namespace cuibono::graph
