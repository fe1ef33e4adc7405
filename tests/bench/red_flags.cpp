// How long every red-flag rule takes over a generated case. Usage: bench_red_flags [PAYMENTS]. Prints seconds and hits;
// no test.

#include <fmt/core.h>
#include <sys/resource.h>
#include <cstdlib>
#include <ctime>
#include <random>

#include "red_flag_case.h"

namespace cuibono {
namespace {

using model::PaymentClass;

// A tenth as many parties as payments, two years of days, a hundred purposes of which every tenth has a word that some
// rule looks for, a fifth of the rows with method and place.
model::CaseSnapshot generated(int payments) {
  testing::CaseBuilder built;
  built.setting("fx:AUD", "1");
  const auto exhibit = built.exhibit("X1");
  const int parties = std::max(10, payments / 10);
  std::mt19937_64 random(20311);
  const auto below = [&](int end) { return static_cast<int>(random() % static_cast<std::uint64_t>(end)); };
  constexpr std::array kKinds{model::EntityKind::Person, model::EntityKind::Company, model::EntityKind::Account};
  auto& entities = built.snapshot.of<model::Entity>();
  for (int i = 0; i < parties; ++i)
    entities.put(model::Entity{.id = entities.next_id(),
                  .key = fmt::format("N{}", i),
                  .kind = kKinds[static_cast<std::size_t>(i % 3)],
                  .country = i % 5 ? "XA" : "XB"});
  constexpr std::array kWords{"hotel",        "taxi",          "flight ticket", "bitcoin",    "advisory",
                              "cash deposit", "classified ad", "groceries",     "card sales", "rent"};
  auto& rows = built.snapshot.of<model::Payment>();
  const model::Date first = testing::day(0);
  for (int i = 0; i < payments; ++i) {
    const int purpose = below(100);
    model::Payment row{.id = rows.next_id(),
                       .key = fmt::format("P{}", i),
                       .date = base::date_from_day_number(base::day_number(first) + below(730)),
                       .payer = {static_cast<std::uint32_t>(1 + below(parties))},
                       .payee = {static_cast<std::uint32_t>(1 + below(parties))},
                       .amount = {1 + below(1'200'000)},
                       .payment_class = static_cast<PaymentClass>(below(static_cast<int>(base::kCount<PaymentClass>))),
                       .purpose = purpose % 10
                                      ? fmt::format("invoice number {}", purpose)
                                      : fmt::format("{} {}", kWords[static_cast<std::size_t>(purpose / 10)], purpose),
                       .citations = {{exhibit, "row"}}};
    if (below(5) == 0) row.attributes = {{"method", "cash"}, {"place", fmt::format("place {}", below(50))}};
    rows.put(std::move(row));
  }
  for (int i = 1; i + 7 < parties; i += 7) {
    const model::EntityId a{static_cast<std::uint32_t>(i)}, b{static_cast<std::uint32_t>(i + 6)};
    auto& ties = built.snapshot.of<model::Tie>();
    constexpr std::array kTypes{model::TieType::Owns,     model::TieType::Family,     model::TieType::HoldsAccount,
                                model::TieType::Inspects, model::TieType::Transports, model::TieType::SamePhone};
    ties.put(model::Tie{.id = ties.next_id(),
              .type = kTypes[static_cast<std::size_t>(i % 6)],
              .source = a,
              .target = b,
              .from = testing::day(i % 700),
              .citations = {{exhibit, "row"}}});
  }
  return built.snapshot;
}

// Processor time: the work is on one thread, and other programs must not count.
double seconds(const auto& work) {
  const auto start = std::clock();
  work();
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

double resident_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

} // namespace
} // namespace cuibono

int main(int count, char** arguments) {
  using namespace cuibono;
  const int payments = count > 1 ? std::atoi(arguments[1]) : 1'000'000;
  const auto snapshot = generated(payments);
  const auto rules = testing::shipped_rules();
  const double before = resident_megabytes();
  base::Progress progress;
  money::RedFlagReport report;
  const double whole = seconds([&] { report = money::red_flags(snapshot, rules, "default", progress); });
  fmt::print("{} payments, {} rules: {:.2f} s of one processor, {:.0f} MB beside the case's {:.0f} MB\n", payments,
             rules.size(), whole, resident_megabytes() - before, before);
  const double none = seconds([&] { money::red_flags(snapshot, {}, "default", progress); });
  fmt::print("  reading and ordering the payments: {:.2f} s\n", none);
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const double one = seconds([&] { money::red_flags(snapshot, {rules[i]}, "default", progress); });
    fmt::print("  rule {:2}: {:.2f} s, {} hits{}\n", rules[i].id, std::max(0.0, one - none), report.outcomes[i].hits,
               report.outcomes[i].applied ? "" : " (" + report.outcomes[i].why_not + ")");
  }
}
