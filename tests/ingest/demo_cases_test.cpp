#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "import_helpers.h"
#include "source_dir.h"

namespace cuibono::ingest {
namespace {

using testing::import;

class DemonstrationCase : public ::testing::TestWithParam<const char*> {
 protected:
  std::filesystem::path folder() const { return std::filesystem::path(cuibono::testing::source_dir()) / "data/cases" / GetParam(); }
};

TEST_P(DemonstrationCase, Every_row_is_accepted) {
  const auto imported = import(folder());
  EXPECT_GE(imported.resolution.files.size(), 10u);
  for (const auto& file : imported.resolution.files) {
    EXPECT_GT(file.rows, 0u) << file.path;
    for (const auto& reject : file.rejects) ADD_FAILURE() << file.path << " row " << reject.row << ": " << reject.reason;
  }
  EXPECT_THAT(imported.resolution.remarks, ::testing::Each("evidence is not a case table and was left out."));
}

TEST_P(DemonstrationCase, Importing_it_again_changes_nothing) {
  const auto first = import(folder());
  const auto again = import(folder(), first.after);
  EXPECT_EQ(again.rejected(), 0u) << again.reason();
  EXPECT_TRUE(again.resolution.batch.edits.empty());
}

INSTANTIATE_TEST_SUITE_P(Both, DemonstrationCase, ::testing::Values("meridian-star", "larkfield"),
                         [](const auto& which) { return std::string(which.param) == "larkfield" ? "Larkfield" : "MeridianStar"; });

} // namespace
} // namespace cuibono::ingest
