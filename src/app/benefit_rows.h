#pragma once
// What the "Who benefits" panel and the inspector read out of a benefit report. Pure functions.

#include <array>
#include <string>
#include <vector>

#include "app/evidence_lines.h"
#include "app/inspector.h"
#include "benefit/measure.h"

namespace cuibono::app {

struct BenefitRow {
  EntityId id;
  std::string name;
  base::Money benefit;
  double share = 0, share_p05 = 0, share_p95 = 0;
  double control = 0;
  std::string quadrant;
  bool is_leader = false;
};

/// In the order of the report.
std::vector<BenefitRow> benefit_rows(const benefit::Report& report, const model::Names& names);

enum class ValuePart { Attributed, Unattributed, Movement, Lawful };

struct ValueBarPart {
  ValuePart part = ValuePart::Attributed;
  const char* label = "";
  const char* meaning = ""; ///< one sentence for the tooltip
  base::Money amount;
  double fraction = 0; ///< of the source value
};

/// The four parts of the value; their amounts add up to the source value.
std::array<ValueBarPart, 4> value_bar(const benefit::Report& report);

/// One sentence: who leads and with what, or why nobody is named.
std::string headline(const benefit::Report& report, const model::Names& names, const Masking& masking);

/// One step of a money path in words, with the rows and exhibits behind it.
struct PathStep {
  std::string text; ///< "Coralline Foods Ltd pays Bluewake Marine Ltd"
  std::string kind; ///< "revenue", "owns"
  double carried = 0; ///< in currency units
  EntityId to;
  std::vector<PaymentId> payments;
  std::vector<TieId> ties;
  std::vector<ExhibitLine> exhibits;
};

struct MoneyPath {
  base::Money amount;
  std::vector<PathStep> steps; ///< empty for what is left of paths too small to list
};

/// Paths that add up to the person's benefit, largest first; empty for somebody who is not in the report.
std::vector<MoneyPath> money_paths(const model::CaseSnapshot& snapshot, const model::Names& names, const Masking& masking,
                                   const benefit::Report& report, EntityId person);

/// What gives a person control over exploitation; the probability is the fact's, the detail says what C loses without.
std::vector<Fact> control_facts(const model::CaseSnapshot& snapshot, const model::Names& names, const Masking& masking,
                                const benefit::Report& report, EntityId person);

const benefit::Person* find_person(const benefit::Report& report, EntityId id);

} // namespace cuibono::app
