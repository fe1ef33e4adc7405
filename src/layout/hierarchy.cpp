#include "layout/hierarchy.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace cuibono::layout {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFFu;
constexpr std::uint32_t kManyArcs = 20; // from there on a node is a hub, however many it has

std::uint32_t degree(const Level& level, std::uint32_t v) { return level.first[v + 1] - level.first[v]; }

Level finest_level(const Mesh& mesh) {
  Level level{.first = mesh.first, .to = mesh.to};
  level.pull.assign(mesh.weight.begin(), mesh.weight.end());
  level.mass.assign(mesh.mass.begin(), mesh.mass.end());
  level.bond.resize(mesh.to.size());
  return level;
}

// Each link is worth as much more as its ends share neighbours, and less where both have many. Work: for each link, the
// neighbours of the end that has fewer.
void measure_bonds(Level& level) {
  std::vector<std::uint32_t> near(level.size(), kNone);
  for (std::uint32_t v = 0; v < level.size(); ++v) {
    for (auto arc = level.first[v]; arc < level.first[v + 1]; ++arc) near[level.to[arc]] = v;
    for (auto arc = level.first[v]; arc < level.first[v + 1]; ++arc) {
      const auto u = level.to[arc];
      if (std::pair(degree(level, u), u) > std::pair(degree(level, v), v)) continue;
      std::uint32_t shared = 0, back = 0;
      for (auto other = level.first[u]; other < level.first[u + 1]; ++other) {
        shared += near[level.to[other]] == v;
        if (level.to[other] == v) back = other;
      }
      level.bond[arc] = static_cast<float>(1 + shared) / std::sqrt(static_cast<float>(degree(level, u)));
      level.bond[back] = level.bond[arc];
    }
  }
}

// Those with few neighbours choose first; equals in random order.
std::vector<std::uint32_t> choosing_order(const Level& level, base::Random& random) {
  std::vector<std::uint32_t> mixed(level.size()), order(level.size());
  std::iota(mixed.begin(), mixed.end(), 0u);
  for (std::size_t i = mixed.size(); i > 1; --i) std::swap(mixed[i - 1], mixed[random.next() % i]);
  std::vector<std::uint32_t> begin(kManyArcs + 2);
  for (const auto v : mixed) ++begin[std::min(degree(level, v), kManyArcs) + 1];
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  for (const auto v : mixed) order[begin[std::min(degree(level, v), kManyArcs)]++] = v;
  return order;
}

class Pairs {
 public:
  explicit Pairs(const Level& level) : level_(level), mate_(level.size(), kNone) {}

  void match_linked(const std::vector<std::uint32_t>& order) {
    for (const auto v : order)
      if (mate_[v] == kNone) pair(v, closest(v, [this](std::uint32_t u) { return mate_[u] == kNone; }));
  }

  // Who is left over goes with another that hangs on the same node: after this, at most three in four nodes remain.
  void match_siblings() {
    std::vector<std::uint32_t> waiting(level_.size(), kNone);
    for (std::uint32_t v = 0; v < level_.size(); ++v) {
      if (mate_[v] != kNone) continue;
      const auto hub = closest(v, [](std::uint32_t) { return true; });
      if (hub == kNone) continue;
      if (waiting[hub] == kNone)
        waiting[hub] = v;
      else
        pair(v, std::exchange(waiting[hub], kNone));
    }
  }

  // For each node its number on the coarser level; how many there are.
  std::pair<std::vector<std::uint32_t>, std::uint32_t> numbered() const {
    std::vector<std::uint32_t> parent(level_.size(), kNone);
    std::uint32_t count = 0;
    for (std::uint32_t v = 0; v < level_.size(); ++v) {
      if (parent[v] != kNone) continue;
      parent[v] = count;
      if (mate_[v] != kNone) parent[mate_[v]] = count;
      ++count;
    }
    return {std::move(parent), count};
  }

 private:
  void pair(std::uint32_t a, std::uint32_t b) {
    if (b == kNone) return;
    mate_[a] = b;
    mate_[b] = a;
  }

  // Light nodes first, so that masses stay even.
  template <class Test>
  std::uint32_t closest(std::uint32_t v, Test&& may) const {
    auto best = kNone;
    float most = 0;
    for (auto arc = level_.first[v]; arc < level_.first[v + 1]; ++arc) {
      const auto u = level_.to[arc];
      const float worth = level_.bond[arc] / level_.mass[u];
      if (worth <= most || !may(u)) continue;
      most = worth;
      best = u;
    }
    return best;
  }

