// What is read out of a damaged case, and that nothing of it is ever replaced by an empty one.

#include "store/salvage.h"

#include <gmock/gmock.h>

#include "sample.h"
#include "store/backup.h"
#include "store/container.h"

namespace cuibono::store {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

constexpr std::size_t kPage = 4096;

model::Entity entity(std::uint32_t row) {
  model::Entity entity;
  entity.id = {row};
  entity.key = "P" + std::to_string(row);
  entity.name = std::string(300, static_cast<char>('a' + row % 26)); // a dozen to a page
  return entity;
}

class SalvageTest : public CaseFileTest {
 protected:
  // 600 entities in one step, then every kind of row, then one entity changed.
  void fill(CaseFile& file) {
    model::EditBatch many;
    many.label = "Import";
    many.author = "Ann";
    many.time = "2031-05-02T08:00:00Z";
    for (std::uint32_t row = 100; row < 700; ++row) many.edits.emplace_back(model::Change<model::Entity>{{}, entity(row)});
    ASSERT_TRUE(apply_and_commit(file, every_row()));
    ASSERT_TRUE(apply_and_commit(file, many));
    auto renamed = entity(350);
    renamed.name = "Renamed";
    ASSERT_TRUE(apply_and_commit(file, batch_of("Rename", model::Change<model::Entity>{entity(350), renamed})));
    whole_ = file.load().value();
  }
  void make_plain() {
    auto file = create();
    fill(file);
  }
  base::Result<Salvaged> run(const std::string& passphrase = {}) { return salvage(path_, passphrase, "Ann", "2031-06-01T08:00:00Z"); }

  // The pages that hold rows of that table.
  std::vector<std::size_t> leaves_of(const std::string& table) {
    sqlite3* handle = nullptr;
    EXPECT_EQ(sqlite3_open(path_.c_str(), &handle), SQLITE_OK);
    std::vector<std::size_t> pages;
    std::int64_t root = 0;
    const auto query = "SELECT rootpage FROM sqlite_schema WHERE name='" + table + "'";
    sqlite3_exec(handle, query.c_str(), [](void* to, int, char** value, char**) { *static_cast<std::int64_t*>(to) = std::atoll(value[0]); return 0; }, &root, nullptr);
    sqlite3_close(handle);
    // The root is an interior page: cells of a 4-byte child page each, and the right-most child at byte 8.
    const auto bytes = bytes_of(path_);
    const auto page = reinterpret_cast<const unsigned char*>(bytes.data()) + static_cast<std::size_t>(root - 1) * kPage;
    if (page[0] != 5) return {static_cast<std::size_t>(root)};
    const auto number = [&](const unsigned char* at) { return std::size_t{at[0]} << 24 | std::size_t{at[1]} << 16 | std::size_t{at[2]} << 8 | at[3]; };
    const int cells = page[3] << 8 | page[4];
    for (int i = 0; i < cells; ++i) pages.push_back(number(page + (page[12 + 2 * i] << 8 | page[13 + 2 * i])));
    pages.push_back(number(page + 8));
    return pages;
  }
  void spoil(const std::vector<std::size_t>& pages) {
    auto bytes = bytes_of(path_);
    for (const auto page : pages) std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>((page - 1) * kPage), kPage, '\xee');
    put_bytes(path_, bytes);
  }
  static const TableSalvage* of(const Salvaged& salvaged, const std::string& table) {
    const auto found = std::ranges::find(salvaged.tables, table, &TableSalvage::table);
    return found == salvaged.tables.end() ? nullptr : &*found;
  }
  CaseFile expect_verifies(const std::string& passphrase = {}) {
    auto file = CaseFile::open(path_, {.passphrase = passphrase});
    EXPECT_TRUE(file) << said(file.error());
    EXPECT_TRUE(file->verify());
    return std::move(*file);
  }
  model::CaseSnapshot whole_;
};

