#include <fmt/core.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "app/changes.h"
#include "app/words.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/network_filter.h"
#include "cli/output.h"

namespace cuibono::cli {
namespace {

struct Options {
  Reading reading;
  NetworkFilter filter;
  std::size_t limit = 20;
};

struct Found {
  OpenedCase opened;
  std::string from, to; ///< the dates, as they were given
  app::Changes changes;

  std::string name(model::EntityId id) const { return opened.names.shown(id); }
  std::string key(model::EntityId id) const { return printed_key(opened, id); }
};

Json keys_json(const Found& found, const std::vector<model::EntityId>& ids) {
  Json keys = Json::array();
  for (const auto id : ids) keys.push_back(found.key(id));
  return keys;
}

Json cells_json(const Found& found, const std::vector<std::vector<model::EntityId>>& cells) {
  Json list = Json::array();
  for (const auto& cell : cells) list.push_back(keys_json(found, cell));
  return list;
}

Json steps_json(const Found& found, const std::vector<app::Step>& steps) {
  Json list = Json::array();
  for (const auto& step : steps) {
    Json facts = Json::array();
    for (const auto& fact : step.facts)
      facts.push_back({{"words", fact.words}, {"dates", app::period(fact.from, fact.to)}, {"exhibits", fact.exhibits}});
    list.push_back({{"from", found.key(step.from)},
                    {"to", found.key(step.to)},
                    {"facts", std::move(facts)},
                    {"more_facts", step.more_facts}});
  }
  return list;
}

Json counts_json(const graph::Change& change) {
  return {{"appeared", change.appeared.size()},
          {"vanished", change.vanished.size()},
          {"stayed", change.stayed},
          {"persistence", change.persistence_of_ties()}};
}

Json left_out_json(const graph::LeftOut& left_out) {
  return {{"outside", left_out.outside}, {"undated_in_both", left_out.undated}, {"unsupported", left_out.unsupported}};
}

Json document_of(const Found& found) {
  const auto& whole = found.changes.whole;
  Json layers = Json::object(), cells = Json::array();
  for (const auto& layer : found.changes.layers) {
    auto& object = layers[app::words_of(layer.layer)] = counts_json(layer.change);
    object["ties_appeared"] = steps_json(found, layer.appeared);
    object["ties_vanished"] = steps_json(found, layer.vanished);
  }
  for (const auto& cell : found.changes.cells)
    cells.push_back({{"fate", app::words_of(cell.fate)},
                     {"overlap", cell.overlap},
                     {"before", cells_json(found, cell.before)},
                     {"after", cells_json(found, cell.after)}});
  return {{"from", found.from},
          {"to", found.to},
          {"nodes",
           {{"appeared", keys_json(found, whole.nodes_appeared)},
            {"vanished", keys_json(found, whole.nodes_vanished)},
            {"stayed", whole.nodes_stayed},
            {"persistence", whole.persistence_of_nodes()}}},
          {"ties", counts_json(whole)},
          {"layers", std::move(layers)},
          {"cells", std::move(cells)},
          {"left_out", {{"from", left_out_json(found.changes.before)}, {"to", left_out_json(found.changes.after)}}}};
}

TextTable table_of(const Found& found) {
  TextTable table{
      {{"layer"}, {"change"}, {"from"}, {"from name"}, {"words"}, {"to"}, {"to name"}, {"dates"}, {"exhibits"}}, {}};
  const auto add = [&](const char* layer, const char* change, const std::vector<app::Step>& steps) {
    for (const auto& step : steps)
      for (const auto& fact : step.facts)
        table.rows.push_back({layer, change, found.key(step.from), found.name(step.from), fact.words,
                              found.key(step.to), found.name(step.to), app::period(fact.from, fact.to),
                              base::join(fact.exhibits, ";")});
  };
  for (const auto& layer : found.changes.layers) {
    add(app::words_of(layer.layer), "appeared", layer.appeared);
    add(app::words_of(layer.layer), "vanished", layer.vanished);
  }
  return table;
}

void print_steps(std::ostream& out, const Found& found, const char* title, const std::vector<app::Step>& steps,
                 std::size_t all) {
  for (const auto& step : steps) {
    const auto& fact = step.facts.front();
    const auto dates = app::period(fact.from, fact.to);
    out << fmt::format("  {} {} {} {} ({}, {}){}\n", title, found.name(step.from), fact.words, found.name(step.to),
                       dates.empty() ? "no date" : dates,
                       fact.exhibits.empty() ? "no exhibit cited" : base::join(fact.exhibits, ", "),
                       step.facts.size() + step.more_facts > 1
                           ? fmt::format(", and {} more between the two", step.facts.size() + step.more_facts - 1)
                           : "");
  }
  if (all > steps.size())
    out << fmt::format("  {} ... and {} more pairs: --limit lists more\n", title, all - steps.size());
}

std::string members(const Found& found, const std::vector<std::vector<model::EntityId>>& cells) {
  constexpr std::size_t kMostNames = 8;
  std::vector<std::string> texts;
  for (const auto& cell : cells) {
    std::vector<std::string> names;
    for (const auto id : cell)
      if (names.size() < kMostNames) names.push_back(found.name(id));
    const auto more = cell.size() - names.size();
    texts.push_back("{" + base::join(names, ", ") + (more > 0 ? fmt::format(" and {} more", more) : "") + "}");
  }
  return base::join(texts, " ");
}

void print_cells(std::ostream& out, const Found& found) {
  if (found.changes.cells.empty()) return;
  out << "\nGroups (a reading of ties, not membership; one tie more or less can move them)\n";
  for (const auto& cell : found.changes.cells) {
    const bool as_it_was = cell.before == cell.after;
    out << fmt::format("  {}, {} in both: {}{}{}\n", app::words_of(cell.fate), percent(cell.overlap),
                       members(found, cell.before),
                       cell.after.empty() || cell.before.empty() || as_it_was ? "" : " -> ",
                       as_it_was ? "" : members(found, cell.after));
  }
}

void print_found(std::ostream& out, const Found& found) {
  const auto& whole = found.changes.whole;
  out << fmt::format("The network as of {} and as of {}\n", found.from, found.to);
  out << fmt::format("with a tie: {} came, {} went, {} stayed (persistence {})\n", whole.nodes_appeared.size(),
                     whole.nodes_vanished.size(), whole.nodes_stayed, percent(whole.persistence_of_nodes()));
  out << fmt::format("tied pairs: {} came, {} went, {} stayed (persistence {})\n", whole.appeared.size(),
                     whole.vanished.size(), whole.stayed, percent(whole.persistence_of_ties()));
  for (const auto& layer : found.changes.layers) {
    const auto& change = layer.change;
    if (change.appeared.size() + change.vanished.size() + change.stayed == 0) continue;
    out << fmt::format("\n{}: {} came, {} went, {} stayed (persistence {})\n", app::words_of(layer.layer),
                       change.appeared.size(), change.vanished.size(), change.stayed,
                       percent(change.persistence_of_ties()));
    print_steps(out, found, "+", layer.appeared, change.appeared.size());
    print_steps(out, found, "-", layer.vanished, change.vanished.size());
  }
  print_cells(out, found);
  const auto& before = found.changes.before;
  if (before.undated > 0)
    out << fmt::format("\nNote: {} without a date, counted at both.\n",
                       app::counted(before.undated, "tie or payment", "ties and payments"));
  if (before.unsupported + found.changes.after.unsupported > 0)
    out << fmt::format("Note: left out as unsupported: {} at the first date, {} at the second.\n", before.unsupported,
                       found.changes.after.unsupported);
  out << "Note: calls, journeys and payments are in force on their day alone; compare months or years to see them. "
         "What nobody has found is not seen to come or go.\n";
}

Outcome change(const Options& options, const Environment& environment) {
  const auto network = network_options(options.filter);
  if (!network) return tl::unexpected(network.error());
  auto opened = open_case(options.reading);
  if (!opened) return tl::unexpected(opened.error());
  base::Progress progress;
  auto changes = app::changes(
      *opened->snapshot,
      {.network = *network, .from = network->window.from, .to = network->window.to, .limit = options.limit}, progress);
  if (!changes) return tl::unexpected(changes.error());
  const Found found{std::move(*opened), options.filter.from, options.filter.to, std::move(*changes)};
  if (options.reading.json)
    print_json(environment.out, document_of(found));
  else if (options.reading.csv)
    print_csv(environment.out, table_of(found));
  else
    print_found(environment.out, found);
  return 0;
}

} // namespace

void add_change_command(Program& program) {
  auto ask =
      add_report<Options>(program, "change", "Which ties, people and groups came and went between two dates", change);
  add_reading(ask.app, ask.options->reading);
  add_csv(ask.app, ask.options->reading);
  ask.app.add_option("--from", ask.options->filter.from, "As of that day, month or year").required().type_name("DATE");
  ask.app.add_option("--to", ask.options->filter.to, "And as of that one").required().type_name("DATE");
  ask.app.add_option("--limit", ask.options->limit, "Ties listed of each layer that came, and that went")
      .shows_default();
  add_network_filter(ask.app, ask.options->filter);
}

} // namespace cuibono::cli
