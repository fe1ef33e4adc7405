// `match`: proposals with their reasons, merges and splits, and that victims stay under their pseudonyms.

#include <gmock/gmock.h>

#include <fstream>

#include "run.h"

namespace cuibono::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Match : ::testing::Test {
  Match() {
    std::filesystem::create_directories(folder.path() / "tables");
    write("entities.csv", "id,kind,name,birth_date,protected,phone\n"
                          "P1,person,สมชาย ใจดี,1984-03-05,no,081-234-5678\n"
                          "P2,person,Somchai Jaidee,1984-03-05,no,\n"
                          "P3,person,Wanderer Quill,1970-01-02,no,+66 81 234 5678\n"
                          "V1,person,Zebulon Canarius,1999-09-09,yes,\n"
                          "K9,person,Zebulon Canarius,,no,\n");
    write("payments.csv", "id,payer,payee,amount\nA1,P3,P2,50\nA2,P3,P1,70\n");
    path = make_case(folder, folder.path() / "tables");
  }
  void write(const char* name, const char* text) { std::ofstream(folder.path() / "tables" / name) << text; }

  Folder folder;
  std::string path;
};

TEST_F(Match, Lists_pairs_with_reasons_and_no_protected_name) {
  const auto ran = run_command({"match", path, "--json"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto json = ran.json();
  ASSERT_EQ(json["proposals"].size(), 2u);
  EXPECT_EQ(json["proposals"][0]["verdict"], "very probably the same");
  for (const auto& one : json["proposals"]) EXPECT_FALSE(one["why"].empty());
  // K9 bears the victim's name in clear: beside her it is not shown.
  EXPECT_THAT(ran.out, Not(HasSubstr("anarius")));
  const auto text = run_command({"match", path}).out;
  EXPECT_THAT(text, HasSubstr("V1 V-01  |  K9 (name withheld)"));
  EXPECT_THAT(text, Not(HasSubstr("anarius")));
}

TEST_F(Match, A_merge_is_split_again_and_needs_a_reason) {
  EXPECT_EQ(run_command({"match", path, "--merge", "P1", "P2"}).code, 2);
  const auto merged = run_command({"match", path, "--merge", "P1", "P2", "--reason", "same passport photograph"});
  ASSERT_EQ(merged.code, 0) << merged.err;
  EXPECT_THAT(run_command({"list", path, "payments", "--csv"}).out, HasSubstr("P3,P1,50"));
  // A later file that names P2 means P1.
  write("payments.csv", "id,payer,payee,amount\nA3,P2,P3,20\n");
  std::filesystem::remove(folder.path() / "tables" / "entities.csv");
  ASSERT_EQ(run_command({"import", path, (folder.path() / "tables").string()}).code, 0);
  EXPECT_THAT(run_command({"list", path, "payments", "--csv"}).out, HasSubstr("P1,P3,20"));
  const auto parted = run_command({"match", path, "--split", "P2", "--reason", "two people after all"});
  ASSERT_EQ(parted.code, 0) << parted.err;
  const auto payments = run_command({"list", path, "payments", "--csv"}).out;
  EXPECT_THAT(payments, HasSubstr("P3,P2,50"));
  EXPECT_THAT(payments, HasSubstr("P1,P3,20"));
  EXPECT_EQ(run_command({"match", path, "--split", "P2", "--reason", "again"}).code, 2);
  EXPECT_EQ(run_command({"verify", path}).code, 0);
}

TEST_F(Match, A_pair_that_was_told_apart_is_proposed_no_more_and_the_reason_is_in_the_journal) {
  EXPECT_EQ(run_command({"match", path, "--distinct", "P1", "P2"}).code, 2);
  const auto apart = run_command({"match", path, "--distinct", "P1", "P2", "--reason", "namesakes"});
  ASSERT_EQ(apart.code, 0) << apart.err;
  EXPECT_THAT(apart.out, HasSubstr("P1 and P2 are not the same"));
  EXPECT_EQ(run_command({"match", path, "--json"}).json()["proposals"].size(), 1u);
  EXPECT_THAT(run_command({"journal", path}).out, HasSubstr("namesakes"));
  EXPECT_EQ(run_command({"match", path, "--distinct", "P2", "P1", "--reason", "again"}).code, 2);
}

TEST_F(Match, A_victim_and_who_bears_her_name_are_told_apart_without_her_identity_being_unsealed) {
  ASSERT_EQ(run_command({"match", path, "--distinct", "V1", "K9", "--reason", "namesakes"}).code, 0);
  const auto left = run_command({"match", path, "--json"}).json()["proposals"];
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left[0]["a"], "P1");
}

TEST_F(Match, Inferred_links_are_added_once_and_an_import_says_how_many_pairs_it_makes) {
  EXPECT_THAT(run_command({"match", path, "--soft-links"}).out, HasSubstr("1 inferred links were added"));
  EXPECT_THAT(run_command({"match", path, "--soft-links"}).out, HasSubstr("0 inferred links were added"));
  EXPECT_THAT(run_command({"list", path, "ties", "--csv"}).out, HasSubstr("P1,same_phone,P3"));
  const auto again = folder / "again.cuibono";
  run_command({"new", again, "--unencrypted"});
  const auto imported = run_command({"import", again, (folder.path() / "tables").string()});
  EXPECT_THAT(imported.err, HasSubstr("2 pairs of records may be one and the same"));
  EXPECT_THAT(imported.err, Not(HasSubstr("anarius")));
}

} // namespace
} // namespace cuibono::cli