TEST_F(SalvageTest, Rows_on_a_page_that_is_gone_come_from_the_journal_where_it_holds) {
  make_plain();
  const auto leaves = leaves_of("entities");
  ASSERT_GT(leaves.size(), 20u);
  spoil({leaves[5], leaves[6], leaves[20]});
  const auto damaged = bytes_of(path_);
  EXPECT_FALSE(reopen().load());
  const auto salvaged = run();
  ASSERT_TRUE(salvaged) << said(salvaged.error());
  const auto* entities = of(*salvaged, "entities");
  ASSERT_TRUE(entities);
  EXPECT_GT(entities->from_journal, 20u);
  EXPECT_EQ(entities->read + entities->from_journal, whole_.entities().size());
  EXPECT_EQ(entities->lost, 0u);
  EXPECT_EQ(salvaged->journal_holds_to, 4u);
  EXPECT_EQ(bytes_of(salvaged->set_aside), damaged) << "the damaged case is kept as it was";
  const auto file = expect_verifies();
  EXPECT_EQ(file.load()->tables, whole_.tables);
  EXPECT_EQ(file.journal_headings()->back().batch.label, "Salvage a damaged case");
}

TEST_F(SalvageTest, A_journal_that_breaks_off_leaves_the_rows_as_they_stand) {
  make_plain();
  const auto leaves = leaves_of("journal_edits");
  tamper(path_, "DROP TRIGGER edits_keep; UPDATE journal_edits SET edits='[]' WHERE revision=3;"
                "CREATE TRIGGER edits_keep BEFORE UPDATE ON journal_edits BEGIN SELECT RAISE(ABORT,'the journal only grows'); END");
  const auto salvaged = run();
  ASSERT_TRUE(salvaged) << said(salvaged.error());
  EXPECT_EQ(salvaged->journal_holds_to, 2u);
  EXPECT_EQ(salvaged->journal_last, 4u);
  const auto file = expect_verifies();
  EXPECT_EQ(file.load()->tables, whole_.tables) << "the rows were all there";
  EXPECT_EQ(file.journal()->size(), 3u);
}

TEST_F(SalvageTest, What_neither_rows_nor_journal_hold_is_counted_and_stood_in_for) {
  make_plain();
  const auto leaves = leaves_of("entities");
  spoil({leaves[0]}); // the rows that the others name are on it
  tamper(path_, "DROP TRIGGER edits_keep; UPDATE journal_edits SET edits='[]' WHERE revision=2;"
                "CREATE TRIGGER edits_keep BEFORE UPDATE ON journal_edits BEGIN SELECT RAISE(ABORT,'the journal only grows'); END");
  const auto salvaged = run();
  ASSERT_TRUE(salvaged) << said(salvaged.error());
  EXPECT_EQ(salvaged->journal_holds_to, 1u);
  const auto* entities = of(*salvaged, "entities");
  const auto gone = whole_.entities().size() - entities->read;
  EXPECT_GT(gone, 0u);
  EXPECT_GE(entities->lost, gone) << "at most so many; numbers that were never given count too";
  EXPECT_GT(salvaged->stood_in, 0u);
  const auto now = expect_verifies().load().value();
  EXPECT_EQ(now.of<model::Tie>(), whole_.of<model::Tie>());
  EXPECT_EQ(now.entities().find(whole_.ties().rows()[0].source)->key, "lost-entity-" + std::to_string(whole_.ties().rows()[0].source.value));
}

TEST_F(SalvageTest, A_file_cut_short_gives_what_stands_before_the_cut) {
  make_plain();
  const auto bytes = bytes_of(path_);
  for (const double part : {.9, .6, .3}) {
    put_bytes(path_, bytes.substr(0, static_cast<std::size_t>(static_cast<double>(bytes.size()) * part)));
    const auto salvaged = run();
    if (!salvaged) {
      EXPECT_THAT(said(salvaged.error()), HasSubstr("cuibono restore")) << part;
      continue;
    }
    expect_verifies();
    fs::remove(salvaged->set_aside);
  }
}

