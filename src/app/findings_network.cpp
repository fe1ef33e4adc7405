#include <algorithm>
#include <fmt/core.h>

#include "app/findings.h"
#include "app/key_players.h"
#include "app/leads.h"
#include "app/structure.h"
#include "app/words.h"

namespace cuibono::app {
namespace {

constexpr std::size_t kListed = 20;           ///< people, groups or leads in a table; the rest is counted
constexpr std::size_t kMembersNamed = 8;      ///< of a group
constexpr std::size_t kNodesForEverybody = 20'000; ///< above, betweenness is sampled
constexpr std::size_t kSources = 1000;
constexpr std::size_t kNodesForKeyPlayers = 3'000; ///< above, the search takes longer than somebody waits for a tab

std::string rank_text(std::uint32_t rank, const graph::RankIntervals& interval, std::size_t node) {
  if (interval.draws == 0) return std::to_string(rank);
  const auto& range = interval.of_node[node];
  return fmt::format("{} ({} to {})", rank, range.p05, range.p95);
}

std::string more_text(std::size_t all) {
  return all > kListed ? fmt::format(" The first {} of {} are listed.", kListed, all) : std::string();
}

const RankedMeasure* ranks_of(const Structure& built, std::string_view name) {
  const auto found = std::ranges::find_if(built.ranks, [&](const RankedMeasure& ranked) { return ranked.measure->name == name; });
  return found == built.ranks.end() ? nullptr : &*found;
}

FindingTable middle_table(const FindingsInput& input, const Structure& built) {
  const auto* measure = find_measure("betweenness");
  FindingTable table{"Who best connects the others",
                     fmt::format("{} Rank: of all ties known, and in brackets what it is in nine of ten draws of the ties by their evidence. Victims' ties "
                                 "count; they are not ranked. Being in the middle is not benefiting.", measure->caution),
                     {{"Name", 3}, {"Rank", 2}, {"Between", 1, Align::Right}, {"Ties", 1, Align::Right}, {"Group", 1, Align::Right}},
                     {},
                     "Nobody stands between others."};
  const auto* ranked = ranks_of(built, "betweenness");
  const auto* between = built.measures.find("betweenness");
  const auto* degree = built.measures.find("degree");
  if (!ranked || ranked->rank.empty() || !between || !degree) return table;
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < ranked->rank.size(); ++i)
    if (ranked->rank[i] > 0 && between->value[i] > 0) order.push_back(i);
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return ranked->rank[i]; });
  table.note += more_text(order.size());
  order.resize(std::min(order.size(), kListed));
  for (const auto i : order)
    table.rows.push_back({{entity_cell(input, built.network.nodes[i]),
                           {rank_text(ranked->rank[i], ranked->interval, i)},
                           {fmt::format("{:.1f}", between->value[i])},
                           {fmt::format("{:.0f}", degree->value[i])},
                           {built.communities ? std::to_string(built.communities->of_node[i] + 1) : ""}},
                          {}});
  return table;
}

FindingTable group_table(const FindingsInput& input, const Structure& built) {
  FindingTable table{"Groups", "More tied within than chance would have it (Leiden). A reading of the ties, not membership of anything.",
                     {{"Group", 1, Align::Right}, {"Members", 1, Align::Right}, {"Who", 8}},
                     {},
                     "There are too few ties for groups."};
  if (!built.communities) return table;
  std::vector<std::vector<std::size_t>> members(built.communities->count);
  for (std::size_t i = 0; i < built.network.nodes.size(); ++i) members[built.communities->of_node[i]].push_back(i);
  std::vector<std::size_t> order;
  for (std::size_t c = 0; c < members.size(); ++c)
    if (members[c].size() > 1) order.push_back(c);
  std::ranges::stable_sort(order, std::greater(), [&](std::size_t c) { return members[c].size(); });
  table.note += more_text(order.size());
  order.resize(std::min(order.size(), kListed));
  for (const auto c : order) {
    std::string who;
    for (std::size_t i = 0; i < std::min(members[c].size(), kMembersNamed); ++i)
      who += (i > 0 ? ", " : "") + input.names.shown(built.network.nodes[members[c][i]]);
    if (members[c].size() > kMembersNamed) who += fmt::format(" and {} more", members[c].size() - kMembersNamed);
    table.rows.push_back({{{std::to_string(c + 1)}, {std::to_string(members[c].size())}, {who}}, {}});
  }
  return table;
}

