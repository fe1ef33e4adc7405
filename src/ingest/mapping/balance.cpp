#include "ingest/mapping/balance.h"

#include <algorithm>
#include <fmt/core.h>

namespace cuibono::ingest {
namespace {

using base::format_money_grouped;
using base::Money;

BalanceCheck check_in_order(const std::vector<BalanceLine>& lines, std::optional<Money> opening) {
  BalanceCheck check;
  std::optional<Money> before = opening;
  for (const auto& line : lines) {
    if (!line.is_readable) before.reset();
    const auto expected = before ? std::optional(*before + line.change) : std::nullopt;
    if (expected && line.balance) {
      ++check.checked;
      if (*expected != *line.balance)
        check.breaks.push_back({line.row, fmt::format("the running balance breaks: {} before and {} moved make {}, the row says {}",
                                                      format_money_grouped(*before), format_money_grouped(line.change), format_money_grouped(*expected),
                                                      format_money_grouped(*line.balance))});
    }
    before = line.balance ? line.balance : expected;
  }
  return check;
}

std::string problem_at_the_ends(const std::vector<BalanceLine>& lines, std::optional<Money> opening, std::optional<Money> closing) {
  if (!closing || !std::ranges::all_of(lines, &BalanceLine::is_readable)) return {};
  const auto first = std::ranges::find_if(lines, [](const BalanceLine& line) { return line.balance.has_value(); });
  if (!opening && first == lines.end()) return {};
  Money sum = opening ? *opening : *first->balance;
  for (auto line = opening ? lines.begin() : first + 1; line != lines.end(); ++line) sum += line->change;
  if (sum == *closing) return {};
  return fmt::format("{} and the rows make {}, the closing balance says {}",
                     opening ? "the opening balance " + format_money_grouped(*opening) : "the first balance " + format_money_grouped(*first->balance),
                     format_money_grouped(sum), format_money_grouped(*closing));
}

} // namespace

BalanceCheck check_balances(std::vector<BalanceLine> lines, std::optional<Money> opening, std::optional<Money> closing) {
  auto check = check_in_order(lines, opening);
  const auto given = std::move(lines);
  std::vector<BalanceLine> turned(given.rbegin(), given.rend());
  auto backwards = check_in_order(turned, opening);
  const bool newest_first = backwards.breaks.size() < check.breaks.size();
  if (newest_first) check = std::move(backwards);
  check.ends_problem = problem_at_the_ends(newest_first ? turned : given, opening, closing);
  return check;
}

} // namespace cuibono::ingest
