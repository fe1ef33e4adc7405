#pragma once
// Which payments bought which asset. Internal to money/tracing*.

#include <string>
#include <vector>

#include "money/tracing_facts.h"

namespace cuibono::money {

/// Days by which a purchase may lie before or after the day on which the asset is said to have been acquired.
inline constexpr std::int32_t kPurchaseDays = 31;

enum class MatchedBy {
  Nothing,
  AssetNamesPayment, ///< attribute `payment` of the asset: ids of payments, parted by `;`
  PaymentNamesAsset, ///< attribute `asset` of the payment
  OwnerDateAmount,   ///< an asset_purchase by the owner, or from an account of the owner, near the day, not above the
                     ///< value
};

struct Purchase {
  model::Asset::Id asset;
  MatchedBy matched_by = MatchedBy::Nothing;
  std::vector<std::uint32_t> payments; ///< numbers of TracingFacts
  std::int64_t price = 0;              ///< what they add up to, cents
};

struct Purchases {
  std::vector<Purchase> assets;         ///< one a row of assets.csv, in order
  std::vector<std::uint32_t> unmatched; ///< asset_purchase payments that bought nothing the case lists
  std::vector<char> ends;               ///< one a payment: it ends in a thing
  std::vector<std::string> remarks;
};

Purchases match_purchases(const model::CaseSnapshot& snapshot, const TracingFacts& facts);

} // namespace cuibono::money
