#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/records/record_helpers.h"
#include "samples.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using nlohmann::json;
using ::testing::HasSubstr;

std::string id(const std::string& type, int n) { return type + "--00000000-0000-4000-8000-00000000000" + std::to_string(n); }

json object(const std::string& type, int n, json more = json::object()) {
  more.update({{"type", type}, {"id", id(type, n)}, {"spec_version", "2.1"}});
  return more;
}

Imported import_objects(const std::vector<json>& objects) {
  return import_text("b.json", json{{"type", "bundle"}, {"id", id("bundle", 1)}, {"objects", objects}}.dump(1));
}

TEST(Stix, Objects_are_entities_of_their_kind) {
  const auto imported = import_objects(
      {object("identity", 1, {{"identity_class", "individual"}, {"name", "Ada"}, {"sectors", {"fishing"}}}),
       object("identity", 2, {{"identity_class", "organization"}, {"name", "Lantern"}}),
       object("identity", 3, {{"identity_class", "group"}}),
       object("threat-actor", 4, {{"name", "TA"}, {"aliases", {"a; b", "c"}}}),
       object("location", 5, {{"country", "XA"}, {"latitude", 1.5}, {"longitude", -2}}),
       object("user-account", 6, {{"account_login", "ada7"}, {"user_id", "7"}}),
       object("email-addr", 7, {{"value", "a@example.org"}}), object("x-boat", 8)});
  EXPECT_EQ(imported.rejected(), 0u) << imported.reason();
  EXPECT_EQ(imported.only().rows, 8u);
  EXPECT_EQ(entity(imported, id("identity", 1)).kind, model::EntityKind::Person);
  EXPECT_EQ(entity(imported, id("identity", 1)).sector, "fishing");
  EXPECT_EQ(entity(imported, id("identity", 2)).kind, model::EntityKind::Company);
  EXPECT_EQ(entity(imported, id("identity", 3)).kind, model::EntityKind::Unknown);
  EXPECT_EQ(entity(imported, id("threat-actor", 4)).aliases, (std::vector<std::string>{"a; b", "c"}));
  const auto& place = entity(imported, id("location", 5));
  EXPECT_EQ(place.kind, model::EntityKind::Place);
  EXPECT_EQ(place.latitude, 1.5);
  EXPECT_EQ(place.longitude, -2.0);
  EXPECT_EQ(entity(imported, id("user-account", 6)).name, "ada7");
  EXPECT_EQ(attribute(entity(imported, id("user-account", 6)), "user_id"), "7");
  EXPECT_EQ(entity(imported, id("email-addr", 7)).kind, model::EntityKind::Account);
  EXPECT_TRUE(imported.remarked("x-boat"));
}

TEST(Stix, Relationships_sightings_and_mails_are_ties) {
  const auto a = id("identity", 1), b = id("identity", 2);
  const auto imported = import_objects(
      {object("identity", 1), object("identity", 2),
       object("relationship", 3,
              {{"relationship_type", "controls"},
               {"source_ref", a},
               {"target_ref", b},
               {"start_time", "2031-01-02T03:04:05Z"},
               {"confidence", 70}}),
       object("relationship", 4,
              {{"relationship_type", "targets"}, {"source_ref", a}, {"target_ref", b}, {"description", "why"}}),
       object(
           "sighting", 5,
           {{"sighting_of_ref", b}, {"where_sighted_refs", {a}}, {"count", 3}, {"first_seen", "2031-02-01T00:00:00Z"}}),
       object("email-message", 6,
              {{"from_ref", a}, {"to_refs", {b}}, {"date", "2031-03-01T00:00:00Z"}, {"subject", "fish"}}),
       object("relationship", 7, {{"relationship_type", "targets"}, {"source_ref", a}})});
  EXPECT_EQ(told(imported, tie(imported, id("relationship", 3))), a + " controls " + b);
  EXPECT_EQ(tie(imported, id("relationship", 3)).from, (base::Date{2031, 1, 2}));
  EXPECT_EQ(attribute(tie(imported, id("relationship", 3)), "confidence"), "70");
  EXPECT_EQ(told(imported, tie(imported, id("relationship", 4))), a + " associate " + b);
  EXPECT_EQ(attribute(tie(imported, id("relationship", 4)), "relationship_type"), "targets");
  EXPECT_EQ(tie(imported, id("relationship", 4)).notes, "why");
  EXPECT_EQ(told(imported, tie(imported, id("sighting", 5))), a + " associate " + b);
  EXPECT_EQ(tie(imported, id("sighting", 5)).count, 3.0);
  EXPECT_EQ(told(imported, tie(imported, id("email-message", 6) + "-1")), a + " messages " + b);
  ASSERT_EQ(imported.only().rejects.size(), 1u);
  EXPECT_EQ(imported.only().rejects[0], (Reject{7, "target is missing"}));
}

