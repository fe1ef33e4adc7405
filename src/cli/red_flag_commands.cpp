#include <fmt/core.h>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "app/demo.h"
#include "app/jurisdictions.h"
#include "app/masking.h"
#include "app/red_flag_rules.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/output.h"
#include "money/red_flags.h"

namespace cuibono::cli {
namespace {

struct RedFlagOptions {
  Reading reading;
  int rule = 0; ///< 0: every rule
};

struct Flagged {
  OpenedCase opened;
  money::RedFlagReport report;
  std::string jurisdiction_name;

  const money::RedFlagRule& rule(const money::RedFlagHit& hit) const { return report.rules[hit.rule]; }
};

base::Result<Flagged> find_flags(const RedFlagOptions& options) {
  auto opened = open_case(options.reading);
  if (!opened) return tl::unexpected(opened.error());
  const auto data = app::data_folder();
  const auto jurisdiction = app::jurisdiction_of(*opened->snapshot, data);
  if (!jurisdiction) return tl::unexpected(jurisdiction.error());
  auto rules = app::red_flag_rules(data, *jurisdiction);
  if (!rules) return tl::unexpected(rules.error());
  if (options.rule) std::erase_if(*rules, [&](const money::RedFlagRule& rule) { return rule.id != options.rule; });
  if (rules->empty())
    return base::fail(base::ErrorKind::Usage, fmt::format("no red-flag rule has the id {}", options.rule), "",
                      "without --rule every rule is listed");
  base::Progress progress;
  auto report = money::red_flags(*opened->snapshot, std::move(*rules), jurisdiction->id, progress);
  return Flagged{std::move(*opened), std::move(report), jurisdiction->name};
}

// A victim's own key may be a name or an account number: the pseudonym stands for it.
std::string shown_key(const Flagged& flagged, model::EntityId id) {
  return flagged.opened.names.is_victim(id)
             ? model::pseudonym_text(flagged.opened.snapshot->entities().find(id)->pseudonym)
             : key_of(*flagged.opened.snapshot, id);
}

// Of a victim's account the victim is shown, not the account.
model::EntityId subject_of(const money::RedFlagHit& hit) { return hit.victim ? hit.victim : hit.subject; }

std::string payment_name(const Flagged& flagged, model::Payment::Id id) {
  const auto* payment = flagged.opened.snapshot->payments().find(id);
  return payment->key.empty() ? fmt::format("payment {}", id.value) : payment->key;
}

Json parameters_json(const money::RedFlagRule& rule) {
  Json all = Json::object();
  for (const auto& [name, parameter] : rule.parameters) {
    all[name] = {{"value", parameter.value}, {"unit", base::name_of(parameter.unit)}};
    if (parameter.unit == money::Unit::Money)
      all[name]["currency"] = parameter.currency.empty() ? Json("case") : Json(parameter.currency);
    all[name]["from"] = parameter.from;
  }
  return all;
}

Json rules_json(const Flagged& flagged) {
  Json all = Json::array();
  for (const auto& outcome : flagged.report.outcomes) {
    const auto& rule = flagged.report.rules[outcome.rule];
    all.push_back({{"id", rule.id},
                   {"title", rule.title},
                   {"applied", outcome.applied},
                   {"why_not", outcome.applied ? Json(nullptr) : Json(outcome.why_not)},
                   {"parameters", parameters_json(rule)},
                   {"may_mean", rule.why},
                   {"source", rule.source},
                   {"needs", rule.needs},
                   {"hits", outcome.hits},
                   {"safeguarding", outcome.safeguarding}});
  }
  return all;
}

std::string shown_date(model::Date date) { return base::format_date(date); }

Json wages_json(const Flagged& flagged, const money::RedFlagHit& hit) {
  Json all = Json::array();
  for (const auto id : hit.wages) {
    const auto* wage = flagged.opened.snapshot->of<model::Wage>().find(id);
    all.push_back({{"victim", shown_key(flagged, wage->victim)}, {"month", shown_date(wage->month)}});
  }
  return all;
}

Json hit_json(const Flagged& flagged, const money::RedFlagHit& hit) {
  const auto& rule = flagged.rule(hit);
  Json payments = Json::array(), others = Json::array();
  for (const auto id : hit.payments) payments.push_back(payment_name(flagged, id));
  for (const auto other : hit.others)
    others.push_back({{"id", shown_key(flagged, other)}, {"name", flagged.opened.names.shown(other)}});
  const auto subject = subject_of(hit);
  return {{"rule", rule.id},
          {"subject", shown_key(flagged, subject)},
          {"name", flagged.opened.names.shown(subject)},
          {"from", hit.from.known() ? Json(shown_date(hit.from)) : Json(nullptr)},
          {"to", hit.to.known() ? Json(shown_date(hit.to)) : Json(nullptr)},
          {"amount", json_amount(hit.amount)},
          {"currency", flagged.report.currency},
          {"what", hit.what},
          {"with", others},
          {"payments", payments},
          {"payments_in_all", hit.payments_in_all},
          {"wages", wages_json(flagged, hit)},
          {"wages_in_all", hit.wages_in_all},
          {"exhibits", exhibit_keys(*flagged.opened.snapshot, hit.exhibits)},
          {"benign", rule.benign},
          {"missing", hit.missing}};
}

constexpr const char* kCaveat = "Indicators, not findings: each asks a question that only other evidence can answer.";
constexpr const char* kCare =
    "These accounts are victims'. What is seen there is a reason to ask whether somebody is safe and has their own "
    "money, never a suspicion against them.";

Json report_json(const Flagged& flagged) {
  Json document{{"jurisdiction", flagged.report.jurisdiction},
                {"note", kCaveat},
                {"rules", rules_json(flagged)},
                {"hits", Json::array()},
                {"safeguarding_note", kCare},
                {"safeguarding", Json::array()},
                {"remarks", flagged.report.remarks}};
  for (const auto& hit : flagged.report.hits) document["hits"].push_back(hit_json(flagged, hit));
  for (const auto& hit : flagged.report.safeguarding) document["safeguarding"].push_back(hit_json(flagged, hit));
  return document;
}

std::string exhibits_text(const Flagged& flagged, const money::RedFlagHit& hit) {
  std::vector<std::string> keys;
  for (const auto id : hit.exhibits) keys.push_back(flagged.opened.snapshot->exhibits().find(id)->key);
  return keys.empty() ? "no exhibit" : base::join(keys, ";");
}

TextTable hits_table(const Flagged& flagged) {
  TextTable table{{{"list"},
                   {"rule", Side::Right},
                   {"subject"},
                   {"name"},
                   {"from"},
                   {"to"},
                   {"amount", Side::Right},
                   {"currency"},
                   {"rows", Side::Right},
                   {"exhibits"},
                   {"what"},
                   {"benign"},
                   {"missing"}},
                  {}};
  const auto add = [&](const char* list, const money::RedFlagHit& hit) {
    table.rows.push_back({list, std::to_string(flagged.rule(hit).id), shown_key(flagged, subject_of(hit)),
                          flagged.opened.names.shown(subject_of(hit)), shown_date(hit.from), shown_date(hit.to),
                          base::format_money(hit.amount), flagged.report.currency,
                          std::to_string(hit.payments_in_all + hit.wages_in_all), exhibits_text(flagged, hit), hit.what,
                          base::join(flagged.rule(hit).benign, "; "), base::join(hit.missing, "; ")});
  };
  for (const auto& hit : flagged.report.hits) add("indicator", hit);
  for (const auto& hit : flagged.report.safeguarding) add("safeguarding", hit);
  return table;
}

constexpr std::size_t kPaymentsShown = 12;

std::string rows_text(const Flagged& flagged, const money::RedFlagHit& hit) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < hit.payments.size() && i < kPaymentsShown; ++i)
    parts.push_back(payment_name(flagged, hit.payments[i]));
  std::string text = base::join(parts, ", ");
  if (hit.payments_in_all > parts.size())
    text += fmt::format(" and {} more (--json)", hit.payments_in_all - parts.size());
  if (hit.wages_in_all) text += fmt::format("{}{} wage rows", text.empty() ? "" : "; ", hit.wages_in_all);
  return text.empty() ? "no payment; see the exhibits" : text;
}

