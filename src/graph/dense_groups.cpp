#include "graph/dense_groups.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "graph/adjacency.h"
#include "graph/cohesion.h"

namespace cuibono::graph {
namespace {

using Nodes = std::vector<std::uint32_t>;

// The largest groups met so far, and how much work is left.
class Finder {
 public:
  Finder(const Network& network, const GroupLimits& limits, base::Progress& progress)
      : graph_(adjacency(network, Ends::Both)), limits_(limits), progress_(progress), core_(core_numbers(network)) {}

 protected:
  // From the rim inwards, so that few nodes come after each among its neighbours.
  Nodes rim_first() const {
    Nodes order(graph_.size());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::stable_sort(order, {}, [&](auto v) { return core_[v]; });
    return order;
  }
  bool tied(std::uint32_t a, std::uint32_t b) {
    ++work_;
    return graph_.degree(a) < graph_.degree(b) ? graph_.has(a, b) : graph_.has(b, a);
  }
  bool is_over() const { return work_ > limits_.work || progress_.stopped(); }
  void report(Nodes members) {
    ++found_;
    std::ranges::sort(members);
    kept_.insert(std::move(members));
    if (kept_.size() > limits_.most) kept_.erase(std::prev(kept_.end()));
  }
  base::Result<FoundGroups> result() {
    if (progress_.stopped()) return base::fail(base::ErrorKind::Cancelled, "the search for groups was stopped");
    return FoundGroups{{kept_.begin(), kept_.end()}, found_, work_ <= limits_.work};
  }

  struct LargerFirst {
    bool operator()(const Nodes& a, const Nodes& b) const { return a.size() != b.size() ? a.size() > b.size() : a < b; }
  };

  const Adjacency graph_;
  const GroupLimits limits_;
  base::Progress& progress_;
  const std::vector<std::uint32_t> core_;
  std::set<Nodes, LargerFirst> kept_;
  std::uint64_t found_ = 0, work_ = 0;
};

class Cliques : public Finder {
 public:
  using Finder::Finder;

  base::Result<FoundGroups> find() {
    const auto order = rim_first();
    Nodes place(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;
    progress_.total = order.size();
    for (std::uint32_t i = 0; i < order.size() && !is_over(); ++i, ++progress_.done) {
      Nodes later, earlier;
      for (const auto u : graph_.of(order[i])) (place[u] > i ? later : earlier).push_back(u);
      members_ = {order[i]};
      extend(std::move(later), std::move(earlier));
    }
    return result();
  }

 private:
  Nodes near(std::uint32_t v, const Nodes& among) {
    Nodes found;
    for (const auto u : among)
      if (u != v && tied(v, u)) found.push_back(u);
    return found;
  }

  // Whoever is tied to the pivot needs no branch of its own: the clique either has the pivot or somebody not tied to it.
  Nodes without_ties_to_pivot(const Nodes& open, const Nodes& closed) {
    Nodes fewest = open;
    for (const auto* nodes : {&open, &closed})
      for (const auto pivot : *nodes) {
        Nodes others;
        for (const auto u : open)
          if (u == pivot || !tied(pivot, u)) others.push_back(u);
        if (others.size() < fewest.size()) fewest = std::move(others);
        if (fewest.size() < 2 || is_over()) return fewest;
      }
    return fewest;
  }

  // `open` may still join all members, `closed` could but was looked at before.
  void extend(Nodes open, Nodes closed) {
    if (open.empty() && closed.empty() && members_.size() >= limits_.smallest) return report(members_);
    if (open.empty() || members_.size() + open.size() < limits_.smallest || is_over()) return;
    for (const auto v : without_ties_to_pivot(open, closed)) {
      if (is_over()) return;
      members_.push_back(v);
      extend(near(v, open), near(v, closed));
      members_.pop_back();
      std::erase(open, v);
      closed.push_back(v);
    }
  }

  Nodes members_;
};

class Plexes : public Finder {
 public:
  Plexes(const Network& network, std::uint32_t k, const GroupLimits& limits, base::Progress& progress)
      : Finder(network, limits, progress), k_(k), missing_(graph_.size()) {}

  base::Result<FoundGroups> find() {
    const auto order = rim_first();
    Nodes place(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;
    progress_.total = order.size();
    for (std::uint32_t i = 0; i < order.size() && !is_over(); ++i, ++progress_.done) {
      if (!may_belong(order[i])) continue;
      Nodes later, earlier;
      for (const auto u : within_two(order[i])) (place[u] > i ? later : earlier).push_back(u);
      join(order[i]);
      extend(able(later), able(earlier));
      leave();
    }
    return result();
  }

 private:
  // Each member has at least size - k ties within.
  bool may_belong(std::uint32_t v) const { return core_[v] + k_ >= limits_.smallest; }

  Nodes within_two(std::uint32_t v) {
    std::set<std::uint32_t> found;
    for (const auto u : graph_.of(v)) {
      found.insert(u);
      for (const auto w : graph_.of(u)) found.insert(w);
      work_ += graph_.degree(u);
    }
    found.erase(v);
    Nodes nodes;
    for (const auto u : found)
      if (may_belong(u)) nodes.push_back(u);
    return nodes;
  }

  // missing_: of each member, how many others it is not tied to.
  void join(std::uint32_t v) {
    missing_[v] = 0;
    for (const auto u : members_)
      if (!tied(u, v)) ++missing_[u], ++missing_[v];
    members_.push_back(v);
  }
  void leave() {
    const auto v = members_.back();
    members_.pop_back();
    for (const auto u : members_)
      if (!tied(u, v)) --missing_[u];
  }
  bool can_join(std::uint32_t v) {
    std::uint32_t misses = 0;
    for (const auto u : members_)
      if (!tied(u, v) && (++misses >= k_ || missing_[u] + 1 >= k_)) return false;
    return true;
  }
  Nodes able(const Nodes& nodes) {
    Nodes found;
    for (const auto v : nodes)
      if (can_join(v)) found.push_back(v);
    return found;
  }

  // Whether all of `open` can join together; then nothing smaller is maximal.
  bool takes_all(const Nodes& open, const Nodes& closed) {
    std::size_t joined = 0;
    while (joined < open.size() && can_join(open[joined])) join(open[joined++]);
    const bool all = joined == open.size();
    if (all && members_.size() >= limits_.smallest && std::ranges::none_of(closed, [&](auto v) { return can_join(v); })) report(members_);
    for (; joined > 0; --joined) leave();
    return all;
  }

  void extend(const Nodes& open, Nodes closed) {
    if (members_.size() + open.size() < limits_.smallest || is_over() || takes_all(open, closed)) return;
    for (std::size_t i = 0; i < open.size() && !is_over(); ++i) {
      join(open[i]);
      extend(able({open.begin() + static_cast<std::ptrdiff_t>(i) + 1, open.end()}), able(closed));
      leave();
      closed.push_back(open[i]);
    }
  }

  const std::uint32_t k_;
  std::vector<std::uint32_t> missing_;
  Nodes members_;
};

} // namespace

base::Result<FoundGroups> maximal_cliques(const Network& network, const GroupLimits& limits, base::Progress& progress) {
  return Cliques(network, limits, progress).find();
}

base::Result<FoundGroups> maximal_plexes(const Network& network, std::uint32_t k, GroupLimits limits, base::Progress& progress) {
  limits.smallest = std::max<std::size_t>(limits.smallest, 2 * std::size_t{k} - 1);
  return Plexes(network, k, limits, progress).find();
}

} // namespace cuibono::graph
