// An encrypted case: who opens it, and what is seen of it from outside.

#include <gmock/gmock.h>

#include "protect/limits.h"
#include "sample.h"
#include "store/container.h"

namespace cuibono::store {
namespace {

using ::testing::HasSubstr;

class Encryption : public CaseFileTest {
 protected:
  CaseFile create_locked() {
    auto file = CaseFile::create_encrypted(path_, {{"title", "Harbour"}}, {"Ann", "2031-05-01T08:00:00Z"},
                                           {"Ann", "correct horse", "vault horse", protect::kLeastCost}, code_);
    return std::move(file).value();
  }
  base::Result<CaseFile> open(const std::string& passphrase, bool read_only = false) {
    return CaseFile::open(path_, {.read_only = read_only, .passphrase = passphrase});
  }
  std::string code_;
};

TEST_F(Encryption, A_case_comes_back_whole_to_whoever_has_a_passphrase_or_the_code) {
  model::CaseSnapshot written;
  {
    auto file = create_locked();
    EXPECT_TRUE(file.is_encrypted());
    ASSERT_TRUE(apply_and_commit(file, every_row()));
    ASSERT_TRUE(file.add_person("correct horse", "Ben", "battery staple", protect::kLeastCost));
    written = file.load().value();
  }
  for (const auto& passphrase : {std::string("correct horse"), std::string("battery staple"), code_}) {
    const auto file = open(passphrase);
    ASSERT_TRUE(file) << said(file.error());
    EXPECT_TRUE(file->verify());
    EXPECT_EQ(file->load()->tables, written.tables);
    EXPECT_TRUE(open(passphrase, true));
  }
  EXPECT_EQ(open("correct horse")->people().value(), (std::vector<std::string>{"Ann", "recovery code", "Ben"}));
}

TEST_F(Encryption, A_wrong_passphrase_or_none_is_refused_and_nothing_is_said_of_the_contents) {
  create_locked();
  for (const auto* passphrase : {"", "correct", "vault horse"}) {
    const auto file = open(passphrase);
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error().kind, base::ErrorKind::Refused);
  }
  std::string code;
  const auto weak = CaseFile::create_encrypted(folder_ / "weak.cuibono", {}, {}, {"Ann", "short"}, code);
  ASSERT_FALSE(weak);
  EXPECT_EQ(weak.error().kind, base::ErrorKind::Usage);
}

TEST_F(Encryption, The_vault_has_a_passphrase_of_its_own) {
  const auto file = create_locked();
  EXPECT_FALSE(file.is_vault_open().value());
  EXPECT_FALSE(file.open_vault("correct horse"));
  const auto key = file.open_vault("vault horse");
  ASSERT_TRUE(key);
  EXPECT_EQ(file.open_vault(code_), *key);
  EXPECT_THAT(said(file.open_vault("").error()), HasSubstr("the vault is locked"));
}

TEST_F(Encryption, Neither_file_nor_log_shows_a_word_of_the_case) {
  auto file = create_locked();
  auto row = filled<model::Exhibit>(1);
  row.title = "CANARY the harbour master";
  ASSERT_TRUE(apply_and_commit(file, batch_of("CANARY label", model::Change<model::Exhibit>{{}, row})));
  auto log = path_;
  log += "-wal";
  for (const auto& part : {path_, log}) {
    const auto bytes = bytes_of(part);
    ASSERT_GT(bytes.size(), 0u) << part;
    for (const auto* word : {"CANARY", "Harbour", "SQLite format", "CREATE TABLE", "correct horse"})
      EXPECT_EQ(bytes.find(word), std::string::npos) << word << " in " << part;
  }
}

TEST_F(Encryption, As_many_as_may_open_it_fit_into_the_header_with_the_longest_names_and_the_dearest_passphrases) {
  const auto key = protect::Key::random();
  protect::KeyRing ring(key);
  const auto name = [](std::size_t i) { return std::string(protect::kLongestHolder - 1, 'x') + std::to_string(i); };
  for (std::size_t i = 0; i < protect::kMostSlots; ++i) ASSERT_TRUE(ring.add(key, name(i), "battery staple", protect::kLeastCost));
  auto text = ring.encode();
  const auto dearest = std::string(R"("memory":1073741824,)"), least = std::string(R"("memory":8192,)");
  for (auto at = text.find(least); at != std::string::npos; at = text.find(least, at)) text.replace(at, least.size(), dearest);
  text += std::string(protect::kMostSlots, ' '); // passes of two digits
  const auto made = create_container(path_, text);
  EXPECT_TRUE(made) << said(made.error());
  EXPECT_EQ(read_container(path_).value(), text);
}

TEST_F(Encryption, The_eleventh_who_is_to_open_the_case_is_refused_with_a_sentence) {
  auto file = create_locked(); // Ann and the code
  for (std::size_t i = 2; i < protect::kMostSlots; ++i)
    ASSERT_TRUE(file.add_person("correct horse", "Person " + std::to_string(i), "battery staple", protect::kLeastCost));
  const auto refused = file.add_person("correct horse", "Zoe", "battery staple", protect::kLeastCost);
  ASSERT_FALSE(refused);
  EXPECT_THAT(said(refused.error()), HasSubstr("10 can open it at most"));
  EXPECT_EQ(file.people()->size(), protect::kMostSlots);
  EXPECT_TRUE(open("correct horse"));
}

TEST_F(Encryption, A_header_copy_that_was_cut_off_leaves_the_other) {
  {
    auto file = create_locked();
    ASSERT_TRUE(file.add_person("correct horse", "Ben", "battery staple", protect::kLeastCost)); // writes the first copy
  }
  const auto whole = bytes_of(path_);
  auto torn = whole;
  std::fill(torn.begin() + 512, torn.begin() + kHeaderCopy, '\0');
  put_bytes(path_, torn);
  EXPECT_TRUE(open("correct horse"));
  EXPECT_FALSE(open("battery staple")) << "Ben was in the copy that is gone";
  torn = whole;
  std::fill(torn.begin(), torn.begin() + kContainerHeader, '\0');
  put_bytes(path_, torn);
  EXPECT_FALSE(open("correct horse"));
}

TEST_F(Encryption, A_byte_changed_anywhere_is_noticed) {
  model::CaseSnapshot written;
  {
    auto file = create_locked();
    ASSERT_TRUE(apply_and_commit(file, every_row()));
    written = file.load().value();
  }
  const auto whole = bytes_of(path_);
  for (std::size_t at = 5; at < whole.size(); at += 1 + whole.size() / 60) {
    auto changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x10);
    put_bytes(path_, changed);
    const auto file = open("correct horse", true);
    if (!file || !file->verify()) continue;
    EXPECT_LT(at, kContainerHeader) << "one header copy may be lost, the database may not";
    EXPECT_EQ(file->load()->tables, written.tables);
  }
}

