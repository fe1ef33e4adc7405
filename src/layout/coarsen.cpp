#include "layout/coarsen.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace cuibono::layout {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFFu;
constexpr double kShrink = .9;

std::vector<std::uint32_t> shuffled(std::size_t count, base::Random& random) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0u);
  for (std::size_t i = count; i > 1; --i) std::swap(order[i - 1], order[random.next() % i]);
  return order;
}

class Matching {
 public:
  explicit Matching(const Mesh& mesh) : mesh_(mesh), mate_(mesh.size(), kNone) {}

  void match_linked(std::span<const std::uint32_t> order) {
    for (const auto v : order)
      if (is_free(v)) pair(v, heaviest(v));
  }

  // A star has one link to match along; its leaves pair with each other.
  void match_siblings(std::span<const std::uint32_t> order) {
    for (const auto hub : order) {
      auto waiting = kNone;
      for (const auto v : mesh_.neighbours(hub)) {
        if (!is_free(v) || mesh_.first[v + 1] - mesh_.first[v] > 2) continue;
        if (waiting == kNone)
          waiting = v;
        else
          pair(std::exchange(waiting, kNone), v);
      }
    }
  }

  std::uint32_t mate(std::uint32_t v) const { return mate_[v]; }

 private:
  bool is_free(std::uint32_t v) const { return mate_[v] == kNone && !mesh_.held[v]; }

  void pair(std::uint32_t a, std::uint32_t b) {
    if (b == kNone) return;
    mate_[a] = b;
    mate_[b] = a;
  }

  // Light nodes first, so that masses stay even.
  std::uint32_t heaviest(std::uint32_t v) const {
    auto best = kNone;
    double most = 0;
    for (auto arc = mesh_.first[v]; arc < mesh_.first[v + 1]; ++arc) {
      const auto u = mesh_.to[arc];
      const double worth = mesh_.weight[arc] / mesh_.mass[u];
      if (!is_free(u) || worth <= most) continue;
      most = worth;
      best = u;
    }
    return best;
  }

  const Mesh& mesh_;
  std::vector<std::uint32_t> mate_;
};

Mesh contract(const Mesh& fine, std::span<const std::uint32_t> parent, std::uint32_t count) {
  std::vector<double> mass(count);
  std::vector<char> held(count);
  std::vector<WeightedLink> links;
  for (std::uint32_t v = 0; v < fine.size(); ++v) {
    mass[parent[v]] += fine.mass[v];
    held[parent[v]] |= fine.held[v];
    for (auto arc = fine.first[v]; arc < fine.first[v + 1]; ++arc)
      if (v < fine.to[arc]) links.push_back({parent[v], parent[fine.to[arc]], fine.weight[arc]});
  }
  return make_mesh(std::move(mass), std::move(held), links);
}

std::vector<WeightedLink> arcs_of(std::span<const WeightedLink> links) {
  std::vector<WeightedLink> arcs;
  arcs.reserve(2 * links.size());
  for (const auto& [a, b, weight] : links) {
    if (a == b) continue;
    arcs.push_back({a, b, weight});
    arcs.push_back({b, a, weight});
  }
  return arcs;
}

// By their first end, then their second, else as they come; linear.
void sort_by_ends(std::vector<WeightedLink>& arcs, std::size_t nodes) {
  std::vector<WeightedLink> sorted(arcs.size());
  for (const auto end : {&WeightedLink::b, &WeightedLink::a}) {
    std::vector<std::uint32_t> next(nodes + 1);
    for (const auto& arc : arcs) ++next[arc.*end + 1];
    std::partial_sum(next.begin(), next.end(), next.begin());
    for (const auto& arc : arcs) sorted[next[arc.*end]++] = arc;
    arcs.swap(sorted);
  }
}

} // namespace

Mesh make_mesh(std::vector<double> mass, std::vector<char> held, std::span<const WeightedLink> links) {
  auto arcs = arcs_of(links);
  sort_by_ends(arcs, mass.size());
  Mesh mesh;
  mesh.first.assign(mass.size() + 1, 0);
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    if (i > 0 && arcs[i].a == arcs[i - 1].a && arcs[i].b == arcs[i - 1].b) {
      mesh.weight.back() += arcs[i].weight;
      continue;
    }
    ++mesh.first[arcs[i].a + 1];
    mesh.to.push_back(arcs[i].b);
    mesh.weight.push_back(arcs[i].weight);
  }
  std::partial_sum(mesh.first.begin(), mesh.first.end(), mesh.first.begin());
  mesh.mass = std::move(mass);
  mesh.held = std::move(held);
  return mesh;
}

std::optional<Coarser> coarsen(const Mesh& fine, base::Random& random) {
  const auto order = shuffled(fine.size(), random);
  Matching matching(fine);
  matching.match_linked(order);
  matching.match_siblings(order);
  std::vector<std::uint32_t> parent(fine.size(), kNone);
  std::uint32_t count = 0;
  for (std::uint32_t v = 0; v < fine.size(); ++v) {
    if (parent[v] != kNone) continue;
    parent[v] = count;
    if (matching.mate(v) != kNone) parent[matching.mate(v)] = count;
    ++count;
  }
  if (count > kShrink * static_cast<double>(fine.size())) return std::nullopt;
  return Coarser{contract(fine, parent, count), std::move(parent)};
}

} // namespace cuibono::layout
