// Laws of the beneficiary measure that hold for every case, tried on random ones.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>
#include <set>

#include "benefit/measure.h"
#include "case_builder.h"

namespace cuibono {
namespace {

using benefit::Basis;
using model::EntityKind;
using model::PaymentClass;
using testing::CaseBuilder;

constexpr int kEntities = 9, kFirstDay = 22000, kDays = 40;

// At full size from the first case on: small ranges would make the first cases all alike.
int in(int from, int to) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(from, to)); }
bool one_in(int n) { return in(0, n) == 0; }
std::string key(int i) { return "N" + std::to_string(i); }
std::string any() { return key(in(0, kEntities)); }
base::Date day() { return base::date_from_day_number(kFirstDay + in(0, kDays)); }

// Rests on X1 or X2, or on nothing, or on a denial alone, or on both sides.
model::Citations some_evidence(CaseBuilder& built) {
  if (one_in(8)) return {};
  model::Citations citations;
  if (one_in(8)) citations.push_back({built.exhibit("DENIAL"), ""});
  if (!citations.empty() && one_in(2)) return citations;
  citations.push_back({built.exhibit(one_in(3) ? "X2" : "X1"), ""});
  return citations;
}

template <class Row> void set_evidence(CaseBuilder& built, Row row) {
  row.citations = some_evidence(built);
  built.put(std::move(row));
}

void add_payments(CaseBuilder& built) {
  for (int i = in(0, 24); i > 0; --i) {
    built.pays(any(), any(), in(1, 50000) / 100.0, static_cast<PaymentClass>(in(0, static_cast<int>(base::kCount<PaymentClass>))));
    auto row = built.snapshot.payments().rows().back();
    if (!one_in(3)) row.payment_class = PaymentClass::Transfer; // so that money goes far
    row.date = day();
    if (one_in(4)) row.currency = one_in(4) ? "XXX" : "USD"; // nothing says what an XXX is worth
    set_evidence(built, row);
  }
}

void add_ties(CaseBuilder& built) {
  const auto tie = [&](model::TieType type) {
    auto row = built.tie(type, any(), any());
    if (type == model::TieType::Owns) row.share = in(1, 101) / 100.0;
    row.from = day();
    set_evidence(built, row);
  };
  for (int i = in(0, 9); i > 0; --i) tie(model::TieType::Owns);
  for (int i = in(0, 3); i > 0; --i) tie(model::TieType::HoldsAccount);
  for (int i = in(0, 3); i > 0; --i) tie(model::TieType::NomineeFor);
}

// Two companies, where something arises, that hold parts of each other, and a nominee of a nominee who owns the rest.
void add_a_circle_with_a_front(CaseBuilder& built) {
  built.entity("CIRCLE1", EntityKind::Company), built.entity("CIRCLE2", EntityKind::Company);
  built.proceeds("CIRCLE1", in(1, 1000), .5, in(1, 1000)).owns("CIRCLE2", "CIRCLE1", in(20, 80) / 100.0).owns("CIRCLE1", "CIRCLE2", in(20, 80) / 100.0);
  built.owns("FRONT1", one_in(2) ? "CIRCLE1" : "CIRCLE2", .2).tie(model::TieType::NomineeFor, "FRONT1", "FRONT2");
  built.tie(model::TieType::NomineeFor, "FRONT2", any());
  auto row = built.snapshot.of<model::Proceeds>().rows().back();
  row.from = day();
  built.put(row);
  for (auto tie : std::vector(built.snapshot.ties().begin(), built.snapshot.ties().end()))
    if (!tie.from.known()) tie.from = day(), built.put(tie);
}

CaseBuilder random_case() {
  CaseBuilder built;
  built.exhibit("X1", "A1"), built.exhibit("X2", "B2"), built.exhibit("DENIAL", "C3", "", model::Polarity::Contradicts);
  built.setting("fx:USD", "33.17").setting("fx:USD@2030-04-10", "29.5"); // day 15
  constexpr std::array kKinds{EntityKind::Person, EntityKind::Person, EntityKind::Company, EntityKind::Company, EntityKind::Account, EntityKind::Trust, EntityKind::Unknown};
  for (int i = 0; i < kEntities; ++i) built.entity(key(i), kKinds[static_cast<std::size_t>(in(0, kKinds.size()))]);
  if (one_in(2)) built.role(any(), model::Role::Victim);
  for (int i = in(1, 4); i > 0; --i) {
    built.proceeds(any(), in(1, 1000), in(0, 101) / 100.0, in(0, 50000) / 100.0);
    auto row = built.snapshot.of<model::Proceeds>().rows().back();
    row.from = day();
    if (one_in(6)) row.currency = "USD";
    if (one_in(6)) row.citations = some_evidence(built);
    built.put(row);
  }
  add_payments(built);
  add_ties(built);
  if (one_in(3)) add_a_circle_with_a_front(built);
  return built;
}