TEST(Stix, Markings_are_kept_by_name) {
  const auto imported = import_objects(
      {object("marking-definition", 1,
              {{"definition_type", "statement"}, {"definition", {{"statement", "Police only"}}}}),
       object("identity", 2,
              {{"object_marking_refs",
                {id("marking-definition", 1), "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed"}}})});
  EXPECT_EQ(attribute(entity(imported, id("identity", 2)), "marking"), "Police only;TLP:RED");
  EXPECT_EQ(imported.after.entities().size(), 1u);
  EXPECT_EQ(imported.only().rows, 2u);
}

TEST(Stix, The_latest_version_stands_and_a_revoked_relationship_is_rejected) {
  const auto imported = import_objects({object("identity", 1, {{"name", "new"}, {"modified", "2031-02-01T00:00:00Z"}}),
                                        object("identity", 1, {{"name", "old"}, {"modified", "2031-01-01T00:00:00Z"}}),
                                        object("identity", 2, {{"revoked", true}}),
                                        object("relationship", 3,
                                               {{"revoked", true},
                                                {"relationship_type", "uses"},
                                                {"source_ref", id("identity", 1)},
                                                {"target_ref", id("identity", 2)}})});
  EXPECT_EQ(entity(imported, id("identity", 1)).name, "new");
  EXPECT_EQ(attribute(entity(imported, id("identity", 2)), "revoked"), "true");
  EXPECT_EQ(imported.only().rows, 4u);
  EXPECT_EQ(imported.only().rejects[0], (Reject{4, "its author revoked this relationship"}));
}

TEST(Stix, Objects_outside_the_bundle_are_named) {
  const auto imported = import_objects(
      {object("report", 1, {{"object_refs", {id("malware", 8)}}}),
       object("relationship", 2,
              {{"relationship_type", "uses"}, {"source_ref", id("report", 1)}, {"target_ref", id("tool", 9)}})});
  EXPECT_TRUE(imported.remarked("2 objects are named and not in the bundle: " + id("malware", 8) + ", " + id("tool", 9)));
  EXPECT_EQ(entity(imported, id("tool", 9)).kind, model::EntityKind::Unknown);
}

TEST(Stix, Other_json_is_refused) {
  EXPECT_THAT(failure("b.json", "{\"type\":\"bundle\",\"objects\":[{\"id\":\"1\"}]}", "stix").what,
              HasSubstr("no object has a type and an id"));
}

// Counted from the files: objects that are no relationship, and relationships.
TEST(StixSample, The_examples_of_oasis_have_73_objects_and_95_relationships) {
  CB_NEEDS_SAMPLE("stix-oasis/poisonivy.json");
  std::size_t entities = 0, ties = 0, rows = 0;
  for (const auto* name : {"indicator-to-campaign-relationship.json", "infrastructure.json", "poisonivy.json"}) {
    const auto imported = import(cuibono::testing::sample(std::string("stix-oasis/") + name));
    EXPECT_EQ(imported.only().format, "stix") << name;
    EXPECT_EQ(imported.rejected(), 0u) << name << ": " << imported.reason();
    entities += imported.after.entities().size(), ties += imported.after.ties().size(), rows += imported.only().rows;
  }
  EXPECT_EQ(rows, 168u);
  EXPECT_EQ(entities, 73u);
  EXPECT_EQ(ties, 95u);
}

} // namespace
} // namespace cuibono::ingest
