#pragma once
// Who owns a company in the end, through companies, loops and nominees: integrated shares D (I - W)^-1 (domain.md
// section 4, "Ownership"; Brioschi, Buzzacchi and Colombo 1989), and from them and from control the beneficial owners.
// Every figure comes with the chains of ties it rests on. Pure functions of a snapshot.

#include <map>
#include <string>
#include <vector>

#include "money/absorb.h"
#include "money/control.h"

namespace cuibono::money {

/// What one end of the chains owns of a company in the end.
struct IntegratedShare {
  model::EntityId owner;
  double share = 0;            ///< 0 to 1
  double through_nominees = 0; ///< the part of it that others hold for the owner
};

/// One company's owners. people + others + unknown add up to 1.
struct Column {
  model::EntityId company;
  std::vector<IntegratedShare> people; ///< largest first
  std::vector<IntegratedShare> others; ///< ends that are no people: nothing shows who is behind them; largest first
  double unknown = 0;                  ///< no exhibit shows whose
  Absorption::Rest rest;               ///< of `unknown`, the parts that have a reason of their own
};

struct Ownership {
  model::Date on; ///< the day asked for; unknown: every supported tie, whatever its date
  Holdings holdings;
  std::vector<Column> columns; ///< of whatever has owners, by id
  std::vector<VotingControl> control;
  std::vector<std::string> remarks; ///< the holdings' and the solver's
};

/// Shares under a thousand-millionth are left to `unknown`. Linear in ties, but for the inside of loops.
Ownership find_ownership(const model::CaseSnapshot& snapshot, model::Date on = {});

/// The column of a company, or null.
const Column* column_of(const Ownership& ownership, model::EntityId company);

struct BeneficialOwner {
  model::EntityId person;
  double share = 0;
  double through_nominees = 0;
  bool by_share = false;   ///< the share is above the threshold
  bool by_control = false; ///< a majority of votes, or an exhibit that shows control by other means
  bool by_nominee =
      false; ///< a holder of the company is the person's nominee, or a share above the threshold is held so
  std::vector<model::Tie::Id> control_ties; ///< what control rests on
};

/// By company, for each that has a column or a controller: people only, the largest share first. `threshold` is the
/// jurisdiction's, 0 to 1; the share must be above it.
std::map<model::EntityId, std::vector<BeneficialOwner>> beneficial_owners(const model::CaseSnapshot& snapshot,
                                                                          const Ownership& ownership, double threshold);

/// "share, control, nominee": which of the grounds there are, in that order.
std::string grounds(const BeneficialOwner& owner);

} // namespace cuibono::money
