#include <fmt/core.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "app/leads.h"
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
  std::string measure = "adamic-adar";
  std::size_t limit = 20;
};

const app::LeadMeasureName& measure_of(const std::string& name) {
  for (const auto& measure : app::lead_measures())
    if (measure.name == name) return measure;
  return app::lead_measures().front();
}

Json lead_json(const OpenedCase& opened, const app::LeadLine& lead) {
  Json shared = Json::array();
  for (const auto& thing : lead.shared) {
    Json object = thing.entity
                      ? Json{{"id", printed_key(opened, *thing.entity)}, {"name", opened.names.shown(*thing.entity)}}
                      : Json{{"column", thing.column}, {"value", thing.value}};
    object["holders"] = thing.holders;
    object["weight"] = thing.weight;
    shared.push_back(std::move(object));
  }
  return {{"a", printed_key(opened, lead.a)},
          {"a_name", opened.names.shown(lead.a)},
          {"b", printed_key(opened, lead.b)},
          {"b_name", opened.names.shown(lead.b)},
          {"score", lead.score},
          {"expected_ties", lead.expected},
          {"shared", std::move(shared)},
          {"more_shared", lead.more_shared},
          {"reason", lead.reason},
          {"collect", lead.collect}};
}

Json document_of(const OpenedCase& opened, const app::LeadsReport& report, const app::LeadMeasureName& measure) {
  Json list = Json::array();
  for (const auto& lead : report.leads) list.push_back(lead_json(opened, lead));
  return {{"layer", "leads"},
          {"measure", measure.name},
          {"formula", measure.formula},
          {"leads", std::move(list)},
          {"count", report.count},
          {"too_common", {{"things", report.passed_over}, {"most_holders", report.most_holders}}},
          {"victims", "in no pair; shown by pseudonym where others share them"},
          {"left_out",
           {{"outside", report.left_out.outside},
            {"unsupported", report.left_out.unsupported},
            {"undated", report.left_out.undated}}}};
}

TextTable table_of(const OpenedCase& opened, const app::LeadsReport& report) {
  TextTable table{{{"a"},
                   {"a name"},
                   {"b"},
                   {"b name"},
                   {"score", Side::Right},
                   {"expected ties", Side::Right},
                   {"reason"},
                   {"collect"}},
                  {}};
  for (const auto& lead : report.leads)
    table.rows.push_back({printed_key(opened, lead.a), opened.names.shown(lead.a), printed_key(opened, lead.b),
                          opened.names.shown(lead.b), fmt::format("{:.4f}", lead.score),
                          fmt::format("{:.4f}", lead.expected), lead.reason, base::join(lead.collect, "; ")});
  return table;
}

void print_report(std::ostream& out, const OpenedCase& opened, const app::LeadsReport& report,
                  const app::LeadMeasureName& measure) {
  out << fmt::format("Leads to check, not ties: pairs without a tie, by {}.\n", measure.formula);
  if (report.leads.empty()) out << "\nNo two without a tie have enough in common.\n";
  for (std::size_t i = 0; i < report.leads.size(); ++i) {
    const auto& lead = report.leads[i];
    out << fmt::format("\n{}. {} ({}) and {} ({}): {:.3f}; degrees alone let expect {:.3f} ties\n", i + 1,
                       opened.names.shown(lead.a), printed_key(opened, lead.a), opened.names.shown(lead.b),
                       printed_key(opened, lead.b), lead.score, lead.expected);
    out << "   " << lead.reason << '\n';
    for (const auto& what : lead.collect) out << "   collect: " << what << '\n';
  }
  if (report.count > report.leads.size())
    out << fmt::format("\n... and {} more pairs with something in common: --limit lists more\n",
                       report.count - report.leads.size());
  out << "\nNote: a score is no probability, and nothing here is written to the case or enters a measure.\n"
         "Note: victims are in no pair; where others share one, a pseudonym stands.\n";
  if (report.passed_over > 0)
    out << fmt::format("Note: {} that more than {} have in common passed over.\n",
                       app::counted(report.passed_over, "thing"), report.most_holders);
  if (const auto left_out = left_out_words(report.left_out, 0, "without a date, which are kept"); !left_out.empty())
    out << "Left out: " << left_out << ".\n";
}

Outcome leads(const Options& options, const Environment& environment) {
  const auto network = network_options(options.filter);
  if (!network) return tl::unexpected(network.error());
  const auto opened = open_case(options.reading);
  if (!opened) return tl::unexpected(opened.error());
  const auto& measure = measure_of(options.measure);
  base::Progress progress;
  const auto report = app::leads(*opened->snapshot, opened->names,
                                 {.network = *network, .measure = measure.measure, .limit = options.limit}, progress);
  if (!report) return tl::unexpected(report.error());
  if (options.reading.json)
    print_json(environment.out, document_of(*opened, *report, measure));
  else if (options.reading.csv)
    print_csv(environment.out, table_of(*opened, *report));
  else
    print_report(environment.out, *opened, *report, measure);
  return 0;
}

} // namespace

void add_leads_command(Program& program) {
  std::vector<std::string> names;
  for (const auto& measure : app::lead_measures()) names.emplace_back(measure.name);
  auto ask =
      add_report<Options>(program, "leads", "Pairs without a tie that have much in common: what to check", leads);
  add_reading(ask.app, ask.options->reading);
  add_csv(ask.app, ask.options->reading);
  ask.app.add_option("--measure", ask.options->measure, "By what in common; see docs/leads.md")
      .one_of(names)
      .shows_default();
  ask.app.add_option("--limit", ask.options->limit, "Pairs listed; the rest is counted").shows_default();
  add_network_filter(ask.app, ask.options->filter);
  add_window(ask.app, ask.options->filter);
}

} // namespace cuibono::cli
