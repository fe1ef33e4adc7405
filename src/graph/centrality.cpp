#include "graph/centrality.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "graph/adjacency.h"
#include "graph/parallel.h"
#include "graph/searches.h"

namespace cuibono::graph {
namespace {

constexpr int kMostIterations = 10'000;
constexpr double kStill = 1e-13; ///< the largest change of a value, as a share of the largest, at which an iteration ends

// Counts, for each of 64 bits, in how many words it is set; eight bits at a time, a byte each.
class BitCounts {
 public:
  void add(std::uint64_t word) {
    for (std::size_t i = 0; i < 8; ++i) bytes_[i] += spread((word >> (8 * i)) & 255);
    if (++added_ == 255) flush();
  }
  const std::array<std::uint64_t, 64>& flush() {
    for (std::size_t i = 0; i < 64; ++i) counts_[i] += bytes_[i / 8] >> (8 * (i % 8)) & 255;
    bytes_ = {};
    added_ = 0;
    return counts_;
  }
  void clear() { counts_ = {}; }

 private:
  // Bit i of the byte becomes byte i of the word.
  static std::uint64_t spread(std::uint64_t byte) {
    static constexpr auto kSpread = [] {
      std::array<std::uint64_t, 256> table{};
      for (std::uint64_t b = 0; b < 256; ++b)
        for (unsigned i = 0; i < 8; ++i) table[b] |= (b >> i & 1) << (8 * i);
      return table;
    }();
    return kSpread[byte];
  }

  std::array<std::uint64_t, 8> bytes_{};
  std::array<std::uint64_t, 64> counts_{};
  int added_ = 0;
};

// The distances from some sources, summed up.
class NearnessOf {
 public:
  NearnessOf(const Adjacency& graph, Nearness& result, const std::vector<std::uint32_t>& order)
      : searches_(graph), nodes_(static_cast<double>(graph.size())), result_(result), order_(order) {}

  void of(std::span<const std::uint32_t> sources) {
    reached_ = {};
    distance_ = {};
    harmonic_ = {};
    farthest_ = {};
    level_ = 0;
    searches_.run(sources, [&](std::uint32_t level, std::uint32_t, std::uint64_t bits) {
      if (level != level_) close_level(level);
      counts_.add(bits);
    });
    close_level(0);
    for (std::size_t i = 0; i < sources.size(); ++i) {
      const auto node = order_[sources[i]];
      const double r = reached_[i];
      result_.closeness[node] = r > 0 ? r / distance_[i] * (r / (nodes_ - 1)) : 0;
      result_.harmonic[node] = harmonic_[i];
      result_.farthest[node] = farthest_[i];
    }
  }

 private:
  void close_level(std::uint32_t next) {
    const auto& counts = counts_.flush();
    for (std::size_t i = 0; level_ > 0 && i < 64; ++i) {
      const auto count = static_cast<double>(counts[i]);
      reached_[i] += count;
      distance_[i] += count * level_;
      harmonic_[i] += count / level_;
      if (counts[i]) farthest_[i] = level_;
    }
    counts_.clear();
    level_ = next;
  }

