#include <fmt/core.h>

#include <algorithm>

#include "app/findings.h"
#include "app/jurisdictions.h"
#include "app/masking.h"
#include "app/red_flag_rules.h"
#include "app/words.h"
#include "base/text.h"
#include "money/red_flags.h"

namespace cuibono::app {
namespace {

// Of a victim's account the victim is shown, not the account.
EntityId subject_of(const money::RedFlagHit& hit) { return hit.victim ? hit.victim : hit.subject; }

FindingTable hit_table(const FindingsInput& input, const Masking& masked, const money::RedFlagReport& report,
                       const std::vector<money::RedFlagHit>& hits, FindingTable table) {
  table.columns = {{"Rule", 4}, {"Whose", 3}, {"When", 3}, {"What", 6}, {"Innocent explanations", 6}, {"Missing", 5}};
  for (const auto& hit : hits) {
    const auto& rule = report.rules[hit.rule];
    table.rows.push_back({{{fmt::format("{} {}", rule.id, rule.title)},
                           entity_cell(input, subject_of(hit)),
                           {period(hit.from, hit.to)},
                           {masked(hit.what)},
                           {base::join(rule.benign, "; ")},
                           {masked(base::join(hit.missing, "; "))}},
                          exhibit_cells(*input.snapshot, hit.exhibits)});
  }
  return table;
}

FindingTable rule_table(const money::RedFlagReport& report) {
  FindingTable table{
      "Rules", "", {{"Rule", 6}, {"Hits", 1, Align::Right}, {"Applied", 8}}, {}, "No rule is there to apply."};
  for (const auto& outcome : report.outcomes) {
    const auto& rule = report.rules[outcome.rule];
    table.rows.push_back({{{fmt::format("{} {}", rule.id, rule.title)},
                           {std::to_string(outcome.hits + outcome.safeguarding)},
                           {outcome.applied ? "yes" : "no: " + outcome.why_not}},
                          {}});
  }
  return table;
}

} // namespace

base::Result<FindingsPage> flags_page(const FindingsInput& input, base::Progress& progress) {
  const auto jurisdiction = jurisdiction_of(*input.snapshot, input.data);
  if (!jurisdiction) return tl::unexpected(jurisdiction.error());
  auto rules = red_flag_rules(input.data, *jurisdiction);
  if (!rules) return tl::unexpected(rules.error());
  const auto report = money::red_flags(*input.snapshot, std::move(*rules), jurisdiction->id, progress);
  if (progress.stopped()) return base::fail(base::ErrorKind::Cancelled, "the calculation was stopped");
  const Masking masked(*input.snapshot, input.names);
  const auto applied = std::ranges::count_if(report.outcomes, &money::RuleOutcome::applied);
  FindingsPage page;
  page.summary.push_back(fmt::format(
      "{} by {} of {} rules. Indicators, not findings: each asks a question that only other "
      "evidence can answer.",
      counted(report.hits.size() + report.safeguarding.size(), "pattern"), applied, report.outcomes.size()));
  page.tables = {
      hit_table(input, masked, report, report.hits,
                {"Patterns", "", {}, {}, "No rule that could be applied found its pattern."}),
      hit_table(input, masked, report, report.safeguarding,
                {"To look after somebody",
                 "These accounts are victims'. What is seen there is a reason to ask whether somebody is safe and "
                 "has their own money, never a suspicion against them.",
                 {},
                 {},
                 "No pattern was found on a victim's account."}),
      rule_table(report)};
  for (const auto& remark : report.remarks) page.remarks.push_back(masked(remark));
  return page;
}

} // namespace cuibono::app
