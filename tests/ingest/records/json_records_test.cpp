#include "ingest/records/json_records.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "ingest/json_text.h"

namespace cuibono::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Walked {
  base::Result<void> result;
  std::vector<std::string> records, rejects;
};

Walked walk(std::string_view text) {
  Walked walked;
  base::Progress progress;
  walked.result = for_each_record(text, "a.json",
                                  {[&](const nlohmann::json& record, std::uint64_t number) {
                                     walked.records.push_back(std::to_string(number) + " " + record.dump());
                                   },
                                   [&](std::uint64_t number, const std::string& reason) {
                                     walked.rejects.push_back(std::to_string(number) + " " + reason);
                                   }},
                                  progress);
  return walked;
}

TEST(JsonRecords, The_elements_of_an_array_come_one_by_one) {
  const auto walked = walk(" [ {\"a\":\"x]\\\"\"} ,\n [1,{\"b\":2}], 3]\n");
  EXPECT_TRUE(walked.result);
  EXPECT_THAT(walked.records, ElementsAre("1 {\"a\":\"x]\\\"\"}", "2 [1,{\"b\":2}]", "3 3"));
  EXPECT_TRUE(walk("[]").result);
  EXPECT_TRUE(walk("[]").records.empty());
}

TEST(JsonRecords, Lines_come_one_by_one_and_a_broken_one_is_rejected) {
  const auto walked = walk("{\"a\":1}\r\n\n{\"a\":2\n{\"a\":3}");
  EXPECT_TRUE(walked.result);
  EXPECT_THAT(walked.records, ElementsAre("1 {\"a\":1}", "3 {\"a\":3}"));
  EXPECT_THAT(walked.rejects, ElementsAre("2 the line cannot be read: the JSON is broken"));
}

TEST(JsonRecords, One_object_over_many_lines_is_one_record) {
  EXPECT_THAT(walk("{\n\"a\": {},\n\"b\": 2}").records, ElementsAre("1 {\"a\":{},\"b\":2}"));
}

TEST(JsonRecords, Broken_arrays_fail_with_the_record) {
  for (const auto* text : {"[1,2", "[1,]", "[1}", "[1 2]", "[{\"a\":}]", "[1] x", "[[1]", "", "  ", "{\"a\":", "[,1]", "x\ny"})
    EXPECT_FALSE(walk(text).result) << text;
  EXPECT_THAT(walk("[{\"a\":1},{\"a\":}]").result.error().where, HasSubstr("a.json record 2 line 1 column 6"));
}

TEST(JsonRecords, Depth_is_bounded) {
  EXPECT_THAT(walk("[" + std::string(100'000, '[')).result.error().what, HasSubstr("nested more than 64 deep"));
}

TEST(JsonRecords, A_number_beyond_any_measure_is_an_error) {
  EXPECT_THAT(parse_json("[1e999]", "a.json").error().what, HasSubstr("number"));
}

TEST(JsonRecords, A_member_of_an_object_is_found_without_parsing_the_others) {
  EXPECT_EQ(member_text("{\"a\": {\"objects\": 1}, \"objects\" : [1, 2] , \"z\": 0}", "objects"), "[1, 2]");
  EXPECT_EQ(member_text("{\"a\": 1}", "objects"), "");
  EXPECT_EQ(member_text("[1]", "objects"), "");
  EXPECT_EQ(member_text("{\"objects\"", "objects"), "");
}

} // namespace
} // namespace cuibono::ingest
