// Backups, and cases of older and newer versions.

#include "store/backup.h"

#include <gmock/gmock.h>

#include "sample.h"

namespace cuibono::store {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Backup : public CaseFileTest {
 protected:
  CaseFile with_rows() {
    auto file = create();
    EXPECT_TRUE(apply_and_commit(file, every_row()));
    return file;
  }
};

TEST_F(Backup, Is_the_whole_case_as_it_stood_while_it_is_open) {
  auto file = with_rows();
  const auto written = file.load().value();
  const auto backup = file.back_up("2031-05-04T120000Z");
  ASSERT_TRUE(backup) << said(backup.error());
  ASSERT_TRUE(apply_and_commit(file, batch_of("Delete", model::Change<model::Asset>{filled<model::Asset>(3), {}})));
  const auto copy = CaseFile::open(*backup, {.read_only = true});
  ASSERT_TRUE(copy) << said(copy.error());
  EXPECT_TRUE(copy->verify());
  EXPECT_EQ(copy->load()->tables, written.tables);
  EXPECT_THAT(list_backups(path_), ElementsAre(*backup));
}

TEST_F(Backup, Of_an_encrypted_case_is_encrypted_and_opens_with_the_same_passphrases) {
  std::string code;
  auto file = CaseFile::create_encrypted(path_, {{"title", "CANARY"}}, {"Ann", "2031-05-01T08:00:00Z"},
                                         {"Ann", "correct horse", "", protect::kLeastCost}, code).value();
  const auto backup = file.back_up("2031-05-04T12:00:00Z");
  ASSERT_TRUE(backup) << said(backup.error());
  EXPECT_EQ(bytes_of(*backup).find("CANARY"), std::string::npos);
  EXPECT_FALSE(CaseFile::open(*backup, {.read_only = true}));
  for (const auto& passphrase : {std::string("correct horse"), code}) {
    const auto copy = CaseFile::open(*backup, {.read_only = true, .passphrase = passphrase});
    ASSERT_TRUE(copy) << said(copy.error());
    EXPECT_TRUE(copy->verify());
  }
}

TEST_F(Backup, Takes_the_place_of_a_damaged_case_which_is_set_aside) {
  model::CaseSnapshot written;
  {
    auto file = with_rows();
    written = file.load().value();
    ASSERT_TRUE(file.back_up("2031-05-04T12:00:00Z"));
  }
  auto bytes = bytes_of(path_);
  std::fill(bytes.begin() + 4096, bytes.begin() + 3 * 4096, '\xff');
  put_bytes(path_, bytes);
  const auto restored = restore(path_, {}, "", "2031-05-05T12:00:00Z");
  ASSERT_TRUE(restored) << said(restored.error());
  EXPECT_EQ(bytes_of(restored->set_aside), bytes) << "the damaged case is kept as it was";
  const auto file = CaseFile::open(path_);
  ASSERT_TRUE(file);
  EXPECT_TRUE(file->verify());
  EXPECT_EQ(file->load()->tables, written.tables);
}

TEST_F(Backup, That_is_damaged_itself_is_passed_over) {
  {
    auto file = with_rows();
    ASSERT_TRUE(file.back_up("2031-05-04T12:00:00Z"));
    const auto newer = file.back_up("2031-05-05T12:00:00Z").value();
    put_bytes(newer, bytes_of(newer).substr(0, 5000));
  }
  const auto restored = restore(path_, {}, "", "2031-05-06T12:00:00Z");
  ASSERT_TRUE(restored) << said(restored.error());
  EXPECT_THAT(restored->from.string(), HasSubstr("2031-05-04T120000Z"));
}

TEST_F(Backup, Without_any_that_verifies_the_case_stays_where_it_is) {
  { auto file = with_rows(); }
  const auto before = bytes_of(path_);
  EXPECT_FALSE(restore(path_, {}, "", "2031-05-06T12:00:00Z"));
  EXPECT_EQ(bytes_of(path_), before);
}

TEST(Rotation, Keeps_five_then_one_a_day_for_a_week_then_one_a_month_for_a_year) {
  std::vector<std::string> names;
  for (int month = 1; month <= 12; ++month)
    for (int day = 1; day <= 28; ++day)
      for (const char* hour : {"08", "20"}) {
        char name[64];
        std::snprintf(name, sizeof name, "case-2031-%02d-%02dT%s0000Z.cuibono", month, day, hour);
        names.emplace_back(name);
      }
  names.push_back("letter.odt");
  names.push_back("case-2031-01-01.cuibono");
  auto gone = outdated_backups(names);
  std::vector<std::string> kept;
  for (const auto& name : names)
    if (std::ranges::find(gone, name) == gone.end()) kept.push_back(name);
  // 28, 28, 27, 27, 26 December; 25, 24, 23, 22 December; the last of January to November; what is not ours.
  EXPECT_EQ(kept.size(), 5u + 4u + 11u + 2u);
  EXPECT_TRUE(outdated_backups({"case-2031-01-01T080000Z.cuibono", "letter.odt"}).empty());
}

// What a case of format 1 lacked.
constexpr const char* kToFormatOne = R"(
DROP TRIGGER heads_keep; DROP TRIGGER heads_stay; DROP TRIGGER content_keeps; DROP TRIGGER content_stays;
DROP TABLE heads; DROP TABLE timestamps; DROP TABLE content; DROP TABLE meta;
DROP TABLE custody; DROP TABLE disclosure; ALTER TABLE journal DROP COLUMN clock;
ALTER TABLE entities DROP COLUMN sealed; ALTER TABLE entities DROP COLUMN masks; ALTER TABLE roles DROP COLUMN polarity;
ALTER TABLE exhibits DROP COLUMN collected_place; ALTER TABLE exhibits DROP COLUMN collected_how;
ALTER TABLE exhibits DROP COLUMN derived_from; ALTER TABLE exhibits DROP COLUMN sha256;
ALTER TABLE ties DROP COLUMN assessment; ALTER TABLE payments DROP COLUMN polarity; ALTER TABLE payments DROP COLUMN assessment;
DELETE FROM sequence WHERE name IN ('custody','disclosure'); PRAGMA user_version=1;)";

