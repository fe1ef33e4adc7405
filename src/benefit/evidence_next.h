#pragma once
// Which missing evidence would say most about who benefits: each missing item is taken as resolved, the money followed
// again, and the fall of the unattributed share or of the interval's width reported. domain.md section 9, item 13.
// Expected values are over the outcomes that `assumption` names, each as likely as the next: no guess at what will be
// found.

#include <optional>
#include <string>
#include <vector>

#include "benefit/measure.h"

namespace cuibono::benefit {

enum class Missing {
  AccountHolder,
  AccountStatements,
  CompanyOwners,
  NomineesPrincipal,
  ExhibitForTie,
  ExhibitForPayments,
  Corroboration
};

/// "holder of an account", ...
const char* words(Missing missing);

struct EvidenceItem {
  Missing missing{};
  EntityId about;                ///< the account, the company, the nominee, the payer, the tie's source
  std::optional<EntityId> other; ///< the payee or the tie's target
  std::string ask;               ///< what to ask for
  std::string of_whom;           ///< and of whom
  std::string assumption;        ///< the outcomes that the expectation is over
  double unattributed_fall = 0;  ///< expected, of the unattributed share
  double width_fall = 0;         ///< expected, of the 5 to 95 % interval of `EvidenceNext::subject`'s share
  double at_stake = 0;           ///< the largest change of anybody's share in any of the outcomes
  bool leader_may_change = false;
  std::vector<model::ExhibitId> exhibits; ///< what it would corroborate
  std::size_t facts = 1;                  ///< rows concerned
};

struct EvidenceNext {
  Basis basis = Basis::Gross;
  double unattributed_share = 0;
  std::optional<EntityId> subject; ///< the leader, or who has the largest share
  double width = 0;                ///< of the subject's interval, as things stand
  std::vector<EvidenceItem> items; ///< by fall of the unattributed share, then of the width, then by what is at stake
  std::vector<std::string> remarks;
};

/// `options`: basis, seed, threads. Fails only when stopped (Cancelled).
base::Result<EvidenceNext> evidence_next(const model::CaseSnapshot& snapshot, const Options& options,
                                         base::Progress& progress);

} // namespace cuibono::benefit