// The few whose removal would leave the others farthest from each other; one alone, and two together.
base::Result<FindingTable> key_table(const FindingsInput& input, base::Progress& progress, FindingsPage& page) {
  FindingTable table{"Whose removal would cut the network up most",
                     "Apart: 0 where everybody is tied to everybody, 1 where nobody can reach anybody. Victims are never among them. Before anybody is "
                     "taken away, cuibono key-players says where that could harm victims.",
                     {{"Who", 4}, {"Apart then", 1, Align::Right}, {"Apart now", 1, Align::Right}, {"Best in draws", 1, Align::Right}},
                     {},
                     "Nobody is left to choose from, or the network is too large to look at every choice here: see cuibono key-players."};
  if (input.snapshot->entities().size() > kNodesForKeyPlayers) return table;
  for (const std::size_t size : {1u, 2u}) {
    const auto found = key_players_of(*input.snapshot, {.size = size, .sets = 3}, progress);
    if (!found && found.error().kind == base::ErrorKind::Cancelled) return tl::unexpected(found.error());
    if (!found) break;
    for (const auto& set : found->sets) {
      FindingCell who = entity_cell(input, set.members.front());
      for (std::size_t i = 1; i < set.members.size(); ++i) who.text += " and " + input.names.shown(set.members[i]);
      table.rows.push_back({{who, {fmt::format("{:.3f}", set.value)}, {fmt::format("{:.3f}", found->before)}, {found->draws > 0 ? percent(set.best_in_draws) : "not drawn"}}, {}});
    }
    if (size == 1) page.remarks.insert(page.remarks.end(), found->words.begin(), found->words.end());
  }
  return table;
}

FindingTable lead_table(const FindingsInput& input, const LeadsReport& report) {
  FindingTable table{"Leads to check",
                     "Pairs without a tie that have much in common. Leads are no ties: they are written nowhere and counted by nothing." +
                         more_text(report.count),
                     {{"One", 2}, {"Other", 2}, {"Why", 6}, {"What would show or refute it", 6}},
                     {},
                     "No two without a tie have anything in common."};
  for (const auto& lead : report.leads) {
    std::string collect;
    for (const auto& what : lead.collect) collect += (collect.empty() ? "" : "; ") + what;
    table.rows.push_back({{entity_cell(input, lead.a), entity_cell(input, lead.b), {lead.reason}, {collect}}, {}});
  }
  return table;
}

StructureOptions options_for(const model::CaseSnapshot& snapshot) {
  StructureOptions options;
  options.measures = {"degree", "betweenness", "community"};
  options.sample = snapshot.entities().size() > kNodesForEverybody ? kSources : 0;
  return options;
}

} // namespace

base::Result<FindingsPage> network_page(const FindingsInput& input, base::Progress& progress) {
  const auto built = structure_of(*input.snapshot, options_for(*input.snapshot), progress);
  if (!built) return tl::unexpected(built.error());
  FindingsPage page;
  page.summary.push_back(built->organised.label.empty() ? "How it is organised cannot be said." : fmt::format("How it is organised: {}.", built->organised.label));
  page.summary.insert(page.summary.end(), built->organised.reasons.begin(), built->organised.reasons.end());
  page.tables.push_back(middle_table(input, *built));
  auto keys = key_table(input, progress, page);
  if (!keys) return tl::unexpected(keys.error());
  page.tables.push_back(std::move(*keys));
  page.tables.push_back(group_table(input, *built));
  const auto found = leads(*input.snapshot, input.names, {.limit = kListed}, progress);
  if (!found) return tl::unexpected(found.error());
  page.tables.push_back(lead_table(input, *found));
  page.remarks.insert(page.remarks.begin(), built->notes.begin(), built->notes.end());
  return page;
}

} // namespace cuibono::app
