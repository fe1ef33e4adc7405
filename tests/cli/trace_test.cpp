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

} // namespace
} // namespace cuibono::cli
