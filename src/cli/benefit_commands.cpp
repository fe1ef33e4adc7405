#include <fmt/core.h>
#include <nlohmann/json.hpp>
#include <algorithm>
#include <chrono>
#include <ostream>

#include "app/masking.h"
#include "base/text.h"
#include "benefit/control.h"
#include "benefit/measure.h"
#include "cli/command.h"
#include "cli/output.h"

namespace cuibono::cli {
namespace {

struct Options {
  Reading reading;
  std::string basis; ///< empty: as the case says
  int draws = 2000;
  std::uint64_t seed = 1;
  std::string entity; ///< explain
  bool centrality = false;
  bool timing = false;
};

struct Measured {
  OpenedCase opened;
  benefit::Report report;
  double load_seconds = 0;
};

base::Result<Measured> measure(const Options& options) {
  const auto begin = std::chrono::steady_clock::now();
  auto opened = open_case(options.reading);
  if (!opened) return tl::unexpected(opened.error());
  const std::chrono::duration<double> load = std::chrono::steady_clock::now() - begin;
  benefit::Options how{.draws = options.draws, .seed = options.seed};
  if (options.centrality) how.centrality = benefit::Options::Centrality::Always;
  how.basis = options.basis.empty() ? benefit::default_basis(*opened->snapshot)
              : options.basis == "net" ? benefit::Basis::Net : benefit::Basis::Gross;
  base::Progress progress;
  auto report = benefit::who_benefits(*opened->snapshot, how, progress);
  if (!report) return tl::unexpected(report.error());
  return Measured{std::move(*opened), std::move(*report), load.count()};
}

const char* name_of(benefit::Basis basis) { return basis == benefit::Basis::Net ? "net" : "gross"; }

Json path_json(const model::CaseSnapshot& snapshot, const benefit::Path& path) {
  Json steps = Json::array();
  for (const auto& step : path.steps) {
    Json object{{"from", key_of(snapshot, step.from)}, {"to", key_of(snapshot, step.to)}, {"kind", step.kind}, {"amount", step.amount},
                {"exhibits", exhibit_keys(snapshot, step.exhibits)}};
    if (step.paid) object["paid"] = json_amount(*step.paid);
    Json payments = Json::array();
    for (const auto id : step.payments) payments.push_back(snapshot.payments().find(id)->key);
    if (!payments.empty()) object["payments"] = std::move(payments);
    steps.push_back(std::move(object));
  }
  return {{"amount", json_amount(path.amount)}, {"steps", std::move(steps)}};
}

Json control_json(const model::CaseSnapshot& snapshot, const std::vector<benefit::ControlFact>& facts) {
  Json list = Json::array();
  for (const auto& fact : facts)
    list.push_back({{"kind", fact.kind}, {"target", key_of(snapshot, fact.target)}, {"targets", fact.targets}, {"strength", fact.strength},
                    {"probability", fact.probability}, {"loss", fact.loss}, {"exhibits", exhibit_keys(snapshot, fact.exhibits)}});
  return list;
}

Json person_json(const Measured& measured, const benefit::Person& person) {
  const auto& snapshot = *measured.opened.snapshot;
  Json paths = Json::array();
  for (const auto& path : person.paths) paths.push_back(path_json(snapshot, path));
  return {{"id", key_of(snapshot, person.id)},
          {"name", measured.opened.names.shown(person.id)},
          {"benefit", json_amount(person.benefit)},
          {"share", person.share},
          {"share_p05", person.share_p05},
          {"share_p50", person.share_p50},
          {"share_p95", person.share_p95},
          {"p_top", person.p_top},
          {"control", person.control},
          {"index", person.index},
          {"quadrant", benefit::words(person.quadrant)},
          {"paths", std::move(paths)}};
}

Json smallest_json(const Measured& measured) {
  const auto& smallest = measured.report.smallest;
  if (smallest.size == 0 && !smallest.bounded) return nullptr;
  Json sets = Json::array();
  for (const auto& set : smallest.sets)
    sets.push_back({{"lineages", set.lineages}, {"leader", key_or_null(*measured.opened.snapshot, set.leader)}});
  return {{"size", smallest.size == 0 ? Json(nullptr) : Json(smallest.size)},
          {"at_most", smallest.at_most},
          {"bounded", smallest.bounded},
          {"count", smallest.count},
          {"sets", std::move(sets)}};
}

void add_uncertainty(Json& document, const Measured& measured) {
  const auto& report = measured.report;
  const auto& snapshot = *measured.opened.snapshot;
  document["unattributed_p05"] = report.unattributed_p05;
  document["unattributed_p50"] = report.unattributed_p50;
  document["unattributed_p95"] = report.unattributed_p95;
  document["nobody_named"] = report.nobody_named;
  document["also_first"] = Json::array();
  for (const auto& [id, part] : report.also_first)
    document["also_first"].push_back({{"id", key_of(snapshot, id)}, {"name", measured.opened.names.shown(id)}, {"p_top", part}});
  document["smallest_set"] = smallest_json(measured);
  document["tornado"] = Json::array();
  for (const auto& choice : report.tornado)
    document["tornado"].push_back({{"choice", choice.choice},
                                   {"setting", choice.setting},
                                   {"share", choice.share},
                                   {"share_change", choice.share_change},
                                   {"index", choice.index},
                                   {"index_change", choice.index_change},
                                   {"leader", key_or_null(snapshot, choice.leader)},
                                   {"first_by_index", key_or_null(snapshot, choice.first_by_index)},
                                   {"leader_changes", choice.leader_changes}});
}

void add_positions(Json& document, const Measured& measured) {
  const auto& snapshot = *measured.opened.snapshot;
  const auto& names = measured.opened.names;
  const auto& report = measured.report;
  document["centrality"] = Json::array();
  for (const auto& position : report.centrality)
    document["centrality"].push_back({{"id", key_of(snapshot, position.id)},
                                      {"name", names.shown(position.id)},
                                      {"degree", position.degree},
                                      {"betweenness", position.betweenness},
                                      {"share", position.share}});
  document["reviews"] = Json::array();
  for (const auto& review : report.reviews)
    document["reviews"].push_back(
        {{"id", key_of(snapshot, review.id)}, {"name", names.shown(review.id)}, {"kind", "non-punishment"}, {"reasons", review.reasons}});
}

Json report_json(const Measured& measured) {
  const auto& report = measured.report;
  const auto& snapshot = *measured.opened.snapshot;
  Json document{{"basis", name_of(report.basis)},
                {"currency", report.currency},
                {"source_value", json_amount(report.source_value)},
                {"attributed", json_amount(report.attributed)},
                {"unattributed", json_amount(report.unattributed)},
                {"unattributed_share", report.unattributed_share},
                {"movement", json_amount(report.movement)},
                {"lawful", json_amount(report.lawful)},
                {"leader", key_or_null(snapshot, report.leader)},
                {"abstained_because", report.abstained_because.empty() ? Json(nullptr) : Json(report.abstained_because)}};
  document["people"] = Json::array();
  for (const auto& person : report.people) document["people"].push_back(person_json(measured, person));
  document["unattributed_at"] = Json::array();
  for (const auto& gap : report.gaps)
    document["unattributed_at"].push_back({{"id", gap.at ? Json(key_of(snapshot, gap.at)) : Json(nullptr)}, {"amount", json_amount(gap.amount)},
                                           {"reason", gap.reason}});
  document["sensitivity"] = Json::array();
  for (const auto& entry : report.sensitivity)
    document["sensitivity"].push_back({{"dropped_lineage", entry.dropped_lineage}, {"leader", key_or_null(snapshot, entry.leader)},
                                       {"largest_shift", entry.largest_shift},
                                       {"entity", entry.entity ? Json(key_of(snapshot, entry.entity)) : Json(nullptr)}});
  document["draws"] = report.draws;
  document["remarks"] = report.remarks;
  add_uncertainty(document, measured);
  add_positions(document, measured);
  return document;
}

// What each part of the calculation took, in seconds.
void add_timing(Json& document, const Measured& measured) {
  Json timing = Json::object();
  timing["load"] = measured.load_seconds;
  for (const auto& [part, seconds] : measured.report.seconds) timing[part] = seconds;
  document["timing"] = std::move(timing);
}

TextTable people_table(const Measured& measured) {
  TextTable table{{{"share", Side::Right}, {"5 to 95 %", Side::Right}, {"first in", Side::Right}, {"benefit", Side::Right},
                   {"control", Side::Right}, {"index", Side::Right}, {"quadrant"}, {"who"}, {"id"}}, {}};
  for (const auto& person : measured.report.people)
    table.rows.push_back({percent(person.share), fmt::format("{:.0f} to {:.0f}", 100 * person.share_p05, 100 * person.share_p95),
                          fmt::format("{:.0f} %", 100 * person.p_top), base::format_money_grouped(person.benefit),
                          fmt::format("{:.2f}", person.control), fmt::format("{:.3f}", person.index), benefit::words(person.quadrant),
                          measured.opened.names.shown(person.id), key_of(*measured.opened.snapshot, person.id)});
  return table;
}

std::string title(const Measured& measured) {
  const std::string title = model::setting(*measured.opened.snapshot, "title");
  return title.empty() ? "Untitled case" : title;
}

void print_smallest(std::ostream& out, const Measured& measured) {
  const auto& smallest = measured.report.smallest;
  const app::Masking masked(*measured.opened.snapshot, measured.opened.names);
  if (smallest.size == 0) {
    if (smallest.bounded) out << "Which loss of evidence would change the leader was not found within the bound of the search.\n";
    return;
  }
  const auto& first = smallest.sets.front();
  out << fmt::format("The loss of {}{} {} of evidence changes the leader: without {}, {}{}.\n", smallest.at_most ? "at most " : "", smallest.size,
                     smallest.size == 1 ? "lineage" : "lineages", masked(base::join(first.lineages, " and ")),
                     first.leader ? "it would be " + measured.opened.names.shown(*first.leader) : "nobody is named",
                     smallest.count > 1 ? fmt::format(" (one of {} such sets)", smallest.count) : "");
}

void print_tornado(std::ostream& out, const Measured& measured) {
  TextTable table{{{"share", Side::Right}, {"index", Side::Right}, {"choice"}, {"made otherwise"}, {"leader then"}}, {}};
  for (const auto& choice : measured.report.tornado)
    table.rows.push_back({fmt::format("{:+.1f}", 100 * choice.share_change), fmt::format("{:+.3f}", choice.index_change), choice.choice, choice.setting,
                          !choice.leader_changes ? "the same" : choice.leader ? measured.opened.names.shown(*choice.leader) : "nobody"});
  if (table.rows.empty()) return;
  out << "\nWhat hangs on the measure's own choices (points of the first person's share, change of the index):\n\n";
  print_table(out, table);
}

void print_uncertainty(std::ostream& out, const Measured& measured) {
  const auto& report = measured.report;
  if (report.draws > 0) {
    out << fmt::format("In {} draws of the evidence the unattributed share is {:.0f} to {:.0f} % (5 to 95 %), and nobody may be named in {:.0f} %.\n",
                       report.draws, 100 * report.unattributed_p05, 100 * report.unattributed_p95, 100 * report.nobody_named);
    for (const auto& [id, part] : report.also_first)
      if (part >= .05) out << fmt::format("In {:.0f} % of them {} comes first.\n", 100 * part, measured.opened.names.shown(id));
  }
  print_smallest(out, measured);
  print_tornado(out, measured);
}

void print_report(std::ostream& out, const Measured& measured) {
  const auto& report = measured.report;
  const auto& names = measured.opened.names;
  const app::Masking masked(*measured.opened.snapshot, names);
  const auto amount = [&](base::Money value) { return base::format_money_grouped(value); };
  out << fmt::format("{}: who benefits, {} basis, {}\n\n", masked(title(measured)), name_of(report.basis), report.currency);
  print_table(out, people_table(measured));
  out << fmt::format("\nExploitation value {} = people {} + unattributed {} + movement {} + lawful {}\n", amount(report.source_value),
                     amount(report.attributed), amount(report.unattributed), amount(report.movement), amount(report.lawful));
  for (const auto& gap : report.gaps)
    out << fmt::format("Unattributed: {} at {}: {}\n", amount(gap.amount), gap.at ? names.shown(gap.at) : "no one place", gap.reason);
  if (report.leader) out << fmt::format("The evidence leads to {}.\n", names.shown(*report.leader));
  else out << fmt::format("No leader is named: {}.\n", report.abstained_because);
  print_uncertainty(out, measured);
  for (const auto& review : report.reviews)
    out << fmt::format("Non-punishment review: {} is a victim, and has {}. Nobody who was trafficked should be punished for what that "
                       "brought about: review before anything else.\n",
                       names.shown(review.id), base::join(review.reasons, ", "));
  for (const auto& remark : report.remarks) out << "Note: " << remark << ".\n";
}

Outcome who_benefits(const Options& options, const Environment& environment) {
  const auto measured = measure(options);
  if (!measured) return tl::unexpected(measured.error());
  if (options.reading.json) {
    auto document = report_json(*measured);
    if (options.timing) add_timing(document, *measured);
    print_json(environment.out, document);
  } else if (options.reading.csv) print_csv(environment.out, people_table(*measured));
  else print_report(environment.out, *measured);
  return 0;
}

std::string exhibits_text(const model::CaseSnapshot& snapshot, const std::vector<model::ExhibitId>& exhibits) {
  std::vector<std::string> keys;
  for (const auto id : exhibits) keys.push_back(snapshot.exhibits().find(id)->key);
  return keys.empty() ? "no exhibit" : base::join(keys, ", ");
}

void print_path(std::ostream& out, const Measured& measured, const benefit::Path& path) {
  const auto& names = measured.opened.names;
  out << fmt::format("\n{:>16}{}\n", base::format_money_grouped(path.amount), path.steps.empty() ? "  by paths too small to list" : "");
  for (const auto& step : path.steps) {
    const std::string hands = step.from == step.to ? names.shown(step.to) : names.shown(step.from) + " -> " + names.shown(step.to);
    const std::string paid = step.paid ? fmt::format(", {} payments of {} in all", step.payments.size(), base::format_money_grouped(*step.paid)) : "";
    out << fmt::format("  {:>14.2f}  {} ({}{}) [{}]\n", step.amount, hands, step.kind, paid,
                       exhibits_text(*measured.opened.snapshot, step.exhibits));
  }
}

void print_explanation(std::ostream& out, const Measured& measured, const benefit::Person& person) {
  const auto& snapshot = *measured.opened.snapshot;
  const auto& names = measured.opened.names;
  out << fmt::format("{} ({}): {} {} of {} basis, {} of all benefit; control {:.2f}; {}\n", names.shown(person.id), key_of(snapshot, person.id),
                     base::format_money_grouped(person.benefit), measured.report.currency, name_of(measured.report.basis), percent(person.share),
                     person.control, benefit::words(person.quadrant));
  out << "\nMoney paths, each with the value it carries after every step:\n";
  for (const auto& path : person.paths) print_path(out, measured, path);
  out << (person.control_facts.empty() ? "\nNo supported fact gives control.\n" : "\nControl:\n");
  for (const auto& fact : person.control_facts)
    out << fmt::format("  {} {}{}: strength {:.1f}, probability {:.2f}; without it control is {:.2f} less [{}]\n", fact.kind, names.shown(fact.target),
                       fact.targets > 1 ? fmt::format(" and {} more", fact.targets - 1) : "", fact.strength, fact.probability, fact.loss,
                       exhibits_text(snapshot, fact.exhibits));
}

// Somebody whom no money is shown to reach has control facts all the same.
benefit::Person without_benefit(const model::CaseSnapshot& snapshot, model::EntityId id) {
  benefit::Person person;
  person.id = id;
  const auto control = benefit::control_facts(snapshot);
  if (const auto found = control.find(id); found != control.end()) person.control_facts = found->second;
  person.control = benefit::control_score(person.control_facts);
  person.quadrant = person.control >= benefit::kHighControl ? benefit::Quadrant::ManagerOrEnforcer : benefit::Quadrant::Peripheral;
  return person;
}

Outcome explain(const Options& options, const Environment& environment) {
  const auto measured = measure(options);
  if (!measured) return tl::unexpected(measured.error());
  const auto id = find_entity(measured->opened, options.entity);
  if (!id) return tl::unexpected(id.error());
  if (measured->opened.names.is_victim(*id))
    return base::fail(base::ErrorKind::Refused, "victims are never scored, and this entity is a victim", options.entity, "name somebody else");

  const auto& people = measured->report.people;
  const auto found = std::ranges::find(people, *id, &benefit::Person::id);
  const auto person = found != people.end() ? *found : without_benefit(*measured->opened.snapshot, *id);
  if (!options.reading.json) {
    print_explanation(environment.out, *measured, person);
    return 0;
  }
  Json document = person_json(*measured, person);
  document["basis"] = name_of(measured->report.basis);
  document["currency"] = measured->report.currency;
  document["control_facts"] = control_json(*measured->opened.snapshot, person.control_facts);
  print_json(environment.out, document);
  return 0;
}

void add_measure_options(Arguments command, Options& options) {
  add_reading(command, options.reading);
  command.add_option("--basis", options.basis, "gross or net; else as the case says").one_of({"gross", "net"});
  command.add_option("--draws", options.draws, "Draws for the intervals").between(0, 1'000'000).shows_default();
  command.add_option("--seed", options.seed, "Seed of the draws").shows_default();
}

} // namespace

void add_benefit_commands(Program& program) {
  auto who = add_report<Options>(program, "who-benefits", "Who the value of the exploitation reaches, and who only moved people", who_benefits);
  add_measure_options(who.app, *who.options);
  add_csv(who.app, who.options->reading);
  who.app.add_flag("--centrality", who.options->centrality, "Degree and betweenness beside the shares even where that takes long");
  who.app.add_flag("--timing", who.options->timing, "With --json: what each part took, in seconds");

  auto why = add_report<Options>(program, "explain", "The money paths, control facts and exhibits behind one person's figures", explain);
  add_measure_options(why.app, *why.options);
  why.app.add_option("ENTITY", why.options->entity, "Whose figures").required();
}

} // namespace cuibono::cli
