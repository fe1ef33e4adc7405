// Laws of what is stopped when somebody is taken out of the money, on random cases.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>
#include <cmath>
#include <map>

#include "benefit/interruption.h"
#include "case_builder.h"

namespace cuibono {
namespace {

using benefit::Basis;
using benefit::Interrupted;
using benefit::Interruption;
using model::EntityKind;
using model::PaymentClass;
using testing::CaseBuilder;

constexpr int kEntities = 9;
constexpr std::array kBases{Basis::Gross, Basis::Net};

int in(int from, int to) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(from, to)); }
bool one_in(int n) { return in(0, n) == 0; }
std::string key(int i) { return "N" + std::to_string(i); }
std::string any() { return key(in(0, kEntities)); }

// Payments, shares, nominees and accounts between any two, round in circles too.
CaseBuilder random_case() {
  CaseBuilder built;
  constexpr std::array kKinds{EntityKind::Person,  EntityKind::Person,  EntityKind::Company,
                              EntityKind::Company, EntityKind::Account, EntityKind::Unknown};
  for (int i = 0; i < kEntities; ++i) built.entity(key(i), kKinds[static_cast<std::size_t>(in(0, kKinds.size()))]);
  if (one_in(2)) built.role(any(), model::Role::Victim);
  for (int i = in(1, 4); i > 0; --i) built.proceeds(any(), in(1, 1000), in(0, 101) / 100.0, in(0, 50000) / 100.0);
  for (int i = in(0, 24); i > 0; --i)
    built.pays(any(), any(), in(1, 50000) / 100.0,
               one_in(3) ? static_cast<PaymentClass>(in(0, static_cast<int>(base::kCount<PaymentClass>))) : PaymentClass::Transfer);
  for (int i = in(0, 9); i > 0; --i) built.owns(any(), any(), in(1, 101) / 100.0);
  for (int i = in(0, 4); i > 0; --i) built.tie(model::TieType::HoldsAccount, any(), any());
  for (int i = in(0, 3); i > 0; --i) built.tie(model::TieType::NomineeFor, any(), any());
  return built;
}

model::EntityId id(const CaseBuilder& built, int i) { return model::find_entity(built.snapshot, key(i))->id; }

Interruption random_interruption(const CaseBuilder& built) {
  Interruption gone;
  const auto some = [&] { return id(built, in(0, kEntities)); };
  for (int i = in(0, 4); i > 0; --i) gone.entities.push_back(some());
  for (int i = in(0, 3); i > 0; --i) gone.unpaid.emplace_back(some(), some());
  for (int i = in(0, 3); i > 0; --i) gone.unheld.emplace_back(some(), some());
  return gone;
}

bool is_near(double a, double b) { return std::abs(a - b) < 1e-6; }

TEST(DisruptionLaws, What_reaches_somebody_and_what_is_stopped_add_up_to_what_arose) {
  EXPECT_TRUE(rc::check([] {
    const auto built = random_case();
    for (const auto basis : kBases) {
      const benefit::MoneyWithout money(built.snapshot, basis);
      const auto left = money.without(random_interruption(built));
      double people = 0;
      for (const auto& [person, amount] : left.people) people += amount;
      RC_ASSERT(is_near(people, left.attributed));
      RC_ASSERT(is_near(left.attributed + left.unattributed + left.movement + left.lawful + left.stopped, left.source));
      RC_ASSERT(left.attributed >= 0 && left.unattributed >= 0 && left.movement >= 0 && left.lawful >= 0 && left.stopped >= 0);
    }
  }));
}

TEST(DisruptionLaws, With_nobody_gone_it_is_the_measure_itself) {
  EXPECT_TRUE(rc::check([] {
    const auto built = random_case();
    for (const auto basis : kBases) {
      base::Progress progress;
      const auto report =
          *benefit::who_benefits(built.snapshot, {.basis = basis, .draws = 0, .sensitivity = false, .threads = 1}, progress);
      const auto now = benefit::MoneyWithout(built.snapshot, basis).without({});
      const auto same = [](base::Money cents, double units) { return std::abs(base::units(cents) - units) < .011; };
      RC_ASSERT(now.stopped == 0);
      RC_ASSERT(same(report.source_value, now.source) && same(report.movement, now.movement) && same(report.lawful, now.lawful));
      std::map<model::EntityId, double> people(now.people.begin(), now.people.end());
      for (const auto& person : report.people) RC_ASSERT(same(person.benefit, people[person.id]));
    }
  }));
}

TEST(DisruptionLaws, Whoever_else_goes_nobody_receives_more) {
  EXPECT_TRUE(rc::check([] {
    const auto built = random_case();
    const benefit::MoneyWithout money(built.snapshot, Basis::Gross);
    auto gone = random_interruption(built);
    const auto before = money.without(gone);
    gone.entities.push_back(id(built, in(0, kEntities)));
    const auto after = money.without(gone);
    RC_ASSERT(after.stopped >= before.stopped - 1e-6);
    std::map<model::EntityId, double> had(before.people.begin(), before.people.end());
    for (const auto& [person, amount] : after.people) {
      RC_ASSERT(amount <= had[person] + 1e-6);
      RC_ASSERT(person != gone.entities.back());
    }
  }));
}

TEST(DisruptionLaws, With_everybody_gone_all_of_it_is_stopped) {
  EXPECT_TRUE(rc::check([] {
    const auto built = random_case();
    Interruption gone;
    for (int i = 0; i < kEntities; ++i) gone.entities.push_back(id(built, i));
    const auto left = benefit::MoneyWithout(built.snapshot, Basis::Gross).without(gone);
    RC_ASSERT(is_near(left.stopped, left.source));
  }));
}

} // namespace
} // namespace cuibono