  const Level& level_;
  std::vector<std::uint32_t> mate_;
};

// Nodes by parent, those of one parent in their own order.
struct Children {
  std::vector<std::uint32_t> first, node;

  Children(const std::vector<std::uint32_t>& parent, std::uint32_t count) : first(count + 1), node(parent.size()) {
    for (const auto p : parent) ++first[p + 1];
    std::partial_sum(first.begin(), first.end(), first.begin());
    auto next = first;
    for (std::uint32_t v = 0; v < parent.size(); ++v) node[next[parent[v]]++] = v;
  }
};

Level contract(const Level& fine, std::uint32_t count) {
  const Children children(fine.parent, count);
  Level coarse;
  coarse.mass.resize(count);
  coarse.first.push_back(0);
  std::vector<std::uint32_t> arc_to(count, kNone); // the arc of the node at work to each other; older arcs do not count
  for (std::uint32_t node = 0; node < count; ++node) {
    const auto begin = static_cast<std::uint32_t>(coarse.to.size());
    for (auto i = children.first[node]; i < children.first[node + 1]; ++i) {
      const auto v = children.node[i];
      coarse.mass[node] += fine.mass[v];
      for (auto arc = fine.first[v]; arc < fine.first[v + 1]; ++arc) {
        const auto other = fine.parent[fine.to[arc]];
        if (other == node) continue;
        if (arc_to[other] == kNone || arc_to[other] < begin) {
          arc_to[other] = static_cast<std::uint32_t>(coarse.to.size());
          coarse.to.push_back(other);
          coarse.pull.push_back(0);
          coarse.bond.push_back(0);
        }
        coarse.pull[arc_to[other]] += fine.pull[arc];
        coarse.bond[arc_to[other]] += fine.bond[arc];
      }
    }
    coarse.first.push_back(static_cast<std::uint32_t>(coarse.to.size()));
  }
  return coarse;
}

// The level with its nodes in another order; number[old] is the new one.
Level renumbered(const Level& level, const std::vector<std::uint32_t>& order,
                 const std::vector<std::uint32_t>& number) {
  Level result;
  result.first.push_back(0);
  result.to.reserve(level.to.size());
  result.pull.reserve(level.to.size());
  result.bond.reserve(level.to.size());
  for (const auto v : order) {
    result.mass.push_back(level.mass[v]);
    for (auto arc = level.first[v]; arc < level.first[v + 1]; ++arc) {
      result.to.push_back(number[level.to[arc]]);
      result.pull.push_back(level.pull[arc]);
      result.bond.push_back(level.bond[arc]);
    }
    result.first.push_back(static_cast<std::uint32_t>(result.to.size()));
  }
  return result;
}

std::vector<std::uint32_t> inverse(const std::vector<std::uint32_t>& order) {
  std::vector<std::uint32_t> number(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) number[order[i]] = i;
  return number;
}

// From the coarsest level down, children in the order of their parents.
void put_children_together(Hierarchy& hierarchy) {
  auto& levels = hierarchy.levels;
  std::vector<std::uint32_t> order(levels.back().size());
  std::iota(order.begin(), order.end(), 0u);
  for (std::size_t i = levels.size() - 1; i-- > 0;) {
    const auto coarse_number = inverse(order);
    for (auto& parent : levels[i].parent) parent = coarse_number[parent];
    order = Children(levels[i].parent, static_cast<std::uint32_t>(order.size())).node;
    Level level = renumbered(levels[i], order, inverse(order));
    for (const auto v : order) level.parent.push_back(levels[i].parent[v]);
    levels[i] = std::move(level);
  }
  hierarchy.order = std::move(order);
}

} // namespace

Hierarchy make_hierarchy(const Mesh& mesh, std::size_t coarsest, base::Random& random) {
  Hierarchy hierarchy;
  hierarchy.levels.push_back(finest_level(mesh));
  measure_bonds(hierarchy.levels[0]);
  while (hierarchy.levels.back().size() > coarsest) {
    Level& fine = hierarchy.levels.back();
    Pairs pairs(fine);
    pairs.match_linked(choosing_order(fine, random));
    pairs.match_siblings();
    auto [parent, count] = pairs.numbered();
    if (count == fine.size()) break;
    fine.parent = std::move(parent);
    hierarchy.levels.push_back(contract(fine, count));
  }
  put_children_together(hierarchy);
  return hierarchy;
}

} // namespace cuibono::layout
