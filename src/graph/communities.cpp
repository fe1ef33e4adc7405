#include "graph/communities.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "base/random.h"
#include "graph/adjacency.h"

namespace cuibono::graph {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

// A network on some level: nodes stand for sets of nodes. Arcs carry the weight in both directions together, so that directed
// and undirected networks are one case; an undirected link counts as one arc each way.
struct Level {
  std::vector<std::uint32_t> first, to;
  std::vector<double> weight;  ///< an arc: from here and to here
  std::vector<double> out, in; ///< a node: strength, links within it among them

  std::uint32_t size() const { return static_cast<std::uint32_t>(out.size()); }
};

struct Quality {
  double total = 0; ///< weight of all arcs, one direction
  double resolution = 1;
};

Level lowest_level(const Adjacency& both, const Adjacency& out, const Adjacency& in) {
  Level level{both.first, both.to, std::vector<double>(both.to.size()), std::vector<double>(both.size()), std::vector<double>(both.size())};
  for (std::uint32_t v = 0; v < both.size(); ++v) {
    auto to = out.first[v], from = in.first[v];
    for (auto arc = both.first[v]; arc < both.first[v + 1]; ++arc) { // three ascending lists side by side
      if (to < out.first[v + 1] && out.to[to] == both.to[arc]) level.out[v] += out.weight_of(to), level.weight[arc] += out.weight_of(to), ++to;
      if (from < in.first[v + 1] && in.to[from] == both.to[arc]) level.in[v] += in.weight_of(from), level.weight[arc] += in.weight_of(from), ++from;
    }
  }
  return level;
}

// Communities on one level and their strengths.
struct Partition {
  std::vector<std::uint32_t> of;
  std::vector<double> out, in; ///< a community
};

Partition partition_of(const Level& level, std::vector<std::uint32_t> of, std::size_t communities) {
  Partition partition{std::move(of), std::vector<double>(communities), std::vector<double>(communities)};
  for (std::uint32_t v = 0; v < level.size(); ++v) {
    partition.out[partition.of[v]] += level.out[v];
    partition.in[partition.of[v]] += level.in[v];
  }
  return partition;
}

Partition singletons(const Level& level) {
  std::vector<std::uint32_t> each(level.size());
  std::iota(each.begin(), each.end(), 0u);
  return {std::move(each), level.out, level.in};
}

// What a node's links weigh to each community near it; reused from node to node.
class Nearby {
 public:
  explicit Nearby(std::size_t communities) : weight_(communities, -1) {}

  void look(const Level& level, const std::vector<std::uint32_t>& of, std::uint32_t v) {
    for (const auto c : seen_) weight_[c] = -1;
    seen_.clear();
    for (auto arc = level.first[v]; arc < level.first[v + 1]; ++arc) {
      const auto c = of[level.to[arc]];
      if (weight_[c] < 0) weight_[c] = 0, seen_.push_back(c);
      weight_[c] += level.weight[arc];
    }
  }
  const std::vector<std::uint32_t>& communities() const { return seen_; }
  double weight(std::uint32_t community) const { return std::max(0., weight_[community]); }

 private:
  std::vector<double> weight_;
  std::vector<std::uint32_t> seen_;
};

void move_node(const Level& level, Partition& partition, std::uint32_t v, std::uint32_t to) {
  partition.out[partition.of[v]] -= level.out[v], partition.in[partition.of[v]] -= level.in[v];
  partition.of[v] = to;
  partition.out[to] += level.out[v], partition.in[to] += level.in[v];
}

// How much modularity (times the total) rises when v joins a community that it is not in.
double gain(const Quality& quality, const Level& level, const Partition& partition, std::uint32_t v, std::uint32_t c, double links) {
  return links - quality.resolution * (level.out[v] * partition.in[c] + level.in[v] * partition.out[c]) / quality.total;
}

std::vector<std::uint32_t> shuffled(std::uint32_t count, base::Random& random) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0u);
  for (std::uint32_t i = count; i > 1; --i) std::swap(order[i - 1], order[random.next() % i]);
  return order;
}

