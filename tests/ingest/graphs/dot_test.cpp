#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "graph_helpers.h"
#include "ingest/graphs/dot_label.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

Imported import_dot(const std::string& text) { return import_text("g.dot", text); }

TEST(Dot, Chains_node_lists_and_subgraphs_are_ends_of_edges) {
  EXPECT_THAT(ties_of(import_dot("digraph { a -> b -> c; x, y -> z }").after), ElementsAre("a>b", "b>c", "x>z", "y>z"));
  EXPECT_THAT(ties_of(import_dot("digraph { a -> {b c b} }").after), ElementsAre("a>b", "a>c"));
  EXPECT_THAT(ties_of(import_dot("graph { {a b} -- subgraph s { c -- d } }").after), ElementsAre("c-d", "a-c", "a-d", "b-c", "b-d"));
  EXPECT_THAT(ties_of(import_dot("digraph { subgraph s {a {b}} subgraph s {} -> c }").after), ElementsAre("a>c", "b>c"));
}

TEST(Dot, Strict_graphs_join_repeats_and_say_so) {
  const auto imported = import_dot("strict graph { a -- b [weight=1]; b -- a [weight=2]; a -- a; a -- a }");
  EXPECT_THAT(ties_of(imported.after), ElementsAre("a-b:2", "a-a"));
  EXPECT_TRUE(imported.remarked("2 edges repeat an edge of a strict graph"));
  EXPECT_THAT(ties_of(import_dot("strict digraph { a -> b; b -> a; a -> b }").after), ElementsAre("a>b", "b>a"));
  EXPECT_THAT(ties_of(import_dot("digraph { a -> b; a -> b }").after), ElementsAre("a>b", "a>b"));
  EXPECT_THAT(ties_of(import_dot("digraph { a -> b [key=k]; a -> b [key=k weight=3]; a -> b [key=l] }").after), ElementsAre("a>b:3", "a>b"));
}

TEST(Dot, Defaults_hold_for_what_is_made_after_them_and_inside_their_subgraph) {
  const auto imported = import_dot("digraph { a; node [kind=company]; b; { node [kind=vessel] c } d; edge [weight=7]; a -> b; a -> c [weight=8] }");
  const auto people = imported.after.entities().rows();
  EXPECT_EQ(people[0].kind, model::EntityKind::Unknown);
  EXPECT_EQ(people[1].kind, model::EntityKind::Company);
  EXPECT_EQ(people[2].kind, model::EntityKind::Vessel);
  EXPECT_EQ(people[3].kind, model::EntityKind::Company);
  EXPECT_THAT(ties_of(imported.after), ElementsAre("a>b:7", "a>c:8"));
}

TEST(Dot, Ports_are_kept_beside_the_node) {
  const auto imported = import_dot("digraph { a:f0 -> b:\"g 1\":ne }");
  EXPECT_THAT(ties_of(imported.after), ElementsAre("a>b"));
  EXPECT_EQ(attribute(imported.after.ties().rows()[0].attributes, "tailport"), "f0");
  EXPECT_EQ(attribute(imported.after.ties().rows()[0].attributes, "headport"), "g 1:ne");
}

TEST(Dot, Strings_are_joined_continued_and_unquoted) {
  const auto imported = import_dot("digraph { \"a\\\nb\" + \"c\" -> -1.5; DIGRAPHS -> \"node\"; x [label=\"say \\\"hi\\\"\"] }");
  EXPECT_THAT(people_of(imported.after), ElementsAre("abc", "-1.5", "DIGRAPHS", "node", "x say \"hi\""));
}

TEST(Dot, Comments_and_preprocessor_lines_are_passed_over) {
  EXPECT_THAT(ties_of(import_dot("# line 1 \"x\"\n/* a -> z\n*/ digraph { // q -> r\n a -> b\n#c -> d\n}").after), ElementsAre("a>b"));
}

TEST(Dot, Ids_with_white_space_become_names_with_an_id_that_does_not_tell_them) {
  const auto imported = import_dot("digraph { \"Ann B\" -> \"ann b\"; \"\" -> c }");
  const auto people = imported.after.entities().rows();
  ASSERT_EQ(people.size(), 4u);
  EXPECT_EQ(people[0].name, "Ann B");
  EXPECT_EQ(people[1].name, "ann b");
  EXPECT_EQ(people[1].key, people[0].key + "-2"); // party_id takes no heed of case, and two nodes stay two
  EXPECT_EQ(people[0].key.find("Ann"), std::string::npos);
  EXPECT_TRUE(imported.remarked("2 ids hold white space"));
}

