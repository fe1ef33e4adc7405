// Somebody who could open the case leaves: what still opens, for whom, and that nothing is lost.

#include <gmock/gmock.h>

#include "protect/seal.h"
#include "sample.h"
#include "store/backup.h"
#include "store/container.h"
#include "store/rekey.h"

namespace cuibono::store {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using protect::kLeastCost;

model::EditBatch record(const std::string& label) {
  model::EditBatch batch;
  batch.kind = model::BatchKind::Note;
  batch.label = label;
  batch.author = "Ann";
  batch.time = "2031-05-02T08:00:00Z";
  return batch;
}

model::Entity victim(std::uint32_t row, const std::string& name) {
  model::Entity entity;
  entity.id = {row};
  entity.key = "V" + std::to_string(row);
  entity.name = name;
  entity.is_protected = true;
  return entity;
}

class Rekey : public CaseFileTest {
 protected:
  // Ann opens case and vault, Ben both, Cem the case alone; the vault's passphrases end in "vault".
  CaseFile create_shared() {
    auto file = CaseFile::create_encrypted(path_, {{"title", "Harbour"}}, {"Ann", "2031-05-01T08:00:00Z"},
                                           {"Ann", "ann's horse", "ann's vault", kLeastCost}, code_).value();
    EXPECT_TRUE(file.add_person("ann's horse", "Ben", "ben's horse", kLeastCost));
    EXPECT_TRUE(file.add_person("ann's horse", "Cem", "cem's horse", kLeastCost));
    EXPECT_TRUE(file.add_vault_person("ann's vault", "Ben", "ben's vault", kLeastCost));
    return file;
  }
  static Removal without(const std::string& holder, const std::string& passphrase = "ann's horse", const std::string& vault = "ann's vault") {
    return {holder, passphrase, vault, record(holder + " left")};
  }
  base::Result<CaseFile> open(const std::string& passphrase) { return CaseFile::open(path_, {.passphrase = passphrase}); }
  CaseFile reopen_as(const std::string& passphrase) { return open(passphrase).value(); }
  void add_victim(CaseFile& file, std::uint32_t row, const std::string& name) {
    const auto before = file.load().value();
    auto batch = batch_of("Add victim", model::Change<model::Entity>{{}, victim(row, name)});
    ASSERT_TRUE(seal_identities(before, batch, file.vault_seal_with()));
    ASSERT_TRUE(file.commit(batch, model::apply(before, batch).value()));
  }
  std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
  }
  std::string code_;
};

TEST_F(Rekey, Who_leaves_cannot_open_the_case_and_who_stays_opens_it_as_before) {
  model::CaseSnapshot before;
  {
    auto file = create_shared();
    ASSERT_TRUE(apply_and_commit(file, every_row()));
    before = file.load().value();
    const auto removed = file.remove_person(without("Ben"));
    ASSERT_TRUE(removed) << said(removed.error());
    EXPECT_THAT(file.people().value(), ElementsAre("Ann", "recovery code", "Cem"));
    EXPECT_EQ(file.load()->tables, before.tables) << "the same object goes on";
    EXPECT_TRUE(apply_and_commit(file, batch_of("Note")));
  }
  EXPECT_EQ(open("ben's horse").error().kind, base::ErrorKind::Refused);
  for (const auto& passphrase : {std::string("ann's horse"), std::string("cem's horse"), code_}) {
    const auto file = open(passphrase);
    ASSERT_TRUE(file) << said(file.error());
    EXPECT_TRUE(file->verify());
    EXPECT_EQ(file->load()->tables, before.tables);
  }
  const auto last = open("ann's horse")->journal_headings().value();
  EXPECT_EQ(last[last.size() - 2].batch.label, "Ben left");
}

