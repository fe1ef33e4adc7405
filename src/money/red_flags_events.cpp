// Detectors that hold payments against events and things: inspections, arrivals in the corridor of recruitment, wealth.

#include <fmt/core.h>
#include <algorithm>
#include <cmath>
#include <tuple>

#include "model/evidence.h"
#include "money/red_flags_detect.h"

namespace cuibono::money {

// --- payments near inspections
// --------------------------------------------------------------------------------------------

namespace {

constexpr std::size_t kMostOfficials = 16;

struct Inspection {
  std::int32_t day;
  const model::Tie* tie;
};

// Whom a payment may reach instead of the official, and the tie that says so; null: the official.
struct Reaches {
  Party official;
  const model::Tie* link;
};

std::map<Party, std::vector<Inspection>> inspections(const Detection& detection) {
  std::map<Party, std::vector<Inspection>> by_official;
  for (const auto& tie : detection.index.snapshot.ties()) {
    const Party official = detection.index.party_of(tie.source);
    if (!contains(detection.rule.ties, tie.type) || tie.polarity != model::Polarity::Supports || tie.from.day == 0 ||
        official >= detection.index.parties())
      continue;
    by_official[official].push_back({base::day_number(tie.from), &tie});
  }
  for (auto& [official, days] : by_official) std::ranges::stable_sort(days, {}, &Inspection::day);
  return by_official;
}

std::map<Party, std::vector<Reaches>> payees_of(Detection& detection,
                                                const std::map<Party, std::vector<Inspection>>& officials) {
  std::map<Party, std::vector<Reaches>> payees;
  for (const auto& [official, days] : officials) payees[official].push_back({official, nullptr});
  std::size_t left = 0;
  for (const auto& tie : detection.index.snapshot.ties()) {
    if (!contains(detection.rule.links, tie.type) || tie.polarity != model::Polarity::Supports) continue;
    const Party ends[]{detection.index.party_of(tie.source), detection.index.party_of(tie.target)};
    for (const auto& [official, payee] : {std::pair(ends[0], ends[1]), std::pair(ends[1], ends[0])}) {
      if (!officials.contains(official) || payee >= detection.index.parties() || payee == official) continue;
      auto& reaches = payees[payee];
      const auto same = std::ranges::find(reaches, official, &Reaches::official);
      if (same != reaches.end()) {
        if (same->link && !is_supported(detection, *same->link)) same->link = &tie;
      } else if (reaches.size() < kMostOfficials)
        reaches.push_back({official, &tie});
      else
        ++left;
    }
  }
  if (left)
    detection.remarks.push_back(
        fmt::format("{} of one payee to more than {} officials left out", count_text(left, "tie"), kMostOfficials));
  return payees;
}

void near_inspections(Detection& detection, Party payee, const Reaches& reaches, const std::vector<Inspection>& days) {
  Found found{.party = payee};
  std::vector<const model::Tie*> near;
  std::size_t received = 0;
  const double within = detection.rule.number("within_days");
  for (const auto number : detection.in(payee)) {
    const auto& row = detection.row(number);
    if (!detection.is_of_classes(row)) continue;
    ++received;
    const auto at = std::ranges::lower_bound(days, row.day - within, {}, &Inspection::day);
    if (at != days.end() && at->day - row.day <= within) found.rows.push_back(number);
  }
  for (const auto& inspection : days) {
    const auto [first, end] =
        days_between(detection.index, found.rows, inspection.day - static_cast<std::int32_t>(within),
                     inspection.day + static_cast<std::int32_t>(within));
    if (first < end) near.push_back(inspection.tie);
  }
  if (static_cast<double>(found.rows.size()) < detection.rule.number("least_count")) return;
  found.what = fmt::format("{} of {} received fall within {} of {} of {}, {} together", found.rows.size(),
                           count_text(received, "payment"), count_text(static_cast<std::size_t>(within), "day"),
                           near.size(), count_text(days.size(), "inspection"),
                           amount_text(detection.index, sum_of(detection.index, found.rows)));
  if (payee != reaches.official) found.others.push_back(reaches.official);
  std::size_t unsupported = 0;
  for (const auto* tie : near)
    unsupported += !is_supported(detection, *tie), add_exhibits(found.exhibits, tie->citations);
  if (unsupported)
    found.missing.push_back(fmt::format("an exhibit that supports the date of {} of the {}", unsupported,
                                        count_text(near.size(), "inspection")));
  if (reaches.link) add_exhibits(found.exhibits, reaches.link->citations);
  if (reaches.link && !is_supported(detection, *reaches.link))
    found.missing.push_back("an exhibit that supports the tie between the payee and the official");
  found.missing.push_back("what the payments were for, and whether the dates follow a pay day");
  detection.found.push_back(std::move(found));
}

} // namespace

void detect_near_inspection(Detection& detection) {
  const auto officials = inspections(detection);
  if (officials.empty()) {
    detection.why_not = fmt::format("no tie of type {} has a day", words(detection.rule.ties));
    return;
  }
  if (!detection.has_class_rows()) return;
  for (const auto& [payee, officials_reached] : payees_of(detection, officials))
    for (const auto& reaches : officials_reached)
      near_inspections(detection, payee, reaches, officials.at(reaches.official));
}

// --- corridor
// -------------------------------------------------------------------------------------------------------------

namespace {

std::map<std::string, std::vector<Inspection>> arrivals(const Detection& detection) {
  std::map<std::string, std::vector<Inspection>> by_country;
  for (const auto& tie : detection.index.snapshot.ties()) {
    const auto* moved = detection.index.snapshot.entities().find(tie.target);
    if (!moved || !contains(detection.rule.ties, tie.type) || tie.from.day == 0 || moved->country.empty() ||
        !is_supported(detection, tie))
      continue;
    by_country[moved->country].push_back({base::day_number(tie.from), &tie});
  }
  for (auto& [country, days] : by_country)
    std::ranges::sort(days, [](const Inspection& a, const Inspection& b) {
      return std::tie(a.day, a.tie->key, a.tie->id) < std::tie(b.day, b.tie->key, b.tie->id);
    });
  return by_country;
}

const std::string& country_of(const FlagIndex& index, model::EntityId entity, Party party) {
  const auto* own = index.snapshot.entities().find(entity);
  return own && !own->country.empty() ? own->country : index.entity(party).country;
}

void report_corridor(Detection& detection, Party payer, const std::string& country, std::vector<std::uint32_t> rows,
                     const std::vector<Inspection>& days) {
  if (static_cast<double>(rows.size()) < detection.rule.number("least_count")) return;
  Found found{.party = payer, .rows = std::move(rows)};
  for (const auto number : found.rows) {
    const auto after = std::ranges::upper_bound(days, detection.row(number).day, {}, &Inspection::day);
    add_exhibits(found.exhibits, (after - 1)->tie->citations);
  }
  found.what = fmt::format("{}, {} together, to {} within {} after people from there were moved",
                           count_text(found.rows.size(), "payment"),
                           amount_text(detection.index, sum_of(detection.index, found.rows)), country.substr(0, 40),
                           count_text(static_cast<std::size_t>(detection.rule.number("within_days")), "day"));
  found.missing.push_back("what the payments were for, and whether the payer knew of the arrivals");
  detection.found.push_back(std::move(found));
}

} // namespace

void detect_corridor(Detection& detection) {
  const auto moved = arrivals(detection);
  if (moved.empty()) {
    detection.why_not = fmt::format("no tie of type {} has an exhibit, a day and a target whose country is stated",
                                    words(detection.rule.ties));
    return;
  }
  if (!detection.has_class_rows()) return;
  std::map<std::pair<Party, std::string>, std::vector<std::uint32_t>> rows;
  bool any_pair = false;
  for (std::uint32_t number = 0; number < detection.index.rows.size(); ++number) {
    const auto& row = detection.row(number);
    const auto& payment = detection.index.payment(row);
    const auto &from = country_of(detection.index, payment.payer, row.payer),
               &to = country_of(detection.index, payment.payee, row.payee);
    if (from.empty() || to.empty()) continue;
    any_pair = true;
    const auto days = from == to ? moved.end() : moved.find(to);
    if (days == moved.end() || !detection.is_of_classes(row) || !detection.is_of_kind(row.payer)) continue;
    const auto after = std::ranges::upper_bound(days->second, row.day, {}, &Inspection::day);
    if (after != days->second.begin() && row.day - (after - 1)->day <= detection.rule.number("within_days"))
      rows[{row.payer, to}].push_back(number);
  }
  if (!any_pair) detection.why_not = "no payment has a payer and a payee whose countries are stated";
  for (auto& [key, list] : rows)
    report_corridor(detection, key.first, key.second, std::move(list), moved.at(key.second));
}

// --- wealth
// -----------------------------------------------------------------------------------------------------------------

namespace {

struct Wealth {
  double cents = 0;
  std::vector<model::ExhibitId> exhibits;
};

std::map<Party, Wealth> assets_by_owner(Detection& detection, bool& any) {
  std::map<Party, Wealth> wealth;
  std::size_t unsupported = 0, without_rate = 0;
  for (const auto& asset : detection.index.snapshot.of<model::Asset>()) {
    const Party owner = detection.index.party_of(asset.owner);
    if (!asset.value || owner >= detection.index.parties()) continue;
    any = true;
    const auto rate = asset.currency.empty() ? 1.0 : detection.index.rates.of(asset.currency, asset.acquired);
    if (!model::is_supported(detection.index.snapshot, asset.citations)) {
      ++unsupported;
      continue;
    }
    if (!rate) {
      ++without_rate;
      continue;
    }
    wealth[owner].cents += std::max(
        0.0, static_cast<double>(asset.value->cents - (asset.claim_amount ? asset.claim_amount->cents : 0)) * *rate);
    add_exhibits(wealth[owner].exhibits, asset.citations);
  }
  if (unsupported)
    detection.remarks.push_back(fmt::format("{} left out: no exhibit supports it", count_text(unsupported, "asset")));
  if (without_rate)
    detection.remarks.push_back(fmt::format("{} left out: the case states no rate for its currency on its day",
                                            count_text(without_rate, "asset")));
  return wealth;
}

} // namespace

void detect_unexplained_wealth(Detection& detection) {
  bool any = false;
  auto assets = assets_by_owner(detection, any);
  const auto is_purchase = [](const FlagRow& row) { return row.payment_class == model::PaymentClass::AssetPurchase; };
  if (!any && std::ranges::none_of(detection.index.rows, is_purchase)) {
    detection.why_not = "no asset has an owner and a value, and no payment is of class asset_purchase";
    return;
  }
  for (Party party = 0; party < detection.index.parties(); ++party) {
    if (!detection.is_of_kind(party)) continue;
    Found found{.party = party};
    std::int64_t bought = 0, income = 0;
    for (const auto number : detection.out(party))
      if (is_purchase(detection.row(number))) bought += detection.row(number).cents, found.rows.push_back(number);
    const auto owned = assets.find(party);
    // A thing bought in the case is often listed among the assets too: the larger of both, not their sum.
    const double wealth = std::max(static_cast<double>(bought), owned == assets.end() ? 0 : owned->second.cents);
    for (const auto number : detection.in(party))
      if (detection.is_of_classes(detection.row(number)))
        income += detection.row(number).cents, found.rows.push_back(number);
    if (wealth <= 0 || !at_least(wealth, detection.rule.number("least_ratio") * static_cast<double>(income))) continue;
    if (owned != assets.end()) found.exhibits = owned->second.exhibits;
    found.cents = std::llround(wealth);
    found.what = fmt::format("things worth {} after claims against a lawful income of {} in the case's rows",
                             amount_text(detection.index, *found.cents), amount_text(detection.index, income));
    found.missing.push_back("income, gifts, loans and savings from outside the case");
    detection.found.push_back(std::move(found));
  }
}

} // namespace cuibono::money
