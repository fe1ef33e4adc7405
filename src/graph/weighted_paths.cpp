#include "graph/weighted_paths.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <queue>
#include <span>

#include "base/random.h"
#include "graph/adjacency.h"
#include "graph/parallel.h"

namespace cuibono::graph {
namespace {

constexpr double kEqual = 1e-10; ///< relative difference below which two lengths are the same
constexpr double kFar = std::numeric_limits<double>::infinity();
constexpr std::size_t kShares = 16; ///< fixed, so that sums are the same whatever the number of threads

// All shortest paths from one source; reused from source to source.
class ShortestPaths {
 public:
  struct Step {
    std::uint32_t before, arc; ///< arc: from `before` to here
  };

  explicit ShortestPaths(const Adjacency& out)
      : out_(out), distance_(out.size(), kFar), paths_(out.size()), settled_(out.size()), steps_(out.size()) {}

  void from(std::uint32_t source) {
    for (const auto v : order_) distance_[v] = kFar, paths_[v] = 0, settled_[v] = 0, steps_[v].clear();
    order_.clear();
    distance_[source] = 0;
    paths_[source] = 1;
    waiting_.push({0, source});
    while (!waiting_.empty()) {
      const auto v = waiting_.top().node;
      waiting_.pop();
      if (settled_[v]) continue;
      settled_[v] = 1;
      order_.push_back(v);
      for (auto arc = out_.first[v]; arc < out_.first[v + 1]; ++arc) reach(v, arc);
    }
  }

  const std::vector<std::uint32_t>& order() const { return order_; } ///< nearest first, the source itself at the front
  double distance(std::uint32_t v) const { return distance_[v]; }
  double paths(std::uint32_t v) const { return paths_[v]; }
  const std::vector<Step>& steps(std::uint32_t v) const { return steps_[v]; }

 private:
  struct Waiting {
    double distance;
    std::uint32_t node;
    bool operator<(const Waiting& other) const { return distance > other.distance || (distance == other.distance && node > other.node); }
  };

  void reach(std::uint32_t v, std::uint32_t arc) {
    const auto u = out_.to[arc];
    if (settled_[u]) return;
    const double there = distance_[v] + 1 / out_.weight_of(arc);
    if (there < distance_[u] * (1 - kEqual)) {
      distance_[u] = there;
      paths_[u] = 0;
      steps_[u].clear();
      waiting_.push({there, u});
    } else if (there > distance_[u] * (1 + kEqual)) {
      return;
    }
    paths_[u] += paths_[v];
    steps_[u].push_back({v, arc});
  }

  const Adjacency& out_;
  std::vector<double> distance_, paths_;
  std::vector<char> settled_;
  std::vector<std::vector<Step>> steps_;
  std::vector<std::uint32_t> order_;
  std::priority_queue<Waiting> waiting_;
};

// What passes through nodes and arcs, and the squares of what passes through nodes from one source each.
struct Through {
  std::vector<double> node, squares, arc;

  explicit Through(const Adjacency& out) : node(out.size()), squares(out.size()), arc(out.to.size()) {}

