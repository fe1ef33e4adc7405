#include <gmock/gmock.h>

#include <limits>

#include "sample.h"

namespace cuibono::store {
namespace {

using model::Change;
using testing::AllOf;
using testing::HasSubstr;
using Commit = CaseFileTest;

model::EditBatch add_entity(const model::CaseSnapshot& snapshot, std::string name) {
  auto entity = plain<model::Entity>(snapshot.entities().next_id().value);
  entity.name = std::move(name);
  return batch_of("Add entity", Change<model::Entity>{{}, entity});
}

TEST_F(Commit, Create_refuses_to_overwrite_and_leaves_the_file_alone) {
  put_bytes(path_, "somebody's notes");
  const auto refused = CaseFile::create(path_, {});
  ASSERT_FALSE(refused);
  EXPECT_THAT(said(refused.error()), AllOf(HasSubstr("already"), HasSubstr(path_.filename().string())));
  EXPECT_EQ(bytes_of(path_), "somebody's notes");
}

TEST_F(Commit, Create_refuses_where_an_older_case_left_its_log) {
  auto log = path_;
  put_bytes(log += "-wal", "left over");
  EXPECT_FALSE(CaseFile::create(path_, {}));
}

TEST_F(Commit, Create_that_fails_leaves_nothing_behind) {
  const auto refused = CaseFile::create(path_, {{"title", "not UTF-8: \xff"}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().where, "case row 1");
  EXPECT_TRUE(std::filesystem::is_empty(folder_));
}

TEST_F(Commit, Create_in_a_folder_that_is_not_there_names_the_case) {
  const auto missing = folder_ / "nowhere" / "a.cuibono";
  const auto refused = CaseFile::create(missing, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().where, missing.string());
}

TEST_F(Commit, A_new_case_is_one_file_that_only_its_owner_reads) {
  { auto file = create(); }
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1);
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(path_).permissions(), perms::owner_read | perms::owner_write);
}

TEST_F(Commit, A_value_that_would_not_come_back_is_refused_by_name) {
  auto file = create();
  auto tie = plain<model::Tie>(1);
  tie.from = {2031, 2, 30};
  auto pin = plain<model::Pin>(1);
  pin.x = std::numeric_limits<double>::infinity();
  auto next = file.load().value();
  ++next.revision;
  const auto date = file.commit(batch_of("Add tie", Change<model::Tie>{{}, tie}), next);
  ASSERT_FALSE(date);
  EXPECT_THAT(said(date.error()), AllOf(HasSubstr("\"from\""), HasSubstr("ties row 1")));
  EXPECT_FALSE(file.commit(batch_of("Pin", Change<model::Pin>{{}, pin}), next));
  EXPECT_EQ(file.load().value().revision, 1u);
}

TEST_F(Commit, That_fails_half_way_leaves_the_last_revision) {
  auto file = create();
  ASSERT_TRUE(apply_and_commit(file, every_row()));
  const auto before = file.load().value();
  auto batch = add_entity(before, "New");
  batch.edits.emplace_back(Change<model::Pin>{plain<model::Pin>(99), {}}); // no such row
  auto next = before;
  ++next.revision;
  EXPECT_FALSE(file.commit(batch, next));
  const auto after = file.load().value();
  EXPECT_EQ(after.revision, before.revision);
  EXPECT_TRUE(after.tables == before.tables);
  EXPECT_TRUE(file.verify());
  EXPECT_TRUE(apply_and_commit(file, add_entity(after, "Next")));
}

TEST_F(Commit, That_was_acknowledged_survives_the_loss_of_the_program) {
  auto file = create();
  ASSERT_TRUE(apply_and_commit(file, every_row()));
  // The files as a crash would leave them: the last commit is still in the log alone.
  const auto copy = folder_ / "copy.cuibono";
  std::filesystem::copy_file(path_, copy);
  std::filesystem::copy_file(path_.string() + "-wal", copy.string() + "-wal");
  const auto recovered = CaseFile::open(copy).value();
  EXPECT_EQ(recovered.load().value().revision, 2u);
  EXPECT_TRUE(recovered.verify());
}

TEST_F(Commit, Of_which_the_log_was_cut_short_leaves_the_revision_before) {
  auto file = create();
  ASSERT_TRUE(apply_and_commit(file, every_row()));
  const auto copy = folder_ / "copy.cuibono";
  std::filesystem::copy_file(path_, copy);
  const auto log = bytes_of(path_.string() + "-wal");
  put_bytes(copy.string() + "-wal", log.substr(0, log.size() - 100));
  const auto recovered = CaseFile::open(copy).value();
  EXPECT_LT(recovered.load().value().revision, 2u);
  EXPECT_TRUE(recovered.verify());
}

TEST_F(Commit, The_second_of_two_writers_is_told_that_the_case_has_changed) {
  auto mine = create();
  auto theirs = reopen();
  const auto seen = theirs.load().value();
  ASSERT_TRUE(apply_and_commit(mine, add_entity(seen, "Mine")));
  const auto late = add_entity(seen, "Theirs");
  const auto refused = theirs.commit(late, model::apply(seen, late).value());
  ASSERT_FALSE(refused);
  EXPECT_THAT(said(refused.error()),
              AllOf(HasSubstr("another program has changed the case"), HasSubstr("open the case again")));
  EXPECT_EQ(mine.load().value().entities().rows()[0].name, "Mine");
}

TEST_F(Commit, While_another_program_is_writing_says_so) {
  auto file = create();
  const auto other = Database::open(path_, Database::Mode::ReadWrite).value();
  const auto writing = Transaction::begin(other, Transaction::Kind::Write);
  const auto refused = apply_and_commit(file, add_entity(file.load().value(), "Late"));
  ASSERT_FALSE(refused);
  EXPECT_THAT(said(refused.error()), HasSubstr("another program is writing to the case"));
}

TEST_F(Commit, Is_refused_by_a_case_that_is_open_read_only) {
  { auto file = create(); }
  auto file = CaseFile::open(path_, {.read_only = true}).value();
  const auto refused = apply_and_commit(file, add_entity(file.load().value(), "New"));
  ASSERT_FALSE(refused);
  EXPECT_THAT(said(refused.error()), HasSubstr("read-only"));
}

TEST_F(Commit, A_reader_sees_the_revisions_of_a_writer_that_is_open) {
  auto writer = create();
  const auto reader = CaseFile::open(path_, {.read_only = true}).value();
  ASSERT_TRUE(apply_and_commit(writer, add_entity(writer.load().value(), "New")));
  EXPECT_EQ(reader.load().value().revision, 2u);
}

TEST_F(Commit, Database_can_be_moved_while_open) {
  auto file = create();
  auto moved = std::move(file);
  EXPECT_TRUE(apply_and_commit(moved, add_entity(moved.load().value(), "New")));
}

} // namespace
} // namespace cuibono::store