TEST_F(Rekey, The_data_key_that_the_leaver_knew_opens_nothing_and_no_old_page_stays_in_the_file) {
  std::string old_key, old_bytes;
  {
    auto file = create_shared();
    ASSERT_TRUE(apply_and_commit(file, every_row()));
    old_key = protect::KeyRing::decode(read_container(path_)->value())->open("ben's horse")->hex();
    ASSERT_TRUE(file.back_up("2031-05-02T08:00:00Z"));
    old_bytes = bytes_of(list_backups(path_).front());
    ASSERT_TRUE(file.remove_person(without("Ben")));
  }
  const auto database = Database::open(path_, Database::Mode::Immutable, old_key);
  EXPECT_FALSE(database && database->integer("SELECT count(*) FROM journal"));
  const auto bytes = bytes_of(path_);
  for (std::size_t page = kContainerHeader; page + 4096 <= old_bytes.size(); page += 4096)
    EXPECT_EQ(bytes.find(old_bytes.substr(page, 64)), std::string::npos) << "page at " << page;
}

TEST_F(Rekey, A_backup_made_before_still_opens_for_who_left_and_one_made_after_does_not) {
  auto file = create_shared();
  const auto before = file.back_up("2031-05-02T08:00:00Z").value();
  ASSERT_TRUE(file.remove_person(without("Ben")));
  const auto after = file.back_up("2031-05-03T08:00:00Z").value();
  const auto opens = [](const fs::path& path) { return CaseFile::open(path, {.read_only = true, .passphrase = "ben's horse"}).has_value(); };
  EXPECT_TRUE(opens(before));
  EXPECT_FALSE(opens(after));
  EXPECT_EQ(delete_backups_but(path_, after).value(), 1u);
  EXPECT_THAT(list_backups(path_), ElementsAre(after));
}

TEST_F(Rekey, The_vault_has_a_new_key_for_what_is_sealed_from_now_on_and_opens_what_was_sealed_before) {
  auto file = create_shared();
  add_victim(file, 1, "Zebulon Canarius");
  const auto old_keys = file.open_vault("ben's vault").value();
  ASSERT_TRUE(file.remove_person(without("Ben")));
  EXPECT_THAT(file.vault_people().value(), ElementsAre("Ann", "recovery code"));
  EXPECT_FALSE(file.open_vault("ben's vault"));
  add_victim(file, 2, "Yolanda Canarius");
  const auto now = file.load().value();
  for (const auto& passphrase : {std::string("ann's vault"), code_}) {
    const auto shown = with_identities(now, file.open_vault(passphrase).value());
    ASSERT_TRUE(shown) << said(shown.error());
    EXPECT_EQ(shown->entities().rows()[0].name, "Zebulon Canarius");
    EXPECT_EQ(shown->entities().rows()[1].name, "Yolanda Canarius");
  }
  EXPECT_TRUE(with_identity(now.entities().rows()[0], now.case_id, old_keys)) << "sealed while Ben could open the vault";
  EXPECT_FALSE(with_identity(now.entities().rows()[1], now.case_id, old_keys));
}

TEST_F(Rekey, A_second_removal_keeps_the_keys_of_both_times_before) {
  auto file = create_shared();
  add_victim(file, 1, "First");
  ASSERT_TRUE(file.remove_person(without("Ben")));
  add_victim(file, 2, "Second");
  ASSERT_TRUE(file.add_vault_person("ann's vault", "Cem", "cem's vault", kLeastCost));
  ASSERT_TRUE(file.remove_person(without("Ann", "cem's horse", "cem's vault")));
  add_victim(file, 3, "Third");
  const auto shown = with_identities(file.load().value(), file.open_vault("cem's vault").value());
  ASSERT_TRUE(shown) << said(shown.error());
  EXPECT_EQ(shown->entities().rows()[0].name + shown->entities().rows()[2].name, "FirstThird");
  EXPECT_TRUE(file.verify());
}

TEST_F(Rekey, A_leaver_who_cannot_open_the_vault_leaves_its_key_as_it_is) {
  auto file = create_shared();
  const auto before = file.vault_seal_with();
  ASSERT_TRUE(file.remove_person(without("Cem", "ann's horse", "")));
  EXPECT_EQ(file.vault_seal_with(), before);
}

