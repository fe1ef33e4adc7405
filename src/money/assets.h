#pragma once
// What there is to seize, whose it is behind nominees, and what a sale would bring: domain.md section 4 ("Realisable").
// Instrumentalities and proceeds are kept apart: they are taken for different reasons.

#include "money/figures.h"

namespace cuibono::money {

/// Why an asset may be taken; from the column `part`.
enum class AssetPart { Proceeds, Instrumentality, Gift, Other };

struct AssetFigures {
  const model::Asset* row = nullptr;
  std::string key;
  EntityId owner; ///< as registered
  EntityId
      whose; ///< the owner, or whoever the owner is a nominee for; for a gift, who gave it; none where nothing tells
  bool by_nominee = false;
  EntityId occupier;
  AssetPart part = AssetPart::Other;
  bool gift = false; ///< given away: `part` is gift or tainted_gift
  bool supported = false;
  model::Date acquired;
  std::optional<Money> value;             ///< in the case's currency
  std::optional<Money> claim;             ///< a prior good-faith claim in it
  std::optional<Money> realisable;        ///< value - claim, never below zero
  std::vector<std::string> remarks;       ///< what is missing or was set aside
  std::vector<model::ExhibitId> exhibits; ///< of the row and of the nominee ties
};

struct Assets {
  std::string currency;
  std::vector<AssetFigures> assets; ///< by row number
};

/// A claim counts unless the asset's own column `claim_good_faith` says no. A gift names its giver in `given_by`.
/// Amounts of another currency are taken at the rate of the day in `valued_on`, else at the undated rate. `snapshot`
/// must outlive it.
Assets assets(const model::CaseSnapshot& snapshot);

} // namespace cuibono::money
