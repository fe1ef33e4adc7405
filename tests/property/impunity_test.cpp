// Laws of the impunity figures, tried on random cases.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "benefit/impunity.h"
#include "case_builder.h"

namespace cuibono {
namespace {

using model::EntityKind;
using model::PaymentClass;
using model::TieType;
using testing::CaseBuilder;

constexpr int kPeople = 6;

std::string person(int i) { return "P" + std::to_string(i); }
int anybody() { return *rc::gen::inRange(0, kPeople); }

struct Plan {
  std::vector<std::pair<int, double>> sentences;
  std::vector<std::pair<int, double>> drawings;
  std::vector<std::pair<int, int>> orders;
  double to_unknown = 0;
};

Plan random_plan() {
  Plan plan;
  for (int i = *rc::gen::inRange(1, 5); i > 0; --i) plan.sentences.emplace_back(anybody(), *rc::gen::inRange(0, 200));
  for (int i = *rc::gen::inRange(0, 8); i > 0; --i) plan.drawings.emplace_back(anybody(), *rc::gen::inRange(1, 100));
  for (int i = *rc::gen::inRange(0, 6); i > 0; --i) plan.orders.emplace_back(anybody(), anybody());
  plan.to_unknown = *rc::gen::inRange(0, 200);
  return plan;
}

/// The plan's case with sentences times `scale`, people numbered through `number`.
CaseBuilder build(const Plan& plan, double scale, const std::vector<int>& number) {
  CaseBuilder built;
  built.entity("E", EntityKind::Company), built.entity("X", EntityKind::Account);
  built.proceeds("E", 1000, 1);
  const auto who = [&](int i) { return person(number[static_cast<std::size_t>(i)]); };
  for (const auto& [to, amount] : plan.drawings) built.pays("E", who(to), amount, PaymentClass::Drawing);
  if (plan.to_unknown > 0) built.pays("E", "X", plan.to_unknown, PaymentClass::Transfer);
  for (const auto& [from, to] : plan.orders)
    if (from != to) built.tie(TieType::Instructs, who(from), who(to));
  for (const auto& [accused, months] : plan.sentences)
    built.put(
        model::Charge{.accused = built.entity(who(accused)), .status = "convicted", .sentence_months = months * scale});
  return built;
}

benefit::Impunity find(const CaseBuilder& built) {
  base::Progress progress;
  const auto report = benefit::who_benefits(built.snapshot, {.draws = 0, .sensitivity = false}, progress);
  return *benefit::impunity(built.snapshot, *report, {.draws = 0, .permutations = 9}, progress);
}

const std::vector<int> kAsTheyAre{0, 1, 2, 3, 4, 5};

TEST(ImpunityLaws, The_index_lies_between_its_least_and_one_and_coverage_between_zero_and_one) {
  EXPECT_TRUE(rc::check([] {
    const auto found = find(build(random_plan(), 1, kAsTheyAre));
    RC_ASSERT(found.coverage >= 0 && found.coverage <= 1 + 1e-12);
    if (!found.index.value) return;
    RC_ASSERT(*found.index.value >= 0 && *found.index.value <= 1);
    RC_ASSERT(found.index.least >= 0 && found.index.least <= *found.index.value);
  }));
}

TEST(ImpunityLaws, Sentences_five_times_as_long_leave_the_index_as_it_was) {
  EXPECT_TRUE(rc::check([] {
    const auto plan = random_plan();
    const auto once = find(build(plan, 1, kAsTheyAre)), fivefold = find(build(plan, 5, kAsTheyAre));
    RC_ASSERT(once.index.value.has_value() == fivefold.index.value.has_value());
    if (once.index.value) RC_ASSERT(std::abs(*once.index.value - *fivefold.index.value) < 1e-12);
  }));
}

TEST(ImpunityLaws, Whoever_bears_which_key_the_index_coverage_and_number_of_reviews_are_the_same) {
  EXPECT_TRUE(rc::check([] {
    const auto plan = random_plan();
    auto number = kAsTheyAre;
    for (std::size_t i = number.size() - 1; i > 0; --i)
      std::swap(number[i], number[static_cast<std::size_t>(*rc::gen::inRange<int>(0, static_cast<int>(i) + 1))]);
    const auto one = find(build(plan, 1, kAsTheyAre)), other = find(build(plan, 1, number));
    RC_ASSERT(one.index.value.has_value() == other.index.value.has_value());
    if (one.index.value) RC_ASSERT(std::abs(*one.index.value - *other.index.value) < 1e-9);
    RC_ASSERT(std::abs(one.coverage - other.coverage) < 1e-9);
    RC_ASSERT(one.reviews.size() == other.reviews.size());
  }));
}

} // namespace
} // namespace cuibono
