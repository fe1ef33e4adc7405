#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "case_builder.h"
#include "model/attributes.h"
#include "model/jurisdiction.h"
#include "model/rates.h"
#include "source_dir.h"

namespace cuibono::model {
namespace {

using ::testing::HasSubstr;

TEST(Jurisdiction, Every_file_that_comes_with_the_program_can_be_read) {
  for (const auto& file : std::filesystem::directory_iterator(std::filesystem::path(cuibono::testing::source_dir()) / "data/jurisdictions")) {
    const auto text = base::read_file(file.path());
    ASSERT_TRUE(text);
    const auto read = parse_jurisdiction(*text, file.path().string());
    EXPECT_TRUE(read) << (read ? "" : base::sentence(read.error()));
  }
}

TEST(Jurisdiction, A_setting_that_is_misspelt_or_out_of_range_is_refused) {
  for (const char* text : {R"({"ownership_treshold": 0.1})", R"({"ownership_threshold": 25})", R"({"tracing_rules": ["fifi"]})",
                           R"({"interest_rate": "5 %"})", "[]", "{", R"({"words": {"a": 1}})"}) {
    const auto read = parse_jurisdiction(text, "ZZ.json");
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().where, "ZZ.json");
  }
  const auto deep = parse_jurisdiction(std::string(100'000, '[') + std::string(100'000, ']'), "ZZ.json");
  ASSERT_FALSE(deep);
  EXPECT_THAT(deep.error().what, HasSubstr("nested"));
}

TEST(Jurisdiction, What_a_file_states_replaces_the_default_and_nothing_else) {
  const auto read = parse_jurisdiction(R"({"ownership_threshold": 0.1, "red_flags": {"1.part": 0.9}, "words": {"accused": "suspect"}})", "ZZ.json");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->ownership_threshold, .1);
  EXPECT_EQ(read->overtime_factor, 1.5);
  EXPECT_EQ(read->red_flags.at("1.part"), .9);
  EXPECT_EQ(word(*read, "accused", "accused"), "suspect");
  EXPECT_EQ(word(*read, "victim", "victim"), "victim");
}

TEST(Rates, The_rate_of_a_date_is_the_last_one_stated_by_then) {
  testing::CaseBuilder built;
  built.setting("fx:USD", "30").setting("fx:USD@2031-05", "32").setting("fx:USD@2031-01-15", "31").setting("fx:EUR@2031-05-01", "40");
  const Rates rates(built.snapshot);
  EXPECT_EQ(rates.of("USD", {2030, 12, 31}), 30);
  EXPECT_EQ(rates.of("USD", {2031, 1, 15}), 31);
  EXPECT_EQ(rates.of("USD", {2031, 6, 2}), 32);
  EXPECT_EQ(rates.of("USD"), 30);
  EXPECT_EQ(rates.of("XTS", {2031, 6, 2}), 1);
  EXPECT_EQ(rates.of("EUR", {2031, 4, 30}), std::nullopt);
  EXPECT_EQ(rates.of("EUR"), std::nullopt);
  EXPECT_EQ(rates.of("GBP", {2031, 6, 2}), std::nullopt);
}

TEST(Attributes, A_column_of_its_own_is_read_as_amount_or_number) {
  const Attributes attributes{{"amount_low", "12.50"}, {"count_high", "7"}, {"amount_high", "many"}};
  EXPECT_EQ(money_attribute(attributes, "amount_low"), (Money{1250}));
  EXPECT_EQ(number_attribute(attributes, "count_high"), 7);
  EXPECT_EQ(money_attribute(attributes, "amount_high"), std::nullopt);
  EXPECT_EQ(money_attribute(attributes, "amount_mode"), std::nullopt);
}

} // namespace
} // namespace cuibono::model
