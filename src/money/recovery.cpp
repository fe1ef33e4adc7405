#include "money/recovery.h"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>

#include "base/cents.h"
#include "base/text.h"
#include "model/people.h"

namespace cuibono::money {
namespace {

using model::CaseSnapshot;

void count_asset(Order& order, const AssetFigures& asset, std::size_t place) {
  order.assets.push_back(place);
  for (const auto& remark : asset.remarks) order.remarks.push_back(fmt::format("{}: {}", asset.key, remark));
  if (!asset.realisable) return;
  const Money worth = *asset.realisable;
  if (asset.part == AssetPart::Gift)
    order.tainted_gifts += worth;
  else if (asset.part == AssetPart::Instrumentality)
    order.instrumentalities += worth;
  else
    order.free_assets += worth;
  if (asset.part == AssetPart::Proceeds) order.proceeds += worth;
}

void finish(Order& order) {
  order.order = value_order(order.benefit, order.free_assets, order.tainted_gifts);
  order.shortfall = order.benefit - order.order;
  if (order.proceeds.cents > 0)
    order.remarks.push_back(fmt::format(
        "{} of the free assets are traced proceeds: where they are taken as such, they must not count again",
        base::format_money_grouped(order.proceeds)));
  if (order.instrumentalities.cents > 0)
    order.remarks.push_back(
        fmt::format("instrumentalities of {} are in no sum: they are taken as objects or not at all",
                    base::format_money_grouped(order.instrumentalities)));
}

} // namespace

Money value_order(Money benefit, Money free_assets, Money tainted_gifts) {
  return std::max(Money{}, std::min(benefit, free_assets + tainted_gifts));
}

std::vector<Money> share_out(Money available, const std::vector<Money>& claims) {
  double total = 0;
  for (const auto claim : claims) total += std::max(0., base::units(claim));
  const double ratio = total > 0 ? std::min(1., std::max(0., base::units(available)) / total) : 0;
  std::vector<double> parts;
  for (const auto claim : claims) parts.push_back(std::max(0., base::units(claim)) * ratio);
  if (ratio >= 1) {
    auto paid = claims;
    for (auto& claim : paid) claim = std::max(claim, Money{});
    return paid;
  }
  std::vector<Money> paid;
  for (const auto cents : base::to_cents(parts, total > 0 ? std::max<std::int64_t>(0, available.cents) : 0))
    paid.push_back({cents});
  return paid;
}

Recovery recovery(const CaseSnapshot& snapshot, const std::map<EntityId, Money>& benefits) {
  Recovery result{assets(snapshot), {}, {}, {}};
  const auto victims = model::victims(snapshot);
  const auto ownership = find_ownership(snapshot);
  std::map<EntityId, Order> orders;
  const auto order_of = [&](EntityId person) -> Order* {
    if (victims[snapshot.entities().position(person)]) return nullptr;
    auto& order = orders[person];
    order.person = person;
    return &order;
  };
  for (const auto& [person, benefit] : benefits)
    if (auto* order = order_of(person)) order->benefit = benefit;
  for (std::size_t place = 0; place < result.assets.assets.size(); ++place) {
    const auto& asset = result.assets.assets[place];
    if (!asset.supported || !asset.whose) {
      result.remarks.push_back(
          fmt::format("the asset {} is in no sum: {}", asset.key, base::join(asset.remarks, "; ")));
      continue;
    }
    if (snapshot.entities().find(asset.whose)->kind != model::EntityKind::Person) {
      const auto* column = column_of(ownership, asset.whose);
      result.company_assets.push_back({place, column ? column->people : std::vector<IntegratedShare>{}});
    } else if (auto* order = order_of(asset.whose)) {
      count_asset(*order, asset, place);
    } else {
      result.remarks.push_back(fmt::format("the asset {} is a victim's: it is in no order", asset.key));
    }
  }
  for (auto& [person, order] : orders) finish(order), result.orders.push_back(std::move(order));
  std::ranges::stable_sort(result.orders, [](const auto& a, const auto& b) { return a.benefit > b.benefit; });
  return result;
}

} // namespace cuibono::money
