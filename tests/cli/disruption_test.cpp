// Key players, disruption and the cut of the money from their tables to what is printed. Expected values: domain.md section 5 and
// oracles.json; of the demonstration cases, DF and reach computed by networkx from the case tables, and amounts by hand.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "run.h"

namespace cuibono::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

Json json_of(std::vector<std::string> arguments) {
  arguments.push_back("--json");
  const auto ran = run_command(arguments);
  EXPECT_EQ(ran.code, 0) << ran.err;
  return ran.json();
}

std::string printed(const std::vector<std::string>& arguments) {
  const auto ran = run_command(arguments);
  EXPECT_EQ(ran.code, 0) << ran.err;
  return ran.out;
}

// The network of domain.md section 5.
std::string worked_case(const Folder& folder) {
  const auto file = folder.path() / "network.csv";
  std::ofstream(file) << "source,target\nREC,V1\nREC,V2\nREC,V3\nREC,BRK\nBRK,TRN\nBRK,HRB\nBRK,MGR\nTRN,V1\nTRN,V2\nTRN,V3\nTRN,HRB\nHRB,MGR\n"
                         "MGR,V1\nMGR,V2\nMGR,V3\nMGR,OWN\nOWN,OFF\n";
  return make_case(folder, file);
}

TEST(KeyPlayersCommand, Of_the_worked_network_is_the_manager_by_cutting) {
  const Folder folder;
  const auto report = json_of({"key-players", worked_case(folder)});
  EXPECT_EQ(report["nodes"], 10);
  EXPECT_EQ(report["edges"], 17);
  EXPECT_EQ(report["exact"], true);
  EXPECT_EQ(report["candidates"], 10);
  EXPECT_EQ(report["sets"][0]["members"], (Json{"MGR"}));
  EXPECT_NEAR(report["sets"][0]["value"].get<double>(), .5417, 5e-5);
  EXPECT_NEAR(report["sets"][0]["change"].get<double>(), report["sets"][0]["value"].get<double>() - report["before"].get<double>(), 1e-12);
  EXPECT_EQ(report["sets"].size(), 5u);
}

TEST(KeyPlayersCommand, Of_the_vessel_is_who_networkx_finds_by_trying_everybody) {
  const Folder folder;
  const auto path = make_case(folder, kCases / "meridian-star");
  const auto one = json_of({"key-players", path});
  EXPECT_EQ(one["nodes"], 44);
  EXPECT_EQ(one["edges"], 137);
  EXPECT_EQ(one["candidates"], 23);
  EXPECT_NEAR(one["before"].get<double>(), .495965, 5e-7);
  EXPECT_EQ(one["sets"][0]["members"], (Json{"BLUE"}));
  EXPECT_NEAR(one["sets"][0]["value"].get<double>(), .516833, 5e-7);
  EXPECT_EQ(one["sets"][1]["members"], (Json{"O1"}));
  EXPECT_NEAR(one["sets"][1]["pairs_cut"].get<double>(), .046512, 5e-7);
  const auto two = json_of({"key-players", path, "--size", "2", "--without-victims"});
  EXPECT_EQ(two["nodes"], 31);
  EXPECT_THAT(two["sets"][0]["members"], ::testing::UnorderedElementsAre("C1", "BLUE"));
  EXPECT_NEAR(two["sets"][0]["value"].get<double>(), .602915, 5e-7);
}

TEST(KeyPlayersCommand, By_reach_is_another_pair_than_by_cutting) {
  const Folder folder;
  const auto report = json_of({"key-players", make_case(folder, kCases / "meridian-star"), "--goal", "reach", "--size", "2"});
  EXPECT_THAT(report["sets"][0]["members"], ::testing::UnorderedElementsAre("B1", "BLUE"));
  EXPECT_NEAR(report["sets"][0]["value"].get<double>(), .820076, 5e-7);
  EXPECT_TRUE(report["sets"][0]["warnings"].empty());
}

TEST(KeyPlayersCommand, Never_chooses_a_victim_and_says_so) {
  const Folder folder;
  const auto path = make_case(folder, kCases / "larkfield");
  const auto report = json_of({"key-players", path, "--sets", "100"});
  EXPECT_EQ(report["sets"].size(), 21u); // those without the forty workers
  for (const auto& set : report["sets"]) EXPECT_THAT(set["members"][0].get<std::string>(), Not(::testing::StartsWith("V")));
  EXPECT_THAT(printed({"key-players", path}), HasSubstr("never candidates"));
  EXPECT_THAT(printed({"key-players", path}), HasSubstr("40 people in this network"));
}

TEST(KeyPlayersCommand, Of_the_factory_warns_of_forty_who_are_paid_out_of_the_payroll) {
  const Folder folder;
  const auto report = json_of({"key-players", make_case(folder, kCases / "larkfield")});
  EXPECT_EQ(report["sets"][0]["members"], (Json{"GARM"}));
  EXPECT_NEAR(report["sets"][0]["value"].get<double>(), .571497, 5e-7);
  const auto& warnings = report["sets"][0]["warnings"];
  ASSERT_FALSE(warnings.empty());
  EXPECT_EQ(warnings[0]["kind"], "payroll");
  EXPECT_EQ(warnings[0]["victims"].size(), 40u);
  EXPECT_THAT(warnings[0]["text"].get<std::string>(), HasSubstr("pays the payroll out of which BrightPath Staffing Ltd pays 40 victims (V-01, V-02, V-03 and 37 more)"));
  EXPECT_THAT(warnings[0]["text"].get<std::string>(), HasSubstr("remove only with victims' safety planned first."));
}

// One tie rests on nothing: in no draw does it hold, and the two whom it joins are apart.
TEST(KeyPlayersCommand, Says_how_often_a_set_stays_best_when_ties_are_drawn) {
  const Folder folder;
  const auto tables = folder.path() / "tables";
  std::filesystem::create_directory(tables);
  std::ofstream(tables / "exhibits.csv") << "id,title,scheme,reliability,credibility\nE1,Chat,admiralty,A,1\n";
  std::ofstream(tables / "ties.csv") << "type,source,target,exhibits\nassociate,A,B,E1\nassociate,B,C,E1\nassociate,D,A,\nassociate,D,C,\nassociate,D,E,\nassociate,D,F,\n";
  const auto report = json_of({"key-players", make_case(folder, tables), "--sets", "6"});
  EXPECT_EQ(report["draws"], 200);
  EXPECT_EQ(report["sets"][0]["members"], (Json{"D"})); // cuts off two, but all its ties are unsupported
  // Only A - B and B - C ever hold: without B nobody reaches anybody, which nothing beats.
  for (const auto& set : report["sets"])
    if (set["members"] == Json{"B"}) {
      EXPECT_NEAR(set["best_in_draws"].get<double>(), 1, 1e-9);
    }
  EXPECT_LT(report["sets"][0]["best_in_draws"].get<double>(), .5);
}

TEST(KeyPlayersCommand, Refuses_more_than_there_are_and_dates_that_are_none) {
  const Folder folder;
  const auto path = worked_case(folder);
  const auto many = run_command({"key-players", path, "--size", "11"});
  EXPECT_EQ(many.code, 3);
  EXPECT_THAT(many.err, HasSubstr("10 actors"));
  EXPECT_EQ(run_command({"key-players", path, "--from", "soon"}).code, 2);
  EXPECT_EQ(run_command({"key-players", path, "--size", "0"}).code, 2);
}

} // namespace
} // namespace cuibono::cli