void print_hit(std::ostream& out, const Flagged& flagged, const money::RedFlagHit& hit) {
  const auto& names = flagged.opened.names;
  const auto subject = subject_of(hit);
  std::string with;
  for (std::size_t i = 0; i < hit.others.size() && i < kPaymentsShown; ++i)
    with += (i ? ", " : "; with ") + names.shown(hit.others[i]);
  if (hit.others.size() > kPaymentsShown) with += fmt::format(" and {} more", hit.others.size() - kPaymentsShown);
  const auto dates = !hit.from.known() && !hit.to.known() ? std::string("no date")
                     : hit.from == hit.to                 ? shown_date(hit.from)
                                                          : shown_date(hit.from) + " to " + shown_date(hit.to);
  out << fmt::format("  {} ({}), {}: {}{}\n", names.shown(subject), shown_key(flagged, subject), dates, hit.what, with);
  out << fmt::format("    rows: {} [{}]\n", rows_text(flagged, hit), exhibits_text(flagged, hit));
  if (!hit.missing.empty()) out << fmt::format("    missing: {}\n", base::join(hit.missing, "; "));
}

void print_list(std::ostream& out, const Flagged& flagged, const std::vector<money::RedFlagHit>& hits) {
  const money::RedFlagRule* last = nullptr;
  for (const auto& hit : hits) {
    const auto& rule = flagged.rule(hit);
    if (&rule != last)
      out << fmt::format("\nRule {}: {}\n  may mean: {}\n  or else: {}\n", rule.id, rule.title, rule.why,
                         base::join(rule.benign, "; "));
    last = &rule;
    print_hit(out, flagged, hit);
  }
}

