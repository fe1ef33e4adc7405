// What leaves an encrypted case through the command line, and to whom.

#include <gmock/gmock.h>

#include "base/file.h"
#include "ingest/formats.h"
#include "run.h"

namespace cuibono::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class ProtectedCase : public ::testing::Test {
 protected:
  ProtectedCase() {
    EXPECT_TRUE(base::write_file(folder_ / "case.txt", "correct horse\n"));
    EXPECT_TRUE(base::write_file(folder_ / "vault.txt", "battery staple\n"));
    std::filesystem::create_directories(folder_ / "tables");
    EXPECT_TRUE(base::write_file(folder_ / "tables/entities.csv",
                                 "id,kind,name,aliases,protected,notes\nV01,person,Zebulon Canarius,Zebby C,yes,at the shelter\nO1,person,Olga Owner,,,\n"));
    EXPECT_TRUE(base::write_file(folder_ / "tables/payments.csv",
                                 "id,payer,payee,amount,purpose\nP1,O1,V01,10,to Zebulon Canarius\n"));
  }
  Ran run(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--password-file", folder_ / "case.txt"});
    return run_command(arguments);
  }
  void make() {
    const auto made = run({"new", case_, "--vault-password-file", folder_ / "vault.txt"});
    ASSERT_EQ(made.code, 0) << made.err;
    EXPECT_THAT(made.err, HasSubstr("recovery code: "));
    ASSERT_EQ(run({"import", case_, folder_ / "tables"}).code, 0);
  }

  Folder folder_;
  std::string case_ = folder_ / "case.cuibono";
};

TEST_F(ProtectedCase, Needs_its_passphrase_for_every_command) {
  make();
  EXPECT_EQ(run({"verify", case_}).code, 0);
  EXPECT_EQ(run({"list", case_, "entities"}).code, 0);
  for (const auto& command : std::vector<std::vector<std::string>>{
           {"list", case_, "entities"}, {"verify", case_}, {"who-benefits", case_}, {"import", case_, folder_ / "tables"}, {"journal", case_}}) {
    const auto refused = run_command(command);
    EXPECT_EQ(refused.code, 4) << command[0] << refused.err;
    EXPECT_THAT(refused.err, HasSubstr("encrypted"));
    auto wrong = command;
    wrong.insert(wrong.end(), {"--password-file", folder_ / "vault.txt"});
    EXPECT_EQ(run_command(wrong).code, 4) << command[0];
  }
}

TEST_F(ProtectedCase, Shows_a_victims_name_to_the_vaults_passphrase_alone) {
  make();
  EXPECT_THAT(run({"list", case_, "entities"}).out, Not(HasSubstr("Canarius")));
  EXPECT_EQ(run({"list", case_, "payments", "--csv"}).out.find("Canarius"), std::string::npos);
  const auto locked = run({"list", case_, "entities", "--reveal", "hearing"});
  EXPECT_EQ(locked.code, 4);
  EXPECT_THAT(locked.err, HasSubstr("does not open the vault"));
  const auto shown = run({"list", case_, "entities", "--reveal", "hearing", "--vault-password-file", folder_ / "vault.txt"});
  EXPECT_EQ(shown.code, 0) << shown.err;
  EXPECT_THAT(shown.out, HasSubstr("Zebulon Canarius"));
  const auto journal = run({"journal", case_});
  EXPECT_THAT(journal.out, HasSubstr("hearing"));
}

TEST_F(ProtectedCase, Exports_no_name_although_free_text_holds_it) {
  make();
  ASSERT_EQ(run({"export", case_, "-o", folder_ / "out"}).code, 0);
  for (const auto& entry : std::filesystem::directory_iterator(folder_ / "out")) {
    const auto text = base::read_file(entry.path()).value();
    for (const auto* secret : {"Canarius", "Zebby", "shelter"}) EXPECT_EQ(text.find(secret), std::string::npos) << entry.path();
  }
  EXPECT_THAT(base::read_file(folder_ / "out/payments.csv").value(), HasSubstr("to V-01"));
}

