#include "money/figures.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/evidence.h"

namespace cuibono::money {
namespace {

// Beyond what an amount can hold, the most that it can: hostile rows do not wrap round.
Money added(Money a, Money b) {
  std::int64_t cents = 0;
  if (!__builtin_add_overflow(a.cents, b.cents, &cents)) return {cents};
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  return {b.cents > 0 ? kMost : -kMost};
}

} // namespace

Money sum(const std::vector<Line>& lines) {
  Money total;
  for (const auto& line : lines) total = added(total, line.amount);
  return total;
}

std::optional<Money> whole_cents(double units) {
  const double cents = units * 100;
  if (!(std::abs(cents) <= static_cast<double>(base::kLargestAmountCents))) return std::nullopt;
  return Money{std::llround(cents)};
}

std::optional<Money> converted(const model::Rates& rates, Money amount, const std::string& currency, model::Date on) {
  const auto rate = rates.of(currency, on);
  if (!rate) return std::nullopt;
  if (*rate == 1) return amount;
  return whole_cents(base::units(amount) * *rate);
}

Holders::Holders(const model::CaseSnapshot& snapshot) {
  for (const auto& tie : snapshot.ties()) {
    if (tie.type != model::TieType::HoldsAccount || !model::is_supported(snapshot, tie.citations, tie.polarity))
      continue;
    const auto [known, is_new] = holder_.emplace(tie.target, tie.source);
    if (!is_new && known->second != tie.source) known->second = tie.target; // two holders: nobody's
  }
}

EntityId Holders::of(EntityId id) const {
  const auto found = holder_.find(id);
  return found == holder_.end() ? id : found->second;
}

void LineOf::add(Money amount, const model::Citations& citations) {
  line_.amount = added(line_.amount, amount);
  ++line_.rows;
  for (const auto& citation : citations)
    if (std::ranges::find(line_.exhibits, citation.exhibit) == line_.exhibits.end())
      line_.exhibits.push_back(citation.exhibit);
}

Line LineOf::line() const {
  Line line = line_;
  std::ranges::sort(line.exhibits);
  return line;
}

} // namespace cuibono::money