TEST(Dot, Labels_are_names_without_the_language_of_drawing) {
  const auto imported = import_dot("digraph T { a [label=\"one\\ntwo\"]; b [label=<<b>Bo &amp; <i>Co</i></b>>]; c [label=\"\\N\"];\n"
                                   "d [shape=record label=\"{<p> x|y}\"]; e [label=\"\\N of \\G\"]; f [label=plain, name=other] }");
  EXPECT_THAT(people_of(imported.after), ElementsAre("a one two", "b Bo & Co", "c", "d x | y", "e e of T", "f plain"));
  const auto people = imported.after.entities().rows();
  EXPECT_EQ(attribute(people[0].attributes, "label"), "one\\ntwo");
  EXPECT_EQ(attribute(people[1].attributes, "label"), "<<b>Bo &amp; <i>Co</i></b>>");
  EXPECT_EQ(attribute(people[5].attributes, "label"), "");
  EXPECT_EQ(attribute(people[5].attributes, "name"), "other");
}

TEST(Dot, A_label_written_for_a_text_reads_as_that_text) {
  for (const auto* text : {"c:\\new\\N", "A & B", "&amp; &#65; &lt;", "say \"hi\"", "\\", "Ünïcode 漢"})
    EXPECT_EQ(text_of_dot_label(dot_label_of(text), "node", "graph"), text);
  EXPECT_EQ(text_of_dot_label("&#233;&#x4E2D;&#xD800;&nosuch;", "", ""), "é中&#xD800;&nosuch;");
}

TEST(Dot, A_named_subgraph_is_kept_as_the_nodes_cluster) {
  const auto imported = import_dot("digraph { subgraph cluster_0 { label=\"Pier 4\"; a } subgraph crew { b; a } c }");
  const auto people = imported.after.entities().rows();
  EXPECT_EQ(attribute(people[0].attributes, "cluster"), "Pier 4");
  EXPECT_EQ(attribute(people[1].attributes, "cluster"), "crew");
  EXPECT_EQ(attribute(people[2].attributes, "cluster"), "");
  EXPECT_TRUE(imported.remarked("1 times a node stands in a further named subgraph"));
}

TEST(Dot, Types_of_the_vocabulary_are_ties_of_that_type_and_keys_are_ids) {
  const auto imported = import_dot("digraph { a -> b [type=employs key=T1 color=red]; b -> a [type=\"drinks with\" directed=false dir=none] }");
  const auto ties = imported.after.ties().rows();
  EXPECT_EQ(ties[0].type, model::TieType::Employs);
  EXPECT_EQ(ties[0].key, "T1");
  EXPECT_EQ(ties[0].attributes, (model::Attributes{{"color", "red"}}));
  EXPECT_EQ(ties[1].attributes, (model::Attributes{{"directed", "false"}, {"type", "drinks with"}}));
}

TEST(Dot, Errors_name_the_line) {
  EXPECT_THAT(failure_of("g.dot", "digraph {\na -> b\nb -- c\n}").where, HasSubstr("g.dot line 3"));
  EXPECT_THAT(failure_of("g.dot", "graph {\n a [x=\n}").what, HasSubstr("the value of an attribute"));
  EXPECT_THAT(failure_of("g.dot", "graph {\n\"a\n").what, HasSubstr("never closed"));
  EXPECT_THAT(failure_of("g.dot", "graph {\na").what, HasSubstr("the end of the file"));
  EXPECT_THAT(failure_of("g.dot", "graph { a ! b }").what, HasSubstr("`!`"));
  EXPECT_THAT(failure_of("g.dot", "graph { a /* }").what, HasSubstr("comment"));
  EXPECT_THAT(failure_of("g.dot", "graph { a } }").what, HasSubstr("`graph` or `digraph`"));
  EXPECT_THAT(failure_of("g.dot", "").what, HasSubstr("`graph` or `digraph`"));
}