TEST_F(ProtectedCase, Exports_no_name_in_any_format) {
  make();
  for (const auto& format : ingest::formats()) {
    if (!format.write) continue;
    const std::string path = folder_ / ("out." + std::string(format.name));
    const auto ran = run({"export", case_, "-o", path, "--as", std::string(format.name)});
    ASSERT_EQ(ran.code, 0) << ran.err;
    const auto all = base::read_file(path).value() + ran.out + ran.err;
    for (const auto* secret : {"Canarius", "Zebby", "shelter"}) EXPECT_EQ(all.find(secret), std::string::npos) << format.name;
  }
}

TEST_F(ProtectedCase, The_same_tables_again_change_nothing) {
  make();
  const auto again = run({"import", case_, folder_ / "tables", "--json"});
  ASSERT_EQ(again.code, 0);
  const auto report = again.json();
  for (const auto& file : report["files"]) EXPECT_EQ(file["rejected"], 0) << file.dump();
  EXPECT_EQ(run({"compare", case_, "--from", "2", "--json"}).json().size(), 0u);
}

TEST_F(ProtectedCase, Somebody_added_opens_the_case_but_not_the_vault) {
  make();
  ASSERT_TRUE(base::write_file(folder_ / "ben.txt", "hello from ben\n"));
  const auto added = run({"people", case_, "--add", "Ben", "--new-password-file", folder_ / "ben.txt"});
  ASSERT_EQ(added.code, 0) << added.err;
  EXPECT_EQ(run_command({"verify", case_, "--password-file", folder_ / "ben.txt"}).code, 0);
  EXPECT_EQ(run_command({"list", case_, "entities", "--reveal", "x", "--password-file", folder_ / "ben.txt"}).code, 4);
}

// Ann is whoever runs this; Ben opens the case with ben.txt and, where asked for, the vault with the same.
class SharedCase : public ProtectedCase {
 protected:
  void share(bool vault) {
    make();
    ASSERT_TRUE(base::write_file(folder_ / "ben.txt", "hello from ben\n"));
    std::vector<std::string> add{"people", case_, "--add", "Ben", "--new-password-file", folder_ / "ben.txt", "--vault-password-file", folder_ / "vault.txt"};
    if (vault) add.push_back("--vault");
    const auto added = run(add);
    ASSERT_EQ(added.code, 0) << added.err;
  }
  int as_ben(const std::string& what) { return run_command({what, case_, "--password-file", folder_ / "ben.txt"}).code; }
  Ran remove(const std::string& name, std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"people", case_, "--remove", name, "--vault-password-file", folder_ / "vault.txt"});
    return run(more);
  }
};

TEST_F(SharedCase, Whoever_is_removed_opens_neither_case_nor_a_new_backup_and_is_told_of_in_the_journal) {
  share(true);
  ASSERT_EQ(run({"backup", case_}).code, 0);
  const auto removed = remove("Ben");
  ASSERT_EQ(removed.code, 0) << removed.err;
  EXPECT_THAT(removed.err, HasSubstr("1 backup made before still opens with the passphrase of Ben"));
  EXPECT_THAT(removed.err, HasSubstr("--delete-old-backups"));
  EXPECT_THAT(removed.out, Not(HasSubstr("Ben")));
  EXPECT_EQ(as_ben("verify"), 4);
  EXPECT_EQ(run({"verify", case_}).code, 0);
  EXPECT_THAT(run({"journal", case_}).out, HasSubstr("Ben can no longer open the case"));
  EXPECT_THAT(run({"list", case_, "entities", "--reveal", "hearing", "--vault-password-file", folder_ / "vault.txt"}).out, HasSubstr("Zebulon Canarius"));
}

