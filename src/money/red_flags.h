#pragma once
// Red flags: patterns in payments, wages and ties that a rule asks about (domain.md section 8). Indicators, not
// findings: each hit comes with its rows, the exhibits, innocent explanations and what is missing. A pattern on a
// victim's account goes to a list of its own, as a reason to look after somebody. Rules are data:
// money/red_flags_rules.h. Pure: same case and rules, same report, whatever the order of the rows.

#include <cstdint>
#include <string>
#include <vector>

#include "base/progress.h"
#include "model/snapshot.h"
#include "money/red_flags_rules.h"

namespace cuibono::money {

/// How a rule fared.
struct RuleOutcome {
  std::size_t rule = 0; ///< place in RedFlagReport::rules
  bool applied = true;
  std::string why_not;                    ///< what the case does not hold: "no payment has a place"
  std::size_t hits = 0, safeguarding = 0; ///< found in all, listed or not
};

/// One pattern: one subject and one longest run of windows.
struct RedFlagHit {
  std::size_t rule = 0;
  model::EntityId subject;
  model::EntityId victim;                   ///< whose account it is, for the safeguarding list; else none
  model::Date from, to;                     ///< of the rows; not known where they have no date
  model::Money amount;                      ///< of the rows, in the case's currency; what it sums, `what` says
  std::string what;                         ///< the pattern in one clause, figures included, no name
  std::vector<model::EntityId> others;      ///< who else is concerned, by key
  std::vector<model::Payment::Id> payments; ///< by date and key; the first of payments_in_all
  std::size_t payments_in_all = 0;
  std::vector<model::Wage::Id> wages; ///< by month and victim; the first of wages_in_all
  std::size_t wages_in_all = 0;
  std::vector<model::ExhibitId> exhibits; ///< behind every row, listed or not; by key
  std::vector<std::string> missing;       ///< what would strengthen or refute it
};

struct RedFlagReport {
  std::string jurisdiction;
  std::string currency;                 ///< the case's
  std::vector<RedFlagRule> rules;       ///< as applied, thresholds of the jurisdiction in place
  std::vector<RuleOutcome> outcomes;    ///< one a rule
  std::vector<RedFlagHit> hits;         ///< by rule, then the larger amount, date, subject's key
  std::vector<RedFlagHit> safeguarding; ///< by rule and pseudonym: victims are not ranked
  std::vector<std::string> remarks;     ///< what was left out, and why
};

struct RedFlagLimits {
  std::size_t hits_a_rule = 200; ///< listed; the rest is counted in a remark
  std::size_t rows_a_hit = 200;
};

/// `rules` as rules_for gives them. `progress` counts rules; a stop leaves the rules that were not reached unapplied
/// and says so.
RedFlagReport red_flags(const model::CaseSnapshot& snapshot, std::vector<RedFlagRule> rules,
                        const std::string& jurisdiction, base::Progress& progress, const RedFlagLimits& limits = {});

} // namespace cuibono::money