// Moves nodes to the best community near them until none gains; whoever's neighbour moved is looked at again.
void move_nodes(const Level& level, const Quality& quality, Partition& partition, base::Random& random, const base::Progress& progress) {
  auto queue = shuffled(level.size(), random);
  std::vector<char> waits(level.size(), 1);
  std::vector<std::uint32_t> empty; // communities that nobody is in any more
  std::vector<std::uint32_t> members(partition.out.size());
  for (const auto c : partition.of) ++members[c];
  Nearby near(partition.out.size());
  for (std::size_t head = 0; head < queue.size() && !progress.stopped(); ++head) {
    const auto v = queue[head];
    waits[v] = 0;
    const auto own = partition.of[v];
    near.look(level, partition.of, v);
    partition.out[own] -= level.out[v], partition.in[own] -= level.in[v];
    auto best = own;
    double most = gain(quality, level, partition, v, own, near.weight(own));
    for (const auto c : near.communities()) {
      const double would = gain(quality, level, partition, v, c, near.weight(c));
      if (would > most || (would == most && c < best && best != own)) most = would, best = c;
    }
    if (most < 0 && members[own] > 1 && !empty.empty()) best = empty.back(), empty.pop_back();
    partition.out[own] += level.out[v], partition.in[own] += level.in[v];
    if (best == own) continue;
    move_node(level, partition, v, best);
    ++members[best];
    if (--members[own] == 0) empty.push_back(own);
    for (auto arc = level.first[v]; arc < level.first[v + 1]; ++arc) {
      const auto u = level.to[arc];
      if (!waits[u] && partition.of[u] != best) waits[u] = 1, queue.push_back(u);
    }
  }
}

// Splits each community into parts that are well tied within it: from single nodes, each joins the part that gains most,
// where both are tied well enough to the rest of the community. Links carry every join, so that parts are connected.
Partition refine(const Level& level, const Quality& quality, const Partition& whole, base::Random& random) {
  Partition parts = singletons(level);
  std::vector<double> outside(level.size()); // a part: its links to the rest of its community
  std::vector<std::uint32_t> members(level.size(), 1);
  for (std::uint32_t v = 0; v < level.size(); ++v)
    for (auto arc = level.first[v]; arc < level.first[v + 1]; ++arc)
      if (whole.of[level.to[arc]] == whole.of[v]) outside[v] += level.weight[arc];
  const auto well_tied = [&](std::uint32_t part, std::uint32_t community) {
    const double rest_out = whole.out[community] - parts.out[part], rest_in = whole.in[community] - parts.in[part];
    return outside[part] >= quality.resolution * (parts.out[part] * rest_in + parts.in[part] * rest_out) / quality.total;
  };
  Nearby near(level.size());
  for (const auto v : shuffled(level.size(), random)) {
    const auto community = whole.of[v];
    if (members[parts.of[v]] > 1 || !well_tied(parts.of[v], community)) continue;
    near.look(level, parts.of, v);
    auto best = parts.of[v];
    double most = 0;
    for (const auto part : near.communities()) {
      if (part == parts.of[v] || whole.of[part] != community || !well_tied(part, community)) continue; // a part bears its first node's number
      const double would = gain(quality, level, parts, v, part, near.weight(part));
      if (would > most) most = would, best = part;
    }
    if (best == parts.of[v]) continue;
    outside[best] += outside[v] - 2 * near.weight(best);
    --members[parts.of[v]], ++members[best];
    move_node(level, parts, v, best);
  }
  return parts;
}

// Numbers from 0 in order of first appearance.
std::uint32_t renumber(std::vector<std::uint32_t>& of) {
  std::vector<std::uint32_t> name(of.empty() ? 0 : *std::ranges::max_element(of) + 1, kNone);
  std::uint32_t next = 0;
  for (auto& c : of) {
    if (name[c] == kNone) name[c] = next++;
    c = name[c];
  }
  return next;
}

// The level above: each part is a node.
Level aggregate(const Level& level, const std::vector<std::uint32_t>& part, std::uint32_t parts) {
  Level above{{0}, {}, {}, std::vector<double>(parts), std::vector<double>(parts)};
  std::vector<std::uint32_t> start(parts + 1), members(level.size());
  for (const auto p : part) ++start[p + 1];
  std::partial_sum(start.begin(), start.end(), start.begin());
  auto next = start;
  for (std::uint32_t v = 0; v < level.size(); ++v) members[next[part[v]]++] = v;
  std::vector<double> weight(parts, -1);
  for (std::uint32_t p = 0; p < parts; ++p) {
    const auto begin = above.to.size();
    for (auto i = start[p]; i < start[p + 1]; ++i) {
      const auto v = members[i];
      above.out[p] += level.out[v], above.in[p] += level.in[v];
      for (auto arc = level.first[v]; arc < level.first[v + 1]; ++arc) {
        const auto q = part[level.to[arc]];
        if (q == p) continue;
        if (weight[q] < 0) weight[q] = 0, above.to.push_back(q);
        weight[q] += level.weight[arc];
      }
    }
    for (auto i = begin; i < above.to.size(); ++i) above.weight.push_back(weight[above.to[i]]), weight[above.to[i]] = -1;
    above.first.push_back(static_cast<std::uint32_t>(above.to.size()));
  }
  return above;
}

