#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "run.h"

namespace cuibono::cli {
namespace {

using namespace testing;
using ::testing::HasSubstr;

TEST(ExportCommand, The_format_is_that_of_the_extension) {
  const Folder folder;
  const std::string path = make_case(folder, kCases / "larkfield");
  const auto ran = run_command({"export", path, "-o", folder / "net.graphml", "--json"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto written = base::read_file(folder / "net.graphml").value();
  EXPECT_EQ(ran.json()["path"], folder / "net.graphml");
  EXPECT_EQ(ran.json()["format"], "graphml");
  EXPECT_EQ(ran.json()["bytes"], written.size());
  EXPECT_EQ(ran.json()["losses"][0], "7 settings of the case, such as its title and currency, are left out.");
  EXPECT_THAT(ran.err, HasSubstr("note: 12 exhibits stand by their ids alone"));
  EXPECT_THAT(ran.err, HasSubstr("40 protected people stand under their pseudonyms"));
}

TEST(ExportCommand, A_named_format_goes_into_a_file_of_any_name) {
  const Folder folder;
  const std::string path = make_case(folder, kCases / "larkfield");
  ASSERT_EQ(run_command({"export", path, "-o", folder / "net.txt", "--as", "gexf"}).code, 0);
  EXPECT_THAT(base::read_file(folder / "net.txt").value(), HasSubstr("<gexf"));
}

TEST(ExportCommand, Without_an_extension_it_is_a_folder_of_case_tables) {
  const Folder folder;
  const auto ran = run_command({"export", make_case(folder, kCases / "larkfield"), "-o", folder / "out", "--json"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.json()["format"], "case-tables");
  EXPECT_EQ(ran.json()["losses"].size(), 0u);
  EXPECT_GT(ran.json()["bytes"], base::read_file(folder / "out/payments.csv").value().size());
}

TEST(ExportCommand, What_is_not_written_is_wrong_usage_and_leaves_nothing) {
  const Folder folder;
  const std::string path = make_case(folder, kCases / "larkfield");
  const auto unknown = run_command({"export", path, "-o", folder / "net.nosuch"});
  EXPECT_EQ(unknown.code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("graphml"));
  EXPECT_EQ(run_command({"export", path, "-o", folder / "net.nosuch", "--as", "nosuch"}).code, 2);
  EXPECT_EQ(run_command({"export", path, "-o", folder / "net.nosuch", "--as", "mt940"}).code, 2);
  EXPECT_FALSE(std::filesystem::exists(folder / "net.nosuch"));
}

} // namespace
} // namespace cuibono::cli
