#include "money/tracing_purchases.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <unordered_map>

#include "base/text.h"
#include "model/attributes.h"
#include "model/rates.h"

namespace cuibono::money {
namespace {

using model::Asset;
using model::CaseSnapshot;

constexpr std::uint32_t kNone = 0xFFFFFFFF;

// Every purchase of an owner is held against every asset of the owner: past this many the case has to name them.
constexpr std::size_t kMostAssetsOfOneOwner = 200;

class Matcher {
 public:
  Matcher(const CaseSnapshot& snapshot, const TracingFacts& facts)
      : snapshot_(snapshot), facts_(facts), rates_(snapshot), bought_(facts.size(), kNone) {
    for (const Asset& asset : snapshot.of<Asset>()) purchases_.assets.push_back({asset.id, MatchedBy::Nothing, {}, 0});
  }

  Purchases match() {
    if (!purchases_.assets.empty()) {
      match_named_by_assets();
      match_named_by_payments();
      match_by_owner();
    }
    purchases_.ends.resize(facts_.size());
    for (std::uint32_t i = 0; i < facts_.size(); ++i) {
      purchases_.ends[i] = facts_.purchase[i] || bought_[i] != kNone;
      if (facts_.purchase[i] && bought_[i] == kNone) purchases_.unmatched.push_back(i);
    }
    return std::move(purchases_);
  }

 private:
  const model::Payment& payment(std::uint32_t i) const { return snapshot_.payments().rows()[facts_.row[i]]; }
  const Asset& asset(std::uint32_t i) const { return snapshot_.of<Asset>().rows()[i]; }

  void buy(std::uint32_t asset, std::uint32_t payment, MatchedBy by) {
    if (bought_[payment] != kNone) {
      if (bought_[payment] != asset)
        purchases_.remarks.push_back(fmt::format("payment {} is claimed for {} and for {}; it counts for the first",
                                                 this->payment(payment).key, this->asset(bought_[payment]).key,
                                                 this->asset(asset).key));
      return;
    }
    bought_[payment] = asset;
    auto& purchase = purchases_.assets[asset];
    if (purchase.matched_by == MatchedBy::Nothing) purchase.matched_by = by;
    purchase.payments.push_back(payment);
    purchase.price += facts_.cents[payment];
  }

  void match_named_by_assets() {
    std::unordered_map<std::string, std::uint32_t> wanted; // key of a payment to its number
    for (std::uint32_t i = 0; i < purchases_.assets.size(); ++i)
      for (auto& key : base::split_list(model::attribute(asset(i).attributes, "payment")))
        wanted.emplace(std::move(key), kNone);
    if (wanted.empty()) return;
    for (std::uint32_t i = 0; i < facts_.size(); ++i)
      if (const auto found = wanted.find(payment(i).key); found != wanted.end() && found->second == kNone)
        found->second = i;
    for (std::uint32_t i = 0; i < purchases_.assets.size(); ++i)
      for (const auto& key : base::split_list(model::attribute(asset(i).attributes, "payment"))) {
        if (wanted[key] != kNone)
          buy(i, wanted[key], MatchedBy::AssetNamesPayment);
        else
          purchases_.remarks.push_back(
              fmt::format("{} names the payment {}, which is not in the case or weighs nothing", asset(i).key, key));
      }
  }

  void match_named_by_payments() {
    std::unordered_map<std::string_view, std::uint32_t> by_key;
    for (std::uint32_t i = 0; i < purchases_.assets.size(); ++i)
      if (!asset(i).key.empty()) by_key.emplace(asset(i).key, i);
    for (std::uint32_t i = 0; i < facts_.size(); ++i) {
      const auto key = model::attribute(payment(i).attributes, "asset");
      if (key.empty()) continue;
      if (const auto found = by_key.find(key); found != by_key.end())
        buy(found->second, i, MatchedBy::PaymentNamesAsset);
      else
        purchases_.remarks.push_back(
            fmt::format("payment {} names the asset {}, which the case does not list", payment(i).key, key));
    }
  }

  // Days between the payment and the time of acquisition, which may be known to the month or the year only.
  std::int32_t distance(std::uint32_t payment, const Asset& asset) const {
    const auto date = this->payment(payment).date;
    if (!date.known() || !asset.acquired.known()) return std::numeric_limits<std::int32_t>::max();
    const auto day = facts_.day[payment], first = base::day_number(asset.acquired);
    const std::int32_t more = asset.acquired.day ? 0 : asset.acquired.month ? 30 : 365;
    return day < first ? first - day : std::max(0, day - first - more);
  }

