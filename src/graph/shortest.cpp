#include "graph/shortest.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

namespace cuibono::graph {
namespace {

// The nearest node first; nothing nearer than what was taken may be added. Bucket b holds lengths whose bits differ from those of
// the last one taken in the b lowest at most, so that each way moves down a bucket now and then and is never compared with most
// others (radix heap, Ahuja, Mehlhorn, Orlin, Tarjan 1990). A node may stand in it several times, at the lengths that were found
// for it one after another.
class Nearest {
 public:
  struct Way {
    double length;
    std::uint32_t node;
  };

  void push(Way way) {
    const auto b = bucket(way.length);
    buckets_[b].push_back(way);
    filled_ |= b ? std::uint64_t{1} << (b - 1) : 0;
  }

  std::optional<Way> pop() {
    if (buckets_[0].empty() && !refill()) return std::nullopt;
    const auto way = buckets_[0].back();
    buckets_[0].pop_back();
    return way;
  }

 private:
  std::size_t bucket(double length) const { return static_cast<std::size_t>(std::bit_width(std::bit_cast<std::uint64_t>(length) ^ last_)); }

  bool refill() {
    if (filled_ == 0) return false;
    const auto b = static_cast<std::size_t>(std::countr_zero(filled_)) + 1;
    filled_ &= filled_ - 1;
    moved_.swap(buckets_[b]);
    last_ = std::bit_cast<std::uint64_t>(std::ranges::min(moved_, {}, &Way::length).length);
    for (const auto& way : moved_) push(way);
    moved_.clear();
    return true;
  }

  std::array<std::vector<Way>, 65> buckets_;
  std::vector<Way> moved_;
  std::uint64_t filled_ = 0; ///< bit b - 1: bucket b has ways; bucket 0 aside
  std::uint64_t last_ = 0;   ///< bits of the last length taken; those of numbers from 0 up are in the order of the numbers
};

} // namespace

std::vector<std::uint32_t> steps_from(const Adjacency& graph, std::uint32_t source) {
  std::vector<std::uint32_t> steps(graph.size(), kOutOfReach), queue(graph.size() + 1);
  std::vector<std::uint64_t> taken(graph.size() / 64 + 1); // small enough for the nearest cache
  std::size_t filled = 0;
  const auto take = [&](std::uint32_t v) { // written in any case: a branch would be guessed wrongly half the time
    auto& word = taken[v / 64];
    queue[filled] = v;
    filled += ~word >> (v % 64) & 1;
    word |= std::uint64_t{1} << (v % 64);
  };
  take(source);
  std::size_t head = 0;
  for (std::uint32_t step = 0; head < filled; ++step)
    for (const auto end = filled; head < end; ++head) {
      steps[queue[head]] = step;
      if (head + Adjacency::kAhead < filled) graph.expect(queue[head + Adjacency::kAhead]);
      for (const auto u : graph.of(queue[head])) take(u);
    }
  return steps;
}

std::vector<double> lengths_from(const Adjacency& graph, std::uint32_t source) {
  std::vector<double> length(graph.size(), std::numeric_limits<double>::infinity());
  Nearest nearest;
  length[source] = 0;
  nearest.push({0, source});
  while (const auto way = nearest.pop()) {
    const auto [before, v] = *way;
    if (before > length[v]) continue; // a shorter way was found since
    for (auto arc = graph.first[v]; arc < graph.first[v + 1]; ++arc) {
      const auto u = graph.to[arc];
      const double would = before + graph.weight_of(arc);
      if (would >= length[u]) continue;
      length[u] = would;
      nearest.push({would, u});
    }
  }
  return length;
}

} // namespace cuibono::graph
