// In which order to take nodes or links away: the functions of disruption.h that rank.

#include <algorithm>
#include <cmath>
#include <numeric>
#include <queue>

#include "graph/betweenness.h"
#include "graph/disruption.h"
#include "graph/key_players.h"
#include "graph/measures.h"

namespace cuibono::graph {
namespace {

constexpr double kMostRenewed = 2e8; ///< nodes times links, over all removals: about a second
constexpr double kMostOnce = 2e9;    ///< for one measure; else from kSampledSources

bool is_allowed(const std::vector<bool>& allowed, std::size_t i) { return allowed.empty() || allowed[i]; }

// Largest first of the values as they stand.
std::vector<std::uint32_t> ranked(const std::vector<double>& value, std::size_t steps, const std::vector<bool>& allowed) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < value.size(); ++i)
    if (is_allowed(allowed, i)) order.push_back(i);
  const auto rounded = [&](std::uint32_t i) { return std::round(value[i] * 1e6); }; // so that equals are equal in every sum
  std::ranges::stable_sort(order, [&](auto a, auto b) { return rounded(a) > rounded(b); });
  order.resize(std::min(steps, order.size()));
  return order;
}

// Of values that only fall as others go: whoever is next for the top is measured again, and taken if still as high.
template <class ValueNow, class Take>
std::vector<std::uint32_t> taken_lazily(std::size_t count, std::size_t steps, const std::vector<bool>& allowed, ValueNow value_now,
                                        Take take) {
  struct Entry {
    std::uint64_t value;
    std::uint32_t which;
    bool operator<(const Entry& other) const { return value != other.value ? value < other.value : which > other.which; }
  };
  std::vector<Entry> entries;
  for (std::uint32_t i = 0; i < count; ++i)
    if (is_allowed(allowed, i)) entries.push_back({value_now(i), i});
  std::priority_queue<Entry> queue(std::less<Entry>(), std::move(entries));
  std::vector<std::uint32_t> order;
  while (order.size() < steps && !queue.empty()) {
    auto top = queue.top();
    queue.pop();
    if (const auto now = value_now(top.which); now != top.value) {
      queue.push({now, top.which});
      continue;
    }
    order.push_back(top.which);
    take(top.which);
  }
  return order;
}

std::vector<std::uint32_t> every(std::size_t nodes, std::size_t stride) {
  std::vector<std::uint32_t> taken;
  for (std::size_t v = 0; v < nodes; v += stride) taken.push_back(static_cast<std::uint32_t>(v));
  return taken;
}

double size_of(const Network& network) {
  return static_cast<double>(network.nodes.size()) * static_cast<double>(network.links.size() + network.nodes.size());
}

tl::unexpected<base::Error> stopped() { return base::fail(base::ErrorKind::Cancelled, "the search for an order of removal was stopped"); }

// Links without those that touch a node.
Network without_node(const Network& network, std::uint32_t node) {
  Network left{.nodes = network.nodes, .directed = network.directed};
  for (const auto& link : network.links)
    if (link.source != node && link.target != node) left.links.push_back(link);
  return left;
}

// Brandes's accumulation from one source, adding to links.
class LinkSweep {
 public:
  explicit LinkSweep(const Network& network) : network_(network), first_(network.nodes.size() + 1, 0), arcs_(2 * network.links.size()) {
    for (const auto& [a, b] : network.links) ++first_[a + 1], ++first_[b + 1];
    std::partial_sum(first_.begin(), first_.end(), first_.begin());
    auto next = first_;
    for (std::uint32_t i = 0; i < network.links.size(); ++i) {
      const auto [a, b] = network.links[i];
      arcs_[next[a]++] = {b, i}, arcs_[next[b]++] = {a, i};
    }
  }

  void add_from(std::uint32_t source, std::vector<double>& value) {
    const auto n = network_.nodes.size();
    distance_.assign(n, -1), paths_.assign(n, 0), passed_.assign(n, 0);
    order_.assign(1, source);
    distance_[source] = 0, paths_[source] = 1;
    for (std::size_t head = 0; head < order_.size(); ++head) {
      const auto v = order_[head];
      for (auto i = first_[v]; i < first_[v + 1]; ++i) {
        const auto u = arcs_[i].to;
        if (distance_[u] < 0) distance_[u] = distance_[v] + 1, order_.push_back(u);
        if (distance_[u] == distance_[v] + 1) paths_[u] += paths_[v];
      }
    }
    for (auto at = order_.size(); at-- > 1;) {
      const auto v = order_[at];
      for (auto i = first_[v]; i < first_[v + 1]; ++i) {
        const auto u = arcs_[i].to;
        if (distance_[u] + 1 != distance_[v]) continue;
        const double share = paths_[u] / paths_[v] * (1 + passed_[v]);
        passed_[u] += share;
        value[arcs_[i].link] += share;
      }
    }
  }

