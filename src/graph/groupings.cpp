#include "graph/groupings.h"

#include <algorithm>
#include <array>
#include <optional>

#include "graph/brokerage.h"
#include "model/dual_status.h"
#include "model/people.h"

namespace cuibono::graph {
namespace {

using model::CaseSnapshot;
using model::Role;
using model::Stage;

std::optional<std::size_t> place(const Network& network, EntityId id) {
  const auto found = std::ranges::lower_bound(network.nodes, id);
  if (found == network.nodes.end() || *found != id) return std::nullopt;
  return static_cast<std::size_t>(found - network.nodes.begin());
}

bool tells_more(Role role, std::uint32_t known) {
  if (known == kNoGroup) return true;
  const bool offending = model::is_offending(role), before = model::is_offending(static_cast<Role>(known));
  return offending != before ? offending : static_cast<std::uint32_t>(role) < known;
}

} // namespace

Stage stage_of(const model::Tie& tie) {
  if (tie.stage != Stage::None) return tie.stage;
  using enum model::TieType;
  switch (tie.type) {
    case Recruits: case ForgesFor:
      return Stage::Recruit;
    case Arranges: case Transports: case HandsOver:
      return Stage::Move;
    case Harbours: case Guards:
      return Stage::Harbour;
    case Protects: case Inspects:
      return Stage::Protect;
    default:
      break;
  }
  const auto layer = layer_of(tie.type);
  if (layer == Layer::Command) return Stage::Exploit;
  return layer == Layer::Money || layer == Layer::Ownership ? Stage::Finance : Stage::None;
}

Grouping by_role(const CaseSnapshot& snapshot, const Network& network) {
  Grouping result{std::vector<std::uint32_t>(network.nodes.size(), kNoGroup),
                  {base::Names<Role>::kNames.begin(), base::Names<Role>::kNames.end()}};
  for (const model::RoleFact& fact : snapshot.roles()) {
    const auto node = place(network, fact.entity);
    if (!node || fact.polarity != model::Polarity::Supports || fact.role == Role::Other) continue;
    if (tells_more(fact.role, result.of_node[*node])) result.of_node[*node] = static_cast<std::uint32_t>(fact.role);
  }
  const auto victims = model::victims(snapshot);
  for (std::size_t v = 0; v < network.nodes.size(); ++v)
    if (snapshot.entities().find(network.nodes[v]) && victims[snapshot.entities().position(network.nodes[v])])
      result.of_node[v] = static_cast<std::uint32_t>(Role::Victim);
  return result;
}

Grouping by_stage(const CaseSnapshot& snapshot, const Network& network) {
  constexpr auto kStages = base::kCount<Stage>;
  std::vector<std::array<std::uint32_t, kStages>> count(network.nodes.size());
  for (const model::Tie& tie : snapshot.ties()) {
    const auto stage = static_cast<std::size_t>(stage_of(tie));
    for (const auto end : {tie.source, tie.target})
      if (const auto node = stage > 0 ? place(network, end) : std::nullopt) ++count[*node][stage];
  }
  Grouping result{{}, {base::Names<Stage>::kNames.begin(), base::Names<Stage>::kNames.end()}};
  for (const auto& counts : count) {
    const auto most = std::ranges::max_element(counts);
    result.of_node.push_back(*most == 0 ? kNoGroup : static_cast<std::uint32_t>(most - counts.begin()));
  }
  return result;
}

} // namespace cuibono::graph
