#include <fmt/core.h>

#include <array>
#include <nlohmann/json.hpp>
#include <ostream>

#include "app/disruption.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/disruption_output.h"
#include "cli/network_filter.h"

namespace cuibono::cli {
namespace {

using base::ErrorKind;
using base::fail;
using model::EntityId;

constexpr std::size_t kMostSets = 100, kMostRows = 60, kMostRowsForEach = 100'000;

void add_network_choice(Arguments command, NetworkFilter& filter) {
  add_network_filter(command, filter);
  add_window(command, filter);
}

std::string described(const app::Tied& tied, const NetworkFilter& choice) {
  return fmt::format("{} nodes, {} pairs tied ({})", tied.network.nodes.size(), tied.network.links.size(),
                     choice.layers.empty() ? "ties of every kind and payments" : "layers " + base::join(choice.layers, ", "));
}

struct KeyPlayerChoice {
  Reading reading;
  NetworkFilter network;
  std::string goal = "cut";
  int size = 1, sets = 5;
  std::uint64_t seed = 1;
};

std::vector<app::HarmWarning> warnings_of(const OpenedCase& opened, const KeyPlayerChoice& choice, const app::KeySet& set) {
  if (choice.goal != "cut") return {}; // nobody is to be removed
  return app::harm_warnings(*opened.snapshot, opened.names, {set.members});
}

Json key_players_json(const OpenedCase& opened, const KeyPlayerChoice& choice, const app::KeyPlayersFound& found) {
  const bool cut = choice.goal == "cut";
  Json sets = Json::array();
  for (const auto& set : found.sets) {
    Json row{{"members", keys_of(opened, set.members)}, {"value", set.value}, {"change", set.value - found.before}};
    row["pairs_cut"] = cut ? Json(set.pairs) : Json(nullptr);
    row["best_in_draws"] = found.draws > 0 ? Json(set.best_in_draws) : Json(nullptr);
    // Null: each goes through every row, so that in a large case only the first set is looked at.
    const bool looked_at = sets.empty() || opened.snapshot->payments().size() + opened.snapshot->ties().size() <= kMostRowsForEach;
    row["warnings"] = looked_at ? warnings_json(opened, warnings_of(opened, choice, set)) : Json(nullptr);
    sets.push_back(std::move(row));
  }
  return {{"goal", choice.goal},
          {"measure", cut ? "DF" : "reach"},
          {"size", choice.size},
          {"nodes", found.tied.network.nodes.size()},
          {"edges", found.tied.network.links.size()},
          {"left_out", found.tied.untied},
          {"before", found.before},
          {"pairs_cut_before", cut ? Json(found.pairs_before) : Json(nullptr)},
          {"exact", found.search.exact},
          {"candidates", found.search.candidates},
          {"estimated_from", found.search.sources > 0 ? Json(found.search.sources) : Json(nullptr)},
          {"draws", found.draws},
          {"sets", std::move(sets)},
          {"notes", found.words}};
}

TextTable key_players_table(const OpenedCase& opened, const KeyPlayerChoice& choice, const app::KeyPlayersFound& found) {
  const bool cut = choice.goal == "cut";
  TextTable table{{{"rank", Side::Right},
                   {cut ? "without" : "through"},
                   {cut ? "DF" : "reach", Side::Right},
                   {"more than now", Side::Right},
                   {"pairs cut", Side::Right},
                   {"best in draws", Side::Right}},
                  {}};
  if (!cut) table.columns.erase(table.columns.begin() + 3, table.columns.begin() + 5);
  std::size_t rank = 0;
  for (const auto& set : found.sets) {
    std::vector<std::string> row{std::to_string(++rank), names_of(opened, set.members), fmt::format("{:.4f}", set.value)};
    if (cut) row.insert(row.end(), {fmt::format("{:+.4f}", set.value - found.before), percent(set.pairs)});
    row.push_back(found.draws > 0 ? percent(set.best_in_draws) : "");
    table.rows.push_back(std::move(row));
  }
  return table;
}

void print_key_players(std::ostream& out, const OpenedCase& opened, const KeyPlayerChoice& choice, const app::KeyPlayersFound& found) {
  out << described(found.tied, choice.network) << '\n';
  if (choice.goal == "cut")
    out << fmt::format(
        "DF, how cut up the rest is (0: everybody is tied to everybody, 1: nobody reaches anybody); with nobody removed {:.4f}, {} of "
        "pairs cut\n\n",
        found.before, percent(found.pairs_before));
  else
    out << "reach: 1 where each is a member or tied to one, less the further away\n\n";
  print_table(out, key_players_table(opened, choice, found));
  out << '\n';
  for (const auto& words : found.words) out << words << '\n';
  if (found.sets.empty()) return;
  print_warnings(out, opened, warnings_of(opened, choice, found.sets.front()));
  if (choice.goal == "cut" && found.sets.size() > 1) out << "(of the first set; --json has those of each)\n";
}

Outcome key_players(const KeyPlayerChoice& choice, const Environment& environment) {
  const auto network = network_options(choice.network);
  if (!network) return tl::unexpected(network.error());
  const auto opened = open_case(choice.reading);
  if (!opened) return tl::unexpected(opened.error());
  base::Progress progress;
  const auto found = app::key_players_of(*opened->snapshot,
                                         {.network = *network,
                                          .goal = choice.goal == "cut" ? graph::KeyPlayerGoal::Cut : graph::KeyPlayerGoal::Reach,
                                          .size = static_cast<std::size_t>(choice.size),
                                          .sets = static_cast<std::size_t>(choice.sets),
                                          .seed = choice.seed},
                                         progress);
  if (!found) return tl::unexpected(found.error());
  if (choice.reading.json)
    print_json(environment.out, key_players_json(*opened, choice, *found));
  else if (choice.reading.csv)
    print_csv(environment.out, key_players_table(*opened, choice, *found));
  else
    print_key_players(environment.out, *opened, choice, *found);
  return 0;
}

struct DisruptChoice {
  Reading reading;
  NetworkFilter network;
  std::vector<std::string> remove;
  std::string order, what = "actors", basis;
  int steps = 10, draws = 100;
  std::uint64_t seed = 1;
};

constexpr std::array<std::pair<const char*, app::RemovalBy>, 5> kOrders{{{"degree", app::RemovalBy::Degree},
                                                                         {"betweenness", app::RemovalBy::Betweenness},
                                                                         {"key-players", app::RemovalBy::KeyPlayers},
                                                                         {"benefit", app::RemovalBy::Benefit},
                                                                         {"random", app::RemovalBy::Random}}};

// "A:B"; an id may itself have a colon, so that each place is tried.
base::Result<std::pair<EntityId, EntityId>> find_tie(const OpenedCase& opened, const std::string& text) {
  for (auto at = text.find(':'); at != text.npos; at = text.find(':', at + 1)) {
    const auto first = find_entity(opened, text.substr(0, at)), second = find_entity(opened, text.substr(at + 1));
    if (first && second) return std::pair(*first, *second);
  }
  return fail(ErrorKind::Usage, "this names no two of the case: " + text, "--remove", "write a tie as ID:ID, such as O1:C1");
}

base::Result<void> read_removed(const OpenedCase& opened, const DisruptChoice& choice, app::DisruptionOptions& wanted) {
  for (const auto& text : choice.remove) {
    if (wanted.what == app::Removable::Ties) {
      const auto tie = find_tie(opened, text);
      if (!tie) return tl::unexpected(tie.error());
      wanted.given_ties.push_back(*tie);
    } else {
      const auto entity = find_entity(opened, text);
      if (!entity) return tl::unexpected(entity.error());
      wanted.given.push_back(*entity);
    }
  }
  return {};
}

base::Result<app::DisruptionOptions> disruption_options(const OpenedCase& opened, const DisruptChoice& choice) {
  const auto network = network_options(choice.network);
  if (!network) return tl::unexpected(network.error());
  app::DisruptionOptions wanted{.network = *network,
                                .steps = static_cast<std::size_t>(choice.steps),
                                .draws = static_cast<std::size_t>(choice.draws),
                                .seed = choice.seed};
  wanted.what = choice.what == "ties"       ? app::Removable::Ties
                : choice.what == "accounts" ? app::Removable::Accounts
                                            : app::Removable::Actors;
  wanted.basis = choice.basis.empty()    ? benefit::default_basis(*opened.snapshot)
                 : choice.basis == "net" ? benefit::Basis::Net
                                         : benefit::Basis::Gross;
  if (!choice.remove.empty())
    wanted.by = app::RemovalBy::Given;
  else
    for (const auto& [name, by] : kOrders)
      if (choice.order == name) wanted.by = by;
  if (const auto read = read_removed(opened, choice, wanted); !read) return tl::unexpected(read.error());
  return wanted;
}

Json removed_json(const OpenedCase& opened, const std::optional<app::RemovalStep>& removed) {
  if (!removed) return nullptr;
  Json ids = Json::array({printed_key(opened, removed->first)});
  if (removed->second) ids.push_back(printed_key(opened, removed->second));
  return ids;
}

Json steps_json(const OpenedCase& opened, const std::vector<app::DisruptionStep>& steps) {
  Json list = Json::array();
  for (const auto& step : steps) {
    Json row{{"removed", removed_json(opened, step.removed)}, {"largest", step.largest}, {"components", step.components}};
    row["DF"] = step.fragmentation ? Json(*step.fragmentation) : Json(nullptr);
    row["money"] = nullptr;
    if (const auto& money = step.money)
      row["money"] = {{"reaches", money->reaches},
                      {"attributed", json_amount(money->attributed)},
                      {"unattributed", json_amount(money->unattributed)},
                      {"movement", json_amount(money->movement)},
                      {"lawful", json_amount(money->lawful)},
                      {"stopped", json_amount(money->stopped)}};
    list.push_back(std::move(row));
  }
  return list;
}

Json number_or_null(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

Json disruption_json(const OpenedCase& opened, const DisruptChoice& choice, const app::Disruption& made) {
  Json still = Json::array();
  for (const auto& [id, amount] : made.still)
    still.push_back({{"id", printed_key(opened, id)}, {"name", opened.names.shown(id)}, {"amount", json_amount(amount)}});
  return {{"what", choice.what},
          {"order", choice.remove.empty() ? choice.order : "given"},
          {"nodes", made.tied.network.nodes.size()},
          {"edges", made.tied.network.links.size()},
          {"left_out", made.tied.untied},
          {"currency", made.currency},
          {"source_value", json_amount(made.source_value)},
          {"steps", steps_json(opened, made.steps)},
          {"random", steps_json(opened, made.random)},
          {"R",
           {{"largest", made.robustness},
            {"random", made.random_robustness},
            {"money", number_or_null(made.money_robustness)},
            {"money_random", number_or_null(made.random_money_robustness)}}},
          {"draws", made.draws},
          {"money_draws", made.money_draws},
          {"still_reached", std::move(still)},
          {"warnings", warnings_json(opened, made.warnings)},
          {"notes", made.words}};
}

TextTable disruption_table(const OpenedCase& opened, const app::Disruption& made) {
  TextTable table{{{"step", Side::Right},
                   {"removed"},
                   {"largest part", Side::Right},
                   {"largest at random", Side::Right},
                   {"parts", Side::Right},
                   {"DF", Side::Right},
                   {"money reaches", Side::Right},
                   {"money at random", Side::Right},
                   {"stopped", Side::Right}},
                  {}};
  for (std::size_t k = 0; k < made.steps.size(); ++k) {
    const auto& step = made.steps[k];
    const auto* random = k < made.random.size() ? &made.random[k] : nullptr;
    std::string who;
    if (step.removed) who = names_of(opened, {step.removed->first});
    if (step.removed && step.removed->second) who += " - " + names_of(opened, {step.removed->second});
    table.rows.push_back({std::to_string(k), who, percent(step.largest), random ? percent(random->largest) : "",
                          fmt::format("{:.4g}", step.components), step.fragmentation ? fmt::format("{:.4f}", *step.fragmentation) : "",
                          step.money ? percent(step.money->reaches) : "", random && random->money ? percent(random->money->reaches) : "",
                          step.money ? base::format_money_grouped(step.money->stopped) : ""});
  }
  return table;
}

void print_disruption(std::ostream& out, const OpenedCase& opened, const DisruptChoice& choice, const app::Disruption& made) {
  out << described(made.tied, choice.network) << '\n';
  if (made.source_value.cents > 0)
    out << fmt::format("money followed: {} {}\n", base::format_money_grouped(made.source_value), made.currency);
  out << '\n';
  auto table = disruption_table(opened, made);
  const auto all = table.rows.size();
  if (all > kMostRows) table.rows.resize(kMostRows);
  print_table(out, table);
  if (all > kMostRows) out << fmt::format("{} more removals are not shown; --csv and --json have all\n", all - kMostRows);
  out << fmt::format("\nR {:.3f}, at random {:.3f}", made.robustness, made.random_robustness);
  if (made.money_robustness) out << fmt::format("; of the money {:.3f}", *made.money_robustness);
  if (made.money_robustness && made.random_money_robustness) out << fmt::format(", at random {:.3f}", *made.random_money_robustness);
  out << '\n';
  for (std::size_t i = 0; i < std::min<std::size_t>(made.still.size(), 5); ++i)
    out << fmt::format("{} would still be reached by {} {}\n", opened.names.shown(made.still[i].first),
                       base::format_money_grouped(made.still[i].second), made.currency);
  if (made.still.size() > 5) out << fmt::format("and {} more\n", made.still.size() - 5);
  out << '\n';
  for (const auto& words : made.words) out << words << '\n';
  print_warnings(out, opened, made.warnings);
}

Outcome disrupt(const DisruptChoice& choice, const Environment& environment) {
  const auto opened = open_case(choice.reading);
  if (!opened) return tl::unexpected(opened.error());
  const auto wanted = disruption_options(*opened, choice);
  if (!wanted) return tl::unexpected(wanted.error());
  base::Progress progress;
  const auto made = app::disruption_of(*opened->snapshot, opened->names, *wanted, progress);
  if (!made) return tl::unexpected(made.error());
  if (choice.reading.json)
    print_json(environment.out, disruption_json(*opened, choice, *made));
  else if (choice.reading.csv)
    print_csv(environment.out, disruption_table(*opened, *made));
  else
    print_disruption(environment.out, *opened, choice, *made);
  return 0;
}

} // namespace

void add_disruption_commands(Program& program) {
  auto key =
      add_report<KeyPlayerChoice>(program, "key-players", "Which few hold the network together, or reach the rest best", key_players);
  add_reading(key.app, key.options->reading);
  add_csv(key.app, key.options->reading);
  add_network_choice(key.app, key.options->network);
  key.app.add_option("--goal", key.options->goal, "cut: whose removal cuts most; reach: who reaches most")
      .one_of({"cut", "reach"})
      .shows_default();
  key.app.add_option("--size", key.options->size, "How many together").between(1, 20).shows_default();
  key.app.add_option("--sets", key.options->sets, "How many sets to show").between(1, static_cast<int>(kMostSets)).shows_default();
  key.app.add_option("--seed", key.options->seed, "Seed of the draws of ties by evidence").shows_default();

  auto cut = add_report<DisruptChoice>(program, "disrupt", "What is left of the network and its money as somebody is removed", disrupt);
  add_reading(cut.app, cut.options->reading);
  add_csv(cut.app, cut.options->reading);
  add_network_choice(cut.app, cut.options->network);
  cut.options->order = "degree";
  auto given = cut.app.add_option("--remove", cut.options->remove, "Whom to remove, in this order: ID,ID; of ties ID:ID").parted_by(',');
  cut.app.add_option("--order", cut.options->order, "Else by: degree, betweenness, key-players, benefit, random")
      .one_of({"degree", "betweenness", "key-players", "benefit", "random"})
      .shows_default()
      .excludes(given);
  cut.app.add_option("--what", cut.options->what, "actors, ties or accounts").one_of({"actors", "ties", "accounts"}).shows_default();
  cut.app.add_option("--steps", cut.options->steps, "How many removals at most").between(1, 1'000'000).shows_default();
  cut.app.add_option("--draws", cut.options->draws, "Random orders to compare with").between(1, 10'000).shows_default();
  cut.app.add_option("--seed", cut.options->seed, "Seed of the random orders").shows_default();
  cut.app.add_option("--basis", cut.options->basis, "gross or net; else as the case says").one_of({"gross", "net"});
  add_money_cut_command(program);
}

} // namespace cuibono::cli
