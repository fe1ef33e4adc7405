#include "app/workspace.h"

#include <thread>

#include "app/commands.h"
#include "app/demo.h"
#include "app/support.h"
#include "base/file.h"
#include "source_dir.h"

namespace cuibono {
namespace {

// Frames without a window until `done`, or a minute.
template <class Done>
bool tick_until(app::Workspace& workspace, Done done) {
  for (int i = 0; i < 6000 && !done(); ++i) {
    app::tick(workspace);
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return done();
}

class WorkspaceTest : public ::testing::Test {
 protected:
  const test::TemporaryFolder folder_;
  app::Workspace workspace_{folder_.path() / "settings.json", "tester"};
  const std::vector<app::Command> commands_ = app::all_commands();
};

TEST_F(WorkspaceTest, Commands_of_a_case_are_off_while_none_is_open) {
  for (const char* id : {"edit.undo", "edit.add-entity", "view.fit", "case.import"}) EXPECT_FALSE(app::run_command(commands_, id, workspace_)) << id;
  EXPECT_TRUE(app::find_command(commands_, "case.open")->enabled(workspace_));
}

TEST_F(WorkspaceTest, Every_command_has_an_id_and_a_shortcut_of_its_own) {
  for (std::size_t a = 0; a < commands_.size(); ++a)
    for (std::size_t b = a + 1; b < commands_.size(); ++b) {
      EXPECT_STRNE(commands_[a].id, commands_[b].id);
      if (*commands_[a].shortcut) { EXPECT_STRNE(commands_[a].shortcut, commands_[b].shortcut) << commands_[a].id; }
    }
}

TEST_F(WorkspaceTest, The_undo_command_says_what_it_undoes) {
  workspace_.session.emplace(test::new_session(folder_.path() / "a.cuibono"));
  EXPECT_EQ(app::title_of(*app::find_command(commands_, "edit.undo"), workspace_), "Undo: Import small case");
}

TEST_F(WorkspaceTest, A_case_opened_in_the_background_is_measured_laid_out_and_remembered) {
  const auto path = folder_.path() / "a.cuibono";
  { const auto session = test::new_session(path); }
  app::open_case(workspace_, path);
  ASSERT_TRUE(tick_until(workspace_, [&] { return workspace_.derived.benefit() && workspace_.derived.positions().size() >= 4; }));
  EXPECT_EQ(workspace_.derived.benefit()->rows.front().name, "Olga Owner");
  ASSERT_EQ(workspace_.settings.recent.size(), 1u);
  EXPECT_EQ(workspace_.settings.recent.front(), path);
}

// As a user would: a wrong passphrase is asked for again, the right one opens the case, and an unattended case is shut.
TEST_F(WorkspaceTest, An_encrypted_case_asks_for_its_passphrase_and_is_shut_when_nobody_is_there) {
  const auto path = folder_.path() / "locked.cuibono";
  std::string code;
  ASSERT_TRUE(store::CaseFile::create_encrypted(path, {}, {"Ann", "2031-05-01T08:00:00Z"},
                                                {"Ann", "correct horse", {}, protect::kLeastCost}, code));
  app::open_case(workspace_, path);
  ASSERT_TRUE(tick_until(workspace_, [&] { return workspace_.dialog == app::Dialog::Passphrase; }));
  EXPECT_TRUE(workspace_.toasts.empty()) << "to be asked is no failure";
  workspace_.dialog = app::Dialog::None;
  app::open_case(workspace_, workspace_.locked_case, "wrong");
  ASSERT_TRUE(tick_until(workspace_, [&] { return workspace_.dialog == app::Dialog::Passphrase; }));
  EXPECT_EQ(workspace_.toasts.size(), 1u);
  app::open_case(workspace_, workspace_.locked_case, "correct horse");
  ASSERT_TRUE(tick_until(workspace_, [&] { return workspace_.session.has_value(); }));
  workspace_.now = workspace_.last_input + app::kLockSeconds - 1;
  app::tick(workspace_);
  EXPECT_TRUE(workspace_.session);
  workspace_.now = workspace_.last_input + app::kLockSeconds + 1;
  app::tick(workspace_);
  EXPECT_FALSE(workspace_.session);
  EXPECT_EQ(workspace_.dialog, app::Dialog::Passphrase);
}

TEST_F(WorkspaceTest, A_case_that_may_not_be_written_opens_read_only_and_says_so) {
  if (::geteuid() == 0) GTEST_SKIP() << "nothing is forbidden to the superuser";
  const auto path = folder_.path() / "a.cuibono";
  { const auto session = test::new_session(path); }
  std::filesystem::permissions(path, std::filesystem::perms::owner_read);
  app::open_case(workspace_, path);
  ASSERT_TRUE(tick_until(workspace_, [&] { return workspace_.session.has_value(); }));
  EXPECT_TRUE(workspace_.session->file().is_read_only());
  EXPECT_NE(workspace_.toasts.front().text.find("read-only"), std::string::npos);
  EXPECT_FALSE(workspace_.session->note("Note", "no"));
}

TEST_F(WorkspaceTest, A_file_that_is_no_case_gives_one_sentence_and_no_case) {
  app::open_case(workspace_, folder_.path() / "missing.cuibono");
  ASSERT_TRUE(tick_until(workspace_, [&] { return !workspace_.toasts.empty(); }));
  EXPECT_EQ(workspace_.toasts.front().tone, app::Tone::Problem);
  EXPECT_FALSE(workspace_.session);
}

TEST_F(WorkspaceTest, A_pinned_entity_stands_where_it_was_put_and_others_stay) {
  workspace_.session.emplace(test::new_session(folder_.path() / "a.cuibono"));
  ASSERT_TRUE(tick_until(workspace_, [&] { return workspace_.derived.positions().size() >= 4; }));
  const auto farm = workspace_.derived.positions().at({1});
  ASSERT_TRUE(app::perform(workspace_, app::pin(*workspace_.session->snapshot(), {{{2}, 500, -300}})));
  app::tick(workspace_);
  EXPECT_EQ(workspace_.derived.positions().at({2}), (scene::Point{500, -300}));
  EXPECT_EQ(workspace_.derived.positions().at({1}), farm);
}

TEST_F(WorkspaceTest, Another_layout_is_made_in_the_background_and_the_way_back_leads_to_the_first) {
  workspace_.session.emplace(test::new_session(folder_.path() / "a.cuibono"));
  const auto laid_out = [&] { return workspace_.derived.positions().size() >= 4 && !workspace_.jobs.busy("layout"); };
  ASSERT_TRUE(tick_until(workspace_, laid_out));
  const auto by_ties = workspace_.derived.positions();
  ASSERT_TRUE(app::run_command(commands_, "layout.grid", workspace_));
  EXPECT_TRUE(app::find_command(commands_, "layout.grid")->checked(workspace_));
  ASSERT_TRUE(tick_until(workspace_, [&] { return laid_out() && workspace_.derived.positions() != by_ties; }));
  std::map<double, int> rows;
  for (const auto& [id, at] : workspace_.derived.positions()) ++rows[at.y];
  EXPECT_LT(rows.size(), workspace_.derived.positions().size()) << "on a grid some stand side by side";
  ASSERT_TRUE(app::run_command(commands_, "layout.force", workspace_));
  EXPECT_TRUE(tick_until(workspace_, [&] { return laid_out() && workspace_.derived.positions() == by_ties; }));
}

TEST_F(WorkspaceTest, An_import_waits_for_confirmation_and_is_one_step_of_undo) {
  workspace_.session.emplace(std::move(*app::Session::create(folder_.path() / "a.cuibono", {}, "tester")));
  app::import_files(workspace_, {std::filesystem::path(cuibono::testing::source_dir()) / "data/cases/meridian-star"});
  ASSERT_TRUE(tick_until(workspace_, [&] { return workspace_.pending_import.has_value(); }));
  EXPECT_TRUE(workspace_.session->snapshot()->entities().empty());
  EXPECT_EQ(workspace_.dialog, app::Dialog::ReviewImport);
  app::confirm_import(workspace_);
  EXPECT_GT(workspace_.session->snapshot()->entities().size(), 20u);
  app::undo(workspace_);
  EXPECT_TRUE(workspace_.session->snapshot()->entities().empty());
}

TEST_F(WorkspaceTest, A_demonstration_is_imported_once_and_opened_again_with_what_was_changed) {
  base::Progress progress;
  const auto path = folder_.path() / "demo.cuibono";
  const auto data = std::filesystem::path(cuibono::testing::source_dir()) / "data";
  {
    auto session = app::open_demo_case(app::demos().front(), data, path, "tester", progress);
    ASSERT_TRUE(session) << base::sentence(session.error());
    EXPECT_EQ(session->title(), "F/V Meridian Star");
    ASSERT_TRUE(session->commit(app::pin(*session->snapshot(), {{{1}, 1, 1}})));
  }
  auto again = app::open_demo_case(app::demos().front(), data, path, "tester", progress);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->snapshot()->of<model::Pin>().size(), 1u);
}

TEST(Jobs, A_newer_job_of_a_channel_makes_the_older_result_stale) {
  app::Jobs jobs;
  int delivered = 0;
  const auto work = [&](int value) {
    return [&delivered, value](base::Progress&) -> base::Result<app::Jobs::Delivery> { return [&delivered, value] { delivered += value; }; };
  };
  jobs.start("channel", "older", work(1), {});
  jobs.start("channel", "newer", work(10), {});
  for (int i = 0; i < 1000 && (jobs.busy() || delivered == 0); ++i) {
    jobs.drain();
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  EXPECT_EQ(delivered, 10);
}

TEST(Jobs, What_a_library_throws_becomes_an_error) {
  app::Jobs jobs;
  std::string said;
  jobs.start("channel", "throws", [](base::Progress&) -> base::Result<app::Jobs::Delivery> { throw std::runtime_error("disk on fire"); },
             [&](const base::Error& error) { said = error.what; });
  for (int i = 0; i < 1000 && said.empty(); ++i) {
    jobs.drain();
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  EXPECT_NE(said.find("disk on fire"), std::string::npos);
}

TEST(Settings, What_is_saved_is_loaded_and_a_spoilt_file_gives_the_defaults) {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "deep" / "settings.json";
  app::Settings settings{{"/tmp/a.cuibono"}, 2, app::Theme::Dark};
  ASSERT_TRUE(app::save_settings(settings, path));
  EXPECT_EQ(app::load_settings(path), settings);
  ASSERT_TRUE(base::write_file(path, "{\"scale\": \"large\""));
  EXPECT_EQ(app::load_settings(path), app::Settings{});
}

} // namespace
} // namespace cuibono
