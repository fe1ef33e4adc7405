// The two demonstration cases through `impunity`. Expected: the ground truth of the scenarios (scenarios.json: index
// and coverage, who is charged, the scapegoat, calls before four of five inspections against three others, payments to
// the spouse one or two days after); chances from exact hypergeometric counts worked out apart from this program.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "run.h"

namespace cuibono::cli {
namespace {

nlohmann::json impunity(const std::string& path, const std::string& basis) {
  const auto ran = run_command({"impunity", path, "--basis", basis, "--draws", "50", "--json"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  return ran.json();
}

std::vector<std::string> people(const nlohmann::json& list, const char* member, const std::string& kind = "") {
  std::vector<std::string> keys;
  for (const auto& entry : list)
    if (kind.empty() || entry["kind"] == kind) keys.push_back(entry[member]);
  return keys;
}

TEST(Impunity, Of_the_vessel_is_total_and_the_drivers_are_put_up_for_review) {
  const Folder folder;
  const auto found = impunity(make_case(folder, kCases / "meridian-star"), "gross");
  EXPECT_NEAR(found["index"].get<double>(), 1.0, 5e-5);
  EXPECT_NEAR(found["coverage"].get<double>(), .0969, 5e-5);
  EXPECT_THAT(people(found["charged"], "id"), ::testing::ElementsAre("T1", "T2", "C1", "R1"));
  // The drivers and the recruiter were paid by the head, by a broker, for people whom the owner's company employs. The
  // captain has a tenth of the benefit. The second recruiter was a victim: another review, and no figures.
  EXPECT_THAT(people(found["review"], "person", "scapegoat review"), ::testing::ElementsAre("R1", "T1", "T2"));
  EXPECT_THAT(people(found["review"], "person", "non-punishment review"), ::testing::ElementsAre("R2"));
  for (const auto& review : found["review"]) {
    EXPECT_FALSE(review["reasons"].empty());
    if (review["person"] == "R2") {
      EXPECT_EQ(review["name"], "V-13") << "a victim's name is never printed, an id of letters and digits is";
    }
    if (review["person"] == "T1") {
      EXPECT_EQ(people(review["superiors"], "id"), std::vector<std::string>{"O1"});
    }
  }
  EXPECT_EQ(found["asset_gap"]["gap"], 1) << "nothing is restrained";
  EXPECT_EQ(found["asset_gap"]["benefit"], 1387200); // 3,360,000 - 1,904,000 - 68,800
}

TEST(Impunity, Of_the_vessel_shows_the_inspector_called_before_inspections_and_his_spouse_paid_after_them) {
  const Folder folder;
  const auto found = impunity(make_case(folder, kCases / "meridian-star"), "gross")["collusion"];
  ASSERT_EQ(found["officials"].size(), 1u);
  const auto& inspector = found["officials"][0];
  EXPECT_EQ(inspector["id"], "P1");
  EXPECT_EQ(inspector["inspections"], 5);
  EXPECT_EQ(inspector["calls"]["total"], 7);
  EXPECT_EQ(inspector["calls"]["near"], 4);
  EXPECT_EQ(inspector["calls"]["inspections_with_one"], 4);
  EXPECT_NEAR(inspector["calls"]["expected"].get<double>(), .3279, .02);
  EXPECT_LT(inspector["calls"]["p"].get<double>(), .0005); // exactly .00005
  EXPECT_EQ(inspector["payments"]["total"], 14);
  EXPECT_EQ(inspector["payments"]["amount"], 84000);
  EXPECT_EQ(inspector["payments"]["inspections_with_one"], 5);
  EXPECT_EQ(inspector["payments"]["amount_near"], 30000);
  EXPECT_NEAR(inspector["payments"]["expected"].get<double>(), 1.1475, .03);
  EXPECT_NEAR(inspector["payments"]["p"].get<double>(), .0005, .0008);
  EXPECT_EQ(found["tests"], 2);
  EXPECT_THAT(inspector["facts"].dump(), ::testing::HasSubstr("E12 contradicts 12 indicators"));
  EXPECT_THAT(inspector["facts"].dump(), ::testing::HasSubstr("Ines Lind"));
}

TEST(Impunity, Of_the_factory_puts_up_the_clerk_and_not_the_manager) {
  const Folder folder;
  const auto found = impunity(make_case(folder, kCases / "larkfield"), "net");
  EXPECT_NEAR(found["index"].get<double>(), .9763, 5e-5);
  EXPECT_NEAR(found["coverage"].get<double>(), .0237, 5e-5);
  EXPECT_THAT(people(found["review"], "person"), ::testing::ElementsAre("K2"));
  EXPECT_THAT(people(found["review"][0]["superiors"], "id"), ::testing::Contains("O2"));
  for (const auto& person : found["visibility"]["people"]) {
    if (person["id"] == "M2") {
      EXPECT_EQ(person["mentions"], 9);
    }
    if (person["id"] == "K2") {
      EXPECT_EQ(person["mentions"], 7);
    }
  }
  const auto& councillor = found["collusion"]["officials"].at(0);
  EXPECT_EQ(councillor["id"], "P2");
  EXPECT_NEAR(councillor["share"].get<double>(), .2530, 5e-5);
  EXPECT_THAT(councillor["facts"].dump(), ::testing::HasSubstr("3 votes or licences"));
  EXPECT_TRUE(councillor["calls"]["p"].is_null()) << "no inspection, no test";
}

TEST(Impunity, Without_sentences_the_index_is_null_with_the_reason) {
  const Folder folder;
  const auto path = folder / "empty.cuibono";
  run_command({"new", path, "--unencrypted"});
  const auto found = run_command({"impunity", path, "--json"}).json();
  EXPECT_TRUE(found["index"].is_null());
  EXPECT_EQ(found["index_absent_because"], "nobody is charged");
  EXPECT_EQ(found["coverage"], 0);
  EXPECT_TRUE(found["charged"].empty() && found["review"].empty());
}

TEST(Impunity, Prints_words_and_a_table) {
  const Folder folder;
  const auto path = make_case(folder, kCases / "meridian-star");
  const auto text = run_command({"impunity", path, "--draws", "0"}).out;
  EXPECT_THAT(text, ::testing::HasSubstr("For review (scapegoat review), no finding: Jonn Pike"));
  EXPECT_THAT(text, ::testing::HasSubstr("no label: "));
  EXPECT_THAT(text, ::testing::HasSubstr("restrict who can open this case"));
  EXPECT_THAT(text, ::testing::Not(::testing::HasSubstr("Dae Mant")))
      << "the recruiter who was a victim has a pseudonym";
  EXPECT_THAT(run_command({"impunity", path, "--draws", "0", "--csv"}).out,
              ::testing::StartsWith("months,of all,share,up to,control,status,who,id,review\n48,"));
}

} // namespace
} // namespace cuibono::cli
