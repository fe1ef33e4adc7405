// The red flags of the two demonstration cases, from their tables to the printed report. Expected values: the
// scenarios' totals and the dates of the case tables, read by hand.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "run.h"

namespace cuibono::cli {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

Json flags_of(const std::string& path, const std::vector<std::string>& more = {}) {
  std::vector<std::string> arguments{"red-flags", path, "--json"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  const auto ran = run_command(arguments);
  EXPECT_EQ(ran.code, 0) << ran.err;
  return ran.json();
}

Json hit_of(const Json& report, int rule) {
  Json found;
  for (const auto& hit : report["hits"])
    if (hit["rule"] == rule) {
      EXPECT_TRUE(found.is_null()) << "two hits of rule " << rule;
      found = hit;
    }
  EXPECT_FALSE(found.is_null()) << "no hit of rule " << rule;
  return found;
}

TEST(RedFlagsOfLarkfield, The_advice_paid_the_day_after_each_payroll_is_a_hit) {
  const Folder folder;
  const auto hit = hit_of(flags_of(make_case(folder, kCases / "larkfield")), 20);
  EXPECT_EQ(hit["subject"], "BRI");
  EXPECT_EQ(hit["with"][0]["id"], "ORC");
  EXPECT_EQ(hit["amount"], 1800000); // 18 months, 100,000 each
  EXPECT_EQ(hit["payments_in_all"], 18);
  EXPECT_EQ(hit["payments"][0], "P0048");
  EXPECT_EQ(hit["from"], "2030-07-26");
  EXPECT_EQ(hit["to"], "2031-12-26");
  EXPECT_EQ(hit["exhibits"], (Json{"E02", "E05"})); // the bank's rows, and the registry: one shareholder of both
}

TEST(RedFlagsOfLarkfield, The_deductions_of_forty_workers_are_one_hit_on_the_agency) {
  const Folder folder;
  const auto hit = hit_of(flags_of(make_case(folder, kCases / "larkfield")), 5);
  EXPECT_EQ(hit["subject"], "BRI");
  EXPECT_EQ(hit["amount"], 2520000); // 3,500 of 9,000 (38.9 %) for 40 workers and 18 months
  EXPECT_EQ(hit["wages_in_all"], 720);
  EXPECT_EQ(hit["wages"].size(), 200u);
  EXPECT_THAT(hit["exhibits"].dump(), HasSubstr("E04"));
  for (const auto& wage : hit["wages"]) EXPECT_THAT(wage["victim"].get<std::string>(), ::testing::StartsWith("V-"));
}

TEST(RedFlagsOfMeridianStar, Payments_to_the_inspectors_spouse_near_each_inspection_are_a_hit) {
  const Folder folder;
  const auto hit = hit_of(flags_of(make_case(folder, kCases / "meridian-star")), 21);
  EXPECT_EQ(hit["subject"], "P1w");
  EXPECT_EQ(hit["with"][0]["id"], "P1");
  EXPECT_EQ(hit["payments"], (Json{"P0044", "P0129", "P0217", "P0308", "P0393"}));
  EXPECT_EQ(hit["amount"], 30000);
  EXPECT_THAT(hit["what"].get<std::string>(),
              HasSubstr("5 of 14 payments received fall within 2 days of 5 of 5 inspections"));
  EXPECT_THAT(hit["exhibits"].dump(), HasSubstr("E12"));
  // The inspector's own reports are an exhibit that contradicts.
  EXPECT_THAT(hit["missing"], Contains("an exhibit that supports the date of 5 of the 5 inspections"));
}

TEST(RedFlagsOfMeridianStar, Money_to_the_recruiters_country_and_the_nominees_villa_are_hits) {
  const Folder folder;
  const auto report = flags_of(make_case(folder, kCases / "meridian-star"));
  EXPECT_EQ(hit_of(report, 18)["subject"], "BLUE");
  EXPECT_EQ(hit_of(report, 18)["amount"], 24000); // 20,000 to the broker's wallet and four seaman's books
  EXPECT_EQ(hit_of(report, 22)["subject"], "N1");
  EXPECT_EQ(hit_of(report, 22)["amount"], 300000);
}

TEST(RedFlagsOfMeridianStar, A_management_fee_three_days_after_payroll_is_none) {
  const Folder folder;
  const auto report = flags_of(make_case(folder, kCases / "meridian-star"));
  ASSERT_FALSE(report["hits"].empty());
  for (const auto& hit : report["hits"]) EXPECT_NE(hit["rule"], 20);
}

TEST(RedFlagsCommand, Every_rule_is_listed_with_its_thresholds_or_with_what_it_lacks) {
  const Folder folder;
  const auto report = flags_of(make_case(folder, kCases / "meridian-star"));
  EXPECT_EQ(report["jurisdiction"], "XA");
  ASSERT_EQ(report["rules"].size(), 22u);
  const auto& funnel = report["rules"][7];
  EXPECT_EQ(funnel["applied"], false);
  EXPECT_EQ(funnel["why_not"], "no payment has a place");
  EXPECT_EQ(report["rules"][0]["parameters"]["least_share"]["value"], .8);
  EXPECT_THAT(report["rules"][12]["why_not"].get<std::string>(), HasSubstr("no rate for AUD"));
  EXPECT_THAT(report["note"].get<std::string>(), HasSubstr("not findings"));
}

TEST(RedFlagsCommand, One_rule_can_be_asked_for_and_an_unknown_one_is_wrong_usage) {
  const Folder folder;
  const auto path = make_case(folder, kCases / "larkfield");
  EXPECT_EQ(flags_of(path, {"--rule", "5"})["rules"].size(), 1u);
  EXPECT_EQ(run_command({"red-flags", path, "--rule", "77"}).code, 2);
  EXPECT_THAT(run_command({"red-flags", path, "--rule", "5", "--csv"}).out, HasSubstr("indicator,5,BRI,"));
}

// A worker whose pay leaves at once, under a name and an account number that must not show.
std::string victims_case(const Folder& folder) {
  const auto tables = folder.path() / "tables";
  std::filesystem::create_directory(tables);
  std::ofstream(tables / "entities.csv") << "id,kind,name,protected\nFIRM,company,Firm,no\nACCT-CANARY,account,Canary "
                                            "account,no\nKEY-CANARY,person,Canary Person,yes\n";
  std::ofstream(tables / "exhibits.csv") << "id,title,scheme,reliability,credibility\nE1,Statement,admiralty,A,1\n";
  std::ofstream(tables / "ties.csv") << "type,source,target,exhibits\nholds_account,KEY-CANARY,ACCT-CANARY,E1\n";
  std::ofstream(tables / "payments.csv") << "id,date,payer,payee,amount,class,exhibits\nP1,2031-02-01,FIRM,ACCT-CANARY,"
                                            "1000,salary,E1\nP2,2031-02-02,ACCT-CANARY,FIRM,990,transfer,E1\n";
  return make_case(folder, tables);
}

TEST(RedFlagsCommand, A_victims_account_is_a_matter_of_safeguarding_under_the_pseudonym) {
  const Folder folder;
  const auto path = victims_case(folder);
  const auto report = flags_of(path);
  EXPECT_TRUE(report["hits"].empty());
  ASSERT_EQ(report["safeguarding"].size(), 1u);
  EXPECT_EQ(report["safeguarding"][0]["subject"], "V-01");
  EXPECT_EQ(report["safeguarding"][0]["name"], "V-01");
  EXPECT_THAT(report["safeguarding_note"].get<std::string>(), HasSubstr("never a suspicion"));
  for (const char* format : {"--json", "--csv", ""}) {
    std::vector<std::string> arguments{"red-flags", path};
    if (*format) arguments.emplace_back(format);
    const auto ran = run_command(arguments);
    EXPECT_THAT(ran.out + ran.err, Not(HasSubstr("anary"))) << format;
    EXPECT_THAT(ran.out + ran.err, Not(HasSubstr("CANARY"))) << format;
  }
}

TEST(RedFlagsCommand, The_text_says_that_hits_are_indicators_and_gives_innocent_explanations) {
  const Folder folder;
  const auto out = run_command({"red-flags", make_case(folder, kCases / "larkfield")}).out;
  EXPECT_THAT(out, HasSubstr("Indicators, not findings"));
  EXPECT_THAT(out, HasSubstr("or else: A management contract at a fair price"));
  EXPECT_THAT(out, HasSubstr("was not applied: no payment has a place"));
}

} // namespace
} // namespace cuibono::cli
