#include "graph/disruption.h"

#include <algorithm>
#include <numeric>

#include "base/random.h"

namespace cuibono::graph {
namespace {

// Disjoint sets with the size of each and the largest of all.
class Parts {
 public:
  explicit Parts(std::size_t nodes) : parent_(nodes), size_(nodes, 0) { std::iota(parent_.begin(), parent_.end(), 0u); }

  void add(std::uint32_t v) {
    size_[v] = 1;
    ++remains_.nodes;
    ++remains_.components;
    remains_.largest = std::max<std::size_t>(remains_.largest, 1);
  }
  bool has(std::uint32_t v) const { return size_[find(v)] > 0; }

  void join(std::uint32_t a, std::uint32_t b) {
    a = find(a), b = find(b);
    if (a == b) return;
    if (size_[a] < size_[b]) std::swap(a, b);
    parent_[b] = a;
    size_[a] += size_[b];
    --remains_.components;
    remains_.largest = std::max<std::size_t>(remains_.largest, size_[a]);
  }

  const Remains& remains() const { return remains_; }

 private:
  std::uint32_t find(std::uint32_t v) const {
    while (parent_[v] != v) v = parent_[v] = parent_[parent_[v]];
    return v;
  }

  mutable std::vector<std::uint32_t> parent_;
  std::vector<std::uint32_t> size_;
  Remains remains_;
};

// For each node the links that touch it.
struct Touching {
  std::vector<std::uint32_t> first, links;

  explicit Touching(const Network& network) : first(network.nodes.size() + 1, 0), links(2 * network.links.size()) {
    for (const auto& [a, b] : network.links) ++first[a + 1], ++first[b + 1];
    std::partial_sum(first.begin(), first.end(), first.begin());
    auto next = first;
    for (std::uint32_t i = 0; i < network.links.size(); ++i)
      links[next[network.links[i].source]++] = i, links[next[network.links[i].target]++] = i;
  }
  std::span<const std::uint32_t> of(std::uint32_t v) const { return std::span(links).subspan(first[v], first[v + 1] - first[v]); }
};

std::uint32_t other_end(const Link& link, std::uint32_t v) { return link.source == v ? link.target : link.source; }

std::vector<Remains> nodes_go(const Network& network, const Touching& touching, std::span<const std::uint32_t> order) {
  std::vector<bool> goes(network.nodes.size());
  for (const auto v : order) goes[v] = true;
  Parts parts(network.nodes.size());
  for (std::uint32_t v = 0; v < network.nodes.size(); ++v)
    if (!goes[v]) parts.add(v);
  for (const auto& [a, b] : network.links)
    if (!goes[a] && !goes[b]) parts.join(a, b);
  std::vector<Remains> curve(order.size() + 1);
  curve[order.size()] = parts.remains();
  for (auto k = order.size(); k-- > 0;) {
    parts.add(order[k]);
    for (const auto link : touching.of(order[k]))
      if (const auto u = other_end(network.links[link], order[k]); parts.has(u)) parts.join(order[k], u);
    curve[k] = parts.remains();
  }
  return curve;
}

RandomRemoval mean_of(std::size_t steps, std::size_t draws, double nodes, const auto& curve_of_draw) {
  RandomRemoval mean{std::vector<MeanRemains>(steps + 1), 0};
  for (std::size_t draw = 0; draw < draws; ++draw) {
    const std::vector<Remains> curve = curve_of_draw(draw);
    for (std::size_t k = 0; k <= steps; ++k) {
      mean.curve[k].largest += static_cast<double>(curve[k].largest) / static_cast<double>(draws);
      mean.curve[k].components += static_cast<double>(curve[k].components) / static_cast<double>(draws);
    }
  }
  for (std::size_t k = 1; k <= steps; ++k)
    if (nodes > 0) mean.robustness += mean.curve[k].largest / nodes / static_cast<double>(steps);
  return mean;
}

} // namespace

std::vector<Remains> as_nodes_go(const Network& network, std::span<const std::uint32_t> order) {
  return nodes_go(network, Touching(network), order);
}

std::vector<Remains> as_links_go(const Network& network, std::span<const std::uint32_t> order) {
  std::vector<bool> goes(network.links.size());
  for (const auto link : order) goes[link] = true;
  Parts parts(network.nodes.size());
  for (std::uint32_t v = 0; v < network.nodes.size(); ++v) parts.add(v);
  for (std::size_t i = 0; i < network.links.size(); ++i)
    if (!goes[i]) parts.join(network.links[i].source, network.links[i].target);
  std::vector<Remains> curve(order.size() + 1);
  curve[order.size()] = parts.remains();
  for (auto k = order.size(); k-- > 0;) {
    parts.join(network.links[order[k]].source, network.links[order[k]].target);
    curve[k] = parts.remains();
  }
  return curve;
}

double robustness(std::span<const Remains> curve) {
  if (curve.size() < 2 || curve[0].nodes == 0) return 0;
  double sum = 0;
  for (const auto& remains : curve.subspan(1)) sum += static_cast<double>(remains.largest);
  return sum / static_cast<double>(curve[0].nodes) / static_cast<double>(curve.size() - 1);
}

std::vector<std::uint32_t> random_order(std::span<const std::uint32_t> from, std::size_t steps, std::uint64_t seed, std::uint64_t draw) {
  std::vector<std::uint32_t> order(from.begin(), from.end());
  base::Random random(seed ^ base::Random(draw).next());
  steps = std::min(steps, order.size());
  for (std::size_t i = 0; i < steps; ++i) std::swap(order[i], order[i + random.next() % (order.size() - i)]);
  order.resize(steps);
  return order;
}

RandomRemoval random_nodes_go(const Network& network, std::span<const std::uint32_t> from, std::size_t steps, std::size_t draws,
                              std::uint64_t seed) {
  const Touching touching(network);
  return mean_of(std::min(steps, from.size()), draws, static_cast<double>(network.nodes.size()),
                 [&](std::uint64_t draw) { return nodes_go(network, touching, random_order(from, steps, seed, draw)); });
}

RandomRemoval random_links_go(const Network& network, std::span<const std::uint32_t> from, std::size_t steps, std::size_t draws,
                              std::uint64_t seed) {
  return mean_of(std::min(steps, from.size()), draws, static_cast<double>(network.nodes.size()),
                 [&](std::uint64_t draw) { return as_links_go(network, random_order(from, steps, seed, draw)); });
}

Network tied_part(const Network& network) {
  constexpr auto kNone = static_cast<std::uint32_t>(-1);
  std::vector<std::uint32_t> place(network.nodes.size(), kNone);
  for (const auto& [a, b] : network.links) place[a] = place[b] = 0;
  Network tied = network;
  tied.nodes.clear();
  for (std::size_t v = 0; v < place.size(); ++v) {
    if (place[v] == kNone) continue;
    place[v] = static_cast<std::uint32_t>(tied.nodes.size());
    tied.nodes.push_back(network.nodes[v]);
  }
  for (auto& [a, b] : tied.links) a = place[a], b = place[b];
  return tied;
}

Network without_links(const Network& network, std::span<const std::uint32_t> removed) {
  std::vector<bool> goes(network.links.size());
  for (const auto link : removed) goes[link] = true;
  Network left{.nodes = network.nodes, .directed = network.directed};
  for (std::size_t i = 0; i < network.links.size(); ++i) {
    if (goes[i]) continue;
    left.links.push_back(network.links[i]);
    if (!network.weights.empty()) left.weights.push_back(network.weights[i]);
    if (!network.facts.empty()) left.facts.push_back(network.facts[i]);
  }
  return left;
}

} // namespace cuibono::graph