TEST_F(SharedCase, Old_backups_go_when_that_is_asked_for_and_a_new_one_is_there_first) {
  share(false);
  ASSERT_EQ(run({"backup", case_}).code, 0);
  const auto before = run({"backup", case_, "--list"}).out;
  std::filesystem::rename(before.substr(before.find('/'), before.find(".cuibono\n") + 8 - before.find('/')),
                          case_ + ".backups/case-2031-05-01T080000Z.cuibono");
  const auto removed = remove("Ben", {"--delete-old-backups"});
  ASSERT_EQ(removed.code, 0) << removed.err;
  EXPECT_THAT(removed.err, HasSubstr("deleted 1 older"));
  std::size_t left = 0;
  for (const auto& entry : std::filesystem::directory_iterator(case_ + ".backups")) {
    ++left;
    EXPECT_EQ(run_command({"verify", entry.path(), "--password-file", folder_ / "ben.txt"}).code, 4);
    EXPECT_EQ(run({"verify", entry.path()}).code, 0);
  }
  EXPECT_EQ(left, 1u);
}

TEST_F(SharedCase, The_list_says_who_opens_the_vault) {
  share(false);
  const auto list = run({"people", case_, "--json"}).json();
  ASSERT_EQ(list.size(), 3u);
  EXPECT_EQ(list[2]["holder"], "Ben");
  EXPECT_EQ(list[2]["vault"], "no");
  EXPECT_EQ(list[0]["vault"], "yes");
  ASSERT_EQ(run({"people", case_, "--add", "Ben", "--vault", "--new-password-file", folder_ / "ben.txt", "--vault-password-file", folder_ / "vault.txt"}).code, 0);
  EXPECT_EQ(run({"people", case_, "--json"}).json()[2]["vault"], "yes");
  EXPECT_EQ(run_command({"list", case_, "entities", "--reveal", "x", "--password-file", folder_ / "ben.txt"}).code, 0);
}

TEST_F(SharedCase, A_vault_passphrase_that_is_wrong_adds_nobody) {
  make();
  ASSERT_TRUE(base::write_file(folder_ / "ben.txt", "hello from ben\n"));
  EXPECT_EQ(run({"people", case_, "--add", "Ben", "--vault", "--new-password-file", folder_ / "ben.txt"}).code, 4);
  EXPECT_EQ(run({"people", case_, "--json"}).json().size(), 2u);
}

TEST_F(SharedCase, A_passphrase_is_changed_with_the_old_one) {
  share(false);
  ASSERT_TRUE(base::write_file(folder_ / "new.txt", "another of ben\n"));
  const auto mine = run({"people", case_, "--change", "Ben", "--new-password-file", folder_ / "new.txt"});
  EXPECT_EQ(mine.code, 4) << "only Ben has his";
  ASSERT_EQ(run_command({"people", case_, "--change", "Ben", "--new-password-file", folder_ / "new.txt", "--password-file", folder_ / "ben.txt"}).code, 0);
  EXPECT_EQ(as_ben("verify"), 4);
  EXPECT_EQ(run_command({"verify", case_, "--password-file", folder_ / "new.txt"}).code, 0);
}

TEST_F(SharedCase, Removing_is_refused_with_one_sentence_and_the_right_code) {
  make();
  const auto own = run({"people", case_, "--json"}).json()[0]["holder"].get<std::string>();
  const auto last = remove(own);
  EXPECT_EQ(last.code, 2);
  EXPECT_THAT(last.err, HasSubstr("nobody would be left"));
  EXPECT_EQ(remove("Zoe").code, 2);
  EXPECT_EQ(run({"people", case_, "--add", "A", "--remove", "B"}).code, 2);
  EXPECT_EQ(run({"verify", case_}).code, 0);
}

TEST_F(ProtectedCase, A_new_case_without_a_passphrase_or_terminal_is_wrong_usage) {
  const auto refused = run_command({"new", case_});
  EXPECT_EQ(refused.code, 2);
  EXPECT_FALSE(std::filesystem::exists(case_));
  ASSERT_TRUE(base::write_file(folder_ / "short.txt", "short\n"));
  EXPECT_EQ(run_command({"new", case_, "--password-file", folder_ / "short.txt"}).code, 2);
}