// One round: up through the levels until nothing joins any more. `of` is a community a node of the lowest level, before and after.
void round(const Level& lowest, const Quality& quality, std::vector<std::uint32_t>& of, base::Random& random, const base::Progress& progress) {
  Level level = lowest;
  std::vector<std::uint32_t> place(lowest.size()); // of each lowest node, its node on this level
  std::iota(place.begin(), place.end(), 0u);
  const auto communities = renumber(of);
  auto partition = partition_of(level, of, std::max<std::size_t>(communities, lowest.size()));
  while (!progress.stopped()) {
    move_nodes(level, quality, partition, random, progress);
    for (std::size_t v = 0; v < place.size(); ++v) of[v] = partition.of[place[v]];
    const auto parts = refine(level, quality, partition, random);
    auto part = parts.of;
    const auto count = renumber(part);
    if (count == level.size()) break;
    std::vector<std::uint32_t> above(count);
    for (std::uint32_t v = 0; v < level.size(); ++v) above[part[v]] = partition.of[v];
    level = aggregate(level, part, count);
    for (auto& v : place) v = part[v];
    const auto left = renumber(above);
    partition = partition_of(level, std::move(above), std::max<std::size_t>(left, level.size()));
  }
}

// A small network costs nothing to look at again in another order, and the best of many is seldom beaten.
int tries(const LeidenOptions& options, std::size_t links) {
  return options.tries > 0 ? options.tries : static_cast<int>(std::clamp<std::size_t>(100'000 / (links + 1), 1, 50));
}

std::vector<std::uint32_t> one_try(const Level& lowest, const Quality& quality, int rounds, std::uint64_t seed, const base::Progress& progress) {
  std::vector<std::uint32_t> of(lowest.size());
  std::iota(of.begin(), of.end(), 0u);
  base::Random random(seed);
  for (int i = 0; i < rounds && quality.total > 0 && !progress.stopped(); ++i) {
    const auto before = of;
    round(lowest, quality, of, random, progress);
    renumber(of);
    if (of == before) break;
  }
  return of;
}

} // namespace

double modularity(const Network& network, std::span<const std::uint32_t> community, double resolution) {
  const auto out = adjacency(network, Ends::Out);
  if (out.to.empty()) return 0;
  std::vector<double> from(*std::ranges::max_element(community) + 1), into(from.size());
  double within = 0, total = 0;
  for (std::uint32_t v = 0; v < out.size(); ++v)
    for (auto arc = out.first[v]; arc < out.first[v + 1]; ++arc) {
      const double weight = out.weight_of(arc);
      total += weight;
      from[community[v]] += weight;
      into[community[out.to[arc]]] += weight;
      if (community[v] == community[out.to[arc]]) within += weight;
    }
  double expected = 0;
  for (std::size_t c = 0; c < from.size(); ++c) expected += from[c] / total * (into[c] / total);
  return within / total - resolution * expected;
}

base::Result<Communities> leiden(const Network& network, const LeidenOptions& options, base::Progress& progress) {
  const auto links = adjacency(network, Ends::Both);
  const auto order = local_order(links);
  const auto both = reversed(links, order);
  const auto against = [&](Ends ends) { return reversed(adjacency(network, ends), order); };
  const auto lowest = network.directed ? lowest_level(both, against(Ends::In), against(Ends::Out)) : lowest_level(both, both, both);
  const Quality quality{std::accumulate(lowest.out.begin(), lowest.out.end(), 0.0), options.resolution};
  Communities best{std::vector<std::uint32_t>(lowest.size())};
  for (int i = 0; i < tries(options, network.links.size()) && !progress.stopped(); ++i) {
    const auto of = one_try(lowest, quality, options.rounds, options.seed + static_cast<std::uint64_t>(i), progress);
    Communities found{std::vector<std::uint32_t>(lowest.size())};
    for (std::size_t v = 0; v < of.size(); ++v) found.of_node[order[v]] = of[v];
    found.count = renumber(found.of_node);
    if (found.count > 0) found.modularity = modularity(network, found.of_node, options.resolution);
    if (i == 0 || found.modularity > best.modularity + 1e-12) best = std::move(found);
  }
  if (progress.stopped()) return base::fail(base::ErrorKind::Cancelled, "the search for communities was stopped");
  return best;
}

} // namespace cuibono::graph
