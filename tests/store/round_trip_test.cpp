#include <gmock/gmock.h>

#include "sample.h"

namespace cuibono::store {
namespace {

using model::Change;
using RoundTrip = CaseFileTest;

void expect_same(const model::CaseSnapshot& a, const model::CaseSnapshot& b) {
  EXPECT_EQ(a.revision, b.revision);
  model::for_each_table(a, [&]<class Row>(const model::Table<Row>& table) {
    EXPECT_TRUE(table == b.of<Row>()) << Row::kTable;
    EXPECT_EQ(table.next_id(), b.of<Row>().next_id()) << Row::kTable;
  });
}

TEST_F(RoundTrip, A_new_case_holds_its_settings_and_says_who_made_it) {
  const auto file = create();
  const auto loaded = file.load().value();
  EXPECT_EQ(loaded.revision, 1u);
  EXPECT_EQ(model::setting(loaded, "title"), "Harbour");
  EXPECT_EQ(model::setting(loaded, "currency"), "XTS");
  const auto journal = file.journal().value();
  ASSERT_EQ(journal.size(), 1u);
  EXPECT_EQ(journal[0].batch.author, "Analyst");
  EXPECT_EQ(journal[0].batch.time, "2031-05-01T08:00:00Z");
}

TEST_F(RoundTrip, A_case_made_without_a_time_is_stamped_in_utc) {
  const auto file = CaseFile::create(path_, {}).value();
  EXPECT_THAT(file.journal().value()[0].batch.time, testing::MatchesRegex("20..-..-..T..:..:..Z"));
}

TEST_F(RoundTrip, Every_row_type_comes_back_with_every_member_set_and_with_none) {
  auto file = create();
  const auto batch = every_row();
  const auto next = model::apply(file.load().value(), batch).value();
  ASSERT_TRUE(file.commit(batch, next));
  expect_same(next, file.load().value());
  expect_same(next, reopen().load().value());
}

TEST_F(RoundTrip, Changed_and_deleted_rows_are_stored_as_they_are_now) {
  auto file = create();
  ASSERT_TRUE(apply_and_commit(file, every_row()));
  auto changed = filled<model::Tie>(2);
  changed.amount.reset();
  changed.citations.clear();
  const auto batch = batch_of("Correct ties", Change<model::Tie>{filled<model::Tie>(2), changed},
                              Change<model::Tie>{filled<model::Tie>(1), {}});
  const auto next = model::apply(file.load().value(), batch).value();
  ASSERT_TRUE(file.commit(batch, next));
  expect_same(next, reopen().load().value());
}

TEST_F(RoundTrip, A_deleted_row_number_is_never_given_again) {
  {
    auto file = create();
    ASSERT_TRUE(apply_and_commit(file, every_row()));
    ASSERT_TRUE(apply_and_commit(file, batch_of("Delete pin", Change<model::Pin>{plain<model::Pin>(4), {}})));
  }
  const auto loaded = reopen().load().value();
  EXPECT_EQ(loaded.of<model::Pin>().size(), 3u);
  EXPECT_EQ(loaded.of<model::Pin>().next_id().value, 5u);
}

TEST_F(RoundTrip, A_row_changed_twice_in_one_batch_keeps_the_last_value) {
  auto file = create();
  auto first = plain<model::Entity>(1), second = first;
  first.name = "First";
  second.name = "Second";
  ASSERT_TRUE(
      apply_and_commit(file, batch_of("Name", Change<model::Entity>{{}, first}, Change<model::Entity>{first, second})));
  EXPECT_EQ(file.load().value().entities().rows()[0].name, "Second");
  EXPECT_TRUE(file.verify());
}

TEST_F(RoundTrip, Reading_leaves_the_file_as_it_was_and_nothing_beside_it) {
  (void)create();
  const auto before = bytes_of(path_);
  {
    const auto file = CaseFile::open(path_, {.read_only = true}).value();
    EXPECT_TRUE(file.load());
    EXPECT_TRUE(file.verify());
  }
  EXPECT_EQ(bytes_of(path_), before);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1);
}

TEST_F(RoundTrip, A_file_that_nobody_can_change_is_read_where_nothing_may_be_written) {
  (void)create();
  const auto database = Database::open(path_, Database::Mode::Immutable);
  ASSERT_TRUE(database);
  EXPECT_EQ(database->integer("SELECT count(*) FROM journal").value(), 1);
  EXPECT_FALSE(database->is_writable());
}

} // namespace
} // namespace cuibono::store
