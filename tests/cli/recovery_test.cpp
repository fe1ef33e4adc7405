// The subcommands proceeds and recovery on the demonstration cases. Expected figures: worked by hand from their tables.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "run.h"

namespace cuibono::cli {
namespace {

using ::testing::HasSubstr;

nlohmann::json json_of(const std::vector<std::string>& arguments) {
  const auto ran = run_command(arguments);
  EXPECT_EQ(ran.code, 0) << ran.err;
  return ran.json();
}

// 4.2 m at .8; costs of 1.7 m, .12 m, .14 m and .252 m at .8; 168,000 to victims. Worth 10,920 a man-month less 1,000
// paid.
TEST(ProceedsCommand, The_vessels_three_bases) {
  const Folder folder;
  const auto report = json_of({"proceeds", make_case(folder, kCases / "meridian-star"), "--json"});
  const auto& row = report["proceeds"].at(0);
  EXPECT_EQ(row["establishment"], "BLUE");
  EXPECT_EQ(row["gross"]["value"], 3360000);
  EXPECT_NEAR(row["net"]["value"].get<double>(), 3360000 - .8 * 2212000 - 168000, 1);
  EXPECT_NEAR(row["avoided"]["value"].get<double>(), 168 * (10920 - 1000), 1);
}

// O1 has the villa, through N1; the vessel is the company's, worth 950,000 less a mortgage of 400,000.
TEST(RecoveryCommand, The_owner_answers_with_the_villa_and_the_vessel_is_listed_apart) {
  const Folder folder;
  const auto path = make_case(folder, kCases / "meridian-star");
  const auto report = json_of({"recovery", path, "--json"});
  const auto& order = report["orders"].at(0);
  EXPECT_EQ(order["person"], "O1");
  EXPECT_EQ(order["benefit"], 1152000);
  EXPECT_EQ(order["order"], 300000);
  EXPECT_EQ(order["shortfall"], 852000);
  const auto& vessel = report["assets"].at(0);
  EXPECT_EQ(vessel["realisable"], 550000);
  EXPECT_EQ(vessel["part"], "instrumentality");
  EXPECT_EQ(vessel["behind_the_company"].at(0)["person"], "O1");
  double paid = 0;
  for (const auto& victim : report["compensation"]["victims"]) paid += victim["paid"].get<double>();
  EXPECT_NEAR(paid, report["compensation"]["available"].get<double>(), .005);
  EXPECT_EQ(report["compensation"]["victims"].size(), 12u);
}

TEST(RecoveryCommand, No_victim_has_an_order_or_is_named) {
  const Folder folder;
  const auto path = make_case(folder, kCases / "meridian-star");
  const auto ran = run_command({"recovery", path});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, ::testing::Not(HasSubstr("Saltry")));
  EXPECT_THAT(ran.out, HasSubstr("V-01"));
  EXPECT_EQ(run_command({"recovery", path, "--available", "much"}).code, 2);
}

} // namespace
} // namespace cuibono::cli
