#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "graph_helpers.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Dl, A_full_matrix_makes_directed_ties_with_weights) {
  const auto imported = import_text("g.dl", "dl n=2, format=fullmatrix\nlabels:\n\"Ann B\", Bo\ndata:\n0 2\n-1 0");
  EXPECT_THAT(people_of(imported.after), ElementsAre("1 Ann B", "2 Bo"));
  EXPECT_THAT(ties_of(imported.after), ElementsAre("1>2:2", "2>1:-1"));
}

TEST(Dl, Halves_make_undirected_ties_and_an_absent_diagonal_is_not_in_the_data) {
  EXPECT_THAT(ties_of(import_text("g.dl", "DL N=3 FORMAT=UPPERHALF DIAGONAL ABSENT\nDATA:\n1 0\n3\n").after), ElementsAre("1-2:1", "2-3:3"));
  EXPECT_THAT(ties_of(import_text("g.dl", "DL N=3 FORMAT=LOWERHALF\nDATA:\n0\n1 0\n0 3 5\n").after), ElementsAre("2-1:1", "3-2:3", "3-3:5"));
  EXPECT_THAT(ties_of(import_text("g.dl", "DL N=2 DIAGONAL=ABSENT\nDATA:\n1 2").after), ElementsAre("1>2:1", "2>1:2"));
}

TEST(Dl, Rows_and_columns_of_two_modes_are_different_nodes) {
  const auto imported = import_text("g.dl", "dl nr=2 nc=2\nrow labels:\na b\ncolumn labels:\na x\ndata:\n1 0\n0 4\n");
  EXPECT_THAT(people_of(imported.after), ElementsAre("1 a", "2 b", "3 a", "4 x"));
  EXPECT_THAT(ties_of(imported.after), ElementsAre("1-3:1", "2-4:4"));
  EXPECT_THAT(ties_of(import_text("g.dl", "dl nr=2 nc=2 format=edgelist2\nlabels embedded:\ndata:\na x\nb x 3\na y\n").after),
              ElementsAre("1-3", "2-3:3", "1-4"));
}

TEST(Dl, Several_matrices_are_types_of_ties) {
  const auto imported = import_text("g.dl", "dl n=2 nm=2\nmatrix labels:\nemploys, advice\ndata:\n0 1\n0 0\n0 0\n1 0\n");
  const auto ties = imported.after.ties().rows();
  ASSERT_EQ(ties.size(), 2u);
  EXPECT_EQ(ties[0].type, model::TieType::Employs);
  EXPECT_EQ(attribute(ties[1].attributes, "type"), "advice");
  EXPECT_THAT(ties_of(import_text("g.dl", "dl n=2 nm=2 format=el1\ndata:\n1 2\n!\n2 1\n").after), ElementsAre("1>2", "2>1"));
}

TEST(Dl, Lists_of_nodes_and_counted_lists_make_ties) {
  EXPECT_THAT(ties_of(import_text("g.dl", "dl n=3 format=nodelist1\ndata:\n1 2 3\n3 1\n").after), ElementsAre("1>2", "1>3", "3>1"));
  EXPECT_THAT(ties_of(import_text("g.dl", "dl n=3 format=nodelist1b\ndata:\n2 2 3\n0\n1 1\n").after), ElementsAre("1>2", "1>3", "3>1"));
}

TEST(Dl, A_line_that_names_no_node_is_rejected_and_counted) {
  const auto imported = import_text("g.dl", "dl n=2 format=edgelist1\ndata:\n1 2\n1 3\n1\n1 2 x\n");
  EXPECT_EQ(imported.after.ties().size(), 1u);
  EXPECT_EQ(imported.rejected(), 3u);
  EXPECT_EQ(imported.only().rejects[0], (Reject{4, "`3` is not the number of a node from 1 to 2"}));
}

TEST(Dl, Data_of_another_size_than_the_head_says_are_refused_with_the_line) {
  EXPECT_THAT(failure_of("g.dl", "dl n=2\ndata:\n0 1\n1\n").what, HasSubstr("end before the matrix is full"));
  EXPECT_THAT(failure_of("g.dl", "dl n=2\ndata:\n0 1\n1 0\n1\n").where, HasSubstr("g.dl line 5"));
  EXPECT_THAT(failure_of("g.dl", "dl n=2 format=el1\nlabels embedded\ndata:\na b\nb c\n").where, HasSubstr("g.dl line 5"));
  EXPECT_THAT(failure_of("g.dl", "dl n=2\nlabels embedded\ndata:\na b\na 0 1\nA 1 0\n").what, HasSubstr("same label twice"));
  EXPECT_THAT(failure_of("g.dl", "dl n=2\ndata:\n0 1\nx 0\n").where, HasSubstr("line 4"));
}