  std::optional<std::int64_t> value(const Asset& asset) const {
    const auto rate = rates_.of(asset.currency, asset.acquired);
    if (!asset.value || !rate) return std::nullopt;
    return std::llround(static_cast<double>(asset.value->cents) * *rate);
  }

  // Assets that nothing names a payment for, by the ledgers of their owner.
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> open_assets() const {
    std::unordered_map<model::EntityId, std::vector<std::uint32_t>> held;
    for (std::uint32_t i = 0; i < facts_.ledgers.size(); ++i)
      if (facts_.ledgers[i].holder) held[facts_.ledgers[i].holder].push_back(i);
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> open;
    for (std::uint32_t i = 0; i < purchases_.assets.size(); ++i) {
      const auto owner = asset(i).owner;
      if (!owner || purchases_.assets[i].matched_by != MatchedBy::Nothing) continue;
      auto ledgers = held[owner];
      ledgers.push_back(facts_.ledger_of[snapshot_.entities().position(owner)]);
      std::ranges::sort(ledgers);
      const auto repeats = std::ranges::unique(ledgers);
      ledgers.erase(repeats.begin(), repeats.end());
      for (const auto ledger : ledgers) open[ledger].push_back(i);
    }
    return open;
  }

  // The asset acquired nearest to the payment, of those it could have bought; none where two are equally near.
  std::uint32_t nearest(std::uint32_t payment, const std::vector<std::uint32_t>& candidates) {
    std::uint32_t best = kNone, rival = kNone;
    std::int32_t least = kPurchaseDays + 1;
    for (const auto candidate : candidates) {
      const auto worth = value(asset(candidate));
      const auto days = distance(payment, asset(candidate));
      if (days > kPurchaseDays || !worth || facts_.cents[payment] > *worth || days > least) continue;
      rival = days == least ? best : kNone;
      best = candidate;
      least = days;
    }
    if (rival == kNone) return best;
    purchases_.remarks.push_back(
        fmt::format("payment {} fits {} and {} alike and is matched to neither; name it in the asset's column payment",
                    this->payment(payment).key, asset(rival).key, asset(best).key));
    return kNone;
  }

  void match_by_owner() {
    struct Fit {
      std::uint32_t asset;
      std::int32_t days;
      std::uint32_t payment;
      auto operator<=>(const Fit&) const = default;
    };
    const auto open = open_assets();
    if (std::ranges::any_of(open, [](const auto& of_owner) { return of_owner.second.size() > kMostAssetsOfOneOwner; }))
      purchases_.remarks.push_back(fmt::format(
          "an owner has more than {} assets: name the payment of each in its column payment", kMostAssetsOfOneOwner));
    std::vector<Fit> fits;
    for (std::uint32_t i = 0; i < facts_.size(); ++i) {
      if (!facts_.purchase[i] || bought_[i] != kNone) continue;
      const auto candidates = open.find(facts_.payer[i]);
      if (candidates == open.end() || candidates->second.size() > kMostAssetsOfOneOwner) continue;
      if (const auto found = nearest(i, candidates->second); found != kNone)
        fits.push_back({found, distance(i, asset(found)), i});
    }
    std::ranges::sort(fits);
    for (const auto& fit : fits) {
      if (purchases_.assets[fit.asset].price + facts_.cents[fit.payment] <= *value(asset(fit.asset)))
        buy(fit.asset, fit.payment, MatchedBy::OwnerDateAmount);
      else
        purchases_.remarks.push_back(
            fmt::format("payment {} would bring the price of {} above its value and is not matched to it",
                        payment(fit.payment).key, asset(fit.asset).key));
    }
  }

  const CaseSnapshot& snapshot_;
  const TracingFacts& facts_;
  model::Rates rates_;
  std::vector<std::uint32_t> bought_; ///< one a payment: the asset, or kNone
  Purchases purchases_;
};

} // namespace

Purchases match_purchases(const CaseSnapshot& snapshot, const TracingFacts& facts) {
  return Matcher(snapshot, facts).match();
}

} // namespace cuibono::money
