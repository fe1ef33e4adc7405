// Two records that somebody said are not the same.

#include "match/distinct.h"

#include <gtest/gtest.h>

#include "case_builder.h"
#include "match/propose.h"
#include "model/attributes.h"
#include "model/not_the_same.h"

namespace cuibono::match {
namespace {

struct Distinct : ::testing::Test {
  Distinct() {
    for (const char* key : {"P1", "P2", "P3"}) {
      model::Entity row{.key = key, .kind = model::EntityKind::Person, .name = "Quentin Larkspur"};
      row.birth_date = *base::parse_date("1984-03-05");
      built.put(std::move(row));
    }
  }
  model::EntityId id(const char* key) const { return model::find_entity(built.snapshot, key)->id; }
  std::string_view others(const char* key) const { return model::attribute(model::find_entity(built.snapshot, key)->attributes, model::kNotTheSame); }
  void apply(const base::Result<model::EditBatch>& batch) {
    ASSERT_TRUE(batch) << base::sentence(batch.error());
    auto next = model::apply(built.snapshot, *batch);
    ASSERT_TRUE(next) << base::sentence(next.error());
    built.snapshot = std::move(*next);
  }
  std::size_t proposed() const {
    base::Progress progress;
    return propose(built.snapshot, {}, progress)->list.size();
  }

  cuibono::testing::CaseBuilder built;
};

TEST_F(Distinct, A_pair_that_was_told_apart_is_proposed_no_more_until_that_is_taken_back) {
  EXPECT_EQ(proposed(), 3u); // P1-P2, P1-P3, P2-P3
  apply(say_distinct(built.snapshot, id("P1"), id("P2")));
  apply(say_distinct(built.snapshot, id("P3"), id("P1")));
  EXPECT_EQ(proposed(), 1u);
  EXPECT_FALSE(say_distinct(built.snapshot, id("P2"), id("P1")));
  apply(unsay_distinct(built.snapshot, id("P2"), id("P1")));
  EXPECT_EQ(proposed(), 2u);
  EXPECT_EQ(others("P1"), "");
  EXPECT_EQ(others("P3"), "P1");
  EXPECT_FALSE(unsay_distinct(built.snapshot, id("P2"), id("P1")));
}

TEST_F(Distinct, What_was_said_of_a_record_holds_for_the_lead_that_it_was_merged_into) {
  apply(say_distinct(built.snapshot, id("P2"), id("P3")));
  apply(model::merge_entities(built.snapshot, id("P1"), id("P2")));
  EXPECT_EQ(distinct_pairs(built.snapshot), (std::set<EntityPair>{{id("P1"), id("P3")}}));
  EXPECT_EQ(proposed(), 0u);
}

TEST_F(Distinct, The_other_s_id_stands_with_the_victim_and_not_the_victim_s_with_the_other) {
  auto victim = *model::find_entity(built.snapshot, "P2");
  victim.is_protected = true;
  model::EditBatch protect;
  protect.edits.emplace_back(model::Change<model::Entity>{*model::find_entity(built.snapshot, "P2"), victim});
  apply(protect);
  apply(say_distinct(built.snapshot, id("P1"), id("P2")));
  EXPECT_EQ(others("P1"), "");
  EXPECT_EQ(others("P2"), "P1");
}

TEST_F(Distinct, Nobody_is_told_apart_from_themselves_or_from_who_is_not_there) {
  EXPECT_FALSE(say_distinct(built.snapshot, id("P1"), id("P1")));
  EXPECT_FALSE(say_distinct(built.snapshot, id("P1"), {999}));
}

} // namespace
} // namespace cuibono::match
