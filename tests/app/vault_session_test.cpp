// The vault in the window: a time-out of its own, and a reason for each identity.

#include "app/vault_session.h"

#include <thread>

#include "app/commands.h"
#include "app/support.h"
#include "app/workspace.h"
#include "base/file.h"

namespace cuibono {
namespace {

using app::VaultSession;

TEST(VaultTime, Is_five_minutes_from_the_last_use) {
  EXPECT_EQ(app::vault_seconds_left(100, 100), 300);
  EXPECT_EQ(app::vault_seconds_left(100, 399), 1);
  EXPECT_LE(app::vault_seconds_left(100, 400), 0);
  EXPECT_EQ(app::vault_text(300), "vault open, 5 min");
  EXPECT_EQ(app::vault_text(59), "vault open, 1 min");
}

// An unencrypted case with one victim, whose vault opens with any passphrase.
class VaultInWindow : public ::testing::Test {
 protected:
  VaultInWindow() {
    workspace_.session.emplace(test::new_session(folder_.path() / "a.cuibono"));
    for (const auto& entity : workspace_.session->snapshot()->entities())
      if (workspace_.session->names().is_victim(entity.id)) victim_ = entity.id;
    app::select_entity(workspace_.session->view.selection, victim_);
  }
  void open() {
    app::open_vault(workspace_, "");
    for (int i = 0; i < 6000 && !workspace_.vault.is_open(); ++i) {
      app::tick(workspace_);
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ASSERT_TRUE(workspace_.vault.is_open());
  }
  std::size_t records() { return workspace_.session->file().journal_headings()->size(); }

  const test::TemporaryFolder folder_;
  app::Workspace workspace_{folder_.path() / "settings.json", "tester"};
  app::EntityId victim_;
};

TEST_F(VaultInWindow, Shows_an_identity_for_a_reason_that_stands_in_the_journal_without_the_name) {
  open();
  EXPECT_EQ(workspace_.vault.shown(victim_), nullptr) << "open is not shown";
  const auto before = records();
  app::show_identity(workspace_, "to call the shelter");
  const auto* identity = workspace_.vault.shown(victim_);
  ASSERT_TRUE(identity);
  EXPECT_EQ(identity->front(), (std::pair<std::string, std::string>{"Name", test::kCanary}));
  ASSERT_EQ(records(), before + 1);
  const auto last = workspace_.session->file().journal_headings()->back().batch;
  EXPECT_EQ(last.reason, "to call the shelter");
  EXPECT_EQ(last.label.find(test::kCanary), std::string::npos);
  EXPECT_EQ(workspace_.session->names().shown(victim_).find(test::kCanary), std::string::npos)
      << "everywhere else the pseudonym stays";
}

TEST_F(VaultInWindow, Closes_by_itself_and_forgets_what_was_shown) {
  open();
  const double opened = workspace_.now;
  workspace_.last_input = workspace_.now = opened + 200;
  app::show_identity(workspace_, "to call the shelter"); // use
  workspace_.last_input = workspace_.now = opened + 499;
  app::tick(workspace_);
  EXPECT_TRUE(workspace_.vault.is_open());
  workspace_.last_input = workspace_.now = opened + 501; // somebody is at the keyboard, and the case stays open
  app::tick(workspace_);
  EXPECT_FALSE(workspace_.vault.is_open());
  EXPECT_EQ(workspace_.vault.shown(victim_), nullptr);
  EXPECT_TRUE(workspace_.session);
  const auto before = records();
  app::show_identity(workspace_, "once more");
  EXPECT_EQ(workspace_.vault.shown(victim_), nullptr);
  EXPECT_EQ(records(), before) << "nothing was shown, so nothing is written down";
}

TEST_F(VaultInWindow, Closes_with_the_case_and_by_command) {
  const auto commands = app::all_commands();
  EXPECT_FALSE(app::find_command(commands, "vault.close")->enabled(workspace_));
  EXPECT_FALSE(app::find_command(commands, "vault.show")->enabled(workspace_));
  open();
  EXPECT_TRUE(app::find_command(commands, "vault.show")->enabled(workspace_));
  ASSERT_TRUE(app::run_command(commands, "vault.close", workspace_));
  EXPECT_FALSE(workspace_.vault.is_open());
  open();
  app::close_case(workspace_);
  EXPECT_FALSE(workspace_.vault.is_open());
}

TEST_F(VaultInWindow, Neither_settings_nor_titles_nor_messages_hold_what_was_shown) {
  open();
  app::show_identity(workspace_, "to call the shelter");
  app::change_settings(workspace_,
                       [&](app::Settings& settings) { app::remember_case(settings, workspace_.session->path()); });
  std::string told = workspace_.session->title() + workspace_.session->undo_label() + workspace_.session->redo_label();
  for (const auto& toast : workspace_.toasts) told += toast.text;
  for (const auto& command : app::all_commands()) told += app::title_of(command, workspace_);
  told += base::read_file(folder_.path() / "settings.json").value();
  EXPECT_NE(told.find("a.cuibono"), std::string::npos);
  for (const auto* word : {"Zebulon", "Canarius", "Zebby"}) EXPECT_EQ(told.find(word), std::string::npos) << word;
}

TEST(VaultPassphrase, Is_not_the_cases) {
  const test::TemporaryFolder folder;
  std::string code;
  const auto file =
      store::CaseFile::create_encrypted(folder.path() / "a.cuibono", {}, {"Ann", "2031-05-01T08:00:00Z"},
                                        {"Ann", "correct horse", "vault horse", protect::kLeastCost}, code);
  ASSERT_TRUE(file);
  const auto lock = file->vault_lock().value();
  EXPECT_EQ(store::unlock(lock, "correct horse").error().kind, base::ErrorKind::Refused);
  EXPECT_TRUE(store::unlock(lock, "vault horse"));
}

} // namespace
} // namespace cuibono
