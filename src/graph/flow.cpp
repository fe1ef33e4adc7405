#include "graph/flow.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "graph/adjacency.h"

namespace cuibono::graph {
namespace {

// What each arc can still carry. Every link has two arcs, one seen from either end; sending along one frees the other.
struct Residual {
  std::vector<std::uint32_t> first; ///< a node's arcs: first[v] to first[v + 1] - 1
  std::vector<std::uint32_t> to, mate;
  std::vector<double> room;
  std::vector<std::uint32_t> of_link; ///< a link: its arc from source to target

  explicit Residual(const Network& network) : first(network.nodes.size() + 1), of_link(network.links.size()) {
    for (const auto [source, target] : network.links) ++first[source + 1], ++first[target + 1];
    std::partial_sum(first.begin(), first.end(), first.begin());
    to.resize(first.back());
    mate.resize(first.back());
    room.resize(first.back());
    auto next = first;
    for (std::size_t i = 0; i < network.links.size(); ++i) {
      const auto [source, target] = network.links[i];
      const auto out = next[source]++, back = next[target]++;
      const double most = source == target ? 0 : network.weights.empty() ? 1 : network.weights[i];
      to[out] = target, mate[out] = back, room[out] = most;
      to[back] = source, mate[back] = out, room[back] = network.directed ? 0 : most;
      of_link[i] = out;
    }
  }
  /// Asks the memory for a node's arcs before they are needed, see adjacency.h.
  void expect(std::uint32_t v) const {
    __builtin_prefetch(to.data() + first[v]);
    __builtin_prefetch(room.data() + first[v]);
  }
};

class Dinic {
 public:
  Dinic(const Network& network, std::span<const std::uint32_t> sources, std::span<const std::uint32_t> sinks)
      : arcs_(network), sources_(sources), sinks_(sinks), place_(network.nodes.size()), next_(network.nodes.size()) {}

  /// Numbers the nodes of all shortest ways by how far along they stand; false when there is no way left.
  bool find_ways();
  /// Sends what these ways can carry.
  double send(base::Progress& progress);
  /// After find_ways() found none.
  Flow finish(const Network& network, double value) const;

 private:
  using Front = std::vector<std::uint32_t>;
  enum class From { Sources, Sinks };
  static constexpr std::int32_t kUnseen = std::numeric_limits<std::int32_t>::max();

  bool widen(From end, Front& front, std::int32_t depth);
  bool step();
  double push();

