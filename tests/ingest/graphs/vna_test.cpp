#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "graph_helpers.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Vna, Node_data_are_attributes_short_labels_names_and_strengths_weights) {
  const auto imported = import_text("g.vna", "*Node data\nID kind boat\na person \"Sea Star\"\nb company \"\"\n"
                                             "*Node properties\nID x y shortlabel\na 1 2 \"Ann B\"\nc 3 4 c\n*Tie data\nfrom to strength type\na b 2.5 employs\nb d 1 odd\n");
  EXPECT_THAT(people_of(imported.after), ElementsAre("a Ann B", "b", "c", "d"));
  EXPECT_THAT(ties_of(imported.after), ElementsAre("a>b:2.5", "b>d:1"));
  const auto people = imported.after.entities().rows();
  EXPECT_EQ(people[1].kind, model::EntityKind::Company);
  EXPECT_EQ(people[0].attributes, (model::Attributes{{"boat", "Sea Star"}}));
  EXPECT_EQ(imported.after.ties().rows()[0].type, model::TieType::Employs);
  EXPECT_TRUE(imported.remarked("4 properties that say how to draw were left out"));
}

TEST(Vna, Rows_that_lack_ids_or_have_too_many_values_are_rejected) {
  const auto imported = import_text("g.vna", "*Node data\nid x\na 1 2\n\"\" 3\n*Tie data\nfrom to\na\na b\n");
  EXPECT_EQ(imported.rejected(), 3u);
  EXPECT_EQ(imported.after.ties().size(), 1u);
}

TEST(Vna, A_section_without_its_ids_is_refused_with_the_line) {
  EXPECT_THAT(failure_of("g.vna", "*Tie data\nfrom strength\n").where, HasSubstr("g.vna line 2"));
  EXPECT_THAT(failure_of("g.vna", "*Node data\nname\n").what, HasSubstr("lacks `ID`"));
  EXPECT_THAT(failure_of("g.vna", "a b\n").where, HasSubstr("line 1"));
}

TEST(Vna, Samples_of_gephi_are_read) {
  CB_NEEDS_SAMPLE("graph-gephi/ImportPlugin/emptyattribute.vna");
  expect_counts("graph-gephi/ExportPlugin/basic.vna", 2, 1);
  const auto imported = expect_counts("graph-gephi/ImportPlugin/emptyattribute.vna", 3, 3);
  EXPECT_THAT(ties_of(imported.after), ElementsAre("1>2:1.0", "3>1:10.0", "1>3:10.0"));
  EXPECT_EQ(attribute(imported.after.entities().rows()[0].attributes, "breed"), "MICE");
}

TEST(Vna, Mutated_files_never_crash_and_always_account) {
  expect_survives("g.vna", "*Node data\nID kind boat\na person \"Sea Star\"\nb company \"\"\n*Node properties\nID x shortlabel\na 1 Ann\n*Tie data\n"
                           "from to strength\na b 2.5\n*What\nx\n", 20310309, "*\"\\ \n\r\tID0.\xFF");
}

TEST(GephiJson, Options_attributes_and_directions_are_read) {
  const auto imported = import_text("g.json", R"({"options":{"type":"mixed"},"nodes":[{"key":"a","attributes":{"label":"Ann","x":1,"age":7}},{"key":"b c"},{}],
    "edges":[{"key":"1","source":"a","target":"b c","undirected":true,"attributes":{"weight":2.5,"label":"l"}},{"source":"a","target":"z"},{"source":"a"}]})");
  EXPECT_EQ(imported.rejected(), 3u);
  EXPECT_EQ(imported.after.entities().rows()[0].name, "Ann");
  EXPECT_EQ(imported.after.entities().rows()[0].attributes, (model::Attributes{{"age", "7"}}));
  EXPECT_EQ(imported.after.entities().rows()[1].name, "b c");
  const auto& tie = imported.after.ties().rows()[0];
  EXPECT_EQ(tie.key, "1");
  EXPECT_EQ(attribute(tie.attributes, "weight"), "2.5");
  EXPECT_EQ(attribute(tie.attributes, "directed"), "false");
  EXPECT_TRUE(imported.remarked("1 coordinates"));
}

TEST(GephiJson, Samples_of_gephi_are_read) {
  CB_NEEDS_SAMPLE("graph-gephi/ExportPlugin/json");
  expect_counts("graph-gephi/ExportPlugin/json/empty.json", 0, 0);
  for (const auto* name : {"colors", "column", "labels", "position", "position_normalized", "tiny", "undirected"})
    expect_counts("graph-gephi/ExportPlugin/json/" + std::string(name) + ".json", 2, 1);
  EXPECT_THAT(ties_of(expect_counts("graph-gephi/ExportPlugin/json/multi.json", 2, 2).after), ElementsAre("1>2:1.0", "1>2:1.0"));
  EXPECT_THAT(ties_of(expect_counts("graph-gephi/ExportPlugin/json/mixed.json", 3, 2).after), ElementsAre("1-2:1.0", "1>3:1.0"));
  EXPECT_THAT(ties_of(import(cuibono::testing::sample("graph-gephi/ExportPlugin/json/undirected.json")).after), ElementsAre("1-2:1.0"));
}

TEST(GephiJson, What_is_no_graph_is_refused) {
  EXPECT_THAT(failure_of("g.json", "{\"options\":{}, \"nodes\":3, \"edges\":[]}", "gephi-json").what, HasSubstr("no lists"));
  EXPECT_THAT(failure_of("g.json", "[1]", "gephi-json").what, HasSubstr("no lists"));
  EXPECT_THAT(failure_of("g.json", "{", "gephi-json").what, HasSubstr("JSON is broken"));
}

TEST(GephiJson, Mutated_files_never_crash_and_always_account) {
  expect_survives("g.json", R"({"options":{"type":"undirected"},"nodes":[{"key":"a","attributes":{"label":"A","n":[1,{"x":null}]}},{"key":"b"}],
    "edges":[{"key":1,"source":"a","target":"b","undirected":false,"attributes":{"weight":1e3}}]})", 20310310, "{}[]\":,01antf\\\xFF", "gephi-json");
}

} // namespace
} // namespace cuibono::ingest
