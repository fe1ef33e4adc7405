// What `ledger` prints, from case tables to figures. Expected sums: the domain guide (sections 1 and 4) and its scenarios.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "run.h"

namespace cuibono::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

nlohmann::json ledger(const std::string& path, std::vector<std::string> more = {}) {
  std::vector<std::string> arguments{"ledger", path, "--json"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  const auto ran = run_command(arguments);
  EXPECT_EQ(ran.code, 0) << ran.err;
  return ran.json();
}

// The guide's ten months of wages and twelve of debt, in Sarovia, where interest is 5 % a year.
std::string guide_case(const Folder& folder, const std::string& victim = "V1") {
  std::filesystem::create_directories(folder / "tables");
  const auto put = [&](const std::string& name, const std::string& text) { EXPECT_TRUE(base::write_file(folder / ("tables/" + name), text)); };
  put("case.csv", "key,value\ncurrency,XTS\njurisdiction,XA\n");
  put("entities.csv", "id,kind,name,protected\n" + victim + ",person,Zara Hidden,yes\nMILL,company,The Mill,\n");
  put("exhibits.csv", "id,title\nE1,Time sheets\n");
  std::string wages = "victim,employer,month,regular_hours,overtime_hours,rate,overtime_factor,received,lawful_deductions,fee_paid,exhibits\n";
  std::string debts = "victim,creditor,month,opening,monthly_rate,charges,fines,credited,advance,fair_wage,living_cost,exhibits\n";
  for (int month = 1; month <= 12; ++month) {
    const auto when = "2031-" + std::string(month < 10 ? "0" : "") + std::to_string(month);
    if (month <= 10) wages += victim + ",MILL," + when + ",208,156,50,1.5,3000,500," + (month == 1 ? "25000" : "0") + ",E1\n";
    debts += victim + ",MILL," + when + "," + (month == 1 ? "45000" : "") + ",0.03,3000,1000,5000,20000,9000,1200,E1\n";
  }
  put("wages.csv", wages);
  put("debts.csv", debts);
  return make_case(folder, folder / "tables");
}

TEST(Ledger, The_guides_wages_come_to_its_total) {
  const Folder folder;
  const auto one = ledger(guide_case(folder))["V1"];
  EXPECT_EQ(one["wages_due"], 221000);
  EXPECT_EQ(one["received"], 30000);
  EXPECT_EQ(one["owed"], 186000);
  EXPECT_EQ(one["fees"], 25000);
  EXPECT_EQ(one["interest"], 3487.5);
  EXPECT_EQ(one["total"], 214487.5);
  EXPECT_EQ(one["until"], "2031-10-31");
  EXPECT_EQ(one["exhibits"], nlohmann::json({"E1"}));
  EXPECT_EQ(one["months"].size(), 10u);
}

TEST(Ledger, The_guides_debt_never_amortises_and_was_fairly_repaid_in_the_third_month) {
  const Folder folder;
  const auto debt = ledger(guide_case(folder), {"V1"})["V1"]["debt"];
  ASSERT_EQ(debt["claimed"].size(), 12u);
  EXPECT_EQ(debt["claimed"][0], 45350);
  EXPECT_EQ(debt["claimed"][11], 49967.21);
  EXPECT_EQ(debt["threshold"], 33333.33);
  EXPECT_EQ(debt["never_amortises"], true);
  EXPECT_EQ(debt["fair_months"], 3);
  EXPECT_EQ(debt["excess_months"], 9);
}

TEST(Ledger, Interest_runs_to_the_day_asked) {
  const Folder folder;
  const auto path = guide_case(folder);
  // Two months more on 186,000 at 5 % a year: 1,550.
  EXPECT_EQ(ledger(path, {"--until", "2031-12"})["V1"]["interest"], 5037.5);
  EXPECT_EQ(run_command({"ledger", path, "--until", "yesterday"}).code, 2);
}

TEST(Ledger, A_key_that_is_a_name_gives_way_to_the_pseudonym) {
  const Folder folder;
  const auto path = guide_case(folder, "zara-hidden");
  const auto all = ledger(path);
  EXPECT_TRUE(all.contains("V-01"));
  for (const auto& arguments : std::vector<std::vector<std::string>>{{"ledger", path}, {"ledger", path, "V-01"}, {"ledger", path, "--csv"},
                                                                     {"ledger", path, "V-01", "--csv"}, {"ledger", path, "--json"}}) {
    const auto ran = run_command(arguments);
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_THAT(ran.out + ran.err, Not(HasSubstr("ara")));
  }
  EXPECT_TRUE(ledger(path, {"--reveal", "a test"}).contains("zara-hidden"));
}

TEST(Ledger, Text_says_to_what_day_and_under_whose_law_interest_runs) {
  const Folder folder;
  const auto text = run_command({"ledger", guide_case(folder), "V1"}).out;
  for (const char* said : {"Together 214,487.50", "5 % a year, simple to 2031-10-31 (the last month of the wage table); Sarovia (fictional)",
                           "repaid in month 3 of 12", "never paid off"})
    EXPECT_THAT(text, HasSubstr(said));
}

TEST(Ledger, Both_demonstration_cases_owe_what_their_scenarios_say) {
  const Folder folder;
  double vessel = 0, factory = 0;
  for (const auto& one : ledger(make_case(folder, kCases / "meridian-star"))) vessel += one["owed"].get<double>();
  for (const auto& one : ledger(make_case(folder, kCases / "larkfield", "other.cuibono"))) factory += one["owed"].get<double>();
  EXPECT_EQ(vessel, 1666560);
  EXPECT_EQ(factory, 5040000);
}

TEST(Ledger, A_case_without_wages_says_so) {
  const Folder folder;
  const auto path = folder / "empty.cuibono";
  run_command({"new", path, "--unencrypted"});
  EXPECT_EQ(ledger(path), nlohmann::json::object());
  EXPECT_THAT(run_command({"ledger", path}).out, HasSubstr("no wages and no debts"));
}

} // namespace
} // namespace cuibono::cli
