#include "app/session.h"

#include "app/support.h"

namespace cuibono {
namespace {

using test::new_session;
using test::TemporaryFolder;

std::string name_of_owner(const app::Session& session) { return session.names().shown({2}); }

TEST(Session, An_edit_is_stamped_with_author_and_time_and_stored) {
  const TemporaryFolder folder;
  const auto session = new_session(folder.path() / "a.cuibono");
  const auto journal = session.file().journal();
  ASSERT_TRUE(journal);
  EXPECT_EQ(journal->back().batch.author, "tester");
  EXPECT_EQ(journal->back().batch.time, "2031-05-01T12:00:00Z");
}

TEST(Session, Undo_takes_the_last_edit_back_and_redo_repeats_it) {
  const TemporaryFolder folder;
  auto session = new_session(folder.path() / "a.cuibono");
  auto renamed = *session.snapshot()->entities().find({2});
  renamed.name = "Olga Other";
  ASSERT_TRUE(session.commit(*app::change_entity(*session.snapshot(), renamed)));
  EXPECT_EQ(session.undo_label(), "Change person");
  ASSERT_TRUE(session.undo());
  EXPECT_EQ(name_of_owner(session), "Olga Owner");
  EXPECT_EQ(session.redo_label(), "Change person");
  ASSERT_TRUE(session.redo());
  EXPECT_EQ(name_of_owner(session), "Olga Other");
}

TEST(Session, Undo_works_after_the_case_was_closed_and_opened_again) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "a.cuibono";
  {
    auto session = new_session(path);
    ASSERT_TRUE(session.commit(*app::delete_tie(*session.snapshot(), {4})));
  }
  auto session = app::Session::open(path, "tester");
  ASSERT_TRUE(session);
  EXPECT_FALSE(session->snapshot()->ties().find({4}));
  EXPECT_EQ(session->undo_label(), "Delete tie: calls");
  ASSERT_TRUE(session->undo());
  EXPECT_TRUE(session->snapshot()->ties().find({4}));
  EXPECT_EQ(session->redo_label(), "Delete tie: calls");
}

TEST(Session, A_new_edit_leaves_nothing_to_redo) {
  const TemporaryFolder folder;
  auto session = new_session(folder.path() / "a.cuibono");
  ASSERT_TRUE(session.commit(*app::delete_tie(*session.snapshot(), {4})));
  ASSERT_TRUE(session.undo());
  ASSERT_TRUE(session.commit(app::pin(*session.snapshot(), {{{2}, 10, 20}})));
  EXPECT_EQ(session.redo_label(), "");
  EXPECT_FALSE(session.redo());
}

TEST(Session, Undo_only_adds_to_the_journal) {
  const TemporaryFolder folder;
  auto session = new_session(folder.path() / "a.cuibono");
  const auto before = session.file().journal()->size();
  ASSERT_TRUE(session.commit(*app::delete_tie(*session.snapshot(), {4})));
  ASSERT_TRUE(session.undo());
  EXPECT_EQ(session.file().journal()->size(), before + 2);
  EXPECT_TRUE(session.file().verify());
}

TEST(Session, Making_the_case_cannot_be_undone) {
  const TemporaryFolder folder;
  auto session = app::Session::create(folder.path() / "a.cuibono", {{"title", "Empty"}}, "tester", test::fixed_clock);
  ASSERT_TRUE(session);
  EXPECT_EQ(session->undo_label(), "");
  EXPECT_FALSE(session->undo());
}

TEST(Session, What_is_deleted_is_no_longer_selected) {
  const TemporaryFolder folder;
  auto session = new_session(folder.path() / "a.cuibono");
  app::select_entity(session.view.selection, {3});
  ASSERT_TRUE(session.commit(*app::delete_entities(*session.snapshot(), {{3}})));
  EXPECT_TRUE(session.view.selection.empty());
}

TEST(Session, A_refused_edit_changes_nothing) {
  const TemporaryFolder folder;
  auto session = new_session(folder.path() / "a.cuibono");
  const auto before = session.snapshot();
  model::EditBatch batch;
  test::add(batch, test::tie(9, model::TieType::Calls, 2, 99, {}));
  EXPECT_FALSE(session.commit(batch));
  EXPECT_EQ(session.snapshot(), before);
}

TEST(Session, A_newly_protected_person_is_given_a_pseudonym) {
  const TemporaryFolder folder;
  const auto session = new_session(folder.path() / "a.cuibono");
  EXPECT_EQ(session.names().shown({4}), "V-01");
}

} // namespace
} // namespace cuibono
