#include "graph/brokerage.h"

#include <algorithm>

#include "graph/adjacency.h"

namespace cuibono::graph {
namespace {

// The middle's group against those of the one before and the one after.
BrokerKind kind_of(std::uint32_t before, std::uint32_t middle, std::uint32_t after) {
  if (before == after) return before == middle ? BrokerKind::Coordinator : BrokerKind::Consultant;
  if (middle == after) return BrokerKind::Gatekeeper;
  return middle == before ? BrokerKind::Representative : BrokerKind::Liaison;
}

// Burt's sums for one node after another; `near` marks what the current node is tied to.
class Burt {
 public:
  Burt(const Adjacency& graph, bool plain) : graph_(graph), plain_(plain), strength_(graph.size()), near_(graph.size()), indirect_(graph.size()) {
    for (std::uint32_t v = 0; v < graph.size(); ++v)
      for (auto arc = graph.first[v]; arc < graph.first[v + 1]; ++arc) strength_[v] += graph.weight_of(arc);
  }

  void of(std::uint32_t v, Holes& holes) {
    if (graph_.degree(v) == 0) return;
    each_arc(v, [&](std::uint32_t u, double weight) { near_[u] = weight / strength_[v]; });
    each_arc(v, [&](std::uint32_t q, double) { // q's share goes on to those whom q is tied to
      each_arc(q, [&](std::uint32_t j, double weight) {
        if (j != v && near_[j] > 0) indirect_[j] += near_[q] * weight / strength_[q];
      });
    });
    double constraint = 0;
    each_arc(v, [&](std::uint32_t j, double) { constraint += (near_[j] + indirect_[j]) * (near_[j] + indirect_[j]); });
    holes.constraint[v] = constraint;
    holes.effective_size[v] = plain_ ? plain_size(v) : burt_size(v);
    each_arc(v, [&](std::uint32_t u, double) { near_[u] = indirect_[u] = 0; });
  }

 private:
  template <class Visit>
  void each_arc(std::uint32_t v, Visit&& visit) const {
    for (auto arc = graph_.first[v]; arc < graph_.first[v + 1]; ++arc) visit(graph_.to[arc], graph_.weight_of(arc));
  }

  // Neighbours less the ties among them that each has on average.
  double plain_size(std::uint32_t v) const {
    double among = 0;
    for (const auto u : graph_.of(v))
      for (const auto w : graph_.of(u)) among += near_[w] > 0 && w != v;
    return graph_.degree(v) - among / graph_.degree(v);
  }

  // Sum over j of 1 - sum over q of p_vq m_jq, with m_jq the tie of j to q as a share of j's strongest.
  double burt_size(std::uint32_t v) const {
    double size = 0;
    each_arc(v, [&](std::uint32_t j, double) {
      double strongest = 0, redundant = 0;
      each_arc(j, [&](std::uint32_t, double weight) { strongest = std::max(strongest, weight); });
      each_arc(j, [&](std::uint32_t q, double weight) {
        if (q != v) redundant += near_[q] * weight / strongest;
      });
      size += 1 - redundant;
    });
    return size;
  }

  const Adjacency& graph_;
  bool plain_;
  std::vector<double> strength_, near_, indirect_;
};

} // namespace

Holes structural_holes(const Network& network) {
  // Both directions add up: a link each way is a tie of twice the weight.
  Network both = network;
  if (network.directed && network.weights.empty()) {
    std::ranges::sort(both.links);
    const auto repeats = std::ranges::unique(both.links);
    both.links.erase(repeats.begin(), repeats.end());
    both.weights.assign(both.links.size(), 1);
  }
  const auto graph = adjacency(both, Ends::Both);
  Holes holes{std::vector<std::optional<double>>(graph.size()), std::vector<std::optional<double>>(graph.size())};
  Burt burt(graph, !network.directed && network.weights.empty());
  for (std::uint32_t v = 0; v < graph.size(); ++v) burt.of(v, holes);
  return holes;
}

std::vector<std::array<std::uint64_t, 5>> brokerage(const Network& network, std::span<const std::uint32_t> group) {
  const auto in = adjacency(network, Ends::In), out = adjacency(network, Ends::Out);
  std::vector<std::array<std::uint64_t, 5>> result(network.nodes.size());
  for (std::uint32_t middle = 0; middle < network.nodes.size(); ++middle) {
    if (group[middle] == kNoGroup) continue;
    for (const auto before : in.of(middle)) {
      if (group[before] == kNoGroup) continue;
      for (const auto after : out.of(middle))
        if (after != before && group[after] != kNoGroup && !out.has(before, after))
          ++result[middle][static_cast<std::size_t>(kind_of(group[before], group[middle], group[after]))];
    }
  }
  return result;
}

} // namespace cuibono::graph
