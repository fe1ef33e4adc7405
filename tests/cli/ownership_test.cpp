// The ownership subcommand on the two demonstration cases. Expected shares: the ground truth of the scenarios.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "run.h"

namespace cuibono::cli {
namespace {

using ::testing::HasSubstr;

nlohmann::json ownership(const std::string& path, const std::vector<std::string>& more = {}) {
  std::vector<std::string> arguments{"ownership", path, "--json"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  const auto ran = run_command(arguments);
  EXPECT_EQ(ran.code, 0) << ran.err;
  return ran.json();
}

TEST(OwnershipCommand, Larkfield_belongs_to_whoever_stands_behind_the_trust_and_the_spouse) {
  const Folder folder;
  const auto owned = ownership(make_case(folder, kCases / "larkfield"));
  EXPECT_NEAR(owned["integrated"]["O2"]["GRP"].get<double>(), .610526, 5e-7);
  EXPECT_NEAR(owned["integrated"]["P2"]["GRP"].get<double>(), .284211, 5e-7);
  EXPECT_NEAR(owned["integrated"]["Q2"]["GRP"].get<double>(), .105263, 5e-7);
  EXPECT_FALSE(owned["integrated"].contains("S2"));
  EXPECT_EQ(owned["control"], (nlohmann::json{{"O2", {"GARM", "GRP", "BRI", "ORC"}}}));
  const auto& of_group = owned["beneficial_owners"]["GRP"];
  ASSERT_EQ(of_group.size(), 2u);
  EXPECT_EQ(of_group[0]["person"], "O2");
  EXPECT_EQ(of_group[0]["by"], "share, control");
  EXPECT_EQ(of_group[1]["person"], "P2");
  EXPECT_EQ(of_group[1]["by"], "share, nominee");
  EXPECT_EQ(of_group[1]["exhibits"], (nlohmann::json{"E05", "E07"}));
  EXPECT_EQ(owned["jurisdiction"], "XA");
  EXPECT_EQ(owned["threshold"], .25);
}

TEST(OwnershipCommand, The_true_owner_of_the_vessel_is_shown_with_the_chain_through_his_nominee) {
  const Folder folder;
  const auto path = make_case(folder, kCases / "meridian-star");
  const auto owned = ownership(path, {"VESSEL"});
  EXPECT_EQ(owned["integrated"], (nlohmann::json{{"O1", {{"VESSEL", 1.0}}}}));
  ASSERT_EQ(owned["beneficial_owners"].size(), 1u);
  const auto& owner = owned["beneficial_owners"]["VESSEL"][0];
  EXPECT_EQ(owner["by"], "share, control, nominee");
  const auto& steps = owner["chains"][0]["steps"];
  ASSERT_EQ(steps.size(), 4u);
  EXPECT_EQ(steps[0]["kind"], "nominee_for");
  EXPECT_EQ(steps[0]["exhibits"], (nlohmann::json{"E07"}));
  EXPECT_EQ(steps[3]["to"], "VESSEL");
  EXPECT_THAT(owned["remarks"].dump(), HasSubstr("C1 owns VESSEL")); // the anonymous letter states no share
  const auto text = run_command({"ownership", path, "VESSEL"}).out;
  EXPECT_THAT(
      text,
      HasSubstr(
          "Tova Hale is nominee for Aldo Renquist [E07]; Tova Hale owns 100.0 % of Halcyon Shore Holdings [E06]"));
}

TEST(OwnershipCommand, Refuses_a_date_that_is_none_and_an_entity_that_is_not_there) {
  const Folder folder;
  const auto path = make_case(folder, kCases / "larkfield");
  EXPECT_EQ(run_command({"ownership", path, "--on", "yesterday"}).code, 2);
  EXPECT_EQ(run_command({"ownership", path, "NOBODY"}).code, 2);
  EXPECT_EQ(run_command({"ownership", path, "O2"}).code, 2);
  EXPECT_EQ(ownership(path, {"--on", "2031"})["on"], "2031");
}

} // namespace
} // namespace cuibono::cli
