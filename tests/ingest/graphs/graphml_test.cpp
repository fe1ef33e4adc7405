#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "ingest/import_helpers.h"
#include "samples.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using ::testing::HasSubstr;

std::string graphml(const std::string& inside) { return "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">" + inside + "</graphml>"; }

Imported import_graph(const std::string& inside) { return import_text("g.graphml", graphml(inside)); }

base::Error failure(const std::string& text) {
  const Folder folder;
  const auto draft = read(folder.file("g.graphml", text));
  EXPECT_FALSE(draft);
  return draft ? base::Error{} : draft.error();
}

TEST(Graphml, Keys_defaults_and_data_become_attributes) {
  const auto imported = import_graph(
      "<key id='d0' for='node' attr.name='color' attr.type='string'><default>yellow</default></key>"
      "<key id='d1' for='edge' attr.name='weight' attr.type='double'/><key id='l' for='node' attr.name='label' attr.type='double'/>"
      "<graph edgedefault='undirected'><node id='a'><data key='l'>1.0</data></node>"
      "<node id='b'><data key='d0'>blue &amp; <![CDATA[red]]></data><data key='undeclared'>x</data></node>"
      "<edge source='a' target='b'><data key='d1'>2.5</data></edge><edge source='b' target='b' directed='true'/></graph>");
  const auto people = imported.after.entities().rows();
  ASSERT_EQ(people.size(), 2u);
  EXPECT_EQ(people[0].name, "1");
  EXPECT_EQ(people[0].attributes, (model::Attributes{{"color", "yellow"}}));
  EXPECT_EQ(people[1].attributes.at(1), (std::pair<std::string, std::string>{"undeclared", "x"}));
  const auto ties = imported.after.ties().rows();
  ASSERT_EQ(ties.size(), 2u);
  EXPECT_EQ(ties[0].attributes, (model::Attributes{{"directed", "false"}, {"weight", "2.5"}}));
  EXPECT_TRUE(ties[1].attributes.empty());
  EXPECT_EQ(ties[1].source, ties[1].target);
}

TEST(Graphml, An_edge_to_an_undeclared_node_is_rejected_and_counted) {
  const auto imported = import_graph("<graph><node id='a'/><edge source='a' target='z'/><edge source='a' target='a'/><edge source='a'/></graph>");
  EXPECT_EQ(imported.only().rows, 4u);
  EXPECT_EQ(imported.only().accepted, 2u);
  ASSERT_EQ(imported.only().rejects.size(), 2u);
  EXPECT_EQ(imported.only().rejects[0], (Reject{2, "the edge names node `z`, which the file does not declare"}));
  EXPECT_EQ(imported.only().rejects[1].row, 4u);
  EXPECT_EQ(imported.after.entities().size(), 1u);
}

TEST(Graphml, Nested_graphs_are_flattened_and_hyperedges_reported) {
  const auto imported = import_graph("<graph><node id='a'><graph id='g1'><node id='b'/><edge source='a' target='b'/></graph></node>"
                                     "<hyperedge><endpoint node='a'/></hyperedge></graph>");
  EXPECT_EQ(imported.after.entities().size(), 2u);
  EXPECT_EQ(imported.after.ties().size(), 1u);
  EXPECT_TRUE(imported.remarked("nested graph g1 was flattened"));
  EXPECT_THAT(imported.reason(), HasSubstr("hyperedge"));
}

TEST(Graphml, Edge_types_of_the_vocabulary_are_ties_of_that_type) {
  const auto imported = import_graph("<key id='t' for='edge' attr.name='type'/><graph><node id='a'/>"
                                     "<edge source='a' target='a'><data key='t'>calls</data></edge>"
                                     "<edge source='a' target='a'><data key='t'>pimps for</data></edge></graph>");
  EXPECT_EQ(imported.after.ties().rows()[0].type, model::TieType::Calls);
  EXPECT_EQ(imported.after.ties().rows()[1].type, model::TieType::Associate);
  EXPECT_EQ(imported.after.ties().rows()[1].attributes, (model::Attributes{{"type", "pimps for"}}));
}

TEST(Graphml, Document_types_are_refused) {
  EXPECT_THAT(failure("<!DOCTYPE graphml [<!ENTITY a 'b'>]><graphml><graph/></graphml>").what, HasSubstr("document type"));
}

TEST(Graphml, Broken_xml_is_an_error_that_names_the_line) {
  const auto error = failure("<graphml>\n<graph>\n<node id='a'>\n</graph></graphml>");
  EXPECT_THAT(error.what, HasSubstr("the XML is broken"));
  EXPECT_THAT(error.where, HasSubstr("line 4"));
}

TEST(Graphml, Depth_is_bounded) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<node id='a'><graph>";
  EXPECT_THAT(failure("<graphml><graph>" + deep).what, HasSubstr("broken"));
  for (int i = 0; i < 100'000; ++i) deep += "</graph></node>";
  EXPECT_THAT(failure(graphml("<graph>" + deep + "</graph>")).what, HasSubstr("more than 256 deep"));
}

struct Sample {
  const char* path;
  std::size_t nodes, edges;
};

class GraphmlSample : public ::testing::TestWithParam<Sample> {};

TEST_P(GraphmlSample, Has_the_nodes_and_edges_that_igraph_counts) {
  CB_NEEDS_SAMPLE(GetParam().path);
  const auto path = cuibono::testing::sample(GetParam().path);
  const auto imported = import(path);
  EXPECT_EQ(imported.after.entities().size(), GetParam().nodes);
  EXPECT_EQ(imported.after.ties().size(), GetParam().edges);
  EXPECT_EQ(imported.rejected(), 0u) << imported.reason();
}

// Counted with igraph 0.10 and networkx 3.
INSTANTIATE_TEST_SUITE_P(
    Counts, GraphmlSample,
    ::testing::Values(Sample{"ht-synthetic-kosmas/HT5_1_40.graphml", 28, 65}, Sample{"ht-synthetic-kosmas/HT5_2_40.graphml", 32, 87},
                      Sample{"ht-synthetic-kosmas/HT5_3_40.graphml", 35, 88}, Sample{"ht-synthetic-kosmas/HT5_4_40.graphml", 35, 108},
                      Sample{"ht-synthetic-kosmas/HT5_5_40.graphml", 27, 58},
                      Sample{"graph-gephi/StatisticsPlugin/statistics/plugin/5-cliques.graphml", 25, 54},
                      Sample{"graph-gephi/StatisticsPlugin/statistics/plugin/football.graphml", 115, 613},
                      Sample{"graph-gephi/StatisticsPlugin/statistics/plugin/moviegalaxies.graphml", 27, 102},
                      Sample{"graph-gephi/StatisticsPlugin/statistics/plugin/two-cliques.graphml", 10, 20},
                      Sample{"graph-gephi/ImportPlugin/cdata.graphml", 2, 1}, Sample{"graph-gephi/ImportPlugin/withdesc.graphml", 2, 1},
                      Sample{"graph-igraph/fuzzing/test_inputs/wa1.graphml", 5, 7}, Sample{"graph-igraph/fuzzing/test_inputs/wa7.graphml", 5, 7},
                      Sample{"graph-igraph/fuzzing/test_inputs/yfiles.graphml", 4, 4},
                      Sample{"graph-igraph/examples/simple/test.graphml", 6, 7},
                      Sample{"graph-igraph/tests/regression/cattr_bool_bug.graphml", 10, 9},
                      Sample{"graph-igraph/tests/regression/bug_1970.graphml", 0, 0},
                      Sample{"graph-igraph/tests/regression/bug_2506_2.graphml", 0, 0},
                      Sample{"graph-gephi/ImportPlugin/spreadsheet/edges_table_opposite_force_undirected_merged.csv", 2, 2},
                      Sample{"graph-gephi/ImportPlugin/spreadsheet/edges_table_types_test.csv", 2, 2},
                      Sample{"graph-gephi/ImportPlugin/spreadsheet/edges_table_repeated_without_ids.csv", 4, 5}));

TEST(GraphmlSample, Synthetic_networks_keep_every_role_and_protect_every_victim) {
  const auto path = cuibono::testing::sample("ht-synthetic-kosmas/HT5_1_40.graphml");
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "set CUIBONO_SHARED_DATA to the folder of sample files";
  const auto imported = import(path);
  ASSERT_EQ(imported.after.roles().size(), 28u);
  for (const auto& role : imported.after.roles()) {
    const auto& person = *imported.after.entities().find(role.entity);
    EXPECT_EQ(person.kind, model::EntityKind::Person);
    EXPECT_EQ(person.is_protected, role.role == model::Role::Victim);
    EXPECT_EQ(person.pseudonym > 0, role.role == model::Role::Victim);
    if (role.role != model::Role::Victim) { EXPECT_TRUE(role.label == "trafficker" || role.label == "bottom") << role.label; }
  }
  EXPECT_EQ(imported.after.entities().rows()[0].name, "1");
  EXPECT_EQ(imported.after.ties().rows()[0].attributes.at(0), (std::pair<std::string, std::string>{"directed", "false"}));
}

TEST(GraphmlSample, Files_that_two_libraries_refuse_are_refused) {
  const auto folder = cuibono::testing::sample("graph-igraph/tests/regression");
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "set CUIBONO_SHARED_DATA to the folder of sample files";
  for (const auto* name : {"invalid1", "invalid4", "invalid5", "invalid6"})
    EXPECT_FALSE(read(folder / (std::string(name) + ".graphml"))) << name;
}

} // namespace
} // namespace cuibono::ingest
