#include "ingest/graphs/anx.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/import_helpers.h"
#include "ingest/party_id.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using ::testing::HasSubstr;

std::string entity(const std::string& number, const std::string& identity, const std::string& type, const std::string& rest = "",
                   const std::string& label = "") {
  return "<ChartItem Id='I" + number + "' Label='" + label + "' XPosition='1'><End X='1' Y='2' Z='0'><Entity EntityId='" + number + "' Identity='" + identity +
         "' LabelIsIdentity='false'><Icon><IconStyle Type='" + type + "'/></Icon></Entity></End>" + rest + "</ChartItem>";
}

std::string link(const std::string& from, const std::string& to, const std::string& style, const std::string& item = "") {
  return "<ChartItem Id='L' " + item + "><Link End1Id='" + from + "' End2Id='" + to + "'><LinkStyle " + style + "/></Link></ChartItem>";
}

Imported import_chart(const std::string& items, const std::string& before = "") {
  return import_text("c.anx", "<?xml version='1.0'?><Chart>" + before + "<ChartItemCollection>" + items + "</ChartItemCollection></Chart>");
}

TEST(Anx, Entities_have_identity_label_type_attributes_and_description) {
  const auto imported = import_chart(
      entity("1", "p1", "Woman", "<AttributeCollection><Attribute AttributeClassReference='ID3' Value='555-0001'/></AttributeCollection>", "Ada") +
          entity("2", "Bo Ltd", "Organization") + entity("3", "x", "Spaceship") + entity("4", "V1", "Victim", "", "Cy"),
      "<AttributeClassCollection><AttributeClass Id='ID3' Name='phone' Type='AttText'/></AttributeClassCollection>");
  EXPECT_EQ(imported.rejected(), 0u) << imported.reason();
  const auto people = imported.after.entities().rows();
  ASSERT_EQ(people.size(), 4u);
  EXPECT_EQ(people[0].key, "p1");
  EXPECT_EQ(people[0].name, "Ada");
  EXPECT_EQ(people[0].kind, model::EntityKind::Person);
  EXPECT_EQ(people[0].attributes, (model::Attributes{{"phone", "555-0001"}, {"entity type", "Woman"}}));
  EXPECT_EQ(people[1].key, party_id("Bo Ltd"));
  EXPECT_EQ(people[1].name, "Bo Ltd");
  EXPECT_EQ(people[1].kind, model::EntityKind::Company);
  EXPECT_EQ(people[2].kind, model::EntityKind::Unknown);
  EXPECT_EQ(people[2].attributes, (model::Attributes{{"kind", "Spaceship"}}));
  EXPECT_TRUE(people[3].is_protected);
}

TEST(Anx, Links_have_type_direction_strength_and_date) {
  const auto ties = import_chart(
      entity("1", "a", "Person") + entity("2", "b", "Person") + link("1", "2", "Type='Calls' ArrowStyle='ArrowOnHead' Strength='Default'", "DateSet='true' DateTime='2026-02-14T09:30:00.000' TimeSet='true'") +
          link("1", "2", "LinkTypeReference='ID5' ArrowStyle='ArrowOnTail' Strength='Unconfirmed'", "Label='lent 50' Description='seen'") +
          link("1", "2", "ArrowStyle='ArrowNone'") + link("1", "2", "ArrowStyle='ArrowOnBoth'", "DateSet='false' DateTime='2026-02-14T00:00:00.000'"),
      "<LinkTypeCollection><LinkType Id='ID5' Name='Owes'/></LinkTypeCollection>").after.ties().rows();
  ASSERT_EQ(ties.size(), 4u);
  EXPECT_EQ(ties[0].type, model::TieType::Calls);
  EXPECT_EQ(base::format_date(ties[0].from), "2026-02-14");
  EXPECT_EQ(base::format_date(ties[0].to), "2026-02-14");
  EXPECT_EQ(ties[0].attributes, (model::Attributes{{"date", "2026-02-14T09:30:00.000"}}));
  EXPECT_LT(ties[0].source, ties[0].target);
  EXPECT_GT(ties[1].source, ties[1].target);
  EXPECT_EQ(ties[1].notes, "seen");
  EXPECT_EQ(ties[1].type, model::TieType::Associate);
  EXPECT_EQ(ties[1].attributes, (model::Attributes{{"label", "lent 50"}, {"strength", "Unconfirmed"}, {"type", "Owes"}}));
  EXPECT_EQ(ties[2].attributes, (model::Attributes{{"directed", "false"}}));
  EXPECT_EQ(ties[3].attributes, (model::Attributes{{"directed", "false"}, {"arrows", "both"}}));
  EXPECT_FALSE(ties[3].from.known());
}

TEST(Anx, Two_entities_of_one_identity_stay_two) {
  const auto imported = import_chart(entity("1", "a", "Person") + entity("2", "a", "Person") + link("1", "2", "ArrowStyle='ArrowOnHead'"));
  EXPECT_EQ(imported.after.entities().size(), 2u);
  ASSERT_EQ(imported.after.ties().size(), 1u);
  EXPECT_NE(imported.after.ties().rows()[0].source, imported.after.ties().rows()[0].target);
}

TEST(Anx, Items_that_are_neither_are_counted_and_loose_links_rejected) {
  const auto imported = import_chart(entity("1", "a", "Person") + "<ChartItem Label='x'><TextBlock/></ChartItem>" + link("1", "9", "ArrowStyle='ArrowNone'"));
  EXPECT_TRUE(imported.remarked("1 labels, pictures"));
  EXPECT_THAT(imported.reason(), HasSubstr("names node `9`"));
}

TEST(Anx, Types_are_kinds_by_a_list_of_words) {
  EXPECT_EQ(kind_of_entity_type("Person"), "person");
  EXPECT_EQ(kind_of_entity_type("Bank Account"), "account");
  EXPECT_EQ(kind_of_entity_type("Car"), "vehicle");
  EXPECT_EQ(kind_of_entity_type("Spaceship"), "");
}

TEST(Anx, Another_xml_is_refused_with_its_line) {
  const Folder folder;
  const auto draft = read(folder.file("c.anx", "<?xml version='1.0'?>\n\n<html/>"));
  ASSERT_FALSE(draft);
  EXPECT_THAT(draft.error().where, HasSubstr("line 3"));
}

} // namespace
} // namespace cuibono::ingest