  Residual arcs_;
  std::span<const std::uint32_t> sources_, sinks_;
  std::vector<std::int32_t> place_;  ///< ties from the sources; while searching from the sinks -1 - ties to them
  std::vector<std::uint32_t> next_;  ///< a node's next arc to try
  std::vector<std::uint32_t> path_;  ///< arcs from a source to where send() stands
  std::int32_t length_ = 0;          ///< of the shortest ways
  Front seen_from_sinks_, widened_;
};

// One tie farther. True when it meets the other search: then no node of the new front is on a shortest way, because the last
// front of the other side has all that are as far along.
bool Dinic::widen(From end, Front& front, std::int32_t depth) {
  widened_.clear();
  for (std::size_t i = 0; i < front.size(); ++i) {
    const auto v = front[i];
    if (i + Adjacency::kAhead < front.size()) arcs_.expect(front[i + Adjacency::kAhead]);
    for (auto arc = arcs_.first[v]; arc < arcs_.first[v + 1]; ++arc) {
      const auto u = arcs_.to[arc];
      const auto at = place_[u];
      if (at != kUnseen && (at < 0) == (end == From::Sinks)) continue;
      if (!(arcs_.room[end == From::Sources ? arc : arcs_.mate[arc]] > 0)) continue;
      if (at != kUnseen) {
        for (const auto w : widened_) place_[w] = kUnseen;
        return true;
      }
      place_[u] = end == From::Sources ? depth + 1 : -2 - depth;
      widened_.push_back(u);
    }
  }
  front.swap(widened_);
  return false;
}

bool Dinic::find_ways() {
  std::ranges::fill(place_, kUnseen);
  Front forth(sources_.begin(), sources_.end()), back(sinks_.begin(), sinks_.end());
  for (const auto v : forth) place_[v] = 0;
  for (const auto v : back) place_[v] = -1;
  seen_from_sinks_ = back;
  std::int32_t ahead = 0, behind = 0;
  bool met = false;
  while (!met && !forth.empty() && !back.empty()) {
    if (forth.size() <= back.size()) {
      met = widen(From::Sources, forth, ahead);
      ahead += !met;
    } else {
      met = widen(From::Sinks, back, behind);
      behind += !met;
      if (!met) seen_from_sinks_.insert(seen_from_sinks_.end(), back.begin(), back.end());
    }
  }
  while (!met && !forth.empty()) widen(From::Sources, forth, ahead++); // finish() needs all that the sources reach
  length_ = ahead + 1 + behind;
  for (const auto v : seen_from_sinks_) place_[v] += length_ + 1;
  return met;
}

// From where the path ends along the next arc that leads on; back where none does.
bool Dinic::step() {
  const auto v = arcs_.to[path_.back()];
  for (auto& arc = next_[v]; arc < arcs_.first[v + 1]; ++arc)
    if (arcs_.room[arc] > 0 && place_[arcs_.to[arc]] == place_[v] + 1) {
      path_.push_back(arc);
      return true;
    }
  place_[v] = kUnseen;
  path_.pop_back();
  return false;
}

// What the path can carry; it ends before the first arc that is now full.
double Dinic::push() {
  double most = arcs_.room[path_.front()];
  for (const auto arc : path_) most = std::min(most, arcs_.room[arc]);
  for (const auto arc : path_) {
    arcs_.room[arc] -= most;
    arcs_.room[arcs_.mate[arc]] += most;
  }
  path_.erase(std::ranges::find_if(path_, [&](auto arc) { return arcs_.room[arc] <= 0; }), path_.end());
  return most;
}

double Dinic::send(base::Progress& progress) {
  double sent = 0;
  std::copy(arcs_.first.begin(), arcs_.first.end() - 1, next_.begin());
  for (const auto source : sources_)
    for (auto& arc = next_[source]; arc < arcs_.first[source + 1] && !progress.stopped(); ++arc) {
      while (arcs_.room[arc] > 0 && place_[arcs_.to[arc]] == 1) {
        if (path_.empty()) path_.push_back(arc);
        if (place_[arcs_.to[path_.back()]] == length_) sent += push();
        else step();
      }
      path_.clear();
    }
  return sent;
}

Flow Dinic::finish(const Network& network, double value) const {
  Flow flow{value, std::vector<double>(network.links.size()), std::vector<bool>(network.nodes.size()), {}};
  std::vector<bool> back(network.nodes.size());
  for (const auto v : seen_from_sinks_) back[v] = true;
  for (std::size_t v = 0; v < place_.size(); ++v) flow.source_side[v] = place_[v] != kUnseen && !back[v];
  for (std::uint32_t i = 0; i < network.links.size(); ++i) {
    const auto [source, target] = network.links[i];
    const double most = network.weights.empty() ? 1 : network.weights[i];
    const double room = arcs_.room[arcs_.of_link[i]], against = arcs_.room[arcs_.mate[arcs_.of_link[i]]];
    if (source != target) flow.along[i] = network.directed ? against : (against - room) / 2;
    const bool from = flow.source_side[source], to = flow.source_side[target];
    if (most > 0 && from != to && (from || !network.directed)) flow.cut.push_back(i);
  }
  return flow;
}

std::vector<std::uint32_t> without_repeats(std::span<const std::uint32_t> nodes) {
  std::vector<std::uint32_t> ends(nodes.begin(), nodes.end());
  std::ranges::sort(ends);
  const auto repeats = std::ranges::unique(ends);
  ends.erase(repeats.begin(), repeats.end());
  return ends;
}

} // namespace

base::Result<Flow> max_flow(const Network& network, std::span<const std::uint32_t> sources, std::span<const std::uint32_t> sinks,
                            base::Progress& progress) {
  using enum base::ErrorKind;
  const auto from = without_repeats(sources), to = without_repeats(sinks);
  const auto is_outside = [&](auto v) { return v >= network.nodes.size(); };
  if (std::ranges::any_of(from, is_outside) || std::ranges::any_of(to, is_outside))
    return base::fail(Usage, "an end of the flow is not in the network", {}, "choose ends that are");
  if (std::ranges::any_of(to, [&](auto v) { return std::ranges::binary_search(from, v); }))
    return base::fail(Usage, "the flow would end where it begins", {}, "choose ends that differ");
  if (std::ranges::any_of(network.weights, [](double weight) { return !(weight >= 0 && std::isfinite(weight)); }))
    return base::fail(Usage, "a tie's weight is below 0 or no finite number", {}, "give it what it can carry");
  Dinic dinic(network, from, to);
  double value = 0;
  while (dinic.find_ways()) {
    value += dinic.send(progress);
    if (progress.stopped()) return base::fail(Cancelled, "the flow was stopped");
  }
  return dinic.finish(network, value);
}

} // namespace cuibono::graph
