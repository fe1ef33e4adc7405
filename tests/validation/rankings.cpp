#include "rankings.h"

#include <algorithm>
#include <map>

#include "graph/betweenness.h"
#include "graph/measures.h"
#include "model/evidence.h"
#include "model/people.h"
#include "model/rates.h"

namespace cuibono::validation {
namespace {

using model::EntityId;

std::map<EntityId, EntityId> holders(const model::CaseSnapshot& snapshot) {
  std::map<EntityId, std::optional<EntityId>> found;
  for (const auto& tie : snapshot.ties()) {
    if (tie.type != model::TieType::HoldsAccount || !model::is_supported(snapshot, tie.citations, tie.polarity)) continue;
    const auto [at, is_new] = found.try_emplace(tie.target, tie.source);
    if (!is_new && at->second != tie.source) at->second.reset();
  }
  std::map<EntityId, EntityId> only;
  for (const auto& [account, holder] : found)
    if (holder) only[account] = *holder;
  return only;
}

EntityId stands_for(const std::map<EntityId, EntityId>& holders, EntityId id) {
  const auto found = holders.find(id);
  return found == holders.end() ? id : found->second;
}

// The person with the most; of equal ones the first by id.
std::optional<EntityId> first_person(const model::CaseSnapshot& snapshot, const std::map<EntityId, double>& values) {
  const auto is_victim = model::victims(snapshot);
  std::optional<EntityId> first;
  double most = 0;
  for (const auto& [id, value] : values) {
    const bool counts = snapshot.entities().find(id)->kind == model::EntityKind::Person && !is_victim[snapshot.entities().position(id)];
    if (counts && value > most) most = value, first = id;
  }
  return first;
}

graph::Network network_of(const model::CaseSnapshot& snapshot) {
  const auto known = holders(snapshot);
  graph::Network network;
  for (const auto& entity : snapshot.entities()) network.nodes.push_back(entity.id);
  const auto link = [&](EntityId from, EntityId to) {
    auto a = static_cast<std::uint32_t>(snapshot.entities().position(stands_for(known, from)));
    auto b = static_cast<std::uint32_t>(snapshot.entities().position(stands_for(known, to)));
    if (a > b) std::swap(a, b);
    if (a != b) network.links.push_back({a, b});
  };
  for (const auto& tie : snapshot.ties())
    if (model::is_supported(snapshot, tie.citations, tie.polarity)) link(tie.source, tie.target);
  for (const auto& payment : snapshot.payments())
    if (model::is_supported(snapshot, payment.citations, payment.polarity)) link(payment.payer, payment.payee);
  std::ranges::sort(network.links);
  const auto repeats = std::ranges::unique(network.links);
  network.links.erase(repeats.begin(), repeats.end());
  return network;
}

// Brin and Page 1998 by power iteration, damping .85.
std::vector<double> page_rank(const graph::Network& network) {
  const auto n = network.nodes.size();
  const auto degree = graph::degrees(network).total;
  std::vector<double> rank(n, 1.0 / static_cast<double>(n));
  for (int round = 0; round < 100; ++round) {
    double loose = 0;
    for (std::size_t i = 0; i < n; ++i)
      if (degree[i] == 0) loose += rank[i];
    std::vector<double> next(n, (.15 + .85 * loose) / static_cast<double>(n));
    for (const auto& link : network.links) {
      next[link.source] += .85 * rank[link.target] / degree[link.target];
      next[link.target] += .85 * rank[link.source] / degree[link.source];
    }
    rank = std::move(next);
  }
  return rank;
}

} // namespace

std::optional<EntityId> first_by_inflow(const model::CaseSnapshot& snapshot) {
  const auto known = holders(snapshot);
  const model::Rates rates(snapshot);
  std::map<EntityId, double> received;
  for (const auto& payment : snapshot.payments()) {
    if (!model::is_supported(snapshot, payment.citations, payment.polarity)) continue;
    const auto from = stands_for(known, payment.payer), to = stands_for(known, payment.payee);
    if (from != to) received[to] += base::units(payment.amount) * rates.of(payment.currency, payment.date).value_or(0);
  }
  return first_person(snapshot, received);
}

std::optional<EntityId> first_by(const model::CaseSnapshot& snapshot, Centrality centrality) {
  const auto network = network_of(snapshot);
  std::vector<double> values;
  base::Progress progress;
  if (centrality == Centrality::Betweenness) values = *graph::betweenness(network, progress, 1);
  else if (centrality == Centrality::PageRank) values = page_rank(network);
  else for (const auto degree : graph::degrees(network).total) values.push_back(degree);
  std::map<EntityId, double> by_id;
  for (std::size_t i = 0; i < values.size(); ++i) by_id[network.nodes[i]] = values[i];
  return first_person(snapshot, by_id);
}

} // namespace cuibono::validation
