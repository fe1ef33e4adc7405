// How fast tracing is: a generated case of so many payments, read once and traced under every rule. Run from a release
// build; prints seconds of the clock and of the processor, and rows a second of the latter. Not a test: it never fails.
//
//   bench_tracing [PAYMENTS] [ACCOUNTS] [SAME_DAY_ORDER]     1000000, 20000 and as-listed unless told

#include <fmt/core.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <random>

#include "money/tracing_account.h"
#include "money/tracing_assets.h"

namespace {

using namespace cuibono;

// Half of the payments come from or go to one busy account; a tenth are tainted at their beginning, a thousandth buys.
model::CaseSnapshot generated(std::uint32_t payments, std::uint32_t accounts) {
  model::CaseSnapshot snapshot;
  snapshot.of<model::Setting>().put(model::Setting{{1}, "currency", "XTS"});
  snapshot.of<model::Exhibit>().put(model::Exhibit{.id = {1}, .key = "X1", .grade = {model::GradeScheme::Admiralty, 'A', '1'}});
  for (std::uint32_t i = 1; i <= accounts; ++i)
    snapshot.of<model::Entity>().put(model::Entity{.id = {i}, .key = "A" + std::to_string(i), .kind = model::EntityKind::Account});
  std::mt19937 random(20311);
  const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
  for (std::uint32_t i = 1; i <= payments; ++i) {
    model::Payment row;
    row.id = {i};
    row.key = "P" + std::to_string(i);
    row.date =
        base::date_from_day_number(22000 + static_cast<std::int32_t>(static_cast<std::uint64_t>(i) * 730 / payments));
    row.payer = {i % 4 == 0 ? 1 : 1 + below(accounts)};
    row.payee = {i % 4 == 1 ? 1 : 1 + below(accounts)};
    row.amount = {100 + static_cast<std::int64_t>(below(1'000'000))};
    row.citations = {{{1}, {}}};
    if (below(10) == 0) row.taint = below(101) / 100.0;
    if (below(1000) == 0) row.payment_class = model::PaymentClass::AssetPurchase;
    snapshot.of<model::Payment>().put(std::move(row));
  }
  for (std::uint32_t i = 1; i <= 20; ++i)
    snapshot.of<model::Asset>().put(
        {.id = {i},
         .key = "H" + std::to_string(i),
         .owner = {i},
         .value = base::Money{2'000'000},
         .acquired = base::date_from_day_number(22000 + 36 * static_cast<std::int32_t>(i))});
  return snapshot;
}

template <class Work>
auto timed(const char* what, std::size_t rows, Work&& work) {
  const auto start = std::chrono::steady_clock::now();
  const auto busy = std::clock();
  auto result = work();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const double used = static_cast<double>(std::clock() - busy) / CLOCKS_PER_SEC;
  fmt::print("{:<44} {:>8.3f} s {:>8.3f} s of processor {:>12.0f} rows/s\n", what, seconds, used,
             static_cast<double>(rows) / used);
  return result;
}

} // namespace

int main(int count, char** arguments) {
  const auto argument = [&](int i, std::uint32_t usual) {
    return count > i ? static_cast<std::uint32_t>(std::atoll(arguments[i])) : usual;
  };
  const auto payments = argument(1, 1'000'000), accounts = argument(2, 20'000);
  const auto order =
      base::from_name<money::SameDay>(count > 3 ? arguments[3] : "as-listed").value_or(money::SameDay::AsListed);
  const auto snapshot = generated(payments, accounts);
  const auto facts = timed("read the payments", payments, [&] { return money::tracing_facts(snapshot); });
  const std::vector<money::TracingRule> all(money::kEveryRule.begin(), money::kEveryRule.end());
  const auto account = timed("one account of half of them, every rule", payments / 4,
                             [&] { return money::trace_account(snapshot, facts, 0, all, order); });
  const auto sequence = timed("order of the days", payments, [&] { return money::chronological(facts, order); });
  std::int64_t left = 0;
  timed("across accounts, every rule", payments * money::kCarryingRules.size(), [&] {
    for (const auto rule : money::kCarryingRules) left += money::carry(facts, sequence, facts.purchase, rule).left[0];
    return 0;
  });
  const auto trace = timed("to assets, with chains and the other orders", payments,
                           [&] { return money::trace_assets(snapshot, facts, {}, order); });
  std::size_t links = 0;
  for (const auto& asset : trace.assets)
    for (const auto& rule : asset.rules) links += rule.chain.size() + rule.chain_left_out;
  fmt::print("{} payments, {} accounts, {} rows of one account, {} links of chains, check {}\n", payments, accounts,
             account.payments.size(), links, left);
  return 0;
}
