#include <fmt/core.h>

#include <array>
#include <nlohmann/json.hpp>
#include <ostream>

#include "app/key_players.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/output.h"

namespace cuibono::cli {
namespace {

using base::ErrorKind;
using base::fail;
using model::EntityId;

constexpr std::size_t kMostSets = 100;

constexpr std::array<std::pair<const char*, graph::Layer>, 5> kLayers{{{"social", graph::Layer::Social},
                                                                      {"command", graph::Layer::Command},
                                                                      {"money", graph::Layer::Money},
                                                                      {"ownership", graph::Layer::Ownership},
                                                                      {"movement", graph::Layer::Movement}}};

// Which network removals are tried on.
struct NetworkChoice {
  std::vector<std::string> layers;
  std::string from, to;
  bool supported = false, without_victims = false;
};

void add_network_choice(Arguments command, NetworkChoice& choice) {
  command.add_option("--layer", choice.layers, "social, command, money, ownership, movement; else every tie and payment")
      .parted_by(',')
      .one_of({"social", "command", "money", "ownership", "movement"});
  command.add_option("--from", choice.from, "Only ties in force on or after this day");
  command.add_option("--to", choice.to, "Only ties in force on or before this day");
  command.add_flag("--supported", choice.supported, "Only ties that an exhibit supports");
  command.add_flag("--without-victims", choice.without_victims, "Leave victims out of the network");
}

base::Result<model::Date> day(const std::string& text, const char* option) {
  if (text.empty()) return model::Date{};
  const auto date = base::parse_date(text);
  if (!date) return fail(ErrorKind::Usage, "this is no date: " + text, option, "write 2031-06-30, 2031-06 or 2031");
  return *date;
}

base::Result<graph::NetworkOptions> network_options(const NetworkChoice& choice) {
  graph::NetworkOptions wanted{.supported_only = choice.supported, .without_victims = choice.without_victims};
  for (const auto& [name, layer] : kLayers)
    if (std::ranges::count(choice.layers, name)) wanted.layers.insert(layer);
  const auto from = day(choice.from, "--from"), to = day(choice.to, "--to");
  if (!from) return tl::unexpected(from.error());
  if (!to) return tl::unexpected(to.error());
  wanted.window = {*from, *to};
  return wanted;
}

std::string described(const app::Tied& tied, const NetworkChoice& choice) {
  return fmt::format("{} nodes, {} pairs tied ({})", tied.network.nodes.size(), tied.network.links.size(),
                     choice.layers.empty() ? "ties of every kind and payments" : "layers " + base::join(choice.layers, ", "));
}

Json keys_of(const OpenedCase& opened, const std::vector<EntityId>& ids) {
  Json keys = Json::array();
  for (const auto id : ids) keys.push_back(printed_key(opened, id));
  return keys;
}

std::string names_of(const OpenedCase& opened, const std::vector<EntityId>& ids) {
  std::vector<std::string> names;
  for (const auto id : ids) names.push_back(fmt::format("{} ({})", opened.names.shown(id), printed_key(opened, id)));
  return base::join(names, ", ");
}

std::vector<std::string> exhibit_names(const OpenedCase& opened, const std::vector<model::ExhibitId>& exhibits) {
  return exhibit_keys(*opened.snapshot, exhibits).get<std::vector<std::string>>();
}

const char* word_of(app::Harm harm) {
  switch (harm) {
    case app::Harm::Pay: return "pay";
    case app::Harm::Payroll: return "payroll";
    case app::Harm::Hold: return "hold";
    case app::Harm::Left: return "left";
    case app::Harm::Help: return "help";
  }
  return "";
}

Json warnings_json(const OpenedCase& opened, const std::vector<app::HarmWarning>& warnings) {
  Json list = Json::array();
  for (const auto& warning : warnings)
    list.push_back({{"kind", word_of(warning.harm)},
                    {"who", warning.who ? Json(printed_key(opened, warning.who)) : Json(nullptr)},
                    {"victims", keys_of(opened, warning.victims)},
                    {"text", warning.text},
                    {"exhibits", exhibit_keys(*opened.snapshot, warning.exhibits)}});
  return list;
}

void print_warnings(std::ostream& out, const OpenedCase& opened, const std::vector<app::HarmWarning>& warnings) {
  if (warnings.empty()) return;
  out << "\nThis could harm victims:\n";
  for (const auto& warning : warnings) {
    const auto exhibits = base::join(exhibit_names(opened, warning.exhibits), ", ");
    out << fmt::format("  {} [{}]\n", warning.text, exhibits.empty() ? "no exhibit" : exhibits);
  }
}

struct KeyPlayerChoice {
  Reading reading;
  NetworkChoice network;
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
    row["warnings"] = warnings_json(opened, warnings_of(opened, choice, set));
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
  TextTable table{{{"rank", Side::Right}, {cut ? "without" : "through"}, {cut ? "DF" : "reach", Side::Right}, {"more than now", Side::Right},
                   {"pairs cut", Side::Right}, {"best in draws", Side::Right}}, {}};
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
    out << fmt::format("DF, how cut up the rest is (0: everybody is tied to everybody, 1: nobody reaches anybody); with nobody removed {:.4f}, {} of pairs cut\n\n",
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
  if (choice.reading.json) print_json(environment.out, key_players_json(*opened, choice, *found));
  else if (choice.reading.csv) print_csv(environment.out, key_players_table(*opened, choice, *found));
  else print_key_players(environment.out, *opened, choice, *found);
  return 0;
}

} // namespace

void add_disruption_commands(Program& program) {
  auto key = add_report<KeyPlayerChoice>(program, "key-players", "Which few hold the network together, or reach the rest best", key_players);
  add_reading(key.app, key.options->reading);
  add_csv(key.app, key.options->reading);
  add_network_choice(key.app, key.options->network);
  key.app.add_option("--goal", key.options->goal, "cut: whose removal cuts most; reach: who reaches most").one_of({"cut", "reach"}).shows_default();
  key.app.add_option("--size", key.options->size, "How many together").between(1, 20).shows_default();
  key.app.add_option("--sets", key.options->sets, "How many sets to show").between(1, static_cast<int>(kMostSets)).shows_default();
  key.app.add_option("--seed", key.options->seed, "Seed of the draws of ties by evidence").shows_default();
}

} // namespace cuibono::cli
