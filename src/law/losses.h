#pragma once
// What each victim lost, in one value: the wage ledgers and the debts that were claimed. The debts are evidence of bondage and
// in no total: what a creditor claims is not what a victim lost.

#include "law/debts.h"
#include "law/wages.h"

namespace cuibono::law {

struct Losses {
  EntityId victim;
  Wages wages;
  std::vector<DebtLedger> debts; ///< the one with the highest opening first
};

/// One for each victim with a wage or debt row, by number. `until`: see interest_until.
std::vector<Losses> losses(const model::CaseSnapshot& snapshot, const model::Jurisdiction& jurisdiction, Date until);

} // namespace cuibono::law
