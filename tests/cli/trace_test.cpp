#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "run.h"

namespace cuibono::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// The guide's ledger (oracles.json, "tracing"), as a bank statement; T is paid by nobody tainted, its column says so.
std::string oracle_case(const Folder& folder) {
  const auto tables = folder.path() / "tables";
  std::filesystem::create_directories(tables);
  const auto write = [&](const char* name, const std::string& text) { std::ofstream(tables / name) << text; };
  write("case.csv", "key,value\ncurrency,XTS\njurisdiction,XA\n");
  write("entities.csv",
        "id,kind,name,protected\nACC,account,Account,no\nA,person,Ann,no\nB,person,Bob,no\nV1,person,Canaria "
        "Goldfinch,yes\nS,person,Sue,no\n");
  write("exhibits.csv", "id,title,lineage,scheme,reliability,credibility\nX1,Statement,L,admiralty,A,1\n");
  write("payments.csv",
        "id,date,payer,payee,amount,class,taint,exhibits\n"
        "P1,2031-01-01,S,ACC,1000,transfer,,X1\nP2,2031-01-02,S,ACC,600,transfer,1,X1\nP3,2031-01-03,ACC,A,800,"
        "transfer,,X1\n"
        "P4,2031-01-04,S,ACC,200,transfer,,X1\nP5,2031-01-05,ACC,B,700,transfer,,X1\nP6,2031-01-06,S,ACC,100,transfer,"
        "1,X1\n"
        "P7,2031-01-07,ACC,V1,150,transfer,,X1\n");
  return make_case(folder, tables);
}