TEST_F(Encryption, Of_a_damaged_page_and_a_wrong_key_nothing_is_printed_but_what_the_caller_says) {
  { auto file = create_locked(); }
  auto bytes = bytes_of(path_);
  bytes[bytes.size() - 2000] ^= 1;
  put_bytes(path_, bytes);
  testing::internal::CaptureStderr();
  const auto file = open("correct horse", true);
  EXPECT_FALSE(file && file->verify());
  const auto wrong = Database::open(path_, Database::Mode::Immutable, std::string(64, '0'));
  EXPECT_FALSE(wrong && wrong->integer("SELECT count(*) FROM journal"));
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST_F(Encryption, A_stock_SQLCipher_opens_what_stands_behind_the_header) {
  { auto file = create_locked(); }
  const auto ring = protect::KeyRing::decode(read_container(path_).value().value()).value();
  const auto behind = folder_ / "behind.db";
  put_bytes(behind, bytes_of(path_).substr(kContainerHeader));
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open(behind.c_str(), &handle), SQLITE_OK);
  const auto key = "PRAGMA key=\"x'" + ring.open("correct horse")->hex() + "'\"";
  EXPECT_EQ(sqlite3_exec(handle, key.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(handle, "SELECT count(*) FROM journal", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(handle);
}

} // namespace
} // namespace cuibono::store
