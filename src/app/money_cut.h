#pragma once
// The narrowest place in the money: which payments, or which accounts, would have to be frozen so that nothing more reaches those
// who benefit. A value; nothing is frozen by asking.

#include <optional>
#include <string>
#include <vector>

#include "app/harm.h"
#include "base/error.h"
#include "base/progress.h"
#include "benefit/measure.h"
#include "graph/window.h"

namespace cuibono::app {

struct MoneyCutOptions {
  std::vector<EntityId> from;                   ///< empty: every establishment with proceeds
  std::vector<EntityId> to;                     ///< empty: everybody whom the beneficiary measure names
  graph::Window window = {};                    ///< of the payments
  benefit::Basis basis = benefit::Basis::Gross; ///< of the measure
};

/// All payments of the window from one account or person to another.
struct CutTie {
  EntityId payer, payee;
  base::Money amount; ///< in the case's currency
  std::vector<model::Payment::Id> payments;
  std::vector<model::ExhibitId> exhibits; ///< by number
};

/// Accounts to freeze; nothing where no set of them stops everything.
using FrozenAccounts = std::optional<std::vector<EntityId>>;

struct MoneyCut {
  std::vector<EntityId> from, to;
  std::string currency;
  base::Money value;              ///< of all ties in the cut: the least that must be stopped
  std::vector<CutTie> ties;       ///< largest first; of several such cuts the one nearest to where the money comes from
  FrozenAccounts accounts;        ///< as few as possible; never one of those spared
  FrozenAccounts gentle_accounts; ///< the same among those that pay no victim
  std::vector<HarmWarning> tie_warnings, account_warnings;
  std::vector<std::string> words; ///< what it rests on and what it does not say: whole sentences
};

/// Money goes along payments, between holder and account, from nominee to nominator, and from a company to its owners, save out
/// of those where it comes from: what they keep themselves is no payment. Capacities are amounts paid. Fails where there is
/// nobody at one end, where holding or owning alone joins both (Input), and when stopped.
base::Result<MoneyCut> money_cut(const model::CaseSnapshot& snapshot, const model::Names& names, const MoneyCutOptions& options,
                                 base::Progress& progress);

} // namespace cuibono::app
