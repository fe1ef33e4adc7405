#include "money/tracing.h"

#include "money/tracing_holdings.h"

namespace cuibono::money {
namespace {

using namespace tracing;

template <class Holding>
TracedAccount run(const OneAccount& account) {
  TracedAccount traced;
  traced.tainted.reserve(account.rows.size());
  Account<Holding> state;
  state.open(account.opening, account.opening_tainted, account.overdraft_is_debt);
  for (const Movement& row : account.rows) {
    if (row.in) state.receive(row.cents, row.tainted);
    const auto short_before = state.unfunded();
    traced.tainted.push_back(row.in ? 0 : state.pay(row.cents));
    if (state.unfunded() > short_before && !traced.first_unfunded) traced.first_unfunded = traced.tainted.size() - 1;
  }
  traced.left = state.tainted();
  traced.repaid = state.repaid();
  traced.balance = state.balance();
  traced.unfunded = state.unfunded();
  return traced;
}

// One share for the whole period. What is paid or repaid up to a row, together, carries that share of itself, so that
// the parts of the rows add up without a remainder.
TracedAccount run_pari_passu(const OneAccount& account) {
  auto traced = run<Proportional>(account); // for balance and shortfalls, which no rule changes
  std::int64_t all_in = std::max<std::int64_t>(0, account.opening), tainted_in = account.opening_tainted;
  for (const Movement& row : account.rows)
    if (row.in) all_in += row.cents, tainted_in += row.tainted;

  std::int64_t balance = std::max<std::int64_t>(0, account.opening), debt = std::max<std::int64_t>(0, -account.opening);
  std::int64_t gone = 0, gone_tainted = 0;
  const auto leave = [&](std::int64_t cents) {
    balance -= cents;
    gone += cents;
    const auto before = gone_tainted;
    gone_tainted = share_of(tainted_in, gone, all_in);
    return gone_tainted - before;
  };
  traced.repaid = 0;
  for (std::size_t i = 0; i < account.rows.size(); ++i) {
    const Movement& row = account.rows[i];
    if (row.in) {
      balance += row.cents;
      const auto used = std::min(debt, row.cents);
      debt -= used;
      traced.repaid += leave(used);
    } else {
      const auto funded = std::min(row.cents, balance);
      if (account.overdraft_is_debt) debt += row.cents - funded;
      traced.tainted[i] = leave(funded);
    }
  }
  traced.left = tainted_in - gone_tainted;
  return traced;
}

} // namespace

TracedAccount trace(const OneAccount& account, TracingRule rule) {
  switch (rule) {
    case TracingRule::Fifo:
      return run<FirstInFirstOut>(account);
    case TracingRule::Lifo:
      return run<LastInFirstOut>(account);
    case TracingRule::ProRata:
      return run<Proportional>(account);
    case TracingRule::LastOut:
      return run<TaintedLastOut>(account);
    case TracingRule::FirstOut:
      return run<TaintedFirstOut>(account);
    case TracingRule::Poison:
      return run<Poisoned>(account);
    case TracingRule::PariPassu:
      return run_pari_passu(account);
  }
  return {};
}

} // namespace cuibono::money
