#pragma once
// What each victim is owed for the work done: domain.md section 4 ("Unpaid wages"). Every month is worked out from what its row
// states and from nothing else; what a row does not state is said, never guessed. Only rows that an exhibit supports count.

#include <string>
#include <vector>

#include "law/figures.h"
#include "model/jurisdiction.h"

namespace cuibono::law {

/// One row of the wage table, worked out. All amounts in the case's currency.
struct WageLine {
  model::Wage::Id row;
  Date month;
  std::string not_worked_out; ///< why there are no figures; empty where there are
  Money due;                  ///< regular hours * rate + overtime hours * factor * rate
  Money received, lawful_deductions;
  Money owed;    ///< due - received - lawful deductions; below zero where more was paid than was due
  Money balance; ///< sum of `owed` of this employer so far
  Money interest; ///< on the balance, if above zero, from this month's end to the next line's, or to the ledger's date
  Money illegal_deductions; ///< a memo: they are inside `owed` already
  Money fees;               ///< recruitment fees paid in this month, to be refunded
  Sides exhibits;
};

/// What one employer owes one victim.
struct WageLedger {
  EntityId employer;           ///< may be none
  std::vector<WageLine> lines; ///< of supported rows, by month
  Money due, received, lawful_deductions;
  Money owed;     ///< the last balance, never below zero
  Money overpaid; ///< what lies below zero; not taken from what another employer owes
  Money interest, fees, illegal_deductions;
};

struct Wages {
  EntityId victim;
  std::vector<WageLedger> ledgers; ///< by employer's number
  std::vector<WageLine> unsupported; ///< rows that no exhibit supports: shown, in no sum
  Money due, received, lawful_deductions, owed, overpaid, interest, fees, illegal_deductions;
  Sides exhibits; ///< behind the sums
  std::vector<std::string> remarks;

  /// owed + interest + fees
  Money total() const;
};

/// The day to which interest runs, and where it comes from.
struct Until {
  Date day; ///< not known: the case has neither; no interest is worked out
  std::string source;
};

/// `asked` where it is known; else the case's setting `window_to`; else the last month of the wage table. A date known to
/// the month or year means its last day.
Until interest_until(const model::CaseSnapshot& snapshot, Date asked);

/// One for each victim with a wage row, by number. Interest is simple, a year, in months of equal length (decision 30).
std::vector<Wages> wages(const model::CaseSnapshot& snapshot, const model::Jurisdiction& jurisdiction, Date until);

} // namespace cuibono::law
