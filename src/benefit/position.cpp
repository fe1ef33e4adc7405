#include "benefit/position.h"

#include <algorithm>
#include <map>
#include <set>

#include "graph/betweenness.h"
#include "graph/measures.h"
#include "model/dual_status.h"

namespace cuibono::benefit {
namespace {

constexpr std::size_t kCheap = 30'000'000; ///< nodes times links: a fraction of a second

std::string spaced(std::string_view name) {
  std::string text(name);
  std::ranges::replace(text, '_', ' ');
  return text;
}

} // namespace

base::Result<std::vector<Position>> positions(const model::CaseSnapshot& snapshot, const std::vector<Person>& people,
                                              Options::Centrality wanted, unsigned threads, base::Progress& progress) {
  std::vector<Position> found;
  if (wanted == Options::Centrality::Never) return found;
  const auto network = graph::build_network(snapshot, {.layers = {graph::Layer::Social}, .without_victims = true});
  if (wanted == Options::Centrality::WhereCheap && network.nodes.size() * (network.links.size() + 1) > kCheap)
    return found;
  const auto degree = graph::degrees(network).total;
  const auto between = graph::betweenness(network, progress, threads);
  if (!between) return tl::unexpected(between.error());
  std::map<EntityId, double> share;
  for (const auto& person : people) share[person.id] = person.share;
  for (std::size_t i = 0; i < network.nodes.size(); ++i) {
    const auto id = network.nodes[i];
    if (degree[i] == 0 || snapshot.entities().find(id)->kind != model::EntityKind::Person) continue;
    const auto known = share.find(id);
    found.push_back({id, static_cast<double>(degree[i]), (*between)[i], known == share.end() ? 0 : known->second});
  }
  std::ranges::stable_sort(found, [](const Position& a, const Position& b) {
    return std::pair(a.betweenness, a.degree) > std::pair(b.betweenness, b.degree);
  });
  return found;
}

std::vector<DualStatus> reviews(const model::CaseSnapshot& snapshot) {
  std::vector<DualStatus> found;
  for (const auto& [person, accusations] : model::dual_status(snapshot)) {
    std::set<std::string> reasons;
    for (const auto& accusation : accusations)
      reasons.insert(accusation.role     ? "role " + spaced(base::name_of(accusation.role->role))
                     : accusation.charge ? "charged or sentenced"
                                         : "accused of an element of the offence");
    found.push_back({person, {reasons.begin(), reasons.end()}});
  }
  return found;
}

} // namespace cuibono::benefit
