#include "ingest/bank/reconcile.h"

#include <fmt/core.h>
#include <algorithm>

namespace cuibono::ingest {
namespace {

using base::format_money;
using base::Money;

struct Sum {
  Money amount;
  std::uint64_t count = 0;
};

Sum sum_of(const BankStatement& statement, bool credits) {
  Sum sum;
  for (const auto& entry : statement.entries)
    if (entry.is_booked && entry.problem.empty() && entry.is_credit == credits) sum.amount += entry.amount, ++sum.count;
  return sum;
}

std::string differs(const char* what, const Sum& has, const StatedTotal& stated) {
  if (stated.count && *stated.count != has.count)
    return fmt::format("the statement counts {} {} and has {}", *stated.count, what, has.count);
  if (stated.sum && *stated.sum != has.amount)
    return fmt::format("its {} are stated as {} and add up to {}, a difference of {}", what, format_money(*stated.sum),
                       format_money(has.amount), format_money(*stated.sum - has.amount));
  return {};
}

// Why opening and closing balance cannot be compared, or empty.
std::string obstacle(const BankStatement& statement) {
  if (!statement.opening && !statement.closing) return "it states no balances";
  if (!statement.opening) return "it states no opening balance";
  if (!statement.closing) return "it states no closing balance";
  const auto& currency = statement.opening->currency;
  if (statement.closing->currency != currency)
    return fmt::format("its opening balance is in {} and its closing balance in {}", currency,
                       statement.closing->currency);
  const auto other = std::ranges::find_if(statement.entries, [&](const BankEntry& entry) {
    return entry.is_booked && entry.problem.empty() && entry.currency != currency;
  });
  if (other == statement.entries.end()) return {};
  return fmt::format("its balances are in {} and an entry is in {}", currency, other->currency);
}

} // namespace

Reconciliation reconcile(const BankStatement& statement) {
  const auto credits = sum_of(statement, true), debits = sum_of(statement, false);
  Reconciliation result{statement.flaw, obstacle(statement)};
  if (result.difference.empty()) result.difference = differs("credits", credits, statement.credits);
  if (result.difference.empty()) result.difference = differs("debits", debits, statement.debits);
  if (!result.difference.empty() || !result.unchecked.empty()) return result;
  const auto expected = statement.opening->amount + credits.amount - debits.amount;
  if (expected == statement.closing->amount) return result;
  result.difference = fmt::format(
      "opening {} + credits {} - debits {} makes {}, and the closing balance is stated as {}, a difference of {}",
      format_money(statement.opening->amount), format_money(credits.amount), format_money(debits.amount),
      format_money(expected), format_money(statement.closing->amount),
      format_money(statement.closing->amount - expected));
  return result;
}

} // namespace cuibono::ingest
