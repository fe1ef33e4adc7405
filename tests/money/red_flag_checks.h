#pragma once
// What the tests of the single rules share: one rule at work, and payments said in a word.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "red_flag_case.h"

namespace cuibono {

using model::EntityKind;
using model::PaymentClass;
using model::TieType;
using testing::Details;
using ::testing::ElementsAre;
using testing::FlagCase;
using ::testing::HasSubstr;

inline std::size_t hits(const FlagCase& built, int rule) {
  const auto report = testing::flags(built.snapshot, rule);
  EXPECT_TRUE(report.outcomes.at(0).applied) << report.outcomes.at(0).why_not;
  EXPECT_TRUE(report.safeguarding.empty());
  return report.hits.size();
}

inline money::RedFlagHit only_hit(const FlagCase& built, int rule) {
  const auto report = testing::flags(built.snapshot, rule);
  EXPECT_EQ(report.hits.size(), 1u) << report.outcomes.at(0).why_not;
  return report.hits.empty() ? money::RedFlagHit{} : report.hits.front();
}

inline std::vector<std::string> payments(const FlagCase& built, const money::RedFlagHit& hit) {
  std::vector<std::string> keys;
  for (const auto id : hit.payments) keys.push_back(built.snapshot.payments().find(id)->key);
  return keys;
}

inline Details pay_of(model::Attributes attributes = {}) {
  return {.payment_class = PaymentClass::Salary, .purpose = "pay", .attributes = std::move(attributes)};
}
inline Details revenue() { return {.payment_class = PaymentClass::Revenue, .purpose = "sales"}; }
inline Details method(const std::string& method, const std::string& place = "") {
  Details details{.payment_class = PaymentClass::Other, .attributes = {{"method", method}}};
  if (!place.empty()) details.attributes.push_back({"place", place});
  return details;
}
inline Details purpose(const std::string& text) { return {.purpose = text}; }

} // namespace cuibono
