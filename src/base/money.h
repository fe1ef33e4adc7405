#pragma once
// Amounts of money as whole hundredths of the currency's unit: sums of evidence are exact. One that 64 bits do not hold stops
// at the end of the range, on either side the same, instead of overflowing: only mistyped amounts come that far.

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace cuibono::base {

struct Money {
  std::int64_t cents = 0;

  auto operator<=>(const Money&) const = default;
  Money& operator+=(Money other) {
    const bool stops = __builtin_add_overflow(cents, other.cents, &cents) || cents < -kMost;
    if (stops) cents = other.cents > 0 ? kMost : -kMost;
    return *this;
  }
  Money& operator-=(Money other) {
    const bool stops = __builtin_sub_overflow(cents, other.cents, &cents) || cents < -kMost;
    if (stops) cents = other.cents > 0 ? -kMost : kMost;
    return *this;
  }
  friend Money operator+(Money a, Money b) { return a += b; }
  friend Money operator-(Money a, Money b) { return a -= b; }

  static constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max(); ///< cents, of a sum
};

/// The largest amount a row may carry (10^15 units). 92 of them fit into a sum; of a million rows, 92 thousand million units
/// each.
inline constexpr std::int64_t kLargestAmountCents = 100'000'000'000'000'000;

/// Plain decimal with `.`, optional sign, at most two decimals (`1200`, `-3.5`, `0.07`); nothing for any other text or
/// an amount beyond kLargestAmountCents.
std::optional<Money> parse_money(std::string_view text);

/// Shortest plain decimal: `1200`, `3.50`. What parse_money reads back.
std::string format_money(Money amount);

/// For people: `1,904,000.00`, or `1,904,000` where there are no cents.
std::string format_money_grouped(Money amount);

inline double units(Money amount) { return static_cast<double>(amount.cents) / 100.0; }

} // namespace cuibono::base
