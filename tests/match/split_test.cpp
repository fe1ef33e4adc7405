// A merge can be taken back after other edits, and gives back exactly what it took.

#include "match/split.h"

#include <gmock/gmock.h>

#include "case_builder.h"
#include "model/attributes.h"

namespace cuibono::match {
namespace {

using cuibono::testing::CaseBuilder;
using model::Entity;
using model::TieType;

// B pays for C, is called by C, knows A, and has a birth date, which A lacks.
struct Merged : ::testing::Test {
  Merged() {
    built.tie(TieType::Calls, "C", "B");
    built.tie(TieType::Family, "A", "B");
    built.pays("B", "C", 100, model::PaymentClass::Transfer);
    built.role("B", model::Role::Broker);
    Entity b = *model::find_entity(built.snapshot, "B");
    b.birth_date = {1990, 2, 3};
    b.country = "XB";
    b.attributes = {{"phone", "0811"}, {"passport", "P1"}};
    built.put(b);
    Entity a = *model::find_entity(built.snapshot, "A");
    a.country = "XA";
    a.attributes = {{"phone", "0822"}};
    built.put(a);
    before = built.snapshot;
    merge = model::merge_entities(before, id("A"), id("B"));
    now = *model::apply(before, merge);
  }
  model::EntityId id(const char* key) const { return model::find_entity(before, key)->id; }
  template <class Row>
  void change(Row row) {
    now.of<Row>().put(std::move(row));
  }

  CaseBuilder built;
  model::CaseSnapshot before, now;
  model::EditBatch merge;
};

TEST_F(Merged, The_lead_keeps_everything_that_the_merged_record_said) {
  const Entity& lead = *model::find_entity(now, "A");
  EXPECT_EQ(merge.label, kMergeLabel);
  EXPECT_EQ(lead.birth_date, (base::Date{1990, 2, 3}));
  EXPECT_EQ(lead.country, "XA");
  EXPECT_THAT(lead.attributes, ::testing::UnorderedElementsAre(
                                   std::pair("phone", "0822"), std::pair("phone of B", "0811"), std::pair("passport", "P1"),
                                   std::pair("country of B", "XB"), std::pair("merged ids", "B")));
  EXPECT_EQ(model::find_entity(now, "B"), nullptr);
}

TEST_F(Merged, A_split_at_once_gives_the_case_back_as_it_was) {
  const auto back = split(now, merge);
  ASSERT_TRUE(back);
  const auto after = model::apply(now, back->batch);
  ASSERT_TRUE(after);
  EXPECT_TRUE(after->tables == before.tables);
  EXPECT_EQ(back->given_back, 4u); // two ties, one of them left out by the merge, a payment, a role
  EXPECT_EQ(back->deleted + back->changed, 0u);
}

TEST_F(Merged, What_was_added_or_changed_since_stays) {
  Entity lead = *model::find_entity(now, "A");
  lead.country = "XC";
  lead.aliases.push_back("Third name");
  change(lead);
  now.of<model::Payment>().put(model::Payment{.id = now.payments().next_id(), .payer = id("A"), .payee = id("C"), .amount = {500}});
  auto payment = *now.payments().find({1});
  payment.amount = {700};
  change(payment);

  const auto back = split(now, merge);
  ASSERT_TRUE(back);
  const auto after = model::apply(now, back->batch);
  ASSERT_TRUE(after);
  EXPECT_EQ(model::find_entity(*after, "A")->country, "XC");
  EXPECT_THAT(model::find_entity(*after, "A")->aliases, ::testing::ElementsAre("Third name"));
  EXPECT_FALSE(model::find_entity(*after, "A")->birth_date.known());
  EXPECT_EQ(after->payments().find({1})->payer, id("B"));
  EXPECT_EQ(after->payments().find({1})->amount.cents, 700);
  EXPECT_EQ(after->payments().find({2})->payer, id("A"));
}

TEST_F(Merged, What_was_deleted_or_pointed_elsewhere_since_is_counted) {
  now.of<model::Payment>().erase({1});
  auto call = *now.ties().find({1});
  call.target = built.entity("D");
  now.of<Entity>().put(*model::find_entity(built.snapshot, "D"));
  change(call);
  const auto back = split(now, merge);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->deleted, 1u);
  EXPECT_EQ(back->changed, 1u);
  EXPECT_EQ(back->given_back, 2u);
  EXPECT_TRUE(model::apply(now, back->batch));
}

TEST_F(Merged, Of_two_merged_into_one_each_can_be_split_off_first) {
  const auto second = model::merge_entities(now, id("A"), id("C"));
  const auto both = *model::apply(now, second);
  EXPECT_EQ(model::attribute(model::find_entity(both, "A")->attributes, model::kMergedIds), "B;C");
  const auto first = split(both, merge);
  ASSERT_TRUE(first);
  const auto without_b = *model::apply(both, first->batch);
  EXPECT_EQ(model::attribute(model::find_entity(without_b, "A")->attributes, model::kMergedIds), "C");
  EXPECT_EQ(without_b.payments().find({1})->payer, id("B"));
  EXPECT_EQ(without_b.payments().find({1})->payee, id("A"));
  const auto last = split(without_b, second);
  ASSERT_TRUE(last);
  EXPECT_TRUE(model::apply(without_b, last->batch));
}

TEST_F(Merged, A_split_is_refused_where_it_cannot_be) {
  EXPECT_FALSE(split(before, merge)); // B is in the case
  auto taken = now;
  taken.of<Entity>().put(Entity{.id = taken.entities().next_id(), .key = "B"});
  EXPECT_FALSE(split(taken, merge));
  const auto on = *model::apply(now, model::merge_entities(now, id("C"), id("A")));
  ASSERT_FALSE(split(on, merge));
  EXPECT_THAT(split(on, merge).error().what, ::testing::HasSubstr("no longer in the case"));
  EXPECT_FALSE(split(now, {}));
}

TEST_F(Merged, A_split_victim_whose_pseudonym_is_anothers_by_now_asks_for_a_new_one) {
  auto start = before;
  Entity b = *model::find_entity(start, "B");
  b.is_protected = true;
  b.pseudonym = 1;
  start.of<Entity>().put(b);
  Entity a = *model::find_entity(start, "A");
  a.is_protected = true;
  a.pseudonym = 7;
  start.of<Entity>().put(a);
  const auto batch = model::merge_entities(start, id("A"), id("B"));
  auto merged = *model::apply(start, batch);
  Entity c = *model::find_entity(merged, "C");
  c.is_protected = true;
  c.pseudonym = 1;
  merged.of<Entity>().put(c);
  const auto back = split(merged, batch);
  ASSERT_TRUE(back);
  const auto after = *model::apply(merged, back->batch);
  EXPECT_EQ(model::find_entity(after, "B")->pseudonym, 0);
  EXPECT_EQ(model::find_entity(after, "A")->pseudonym, 7);
}

} // namespace
} // namespace cuibono::match
