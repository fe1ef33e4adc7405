#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "app/connections.h"
#include "app/words.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/network_filter.h"
#include "cli/output.h"

namespace cuibono::cli {
namespace {

using base::ErrorKind;
using base::fail;

struct Options {
  Reading reading;
  NetworkFilter filter;
  std::string from, to;
  bool all = false, in_time = false, simple = false, directed = false;
  std::string weight, prefer;
  int k = 0, most_gap = -1, most_steps = 4;
  std::size_t limit = 20;
};

base::Result<void> check(const Options& options) {
  if (options.in_time + options.simple + (options.k > 0) > 1)
    return fail(ErrorKind::Usage, "--time-ordered, --simple and --k exclude each other", "", "ask for one of them");
  if (!options.in_time && (options.most_gap >= 0 || !options.prefer.empty()))
    return fail(ErrorKind::Usage, "--max-gap and --prefer are of paths in order of time", "", "add --time-ordered");
  if (!options.weight.empty() && (options.in_time || options.simple))
    return fail(ErrorKind::Usage, "--weight chooses the shortest, and --time-ordered and --simple do not look for it",
                "", "leave --weight away");
  return {};
}

base::Result<app::ConnectionOptions> connection_options(const Options& options) {
  if (const auto checked = check(options); !checked) return tl::unexpected(checked.error());
  const auto network = network_options(options.filter);
  if (!network) return tl::unexpected(network.error());
  app::ConnectionOptions wanted{.network = *network};
  wanted.network.directed = options.directed;
  wanted.limit = options.all || options.simple ? options.limit : 1;
  wanted.most_steps = static_cast<std::uint32_t>(options.most_steps);
  if (options.weight == "evidence") wanted.shortness = graph::Shortness::Evidence;
  if (options.simple) wanted.ask = app::Ask::Simple;
  if (options.k > 0) {
    wanted.ask = app::Ask::KShortest;
    wanted.limit = static_cast<std::size_t>(options.k);
  }
  if (!options.in_time) return wanted;
  wanted.ask = app::Ask::InTime;
  if (options.most_gap >= 0) wanted.most_gap = options.most_gap;
  if (options.prefer == "fewest") wanted.prefer = {graph::Prefer::Fewest};
  if (options.prefer == "gap") wanted.prefer = {graph::Prefer::Gap};
  if (options.all && options.prefer.empty())
    wanted.prefer = {graph::Prefer::Arrival, graph::Prefer::Fewest, graph::Prefer::Gap};
  return wanted;
}

struct Found {
  OpenedCase opened;
  model::EntityId from, to;
  app::ConnectionOptions asked;
  app::Connections connections;

