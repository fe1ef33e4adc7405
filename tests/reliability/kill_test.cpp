// Killed in the middle of what takes long: an import, a backup, the migration of an older case, bringing a backup back.
// Whatever the moment, the case is there and holds, and nothing half-written has a real name.

#include <gmock/gmock.h>
#include <sqlite3.h>

#include <set>

#include "killed.h"

namespace cuibono::reliability {
namespace {

constexpr std::uint32_t kImported = 4000;

// Format 1 knew none of this.
constexpr const char* kToFormatOne = R"(
DROP TRIGGER heads_keep; DROP TRIGGER heads_stay; DROP TRIGGER content_keeps; DROP TRIGGER content_stays;
DROP TABLE heads; DROP TABLE timestamps; DROP TABLE content; DROP TABLE meta;
DROP TABLE custody; DROP TABLE disclosure; ALTER TABLE journal DROP COLUMN clock;
ALTER TABLE entities DROP COLUMN sealed; ALTER TABLE entities DROP COLUMN masks; ALTER TABLE roles DROP COLUMN polarity;
DELETE FROM sequence WHERE name IN ('custody','disclosure'); PRAGMA user_version=1;)";

model::EditBatch large_import(const model::CaseSnapshot& now) {
  model::EditBatch batch;
  batch.label = "Import payments.csv";
  for (std::uint32_t i = 0; i < kImported; ++i) {
    auto row =
        test::payment(now.payments().next_id().value + i, 2, 3, i + 1, model::PaymentClass::Transfer, {{{1}, "row"}});
    row.date = {2031, 3, static_cast<std::uint8_t>(i % 28 + 1)};
    test::add(batch, std::move(row));
  }
  return batch;
}

TEST_F(Killed, Importing_leaves_all_of_the_import_or_nothing_of_it) {
  const auto import = [&] {
    return bool(
        in_session(path_, [](app::Session& session) { return session.commit(large_import(*session.snapshot())); }));
  };
  const int killed = kill_often(import, [&] {
    const auto revision = revision_of(path_);
    const auto payments = CaseFile::open(path_)->load()->payments().size();
    EXPECT_EQ(payments, revision == 2 ? 2 : kImported + 2u);
    EXPECT_LE(revision, 3u);
  });
  EXPECT_GT(killed, 0) << "no import was cut off: this test proves nothing";
}

TEST_F(Killed, Backing_up_leaves_whole_backups_only) {
  const auto back_up = [&] {
    return bool(
        CaseFile::open(path_).and_then([](const CaseFile& file) { return file.back_up("2031-05-01T12:00:00Z"); }));
  };
  const int killed = kill_often(back_up, [&] {
    EXPECT_EQ(revision_of(path_), 2u);
    expect_all_hold();
  });
  EXPECT_GT(killed, 0);
}

TEST_F(Killed, Bringing_an_older_case_up_to_date_leaves_the_old_case_or_the_new_one) {
  fs::remove(path_);
  {
    auto file = CaseFile::create(path_, {});
    const auto batch = test::small_case(); // without a clock, as records of that format are
    ASSERT_TRUE(file && file->commit(batch, *model::apply(*file->load(), batch)));
  }
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open(path_.c_str(), &handle), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(handle, kToFormatOne, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(handle);
  sqlite3_close(handle);
  const int killed = kill_often([&] { return bool(CaseFile::open(path_)); },
                                [&] {
                                  EXPECT_EQ(revision_of(path_), 2u) << "opening it again goes on from there";
                                  EXPECT_EQ(CaseFile::open(path_)->load()->payments().size(), 2u);
                                  EXPECT_FALSE(store::list_backups(path_).empty());
                                });
  EXPECT_GT(killed, 0);
}

// The last edits are still in the case's log when the backup is brought back: they must not be lost on the way.
TEST_F(Killed, Bringing_a_backup_back_leaves_the_case_or_the_backup_and_what_was_there_whole) {
  ASSERT_TRUE(CaseFile::open(path_)->back_up("2031-05-01T12:00:00Z"));
  const auto restore = [&] {
    const pid_t writer = ::fork(); // dies with its last edit in the log alone
    if (writer == 0) {
      auto session = app::Session::open(path_, "tester", test::fixed_clock);
      (void)session->note("The last", "edit");
      ::raise(SIGKILL);
    }
    ::waitpid(writer, nullptr, 0);
    put(folder_.path() / "begun", "");
    return bool(store::restore(path_, {}, "", "2031-05-06T12:00:00Z"));
  };
  const int killed = kill_often(restore, [&] {
    const auto now = revision_of(path_);
    std::set<std::uint64_t> found{now};
    for (const auto& entry : fs::directory_iterator(folder_.path()))
      if (entry.path().extension() == ".cuibono") found.insert(revision_of(entry.path()));
    EXPECT_TRUE(found.contains(3) || !fs::exists(folder_.path() / "begun")) << "the last edit is in no file any more";
  });
  EXPECT_GT(killed, 0);
}

} // namespace
} // namespace cuibono::reliability
