// Laws that hold for the ledgers and the matrix of every case, tried on random ones.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "case_builder.h"
#include "law/elements.h"
#include "law/losses.h"

namespace cuibono {
namespace {

using law::Money;
using testing::CaseBuilder;

int in(int from, int to) { return *rc::gen::inRange(from, to); }

base::Date random_month() { return {static_cast<std::int16_t>(2030 + in(0, 2)), static_cast<std::uint8_t>(in(1, 13)), 0}; }

CaseBuilder exhibits() {
  CaseBuilder built;
  built.exhibit("S1", "B2");
  built.exhibit("S2", "C3");
  built.exhibit("D1", "A1", "Defence", model::Polarity::Contradicts);
  for (const char* key : {"V1", "V2", "E1", "E2"}) built.entity(key);
  return built;
}

model::Citations random_citations(CaseBuilder& built, bool supported) {
  auto citations = supported ? built.cite({"S1"}) : model::Citations();
  if (in(0, 3) == 0) citations.push_back({built.exhibit("D1"), "p. 2"});
  return citations;
}

// Rates are even, so that hours and a half at them are whole cents.
model::Wage random_wage(CaseBuilder& built, bool supported) {
  model::Wage row{.victim = built.entity("V" + std::to_string(in(1, 3))), .employer = built.entity("E" + std::to_string(in(1, 3))), .month = random_month(),
                  .regular_hours = in(0, 200), .rate = Money{2 * in(0, 5000)}, .received = Money{in(0, 900000)},
                  .lawful_deductions = Money{in(0, 5000)}, .fee_paid = Money{in(0, 5000)}, .citations = random_citations(built, supported)};
  if (in(0, 2)) row.overtime_hours = in(0, 100), row.overtime_factor = 1.5;
  if (in(0, 8) == 0) row.rate.reset();
  return row;
}

model::Debt random_debt(CaseBuilder& built, bool supported) {
  return {.victim = built.entity("V" + std::to_string(in(1, 3))), .creditor = built.entity("E1"), .month = random_month(), .opening = Money{in(0, 5000000)},
          .monthly_rate = in(0, 10) / 100.0, .charges = Money{in(0, 50000)}, .fines = Money{in(0, 50000)}, .credited = Money{in(0, 100000)},
          .advance = Money{in(0, 1000000)}, .fair_wage = Money{in(0, 500000)}, .living_cost = Money{in(0, 300000)},
          .citations = random_citations(built, supported)};
}

CaseBuilder random_books() {
  auto built = exhibits();
  for (int i = in(0, 12); i > 0; --i) built.put(random_wage(built, in(0, 4) != 0));
  for (int i = in(0, 6); i > 0; --i) built.put(random_debt(built, in(0, 4) != 0));
  return built;
}

constexpr base::Date kUntil{2032, 6, 15};

std::vector<law::Losses> losses(const model::CaseSnapshot& snapshot) {
  model::Jurisdiction jurisdiction;
  jurisdiction.interest_rate = .07;
  return law::losses(snapshot, jurisdiction, kUntil);
}

// Every supported figure of one victim.
auto figures(const law::Losses& one) {
  std::vector<std::int64_t> all{one.wages.due.cents, one.wages.received.cents, one.wages.owed.cents, one.wages.overpaid.cents, one.wages.interest.cents,
                                one.wages.fees.cents, one.wages.illegal_deductions.cents};
  for (const auto& debt : one.debts) {
    for (const auto balance : debt.claimed) all.push_back(balance.cents);
    all.push_back(debt.never_amortises);
    all.push_back(debt.fair_months.value_or(-1));
  }
  return all;
}

auto figures(const std::vector<law::Losses>& all) {
  std::map<law::EntityId, std::vector<std::int64_t>> by_victim;
  for (const auto& one : all) by_victim[one.victim] = figures(one);
  return by_victim;
}

// The rows of `built` entered in another order.
template <class Row>
void shuffle_rows(CaseBuilder& built) {
  std::vector<Row> rows(built.snapshot.of<Row>().begin(), built.snapshot.of<Row>().end());
  const auto ids = *rc::gen::map(rc::gen::container<std::vector<int>>(rows.size(), rc::gen::inRange(0, 1000)), [](std::vector<int> keys) { return keys; });
  std::vector<std::size_t> order(rows.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return ids[i]; });
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto row = rows[order[i]];
    row.id = rows[i].id;
    built.put(std::move(row));
  }
}

TEST(LawLaws, The_order_of_rows_changes_no_figure) {
  EXPECT_TRUE(rc::check([] {
    auto built = random_books();
    const auto before = figures(losses(built.snapshot));
    shuffle_rows<model::Wage>(built);
    shuffle_rows<model::Debt>(built);
    RC_ASSERT(figures(losses(built.snapshot)) == before);
  }));
}

TEST(LawLaws, A_row_that_no_exhibit_supports_changes_no_figure) {
  EXPECT_TRUE(rc::check([] {
    auto built = random_books();
    const auto before = figures(losses(built.snapshot));
    for (int i = in(1, 4); i > 0; --i) built.put(random_wage(built, false));
    for (const auto& [victim, after] : figures(losses(built.snapshot))) {
      const auto found = before.find(victim);
      if (found != before.end()) RC_ASSERT(after == found->second);
      else RC_ASSERT(std::ranges::all_of(after, [](auto figure) { return figure == 0; }));
    }
  }));
}