  std::string name(model::EntityId id) const { return opened.names.shown(id); }
  std::string key(model::EntityId id) const { return printed_key(opened, id); }
};

Json date_json(base::Date date) { return date.known() ? Json(base::format_date(date)) : Json(nullptr); }

Json fact_json(const Found& found, const app::StepFact& fact) {
  const auto& snapshot = *found.opened.snapshot;
  const auto type =
      fact.fact.is_payment ? std::string_view("payment") : base::name_of(snapshot.ties().rows()[fact.fact.row].type);
  return {{"type", type},
          {"direction", fact.forward ? "forward" : "backward"},
          {"words", fact.words},
          {"from", date_json(fact.from)},
          {"to", date_json(fact.to)},
          {"exhibits", fact.exhibits},
          {"probability", fact.probability > 0 ? Json(fact.probability) : Json(nullptr)}};
}

Json path_json(const Found& found, const app::Connection& path) {
  Json steps = Json::array();
  for (const auto& step : path.steps) {
    Json facts = Json::array();
    for (const auto& fact : step.facts) facts.push_back(fact_json(found, fact));
    steps.push_back({{"from", found.key(step.from)},
                     {"from_name", found.name(step.from)},
                     {"to", found.key(step.to)},
                     {"to_name", found.name(step.to)},
                     {"facts", std::move(facts)},
                     {"more_facts", step.more_facts},
                     {"probability", step.probability}});
  }
  Json object{{"length", path.steps.size()},
              {"probability", path.probability},
              {"weakest_step", path.weakest + 1},
              {"repeated_exhibits", path.repeated}};
  if (found.asked.ask == app::Ask::InTime) {
    object["best_by"] = path.best_by;
    object["certain_order"] = path.certain;
    object["arrival"] = date_json(path.arrival);
    object["longest_wait"] = path.longest_wait ? Json(*path.longest_wait) : Json(nullptr);
  }
  object["steps"] = std::move(steps);
  return object;
}

Json document_of(const Found& found) {
  const auto& all = found.connections;
  Json paths = Json::array();
  for (const auto& path : all.paths) paths.push_back(path_json(found, path));
  return {{"from", found.key(found.from)},
          {"to", found.key(found.to)},
          {"count", all.count ? Json(*all.count) : Json(nullptr)},
          {"more_than_count", all.more},
          {"paths", std::move(paths)},
          {"left_out",
           {{"other_layers", all.other_layers},
            {"outside", all.left_out.outside},
            {"unsupported", all.left_out.unsupported},
            {"undated", all.left_out.undated}}},
          {"assumption", app::kPathAssumption},
          {"remarks", all.remarks}};
}

std::string probability_words(double probability) { return probability > 0 ? percent(probability) : "no exhibit"; }

TextTable table_of(const Found& found) {
  TextTable table{{{"path", Side::Right},
                   {"step", Side::Right},
                   {"from"},
                   {"from name"},
                   {"words"},
                   {"to"},
                   {"to name"},
                   {"dates"},
                   {"exhibits"},
                   {"probability", Side::Right}},
                  {}};
  for (std::size_t i = 0; i < found.connections.paths.size(); ++i) {
    const auto& steps = found.connections.paths[i].steps;
    for (std::size_t j = 0; j < steps.size(); ++j)
      for (const auto& fact : steps[j].facts)
        table.rows.push_back({std::to_string(i + 1), std::to_string(j + 1), found.key(steps[j].from),
                              found.name(steps[j].from), fact.words, found.key(steps[j].to), found.name(steps[j].to),
                              app::period(fact.from, fact.to), base::join(fact.exhibits, ";"),
                              fact.probability > 0 ? base::format_number(fact.probability) : ""});
  }
  return table;
}

void print_step(std::ostream& out, const Found& found, const app::Step& step, bool is_weakest) {
  bool first = true;
  for (const auto& fact : step.facts) {
    const auto dates = app::period(fact.from, fact.to);
    out << fmt::format("   {} {} {} ({}, {}, {}){}\n", found.name(step.from), fact.words, found.name(step.to),
                       dates.empty() ? "no date" : dates,
                       fact.exhibits.empty() ? "no exhibit cited" : base::join(fact.exhibits, ", "),
                       probability_words(fact.probability), first && is_weakest ? "  <- weakest step" : "");
    first = false;
  }
  if (step.more_facts > 0) out << fmt::format("   ... and {} more between the two\n", step.more_facts);
}

std::string head_of(const Found& found, const app::Connection& path) {
  auto head =
      fmt::format("{}, probability {}", app::counted(path.steps.size(), "step"), probability_words(path.probability));
  if (found.asked.ask != app::Ask::InTime) return head;
  head += "; " + base::join(path.best_by, "; ");
  head += path.certain ? "; in this order for certain"
                       : "; may be in this order: some days are known to the month or the year only";
  if (path.arrival.known()) head += "; there by " + base::format_date(path.arrival);
  if (path.longest_wait)
    head += fmt::format("; longest wait {}", app::counted(static_cast<std::size_t>(*path.longest_wait), "day"));
  return head;
}

std::string what_was_asked(const Found& found) {
  switch (found.asked.ask) {
    case app::Ask::InTime:
      return "Paths in order of time";
    case app::Ask::KShortest:
      return "Shortest paths one after another";
    case app::Ask::Simple:
      return fmt::format("All paths of at most {}", app::counted(found.asked.most_steps, "step"));
    case app::Ask::Shortest:
      break;
  }
  return "Shortest paths";
}

// How many are not shown, and whether that is all.
std::string rest_words(const Found& found) {
  const auto& all = found.connections;
  if (!all.count)
    return all.more && found.asked.ask == app::Ask::KShortest ? "... and at least 1 more: ask with a larger --k" : "";
  const auto rest = *all.count - all.paths.size();
  if (rest == 0) return all.more ? "... there may be more: the search was bounded" : "";
  return fmt::format("... and {}{} more{}", all.more ? "at least " : "", rest,
                     found.asked.limit == 1 ? ": --all lists them" : ": --limit lists more");
}

void print_found(std::ostream& out, const Found& found) {
  const auto& all = found.connections;
  out << fmt::format("{} from {} ({}) to {} ({}){}{}\n", what_was_asked(found), found.name(found.from),
                     found.key(found.from), found.name(found.to), found.key(found.to),
                     found.asked.network.directed ? ", along directions" : ", ties read either way",
                     found.asked.shortness == graph::Shortness::Evidence ? ", the most probable first" : "");
  if (all.paths.empty())
    out << (all.more ? "\nNo path was found before the search was given up.\n" : "\nThere is no path.\n");
  for (std::size_t i = 0; i < all.paths.size(); ++i) {
    const auto& path = all.paths[i];
    out << fmt::format("\n{}. {}\n", i + 1, head_of(found, path));
    for (std::size_t j = 0; j < path.steps.size(); ++j)
      print_step(out, found, path.steps[j], j == path.weakest && path.steps.size() > 1);
    if (!path.repeated.empty())
      out << fmt::format("   {} behind more than one step: these steps are not independent\n",
                         base::join(path.repeated, ", "));
  }
  if (const auto rest = rest_words(found); !rest.empty()) out << '\n' << rest << '\n';
  const auto left_out =
      left_out_words(all.left_out, all.other_layers,
                     found.asked.ask == app::Ask::InTime ? "without a date" : "without a date, which are kept");
  if (!left_out.empty()) out << "\nLeft out: " << left_out << ".\n";
  if (!all.paths.empty()) out << "Note: " << app::kPathAssumption << ".\n";
  for (const auto& remark : all.remarks) out << "Note: " << remark << '\n';
}

Outcome path(const Options& options, const Environment& environment) {
  const auto asked = connection_options(options);
  if (!asked) return tl::unexpected(asked.error());
  auto opened = open_case(options.reading);
  if (!opened) return tl::unexpected(opened.error());
  const auto from = find_entity(*opened, options.from), to = find_entity(*opened, options.to);
  if (!from) return tl::unexpected(from.error());
  if (!to) return tl::unexpected(to.error());
  base::Progress progress;
  auto connections = app::connections(*opened->snapshot, opened->names, *from, *to, *asked, progress);
  if (!connections) return tl::unexpected(connections.error());
  const Found found{std::move(*opened), *from, *to, *asked, std::move(*connections)};
  if (options.reading.json)
    print_json(environment.out, document_of(found));
  else if (options.reading.csv)
    print_csv(environment.out, table_of(found));
  else
    print_found(environment.out, found);
  return 0;
}

} // namespace

void add_path_command(Program& program) {
  auto ask = add_report<Options>(program, "path",
                                 "How two are connected: shortest paths, all up to a length, in order of time", path);
  add_reading(ask.app, ask.options->reading);
  add_csv(ask.app, ask.options->reading);
  ask.app.add_option("FROM", ask.options->from, "Whose connection: an id or a pseudonym").required();
  ask.app.add_option("TO", ask.options->to, "With whom").required();
  ask.app.add_flag("--all", ask.options->all, "All shortest paths; of --time-ordered the best by each preference");
  ask.app
      .add_option("--weight", ask.options->weight,
                  "evidence: the most probable is the shortest; else the one of fewest steps")
      .one_of({"evidence"});
  ask.app.add_option("--k", ask.options->k, "So many paths, the shortest first").between(1, 1000);
  ask.app.add_flag("--simple", ask.options->simple, "All paths of at most --max-length steps");
  ask.app.add_option("--max-length", ask.options->most_steps, "Steps of --simple").between(1, 100).shows_default();
  ask.app.add_option("--limit", ask.options->limit, "Paths listed of --all and --simple; the rest is counted")
      .shows_default();
  ask.app.add_flag("--time-ordered", ask.options->in_time, "Each step not earlier than the one before");
  ask.app.add_option("--max-gap", ask.options->most_gap, "Days that may lie between one step and the next")
      .between(0, 36600)
      .type_name("DAYS");
  ask.app
      .add_option("--prefer", ask.options->prefer,
                  "In order of time: arrival (soonest), fewest (steps), gap (smallest longest wait); else arrival")
      .one_of({"arrival", "fewest", "gap"});
  ask.app.add_flag("--directed", ask.options->directed, "Follow ties and payments along their direction alone");
  add_network_filter(ask.app, ask.options->filter);
  add_window(ask.app, ask.options->filter);
}

} // namespace cuibono::cli
