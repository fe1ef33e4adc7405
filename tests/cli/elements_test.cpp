// What `elements` prints of the demonstration cases. Who is charged, who is a child, who was both: scenarios of the guide.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/file.h"
#include "run.h"

namespace cuibono::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

nlohmann::json elements(const std::string& path) {
  const auto ran = run_command({"elements", path, "--json"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  return ran.json();
}

nlohmann::json pair_of(const nlohmann::json& document, const std::string& accused, const std::string& victim) {
  for (const auto& pair : document["matrix"])
    if (pair["accused"] == accused && pair["victim"] == victim) return pair;
  ADD_FAILURE() << accused << " and " << victim;
  return {};
}

TEST(Elements, Of_the_vessel_say_who_did_what_with_the_exhibits_of_both_sides) {
  const Folder folder;
  const auto path = make_case(folder, kCases / "meridian-star");
  const auto document = elements(path);
  const auto owner = pair_of(document, "O1", "V01");
  EXPECT_EQ(owner["act"]["finding"], "supported");
  EXPECT_EQ(owner["act"]["codes"][0]["supporting"][0]["exhibit"], "E08");
  EXPECT_EQ(owner["act"]["codes"][0]["supporting"][0]["locator"], "") << "the chat's handling code withholds it";
  const auto let_out = run_command({"elements", path, "--json", "--handling-override", "trial bundle"});
  EXPECT_EQ(pair_of(let_out.json(), "O1", "V01")["act"]["codes"][0]["supporting"][0]["locator"], "chat boss A");
  EXPECT_EQ(owner["means"]["needed"], "if adult");
  EXPECT_THAT(owner["victim_name"].get<std::string>(), ::testing::StartsWith("V-"));
  ASSERT_EQ(document["non_punishment_review"].size(), 1u);
  EXPECT_EQ(document["non_punishment_review"][0]["person"], "R2");
  EXPECT_EQ(document["indicators"].size(), 12u);
}

TEST(Elements, Of_the_boy_no_means_is_needed_once_his_sealed_date_of_birth_is_revealed) {
  const Folder folder;
  const auto path = make_case(folder, kCases / "meridian-star");
  const auto sealed = elements(path);
  EXPECT_EQ(pair_of(sealed, "O1", "V12")["means"]["needed"], "if adult");
  EXPECT_THAT(sealed["remarks"].dump(), HasSubstr("is sealed"));

  const auto ran = run_command({"elements", path, "--json", "--reveal", "age of V12"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto boy = pair_of(ran.json(), "O1", "V12");
  EXPECT_EQ(boy["age"]["reading"], "child");
  EXPECT_EQ(boy["means"]["needed"], "no");
  EXPECT_TRUE(boy["open"]["if_child"].empty());
  EXPECT_FALSE(boy["open"].contains("if_adult"));
  EXPECT_THAT(boy["consent"].get<std::string>(), HasSubstr("irrelevant"));
}

TEST(Elements, Gaps_name_accused_victim_element_and_what_to_obtain) {
  const Folder folder;
  const auto document = elements(make_case(folder, kCases / "meridian-star"));
  const auto driver = std::ranges::find_if(document["gaps"], [](const auto& gap) { return gap["accused"] == "T1" && gap["element"] == "means"; });
  ASSERT_NE(driver, document["gaps"].end());
  EXPECT_FALSE((*driver)["obtain"].get<std::string>().empty());
}

TEST(Elements, No_name_of_a_victim_is_printed_in_any_form) {
  const Folder folder;
  const auto path = make_case(folder, kCases / "meridian-star");
  for (const auto& arguments : std::vector<std::vector<std::string>>{{"elements", path}, {"elements", path, "--json"}, {"elements", path, "--csv"}}) {
    const auto ran = run_command(arguments);
    EXPECT_EQ(ran.code, 0) << ran.err;
    for (const char* name : {"Tavo", "Saltry", "Silas", "Vetch", "Dae Mant", "2013"}) EXPECT_THAT(ran.out + ran.err, Not(HasSubstr(name)));
  }
}

TEST(Elements, Text_says_that_nobody_is_called_guilty) {
  const Folder folder;
  const auto text = run_command({"elements", make_case(folder, kCases / "larkfield")}).out;
  for (const char* said : {"nobody is called guilty or a victim", "adult from 18 (Sarovia (fictional))", "To obtain:", "forced labour (false payroll records): convicted, 24 months"})
    EXPECT_THAT(text, HasSubstr(said));
}

TEST(Elements, An_empty_case_has_an_empty_matrix) {
  const Folder folder;
  const auto path = folder / "empty.cuibono";
  run_command({"new", path, "--unencrypted"});
  EXPECT_TRUE(elements(path)["matrix"].empty());
  EXPECT_EQ(run_command({"elements", path}).code, 0);
}

} // namespace
} // namespace cuibono::cli
