#pragma once
// Whether a statement's entries lead from its opening balance to its closing balance: domain.md section 3.

#include <string>

#include "ingest/bank/statement.h"

namespace cuibono::ingest {

struct Reconciliation {
  std::string difference; ///< why the statement cannot be trusted, a clause; empty: nothing speaks against it
  std::string unchecked;  ///< why its balances could not be checked, a clause; empty: they were
};

/// Exact to the cent; entries that are not booked count for nothing.
Reconciliation reconcile(const BankStatement& statement);

} // namespace cuibono::ingest
