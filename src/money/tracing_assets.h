#pragma once
// What tainted money became: the traced part of every asset under every rule, side by side, with the payments and
// exhibits behind it, and with whom the rest ended. domain.md section 4 ("show the range, lock one rule per asset, log
// why").

#include <optional>
#include <string>
#include <vector>

#include "money/tracing_across.h"
#include "money/tracing_purchases.h"

namespace cuibono::money {

/// The setting that locks an asset's rule is this and the asset's id.
inline constexpr std::string_view kLockSetting = "tracing_rule:";

struct ChainLink {
  std::uint32_t payment = 0; ///< a number of TracingFacts
  std::int64_t tainted = 0;  ///< what it carried in all; the asset's part is within it
};

struct AssetUnderRule {
  TracingRule rule = TracingRule::Fifo;
  std::int64_t traced = 0; ///< cents of the price
  /// Every payment that can have carried some of it under this rule, from the sources to the purchase, in order.
  std::vector<ChainLink> chain;
  std::size_t chain_left_out = 0; ///< links beyond kLongestChain: the smallest; their exhibits are counted all the same
  bool followed = true;           ///< false: the work was bounded before this chain was complete
  std::vector<model::ExhibitId> exhibits; ///< behind the links, and behind the shares of the sources; in order
};

struct TracedAsset {
  Purchase purchase;
  std::vector<AssetUnderRule> rules; ///< one for each of kCarryingRules, in that order
  std::int64_t low = 0, high = 0;    ///< over all of them
  std::int64_t low_allowed = 0,
               high_allowed = 0; ///< over those that the jurisdiction allows; 0 where it allows none of them
  std::optional<TracingRule> locked;
  bool lock_is_allowed = true; ///< the jurisdiction may have changed since
  std::string lock_remark;     ///< where the setting names no rule that can be applied
};

/// With whom tainted money is in the end. One entry a ledger that has some under any rule.
struct TaintedLedger {
  std::uint32_t ledger = 0;
  std::vector<std::int64_t> left; ///< by rule, as kCarryingRules
};

/// An asset's traced part under another order of one day's rows.
struct AssetOrderEffect {
  SameDay order;
  TracingRule rule;
  std::size_t asset; ///< place in AcrossTrace::assets
  std::int64_t traced = 0;
};

struct AcrossTrace {
  SameDay order = SameDay::AsListed;
  std::vector<TracedAsset> assets;    ///< one a row of assets.csv, in order
  std::vector<TaintedLedger> ledgers; ///< in order of number; victims' too: whoever prints adds those up without names
  std::vector<std::int64_t> entered, things,
      unmatched;                             ///< by rule: tainted money in all, in things, in things not listed
  std::vector<AssetOrderEffect> sensitivity; ///< only what differs
  std::vector<std::string> remarks;
};

inline constexpr std::size_t kLongestChain = 1000;

/// Time and memory are linear in the payments for each rule and order; chains stop at a fixed amount of work for all.
AcrossTrace trace_assets(const model::CaseSnapshot& snapshot, const TracingFacts& facts,
                         const model::Jurisdiction& jurisdiction, SameDay order);

} // namespace cuibono::money