TEST(Trace, The_json_has_the_withdrawals_and_what_is_left_under_each_rule) {
  const Folder folder;
  const auto ran = run_command({"trace", oracle_case(folder), "--account", "ACC", "--rule", "all", "--json"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto json = ran.json();
  EXPECT_EQ(json["account"], "ACC");
  const std::map<std::string, std::vector<double>> expected{{"fifo", {0, 500, 100, 100}},
                                                            {"lifo", {600, 0, 100, 0}},
                                                            {"pro-rata", {300, 210, 71.25, 118.75}},
                                                            {"last-out", {0, 300, 150, 250}},
                                                            {"first-out", {600, 0, 100, 0}},
                                                            {"poison", {800, 700, 150, 250}},
                                                            {"pari-passu", {294.74, 257.89, 55.26, 92.11}}};
  ASSERT_EQ(json["rules"].size(), expected.size());
  for (const auto& [rule, parts] : expected) {
    const auto& traced = json["rules"][rule];
    ASSERT_EQ(traced["withdrawals"].size(), 3u) << rule;
    const char* const ids[]{"P3", "P5", "P7"};
    const double amounts[]{800, 700, 150};
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_EQ(traced["withdrawals"][i]["id"], ids[i]);
      EXPECT_DOUBLE_EQ(traced["withdrawals"][i]["amount"], amounts[i]);
      EXPECT_DOUBLE_EQ(traced["withdrawals"][i]["tainted"], parts[i]) << rule << i;
      EXPECT_EQ(traced["withdrawals"][i]["exhibits"], nlohmann::json::array({"X1"}));
    }
    EXPECT_DOUBLE_EQ(traced["left"], parts[3]) << rule;
  }
  EXPECT_EQ(json["order"]["same_day"], "as-listed");
  EXPECT_EQ(json["jurisdiction"]["id"], "XA");
  EXPECT_FALSE(json["rules"]["poison"]["allowed"]);
  EXPECT_TRUE(json["rules"]["last-out"]["allowed"]);
}

TEST(Trace, Several_rules_are_named_with_commas_and_a_misspelt_one_is_refused) {
  const Folder folder;
  const auto path = oracle_case(folder);
  const auto ran = run_command({"trace", path, "--account", "ACC", "--rule", "fifo,poison", "--json"});
  EXPECT_EQ(ran.json()["rules"].size(), 2u);
  EXPECT_EQ(run_command({"trace", path, "--account", "ACC", "--rule", "fifo,lofi"}).code, 2);
  EXPECT_EQ(run_command({"trace", path, "--account", "NOBODY"}).code, 2);
}

TEST(Trace, The_table_has_withdrawals_as_rows_and_rules_as_columns_and_no_victims_name) {
  const Folder folder;
  const auto path = oracle_case(folder);
  const auto table = run_command({"trace", path, "--account", "ACC", "--rule", "fifo,pro-rata"});
  EXPECT_THAT(table.out, HasSubstr("V-01"));
  EXPECT_THAT(table.out, HasSubstr("118.75"));
  EXPECT_THAT(table.err, HasSubstr("not legal advice"));
  const auto csv = run_command({"trace", path, "--account", "ACC", "--rule", "fifo,pro-rata", "--csv"});
  EXPECT_THAT(csv.out, HasSubstr("id,date,to,amount,fifo,pro-rata\nP3,2031-01-03,Ann,800,0,300\n"));
  EXPECT_THAT(csv.out, HasSubstr("left,,,250,100,118.75\n"));
  for (const auto& ran : {table, csv}) EXPECT_THAT(ran.out + ran.err, Not(HasSubstr("Canaria")));
}

// The guide's ledger again: B buys a house for 350 of the 700 that it received.
std::string house_case(const Folder& folder) {
  const auto path = oracle_case(folder);
  const auto tables = folder.path() / "more";
  std::filesystem::create_directories(tables);
  const auto write = [&](const char* name, const std::string& text) { std::ofstream(tables / name) << text; };
  write("payments.csv", "id,date,payer,payee,amount,class,exhibits\nP8,2031-01-20,B,S,350,asset_purchase,X1\n");
  write("assets.csv", "id,kind,owner,value,acquired\nHOUSE,house,B,350,2031-01-25\n");
  const auto ran = run_command({"import", path, tables.string()});
  EXPECT_EQ(ran.code, 0) << ran.err;
  return path;
}

// B's one inflow of 700 is tainted by 500, 0, 210, 300, 0 and 700; what half of it carries under each rule.
TEST(Trace, Without_an_account_every_asset_shows_its_range_and_its_chain) {
  const Folder folder;
  const auto ran = run_command({"trace", house_case(folder), "--json"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto json = ran.json();
  ASSERT_EQ(json["assets"].size(), 1u);
  const auto& house = json["assets"][0];
  EXPECT_EQ(house["id"], "HOUSE");
  EXPECT_EQ(house["payments"], nlohmann::json::array({"P8"}));
  EXPECT_DOUBLE_EQ(house["rules"]["fifo"]["traced"], 250);
  EXPECT_DOUBLE_EQ(house["rules"]["lifo"]["traced"], 0);
  EXPECT_DOUBLE_EQ(house["rules"]["pro-rata"]["traced"], 105);
  EXPECT_DOUBLE_EQ(house["rules"]["last-out"]["traced"], 0); // B's 400 clean leave first
  EXPECT_DOUBLE_EQ(house["rules"]["first-out"]["traced"], 0);
  EXPECT_DOUBLE_EQ(house["rules"]["poison"]["traced"], 350);
  EXPECT_DOUBLE_EQ(house["range"]["low"], 0);
  EXPECT_DOUBLE_EQ(house["range"]["high"], 350);
  EXPECT_DOUBLE_EQ(house["range_allowed"]["high"], 250); // XA allows no poison
  EXPECT_EQ(house["rules"]["fifo"]["chain"].size(), 3u);
  EXPECT_EQ(house["rules"]["fifo"]["chain"][0]["id"], "P2");
  EXPECT_EQ(house["rules"]["fifo"]["exhibits"], nlohmann::json::array({"X1"}));
  EXPECT_TRUE(house["locked"].is_null());
  EXPECT_DOUBLE_EQ(json["victims"]["pro-rata"], 71.25);
  for (const auto& ledger : json["ledgers"]) EXPECT_NE(ledger["id"], "V1");
}

TEST(Trace, A_rule_is_locked_for_a_reason_shown_beside_the_range_and_unlocked) {
  const Folder folder;
  const auto path = house_case(folder);
  EXPECT_EQ(run_command({"trace", path, "--lock", "HOUSE", "--rule", "pro-rata"}).code, 2);
  EXPECT_EQ(run_command({"trace", path, "--lock", "HOUSE", "--rule", "lifo", "--reason", "why"}).code,
            2); // XA does not allow it
  ASSERT_EQ(
      run_command({"trace", path, "--lock", "HOUSE", "--rule", "pro-rata", "--reason", "told by Canaria Goldfinch"})
          .code,
      0);
  const auto json = run_command({"trace", path, "--json"}).json();
  const auto& lock = json["assets"][0]["locked"];
  EXPECT_EQ(lock["rule"], "pro-rata");
  EXPECT_DOUBLE_EQ(lock["traced"], 105);
  EXPECT_EQ(lock["reason"], "told by V-01");
  const auto table = run_command({"trace", path});
  EXPECT_THAT(table.out, HasSubstr("pro-rata\n"));
  EXPECT_THAT(table.out + table.err, Not(HasSubstr("Canaria")));
  EXPECT_THAT(run_command({"journal", path}).out, HasSubstr("Lock the tracing rule of HOUSE"));
  ASSERT_EQ(run_command({"trace", path, "--unlock", "HOUSE", "--reason", "appeal"}).code, 0);
  EXPECT_TRUE(run_command({"trace", path, "--json"}).json()["assets"][0]["locked"].is_null());
  EXPECT_EQ(run_command({"verify", path}).code, 0);
}

} // namespace
} // namespace cuibono::cli
