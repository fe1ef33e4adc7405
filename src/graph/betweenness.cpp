#include "graph/betweenness.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/random.h"
#include "graph/adjacency.h"
#include "graph/parallel.h"
#include "graph/searches.h"
#include "graph/wide.h"

namespace cuibono::graph {
namespace {

constexpr unsigned kLanes = 4;
typedef double Numbers __attribute__((vector_size(32)));
typedef long long Bits __attribute__((vector_size(32)));
typedef std::int32_t Levels __attribute__((vector_size(16)));

// In structs, because a vector of bare register types forgets their alignment.
struct alignas(32) FourNumbers { Numbers lanes; };
struct alignas(16) FourLevels { Levels lanes; };

constexpr Levels kUnreached = {-1, -1, -1, -1};
constexpr std::size_t kShares = 16; ///< fixed, so that sums are the same whatever the number of threads

struct Arrays {
  const std::uint32_t *in_first, *in_to, *out_first, *out_to;
};

// Four searches, one a lane.
struct Group {
  std::vector<FourLevels> level;             ///< a node: how far it is from each source
  std::vector<std::uint32_t> at;          ///< nodes, level after level; once in each level at which a lane reaches them
  std::vector<std::uint32_t> level_first; ///< where in `at` each level begins; one past the last
};

// Shortest paths to a node are the sum over its neighbours one level nearer.
CB_WIDE void count_paths(const Arrays& graph, const Group& group, FourNumbers* paths) {
  const FourLevels* level = group.level.data();
  for (std::size_t l = 1; l + 1 < group.level_first.size(); ++l) {
    const auto nearer = static_cast<long long>(l) - 1;
    const Bits before = {nearer, nearer, nearer, nearer};
    for (auto i = group.level_first[l]; i < group.level_first[l + 1]; ++i) {
      const auto v = group.at[i];
      Numbers sum = {};
      for (auto arc = graph.in_first[v]; arc < graph.in_first[v + 1]; ++arc) {
        const auto u = graph.in_to[arc];
        sum += (Numbers)((Bits)paths[u].lanes & (__builtin_convertvector(level[u].lanes, Bits) == before));
      }
      const Bits here = __builtin_convertvector(level[v].lanes, Bits) == before + 1;
      paths[v].lanes = (Numbers)(((Bits)sum & here) | ((Bits)paths[v].lanes & ~here));
    }
  }
}

// From the farthest level back. `carry` of a node is (1 + its dependency) / its paths, so that what a node passes on is the
// sum over its neighbours one level farther. `squares` may be null.
CB_WIDE void add_dependencies(const Arrays& graph, const Group& group, const FourNumbers* paths, FourNumbers* carry, double* total,
                              double* squares) {
  const FourLevels* level = group.level.data();
  for (std::size_t l = group.level_first.size() - 2; l > 0; --l) {
    const auto farther = static_cast<long long>(l) + 1;
    const Bits after = {farther, farther, farther, farther};
    for (auto i = group.level_first[l]; i < group.level_first[l + 1]; ++i) {
      const auto v = group.at[i];
      Numbers sum = {};
      for (auto arc = graph.out_first[v]; arc < graph.out_first[v + 1]; ++arc) {
        const auto u = graph.out_to[arc];
        sum += (Numbers)((Bits)carry[u].lanes & (__builtin_convertvector(level[u].lanes, Bits) == after));
      }
      const Bits here = __builtin_convertvector(level[v].lanes, Bits) == after - 1;
      carry[v].lanes = (Numbers)(((Bits)(1 / paths[v].lanes + sum) & here) | ((Bits)carry[v].lanes & ~here));
      const Numbers through = (Numbers)((Bits)(paths[v].lanes * sum) & here);
      total[v] += (through[0] + through[1]) + (through[2] + through[3]);
      if (squares) squares[v] += (through[0] * through[0] + through[1] * through[1]) + (through[2] * through[2] + through[3] * through[3]);
    }
  }
}

// One thread's work: batches of sources, added up in a total of its own.
class Accumulator {
 public:
  Accumulator(const Adjacency& in, const Adjacency& out, bool with_squares)
      : out_(out), arrays_{in.first.data(), in.to.data(), out.first.data(), out.to.data()}, searches_(out),
        groups_(std::clamp<std::size_t>((std::size_t{1} << 22) / (out.size() + 1), 1, Searches::kMost / kLanes)),
        paths_(out.size()), carry_(out.size()), total_(out.size()), squares_(with_squares ? out.size() : 0) {
    for (auto& group : groups_) group.level.assign(out.size(), {kUnreached});
  }

  std::size_t batch() const { return groups_.size() * kLanes; }
  void add(std::span<const std::uint32_t> sources);

  const std::vector<double>& total() const { return total_; }
  const std::vector<double>& squares() const { return squares_; }

 private:
  void search(std::span<const std::uint32_t> sources);

