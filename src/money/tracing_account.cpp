#include "money/tracing_account.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>

namespace cuibono::money {
namespace {

OneAccount account_of(const TracingFacts& facts, std::uint32_t ledger, const std::vector<std::uint32_t>& payments) {
  const auto& place = facts.ledgers[ledger];
  OneAccount account{place.opening, place.opening_tainted, place.complete, {}};
  account.rows.reserve(payments.size());
  for (const auto payment : payments) {
    const bool in = facts.payee[payment] == ledger;
    account.rows.push_back({in, facts.cents[payment], in ? std::max<std::int64_t>(0, facts.fixed[payment]) : 0});
  }
  return account;
}

bool has_money_both_ways_on_a_day(const TracingFacts& facts, const AccountTrace& trace) {
  for (std::size_t i = 1; i < trace.payments.size(); ++i)
    if (facts.day[trace.payments[i]] == facts.day[trace.payments[i - 1]] &&
        trace.account.rows[i].in != trace.account.rows[i - 1].in)
      return true;
  return false;
}

// By payment, so that two orders can be compared.
std::vector<std::pair<std::uint32_t, std::int64_t>> by_payment(const std::vector<std::uint32_t>& payments,
                                                               const TracedAccount& traced) {
  std::vector<std::pair<std::uint32_t, std::int64_t>> list(payments.size());
  for (std::size_t i = 0; i < payments.size(); ++i) list[i] = {payments[i], traced.tainted[i]};
  std::ranges::sort(list);
  return list;
}

void compare_order(const TracingFacts& facts, SameDay other, AccountTrace& trace) {
  const auto payments = payments_of(facts, trace.ledger, other);
  const auto account = account_of(facts, trace.ledger, payments);
  for (const auto& chosen : trace.rules) {
    const auto traced = money::trace(account, chosen.rule);
    OrderEffect effect{other, chosen.rule, traced.left};
    const auto before = by_payment(trace.payments, chosen.traced), after = by_payment(payments, traced);
    for (std::size_t i = 0; i < before.size(); ++i) {
      const auto change = std::abs(after[i].second - before[i].second);
      if (change > effect.largest_change) effect.largest_change = change, effect.payment = after[i].first;
    }
    trace.sensitivity.push_back(effect);
  }
}

std::string payment_name(const model::CaseSnapshot& snapshot, const TracingFacts& facts, std::uint32_t payment) {
  const auto& row = snapshot.payments().rows()[facts.row[payment]];
  return row.key.empty() ? "row " + std::to_string(row.id.value) : row.key;
}

void remark(const model::CaseSnapshot& snapshot, const TracingFacts& facts, AccountTrace& trace) {
  const auto& place = facts.ledgers[trace.ledger];
  if (trace.payments.empty()) trace.remarks.push_back("no payment that weighs anything names this account");
  if (place.source)
    trace.remarks.push_back(
        "this is the account of an establishment with proceeds: what it pays counts as tainted by its exploited "
        "share, whatever came in; trace the accounts that it pays");
  const auto& rows = trace.account.rows;
  if (!rows.empty() && trace.account.opening_tainted == 0 &&
      std::ranges::all_of(rows, [](const Movement& row) { return row.tainted == 0; }))
    trace.remarks.push_back(
        "nothing that came in is tainted by its own row or comes straight from an establishment with proceeds; what "
        "other accounts carried here is followed in the trace of all accounts");
  if (trace.rules.empty() || !trace.rules.front().traced.first_unfunded) return;
  const auto& traced = trace.rules.front().traced;
  const auto first = payment_name(snapshot, facts, trace.payments[*traced.first_unfunded]);
  const auto amount = base::format_money_grouped({traced.unfunded});
  trace.remarks.push_back(
      place.complete
          ? fmt::format("{} was paid above the balance, first with {}: that excess is clean, and what came in later "
                        "repaid the bank first",
                        amount, first)
          : fmt::format(
                "{} was paid above what the case shows coming in, first with {}: that excess is clean, and at that "
                "point nothing "
                "tainted was left; an opening balance (attribute opening_balance of the account) may be missing",
                amount, first));
}

} // namespace

AccountTrace trace_account(const model::CaseSnapshot& snapshot, const TracingFacts& facts, std::uint32_t ledger,
                           const std::vector<TracingRule>& rules, SameDay order) {
  AccountTrace trace;
  trace.ledger = ledger;
  trace.order = order;
  trace.payments = payments_of(facts, ledger, order);
  trace.account = account_of(facts, ledger, trace.payments);
  for (const auto rule : rules) trace.rules.push_back({rule, money::trace(trace.account, rule)});
  if (has_money_both_ways_on_a_day(facts, trace))
    for (const auto other : {SameDay::AsListed, SameDay::InflowsFirst, SameDay::OutflowsFirst})
      if (other != order) compare_order(facts, other, trace);
  remark(snapshot, facts, trace);
  return trace;
}

} // namespace cuibono::money
