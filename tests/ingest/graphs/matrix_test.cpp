#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "graph_helpers.h"
#include "source_dir.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Imported as the user says, whatever the content.
Imported import_as(std::string_view format, const std::string& name, std::string_view text) {
  const Folder folder;
  const auto draft = read(folder.file(name, text), format);
  EXPECT_TRUE(draft) << (draft ? "" : base::sentence(draft.error()));
  if (!draft) return {};
  Imported result{{}, {}, resolve({}, *draft)};
  expect_accounted(result.resolution);
  if (const auto after = model::apply({}, result.resolution.batch)) result.after = *after;
  return result;
}

std::string format_of(const std::string& name, std::string_view text) {
  const Folder folder;
  const auto draft = read(folder.file(name, text));
  return draft ? draft->files.at(0).format : base::sentence(draft.error());
}

TEST(Matrix, Rows_labelled_like_the_columns_are_one_mode_with_directed_weighted_ties) {
  const auto imported = import_text("m.csv", ",A,B,C\nA,0,1,\nB,2.5,-1,0\nC,0,0,0\n");
  EXPECT_EQ(imported.only().format, "matrix");
  EXPECT_THAT(people_of(imported.after), ElementsAre("A", "B", "C"));
  EXPECT_THAT(ties_of(imported.after), ElementsAre("A>B:1", "B>A:2.5", "B>B:-1"));
}

TEST(Matrix, Semicolons_decimal_commas_and_a_trailing_delimiter_are_read) {
  EXPECT_THAT(ties_of(import_text("m.csv", ";\"A\";B;\nA;0;0,5;\nB;1;0;\n").after), ElementsAre("A>B:0.5", "B>A:1"));
}

TEST(Matrix, A_bare_square_of_numbers_has_running_numbers_as_ids) {
  EXPECT_THAT(ties_of(import_text("m.txt", "0 1 0 0\n1 0 0 0\n0 3 0 0\n0 0 0 0\n").after), ElementsAre("1>2:1", "2>1:1", "3>2:3"));
  EXPECT_THAT(ties_of(import_text("m.csv", "0,1,1,0\n1,0,0,0\n1,0,0,0\n0,0,0,2").after), ElementsAre("1>2:1", "1>3:1", "2>1:1", "3>1:1", "4>4:2"));
}

TEST(Matrix, Labels_in_another_order_or_as_numbers_are_matched_by_label) {
  EXPECT_THAT(ties_of(import_as("matrix", "m.csv", ",A,B\nB,5,0\nA,0,7\n").after), ElementsAre("B>A:5", "A>B:7"));
  EXPECT_THAT(ties_of(import_text("m.csv", ",7,9\n7,0,1\n9,2,0\n").after), ElementsAre("7>9:1", "9>7:2"));
  EXPECT_THAT(ties_of(import_as("matrix", "m.csv", "id,7,9\n7,0,1\n9,2,0\n").after), ElementsAre("7>9:1", "9>7:2"));
}

TEST(Matrix, Labels_at_one_side_only_are_those_of_both) {
  EXPECT_THAT(ties_of(import_as("matrix", "m.csv", "A,B\n0,1\n0,0\n").after), ElementsAre("A>B:1"));
  EXPECT_THAT(ties_of(import_as("matrix", "m.csv", "A,0,1\nB,0,0\n").after), ElementsAre("A>B:1"));
}

TEST(Matrix, Other_rows_than_columns_are_two_modes_with_undirected_ties) {
  const auto imported = import_as("matrix", "m.csv", ",pier,bar,A\nA,1,0,2\nB,0,3,0\n");
  EXPECT_THAT(people_of(imported.after), ElementsAre("A", "B", "pier", "bar", "2:A A"));
  EXPECT_THAT(ties_of(imported.after), ElementsAre("A-pier:1", "A-2:A:2", "B-bar:3"));
  EXPECT_EQ(attribute(imported.after.entities().rows()[0].attributes, "mode"), "1");
  EXPECT_EQ(attribute(imported.after.entities().rows()[2].attributes, "mode"), "2");
  EXPECT_TRUE(imported.remarked("one of two modes"));
  EXPECT_THAT(ties_of(import_as("matrix", "m.csv", "1,0,2\n0,0,1\n").after), ElementsAre("1-3:1", "1-5:2", "2-5:1"));
}

TEST(Matrix, Ordinary_tables_are_never_taken_for_matrices) {
  EXPECT_EQ(format_of("a.csv", "source,target\nA,B\nB,A\n"), "csv");
  EXPECT_EQ(format_of("a.csv", "id,A,B\nA,0,1\nB,1,0\n"), "csv"); // the corner names a column of ids
  for (const auto* text : {",2031,2032\nnorth,5,6\nsouth,7,8\n", ",x,y\n1,0,1\n2,1,0\n", "1,2\n3,4\n", "1 2 100\n1 3 200\n2 2 300\n", "x,y,z\n1,2,3\n4,5,6\n7,8,9\n",
                           ",A,B\nA,0,yes\nB,1,0\n", "id,label\n1,2\n"})
    EXPECT_NE(format_of("a.csv", text), "matrix") << text;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(std::filesystem::path(cuibono::testing::source_dir()) / "data/cases"))
    if (entry.path().extension() == ".csv") {
      if (const auto draft = read(entry.path())) { EXPECT_NE(draft->files.at(0).format, "matrix") << entry.path(); }
    }
}