 private:
  struct Arc {
    std::uint32_t to, link;
  };
  const Network& network_;
  std::vector<std::uint32_t> first_;
  std::vector<Arc> arcs_;
  std::vector<std::int32_t> distance_;
  std::vector<double> paths_, passed_;
  std::vector<std::uint32_t> order_;
};

} // namespace

std::vector<double> link_betweenness(const Network& network, std::span<const std::uint32_t> sources) {
  std::vector<double> value(network.links.size(), 0);
  LinkSweep sweep(network);
  const auto all = sources.empty() ? every(network.nodes.size(), 1) : std::vector(sources.begin(), sources.end());
  for (const auto source : all) sweep.add_from(source, value);
  const double scale = all.empty() ? 0 : static_cast<double>(network.nodes.size()) / static_cast<double>(all.size()) / 2;
  for (auto& one : value) one *= scale;
  return value;
}

RemovalOrder nodes_by_degree(const Network& network, std::size_t steps, const std::vector<bool>& allowed) {
  std::vector<std::vector<std::uint32_t>> neighbours(network.nodes.size());
  for (const auto& [a, b] : network.links) neighbours[a].push_back(b), neighbours[b].push_back(a);
  auto degree = degrees(network).total;
  return {taken_lazily(
              degree.size(), steps, allowed, [&](std::uint32_t v) { return std::uint64_t{degree[v]}; },
              [&](std::uint32_t v) {
                for (const auto u : neighbours[v])
                  if (degree[u] > 0) --degree[u];
                degree[v] = 0;
              }),
          true};
}

RemovalOrder links_by_degree(const Network& network, std::size_t steps, const std::vector<bool>& allowed) {
  auto degree = degrees(network).total;
  const auto& links = network.links;
  return {
      taken_lazily(
          links.size(), steps, allowed, [&](std::uint32_t i) { return std::uint64_t{degree[links[i].source]} * degree[links[i].target]; },
          [&](std::uint32_t i) { --degree[links[i].source], --degree[links[i].target]; }),
      true};
}

base::Result<RemovalOrder> nodes_by_betweenness(const Network& network, std::size_t steps, const std::vector<bool>& allowed,
                                                base::Progress& progress) {
  if (size_of(network) * static_cast<double>(steps) > kMostRenewed) {
    const bool sampled = size_of(network) > kMostOnce;
    auto value = sampled ? sampled_betweenness(network, kSampledSources, 1, progress).map([](auto found) { return std::move(found.value); })
                         : betweenness(network, progress);
    if (!value) return tl::unexpected(value.error());
    return RemovalOrder{ranked(*value, steps, allowed), false};
  }
  RemovalOrder result;
  auto left = network;
  std::vector<bool> free(network.nodes.size());
  for (std::size_t v = 0; v < free.size(); ++v) free[v] = is_allowed(allowed, v);
  while (result.order.size() < steps) {
    const auto value = betweenness(left, progress);
    if (!value) return tl::unexpected(value.error());
    const auto next = ranked(*value, 1, free);
    if (next.empty()) break;
    result.order.push_back(next[0]);
    free[next[0]] = false;
    left = without_node(left, next[0]);
  }
  return result;
}

base::Result<RemovalOrder> links_by_betweenness(const Network& network, std::size_t steps, const std::vector<bool>& allowed,
                                                base::Progress& progress) {
  const double one = size_of(network);
  if (one * static_cast<double>(steps) > kMostRenewed) {
    const auto stride = one > kMostOnce / 10 ? std::max<std::size_t>(1, network.nodes.size() / kSampledSources) : 1;
    return RemovalOrder{ranked(link_betweenness(network, every(network.nodes.size(), stride)), steps, allowed), false};
  }
  RemovalOrder result;
  std::vector<std::uint32_t> number(network.links.size()); // of each link left
  std::iota(number.begin(), number.end(), 0u);
  auto left = network;
  while (result.order.size() < steps && !left.links.empty()) {
    if (progress.stopped()) return stopped();
    std::vector<bool> free(number.size());
    for (std::size_t i = 0; i < number.size(); ++i) free[i] = is_allowed(allowed, number[i]);
    const auto next = ranked(link_betweenness(left), 1, free);
    if (next.empty()) break;
    result.order.push_back(number[next[0]]);
    number.erase(number.begin() + next[0]);
    left = without_links(left, next);
  }
  return result;
}

} // namespace cuibono::graph
