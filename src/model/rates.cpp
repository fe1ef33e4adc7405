#include "model/rates.h"

#include <algorithm>

#include "base/text.h"

namespace cuibono::model {

Rates::Rates(const CaseSnapshot& snapshot) : own_(setting(snapshot, "currency")) {
  for (const auto& line : snapshot.of<Setting>()) {
    if (!line.key.starts_with("fx:")) continue;
    const auto value = base::parse_number(line.value);
    if (!value || *value <= 0) continue;
    const auto at = line.key.find('@');
    const auto from = at == std::string::npos ? Date{} : base::parse_date(line.key.substr(at + 1)).value_or(Date{});
    if (at != std::string::npos && !from.known()) continue;
    rates_[line.key.substr(3, at == std::string::npos ? at : at - 3)].push_back({from, *value});
  }
  for (auto& [currency, rates] : rates_) std::ranges::stable_sort(rates, {}, &Rate::from);
}

std::optional<double> Rates::of(const std::string& currency, Date on) const {
  if (currency.empty() || currency == own_) return 1.0;
  const auto found = rates_.find(currency);
  if (found == rates_.end()) return std::nullopt;
  std::optional<double> value;
  for (const auto& rate : found->second)
    if (!rate.from.known() || (on.known() && rate.from <= on)) value = rate.value;
  return value;
}

} // namespace cuibono::model
