#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "graph_helpers.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Ncol, Each_line_is_an_undirected_tie_with_its_weight) {
  const auto imported = import_text("g.ncol", "a b\r\nb c 12.3e5\n\na b 2\n");
  EXPECT_THAT(people_of(imported.after), ElementsAre("a", "b", "c"));
  EXPECT_THAT(ties_of(imported.after), ElementsAre("a-b", "b-c:12.3e5", "a-b:2"));
}

TEST(Ncol, A_line_that_is_not_two_names_and_a_number_is_rejected) {
  const auto imported = import_text("g.ncol", "a\nJan de Vries\na b 1 2\n\"a b\" c\n");
  EXPECT_EQ(imported.rejected(), 3u);
  EXPECT_EQ(imported.only().rejects[1], (Reject{2, "`Vries` is not a weight; a name must not contain blanks"}));
  EXPECT_EQ(imported.after.ties().size(), 1u);
  EXPECT_EQ(imported.after.entities().rows()[0].name, "a b");
  EXPECT_TRUE(imported.remarked("1 ids hold white space"));
}

TEST(Ncol, Samples_have_the_nodes_and_ties_that_igraph_counts) {
  CB_NEEDS_SAMPLE("graph-igraph/fuzzing/test_inputs");
  expect_counts("graph-igraph/fuzzing/test_inputs/graph1.ncol", 3, 3);
  expect_counts("graph-igraph/fuzzing/test_inputs/graph2.ncol", 7, 4);
  expect_counts("graph-igraph/fuzzing/test_inputs/graph3.ncol", 3, 3);
}

TEST(Lgl, Neighbours_follow_their_node_and_a_node_may_stand_alone) {
  const auto imported = import_text("g.lgl", "# a\nb 1.5\nc\n#d\n# c\n");
  EXPECT_THAT(people_of(imported.after), ElementsAre("a", "b", "c", "d"));
  EXPECT_THAT(ties_of(imported.after), ElementsAre("a-b:1.5", "a-c"));
}

TEST(Lgl, A_neighbour_without_a_node_is_refused_with_its_line) {
  EXPECT_THAT(failure_of("g.lgl", "\nb 1\n").where, HasSubstr("line 2"));
  EXPECT_THAT(failure_of("g.lgl", "# a\nb\n#\n").where, HasSubstr("line 3"));
}

TEST(Lgl, Samples_have_the_nodes_and_ties_that_igraph_counts_and_the_invalid_one_is_refused) {
  CB_NEEDS_SAMPLE("graph-igraph/examples/simple");
  expect_counts("graph-igraph/examples/simple/igraph_read_graph_lgl-1.lgl", 5, 4);
  expect_counts("graph-igraph/examples/simple/igraph_read_graph_lgl-2.lgl", 5, 4);
  const auto draft = read(cuibono::testing::sample("graph-igraph/examples/simple/igraph_read_graph_lgl-3.lgl"));
  ASSERT_FALSE(draft);
  EXPECT_THAT(draft.error().where, HasSubstr("lgl-3.lgl line 1"));
}

TEST(NcolAndLgl, Mutated_files_never_crash_and_always_account) {
  expect_survives("g.ncol", "a b\nb c 12.3\n\"x y\" c\n", 20310302, "\"\\ #\n\r-09.\xFF");
  expect_survives("g.lgl", "# a\nb 1.5\nc\n#d\n# c\na 2\n", 20310303, "\"\\ #\n\r-09.\xFF");
}

} // namespace
} // namespace cuibono::ingest
