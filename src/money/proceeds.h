#pragma once
// What an establishment gained by exploiting people, on three bases side by side: domain.md section 4 ("Proceeds, 3
// bases"). They answer different questions about the same money and are never added. Pure functions of a snapshot.

#include "model/jurisdiction.h"
#include "money/figures.h"

namespace cuibono::money {

/// One row of the proceeds table, worked out in the case's currency.
struct ProceedsFigures {
  model::Proceeds::Id row;
  EntityId establishment;
  model::Date from, to;
  Figure gross;                    ///< turnover * exploited share
  Figure net;                      ///< gross - attributable costs - wages paid to victims
  Figure avoided;                  ///< what the victims' work was worth - wages paid to victims
  std::optional<Money> stated_net; ///< the row's own net value, by which the beneficiary measure goes
};

struct ProceedsReport {
  std::string currency;
  std::vector<ProceedsFigures>
      rows; ///< by row number; not to be added: one establishment's turnover may be another's cost
  std::vector<std::string> remarks; ///< rows left out of all figures
};

/// Costs are supported payments of the establishment (or from its accounts) within the row's dates. Lawful costs and
/// payroll count by the payment's own column `attributable` (0 to 1), else by the exploited share; payments to victims
/// count in full. Wages paid are what the wage table's supported rows say was received, else the payments to victims.
/// Work is worth regular hours * rate + overtime hours * factor * rate.
ProceedsReport proceeds(const model::CaseSnapshot& snapshot, const model::Jurisdiction& jurisdiction);

} // namespace cuibono::money