  void add(const ShortestPaths& found, std::vector<double>& carried) {
    const auto& order = found.order();
    for (auto i = order.size() - 1; i > 0; --i) {
      const auto v = order[i];
      node[v] += carried[v];
      squares[v] += carried[v] * carried[v];
      const double each = (1 + carried[v]) / found.paths(v);
      carried[v] = 0;
      for (const auto& step : found.steps(v)) {
        const double share = found.paths(step.before) * each;
        arc[step.arc] += share;
        carried[step.before] += share;
      }
    }
    carried[order.front()] = 0;
  }
  void add(const Through& other) {
    const auto sum = [](std::vector<double>& to, const std::vector<double>& from) {
      std::ranges::transform(to, from, to.begin(), std::plus<>());
    };
    sum(node, other.node), sum(squares, other.squares), sum(arc, other.arc);
  }
};

base::Result<Through> pass_through(const Adjacency& out, std::span<const std::uint32_t> sources, base::Progress& progress,
                                   unsigned threads) {
  const auto shares = std::min(sources.size(), kShares);
  progress.total = sources.size();
  std::vector<Through> parts(shares, Through(out));
  for_each_chunk(shares, threads, [&](std::size_t share) {
    ShortestPaths found(out);
    std::vector<double> carried(out.size());
    const auto begin = sources.size() * share / shares, end = sources.size() * (share + 1) / shares;
    for (auto i = begin; i < end && !progress.stopped(); ++i, ++progress.done) {
      found.from(sources[i]);
      parts[share].add(found, carried);
    }
  });
  if (progress.stopped()) return base::fail(base::ErrorKind::Cancelled, "the betweenness was stopped");
  Through whole(out);
  for (const auto& part : parts) whole.add(part);
  return whole;
}

std::vector<std::uint32_t> all_nodes(const Network& network) {
  std::vector<std::uint32_t> all(network.nodes.size());
  std::iota(all.begin(), all.end(), 0u);
  return all;
}

// The first `count` of a shuffle.
std::vector<std::uint32_t> drawn_nodes(const Network& network, std::size_t count, std::uint64_t seed) {
  auto nodes = all_nodes(network);
  base::Random random(seed);
  for (std::size_t i = 0; i < count; ++i) std::swap(nodes[i], nodes[i + random.next() % (nodes.size() - i)]);
  nodes.resize(count);
  return nodes;
}

// Place of the arc from a to b, or the number of arcs where there is none, as of a loop.
std::size_t arc_of(const Adjacency& out, std::uint32_t a, std::uint32_t b) {
  const auto near = out.of(a);
  const auto found = std::ranges::lower_bound(near, b);
  return found != near.end() && *found == b ? out.first[a] + static_cast<std::size_t>(found - near.begin()) : out.to.size();
}

} // namespace

base::Result<Nearness> weighted_nearness(const Network& network, base::Progress& progress, unsigned threads) {
  const auto out = adjacency(network, Ends::Out);
  const auto count = network.nodes.size(), shares = std::min(count, kShares);
  Nearness result{std::vector<double>(count), std::vector<double>(count), {}};
  progress.total = count;
  for_each_chunk(shares, threads, [&](std::size_t share) {
    ShortestPaths found(out);
    for (auto source = static_cast<std::uint32_t>(count * share / shares); source < count * (share + 1) / shares && !progress.stopped();
         ++source) {
      found.from(source);
      const auto reached = static_cast<double>(found.order().size() - 1);
      double sum = 0;
      for (const auto v : found.order()) {
        sum += found.distance(v);
        if (v != source) result.harmonic[source] += 1 / found.distance(v);
      }
      if (sum > 0) result.closeness[source] = reached / sum * (reached / static_cast<double>(count - 1));
      ++progress.done;
    }
  });
  if (progress.stopped()) return base::fail(base::ErrorKind::Cancelled, "the closeness was stopped");
  return result;
}

base::Result<PathBetweenness> path_betweenness(const Network& network, base::Progress& progress, unsigned threads) {
  const auto out = adjacency(network, Ends::Out);
  auto through = pass_through(out, all_nodes(network), progress, threads);
  if (!through) return tl::unexpected(through.error());
  PathBetweenness result{std::move(through->node), {}};
  if (!network.directed)
    for (auto& value : result.node) value /= 2;
  through->arc.push_back(0); // of a loop, which is no arc
  result.link.reserve(network.links.size());
  for (const auto [a, b] : network.links) {
    const double there = through->arc[arc_of(out, a, b)];
    result.link.push_back(network.directed ? there : (there + through->arc[arc_of(out, b, a)]) / 2);
  }
  return result;
}

base::Result<SampledBetweenness> sampled_path_betweenness(const Network& network, std::size_t sources, std::uint64_t seed,
                                                          base::Progress& progress, unsigned threads) {
  const auto out = adjacency(network, Ends::Out);
  const auto count = network.nodes.size();
  const auto drawn = drawn_nodes(network, std::min(sources, count), seed);
  const auto through = pass_through(out, drawn, progress, threads);
  if (!through) return tl::unexpected(through.error());
  return estimated(through->node, through->squares, drawn.size(), network.directed);
}

} // namespace cuibono::graph