TEST_F(Backup, Is_made_before_a_case_of_an_older_version_is_brought_up_to_date) {
  {
    auto file = create();
    model::Entity row;
    row.id = {1};
    row.key = "O1";
    row.name = "Olga Owner";
    model::Payment payment;
    payment.id = {1};
    payment.payer = payment.payee = {1};
    ASSERT_TRUE(apply_and_commit(file, batch_of("Add", model::Change<model::Entity>{{}, row}, model::Change<model::Payment>{{}, payment})));
  }
  tamper(path_, kToFormatOne);
  {
    const auto file = CaseFile::open(path_, {.read_only = true});
    ASSERT_TRUE(file) << said(file.error());
    const auto now = file->load().value();
    EXPECT_EQ(now.entities().rows()[0].name, "Olga Owner");
    EXPECT_EQ(now.payments().rows()[0].polarity, model::Polarity::Supports);
    EXPECT_FALSE(now.case_id.empty());
    EXPECT_FALSE(file->vault_seal_with().empty());
    EXPECT_EQ(now.revision, 2u);
  }
  const auto backups = list_backups(path_);
  ASSERT_EQ(backups.size(), 1u);
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open(backups[0].c_str(), &handle), SQLITE_OK);
  EXPECT_NE(sqlite3_exec(handle, "SELECT sealed FROM entities", nullptr, nullptr, nullptr), SQLITE_OK) << "as it was before";
  sqlite3_close(handle);
  auto again = CaseFile::open(path_);
  ASSERT_TRUE(again);
  EXPECT_TRUE(apply_and_commit(*again, batch_of("Note")));
}

TEST_F(Backup, A_case_of_a_newer_version_can_be_read_and_is_not_written_to) {
  { auto file = with_rows(); }
  tamper(path_, "ALTER TABLE ties ADD COLUMN weather TEXT; CREATE TABLE drones(id INTEGER PRIMARY KEY) STRICT; PRAGMA user_version=9");
  const auto before = bytes_of(path_);
  const auto writing = CaseFile::open(path_);
  ASSERT_FALSE(writing);
  EXPECT_THAT(said(writing.error()), HasSubstr("newer version"));
  const auto reading = CaseFile::open(path_, {.read_only = true});
  ASSERT_TRUE(reading) << said(reading.error());
  EXPECT_EQ(reading->load()->ties().size(), 4u);
  tamper(path_, "ALTER TABLE ties DROP COLUMN notes");
  EXPECT_FALSE(CaseFile::open(path_, {.read_only = true}));
}

} // namespace
} // namespace cuibono::store