benefit::Report measure(const model::CaseSnapshot& snapshot, Basis basis, int draws = 0) {
  base::Progress progress;
  return *benefit::who_benefits(snapshot, {.basis = basis, .draws = draws, .sensitivity = false, .threads = 1}, progress);
}

constexpr std::array kBases{Basis::Gross, Basis::Net};

// --- that the random cases are of the kind that the laws are about

struct Shapes {
  int payment_loops = 0, ownership_loops = 0, nominees_of_nominees = 0, other_currency = 0, unattributed = 0, movement = 0;
};

void look_at(const model::CaseSnapshot& snapshot, const benefit::Path& path, Shapes& seen) {
  std::set<model::EntityId> paid, owned;
  bool after_nominee = false, nominees = false, pays_again = false, owns_again = false, dollars = false;
  for (const auto& step : path.steps) {
    const bool by_nominee = step.kind == "nominee_for";
    nominees |= by_nominee && after_nominee;
    after_nominee = by_nominee;
    if (step.kind == "owns") owns_again |= !owned.insert(step.from).second;
    else if (!step.payments.empty()) pays_again |= !paid.insert(step.from).second;
    for (const auto id : step.payments) dollars |= snapshot.payments().find(id)->currency == "USD";
  }
  seen.nominees_of_nominees += nominees, seen.payment_loops += pays_again, seen.ownership_loops += owns_again, seen.other_currency += dollars;
}

TEST(BenefitLaws, The_random_cases_have_loops_nominees_of_nominees_other_currencies_and_missing_evidence) {
  int cases = 0;
  Shapes all;
  EXPECT_TRUE(rc::check([&] {
    const auto built = random_case();
    const auto report = measure(built.snapshot, Basis::Gross);
    Shapes seen;
    for (const auto& person : report.people)
      for (const auto& path : person.paths) look_at(built.snapshot, path, seen);
    ++cases;
    all.payment_loops += seen.payment_loops > 0, all.ownership_loops += seen.ownership_loops > 0, all.nominees_of_nominees += seen.nominees_of_nominees > 0;
    all.other_currency += seen.other_currency > 0, all.unattributed += report.unattributed.cents > 0, all.movement += report.movement.cents > 0;
  }));
  EXPECT_GE(all.payment_loops, cases / 20);
  EXPECT_GE(all.ownership_loops, cases / 20);
  EXPECT_GE(all.nominees_of_nominees, cases / 20);
  EXPECT_GE(all.other_currency, cases / 20);
  EXPECT_GE(all.unattributed, cases / 20);
  EXPECT_GE(all.movement, cases / 20);
}

// --- the laws

TEST(BenefitLaws, Value_is_neither_made_nor_lost_on_either_basis_and_paths_add_up_to_the_figure) {
  EXPECT_TRUE(rc::check([] {
    const auto built = random_case();
    for (const auto basis : kBases) {
      const auto report = measure(built.snapshot, basis);
      base::Money people, gaps;
      for (const auto& person : report.people) {
        people += person.benefit;
        base::Money paths;
        for (const auto& path : person.paths) paths += path.amount;
        RC_ASSERT(paths == person.benefit);
        RC_ASSERT(person.benefit.cents > 0);
      }
      for (const auto& gap : report.gaps) gaps += gap.amount;
      RC_ASSERT(people == report.attributed);
      RC_ASSERT(gaps == report.unattributed);
      RC_ASSERT((people + report.unattributed + report.movement + report.lawful).cents == report.source_value.cents);
      RC_ASSERT(report.unattributed.cents >= 0 && report.movement.cents >= 0 && report.lawful.cents >= 0);
    }
  }));
}

