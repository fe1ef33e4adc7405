#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/import_helpers.h"
#include "ingest/party_id.h"

namespace cuibono::ingest {
namespace {

using namespace testing;

Imported import_graph(const std::string& inside) { return import_text("g.graphml", "<graphml>" + inside + "</graphml>"); }

TEST(GraphTables, A_node_whose_id_holds_white_space_is_kept_under_a_party_id) {
  const auto imported = import_graph("<key id='l' for='node' attr.name='label'/><graph><node id='Ada Bo'/><node id='x y'><data key='l'>Cy</data></node>"
                                     "<node id='c'/><edge id='e 1' source='Ada Bo' target='x y'/><edge source='c' target='c'/></graph>");
  EXPECT_EQ(imported.rejected(), 0u) << imported.reason();
  const auto people = imported.after.entities().rows();
  ASSERT_EQ(people.size(), 3u);
  EXPECT_EQ(people[0].key, party_id("Ada Bo"));
  EXPECT_EQ(people[0].name, "Ada Bo");
  EXPECT_EQ(people[1].name, "Cy");
  EXPECT_EQ(people[1].attributes, (model::Attributes{{"original id", "x y"}}));
  EXPECT_EQ(people[2].key, "c");
  ASSERT_EQ(imported.after.ties().size(), 2u);
  EXPECT_EQ(imported.after.ties().rows()[0].source, people[0].id);
  EXPECT_EQ(imported.after.ties().rows()[0].target, people[1].id);
  EXPECT_TRUE(imported.remarked("g.graphml: 3 ids hold white space"));
}

TEST(GraphTables, Ids_that_differ_in_letter_case_alone_stay_two_nodes) {
  const auto imported = import_graph("<graph><node id='Ada Bo'/><node id='ada bo'/><edge source='ada bo' target='Ada Bo'/></graph>");
  ASSERT_EQ(imported.after.entities().size(), 2u);
  EXPECT_EQ(imported.after.entities().rows()[1].key, party_id("Ada Bo") + "-2");
  EXPECT_EQ(imported.after.ties().rows()[0].source, imported.after.entities().rows()[1].id);
}

const std::string kMarked =
    "<key id='t' for='all' attr.name='table'/><key id='k' for='node' attr.name='kind'/><key id='c' for='node' attr.name='country'/>"
    "<key id='r' for='node' attr.name='role'/><key id='rf' for='node' attr.name='role_from'/>"
    "<key id='a' for='edge' attr.name='amount'/><key id='s' for='edge' attr.name='share'/>";

TEST(GraphTables, Rows_that_say_of_which_case_table_they_are_are_read_as_such) {
  const auto imported = import_graph(kMarked +
      "<graph><node id='A'><data key='t'>entities</data><data key='k'>person</data><data key='c'>XA</data><data key='r'>guard;broker</data><data key='rf'>;2031</data></node>"
      "<node id='B'><data key='c'>XB</data><data key='r'>boss</data></node>"
      "<edge source='A' target='B'><data key='t'>payments</data><data key='a'>7.5</data></edge>"
      "<edge source='A' target='B'><data key='t'>ties</data><data key='s'>0.5</data></edge>"
      "<edge source='A' target='B'><data key='t'>dining</data><data key='s'>0.5</data></edge></graph>");
  EXPECT_EQ(imported.rejected(), 0u) << imported.reason();
  EXPECT_EQ(imported.after.entities().rows()[0].country, "XA");
  EXPECT_EQ(imported.after.entities().rows()[1].attributes, (model::Attributes{{"country", "XB"}}));
  ASSERT_EQ(imported.after.roles().size(), 3u);
  for (const auto& role : imported.after.roles()) EXPECT_EQ(role.from.known(), role.role == model::Role::Broker);
  ASSERT_EQ(imported.after.payments().size(), 1u);
  EXPECT_EQ(imported.after.payments().rows()[0].amount.cents, 750);
  ASSERT_EQ(imported.after.ties().size(), 2u);
  EXPECT_EQ(imported.after.ties().rows()[0].share, 0.5);
  EXPECT_EQ(imported.after.ties().rows()[1].attributes, (model::Attributes{{"table", "dining"}, {"share", "0.5"}}));
}

TEST(GraphTables, A_mistake_in_a_row_of_a_case_table_is_rejected_with_its_reason) {
  const auto imported = import_graph(kMarked +
      "<graph><node id='A'><data key='t'>entities</data><data key='k'>persn</data></node>"
      "<node id='B'><data key='t'>entities</data><data key='r'>gard</data></node>"
      "<edge source='B' target='B'><data key='t'>payments</data></edge></graph>");
  ASSERT_EQ(imported.rejected(), 3u);
  EXPECT_THAT(imported.reason(0), ::testing::HasSubstr("kind `persn` is not one of"));
  EXPECT_THAT(imported.reason(1), ::testing::HasSubstr("role `gard` is not one of"));
  EXPECT_THAT(imported.reason(2), ::testing::HasSubstr("amount is missing"));
}

} // namespace
} // namespace cuibono::ingest