TEST_F(ProtectedCase, Was_another_before_and_can_be_read_as_it_was) {
  make();
  EXPECT_EQ(run({"list", case_, "entities", "--as-of", "1", "--json"}).json().size(), 0u);
  EXPECT_EQ(run({"list", case_, "entities", "--as-of", "2", "--json"}).json().size(), 2u);
  EXPECT_EQ(run({"list", case_, "entities", "--as-of", "9", "--json"}).code, 2);
  EXPECT_EQ(run({"compare", case_, "--from", "1", "--json"}).json().size(), 3u) << "2 entities and a payment";
}

TEST_F(ProtectedCase, A_printed_head_holds_and_another_cases_does_not) {
  make();
  const auto head = run({"head", case_, "-o", folder_ / "head.txt", "--json"});
  ASSERT_EQ(head.code, 0) << head.err;
  EXPECT_EQ(head.json()["revision"], 2);
  EXPECT_EQ(run({"verify", case_, "--head", folder_ / "head.txt"}).code, 0);
  const std::string other = folder_ / "other.cuibono";
  ASSERT_EQ(run({"new", other}).code, 0);
  EXPECT_EQ(run({"verify", other, "--head", folder_ / "head.txt"}).code, 1);
}

TEST(Exhibits, A_file_is_taken_in_with_its_custody_and_comes_out_as_it_was) {
  const Folder folder;
  const std::string path = make_case(folder, kCases / "meridian-star");
  const std::string bytes("scan \0 of a letter", 18);
  ASSERT_TRUE(base::write_file(folder / "letter.pdf", bytes));
  const auto taken = run_command({"exhibit", path, folder / "letter.pdf", "--id", "E90", "--title", "Letter", "--grade", "B2", "--lineage", "Letter",
                                  "--collected-by", "Desk", "--place", "Harbour", "--derived-from", "E07", "--json"});
  ASSERT_EQ(taken.code, 0) << taken.err;
  EXPECT_EQ(taken.json()["bytes"], 18);
  EXPECT_EQ(run_command({"exhibit", path, folder / "letter.pdf", "--id", "E90"}).code, 2) << "the number is taken";
  EXPECT_EQ(run_command({"exhibit", path, "-o", folder / "copy.pdf", "--id", "E90"}).code, 2) << "no reason";
  ASSERT_EQ(run_command({"exhibit", path, "-o", folder / "copy.pdf", "--id", "E90", "--reason", "hearing"}).code, 0);
  EXPECT_EQ(base::read_file(folder / "copy.pdf").value(), bytes);
  EXPECT_EQ(run_command({"verify", path}).code, 0);
  run_command({"export", path, "-o", folder / "out"});
  const auto custody = base::read_file(folder / "out/custody.csv").value();
  EXPECT_THAT(custody, HasSubstr("taken in"));
  EXPECT_THAT(custody, HasSubstr("copied"));
  EXPECT_THAT(custody, HasSubstr("hearing"));
  const std::string again = make_case(folder, folder / "out", "again.cuibono");
  EXPECT_EQ(run_command({"list", again, "exhibits", "--csv"}).out, run_command({"list", path, "exhibits", "--csv"}).out);
}

TEST(Exhibits, The_disclosure_schedule_puts_first_what_undermines_the_case) {
  const Folder folder;
  const auto lines = run_command({"disclosure", make_case(folder, kCases / "meridian-star"), "--json"}).json();
  ASSERT_EQ(lines.size(), 16u) << "every exhibit is on it";
  const auto polarity = run_command({"list", folder / "case.cuibono", "exhibits", "--json"}).json();
  std::size_t against = 0;
  for (const auto& exhibit : polarity) against += exhibit["polarity"] != "supports";
  ASSERT_GT(against, 0u);
  for (std::size_t i = 0; i < against; ++i) EXPECT_NE(lines[i]["because"], "") << i;
}

} // namespace
} // namespace cuibono::cli