TEST(Matrix, No_sample_table_but_the_two_matrices_is_taken_for_one) {
  CB_NEEDS_SAMPLE("graph-gephi");
  std::vector<std::string> matrices;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(cuibono::testing::sample(""), std::filesystem::directory_options::skip_permission_denied)) {
    const auto extension = entry.path().extension();
    if ((extension != ".csv" && extension != ".tsv" && extension != ".txt") || entry.file_size() > (1u << 22)) continue;
    const auto draft = read(entry.path());
    if (draft && draft->files.at(0).format == "matrix") matrices.push_back(entry.path().filename().string());
  }
  EXPECT_THAT(matrices, ::testing::UnorderedElementsAre("matrix.csv", "complex_matrix.csv"));
}

TEST(Matrix, What_is_no_matrix_is_refused_with_the_line) {
  EXPECT_THAT(failure_of("m.csv", ",A,B\nA,0,x\nB,0,0\n", "matrix").where, HasSubstr("m.csv line 2"));
  EXPECT_THAT(failure_of("m.csv", ",A,B\nA,0,1\nB,0\n", "matrix").where, HasSubstr("m.csv line"));
  EXPECT_THAT(failure_of("m.csv", ",A,B\nA,0,1\nA,0,0\n", "matrix").what, HasSubstr("`A` stands at two rows"));
  EXPECT_THAT(failure_of("m.csv", "", "matrix").what, HasSubstr("no matrix"));
}

TEST(Matrix, Samples_have_the_ties_that_gephi_expects) {
  CB_NEEDS_SAMPLE("graph-gephi/ImportPlugin/spreadsheet");
  const auto small = import(cuibono::testing::sample("graph-gephi/ImportPlugin/spreadsheet/matrix.csv"));
  EXPECT_THAT(ties_of(small.after), ElementsAre("A>B:1", "A>D:2", "B>A:1", "C>C:1", "D>B:3.5", "D>D:4.2")); // testMatrix_CSV_edges.csv
  EXPECT_EQ(small.after.entities().size(), 5u);
  const auto complex = import(cuibono::testing::sample("graph-gephi/ImportPlugin/spreadsheet/complex_matrix.csv"));
  EXPECT_EQ(complex.after.entities().size(), 26u); // testComplexMatrix_edges.csv: 26 sources with 25 edges each
  EXPECT_EQ(complex.after.ties().size(), 650u);
  EXPECT_EQ(complex.rejected(), 1u);
  EXPECT_EQ(complex.reason(), "the row has no label");
  EXPECT_TRUE(complex.remarked("1 columns without a label were left out"));
}

TEST(AdjacencyList, Each_row_is_a_node_and_those_it_is_tied_to) {
  CB_NEEDS_SAMPLE("graph-gephi/ImportPlugin/spreadsheet/adj_list.csv");
  const auto path = cuibono::testing::sample("graph-gephi/ImportPlugin/spreadsheet/adj_list.csv");
  const auto draft = read(path, "adjacency-list");
  ASSERT_TRUE(draft);
  const auto after = model::apply({}, resolve({}, *draft).batch);
  ASSERT_TRUE(after);
  EXPECT_THAT(ties_of(*after), ElementsAre("a>b", "b>c", "b>d", "f>a", "f>g", "f>h", "f>i")); // testAdjacencyList_edges.csv
  EXPECT_EQ(after->entities().size(), 9u);
}

TEST(AdjacencyList, Comments_are_passed_over_and_a_row_without_its_node_is_rejected) {
  const auto imported = import_text("g.adjlist", "# networkx\na b c\nd\n");
  EXPECT_THAT(ties_of(imported.after), ElementsAre("a>b", "a>c"));
  EXPECT_EQ(imported.after.entities().size(), 4u);
  EXPECT_EQ(import_text("g.adjlist", "a,b\n,c\n").reason(), "the row does not begin with a node");
}

TEST(Matrix, Mutated_files_never_crash_and_always_account) {
  expect_survives("m.csv", ",A,B b,C\nA,0,1,\n\"B b\",2.5,-1,0\nC,0,\"0\",0\n", 20310307, ",;\"\n\r 0A\t-.\xFF", "matrix");
  expect_survives("g.adjlist", "# x\na;b;c\n\"d e\"; f\n;a\n", 20310308, ",;\"\n\r #\t\xFF");
}

} // namespace
} // namespace cuibono::ingest
