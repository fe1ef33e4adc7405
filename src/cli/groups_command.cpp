#include <fmt/core.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "app/groups.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/network_options.h"
#include "cli/structure_output.h"

namespace cuibono::cli {
namespace {

using Members = std::vector<std::uint32_t>;

struct Options {
  Reading reading;
  NetworkChoice network;
  std::vector<std::string> kinds;
  std::uint64_t smallest = 3, most = 100, work = graph::GroupLimits{}.work, seed = 1;
  int misses = 2;
  double resolution = 1, alike = .5;
};

// Members of each number, from 0; those that have none are left out.
std::vector<Members> members_of(const std::vector<std::uint32_t>& of_node, std::uint32_t count) {
  std::vector<Members> groups(count);
  for (std::uint32_t v = 0; v < of_node.size(); ++v)
    if (of_node[v] < count) groups[of_node[v]].push_back(v);
  return groups;
}

// All kinds as they are printed, one after another.
struct Kind {
  const app::GroupKind* kind;
  std::vector<Members> groups;
  const graph::FoundGroups* search; ///< null: not a search with limits
};

std::vector<Kind> kinds_of(const app::Groups& found) {
  std::vector<Kind> kinds;
  const auto add = [&](std::size_t place, std::vector<Members> groups, const graph::FoundGroups* search = nullptr) {
    kinds.push_back({&app::group_kinds()[place], std::move(groups), search});
  };
  if (found.communities) add(0, members_of(found.communities->of_node, found.communities->count));
  if (found.cliques) add(1, found.cliques->groups, &*found.cliques);
  if (found.plexes) add(2, found.plexes->groups, &*found.plexes);
  if (found.equivalent) add(3, *found.equivalent);
  if (found.blocks) add(4, members_of(found.blocks->of_node, found.blocks->count));
  return kinds;
}

Json document_of(const OpenedCase& opened, const app::Groups& found) {
  std::vector<std::string> keys;
  for (const auto id : found.network.nodes) keys.push_back(printed_key(opened, id));
  Json document{{"nodes", found.network.nodes.size()}, {"edges", found.network.links.size()}};
  for (const auto& [kind, groups, search] : kinds_of(found)) {
    Json list = Json::array();
    for (const auto& group : groups) {
      Json members = Json::array();
      for (const auto v : group) members.push_back(keys[v]);
      list.push_back(std::move(members));
    }
    Json entry{{"question", kind->question}, {"caution", kind->caution}, {"groups", std::move(list)}};
    if (search) entry["found"] = search->found, entry["complete"] = search->complete;
    document[std::string(kind->name)] = std::move(entry);
  }
  if (found.communities) document["community"]["modularity"] = found.communities->modularity;
  if (found.blocks) document["block"]["density"] = found.blocks->density;
  document["left_out"] = left_out_json(found.network.left_out);
  document["notes"] = found.notes;
  return document;
}

TextTable table_of(const OpenedCase& opened, const app::Groups& found) {
  TextTable table{{{"kind"}, {"group", Side::Right}, {"size", Side::Right}, {"members"}}, {}};
  for (const auto& [kind, groups, search] : kinds_of(found))
    for (std::size_t i = 0; i < groups.size(); ++i) {
      std::vector<std::string> keys;
      for (const auto v : groups[i]) keys.push_back(printed_key(opened, found.network.nodes[v]));
      table.rows.push_back({std::string(kind->name), std::to_string(i + 1), std::to_string(groups[i].size()), base::join(keys, ";")});
    }
  return table;
}

void print_groups(std::ostream& out, const OpenedCase& opened, const app::Groups& found, std::size_t most) {
  constexpr std::size_t kMostNames = 30;
  for (const auto& [kind, groups, search] : kinds_of(found)) {
    out << fmt::format("{} ({}: {}) {}\n", kind->question, kind->name, groups.size(), kind->caution);
    for (std::size_t i = 0; i < std::min(most, groups.size()); ++i) {
      std::vector<std::string> names;
      for (const auto v : groups[i])
        if (names.size() < kMostNames) names.push_back(opened.names.shown(found.network.nodes[v]));
      if (names.size() < groups[i].size()) names.push_back(fmt::format("{} more", groups[i].size() - names.size()));
      out << fmt::format("  {:>3}  {}\n", i + 1, base::join(names, ", "));
    }
    if (groups.size() > most) out << fmt::format("  ... and {} more: --most {} lists them\n", groups.size() - most, groups.size());
    out << '\n';
  }
  if (!found.blocks || found.blocks->count < 2 || found.blocks->count > 12) return;
  out << "Share of possible ties from block to block:\n";
  TextTable table{{{"from", Side::Right}}, {}};
  for (std::uint32_t b = 0; b < found.blocks->count; ++b) table.columns.push_back({std::to_string(b + 1), Side::Right});
  for (std::uint32_t a = 0; a < found.blocks->count; ++a) {
    std::vector<std::string> row{std::to_string(a + 1)};
    for (const double density : found.blocks->density[a]) row.push_back(fmt::format("{:.2f}", density));
    table.rows.push_back(std::move(row));
  }
  print_table(out, table);
}

Outcome groups(const Options& options, const Environment& environment) {
  auto network = network_options(options.network);
  if (!network) return tl::unexpected(network.error());
  const auto opened = open_case(options.reading);
  if (!opened) return tl::unexpected(opened.error());
  const app::GroupsOptions wanted{.network = std::move(*network),
                                  .kinds = {options.kinds.begin(), options.kinds.end()},
                                  .limits = {.smallest = options.smallest, .most = options.most, .work = options.work},
                                  .misses = static_cast<std::uint32_t>(options.misses),
                                  .resolution = options.resolution,
                                  .alike = options.alike,
                                  .seed = options.seed};
  base::Progress progress;
  const auto found = app::groups_of(*opened->snapshot, wanted, progress);
  if (!found) return tl::unexpected(found.error());
  if (options.reading.json) print_json(environment.out, document_of(*opened, *found));
  else if (options.reading.csv) print_csv(environment.out, table_of(*opened, *found));
  else print_groups(environment.out, *opened, *found, options.most);
  for (const auto& note : found->notes) environment.err << "note: " << note << '\n';
  return 0;
}

} // namespace

void add_groups_command(Program& program) {
  auto command =
      add_report<Options>(program, "groups", "Who belongs together: communities, cliques, plexes, who stands in the same place", groups);
  auto& options = *command.options;
  add_reading(command.app, options.reading);
  add_csv(command.app, options.reading);
  add_network_choice(command.app, options.network);
  std::vector<std::string> names;
  for (const auto& kind : app::group_kinds()) names.emplace_back(kind.name);
  command.app.add_option("--kind", options.kinds, "Only these: community, clique, plex, equivalent, block").parted_by(',').one_of(names);
  command.app.add_option("--size", options.smallest, "Members of the smallest clique or plex").shows_default();
  command.app.add_option("--misses", options.misses, "k of a plex: each member is tied to all but k of it, himself counted")
      .between(1, 5)
      .shows_default();
  command.app.add_option("--alike", options.alike, "Least likeness of a block's members, 0 to 1").between(0.0, 1.0).shows_default();
  command.app.add_option("--resolution", options.resolution, "Above 1: more and smaller communities")
      .between(0.001, 1000.0)
      .shows_default();
  command.app.add_option("--most", options.most, "Groups of each kind to keep and print, the largest").shows_default();
  command.app.add_option("--work", options.work, "Comparisons after which a search for cliques or plexes stops").shows_default();
  command.app.add_option("--seed", options.seed, "Seed of communities").shows_default();
}

} // namespace cuibono::cli