  Searches searches_;
  double nodes_;
  Nearness& result_;
  const std::vector<std::uint32_t>& order_;
  BitCounts counts_;
  std::array<double, 64> reached_{}, distance_{}, harmonic_{};
  std::array<std::uint32_t, 64> farthest_{};
  std::uint32_t level_ = 0;
};

// next = sum over arcs into each node, a share of the nodes at a time.
void pull(const Adjacency& in, const std::vector<double>& from, std::vector<double>& next, unsigned threads = 1) {
  constexpr std::size_t kRun = 8192;
  for_each_chunk((in.size() + kRun - 1) / kRun, threads, [&](std::size_t chunk) {
    const auto end = static_cast<std::uint32_t>(std::min(in.size(), (chunk + 1) * kRun));
    for (auto v = static_cast<std::uint32_t>(chunk * kRun); v < end; ++v) {
      double sum = 0;
      if (in.weight.empty())
        for (auto arc = in.first[v]; arc < in.first[v + 1]; ++arc) sum += from[in.to[arc]];
      else
        for (auto arc = in.first[v]; arc < in.first[v + 1]; ++arc) sum += from[in.to[arc]] * in.weight[arc];
      next[v] = sum;
    }
  });
}

double length(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value * value;
  return std::sqrt(sum);
}

void scale(std::vector<double>& values, double by) {
  for (double& value : values) value *= by;
}

// Whether the iteration may end.
bool is_still(const std::vector<double>& before, const std::vector<double>& after) {
  double largest = 0, moved = 0;
  for (std::size_t v = 0; v < before.size(); ++v) {
    largest = std::max(largest, std::abs(after[v]));
    moved = std::max(moved, std::abs(after[v] - before[v]));
  }
  return moved <= kStill * largest;
}

} // namespace

base::Result<Nearness> nearness(const Network& network, base::Progress& progress, unsigned threads) {
  const auto order = local_order(adjacency(network, Ends::Both)); // neighbours are reached at the same levels
  const auto graph = adjacency(renumbered(network, order), Ends::Out);
  const auto count = network.nodes.size();
  Nearness result{std::vector<double>(count), std::vector<double>(count), std::vector<std::uint32_t>(count)};
  progress.total = count;
  constexpr std::size_t kRun = Searches::kMost * 8;
  for_each_chunk((count + kRun - 1) / kRun, threads, [&](std::size_t chunk) {
    NearnessOf work(graph, result, order);
    std::vector<std::uint32_t> sources;
    for (auto begin = chunk * kRun; begin < std::min(count, (chunk + 1) * kRun) && !progress.stopped(); begin += Searches::kMost) {
      sources.resize(std::min(count - begin, Searches::kMost));
      std::iota(sources.begin(), sources.end(), static_cast<std::uint32_t>(begin));
      work.of(sources);
      progress.done += sources.size();
    }
  });
  if (progress.stopped()) return base::fail(base::ErrorKind::Cancelled, "the closeness was stopped");
  return result;
}

Iterated pagerank(const Network& network, double damping, unsigned threads) {
  const auto order = local_order(adjacency(network, Ends::Both));
  const auto local = renumbered(network, order);
  const auto in = adjacency(local, Ends::In), out = adjacency(local, Ends::Out);
  const auto count = network.nodes.size();
  const auto n = static_cast<double>(count);
  std::vector<double> strength(count), rank(count, 1 / n), share(count), next(count);
  for (std::uint32_t v = 0; v < count; ++v)
    for (auto arc = out.first[v]; arc < out.first[v + 1]; ++arc) strength[v] += out.weight_of(arc);
  Iterated result;
  result.settled = count == 0;
  while (!result.settled && result.iterations++ < kMostIterations) {
    double nowhere = 0;
    for (std::size_t v = 0; v < count; ++v) {
      share[v] = strength[v] > 0 ? rank[v] / strength[v] : 0;
      if (strength[v] <= 0) nowhere += rank[v];
    }
    pull(in, share, next, threads);
    const double anew = (1 - damping + damping * nowhere) / n;
    double moved = 0;
    for (std::size_t v = 0; v < count; ++v) {
      next[v] = damping * next[v] + anew;
      moved += std::abs(next[v] - rank[v]);
    }
    rank.swap(next);
    result.settled = moved < 1e-12;
  }
  result.value.resize(count);
  for (std::size_t i = 0; i < count; ++i) result.value[order[i]] = rank[i];
  return result;
}

Iterated eigenvector(const Network& network) {
  const auto in = adjacency(network, Ends::In);
  const auto count = network.nodes.size();
  Iterated result{std::vector<double>(count, 1 / std::sqrt(std::max<double>(1, static_cast<double>(count)))), 0, count == 0};
  std::vector<double> next(count);
  while (!result.settled && result.iterations++ < kMostIterations) {
    pull(in, result.value, next);
    for (std::size_t v = 0; v < count; ++v) next[v] += result.value[v]; // the shift keeps two-sided networks from swinging
    scale(next, 1 / length(next));
    result.settled = is_still(result.value, next);
    result.value.swap(next);
  }
  return result;
}

Iterated katz(const Network& network, double alpha) {
  const auto in = adjacency(network, Ends::In);
  const auto count = network.nodes.size();
  if (alpha == 0) { // no eigenvalue is larger than the largest row sum
    double most = 0;
    for (std::uint32_t v = 0; v < count; ++v) {
      double sum = 0;
      for (auto arc = in.first[v]; arc < in.first[v + 1]; ++arc) sum += in.weight_of(arc);
      most = std::max(most, sum);
    }
    alpha = most > 0 ? .5 / most : 0;
  }
  Iterated result{std::vector<double>(count), 0, count == 0};
  std::vector<double> next(count);
  while (!result.settled && result.iterations++ < kMostIterations) {
    pull(in, result.value, next);
    for (double& value : next) value = 1 + alpha * value;
    result.settled = is_still(result.value, next);
    result.value.swap(next);
  }
  if (count > 0) scale(result.value, 1 / length(result.value));
  return result;
}

Hits hits(const Network& network) {
  const auto in = adjacency(network, Ends::In), out = adjacency(network, Ends::Out);
  const auto count = network.nodes.size();
  Hits result{std::vector<double>(count, count ? 1 / static_cast<double>(count) : 0), std::vector<double>(count), count == 0 || in.to.empty()};
  if (result.settled) return result;
  std::vector<double> next(count);
  const auto sum_to_one = [](std::vector<double>& values) { scale(values, 1 / std::accumulate(values.begin(), values.end(), 0.0)); };
  for (int i = 0; i < kMostIterations && !result.settled; ++i) {
    pull(in, result.hub, result.authority);
    pull(out, result.authority, next);
    sum_to_one(next);
    result.settled = is_still(result.hub, next);
    result.hub.swap(next);
  }
  pull(in, result.hub, result.authority);
  sum_to_one(result.authority);
  return result;
}

} // namespace cuibono::graph
