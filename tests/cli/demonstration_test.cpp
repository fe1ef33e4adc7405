// The two demonstration cases, from their tables to the printed figures. Expected shares: the ground truth of the
// scenarios, worked by hand from their totals.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "run.h"

namespace cuibono::cli {
namespace {

nlohmann::json who_benefits(const std::string& path, const std::string& basis) {
  const auto ran = run_command({"who-benefits", path, "--basis", basis, "--draws", "50", "--json"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  return ran.json();
}

double share(const nlohmann::json& report, const std::string& id) {
  for (const auto& person : report["people"])
    if (person["id"] == id) return person["share"];
  return 0;
}

void expect_closed(const nlohmann::json& report) {
  double sum = report["unattributed"].get<double>() + report["movement"].get<double>() + report["lawful"].get<double>();
  for (const auto& person : report["people"]) {
    sum += person["benefit"].get<double>();
    double paths = 0;
    for (const auto& path : person["paths"]) paths += path["amount"].get<double>();
    EXPECT_NEAR(paths, person["benefit"].get<double>(), .005) << person["id"];
  }
  EXPECT_NEAR(sum, report["source_value"].get<double>(), .005);
}

void expect_no_movers(const nlohmann::json& report, const std::vector<std::string>& movers) {
  for (const auto& id : movers) EXPECT_EQ(share(report, id), 0) << id;
}

TEST(MeridianStar, The_owner_behind_the_nominee_leads) {
  const Folder folder;
  const auto report = who_benefits(make_case(folder, kCases / "meridian-star"), "gross");
  EXPECT_NEAR(share(report, "O1"), .8304, 5e-5);
  EXPECT_NEAR(share(report, "C1"), .0969, 5e-5);
  EXPECT_NEAR(share(report, "P1"), .0484, 5e-5);
  EXPECT_NEAR(share(report, "G1"), .0242, 5e-5);
  EXPECT_EQ(report["people"].size(), 4u);
  EXPECT_EQ(report["movement"], 68800);
  EXPECT_EQ(report["lawful"], 1904000);
  EXPECT_EQ(report["unattributed"], 0);
  EXPECT_EQ(report["leader"], "O1");
  expect_no_movers(report, {"T1", "T2", "R1", "R2", "B1", "H1", "F1"});
  expect_closed(report);
}

// The case as it stands without one exhibit.
std::string case_without(const Folder& folder, const std::string& exhibit) {
  const auto tables = folder.path() / "tables";
  std::filesystem::copy(kCases / "meridian-star", tables);
  std::ifstream whole(kCases / "meridian-star/exhibits.csv");
  std::ofstream reduced(tables / "exhibits.csv");
  for (std::string line; std::getline(whole, line);)
    if (!line.starts_with(exhibit + ",")) reduced << line << '\n';
  reduced.close();
  return make_case(folder, tables);
}

TEST(MeridianStar, Without_the_exhibit_that_names_the_holder_a_third_is_unattributed) {
  const Folder folder;
  const auto report = who_benefits(case_without(folder, "E05"), "gross");
  EXPECT_NEAR(share(report, "O1"), .5133, 5e-5);
  EXPECT_NEAR(report["unattributed_share"].get<double>(), .3172, 5e-5);
  EXPECT_EQ(report["unattributed"], 440000); // 550,000 received by A4, times the exploited share .8
  EXPECT_EQ(report["unattributed_at"][0]["id"], "A4");
  expect_closed(report);
}

// Scenario: sensitivity_no_nominee_override.
TEST(MeridianStar, Without_the_power_of_attorney_the_nominee_comes_first) {
  const Folder folder;
  const auto report = who_benefits(case_without(folder, "E07"), "gross");
  EXPECT_NEAR(share(report, "O1"), .3172, 5e-5);
  EXPECT_NEAR(share(report, "N1"), .5133, 5e-5);
  EXPECT_EQ(report["leader"], "N1");
  expect_closed(report);
}

TEST(MeridianStar, Before_the_statements_of_A4_its_holder_is_what_to_ask_for_first) {
  const Folder folder;
  const auto ran = run_command({"evidence-next", case_without(folder, "E05"), "--json"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto first = ran.json()["items"][0];
  EXPECT_EQ(first["missing"], "holder of an account");
  EXPECT_EQ(first["about"], "A4");
  EXPECT_NEAR(first["unattributed_fall"].get<double>(), .3172, 5e-5);
}

TEST(MeridianStar, The_recruiter_who_was_trafficked_is_a_question_of_non_punishment_under_a_pseudonym) {
  const Folder folder;
  const auto report = who_benefits(make_case(folder, kCases / "meridian-star"), "gross");
  ASSERT_EQ(report["reviews"].size(), 1u);
  EXPECT_EQ(report["reviews"][0]["id"], "R2");
  EXPECT_THAT(report["reviews"][0]["name"].get<std::string>(), ::testing::StartsWith("V-"));
}

TEST(MeridianStar, The_figures_say_how_sure_they_are) {
  const Folder folder;
  const auto report = who_benefits(make_case(folder, kCases / "meridian-star"), "gross");
  EXPECT_EQ(report["smallest_set"]["size"], 1);
  EXPECT_EQ(report["also_first"][0]["id"], "N1"); // whenever the power of attorney falls away
  EXPECT_FALSE(report["tornado"].empty());
  EXPECT_LE(report["unattributed_p05"], report["unattributed_p95"]);
}

TEST(Larkfield, The_owner_leads_and_the_passive_investor_is_passive) {
  const Folder folder;
  const auto report = who_benefits(make_case(folder, kCases / "larkfield"), "net");
  EXPECT_NEAR(share(report, "O2"), .6734, 5e-5);
  EXPECT_NEAR(share(report, "P2"), .2530, 5e-5);
  EXPECT_NEAR(share(report, "Q2"), .0499, 5e-5);
  EXPECT_NEAR(share(report, "M2"), .0237, 5e-5);
  EXPECT_EQ(report["people"].size(), 4u);
  for (const auto& person : report["people"]) {
    if (person["id"] == "Q2") { EXPECT_EQ(person["quadrant"], "passive or hidden"); }
  }
  expect_no_movers(report, {"L2", "T5", "K2", "S2"});
  expect_closed(report);
}

TEST(Larkfield, A_payment_in_another_currency_counts_at_the_cases_rate) {
  const Folder folder;
  const auto report = who_benefits(make_case(folder, kCases / "larkfield"), "gross");
  EXPECT_THAT(report["remarks"].dump(), ::testing::Not(::testing::HasSubstr("states no rate")));
  expect_closed(report);
}

TEST(MeridianStar, Export_and_import_give_the_same_case) {
  const Folder folder;
  const auto first = make_case(folder, kCases / "meridian-star");
  ASSERT_EQ(run_command({"export", first, "-o", folder / "tables", "--reveal", "round trip"}).code, 0);
  const auto second = make_case(folder, folder / "tables", "second.cuibono");
  EXPECT_EQ(run_command({"list", first, "entities", "--csv"}).out, run_command({"list", second, "entities", "--csv"}).out);
  EXPECT_EQ(run_command({"list", first, "ties", "--csv"}).out, run_command({"list", second, "ties", "--csv"}).out);
  EXPECT_EQ(run_command({"list", first, "payments", "--csv"}).out, run_command({"list", second, "payments", "--csv"}).out);
  EXPECT_EQ(who_benefits(first, "gross"), who_benefits(second, "gross"));
}

TEST(MeridianStar, The_journal_of_a_case_verifies) {
  const Folder folder;
  EXPECT_EQ(run_command({"verify", make_case(folder, kCases / "meridian-star")}).code, 0);
}

} // namespace
} // namespace cuibono::cli
