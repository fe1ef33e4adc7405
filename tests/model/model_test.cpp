#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "case_builder.h"
#include "model/edit.h"
#include "model/evidence.h"
#include "model/people.h"

namespace cuibono::model {
namespace {

using testing::CaseBuilder;

TEST(Evidence, A_repeat_of_one_lineage_does_not_corroborate) {
  CaseBuilder built;
  built.exhibit("FIRST", "B2", "interviews");
  built.exhibit("REPEAT", "B2", "interviews");
  built.exhibit("OTHER", "C3", "bank");
  // .525 and .25 by noisy-OR; the wrong figure, counting the repeat, is .83078.
  EXPECT_NEAR(probability(built.snapshot, built.cite({"FIRST", "REPEAT", "OTHER"})), .64375, 1e-12);
}

TEST(Evidence, A_contradiction_lowers_and_alone_supports_nothing) {
  CaseBuilder built;
  built.exhibit("SAYS", "A2");
  built.exhibit("DENIES", "B2", "", Polarity::Contradicts);
  EXPECT_NEAR(probability(built.snapshot, built.cite({"SAYS", "DENIES"})), .7 * (1 - .525), 1e-12);
  EXPECT_EQ(probability(built.snapshot, built.cite({"DENIES"})), 0);
  EXPECT_FALSE(is_supported(built.snapshot, built.cite({"DENIES"})));
  EXPECT_FALSE(is_supported(built.snapshot, built.cite({"SAYS"}), Polarity::Exculpates));
}

TEST(Evidence, An_exhibit_that_nobody_described_supports_nothing) {
  CaseBuilder built;
  const auto id = built.put(Exhibit{.key = "E99", .declared = false});
  EXPECT_FALSE(is_supported(built.snapshot, {{id, ""}}));
}

TEST(Names, A_victim_is_shown_by_pseudonym_only) {
  CaseBuilder built;
  built.role("CANARY", Role::Victim);
  EditBatch batch;
  batch.label = "first";
  give_pseudonyms(built.snapshot, batch);
  const auto next = apply(built.snapshot, batch);
  ASSERT_TRUE(next.has_value());
  const auto shared = std::make_shared<const CaseSnapshot>(*next);
  const auto id = find_entity(*shared, "CANARY")->id;
  EXPECT_EQ(Names(shared).shown(id), "V-01");
  EXPECT_EQ(Names(shared, Reveal::Revealed).shown(id), "Name of CANARY");
}

TEST(Names, Pseudonyms_are_given_once_and_a_key_may_ask_for_its_number) {
  CaseBuilder built;
  built.role("R2", Role::Victim).role("V03", Role::Victim);
  EditBatch batch;
  give_pseudonyms(built.snapshot, batch);
  auto next = *apply(built.snapshot, batch);
  EXPECT_EQ(find_entity(next, "V03")->pseudonym, 3);
  EXPECT_EQ(find_entity(next, "R2")->pseudonym, 4);
  EditBatch nothing;
  give_pseudonyms(next, nothing);
  EXPECT_TRUE(nothing.edits.empty());
}

TEST(Edit, An_inverse_takes_an_edit_back_exactly) {
  CaseBuilder built;
  built.tie(TieType::Instructs, "A", "B");
  built.owns("B", "C", .5).role("B", Role::Owner);
  for (const auto& batch : {merge_entities(built.snapshot, built.entity("A"), built.entity("B")), delete_entity(built.snapshot, built.entity("B"))}) {
    const auto next = apply(built.snapshot, batch);
    ASSERT_TRUE(next.has_value());
    EXPECT_EQ(next->entities().find(built.entity("B")), nullptr);
    const auto back = apply(*next, inverse(batch));
    ASSERT_TRUE(back.has_value());
    EXPECT_TRUE(back->tables == built.snapshot.tables);
    EXPECT_EQ(back->revision, 2u);
  }
}

TEST(Edit, A_merge_keeps_every_fact_but_ties_between_the_two) {
  CaseBuilder built;
  built.tie(TieType::Family, "A", "B");
  built.tie(TieType::Calls, "C", "B");
  const auto next = *apply(built.snapshot, merge_entities(built.snapshot, built.entity("A"), built.entity("B")));
  ASSERT_EQ(next.ties().size(), 1u);
  EXPECT_EQ(next.ties().rows()[0].target, built.entity("A"));
  EXPECT_THAT(find_entity(next, "A")->aliases, ::testing::ElementsAre("Name of B", "B"));
}

TEST(Edit, An_edit_of_a_row_that_has_changed_meanwhile_is_refused) {
  CaseBuilder built;
  const Entity was = *built.snapshot.entities().find(built.entity("A"));
  Entity stale = was, wanted = was;
  stale.name = "Somebody else";
  wanted.name = "New name";
  EditBatch batch;
  batch.edits.emplace_back(Change<Entity>{stale, wanted});
  EXPECT_FALSE(apply(built.snapshot, batch).has_value());
}

TEST(Edit, A_row_may_not_refer_to_what_is_not_there) {
  CaseBuilder built;
  built.entity("A");
  EditBatch dangling;
  dangling.edits.emplace_back(Change<Tie>{std::nullopt, Tie{.id = {1}, .source = built.entity("A"), .target = {99}}});
  EXPECT_FALSE(apply(built.snapshot, dangling).has_value());
  built.tie(TieType::Calls, "A", "B");
  EditBatch orphaning;
  orphaning.edits.emplace_back(Change<Entity>{*built.snapshot.entities().find(built.entity("B")), std::nullopt});
  EXPECT_FALSE(apply(built.snapshot, orphaning).has_value());
}

TEST(Table, A_copy_does_not_see_later_changes_and_numbers_only_grow) {
  Table<Setting> table;
  table.put(Setting{{1}, "a", "1"});
  table.put(Setting{{2}, "b", "2"});
  const Table<Setting> copy = table;
  table.erase({2});
  table.put(Setting{{1}, "a", "changed"});
  EXPECT_EQ(copy.size(), 2u);
  EXPECT_EQ(copy.find({1})->value, "1");
  EXPECT_EQ(table.next_id().value, 3u);
  EXPECT_EQ(table.find({2}), nullptr);
}

} // namespace
} // namespace cuibono::model
