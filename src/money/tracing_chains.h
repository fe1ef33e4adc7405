#pragma once
// Back from a purchase to the sources: the payments that can have carried the tainted money. Internal to
// money/tracing*.

#include <span>
#include <unordered_map>
#include <vector>

#include "money/tracing_assets.h"

namespace cuibono::money::tracing {

/// The payments into each ledger, as places in the order of a pass.
class Inflows {
 public:
  Inflows(const TracingFacts& facts, const std::vector<std::uint32_t>& order, const std::vector<char>& ends);

  std::span<const std::uint32_t> of(std::uint32_t ledger) const {
    return std::span(places_).subspan(first_[ledger], first_[ledger + 1] - first_[ledger]);
  }

 private:
  std::vector<std::uint32_t> first_, places_;
};

class Chains {
 public:
  /// `budget` is how many links all chains together may look at.
  Chains(const model::CaseSnapshot& snapshot, const TracingFacts& facts, const std::vector<std::uint32_t>& order,
         const std::vector<char>& ends, std::size_t budget);

  /// Fills traced, chain and exhibits.
  AssetUnderRule follow(const Carried& carried, const std::vector<std::uint32_t>& purchases);

 private:
  std::vector<std::uint32_t> links(const Carried& carried, const std::vector<std::uint32_t>& purchases, bool& complete);
  std::vector<model::ExhibitId> exhibits(const std::vector<std::uint32_t>& places) const;

  const model::CaseSnapshot& snapshot_;
  const TracingFacts& facts_;
  const std::vector<std::uint32_t>& order_;
  std::vector<std::uint32_t> place_of_; ///< one a payment
  Inflows inflows_;
  std::size_t budget_;
};

} // namespace cuibono::money::tracing