TEST_F(Rekey, Exhibits_beside_the_case_stay_readable) {
  auto file = create_shared();
  put_bytes(folder_ / "scan.pdf", "a scan of a letter");
  const auto taken = file.take_in(folder_ / "scan.pdf", 4).value(); // beside the case
  ASSERT_TRUE(file.remove_person(without("Ben")));
  std::string read;
  ASSERT_TRUE(file.read_content(taken.sha256, [&](std::string_view piece) { read += piece; return base::Result<void>(); }));
  EXPECT_EQ(read, "a scan of a letter");
  EXPECT_TRUE(file.verify());
}

TEST_F(Rekey, Signed_heads_and_their_order_come_along) {
  auto file = create_shared();
  const auto signer = protect::Signer::open_or_create(folder_ / "signing.key").value();
  ASSERT_TRUE(file.sign_head(signer, "Ann", "2031-05-02T08:00:00Z"));
  ASSERT_TRUE(apply_and_commit(file, every_row()));
  ASSERT_TRUE(file.sign_head(signer, "Ann", "2031-05-03T08:00:00Z"));
  const auto heads = file.heads().value();
  ASSERT_TRUE(file.remove_person(without("Ben")));
  EXPECT_EQ(file.heads().value(), heads);
}

TEST_F(Rekey, What_is_refused_leaves_the_case_as_it_was_and_no_file_beside_it) {
  const std::vector<std::pair<Removal, const char*>> refused{
      {without("Ben", "nobody's horse"), "does not open"},
      {without("Ben", "ben's horse"), "of the person who leaves"},
      {without("Zoe"), "nobody of the name Zoe"},
      {without("Ben", "ann's horse", ""), "must have a new key"},
      {without("Ben", "ann's horse", "ben's vault"), "of the person who leaves"},
      {without("Ben", "ann's horse", "wrong vault"), "does not open the vault"}};
  { auto file = create_shared(); }
  for (const auto& [removal, why] : refused) {
    const auto before = bytes_of(path_);
    {
      auto file = open("ann's horse").value();
      const auto removed = file.remove_person(removal);
      ASSERT_FALSE(removed) << why;
      EXPECT_THAT(said(removed.error()), HasSubstr(why));
      EXPECT_THAT(removed.error().where, HasSubstr(path_.filename().string()));
      EXPECT_TRUE(file.load()) << "and it goes on";
    }
    EXPECT_EQ(bytes_of(path_).substr(kContainerHeader + 4096), before.substr(kContainerHeader + 4096)) << why;
    EXPECT_THAT(names_in(folder_), ElementsAre(path_.filename().string())) << why;
  }
}

TEST_F(Rekey, The_last_person_cannot_be_removed) {
  auto file = CaseFile::create_encrypted(path_, {}, {"Ann", "2031-05-01T08:00:00Z"}, {"Ann", "ann's horse", "", kLeastCost}, code_).value();
  for (const auto& passphrase : {std::string("ann's horse"), code_}) {
    const auto removed = file.remove_person(without("Ann", passphrase, passphrase));
    ASSERT_FALSE(removed);
    EXPECT_THAT(said(removed.error()), HasSubstr("nobody would be left"));
  }
  EXPECT_TRUE(open("ann's horse"));
}

TEST_F(Rekey, The_last_person_of_the_vault_cannot_be_removed) {
  auto file = create_shared();
  ASSERT_TRUE(file.remove_person(without("Ben")));
  const auto removed = file.remove_person(without("Ann", "cem's horse", code_));
  ASSERT_FALSE(removed);
  EXPECT_THAT(said(removed.error()), HasSubstr("nobody would be left"));
}

TEST_F(Rekey, A_recovery_code_that_others_have_seen_can_be_removed) {
  auto file = create_shared();
  ASSERT_TRUE(file.remove_person(without("recovery code")));
  EXPECT_FALSE(open(code_));
  EXPECT_FALSE(file.open_vault(code_));
}

