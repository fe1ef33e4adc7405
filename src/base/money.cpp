#include "base/money.h"

#include <cstdlib>
#include <fmt/core.h>

namespace cuibono::base {

std::optional<Money> parse_money(std::string_view text) {
  const bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);

  std::int64_t cents = 0;
  int decimals = -1; // -1 before the point
  bool any_digit = false;
  for (const char c : text) {
    if (c == '.' && decimals < 0) {
      decimals = 0;
      continue;
    }
    if (c < '0' || c > '9' || decimals >= 2) return std::nullopt;
    cents = cents * 10 + (c - '0');
    if (cents > kLargestAmountCents) return std::nullopt;
    if (decimals >= 0) ++decimals;
    any_digit = true;
  }
  if (!any_digit) return std::nullopt;
  for (int i = decimals < 0 ? 0 : decimals; i < 2; ++i) cents *= 10;
  if (cents > kLargestAmountCents) return std::nullopt;
  return Money{negative ? -cents : cents};
}

std::string format_money(Money amount) {
  const auto whole = std::llabs(amount.cents);
  const char* sign = amount.cents < 0 ? "-" : "";
  if (whole % 100 == 0) return fmt::format("{}{}", sign, whole / 100);
  return fmt::format("{}{}.{:02}", sign, whole / 100, whole % 100);
}

std::string format_money_grouped(Money amount) {
  const auto whole = std::llabs(amount.cents);
  std::string digits = std::to_string(whole / 100);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) digits.insert(static_cast<std::size_t>(at), ",");
  if (whole % 100 != 0) digits += fmt::format(".{:02}", whole % 100);
  return (amount.cents < 0 ? "-" : "") + digits;
}

} // namespace cuibono::base