void print_report(std::ostream& out, const Flagged& flagged) {
  const auto& report = flagged.report;
  const auto title = model::setting(*flagged.opened.snapshot, "title");
  out << fmt::format(
      "{}: red flags, thresholds of {} ({})\n{}\n",
      app::Masking(*flagged.opened.snapshot, flagged.opened.names)(title.empty() ? "Untitled case" : title),
      report.jurisdiction, flagged.jurisdiction_name, kCaveat);
  print_list(out, flagged, report.hits);
  if (report.hits.empty()) out << "\nNo rule has a hit.\n";
  if (!report.safeguarding.empty()) {
    out << "\nSafeguarding. " << kCare << '\n';
    print_list(out, flagged, report.safeguarding);
  }
  out << '\n';
  for (const auto& outcome : report.outcomes)
    if (!outcome.applied)
      out << fmt::format("Rule {} ({}) was not applied: {}.\n", report.rules[outcome.rule].id,
                         report.rules[outcome.rule].title, outcome.why_not);
  for (const auto& remark : report.remarks) out << "Note: " << remark << ".\n";
}

Outcome red_flags(const RedFlagOptions& options, const Environment& environment) {
  const auto flagged = find_flags(options);
  if (!flagged) return tl::unexpected(flagged.error());
  if (options.reading.json)
    print_json(environment.out, report_json(*flagged));
  else if (options.reading.csv)
    print_csv(environment.out, hits_table(*flagged));
  else
    print_report(environment.out, *flagged);
  return 0;
}

} // namespace

void add_red_flag_commands(Program& program) {
  auto flags = add_report<RedFlagOptions>(
      program, "red-flags", "Patterns in payments, wages and ties that ask a question: indicators, not findings",
      red_flags);
  add_reading(flags.app, flags.options->reading);
  add_csv(flags.app, flags.options->reading);
  flags.app.add_option("--rule", flags.options->rule, "Only the rule of that number")
      .between(1, 9999)
      .type_name("N");
}

} // namespace cuibono::cli
