// The rule files: what is refused, and what a jurisdiction changes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "red_flag_case.h"
#include "source_dir.h"

namespace cuibono {
namespace {

using ::testing::HasSubstr;
using Json = nlohmann::json;

Json rides() {
  return Json::parse(
      R"({"id": 101, "title": "Rides", "why": "w", "source": "s", "detector": "window", "direction": "out",
    "parameters": {"window_days": {"value": 30, "unit": "days"}, "least_count": {"value": 16, "unit": "count"}, "sum_above": {"value": 5, "unit": "money", "currency": "EUR"}},
    "words": {"en": ["taxi*"]}, "benign": ["a commuter"], "needs": ["purposes"]})");
}

std::string refusal(const std::string& text) {
  const auto rule = money::parse_red_flag_rule(text, "101.json");
  if (rule) return "accepted";
  EXPECT_EQ(rule.error().where, "101.json");
  return rule.error().what;
}

TEST(RedFlagRules, A_whole_rule_is_read) {
  const auto rule = money::parse_red_flag_rule(rides().dump(), "101.json");
  ASSERT_TRUE(rule.has_value()) << rule.error().what;
  EXPECT_EQ(rule->id, 101);
  EXPECT_EQ(rule->detector, money::Detector::Window);
  EXPECT_EQ(rule->number("least_count"), 16);
  EXPECT_EQ(rule->find("sum_above")->currency, "EUR");
  EXPECT_EQ(rule->words, std::vector<std::string>{"taxi*"});
}

TEST(RedFlagRules, All_22_rules_come_with_the_program_each_with_innocent_explanations_and_what_it_needs) {
  const auto rules = testing::shipped_rules();
  ASSERT_EQ(rules.size(), 22u);
  for (std::size_t i = 0; i < rules.size(); ++i) {
    EXPECT_EQ(rules[i].id, static_cast<int>(i) + 1);
    EXPECT_FALSE(rules[i].benign.empty() || rules[i].needs.empty() || rules[i].source.empty()) << rules[i].id;
  }
}

TEST(RedFlagRules, A_misspelt_parameter_is_refused_by_name) {
  auto rule = rides();
  rule["parameters"]["leest_count"] = rule["parameters"]["least_count"];
  rule["parameters"].erase("least_count");
  EXPECT_THAT(refusal(rule.dump()), HasSubstr("\"leest_count\""));
}

TEST(RedFlagRules, What_is_unknown_missing_or_of_a_wrong_kind_is_refused) {
  const auto with = [](const std::string& pointer, const Json& value) {
    auto rule = rides();
    rule[Json::json_pointer(pointer)] = value;
    return refusal(rule.dump());
  };
  EXPECT_THAT(with("/colour", "red"), HasSubstr("no member \"colour\""));
  EXPECT_THAT(with("/ties", Json::array({"owns"})), HasSubstr("no member \"ties\""));
  EXPECT_THAT(with("/detector", "windows"), HasSubstr("no detector"));
  EXPECT_THAT(with("/classes", Json::array({"wages"})), HasSubstr("cannot be \"wages\""));
  EXPECT_THAT(with("/parameters/least_count/value", "16"), HasSubstr("not a number"));
  EXPECT_THAT(with("/parameters/least_count/value", 1.5), HasSubstr("not a whole number"));
  EXPECT_THAT(with("/parameters/least_count/unit", "days"), HasSubstr("must be \"count\""));
  EXPECT_THAT(with("/parameters/window_days/value", 0), HasSubstr("not between"));
  EXPECT_THAT(with("/parameters/sum_above", Json{{"value", 5}, {"unit", "money"}}), HasSubstr("needs a currency"));
  EXPECT_THAT(with("/direction", "up"), HasSubstr("neither in nor out"));
  EXPECT_THAT(with("/id", 0), HasSubstr("not between"));
  EXPECT_THAT(with("/benign", Json::array()), HasSubstr("not a list"));
  for (const char* member :
       {"id", "title", "why", "detector", "parameters", "source", "benign", "needs", "direction"}) {
    auto rule = rides();
    rule.erase(member);
    EXPECT_THAT(refusal(rule.dump()), HasSubstr(std::string("\"") + member + "\" is missing"));
  }
}

TEST(RedFlagRules, A_member_that_stands_twice_is_refused) {
  const auto text = rides().dump();
  EXPECT_THAT(refusal("{\"id\": 7," + text.substr(1)), HasSubstr("names \"id\" twice"));
}

TEST(RedFlagRules, Deep_nesting_and_broken_text_are_refused) {
  EXPECT_THAT(refusal(std::string(100'000, '[')), HasSubstr("nested too deeply"));
  EXPECT_THAT(refusal("{\"id\": "), HasSubstr("not JSON"));
  EXPECT_THAT(refusal("[]"), HasSubstr("not a JSON object"));
  EXPECT_NE(refusal("\xff\xfe"), "accepted");
}

// --- jurisdictions
// -----------------------------------------------------------------------------------------------------------

std::string override_refusal(const std::string& key, double value) {
  model::Jurisdiction jurisdiction;
  jurisdiction.id = "XZ";
  jurisdiction.red_flags = {{key, value}};
  const auto rules = money::rules_for(testing::parsed_rules(), jurisdiction);
  return rules ? "accepted" : rules.error().what;
}

TEST(RedFlagRules, A_jurisdictions_threshold_takes_the_place_of_the_files) {
  model::Jurisdiction jurisdiction;
  jurisdiction.red_flags = {{"14.least_count", 3}, {"13.sum_above", 40}};
  testing::FlagCase built; // no rate for the Australian dollar: the jurisdiction's own amount needs none
  for (int i = 0; i < 3; ++i) built.pay("P", "X", 12, i, {.purpose = "taxi"});
  built.pay("P", "X", 40.01, 1, {.purpose = "hotel"});
  EXPECT_EQ(testing::flags(built.snapshot, 14).hits.size(), 0u);
  const auto rides_report = testing::flags(built.snapshot, 14, jurisdiction);
  EXPECT_EQ(rides_report.hits.size(), 1u);
  EXPECT_EQ(rides_report.rules[0].find("least_count")->from, "jurisdiction default");
  EXPECT_EQ(testing::flags(built.snapshot, 13, jurisdiction).hits.size(), 1u);
}

TEST(RedFlagRules, A_jurisdiction_that_sets_what_no_rule_has_is_refused) {
  EXPECT_THAT(override_refusal("14.leest_count", 3),
              HasSubstr("\"14.leest_count\", and the rule has no such parameter"));
  EXPECT_THAT(override_refusal("99.least_count", 3), HasSubstr("no such rule"));
  EXPECT_THAT(override_refusal("least_count", 3), HasSubstr("no such rule"));
  EXPECT_THAT(override_refusal("1.least_share", 1.1), HasSubstr("not between 0 and 1"));
  EXPECT_EQ(override_refusal("1.least_share", .9), "accepted");
}

TEST(RedFlagRules, Every_jurisdiction_that_comes_with_the_program_fits_the_rules) {
  for (const auto& file :
       std::filesystem::directory_iterator(std::filesystem::path(cuibono::testing::source_dir()) / "data/jurisdictions")) {
    const auto jurisdiction = model::parse_jurisdiction(base::read_file(file.path()).value(), file.path().string());
    ASSERT_TRUE(jurisdiction.has_value()) << file.path();
    EXPECT_TRUE(money::rules_for(testing::parsed_rules(), *jurisdiction).has_value()) << file.path();
  }
}

TEST(RedFlagRules, Two_rules_of_one_number_are_refused) {
  auto rules = testing::parsed_rules();
  rules.push_back(rules.front());
  EXPECT_FALSE(money::rules_for(rules, {}).has_value());
}

TEST(RedFlagRules, An_agencys_own_rule_runs_without_a_compiler) {
  auto rule = rides();
  rule["parameters"].erase("sum_above");
  rule["words"] = {{"en", {"minibus"}}};
  testing::FlagCase built;
  for (int i = 0; i < 16; ++i) built.pay("P", "X", 10, i, {.purpose = "Minibus to the site"});
  base::Progress progress;
  auto rules = money::rules_for({money::parse_red_flag_rule(rule.dump(), "").value()}, {}).value();
  EXPECT_EQ(money::red_flags(built.snapshot, rules, "default", progress).hits.size(), 1u);
}

} // namespace
} // namespace cuibono