TEST_F(Rekey, Is_refused_while_somebody_else_has_the_case_open) {
  auto file = create_shared();
  {
    const auto other = open("cem's horse");
    ASSERT_TRUE(other && other->load());
    const auto removed = file.remove_person(without("Ben"));
    ASSERT_FALSE(removed);
    EXPECT_THAT(said(removed.error()), HasSubstr("open elsewhere"));
    EXPECT_TRUE(apply_and_commit(file, batch_of("Note"))) << "and it goes on";
  }
  EXPECT_TRUE(file.remove_person(without("Ben")));
}

TEST_F(Rekey, Whoever_opened_the_old_file_before_it_was_replaced_can_neither_read_nor_disturb_the_new_one) {
  auto file = create_shared();
  auto key = "x'" + protect::KeyRing::decode(read_container(path_)->value())->open("ann's horse")->hex() + "'";
  sqlite3* waiting = nullptr; // has the old file, and no lock yet
  ASSERT_EQ(sqlite3_open_v2(path_.c_str(), &waiting, SQLITE_OPEN_READWRITE, container_vfs()->c_str()), SQLITE_OK);
  sqlite3_key(waiting, key.data(), static_cast<int>(key.size()));
  ASSERT_TRUE(file.remove_person(without("Ben")));
  ASSERT_TRUE(apply_and_commit(file, batch_of("After")));
  for (const char* sql : {"SELECT count(*) FROM journal", "PRAGMA journal_mode=WAL", "DELETE FROM meta"})
    EXPECT_NE(sqlite3_exec(waiting, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sql;
  sqlite3_close(waiting);
  EXPECT_TRUE(file.verify());
  EXPECT_EQ(reopen_as("ann's horse").journal_headings()->back().batch.label, "After");
}

TEST_F(Rekey, What_a_killed_removal_left_goes_at_the_next_opening) {
  { auto file = create_shared(); }
  put_bytes(rekeyed_copy(path_), "half a copy");
  ASSERT_TRUE(open("ann's horse"));
  EXPECT_FALSE(fs::exists(rekeyed_copy(path_)));
}

TEST_F(Rekey, A_passphrase_is_changed_by_its_holder_and_the_old_one_is_in_neither_copy_of_the_slots) {
  auto file = create_shared();
  EXPECT_FALSE(file.change_passphrase("Ben", "ann's horse", "another horse", kLeastCost)) << "not Ben's";
  EXPECT_FALSE(file.change_passphrase("Ben", "ben's horse", "short", kLeastCost));
  ASSERT_TRUE(file.change_passphrase("Ben", "ben's horse", "another horse", kLeastCost));
  EXPECT_TRUE(open("another horse"));
  EXPECT_TRUE(open("cem's horse"));
  auto bytes = bytes_of(path_);
  for (const std::size_t copy : {std::size_t{0}, kHeaderCopy}) { // one copy at a time is lost
    auto torn = bytes;
    std::fill(torn.begin() + static_cast<std::ptrdiff_t>(copy), torn.begin() + static_cast<std::ptrdiff_t>(copy + kHeaderCopy), '\0');
    put_bytes(folder_ / "torn.cuibono", torn);
    EXPECT_FALSE(CaseFile::open(folder_ / "torn.cuibono", {.read_only = true, .passphrase = "ben's horse"}));
    EXPECT_TRUE(CaseFile::open(folder_ / "torn.cuibono", {.read_only = true, .passphrase = "another horse"}));
  }
}

TEST_F(Rekey, The_vaults_passphrase_is_changed_apart_from_the_cases) {
  auto file = create_shared();
  const auto keys = file.open_vault("ben's vault").value();
  ASSERT_TRUE(file.change_vault_passphrase("Ben", "ben's vault", "another vault", kLeastCost));
  EXPECT_FALSE(file.open_vault("ben's vault"));
  EXPECT_EQ(file.open_vault("another vault").value(), keys);
  EXPECT_TRUE(open("ben's horse"));
}

} // namespace
} // namespace cuibono::store