TEST(Dl, A_head_that_cannot_be_read_is_refused_with_the_line) {
  EXPECT_THAT(failure_of("g.dl", "dl n=2\nformat = blockmatrix\ndata:\n").where, HasSubstr("g.dl line 2"));
  EXPECT_THAT(failure_of("g.dl", "dl n=2\ncolour = red\ndata:\n").what, HasSubstr("`colour` is no word"));
  EXPECT_THAT(failure_of("g.dl", "dl format=fullmatrix\ndata:\n1").what, HasSubstr("how many nodes"));
  EXPECT_THAT(failure_of("g.dl", "dl n=2\n0 1\n").what, HasSubstr("`0` is no word"));
  EXPECT_THAT(failure_of("g.dl", "dl n=99999999999\ndata:\n").what, HasSubstr("more than the file can describe"));
  EXPECT_THAT(failure_of("g.dl", "n=2\n").what, HasSubstr("does not begin with `dl`"));
}

class DlSample : public ::testing::TestWithParam<Counted> {};

TEST_P(DlSample, Has_the_nodes_and_ties_that_igraph_counts) {
  CB_NEEDS_SAMPLE(GetParam().path);
  expect_counts(GetParam().path, GetParam().nodes, GetParam().ties);
}

// Counted with igraph 0.10.
INSTANTIATE_TEST_SUITE_P(Counts, DlSample,
                         ::testing::Values(Counted{"graph-igraph/examples/simple/edgelist1.dl", 5, 5}, Counted{"graph-igraph/examples/simple/edgelist2.dl", 5, 5},
                                           Counted{"graph-igraph/examples/simple/edgelist3.dl", 5, 5}, Counted{"graph-igraph/examples/simple/edgelist4.dl", 5, 5},
                                           Counted{"graph-igraph/examples/simple/edgelist5.dl", 5, 5}, Counted{"graph-igraph/examples/simple/edgelist6.dl", 5, 5},
                                           Counted{"graph-igraph/examples/simple/edgelist7.dl", 4, 3}, Counted{"graph-igraph/examples/simple/fullmatrix1.dl", 5, 12},
                                           Counted{"graph-igraph/examples/simple/fullmatrix2.dl", 5, 12}, Counted{"graph-igraph/examples/simple/fullmatrix3.dl", 5, 12},
                                           Counted{"graph-igraph/examples/simple/fullmatrix4.dl", 5, 12}, Counted{"graph-igraph/examples/simple/nodelist1.dl", 5, 5},
                                           Counted{"graph-igraph/examples/simple/nodelist2.dl", 5, 5}, Counted{"graph-igraph/tests/unit/input.dl", 66, 100}));

TEST(DlSample, Labels_and_weights_stand_where_the_file_has_them) {
  CB_NEEDS_SAMPLE("graph-igraph/examples/simple/edgelist6.dl");
  const auto imported = import(cuibono::testing::sample("graph-igraph/examples/simple/edgelist6.dl"));
  EXPECT_THAT(people_of(imported.after), ElementsAre("1 george", "2 sally", "3 jim", "4 billy", "5 jane"));
  EXPECT_THAT(ties_of(imported.after), ElementsAre("1>2", "1>3:2", "2>3", "4>1:1", "5>3:1e-5"));
}

TEST(Dl, Mutated_files_never_crash_and_always_account) {
  constexpr std::string_view kTelling = "\",=: \n\r!-0129dln\xFF";
  expect_survives("g.dl", "dl n=3 nm=2 format=fullmatrix diagonal absent\nlabels embedded\nmatrix labels:\nx y\ndata:\na b c\na 1 0\nb 1 1\nc 0 2\n"
                          "a b c\nA 1 0\nb 1 1\nc 0 na\n", 20310304, kTelling);
  expect_survives("g.dl", "dl nr=2, nc=3 format=edgelist2\nrow labels:\n\"a b\" c\ncolumn labels embedded\ndata:\n1 x 3\n2 y\n!\n", 20310305, kTelling);
}

} // namespace
} // namespace cuibono::ingest
