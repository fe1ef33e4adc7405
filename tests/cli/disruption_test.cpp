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
  std::ofstream(file)
      << "source,target\nREC,V1\nREC,V2\nREC,V3\nREC,BRK\nBRK,TRN\nBRK,HRB\nBRK,MGR\nTRN,V1\nTRN,V2\nTRN,V3\nTRN,HRB\nHRB,MGR\n"
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
  EXPECT_THAT(warnings[0]["text"].get<std::string>(),
              HasSubstr("pays the payroll out of which BrightPath Staffing Ltd pays 40 victims (V-01, V-02, V-03 and 37 more)"));
  EXPECT_THAT(warnings[0]["text"].get<std::string>(), HasSubstr("remove only with victims' safety planned first."));
}

// One tie rests on nothing: in no draw does it hold, and the two whom it joins are apart.
TEST(KeyPlayersCommand, Says_how_often_a_set_stays_best_when_ties_are_drawn) {
  const Folder folder;
  const auto tables = folder.path() / "tables";
  std::filesystem::create_directory(tables);
  std::ofstream(tables / "exhibits.csv") << "id,title,scheme,reliability,credibility\nE1,Chat,admiralty,A,1\n";
  std::ofstream(tables / "ties.csv") << "type,source,target,exhibits\nassociate,A,B,E1\nassociate,B,C,E1\nassociate,D,A,\nassociate,D,C,"
                                        "\nassociate,D,E,\nassociate,D,F,\n";
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

// --- disrupt. Of the vessel's 4.2 million four fifths are followed: 1,152,000 reach O1 (960,000 by the management fee to HALC, 192,000
// that BLUE keeps), 134,400 C1, 67,200 P1, 33,600 G1; 1,904,000 are lawful, 68,800 movement.

void expect_closed(const Json& report) {
  for (const auto& step : report["steps"]) {
    const auto& money = step["money"];
    double sum = 0;
    for (const char* part : {"attributed", "unattributed", "movement", "lawful", "stopped"}) sum += money[part].get<double>();
    EXPECT_NEAR(sum, report["source_value"].get<double>(), .005);
  }
}

TEST(DisruptCommand, Without_the_holding_four_fifths_of_the_benefit_are_stopped) {
  const Folder folder;
  const auto report = json_of({"disrupt", make_case(folder, kCases / "meridian-star"), "--remove", "HALC"});
  EXPECT_EQ(report["order"], "given");
  EXPECT_EQ(report["source_value"], 3360000);
  EXPECT_EQ(report["steps"][0]["money"]["attributed"], 1387200);
  EXPECT_EQ(report["steps"][0]["money"]["stopped"], 0);
  const auto& after = report["steps"][1];
  EXPECT_EQ(after["removed"], (Json{"HALC"}));
  EXPECT_EQ(after["money"]["stopped"], 1152000);
  EXPECT_EQ(after["money"]["attributed"], 235200);
  EXPECT_EQ(after["money"]["lawful"], 1904000);
  EXPECT_NEAR(after["money"]["reaches"].get<double>(), 235.2 / 1387.2, 1e-9);
  EXPECT_EQ(report["still_reached"][0]["id"], "C1");
  EXPECT_EQ(report["still_reached"][0]["amount"], 134400);
  EXPECT_NEAR(report["R"]["money"].get<double>(), 235.2 / 1387.2, 1e-9);
  expect_closed(report);
}

TEST(DisruptCommand, The_parts_that_are_left_are_those_that_networkx_counts) {
  const Folder folder;
  const auto report = json_of({"disrupt", make_case(folder, kCases / "meridian-star"), "--remove", "BLUE,O1"});
  ASSERT_EQ(report["steps"].size(), 3u);
  EXPECT_NEAR(report["steps"][0]["DF"].get<double>(), .495965, 5e-7);
  EXPECT_NEAR(report["steps"][1]["DF"].get<double>(), .516833, 5e-7);
  EXPECT_NEAR(report["steps"][2]["DF"].get<double>(), .540283, 5e-7);
  EXPECT_NEAR(report["steps"][1]["largest"].get<double>(), 43. / 44, 1e-12);
  EXPECT_NEAR(report["steps"][2]["largest"].get<double>(), 41. / 44, 1e-12);
  EXPECT_EQ(report["steps"][2]["components"], 2);
  EXPECT_NEAR(report["R"]["largest"].get<double>(), (43. + 41) / 88, 1e-12);
}

TEST(DisruptCommand, Frozen_accounts_stop_what_goes_through_them) {
  const Folder folder;
  const auto path = make_case(folder, kCases / "meridian-star");
  const auto stopped = [&](const std::string& accounts, const std::string& what) {
    const auto report = json_of({"disrupt", path, "--remove", accounts, "--what", what});
    expect_closed(report);
    return report["steps"].back()["money"]["stopped"].get<double>();
  };
  EXPECT_EQ(stopped("A4", "accounts"), 440000);    // 550,000 received
  EXPECT_EQ(stopped("A2", "accounts"), 960000);    // 1,200,000 received
  EXPECT_EQ(stopped("A2,A4", "accounts"), 960000); // nothing reaches A4 but by A2
  EXPECT_EQ(stopped("A1", "accounts"), 3360000);   // all that the vessel sells is paid there
  EXPECT_EQ(stopped("A1:A2", "ties"), 960000);
  // What the nominee holds for O1: the rest of 500,000 after 150,000 paid to O1, 300,000 kept by HALC, 240,000 by BLUE.
  EXPECT_EQ(stopped("N1:O1", "ties"), 712000); // .8 of 890,000
}

TEST(DisruptCommand, By_benefit_begins_with_the_one_who_benefits_most) {
  const Folder folder;
  const auto path = make_case(folder, kCases / "meridian-star");
  const auto report = json_of({"disrupt", path, "--order", "benefit"});
  ASSERT_EQ(report["steps"].size(), 5u);
  const char* kOrder[] = {"O1", "C1", "P1", "G1"};
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(report["steps"][i + 1]["removed"], Json{kOrder[i]});
  EXPECT_EQ(report["steps"][4]["money"]["attributed"], 0);
  const auto accounts = json_of({"disrupt", path, "--order", "benefit", "--what", "accounts", "--steps", "2"});
  EXPECT_EQ(accounts["steps"][1]["removed"], Json{"A1"});
  EXPECT_EQ(accounts["steps"][2]["removed"], Json{"A2"});
}

TEST(DisruptCommand, Random_orders_are_a_mean_with_no_names_and_the_same_for_a_seed) {
  const Folder folder;
  const auto path = make_case(folder, kCases / "meridian-star");
  const auto first = json_of({"disrupt", path, "--order", "random", "--steps", "3", "--seed", "7"});
  EXPECT_EQ(first, json_of({"disrupt", path, "--order", "random", "--steps", "3", "--seed", "7"}));
  EXPECT_EQ(first["steps"].size(), 4u);
  EXPECT_TRUE(first["steps"][1]["removed"].is_null());
  EXPECT_TRUE(first["warnings"].empty());
  expect_closed(first);
  // Removing at random hurts less than removing the best connected.
  EXPECT_GT(first["R"]["largest"].get<double>(), json_of({"disrupt", path, "--steps", "3"})["R"]["largest"].get<double>());
}

TEST(DisruptCommand, Removing_the_employer_warns_of_pay_work_and_those_left_in_other_hands) {
  const Folder folder;
  const auto path = make_case(folder, kCases / "meridian-star");
  const auto out = printed({"disrupt", path, "--remove", "BLUE"});
  EXPECT_THAT(out, HasSubstr("This could harm victims:"));
  EXPECT_THAT(out, HasSubstr("Bluewake Marine Ltd pays 12 victims"));
  EXPECT_THAT(out, HasSubstr("168,000 XTS in 168 payments, and nobody else is known to pay them"));
  EXPECT_THAT(out, HasSubstr("employs 12 victims"));
  EXPECT_THAT(out, HasSubstr("would still be in the hands of Bram Osko (controls, withholds document)"));
  EXPECT_THAT(out, HasSubstr("[E02, E11]"));
  EXPECT_THAT(out, Not(HasSubstr("Saltry")));
}

TEST(DisruptCommand, A_victim_is_never_removed) {
  const Folder folder;
  const auto path = make_case(folder, kCases / "meridian-star");
  const auto refused = run_command({"disrupt", path, "--remove", "V01"});
  EXPECT_EQ(refused.code, 4);
  EXPECT_THAT(refused.err, HasSubstr("V-"));
  EXPECT_THAT(refused.err, Not(HasSubstr("Saltry")));
  EXPECT_EQ(run_command({"disrupt", path, "--remove", "R2"}).code, 4); // a recruiter who is a victim too
  const auto all = json_of({"disrupt", path, "--what", "ties", "--order", "betweenness", "--steps", "500"});
  for (const auto& step : all["steps"]) {
    if (step["removed"].is_null()) continue;
    for (const auto& id : step["removed"]) {
      EXPECT_THAT(id.get<std::string>(), Not(::testing::MatchesRegex("V[0-9]+")));
      EXPECT_NE(id, "R2");
    }
  }
}

TEST(DisruptCommand, Says_what_does_not_go_together) {
  const Folder folder;
  const auto path = make_case(folder, kCases / "meridian-star");
  EXPECT_EQ(run_command({"disrupt", path, "--remove", "O1", "--order", "degree"}).code, 2);
  EXPECT_EQ(run_command({"disrupt", path, "--what", "ties", "--order", "key-players"}).code, 2);
  EXPECT_EQ(run_command({"disrupt", path, "--what", "ties", "--remove", "O1"}).code, 2);
  EXPECT_EQ(run_command({"disrupt", path, "--what", "ties", "--remove", "VILLA:C1"}).code, 2);
  EXPECT_EQ(run_command({"disrupt", path, "--remove", "PICKUP"}).code, 2); // has no tie
}

// --- money-cut

// Of the vessel: HALC belongs to N1, who holds for O1, so that 1,200,000 must be stopped before it reaches HALC; then 168,000 of the
// captain's pay, 84,000 to the inspector's wife and 42,000 to the guard. A1 pays all four, and the victims.
TEST(MoneyCutCommand, Of_the_vessel_is_the_management_fee_and_three_salaries) {
  const Folder folder;
  const auto path = make_case(folder, kCases / "meridian-star");
  const auto report = json_of({"money-cut", path});
  EXPECT_EQ(report["from"], (Json{"BLUE"}));
  EXPECT_EQ(report["to"], (Json{"O1", "C1", "G1", "P1"}));
  EXPECT_EQ(report["value"], 1200000 + 168000 + 84000 + 42000);
  ASSERT_EQ(report["ties"].size(), 4u);
  EXPECT_EQ(report["ties"][0]["payer"], "A1");
  EXPECT_EQ(report["ties"][0]["payee"], "A2");
  EXPECT_EQ(report["ties"][0]["exhibits"], (Json{"E02", "E03"}));
  EXPECT_EQ(report["ties"][2]["payee"], "A6");
  EXPECT_EQ(report["ties"][2]["payments_in_all"], 14);
  EXPECT_EQ(report["ties"][3]["payee"], "G1");
  EXPECT_EQ(report["accounts"], (Json{"A1"}));
  EXPECT_TRUE(report["accounts_paying_no_victim"].is_null()); // the guard is paid in cash out of A1
  EXPECT_EQ(report["account_warnings"][0]["kind"], "pay");
  EXPECT_EQ(report["account_warnings"][0]["victims"].size(), 12u);
  EXPECT_THAT(printed({"money-cut", path}), HasSubstr("1,494,000"));
}

TEST(MoneyCutCommand, To_the_inspector_is_his_wifes_account) {
  const Folder folder;
  const auto report = json_of({"money-cut", make_case(folder, kCases / "meridian-star"), "--to", "P1"});
  EXPECT_EQ(report["value"], 84000);
  EXPECT_EQ(report["accounts_paying_no_victim"], (Json{"A6"}));
}

// Of the factory: 2,200,000 to the group, 1,800,000 of advice and 108,000 of salary; there are no accounts.
TEST(MoneyCutCommand, Of_the_factory_is_dividends_advice_and_a_salary) {
  const Folder folder;
  const auto report = json_of({"money-cut", make_case(folder, kCases / "larkfield")});
  EXPECT_EQ(report["value"], 2200000 + 1800000 + 108000);
  ASSERT_EQ(report["ties"].size(), 3u);
  EXPECT_EQ(report["ties"][0]["payee"], "GRP");
  EXPECT_EQ(report["ties"][1]["payee"], "ORC");
  EXPECT_EQ(report["ties"][2]["payee"], "M2");
  EXPECT_TRUE(report["accounts"].is_null());
}

TEST(MoneyCutCommand, Of_a_window_counts_its_payments_alone) {
  const Folder folder;
  const auto report =
      json_of({"money-cut", make_case(folder, kCases / "meridian-star"), "--to", "P1", "--since", "2031-02-01", "--until", "2031-03-31"});
  EXPECT_EQ(report["value"], 12000); // 6,000 on 20 February and on 13 March
}

TEST(MoneyCutCommand, Says_when_there_is_nothing_to_cut_or_nothing_can) {
  const Folder folder;
  const auto path = make_case(folder, kCases / "meridian-star");
  EXPECT_EQ(json_of({"money-cut", path, "--from", "VENDOR", "--to", "O1"})["value"], 0);
  const auto joined = run_command({"money-cut", path, "--from", "N1", "--to", "A3"}); // his own account
  EXPECT_EQ(joined.code, 3);
  EXPECT_THAT(joined.err, HasSubstr("holding or owning"));
  EXPECT_EQ(run_command({"money-cut", path, "--to", "V01"}).code, 4);
}

} // namespace
} // namespace cuibono::cli