TEST_F(SalvageTest, Of_an_encrypted_case_with_the_same_passphrase_and_still_encrypted) {
  std::string code;
  {
    auto file = CaseFile::create_encrypted(path_, {{"title", "CANARY"}}, {"Ann", "2031-05-01T08:00:00Z"},
                                           {"Ann", "correct horse", "vault horse", protect::kLeastCost}, code).value();
    fill(file);
  }
  auto bytes = bytes_of(path_);
  for (const std::size_t page : {40u, 41u, 60u, 90u}) bytes[kContainerHeader + page * kPage + 700] ^= 1; // one bit undoes a page
  put_bytes(path_, bytes);
  EXPECT_FALSE(CaseFile::open(path_, {.read_only = true, .passphrase = "correct horse"})->verify());
  EXPECT_EQ(run("wrong horse").error().kind, base::ErrorKind::Refused);
  const auto salvaged = run("correct horse");
  ASSERT_TRUE(salvaged) << said(salvaged.error());
  const auto file = expect_verifies("correct horse");
  EXPECT_EQ(bytes_of(path_).find("CANARY"), std::string::npos);
  EXPECT_TRUE(file.open_vault("vault horse"));
  EXPECT_TRUE(CaseFile::open(path_, {.read_only = true, .passphrase = code}));
}

TEST_F(SalvageTest, Lost_key_slots_are_taken_from_the_newest_backup) {
  std::string code;
  {
    auto file = CaseFile::create_encrypted(path_, {}, {"Ann", "2031-05-01T08:00:00Z"}, {"Ann", "correct horse", "", protect::kLeastCost}, code).value();
    fill(file);
    ASSERT_TRUE(file.back_up("2031-05-04T12:00:00Z"));
  }
  auto bytes = bytes_of(path_);
  std::fill_n(bytes.begin(), kContainerHeader, '\0');
  put_bytes(path_, bytes);
  const auto salvaged = run("correct horse");
  ASSERT_TRUE(salvaged) << said(salvaged.error());
  EXPECT_EQ(expect_verifies("correct horse").load()->tables, whole_.tables);
}

TEST_F(SalvageTest, Exhibits_files_come_along_and_one_that_is_gone_is_counted) {
  {
    auto file = create();
    fill(file);
    put_bytes(folder_ / "a.pdf", "inside");
    put_bytes(folder_ / "b.pdf", "beside the case");
    put_bytes(folder_ / "c.pdf", "beside, and lost");
    ASSERT_TRUE(file.take_in(folder_ / "a.pdf"));
    ASSERT_TRUE(file.take_in(folder_ / "b.pdf", 4));
    const auto lost = file.take_in(folder_ / "c.pdf", 4).value();
    fs::remove(fs::path(path_.string() + ".exhibits") / lost.sha256);
  }
  const auto salvaged = run();
  ASSERT_TRUE(salvaged) << said(salvaged.error());
  EXPECT_EQ(salvaged->files_kept, 2u);
  EXPECT_EQ(salvaged->files_lost, 1u);
  expect_verifies();
}

TEST_F(SalvageTest, Where_nothing_can_be_read_the_case_stays_as_it_is) {
  make_plain();
  auto bytes = bytes_of(path_);
  std::fill_n(bytes.begin(), kPage, '\xee');
  put_bytes(path_, bytes);
  const auto salvaged = run();
  ASSERT_FALSE(salvaged);
  EXPECT_THAT(said(salvaged.error()), HasSubstr("cuibono restore CASE"));
  EXPECT_EQ(bytes_of(path_), bytes);
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder_)) ++files;
  EXPECT_EQ(files, 1u) << "no unfinished file stays";
}

TEST_F(SalvageTest, A_sound_case_comes_out_as_it_went_in) {
  make_plain();
  const auto salvaged = run();
  ASSERT_TRUE(salvaged) << said(salvaged.error());
  EXPECT_EQ(expect_verifies().load()->tables, whole_.tables);
  for (const auto& table : salvaged->tables) EXPECT_EQ(table.lost + table.from_journal, 0u) << table.table;
}

} // namespace
} // namespace cuibono::store
