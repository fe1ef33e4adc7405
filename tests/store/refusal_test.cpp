#include <gmock/gmock.h>

#include "sample.h"

namespace cuibono::store {
namespace {

using testing::AllOf;
using testing::HasSubstr;

// Opens a changed copy of a case and tells why it is refused.
class Refusal : public CaseFileTest {
 protected:
  std::string opening() const {
    const auto file = CaseFile::open(path_);
    if (file) return "opened";
    EXPECT_THAT(file.error().where, HasSubstr(path_.filename().string()));
    EXPECT_EQ(base::exit_code(file.error().kind), 3);
    return said(file.error());
  }
  std::string verifying() {
    const auto result = reopen().verify();
    return result ? "holds" : said(result.error());
  }
  void make_case() {
    auto file = create();
    ASSERT_TRUE(apply_and_commit(file, every_row()));
    auto pin = filled<model::Pin>(1);
    pin.x = 12;
    ASSERT_TRUE(apply_and_commit(file, batch_of("Move", model::Change<model::Pin>{filled<model::Pin>(1), pin})));
  }
};

TEST_F(Refusal, What_is_not_there) { EXPECT_THAT(opening(), HasSubstr("there is no such case")); }

TEST_F(Refusal, A_folder) {
  std::filesystem::create_directory(path_);
  EXPECT_THAT(opening(), HasSubstr("not a file"));
}

TEST_F(Refusal, Garbage_and_an_empty_file) {
  put_bytes(path_, "");
  EXPECT_THAT(opening(), HasSubstr("not a Cui Bono case"));
  put_bytes(path_, std::string(5000, 'x'));
  EXPECT_THAT(opening(), HasSubstr("not a Cui Bono case"));
}

TEST_F(Refusal, A_database_of_another_program_which_stays_as_it_was) {
  tamper(path_, "CREATE TABLE t(a); INSERT INTO t VALUES(1)");
  const auto before = bytes_of(path_);
  EXPECT_THAT(opening(), HasSubstr("another program"));
  EXPECT_EQ(bytes_of(path_), before);
}

TEST_F(Refusal, A_newer_version) {
  make_case();
  tamper(path_, "PRAGMA user_version=3");
  EXPECT_THAT(opening(), AllOf(HasSubstr("newer version"), HasSubstr("format 3")));
}

TEST_F(Refusal, A_truncated_case) {
  make_case();
  const auto bytes = bytes_of(path_);
  put_bytes(path_, bytes.substr(0, bytes.size() / 2));
  EXPECT_THAT(opening(), HasSubstr("damaged"));
}

TEST_F(Refusal, A_case_whose_beginning_alone_is_left) {
  make_case();
  const auto bytes = bytes_of(path_);
  put_bytes(path_, bytes.substr(0, 100) + std::string(bytes.size() - 100, '\xaa'));
  EXPECT_THAT(opening(), HasSubstr("damaged"));
}

TEST_F(Refusal, A_case_with_a_trigger_of_somebody_else) {
  make_case();
  tamper(path_, "CREATE TRIGGER evil AFTER INSERT ON ties BEGIN DELETE FROM pins; END");
  EXPECT_THAT(opening(), HasSubstr("did not make"));
}

TEST_F(Refusal, A_case_without_one_of_its_tables) {
  make_case();
  tamper(path_, "DROP TABLE pins");
  EXPECT_THAT(opening(), HasSubstr("a table is missing"));
}

TEST_F(Refusal, A_row_whose_value_cannot_be) {
  make_case();
  tamper(path_, "UPDATE ties SET \"from\"='yesterday' WHERE \"row\"=2");
  const auto loaded = reopen().load();
  ASSERT_FALSE(loaded);
  EXPECT_THAT(said(loaded.error()), HasSubstr("ties row 2"));
}

TEST_F(Refusal, Verify_accepts_a_case_as_it_was_written) {
  make_case();
  EXPECT_EQ(verifying(), "holds");
}

TEST_F(Refusal, Verify_names_the_record_whose_edits_were_changed) {
  make_case();
  tamper(path_,
         "DROP TRIGGER edits_keep; UPDATE journal_edits SET edits=replace(edits,'p. 4','p. 5') WHERE revision=2");
  EXPECT_THAT(verifying(), AllOf(HasSubstr("journal record 2"), HasSubstr("was changed after it was written")));
}

TEST_F(Refusal, Verify_names_the_record_whose_author_was_changed) {
  make_case();
  tamper(path_, "DROP TRIGGER journal_keeps; UPDATE journal SET author='Another' WHERE revision=3");
  EXPECT_THAT(verifying(), HasSubstr("journal record 3"));
}

TEST_F(Refusal, Verify_names_the_record_that_is_missing) {
  make_case();
  tamper(path_, "DROP TRIGGER journal_stays; DELETE FROM journal WHERE revision=2");
  EXPECT_THAT(verifying(), AllOf(HasSubstr("journal record 2"), HasSubstr("missing")));
}

TEST_F(Refusal, Verify_names_the_record_that_lost_a_part) {
  make_case();
  tamper(path_, "DROP TRIGGER edits_stay; DELETE FROM journal_edits WHERE revision=2");
  EXPECT_THAT(verifying(), AllOf(HasSubstr("journal record 2"), HasSubstr("missing")));
}

TEST_F(Refusal, Verify_names_the_row_that_was_changed_past_the_journal) {
  make_case();
  tamper(path_, "UPDATE payments SET amount=amount-1 WHERE \"row\"=2");
  EXPECT_THAT(verifying(), HasSubstr("payments row 2"));
}

TEST_F(Refusal, Verify_names_the_row_that_was_added_or_taken_past_the_journal) {
  make_case();
  tamper(path_, "DELETE FROM wages WHERE \"row\"=3");
  EXPECT_THAT(verifying(), HasSubstr("wages row 3"));
  tamper(path_, "DELETE FROM wages WHERE \"row\"=4; INSERT INTO \"case\" VALUES(9,'k','v')");
  EXPECT_THAT(verifying(), HasSubstr("case row 9"));
}

TEST_F(Refusal, Verify_notices_a_row_number_that_would_come_twice) {
  make_case();
  ASSERT_EQ(verifying(), "holds");
  {
    auto file = reopen();
    ASSERT_TRUE(apply_and_commit(file, batch_of("Unpin", model::Change<model::Pin>{plain<model::Pin>(4), {}})));
  }
  tamper(path_, "UPDATE sequence SET next=4 WHERE name='pins'");
  EXPECT_THAT(verifying(), AllOf(HasSubstr("second time"), HasSubstr("pins")));
}

TEST_F(Refusal, Verify_notices_that_the_journal_is_no_longer_guarded) {
  make_case();
  tamper(path_, "DROP TRIGGER journal_keeps");
  EXPECT_THAT(verifying(), HasSubstr("trigger"));
}

TEST_F(Refusal, Verify_notices_damage_that_no_row_shows) {
  make_case();
  auto bytes = bytes_of(path_);
  bytes[39] = 5; // counts pages as free that are not
  put_bytes(path_, bytes);
  EXPECT_THAT(verifying(), HasSubstr("own check"));
}

TEST_F(Refusal, Verify_notices_a_damaged_page) {
  make_case();
  auto bytes = bytes_of(path_);
  std::fill(bytes.end() - 4096, bytes.end() - 2048, '\x5a');
  put_bytes(path_, bytes);
  EXPECT_NE(verifying(), "holds");
}

} // namespace
} // namespace cuibono::store
