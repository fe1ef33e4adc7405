// A statement of an unknown make: proposed, corrected, planned, imported.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "run.h"

namespace cuibono::cli {
namespace {

using ::testing::HasSubstr;

class MappingCommand : public ::testing::Test {
 protected:
  MappingCommand() : case_(folder_ / "c.cuibono") {
    write("odd.csv", "Posted;What;Sum EUR\n31.01.2031;Ann Example;-12,50\n01.02.2031;Ben Example;3,00\n");
    EXPECT_EQ(run_command({"new", case_, "--unencrypted"}).code, 0);
  }

  void write(const std::string& name, const std::string& text) const { std::ofstream(folder_ / name) << text; }

  Folder folder_;
  std::string case_;
};

const char* const kMapping = R"({"cuibono_mapping":1,"name":"odd","records":[
  {"table":"entities","fields":{"id":"{What|party_id}","name":"{What}"}},
  {"table":"payments","fields":{"date":"{Posted}","account":"A1","counterparty":"{What|party_id}","signed":"{Sum EUR}","currency":"EUR"}}]})";

TEST_F(MappingCommand, Without_a_fitting_mapping_the_import_says_how_to_get_one) {
  const auto failed = run_command({"import", case_, folder_ / "odd.csv"});
  EXPECT_EQ(failed.code, 3);
  EXPECT_THAT(failed.err, HasSubstr("cuibono mapping FILE -o MAPPING.json"));
}

TEST_F(MappingCommand, A_proposal_is_a_mapping_that_can_be_edited) {
  const auto target = folder_ / "odd.json";
  ASSERT_EQ(run_command({"mapping", folder_ / "odd.csv", "-o", target}).code, 0);
  std::ifstream in(target);
  const auto proposal = nlohmann::json::parse(in);
  EXPECT_EQ(proposal["cuibono_mapping"], 1);
  EXPECT_EQ(proposal["columns"]["Sum EUR"], "Sum EUR");
}

TEST_F(MappingCommand, A_dry_run_prints_the_plan_without_names_and_changes_nothing) {
  write("m.json", kMapping);
  const auto dry = run_command({"import", case_, folder_ / "odd.csv", "--mapping", folder_ / "m.json", "--dry-run"});
  EXPECT_EQ(dry.code, 0);
  EXPECT_THAT(dry.out, HasSubstr("column Posted: date (day-first: 1 of 2 values have a first number above 12 and none a second)"));
  EXPECT_THAT(dry.out, HasSubstr("sum of payments in EUR: 15.50"));
  EXPECT_THAT(dry.out, ::testing::Not(HasSubstr("Ann Example")));
  const auto json = run_command({"import", case_, folder_ / "odd.csv", "--mapping", folder_ / "m.json", "--dry-run", "--json"}).json();
  EXPECT_EQ(json["files"][0]["accepted"], 2);
  EXPECT_EQ(json["plan"][0]["creates"]["payments"], 2);
  EXPECT_EQ(json["plan"][0]["origin"], "named");
  EXPECT_EQ(run_command({"list", case_, "payments", "--json"}).json().size(), 0u);
}

TEST_F(MappingCommand, An_import_by_a_mapping_counts_the_rows_of_the_file) {
  write("m.json", kMapping);
  const auto done = run_command({"import", case_, folder_ / "odd.csv", "--mapping", folder_ / "m.json", "--exhibit", "E1", "--json"});
  ASSERT_EQ(done.code, 0) << done.err;
  EXPECT_EQ(done.json()["files"][0]["rows"], 2);
  EXPECT_EQ(done.json()["files"][0]["accepted"], 2);
  EXPECT_FALSE(done.json().contains("plan"));
  EXPECT_EQ(run_command({"list", case_, "payments", "--json"}).json().size(), 2u);
}

TEST_F(MappingCommand, A_broken_mapping_is_an_error_that_names_the_key) {
  write("m.json", R"({"cuibono_mapping":1,"name":"odd","recrods":[]})");
  const auto failed = run_command({"import", case_, folder_ / "odd.csv", "--mapping", folder_ / "m.json"});
  EXPECT_EQ(failed.code, 3);
  EXPECT_THAT(failed.err, HasSubstr("the key `recrods`"));
}

} // namespace
} // namespace cuibono::cli
