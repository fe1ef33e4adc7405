#include <fmt/core.h>
#include <nlohmann/json.hpp>
#include <algorithm>
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
};

struct Measured {
  OpenedCase opened;
  benefit::Report report;
};

base::Result<Measured> measure(const Options& options) {
  auto opened = open_case(options.reading);
  if (!opened) return tl::unexpected(opened.error());
  benefit::Options how{.draws = options.draws, .seed = options.seed};
  how.basis = options.basis.empty() ? benefit::default_basis(*opened->snapshot)
              : options.basis == "net" ? benefit::Basis::Net : benefit::Basis::Gross;
  base::Progress progress;
  auto report = benefit::who_benefits(*opened->snapshot, how, progress);
  if (!report) return tl::unexpected(report.error());
  return Measured{std::move(*opened), std::move(*report)};
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
  return document;
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
  for (const auto& remark : report.remarks) out << "Note: " << remark << ".\n";
}

Outcome who_benefits(const Options& options, const Environment& environment) {
  const auto measured = measure(options);
  if (!measured) return tl::unexpected(measured.error());
  if (options.reading.json) print_json(environment.out, report_json(*measured));
  else if (options.reading.csv) print_csv(environment.out, people_table(*measured));
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

void add_measure_options(CLI::App& command, Options& options) {
  add_reading(command, options.reading);
  command.add_option("--basis", options.basis, "gross or net; else as the case says")->check(CLI::IsMember({"gross", "net"}));
  command.add_option("--draws", options.draws, "Draws for the intervals")->check(CLI::Range(0, 1'000'000))->capture_default_str();
  command.add_option("--seed", options.seed, "Seed of the draws")->capture_default_str();
}

} // namespace

void add_benefit_commands(Program& program) {
  auto who = add_subcommand<Options>(program, "who-benefits", "Who the value of the exploitation reaches, and who only moved people", who_benefits);
  add_measure_options(*who.app, *who.options);
  add_csv(*who.app, who.options->reading);

  auto why = add_subcommand<Options>(program, "explain", "The money paths, control facts and exhibits behind one person's figures", explain);
  add_measure_options(*why.app, *why.options);
  why.app->add_option("ENTITY", why.options->entity, "Whose figures")->required();
}

} // namespace cuibono::cli
