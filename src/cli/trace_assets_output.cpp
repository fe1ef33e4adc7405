#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/trace_output.h"

namespace cuibono::cli {
namespace {

using money::AcrossTrace;
using money::kCarryingRules;
using money::TracedAsset;

const model::Asset& row_of(const TraceContext& context, const TracedAsset& asset) {
  return *context.snapshot().of<model::Asset>().find(asset.purchase.asset);
}

// Places in kCarryingRules of the rules that were asked for.
std::vector<std::size_t> shown_rules(const TraceContext& context) {
  std::vector<std::size_t> shown;
  for (std::size_t r = 0; r < kCarryingRules.size(); ++r)
    if (std::ranges::count(context.rules, kCarryingRules[r]) > 0) shown.push_back(r);
  return shown;
}

std::string rule_name(std::size_t r) { return std::string(base::name_of(kCarryingRules[r])); }

const char* words(money::MatchedBy by) {
  switch (by) {
    case money::MatchedBy::AssetNamesPayment:
      return "the asset names the payment";
    case money::MatchedBy::PaymentNamesAsset:
      return "the payment names the asset";
    case money::MatchedBy::OwnerDateAmount:
      return "payer, date and amount fit";
    case money::MatchedBy::Nothing:
      break;
  }
  return "no payment is known";
}

Json link_json(const TraceContext& context, const money::ChainLink& link) {
  const auto& facts = context.facts;
  return {{"id", payment_key(context, link.payment)},
          {"from", ledger_key(context, facts.payer[link.payment])},
          {"to", ledger_key(context, facts.payee[link.payment])},
          {"amount", json_amount({facts.cents[link.payment]})},
          {"tainted", json_amount({link.tainted})},
          {"exhibits", exhibit_keys(context.snapshot(), exhibits_of(context, link.payment))}};
}

Json rule_json(const TraceContext& context, const TracedAsset& asset, const money::AssetUnderRule& rule) {
  Json chain = Json::array();
  for (const auto& link : rule.chain) chain.push_back(link_json(context, link));
  const auto price = asset.purchase.price;
  return {{"traced", json_amount({rule.traced})},
          {"share", price > 0 ? static_cast<double>(rule.traced) / static_cast<double>(price) : 0.0},
          {"allowed", is_allowed(context.jurisdiction, rule.rule)},
          {"chain", std::move(chain)},
          {"chain_left_out", rule.chain_left_out},
          {"chain_complete", rule.followed},
          {"exhibits", exhibit_keys(context.snapshot(), rule.exhibits)}};
}

Json lock_json(const TraceContext& context, const TracedAsset& asset, const LockRecords& locks) {
  if (!asset.locked) return nullptr;
  Json lock{{"rule", base::name_of(*asset.locked)}, {"allowed", asset.lock_is_allowed}};
  const auto at = std::ranges::find(kCarryingRules, *asset.locked) - kCarryingRules.begin();
  lock["traced"] = json_amount({asset.rules[static_cast<std::size_t>(at)].traced});
  const auto found = locks.find(row_of(context, asset).key);
  lock["reason"] = found == locks.end() ? Json(nullptr) : Json(found->second.reason);
  lock["by"] = found == locks.end() ? Json(nullptr) : Json(found->second.author);
  lock["time"] = found == locks.end() ? Json(nullptr) : Json(found->second.time);
  return lock;
}

Json asset_json(const TraceContext& context, const TracedAsset& asset, const LockRecords& locks) {
  const auto& row = row_of(context, asset);
  Json payments = Json::array(), rules = Json::object();
  for (const auto payment : asset.purchase.payments) payments.push_back(payment_key(context, payment));
  for (const auto r : shown_rules(context)) rules[rule_name(r)] = rule_json(context, asset, asset.rules[r]);
  return {{"id", row.key},
          {"kind", context.masked(row.kind)},
          {"owner", row.owner ? Json(key_of(context.snapshot(), row.owner)) : Json(nullptr)},
          {"price", json_amount({asset.purchase.price})},
          {"payments", std::move(payments)},
          {"matched_by", words(asset.purchase.matched_by)},
          {"rules", std::move(rules)},
          {"range", {{"low", json_amount({asset.low})}, {"high", json_amount({asset.high})}}},
          {"range_allowed", {{"low", json_amount({asset.low_allowed})}, {"high", json_amount({asset.high_allowed})}}},
          {"locked", lock_json(context, asset, locks)}};
}

bool is_victims(const TraceContext& context, const money::TaintedLedger& tainted) {
  const auto& place = context.facts.ledgers[tainted.ledger];
  return context.opened.names.is_victim(place.entity) || context.opened.names.is_victim(place.holder);
}

// Victims' accounts are added up: none of them is listed, let alone ranked.
std::vector<std::int64_t> left_with_victims(const TraceContext& context, const AcrossTrace& trace) {
  std::vector<std::int64_t> sum(kCarryingRules.size());
  for (const auto& tainted : trace.ledgers)
    if (is_victims(context, tainted))
      for (std::size_t r = 0; r < sum.size(); ++r) sum[r] += tainted.left[r];
  return sum;
}

Json amounts_json(const TraceContext& context, const std::vector<std::int64_t>& by_rule) {
  Json object = Json::object();
  for (const auto r : shown_rules(context)) object[rule_name(r)] = json_amount({by_rule[r]});
  return object;
}

Json ledgers_json(const TraceContext& context, const AcrossTrace& trace) {
  Json list = Json::array();
  for (const auto& tainted : trace.ledgers) {
    if (is_victims(context, tainted)) continue;
    const auto& place = context.facts.ledgers[tainted.ledger];
    list.push_back({{"id", place.entity ? Json(ledger_key(context, tainted.ledger)) : Json(nullptr)},
                    {"holder", place.holder ? Json(key_of(context.snapshot(), place.holder)) : Json(nullptr)},
                    {"name", ledger_name(context, tainted.ledger)},
                    {"source", place.source},
                    {"left", amounts_json(context, tainted.left)}});
  }
  return list;
}

Json across_json(const TraceContext& context, const AcrossTrace& trace, const LockRecords& locks,
                 const std::vector<std::string>& remarks) {
  Json assets = Json::array(), effects = Json::array();
  for (const auto& asset : trace.assets) assets.push_back(asset_json(context, asset, locks));
  for (const auto& effect : trace.sensitivity)
    if (std::ranges::count(context.rules, effect.rule) > 0)
      effects.push_back({{"order", base::name_of(effect.order)},
                         {"rule", base::name_of(effect.rule)},
                         {"asset", row_of(context, trace.assets[effect.asset]).key},
                         {"traced", json_amount({effect.traced})}});
  return {{"account", nullptr},
          {"currency", context.currency},
          {"jurisdiction", jurisdiction_json(context.jurisdiction)},
          {"order", order_json(context.order)},
          {"assets", std::move(assets)},
          {"ledgers", ledgers_json(context, trace)},
          {"victims", amounts_json(context, left_with_victims(context, trace))},
          {"entered", amounts_json(context, trace.entered)},
          {"things", amounts_json(context, trace.things)},
          {"unmatched_purchases", amounts_json(context, trace.unmatched)},
          {"sensitivity", std::move(effects)},
          {"remarks", remarks}};
}

// Assets first, then with whom the rest is, the most under any rule first; victims in one line.
TextTable across_table(const TraceContext& context, const AcrossTrace& trace) {
  const auto shown = shown_rules(context);
  const auto text = [&](std::int64_t cents) {
    return context.reading.csv ? base::format_money({cents}) : base::format_money_grouped({cents});
  };
  TextTable table{{{"what"}, {"id"}, {"name"}, {"price", Side::Right}}, {}};
  for (const auto r : shown) table.columns.push_back({rule_name(r), Side::Right});
  for (const char* title : {"low", "high"}) table.columns.push_back({title, Side::Right});
  table.columns.push_back({"locked"});
  const auto add = [&](std::vector<std::string> row, const std::vector<std::int64_t>& by_rule,
                       const std::string& locked) {
    for (const auto r : shown) row.push_back(text(by_rule[r]));
    row.push_back(text(std::ranges::min(by_rule))), row.push_back(text(std::ranges::max(by_rule))),
        row.push_back(locked);
    table.rows.push_back(std::move(row));
  };
  for (const auto& asset : trace.assets) {
    const auto& row = row_of(context, asset);
    std::vector<std::int64_t> by_rule;
    for (const auto& rule : asset.rules) by_rule.push_back(rule.traced);
    const auto owner = row.owner ? context.opened.names.shown(row.owner) : std::string();
    add({"asset", row.key, context.masked(row.kind) + (owner.empty() ? "" : " of " + owner), text(asset.purchase.price)}, by_rule,
        asset.locked ? std::string(base::name_of(*asset.locked)) : "");
  }
  std::vector<const money::TaintedLedger*> others;
  for (const auto& tainted : trace.ledgers)
    if (!is_victims(context, tainted)) others.push_back(&tainted);
  std::ranges::stable_sort(others, std::greater{}, [](const auto* tainted) { return std::ranges::max(tainted->left); });
  for (const auto* tainted : others)
    add({context.facts.ledgers[tainted->ledger].source ? "back at source" : "left with",
         ledger_key(context, tainted->ledger), ledger_name(context, tainted->ledger), ""},
        tainted->left, "");
  if (const auto victims = left_with_victims(context, trace); std::ranges::max(victims) > 0)
    add({"left with", "", "victims, together", ""}, victims, "");
  if (std::ranges::max(trace.unmatched) > 0) add({"spent on", "", "things not listed", ""}, trace.unmatched, "");
  add({"entered", "", "", ""}, trace.entered, "");
  return table;
}

} // namespace

void print_across_trace(const Environment& environment, const TraceContext& context, const AcrossTrace& trace,
                        const LockRecords& locks) {
  auto remarks = context.facts.remarks;
  if (!context.order.remark.empty()) remarks.push_back(context.order.remark);
  remarks.insert(remarks.end(), trace.remarks.begin(), trace.remarks.end());
  if (std::ranges::count(context.rules, money::TracingRule::PariPassu) > 0)
    remarks.push_back("pari-passu looks ahead and is shown for one account only (--account)");
  if (context.reading.json) return print_json(environment.out, across_json(context, trace, locks, remarks));
  const auto table = across_table(context, trace);
  if (context.reading.csv)
    print_csv(environment.out, table);
  else {
    environment.out << fmt::format("Tainted money in assets, and with whom it was left, in {}, under each rule\n\n",
                                   context.currency);
    print_table(environment.out, table);
  }
  for (const auto& [asset, lock] : locks)
    remarks.push_back(fmt::format("{} was locked by {} at {}: {}", asset, lock.author, lock.time, lock.reason));
  for (const auto& effect : trace.sensitivity)
    if (std::ranges::count(context.rules, effect.rule) > 0)
      remarks.push_back(fmt::format("were one day's rows {}, {} of {} would be traced under {}",
                                    base::name_of(effect.order), base::format_money_grouped({effect.traced}),
                                    row_of(context, trace.assets[effect.asset]).key, base::name_of(effect.rule)));
  print_notes(environment, context, remarks);
}

} // namespace cuibono::cli
