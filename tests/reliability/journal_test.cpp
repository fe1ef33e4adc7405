// A journal that somebody changed: whichever byte of whichever record it was, verify names the record; and a later signed
// head says from which record on the end was cut off.

#include <gmock/gmock.h>
#include <sqlite3.h>

#include <map>
#include <random>

#include "cells.h"
#include "commands.h"

namespace cuibono::reliability {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

class Journal : public ::testing::Test {
 protected:
  app::Session make() {
    auto session = test::new_session(path_);
    add_to(session, 2);
    return session;
  }
  static void add_to(app::Session& session, std::uint64_t last) {
    while (session.snapshot()->revision < last) {
      auto row = test::entity(0, "X" + std::to_string(session.snapshot()->revision), model::EntityKind::Person, "Somebody");
      ASSERT_TRUE(session.commit(*app::add_entity(*session.snapshot(), row)));
    }
  }
  std::string verified(const fs::path& path) {
    const auto file = CaseFile::open(path, {.read_only = true});
    const auto holds = file ? file->verify() : tl::unexpected(file.error());
    return holds ? "holds" : base::sentence(holds.error()) + " at " + holds.error().where;
  }

  test::TemporaryFolder folder_;
  fs::path path_ = folder_.path() / "case.cuibono";
};

// Texts that one row of the file has and no other: each record's hash, and its edits.
std::map<std::string, std::uint64_t> marks_of_records(const fs::path& path) {
  std::map<std::string, std::uint64_t> marks;
  sqlite3* handle = nullptr;
  EXPECT_EQ(sqlite3_open(path.c_str(), &handle), SQLITE_OK);
  const auto add = [](void* to, int, char** values, char**) {
    static_cast<decltype(marks)*>(to)->emplace(values[1], std::stoull(values[0]));
    return 0;
  };
  const char* sql = "SELECT revision,hash FROM journal UNION ALL SELECT revision,edits FROM journal_edits";
  EXPECT_EQ(sqlite3_exec(handle, sql, add, &marks, nullptr), SQLITE_OK);
  sqlite3_close(handle);
  return marks;
}

std::map<std::uint64_t, std::vector<Cell>> cells_of_records(const fs::path& path, const std::string& bytes) {
  const auto marks = marks_of_records(path);
  std::map<std::uint64_t, std::vector<Cell>> cells;
  for (const auto& cell : Pages(bytes).cells())
    for (const auto& extent : cell.extents)
      if (const auto mark = marks.find(bytes.substr(extent.at, extent.size)); mark != marks.end()) cells[mark->second].push_back(cell);
  return cells;
}

// One byte of the row's number, of its header and of each of its columns, one after the other, becomes another.
TEST_F(Journal, A_record_of_which_any_byte_was_changed_is_named) {
  const std::uint64_t last = static_cast<std::uint64_t>(rounds(40, 1002));
  {
    auto session = make();
    add_to(session, last);
  }
  const auto bytes = bytes_of(path_);
  const auto cells = cells_of_records(path_, bytes);
  std::mt19937_64 random(20314);
  const auto changed = folder_.path() / "changed.cuibono";
  int flips = 0;
  for (std::uint64_t record = 3; record <= last; ++record) {
    const auto found = cells.find(record);
    ASSERT_TRUE(found != cells.end() && found->second.size() == 2) << "heading and edits of record " << record << " in the file";
    for (const auto& cell : found->second) {
      auto longer = bytes; // not a byte of the record, but of how long the page says that it is
      longer[cell.framing.at + cell.framing.size - 1] ^= 1;
      put(changed, longer);
      EXPECT_NE(verified(changed), "holds") << "the length of a row of record " << record;
      for (const auto& extent : cell.extents) {
        auto now = bytes;
        const auto at = extent.at + random() % extent.size;
        now[at] = static_cast<char>(now[at] ^ static_cast<char>(1 + random() % 255));
        put(changed, now);
        ++flips;
        EXPECT_THAT(verified(changed), EndsWith("journal record " + std::to_string(record)))
            << "byte " << at - extent.at << " of the extent of " << extent.size << " bytes at " << extent.at;
        if (HasFailure()) return;
      }
    }
  }
  EXPECT_GE(flips, 10 * static_cast<int>(last - 2));
  put(changed, bytes);
  EXPECT_EQ(verified(changed), "holds") << "the control: no byte was changed";
  RecordProperty("flips", std::to_string(flips));
}

TEST_F(Journal, What_stands_in_its_tables_beside_the_records_is_noticed) {
  { auto session = make(); }
  for (const char* sql : {"DROP TRIGGER journal_grows; INSERT INTO journal SELECT 0,time,author,label,reason,kind,columns,parts,hash,clock FROM journal WHERE revision=1;",
                          "DROP TRIGGER edits_grow; INSERT INTO journal_edits VALUES(77,0,'[]');"}) {
    const auto copy = folder_.path() / "copy.cuibono";
    put(copy, bytes_of(path_));
    sqlite3* handle = nullptr;
    ASSERT_EQ(sqlite3_open(copy.c_str(), &handle), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(handle);
    sqlite3_close(handle);
    EXPECT_THAT(verified(copy), HasSubstr("rows of no record"));
  }
}

// Where the page itself is unreadable, the first record that was on it is named: an encrypted page holds as a whole.
TEST_F(Journal, Of_a_page_that_cannot_be_decrypted_the_first_record_is_named) {
  std::string code;
  {
    auto file = CaseFile::create_encrypted(path_, {}, {}, {"Ann", "ann's horse", "", protect::kLeastCost}, code);
    ASSERT_TRUE(file);
    for (int i = 0; i < 200; ++i) ASSERT_TRUE(file->note({.label = "Note " + std::to_string(i), .author = "Ann", .reason = {}, .time = "2031-05-01T12:00:00Z", .kind = model::BatchKind::Note, .edits = {}}));
  }
  const auto whole = bytes_of(path_);
  int named = 0;
  for (std::size_t at = 16384 + 2 * 4096 + 100; at < whole.size(); at += 4096) {
    auto changed = whole;
    changed[at] ^= 1;
    put(path_, changed);
    const auto file = CaseFile::open(path_, {.read_only = true, .passphrase = "ann's horse"});
    const auto holds = file ? file->verify() : tl::unexpected(file.error());
    ASSERT_FALSE(holds) << at;
    named += holds.error().where.find("journal record ") != std::string::npos;
  }
  EXPECT_GE(named, 5);
}

// Somebody puts an older copy in place, and the heads that were signed since come along in the file, or lie on paper.
TEST_F(Journal, Whose_end_was_cut_off_is_told_from_which_record_on_by_a_later_head) {
  const auto signer = protect::Signer::open_or_create(folder_.path() / "signing.key").value();
  const int cuts = rounds(6, 100);
  std::mt19937_64 random(20316);
  std::vector<std::pair<std::uint64_t, std::string>> older;
  std::uint64_t revision = 2;
  for (int i = 0; i < cuts; ++i) {
    {
      auto session = i == 0 ? make() : app::Session::open(path_, "tester", test::fixed_clock).value();
      revision += 1 + random() % 9;
      add_to(session, revision);
    }
    older.emplace_back(revision, bytes_of(path_));
  }
  store::Head head;
  {
    auto session = app::Session::open(path_, "tester", test::fixed_clock).value();
    add_to(session, revision + 1);
    head = session.sign(folder_.path() / "signing.key").value();
  }
  for (const auto& [last, bytes] : older) {
    SCOPED_TRACE(last);
    put(path_, bytes);
    EXPECT_EQ(verified(path_), "holds") << "the control: only the head shows it";
    const auto missing = "journal record " + std::to_string(last + 1);
    const auto against_paper = CaseFile::open(path_, {.read_only = true})->check_head(head);
    ASSERT_FALSE(against_paper);
    EXPECT_THAT(against_paper.error().what, HasSubstr("the end of the journal is missing"));
    EXPECT_THAT(against_paper.error().where, EndsWith(missing));
    sqlite3* handle = nullptr;
    ASSERT_EQ(sqlite3_open(path_.c_str(), &handle), SQLITE_OK);
    const auto values = std::to_string(head.revision) + ",'" + head.hash + "','" + head.time + "','" + head.signer + "','" + head.public_key + "','" + head.signature + "'";
    ASSERT_EQ(sqlite3_exec(handle, ("INSERT INTO heads VALUES(" + values + ")").c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(handle);
    EXPECT_THAT(verified(path_), EndsWith(missing));
  }
}

} // namespace
} // namespace cuibono::reliability
