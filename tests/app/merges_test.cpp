// Merges found in the journal and split off again, with a victim among them.

#include "app/merges.h"

#include <fmt/core.h>

#include "app/support.h"
#include "base/file.h"
#include "model/attributes.h"

namespace cuibono {
namespace {

struct Merges : ::testing::Test {
  base::Result<void> commit(base::Result<model::EditBatch> batch) {
    return batch ? session.commit(std::move(*batch)) : tl::unexpected(batch.error());
  }
  base::Result<void> split(const char* key) {
    auto parted = app::split_merged(session, key);
    return parted ? session.commit(std::move(parted->batch)) : tl::unexpected(parted.error());
  }
  const model::Entity* find(const char* key) const { return model::find_entity(*session.snapshot(), key); }

  test::TemporaryFolder folder;
  app::Session session = test::new_session(folder.path() / "case.cuibono");
};

TEST_F(Merges, A_merge_is_split_after_other_edits_and_after_the_case_was_opened_again) {
  const auto before = session.snapshot()->tables;
  ASSERT_TRUE(commit(app::merge(*session.snapshot(), {2}, {3})));
  EXPECT_EQ(find("D1"), nullptr);
  ASSERT_TRUE(commit(app::add_tie(*session.snapshot(), test::tie(0, model::TieType::Associate, 2, 1, {}))));
  session = *app::Session::open(folder.path() / "case.cuibono", "tester", test::fixed_clock);
  ASSERT_TRUE(split("D1"));
  EXPECT_EQ(session.snapshot()->payments().find({1})->payee, find("D1")->id);
  ASSERT_TRUE(commit(app::delete_tie(*session.snapshot(), session.snapshot()->ties().rows().back().id)));
  EXPECT_TRUE(session.snapshot()->tables == before);
  EXPECT_TRUE(session.file().verify());
}

TEST_F(Merges, A_split_that_is_undone_can_be_done_again) {
  ASSERT_TRUE(commit(app::merge(*session.snapshot(), {2}, {3})));
  ASSERT_TRUE(split("D1"));
  EXPECT_FALSE(split("D1"));
  ASSERT_TRUE(session.undo());
  ASSERT_EQ(find("D1"), nullptr);
  ASSERT_TRUE(split("D1"));
  EXPECT_NE(find("D1"), nullptr);
  EXPECT_FALSE(split("NOBODY"));
}

// The driver (3) was taken for the victim (4): her name is nowhere, and after the split he has his own again.
TEST_F(Merges, Splitting_off_a_victim_leaves_her_sealed_and_gives_the_other_his_name_back) {
  const auto driver = *session.snapshot()->entities().find({3}), victim = *session.snapshot()->entities().find({4});
  ASSERT_TRUE(victim.name.empty()); // sealed
  ASSERT_TRUE(commit(app::merge(*session.snapshot(), {3}, {4})));
  EXPECT_TRUE(find("D1")->name.empty());
  EXPECT_EQ(session.names().shown({3}), "V-01");
  EXPECT_EQ(model::attribute(find("D1")->attributes, model::kMergedIds), "V01");
  ASSERT_TRUE(split("V01"));
  EXPECT_EQ(*session.snapshot()->entities().find({3}), driver);
  EXPECT_EQ(*session.snapshot()->entities().find({4}), victim);
  const auto bytes = base::read_file(folder.path() / "case.cuibono", 1 << 24);
  ASSERT_TRUE(bytes);
  for (const char* secret : {test::kCanaryAlias, "Born where"}) EXPECT_EQ(bytes->find(secret), std::string::npos) << secret;
}

} // namespace
} // namespace cuibono