// Everything leads from a lower number to a higher one.
CaseBuilder case_without_circles() {
  CaseBuilder built;
  for (int i = 0; i < kEntities; ++i) built.entity(key(i), i + 3 >= kEntities ? EntityKind::Person : EntityKind::Company);
  for (int i = in(1, 4); i > 0; --i) built.proceeds(key(in(0, 3)), in(1, 1000), in(1, 101) / 100.0);
  const auto onward = [](int from) { return key(in(from + 1, kEntities)); };
  for (int i = in(3, 20); i > 0; --i) {
    const int from = in(0, kEntities - 1);
    built.pays(key(from), onward(from), in(1, 50000) / 100.0, one_in(3) ? PaymentClass::LawfulCost : PaymentClass::Transfer);
  }
  for (int i = in(2, 9); i > 0; --i) {
    const int from = in(0, kEntities - 1);
    built.owns(onward(from), key(from), in(1, 60) / 100.0);
  }
  if (one_in(2)) built.tie(model::TieType::NomineeFor, key(kEntities - 3), key(kEntities - 2)), built.tie(model::TieType::NomineeFor, key(kEntities - 2), key(kEntities - 1));
  return built;
}

// The law above closes its sums with what goes round and with paths too small to list. Here neither can hide anything.
TEST(BenefitLaws, Where_nothing_goes_round_nothing_is_left_over_and_every_cent_has_a_path_with_steps) {
  EXPECT_TRUE(rc::check([] {
    const auto report = measure(case_without_circles().snapshot, Basis::Gross);
    for (const auto& gap : report.gaps) RC_ASSERT(bool(gap.at) || gap.amount.cents <= 1);
    for (const auto& person : report.people) {
      std::int64_t listed = 0;
      for (const auto& path : person.paths) listed += path.steps.empty() ? 0 : path.amount.cents;
      const bool all_listed = person.paths.size() < 200;
      RC_ASSERT(!all_listed || std::llabs(person.benefit.cents - listed) <= 2 * static_cast<std::int64_t>(person.paths.size()) + 20);
    }
  }));
}

// What arises, added up from the rows as a person would: each supported one in whole cents.
TEST(BenefitLaws, What_is_shared_out_is_what_the_supported_rows_say_arose) {
  EXPECT_TRUE(rc::check([] {
    const auto built = random_case();
    const auto* denial = model::find_exhibit(built.snapshot, "DENIAL");
    std::int64_t gross = 0, net = 0;
    for (const auto& row : built.snapshot.of<model::Proceeds>()) {
      const bool supported = std::ranges::any_of(row.citations, [&](const auto& citation) { return citation.exhibit != denial->id; });
      const double rate = row.currency != "USD" ? 1 : row.from < base::Date{2030, 4, 10} ? 33.17 : 29.5;
      if (!supported) continue;
      gross += std::llround(static_cast<double>(row.turnover->cents) * *row.exploited_share * rate);
      net += std::llround(static_cast<double>(row.net_value->cents) * rate);
    }
    RC_ASSERT(std::llabs(measure(built.snapshot, Basis::Gross).source_value.cents - gross) <= 4); // a half cent a row may fall either way
    RC_ASSERT(std::llabs(measure(built.snapshot, Basis::Net).source_value.cents - net) <= 4);
  }));
}

void expect_close(const benefit::Report& before, const benefit::Report& after, double tolerance) {
  const auto share = [](const benefit::Report& report, model::EntityId id) {
    for (const auto& person : report.people)
      if (person.id == id) return person.share;
    return 0.0;
  };
  for (const auto* report : {&before, &after})
    for (const auto& person : report->people) RC_ASSERT(std::abs(share(before, person.id) - share(after, person.id)) < tolerance);
  RC_ASSERT(std::abs(before.unattributed_share - after.unattributed_share) < .01 / std::max(.01, base::units(before.attributed + before.unattributed)) + tolerance);
}

// A source is whole cents, and people with less than half a cent are not listed; a hundred times as much divides more finely.
double of_a_cent(const benefit::Report& report) { return .02 / std::max(.01, base::units(report.attributed + report.unattributed)); }

TEST(BenefitLaws, Scaling_all_money_by_a_hundred_leaves_every_share_as_it_was) {
  EXPECT_TRUE(rc::check([] {
    const auto built = random_case();
    auto scaled = built;
    for (auto payment : built.snapshot.payments()) payment.amount.cents *= 100, scaled.put(payment);
    for (auto row : built.snapshot.of<model::Proceeds>()) row.turnover->cents *= 100, row.net_value->cents *= 100, scaled.put(row);
    for (const auto basis : kBases) {
      const auto before = measure(built.snapshot, basis), after = measure(scaled.snapshot, basis);
      expect_close(before, after, of_a_cent(before));
    }
  }));
}

