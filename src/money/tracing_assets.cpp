#include "money/tracing_assets.h"

#include <fmt/core.h>

#include <algorithm>

#include "money/tracing_chains.h"

namespace cuibono::money {
namespace {

// Links that the chains of all assets under all rules may look at.
constexpr std::size_t kBudget = 20'000'000;

bool is_allowed(const model::Jurisdiction& jurisdiction, TracingRule rule) {
  return std::ranges::count(jurisdiction.tracing_rules, base::name_of(rule)) > 0;
}

void read_lock(const model::CaseSnapshot& snapshot, const model::Jurisdiction& jurisdiction, TracedAsset& asset) {
  const auto& key = snapshot.of<model::Asset>().find(asset.purchase.asset)->key;
  const auto value = key.empty() ? std::string() : model::setting(snapshot, std::string(kLockSetting) + key);
  if (value.empty()) return;
  const auto rule = base::from_name<TracingRule>(value);
  if (!rule || std::ranges::count(kCarryingRules, *rule) == 0) {
    asset.lock_remark = fmt::format(
        "{} is locked to {}, which is no rule that can be followed to an asset; it counts as not locked", key, value);
    return;
  }
  asset.locked = rule;
  asset.lock_is_allowed = is_allowed(jurisdiction, *rule);
  if (!asset.lock_is_allowed)
    asset.lock_remark =
        fmt::format("{} is locked to {}, which {} does not allow any more", key, value, jurisdiction.name);
}

void set_range(const model::Jurisdiction& jurisdiction, TracedAsset& asset) {
  bool any = false;
  const auto [low, high] = std::ranges::minmax(asset.rules, {}, &AssetUnderRule::traced);
  asset.low = low.traced, asset.high = high.traced;
  for (const auto& rule : asset.rules) {
    if (!is_allowed(jurisdiction, rule.rule)) continue;
    asset.low_allowed = any ? std::min(asset.low_allowed, rule.traced) : rule.traced;
    asset.high_allowed = std::max(asset.high_allowed, rule.traced);
    any = true;
  }
}

void add_rule(const TracingFacts& facts, const std::vector<std::uint32_t>& order, const Carried& carried,
              const Purchases& purchases, AcrossTrace& trace) {
  std::vector<std::int64_t> tainted(facts.size());
  for (std::size_t place = 0; place < order.size(); ++place) tainted[order[place]] = carried.tainted[place];
  std::int64_t unmatched = 0;
  for (const auto payment : purchases.unmatched) unmatched += tainted[payment];
  trace.entered.push_back(carried.entered);
  trace.things.push_back(carried.things);
  trace.unmatched.push_back(unmatched);
}

void add_ledgers(const std::vector<Carried>& rules, AcrossTrace& trace) {
  for (std::uint32_t ledger = 0; ledger < rules.front().left.size(); ++ledger) {
    if (std::ranges::none_of(rules, [&](const Carried& carried) { return carried.left[ledger] > 0; })) continue;
    TaintedLedger tainted{ledger, {}};
    for (const auto& carried : rules) tainted.left.push_back(carried.left[ledger]);
    trace.ledgers.push_back(std::move(tainted));
  }
}

// An asset's part under one rule in another order of the days' rows.
void compare_order(const TracingFacts& facts, const Purchases& purchases, SameDay other, AcrossTrace& trace) {
  const auto order = chronological(facts, other);
  std::vector<std::int64_t> tainted(facts.size());
  for (std::size_t r = 0; r < kCarryingRules.size(); ++r) {
    const auto carried = carry(facts, order, purchases.ends, kCarryingRules[r]);
    for (std::size_t place = 0; place < order.size(); ++place) tainted[order[place]] = carried.tainted[place];
    for (std::size_t i = 0; i < trace.assets.size(); ++i) {
      std::int64_t traced = 0;
      for (const auto payment : purchases.assets[i].payments) traced += tainted[payment];
      if (traced != trace.assets[i].rules[r].traced) trace.sensitivity.push_back({other, kCarryingRules[r], i, traced});
    }
  }
}

void remark(const model::CaseSnapshot& snapshot, const Purchases& purchases, AcrossTrace& trace) {
  trace.remarks = purchases.remarks;
  if (!purchases.unmatched.empty())
    trace.remarks.push_back(
        fmt::format("purchases that match no asset of the case; what was spent on them is traced no further: {}",
                    purchases.unmatched.size()));
  std::size_t incomplete = 0, unbought = 0;
  for (const auto& asset : trace.assets) {
    if (!asset.lock_remark.empty()) trace.remarks.push_back(asset.lock_remark);
    unbought += asset.purchase.payments.empty();
    for (const auto& rule : asset.rules) incomplete += !rule.followed;
  }
  if (unbought > 0)
    trace.remarks.push_back(
        fmt::format("assets for which no payment is known, so that nothing is traced to them: {}", unbought));
  if (incomplete > 0)
    trace.remarks.push_back(
        fmt::format("chains that were not followed to their beginning because the case is too large: {}", incomplete));
  for (const auto& line : snapshot.of<model::Setting>())
    if (line.key.starts_with(kLockSetting) &&
        std::ranges::count(snapshot.of<model::Asset>(), line.key.substr(kLockSetting.size()), &model::Asset::key) == 0)
      trace.remarks.push_back(
          fmt::format("a rule is locked for {}, which is no asset of the case", line.key.substr(kLockSetting.size())));
}

} // namespace

AcrossTrace trace_assets(const model::CaseSnapshot& snapshot, const TracingFacts& facts,
                         const model::Jurisdiction& jurisdiction, SameDay chosen) {
  AcrossTrace trace;
  trace.order = chosen;
  const auto purchases = match_purchases(snapshot, facts);
  const auto order = chronological(facts, chosen);
  std::vector<Carried> rules;
  for (const auto rule : kCarryingRules) rules.push_back(carry(facts, order, purchases.ends, rule));
  for (const auto& carried : rules) add_rule(facts, order, carried, purchases, trace);
  add_ledgers(rules, trace);

  tracing::Chains chains(snapshot, facts, order, purchases.ends, kBudget);
  for (const auto& purchase : purchases.assets) {
    TracedAsset asset;
    asset.purchase = purchase;
    for (const auto& carried : rules) asset.rules.push_back(chains.follow(carried, purchase.payments));
    set_range(jurisdiction, asset);
    read_lock(snapshot, jurisdiction, asset);
    trace.assets.push_back(std::move(asset));
  }
  if (!trace.assets.empty())
    for (const auto other : {SameDay::AsListed, SameDay::InflowsFirst, SameDay::OutflowsFirst})
      if (other != chosen) compare_order(facts, purchases, other, trace);
  remark(snapshot, purchases, trace);
  return trace;
}

} // namespace cuibono::money