  const Adjacency& out_;
  Arrays arrays_;
  Searches searches_;
  std::vector<Group> groups_;
  std::vector<FourNumbers> paths_, carry_;
  std::vector<double> total_, squares_;
};

void Accumulator::search(std::span<const std::uint32_t> sources) {
  for (auto& group : groups_) group.at.clear(), group.level_first.clear();
  searches_.run(sources, [&](std::uint32_t level, std::uint32_t v, std::uint64_t bits) {
    while (bits) {
      const auto g = static_cast<unsigned>(std::countr_zero(bits)) / kLanes;
      auto& group = groups_[g];
      while (group.level_first.size() <= level) group.level_first.push_back(static_cast<std::uint32_t>(group.at.size()));
      group.at.push_back(v);
      for (unsigned lane = 0; lane < kLanes; ++lane)
        if (bits >> (g * kLanes + lane) & 1) group.level[v].lanes[lane] = static_cast<std::int32_t>(level);
      bits &= ~(std::uint64_t{15} << (g * kLanes));
    }
  });
}

void Accumulator::add(std::span<const std::uint32_t> sources) {
  search(sources);
  for (std::size_t g = 0; g * kLanes < sources.size(); ++g) {
    auto& group = groups_[g];
    group.level_first.push_back(static_cast<std::uint32_t>(group.at.size()));
    for (auto lane = g * kLanes; lane < std::min(sources.size(), (g + 1) * kLanes); ++lane) paths_[sources[lane]].lanes[lane % kLanes] = 1;
    count_paths(arrays_, group, paths_.data());
    add_dependencies(arrays_, group, paths_.data(), carry_.data(), total_.data(), squares_.empty() ? nullptr : squares_.data());
    for (const auto v : group.at) group.level[v].lanes = kUnreached;
  }
}

struct Totals {
  std::vector<double> sum, squares; ///< by node of the network
};

// Sums over the sources, places in `order`; consecutive ones share a batch.
base::Result<Totals> accumulate(const Network& network, const std::vector<std::uint32_t>& order, std::span<const std::uint32_t> sources,
                                bool with_squares, base::Progress& progress, unsigned threads) {
  const auto out = reversed(adjacency(network, Ends::In), order);
  const auto in = network.directed ? reversed(adjacency(network, Ends::Out), order) : Adjacency{};
  const auto count = network.nodes.size(), shares = std::min((sources.size() + kLanes - 1) / kLanes, kShares);
  progress.total = sources.size();
  std::vector<Totals> parts(shares);
  for_each_chunk(shares, threads, [&](std::size_t share) {
    Accumulator work(network.directed ? in : out, out, with_squares);
    const auto begin = sources.size() * share / shares, end = sources.size() * (share + 1) / shares;
    for (auto at = begin; at < end && !progress.stopped(); at += work.batch()) {
      const auto taken = std::min(work.batch(), end - at);
      work.add(sources.subspan(at, taken));
      progress.done += taken;
    }
    parts[share] = {work.total(), work.squares()};
  });
  if (progress.stopped()) return base::fail(base::ErrorKind::Cancelled, "the betweenness was stopped");
  Totals totals{std::vector<double>(count), std::vector<double>(with_squares ? count : 0)};
  for (const auto& part : parts)
    for (std::size_t i = 0; i < count; ++i) {
      totals.sum[order[i]] += part.sum[i];
      if (with_squares) totals.squares[order[i]] += part.squares[i];
    }
  return totals;
}

} // namespace

base::Result<std::vector<double>> betweenness(const Network& network, base::Progress& progress, unsigned threads) {
  const auto order = local_order(adjacency(network, Ends::Both));
  std::vector<std::uint32_t> all(network.nodes.size());
  std::iota(all.begin(), all.end(), 0u);
  auto totals = accumulate(network, order, all, false, progress, threads);
  if (!totals) return tl::unexpected(totals.error());
  if (!network.directed)
    for (auto& value : totals->sum) value /= 2;
  return std::move(totals->sum);
}

SampledBetweenness estimated(std::span<const double> sums, std::span<const double> squares, std::size_t sources, bool directed) {
  const double doubt = std::log(3 / .05);
  const auto count = sums.size();
  const auto k = static_cast<double>(sources), n = static_cast<double>(count), half = directed ? 1. : .5;
  SampledBetweenness result{std::vector<double>(count), std::vector<double>(count), sources};
  for (std::size_t v = 0; v < count && sources > 0; ++v) {
    const double mean = sums[v] / k;
    const double variance = std::max(0., squares[v] / k - mean * mean);
    result.value[v] = half * n * mean;
    if (sources < count) result.error[v] = half * n * (std::sqrt(2 * variance * doubt / k) + 3 * (n - 2) * doubt / k);
  }
  return result;
}

base::Result<SampledBetweenness> sampled_betweenness(const Network& network, std::size_t sources, std::uint64_t seed,
                                                     base::Progress& progress, unsigned threads) {
  const auto count = network.nodes.size();
  const auto order = local_order(adjacency(network, Ends::Both));
  std::vector<std::uint32_t> drawn(count);
  std::iota(drawn.begin(), drawn.end(), 0u);
  const auto taken = std::min(sources, count);
  base::Random random(seed);
  for (std::size_t i = 0; i < taken; ++i) std::swap(drawn[i], drawn[i + random.next() % (count - i)]);
  drawn.resize(taken);
  std::ranges::sort(drawn);
  const auto totals = accumulate(network, order, drawn, true, progress, threads);
  if (!totals) return tl::unexpected(totals.error());
  return estimated(totals->sum, totals->squares, taken, network.directed);
}

} // namespace cuibono::graph
