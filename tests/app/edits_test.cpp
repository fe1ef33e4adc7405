#include "app/edits.h"

#include "app/support.h"

namespace cuibono {
namespace {

model::CaseSnapshot small_snapshot() {
  auto applied = model::apply({}, test::small_case());
  EXPECT_TRUE(applied);
  return *applied;
}

TEST(Edits, A_second_entity_with_the_same_id_is_refused) {
  EXPECT_FALSE(app::add_entity(small_snapshot(), test::entity(0, "O1", model::EntityKind::Person, "Another")));
}

TEST(Edits, An_id_with_white_space_is_refused) {
  EXPECT_FALSE(app::add_entity(small_snapshot(), test::entity(0, "O 9", model::EntityKind::Person, "Another")));
}

TEST(Edits, A_tie_from_an_entity_to_itself_is_refused) {
  EXPECT_FALSE(app::add_tie(small_snapshot(), test::tie(0, model::TieType::Calls, 2, 2, {})));
}

TEST(Edits, A_share_above_one_is_refused) {
  auto owns = test::tie(0, model::TieType::Owns, 3, 1, {});
  owns.share = 1.2;
  EXPECT_FALSE(app::add_tie(small_snapshot(), owns));
}

TEST(Edits, Moving_an_entity_twice_keeps_one_pin) {
  const auto once = model::apply(small_snapshot(), app::pin(small_snapshot(), {{{2}, 1, 2}}));
  ASSERT_TRUE(once);
  const auto twice = model::apply(*once, app::pin(*once, {{{2}, 3, 4}}));
  ASSERT_TRUE(twice);
  ASSERT_EQ(twice->of<model::Pin>().size(), 1u);
  EXPECT_EQ(twice->of<model::Pin>().rows()[0].x, 3);
}

TEST(Edits, Deleting_two_entities_takes_every_row_that_names_them_once) {
  const auto snapshot = small_snapshot();
  const auto batch = app::delete_entities(snapshot, {{2}, {3}});
  ASSERT_TRUE(batch);
  const auto after = model::apply(snapshot, *batch);
  ASSERT_TRUE(after) << base::sentence(after.error());
  EXPECT_EQ(after->entities().size(), 3u);
  EXPECT_EQ(after->ties().size(), 1u); // the farm's account
  EXPECT_EQ(after->payments().size(), 0u);
}

TEST(Edits, The_same_citation_twice_is_refused) {
  EXPECT_FALSE(app::cite_exhibit(small_snapshot(), app::TieId{1}, {{1}, "page 2"}));
  EXPECT_TRUE(app::cite_exhibit(small_snapshot(), app::TieId{1}, {{1}, "page 3"}));
}

TEST(Edits, A_change_that_changes_nothing_is_an_empty_batch) {
  const auto snapshot = small_snapshot();
  const auto batch = app::change_entity(snapshot, *snapshot.entities().find({2}));
  ASSERT_TRUE(batch);
  EXPECT_TRUE(batch->edits.empty());
}

} // namespace
} // namespace cuibono
