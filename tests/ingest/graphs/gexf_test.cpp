#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/import_helpers.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using ::testing::HasSubstr;

Imported import_graph(const std::string& inside, const std::string& of_graph = "defaultedgetype='directed'") {
  return import_text("g.gexf", "<gexf xmlns='http://gexf.net/1.3' version='1.3'><graph " + of_graph + ">" + inside + "</graph></gexf>");
}

std::string attribute(const model::Attributes& attributes, const std::string& name) {
  for (const auto& [own, value] : attributes)
    if (own == name) return value;
  return "(none)";
}

const std::string kTwo = "<nodes><node id='a'/><node id='b'/></nodes>";

TEST(Gexf, Values_are_kept_under_the_title_of_their_attribute_with_defaults) {
  const auto imported = import_graph(
      "<attributes class='node'><attribute id='0' title='url' type='string'/><attribute id='1' title='valid' type='boolean'><default>true</default></attribute>"
      "<attribute id='2' title='size' type='double'/></attributes>"
      "<nodes><node id='a' label='Ada'><attvalues><attvalue for='0' value='x &amp; y'/><attvalue for='valid' value='false'/><attvalue for='2' value='INF'/></attvalues></node>"
      "<node id='b'><attvalue for='2' value='null'/><attvalue for='new' value='null'/></node></nodes>");
  const auto people = imported.after.entities().rows();
  ASSERT_EQ(people.size(), 2u);
  EXPECT_EQ(people[0].name, "Ada");
  EXPECT_EQ(people[0].attributes, (model::Attributes{{"url", "x & y"}, {"valid", "false"}, {"size", "INF"}}));
  EXPECT_EQ(people[1].attributes, (model::Attributes{{"valid", "true"}, {"new", "null"}})); // a text may be the word null
}

TEST(Gexf, Edges_are_directed_undirected_or_mutual) {
  const auto edges = "<edges><edge source='a' target='b' type='directed'/><edge source='a' target='b' type='undirected'/>"
                     "<edge source='a' target='b' type='mutual'/><edge source='a' target='b'/></edges>";
  const auto ties = import_graph(kTwo + edges, "").after.ties().rows();
  ASSERT_EQ(ties.size(), 4u);
  EXPECT_EQ(ties[0].attributes, model::Attributes());
  EXPECT_EQ(ties[1].attributes, (model::Attributes{{"directed", "false"}}));
  EXPECT_EQ(ties[2].attributes, (model::Attributes{{"directed", "false"}, {"edge type", "mutual"}}));
  EXPECT_EQ(ties[3].attributes, (model::Attributes{{"directed", "false"}})); // what GEXF takes where nothing is said
}

TEST(Gexf, Weights_are_kept_also_zero) {
  const auto ties = import_graph(kTwo + "<edges><edge id='0' source='a' target='b' weight='0.0' label='pays' kind='calls'/></edges>").after.ties().rows();
  ASSERT_EQ(ties.size(), 1u);
  EXPECT_EQ(ties[0].type, model::TieType::Calls);
  EXPECT_EQ(ties[0].attributes, (model::Attributes{{"label", "pays"}, {"weight", "0.0"}}));
}

TEST(Gexf, Values_in_time_keep_their_times) {
  const auto imported = import_graph(
      "<attributes class='edge' mode='dynamic'><attribute id='w' title='Weight' type='double'/></attributes>" + kTwo +
      "<edges><edge source='a' target='b'><attvalues><attvalue for='w' value='1' timestamp='2004'/>"
      "<attvalue for='w' value='2' start='2005' endopen='2006'/></attvalues></edge></edges>");
  EXPECT_EQ(attribute(imported.after.ties().rows()[0].attributes, "Weight"), "[2004, 1];[2005, 2006, 2]");
}

