// The rules' folder: what is read, and that nothing is skipped in silence.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "app/red_flag_rules.h"
#include "source_dir.h"

namespace cuibono::app {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class RuleFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "cuibono_rules_XXXXXX").string();
    data = ::mkdtemp(name.data());
    fs::copy(fs::path(cuibono::testing::source_dir()) / "data/rules", data / "rules");
  }
  void TearDown() override { fs::remove_all(data); }

  fs::path data;
};

TEST_F(RuleFiles, Every_rule_of_the_folder_is_read_in_order_of_its_number) {
  const auto rules = red_flag_rules(data, {});
  ASSERT_TRUE(rules.has_value()) << base::sentence(rules.error());
  EXPECT_EQ(rules->size(), 22u);
  EXPECT_EQ(rules->front().id, 1);
  EXPECT_EQ(rules->back().id, 22);
}

TEST_F(RuleFiles, One_file_that_cannot_be_read_stops_the_rest_and_is_named) {
  std::ofstream(data / "rules/23-broken.json") << "{\"id\": 23, \"titel\": \"x\"}";
  const auto rules = red_flag_rules(data, {});
  ASSERT_FALSE(rules.has_value());
  EXPECT_THAT(rules.error().where, HasSubstr("23-broken.json"));
}

TEST_F(RuleFiles, A_folder_without_rules_is_an_error_and_not_a_case_without_hits) {
  fs::remove_all(data / "rules");
  EXPECT_FALSE(red_flag_rules(data, {}).has_value());
}

} // namespace
} // namespace cuibono::app