void expect_same(const benefit::Report& before, const benefit::Report& after) {
  RC_ASSERT(before.people.size() == after.people.size());
  for (std::size_t i = 0; i < before.people.size(); ++i) {
    const auto &a = before.people[i], &b = after.people[i];
    RC_ASSERT(a.id == b.id && a.benefit == b.benefit && a.share == b.share && a.control == b.control);
    RC_ASSERT(a.share_p05 == b.share_p05 && a.share_p50 == b.share_p50 && a.share_p95 == b.share_p95 && a.p_top == b.p_top);
  }
  RC_ASSERT(before.unattributed == after.unattributed && before.unattributed_p95 == after.unattributed_p95);
  RC_ASSERT(before.leader == after.leader && before.nobody_named == after.nobody_named);
}

base::Date later(base::Date date) { return base::date_from_day_number(base::day_number(date) + 7); }

TEST(BenefitLaws, Shifting_every_date_by_a_week_the_rates_too_changes_nothing) {
  EXPECT_TRUE(rc::check([] {
    const auto built = random_case();
    auto shifted = built;
    for (auto row : built.snapshot.payments()) row.date = later(row.date), shifted.put(row);
    for (auto row : built.snapshot.ties()) row.from = later(row.from), shifted.put(row);
    for (auto row : built.snapshot.of<model::Proceeds>()) row.from = later(row.from), shifted.put(row);
    for (auto row : built.snapshot.of<model::Setting>())
      if (row.key == "fx:USD@2030-04-10") row.key = "fx:USD@2030-04-17", shifted.put(row);
    expect_same(measure(built.snapshot, Basis::Gross, 50), measure(shifted.snapshot, Basis::Gross, 50));
  }));
}

TEST(BenefitLaws, A_repeat_of_one_lineage_behind_every_fact_changes_nothing) {
  EXPECT_TRUE(rc::check([] {
    const auto built = random_case();
    auto repeated = built;
    const std::map<model::ExhibitId, model::ExhibitId> repeats{{repeated.exhibit("X1"), repeated.exhibit("NOTE", "C3", "X1")},
                                                               {repeated.exhibit("X2"), repeated.exhibit("MEMO", "B3", "X2")},
                                                               {repeated.exhibit("DENIAL"), repeated.exhibit("AGAIN", "C4", "DENIAL", model::Polarity::Contradicts)}};
    const auto repeat = [&](auto row) {
      for (const auto& citation : model::Citations(row.citations)) row.citations.push_back({repeats.at(citation.exhibit), "copied"});
      repeated.put(row);
    };
    for (const auto& row : built.snapshot.payments()) repeat(row);
    for (const auto& row : built.snapshot.ties()) repeat(row);
    for (const auto& row : built.snapshot.of<model::Proceeds>()) repeat(row);
    expect_same(measure(built.snapshot, Basis::Gross, 50), measure(repeated.snapshot, Basis::Gross, 50));
  }));
}

// The other way: an independent exhibit does corroborate, so that the law above does not hold for nothing.
TEST(BenefitLaws, A_second_lineage_makes_a_fact_likelier) {
  CaseBuilder built;
  built.exhibit("X2", "B2"), built.exhibit("X3", "B2");
  built.proceeds("E", 100, 1, 0, {"X2"}).owns("O", "E", 1, {"X2"});
  auto twice = built;
  for (auto row : std::vector(built.snapshot.ties().begin(), built.snapshot.ties().end())) row.citations.push_back({twice.exhibit("X3"), ""}), twice.put(row);
  EXPECT_GT(measure(twice.snapshot, Basis::Gross, 2000).people[0].p_top, measure(built.snapshot, Basis::Gross, 2000).people[0].p_top + .05);
}

TEST(BenefitLaws, No_victim_is_ever_among_the_people) {
  EXPECT_TRUE(rc::check([] {
    auto built = random_case();
    const auto victim = any();
    built.role(victim, model::Role::Victim);
    for (const auto& person : measure(built.snapshot, Basis::Gross).people) RC_ASSERT(person.id != built.entity(victim));
  }));
}

} // namespace
} // namespace cuibono