TEST(Dot, Depth_and_products_of_subgraphs_are_bounded) {
  std::string deep = "graph ";
  for (int i = 0; i < 100'000; ++i) deep += "{";
  EXPECT_THAT(failure_of("g.dot", deep).what, HasSubstr("more than 256 deep"));
  std::string wide = "graph { {";
  for (int i = 0; i < 2000; ++i) wide += " n" + std::to_string(i);
  wide += "} -- {";
  for (int i = 0; i < 2000; ++i) wide += " m" + std::to_string(i);
  EXPECT_THAT(failure_of("g.dot", wide + "} }").what, HasSubstr("more edges or attributes"));
}

class DotSample : public ::testing::TestWithParam<Counted> {};

TEST_P(DotSample, Has_the_nodes_and_edges_that_gc_counts) {
  CB_NEEDS_SAMPLE(GetParam().path);
  expect_counts(GetParam().path, GetParam().nodes, GetParam().ties);
}

// Counted with gc of Graphviz.
INSTANTIATE_TEST_SUITE_P(
    Counts, DotSample,
    ::testing::Values(Counted{"graph-graphviz-dot/ER.gv", 12, 12}, Counted{"graph-graphviz-dot/KW91.gv", 10, 12}, Counted{"graph-graphviz-dot/Latin1.gv", 1, 0},
                      Counted{"graph-graphviz-dot/NaN.gv", 76, 121}, Counted{"graph-graphviz-dot/Petersen.gv", 10, 15},
                      Counted{"graph-graphviz-dot/abstract.gv", 47, 68}, Counted{"graph-graphviz-dot/alf.gv", 19, 20},
                      Counted{"graph-graphviz-dot/awilliams.gv", 87, 97}, Counted{"graph-graphviz-dot/clust4.gv", 10, 13},
                      Counted{"graph-graphviz-dot/crazy.gv", 41, 49}, Counted{"graph-graphviz-dot/ctext.gv", 8, 6}, Counted{"graph-graphviz-dot/fsm.gv", 9, 14},
                      Counted{"graph-graphviz-dot/hashtable.gv", 8, 7}, Counted{"graph-graphviz-dot/honda-tokoro.gv", 24, 40},
                      Counted{"graph-graphviz-dot/japanese.gv", 7, 8}, Counted{"graph-graphviz-dot/ldbxtried.gv", 30, 70},
                      Counted{"graph-graphviz-dot/polypoly.gv", 76, 7}, Counted{"graph-graphviz-dot/process.gv", 10, 13},
                      Counted{"graph-graphviz-dot/records.gv", 7, 7}, Counted{"graph-graphviz-dot/russian.gv", 11, 7}, Counted{"graph-graphviz-dot/sdh.gv", 75, 131},
                      Counted{"graph-graphviz-dot/unix.gv", 41, 49}, Counted{"graph-graphviz-dot/world.gv", 48, 69},
                      Counted{"graph-gephi/ImportPlugin/dot/adjacencylist.dot", 4, 5}, Counted{"graph-gephi/ImportPlugin/dot/basic.dot", 3, 2},
                      Counted{"graph-gephi/ImportPlugin/dot/emptyfields.dot", 3, 2}, Counted{"graph-gephi/ImportPlugin/dot/intlabels.dot", 1, 0},
                      Counted{"graph-gephi/ImportPlugin/dot/labels.dot", 3, 2}, Counted{"graph-gephi/ImportPlugin/dot/multipleedgesperline.dot", 4, 3},
                      Counted{"graph-gephi/ImportPlugin/dot/multipleedgesperline2.dot", 4, 3}, Counted{"graph-gephi/ImportPlugin/dot/namedgraph.dot", 1, 0},
                      Counted{"graph-gephi/ImportPlugin/dot/subgraph.dot", 2, 1}, Counted{"graph-gephi/ImportPlugin/dot/undirected.dot", 2, 1}));

TEST(DotSample, Latin_1_is_read_as_such) {
  CB_NEEDS_SAMPLE("graph-graphviz-dot/Latin1.gv");
  const auto imported = import(cuibono::testing::sample("graph-graphviz-dot/Latin1.gv"));
  EXPECT_THAT(imported.after.entities().rows()[0].name, HasSubstr("éê"));
  EXPECT_FALSE(imported.remarked("UTF-8")); // nothing was guessed: the file says what it is in
}

TEST(Dot, Mutated_files_never_crash_and_always_account) {
  expect_survives("g.dot",
                  "strict digraph G { graph [charset=latin1 label=\"x\"] node [shape=record]; a -> {b \"c d\" subgraph cluster_1 { label=<<b>k</b>>; e }};\n"
                  "/* c */ b:p:ne -> a [key=k, weight=2.5; label=\"q\\\"\\l\" + \"r\"] // d\n# x\n edge [type=calls] e, f -> a; 1a -> -.5 }",
                  20310306, "{}[]\"\\<>;,=:-+/*#\n\xE9");
}

} // namespace
} // namespace cuibono::ingest