TEST(LawLaws, Scaling_all_money_scales_the_totals) {
  EXPECT_TRUE(rc::check([] {
    const auto built = random_books();
    auto scaled = built;
    constexpr int kFactor = 10;
    for (auto row : built.snapshot.of<model::Wage>()) {
      for (auto* amount : {&row.rate, &row.received, &row.lawful_deductions, &row.fee_paid})
        if (*amount) (*amount)->cents *= kFactor;
      scaled.put(row);
    }
    const auto before = losses(built.snapshot), after = losses(scaled.snapshot);
    RC_ASSERT(before.size() == after.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
      RC_ASSERT(after[i].wages.due.cents == kFactor * before[i].wages.due.cents);
      RC_ASSERT(after[i].wages.owed.cents == kFactor * before[i].wages.owed.cents);
      RC_ASSERT(after[i].wages.fees.cents == kFactor * before[i].wages.fees.cents);
      // Each line's interest is rounded to a cent.
      std::size_t lines = 0;
      for (const auto& ledger : before[i].wages.ledgers) lines += ledger.lines.size();
      const auto off = std::abs(after[i].wages.interest.cents - kFactor * before[i].wages.interest.cents);
      RC_ASSERT(off <= static_cast<std::int64_t>(lines) * kFactor);
    }
  }));
}

TEST(LawLaws, What_is_owed_is_never_below_zero_and_the_total_is_its_parts) {
  EXPECT_TRUE(rc::check([] {
    for (const auto& one : losses(random_books().snapshot)) {
      const auto& wages = one.wages;
      RC_ASSERT(wages.owed.cents >= 0 && wages.interest.cents >= 0 && wages.overpaid.cents >= 0);
      RC_ASSERT(wages.total() == wages.owed + wages.interest + wages.fees);
      RC_ASSERT(wages.owed - wages.overpaid == wages.due - wages.received - wages.lawful_deductions);
      RC_ASSERT(wages.total().cents == 0 || !wages.exhibits.supporting.empty());
    }
  }));
}

model::Element random_element(CaseBuilder& built) {
  constexpr std::array kParts{"act", "means", "purpose"};
  constexpr std::array kCodes{"receipt", "deception", "forced_labour"};
  constexpr std::array kFindings{"supported", "alleged", "contradicted"};
  model::Element row{.accused = built.entity("E" + std::to_string(in(1, 3))), .victim = built.entity("V" + std::to_string(in(1, 3))), .element = kParts[in(0, 3)],
                     .code = kCodes[in(0, 3)], .finding = kFindings[in(0, 3)]};
  for (const char* key : {"S1", "S2", "D1"})
    if (in(0, 3) == 0) row.citations.push_back({built.exhibit(key), "p. 1"});
  return row;
}

CaseBuilder random_elements() {
  auto built = exhibits();
  built.role("V1", model::Role::Victim).role("V2", model::Role::Victim);
  for (int i = in(1, 10); i > 0; --i) built.put(random_element(built));
  for (int i = in(0, 4); i > 0; --i) built.tie(model::TieType::Recruits, "E1", "V" + std::to_string(in(1, 3)), {in(0, 2) ? "S1" : "D1"});
  return built;
}

std::map<std::tuple<law::EntityId, law::EntityId, law::Part>, law::Finding> findings(const model::CaseSnapshot& snapshot) {
  std::map<std::tuple<law::EntityId, law::EntityId, law::Part>, law::Finding> all;
  for (const auto& pair : law::elements(snapshot, {}).pairs)
    for (const auto part : {law::Part::Act, law::Part::Means, law::Part::Purpose}) all[{pair.accused, pair.victim, part}] = pair.cell(part).finding;
  return all;
}

TEST(LawLaws, A_contradicting_exhibit_never_turns_a_cell_to_supported) {
  EXPECT_TRUE(rc::check([] {
    auto built = random_elements();
    const auto before = findings(built.snapshot);
    auto row = built.snapshot.of<model::Element>().rows()[static_cast<std::size_t>(in(0, static_cast<int>(built.snapshot.of<model::Element>().size())))];
    row.citations.push_back({built.exhibit("D1"), "p. 9"});
    built.put(row);
    for (const auto& [cell, finding] : findings(built.snapshot))
      if (finding == law::Finding::Supported) RC_ASSERT(before.at(cell) == law::Finding::Supported);
  }));
}

TEST(LawLaws, The_order_of_rows_changes_no_cell) {
  EXPECT_TRUE(rc::check([] {
    auto built = random_elements();
    const auto before = findings(built.snapshot);
    shuffle_rows<model::Element>(built);
    RC_ASSERT(findings(built.snapshot) == before);
  }));
}

TEST(LawLaws, A_supported_cell_always_has_a_described_exhibit_that_supports_it) {
  EXPECT_TRUE(rc::check([] {
    const auto built = random_elements();
    for (const auto& pair : law::elements(built.snapshot, {}).pairs)
      for (const auto& cell : pair.cells) {
        if (cell.finding != law::Finding::Supported) continue;
        RC_ASSERT(std::ranges::any_of(cell.codes, [](const auto& code) { return code.finding == law::Finding::Supported && !code.supporting.empty() && code.against.empty(); }));
      }
  }));
}

} // namespace
} // namespace cuibono
