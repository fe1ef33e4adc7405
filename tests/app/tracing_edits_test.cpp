#include "app/tracing_edits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "case_builder.h"

namespace cuibono::app {
namespace {

using ::testing::HasSubstr;

testing::CaseBuilder house() {
  testing::CaseBuilder built;
  built.put(model::Asset{.key = "HOUSE", .owner = built.entity("O")});
  return built;
}

model::Jurisdiction law() {
  model::Jurisdiction law;
  law.name = "Elsewhere";
  law.tracing_rules = {"pro-rata", "last-out", "pari-passu"};
  return law;
}

TEST(TracingLock, Locks_a_rule_with_its_reason_and_changes_it) {
  auto built = house();
  const auto batch = lock_tracing_rule(built.snapshot, law(), "HOUSE", "pro-rata", "agreed on 3 May");
  ASSERT_TRUE(batch.has_value());
  EXPECT_EQ(batch->reason, "agreed on 3 May");
  EXPECT_EQ(batch->label, "Lock the tracing rule of HOUSE");
  const auto locked = model::apply(built.snapshot, *batch);
  ASSERT_TRUE(locked.has_value());
  EXPECT_EQ(model::setting(*locked, "tracing_rule:HOUSE"), "pro-rata");
  const auto again = lock_tracing_rule(*locked, law(), "HOUSE", "last-out", "the court held so");
  ASSERT_TRUE(again.has_value());
  const auto changed = model::apply(*locked, *again);
  ASSERT_TRUE(changed.has_value());
  EXPECT_EQ(model::setting(*changed, "tracing_rule:HOUSE"), "last-out");
  const auto unlocked = unlock_tracing_rule(*changed, "HOUSE", "appeal");
  ASSERT_TRUE(unlocked.has_value());
  EXPECT_EQ(model::setting(*model::apply(*changed, *unlocked), "tracing_rule:HOUSE"), "");
  EXPECT_EQ(model::apply(*changed, *unlocked)->of<model::Setting>(), built.snapshot.of<model::Setting>());
}

TEST(TracingLock, Refuses_what_the_law_does_not_allow_and_says_what_it_does) {
  const auto built = house();
  const auto refused = lock_tracing_rule(built.snapshot, law(), "HOUSE", "first-out", "why not");
  ASSERT_FALSE(refused.has_value());
  EXPECT_THAT(refused.error().what, HasSubstr("Elsewhere does not allow"));
  EXPECT_THAT(refused.error().remedy, HasSubstr("pro-rata, last-out"));
}

TEST(TracingLock, Refuses_no_reason_no_asset_no_rule_and_what_is_done_already) {
  auto built = house();
  EXPECT_FALSE(lock_tracing_rule(built.snapshot, law(), "HOUSE", "pro-rata", "  ").has_value());
  EXPECT_FALSE(lock_tracing_rule(built.snapshot, law(), "BOAT", "pro-rata", "why").has_value());
  EXPECT_FALSE(lock_tracing_rule(built.snapshot, law(), "HOUSE", "all", "why").has_value());
  EXPECT_FALSE(
      lock_tracing_rule(built.snapshot, law(), "HOUSE", "pari-passu", "why").has_value()); // for one account only
  EXPECT_FALSE(unlock_tracing_rule(built.snapshot, "HOUSE", "why").has_value());
  built.setting("tracing_rule:HOUSE", "pro-rata");
  EXPECT_FALSE(lock_tracing_rule(built.snapshot, law(), "HOUSE", "pro-rata", "why").has_value());
  EXPECT_FALSE(unlock_tracing_rule(built.snapshot, "HOUSE", "").has_value());
}

} // namespace
} // namespace cuibono::app
