#include "app/structure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "case_builder.h"

namespace cuibono::app {
namespace {

using ::testing::HasSubstr;
using model::TieType;
using testing::CaseBuilder;

Structure of(const model::CaseSnapshot& snapshot, StructureOptions options = {}) {
  base::Progress progress;
  return structure_of(snapshot, options, progress).value();
}

TEST(Structure, Gives_no_label_below_ten_actors_and_says_why) {
  CaseBuilder built;
  for (const auto* name : {"A", "B", "C"}) built.tie(TieType::Instructs, "O", name, {"B2"});
  const auto found = of(built.snapshot);
  EXPECT_EQ(found.organised.label, "");
  ASSERT_EQ(found.organised.reasons.size(), 1u);
  EXPECT_THAT(found.organised.reasons[0], HasSubstr("Only 4 actors have a tie of command"));
}

TEST(Structure, Calls_a_tree_of_command_one) {
  CaseBuilder built;
  for (int i = 0; i < 4; ++i) {
    const auto manager = "M" + std::to_string(i);
    built.tie(TieType::Instructs, "O", manager, {"B2"});
    for (int j = 0; j < 2; ++j) built.tie(TieType::Manages, manager, manager + "W" + std::to_string(j), {"B2"});
  }
  const auto found = of(built.snapshot);
  EXPECT_EQ(found.organised.label, "hierarchy of command");
  EXPECT_DOUBLE_EQ(*found.hierarchy.lub, 1);
}

TEST(Structure, Computes_only_the_measures_that_are_asked_for) {
  CaseBuilder built;
  built.tie(TieType::Associate, "A", "B", {"B2"});
  StructureOptions options;
  options.measures = {"pagerank"};
  const auto found = of(built.snapshot, options);
  EXPECT_EQ(found.pagerank.size(), 2u);
  EXPECT_TRUE(found.betweenness.empty());
  EXPECT_FALSE(found.communities);
}

TEST(Structure, Has_a_question_and_a_caution_for_every_measure) {
  for (const auto& measure : measure_names()) {
    EXPECT_THAT(std::string(measure.question), HasSubstr("?"));
    EXPECT_FALSE(measure.caution.empty());
  }
}

} // namespace
} // namespace cuibono::app