TEST(Gexf, Days_are_from_and_to_and_other_times_stay_as_they_are) {
  const auto imported = import_graph(
      kTwo + "<edges><edge source='a' target='b' start='2031-02-01' end='2031-03-01'/>"
             "<edge source='a' target='b' start='2031-02-01T15:00:00+03:00'/><edge source='a' target='b' start='2031' end='2032'/>"
             "<edge source='a' target='b' start='2031-03-01' end='2031-02-01'/>"
             "<edge source='a' target='b'><spells><spell start='1' end='2'/><spell start='4'/></spells></edge>"
             "<edge source='a' target='b' intervals='&lt;[1,2];[4,5]&gt;' timestamp='2012-01-12T15:00:00'/></edges>",
      "timeformat='dateTime' timezone='America/Los_Angeles'");
  EXPECT_EQ(imported.rejected(), 0u) << imported.reason();
  const auto ties = imported.after.ties().rows();
  ASSERT_EQ(ties.size(), 6u);
  EXPECT_EQ(base::format_date(ties[0].from), "2031-02-01");
  EXPECT_EQ(base::format_date(ties[0].to), "2031-03-01");
  EXPECT_EQ(attribute(ties[0].attributes, "start"), "(none)");
  EXPECT_EQ(base::format_date(ties[1].from), "2031-02-01");
  EXPECT_EQ(attribute(ties[1].attributes, "start"), "2031-02-01T15:00:00+03:00");
  EXPECT_EQ(attribute(ties[1].attributes, "timezone"), "(none)"); // its own
  EXPECT_EQ(attribute(ties[2].attributes, "start"), "2031");
  EXPECT_EQ(attribute(ties[3].attributes, "end"), "2031-02-01");
  EXPECT_EQ(attribute(ties[4].attributes, "timeset"), "[1, 2];[4]");
  EXPECT_EQ(attribute(ties[5].attributes, "timeset"), "<[1,2];[4,5]>");
  EXPECT_EQ(attribute(ties[5].attributes, "timestamp"), "2012-01-12T15:00:00");
  EXPECT_EQ(attribute(ties[5].attributes, "timezone"), "America/Los_Angeles");
}

TEST(Gexf, Nested_nodes_keep_their_parent) {
  const auto imported = import_graph("<nodes><node id='a'><nodes><node id='b'><nodes><node id='c'/></nodes></node></nodes></node><node id='d' pid='a'/></nodes>");
  const auto people = imported.after.entities().rows();
  ASSERT_EQ(people.size(), 4u);
  EXPECT_EQ(attribute(people[1].attributes, "parent"), "a");
  EXPECT_EQ(attribute(people[2].attributes, "parent"), "b");
  EXPECT_EQ(attribute(people[3].attributes, "parent"), "a");
  EXPECT_TRUE(imported.remarked("2 nodes stand inside others"));
}

TEST(Gexf, The_drawing_is_left_out_and_counted) {
  const auto imported = import_graph("<nodes><node id='a'><viz:size value='4.2'/><viz:color r='1' g='2' b='3'/></node></nodes>");
  EXPECT_EQ(imported.after.entities().rows()[0].attributes, model::Attributes());
  EXPECT_TRUE(imported.remarked("2 colours, sizes"));
}

TEST(Gexf, An_edge_to_an_undeclared_node_and_a_node_without_id_are_rejected) {
  const auto imported = import_graph("<nodes><node id='a'/><node/></nodes><edges><edge source='a' target='z'/><edge source='a'/></edges>");
  ASSERT_EQ(imported.only().rejects.size(), 3u);
  EXPECT_EQ(imported.only().rejects[0], (Reject{2, "the node has no id"}));
  EXPECT_EQ(imported.only().rejects[1], (Reject{3, "the edge names node `z`, which the file does not declare"}));
  EXPECT_EQ(imported.only().rejects[2], (Reject{4, "the edge lacks its source or target"}));
}

TEST(Gexf, Edges_that_share_an_id_are_all_kept) {
  const auto imported = import_graph(kTwo + "<edges><edge id='e' source='a' target='b'/><edge id='e' source='b' target='a'/></edges>");
  const auto ties = imported.after.ties().rows();
  ASSERT_EQ(ties.size(), 2u);
  EXPECT_EQ(ties[0].key, "e");
  EXPECT_EQ(ties[1].key, "");
  EXPECT_EQ(attribute(ties[1].attributes, "original id"), "e");
  EXPECT_TRUE(imported.remarked("1 edges have the id of an earlier one"));
}

TEST(Gexf, A_value_that_stands_very_often_costs_no_more_than_its_text) {
  std::string values;
  for (int i = 0; i < 50'000; ++i) values += "<attvalue for='v' value='x'/>";
  const auto imported = import_graph("<nodes><node id='a'>" + values + "</node></nodes>");
  EXPECT_EQ(attribute(imported.after.entities().rows()[0].attributes, "v").size(), 99'999u);
}

TEST(Gexf, More_attributes_than_a_table_holds_are_refused) {
  std::string values;
  for (int i = 0; i < 3'000; ++i) values += "<attvalue for='" + std::to_string(i) + "' value='x'/>";
  const Folder folder;
  const auto draft = read(folder.file("g.gexf", "<gexf><graph><nodes><node id='a'>" + values + "</node></nodes></graph></gexf>"));
  ASSERT_FALSE(draft);
  EXPECT_THAT(draft.error().what, HasSubstr("too many attributes"));
}

TEST(Gexf, Another_xml_is_refused_with_its_line) {
  const Folder folder;
  const auto draft = read(folder.file("g.gexf", "<?xml version='1.0'?>\n<html/>"));
  ASSERT_FALSE(draft);
  EXPECT_THAT(draft.error().where, HasSubstr("line 2"));
}

} // namespace
} // namespace cuibono::ingest
