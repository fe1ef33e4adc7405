#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "ingest/exports/round_trip.h"
#include "ingest/records/record_helpers.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using nlohmann::json;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string kHash(64, 'a');

model::CaseSnapshot exhibits() {
  return import_tables({{"exhibits.csv",
                         "id,title,lineage,scheme,reliability,credibility,collected_on,collected_by,collected_place,"
                         "derived_from,file,sha256\n"
                         "E1,Ledger,books,admiralty,B,2,2031-03-04,Officer 7,Pier 3,,ledger.xlsx," +
                             kHash +
                             "\n"
                             "E2,Copy of the ledger,books,,,,,,,E1,,\n"},
                        {"custody.csv",
                         "exhibits,time,action,from_whom,to_whom,place,purpose\n"
                         "E1;E2,2031-03-05T08:00:00Z,received,Officer 7,Lab,Lab,imaging\n"}})
      .after;
}

// Calls with every object of the document, however deep.
void walk(const json& value, const std::function<void(const json&)>& visit) {
  if (value.is_object()) visit(value);
  if (value.is_structured())
    for (const auto& each : value) walk(each, visit);
}

std::vector<json> of_type(const json& document, std::string_view type) {
  std::vector<json> found;
  walk(document, [&](const json& node) {
    if (node.value("@type", "") == type && node.contains("@id")) found.push_back(node);
  });
  return found;
}

void expect_sound(const json& document) {
  std::set<std::string> declared, referred;
  walk(document.at("@graph"), [&](const json& node) {
    if (!node.contains("@id")) return;
    const auto id = node.at("@id").get<std::string>();
    if (node.size() == 1) referred.insert(id);
    else EXPECT_TRUE(declared.insert(id).second) << id << " stands twice";
  });
  for (const auto& id : referred) EXPECT_TRUE(declared.contains(id)) << id << " is not declared";
  walk(document.at("@graph"), [&](const json& node) { // every prefix that is used is declared
    for (const auto& [name, value] : node.items())
      EXPECT_TRUE(name.starts_with('@') || document.at("@context").contains(name.substr(0, name.find(':')))) << name;
  });
}

TEST(CaseUco, An_exhibit_is_a_provenance_record_about_a_file_with_its_hash) {
  const auto document = json::parse(written("case-uco", exhibits()).bytes);
  expect_sound(document);
  const auto records = of_type(document, "case-investigation:ProvenanceRecord");
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[0].at("case-investigation:exhibitNumber"), "E1");
  EXPECT_THAT(records[0].at("uco-core:tag"), Contains("lineage: books"));
  EXPECT_EQ(records[1].at("case-investigation:rootExhibitNumber"), "E1");
  EXPECT_EQ(records[1].at("case-investigation:wasDerivedFrom")[0].at("@id"), records[0].at("@id"));
  const auto hashes = of_type(document, "uco-types:Hash");
  ASSERT_EQ(hashes.size(), 1u);
  EXPECT_EQ(hashes[0].at("uco-types:hashValue").at("@value"), kHash);
  EXPECT_EQ(hashes[0].at("uco-types:hashMethod").at("@value"), "SHA256");
}

TEST(CaseUco, Collection_and_custody_are_actions_with_who_when_and_where) {
  const auto document = json::parse(written("case-uco", exhibits()).bytes);
  const auto actions = of_type(document, "case-investigation:InvestigativeAction");
  ASSERT_EQ(actions.size(), 2u);
  EXPECT_EQ(actions[0].at("uco-core:name"), "collected");
  EXPECT_EQ(actions[0].at("uco-action:startTime").at("@value"), "2031-03-04");
  EXPECT_EQ(actions[1].at("uco-core:name"), "received");
  EXPECT_EQ(actions[1].at("uco-action:startTime").at("@type"), "xsd:dateTime");
  EXPECT_EQ(actions[1].at("uco-action:object").size(), 2u);
  EXPECT_EQ(actions[1].at("uco-action:participant")[0].at("@id"), actions[0].at("uco-action:performer").at("@id")); // Officer 7 is one
  EXPECT_EQ(of_type(document, "uco-identity:Identity").size(), 2u);
  EXPECT_EQ(of_type(document, "uco-location:Location").size(), 2u);
}

TEST(CaseUco, Both_demonstration_cases_are_sound_and_the_same_each_time) {
  for (const auto* name : {"meridian-star", "larkfield"}) {
    const auto snapshot = demonstration_case(name);
    const auto file = written("case-uco", snapshot);
    const auto document = json::parse(file.bytes);
    expect_sound(document);
    EXPECT_EQ(of_type(document, "case-investigation:ProvenanceRecord").size(), snapshot.exhibits().size());
    EXPECT_EQ(file.bytes, written("case-uco", snapshot).bytes);
    EXPECT_THAT(file.losses, Contains(HasSubstr("rows of entities are no part")));
  }
}

TEST(CaseUco, Free_text_passes_through_the_mask) {
  const auto mask = [](std::string_view text) { return text == "Officer 7" ? std::string("V-01") : std::string(text); };
  EXPECT_THAT(written("case-uco", exhibits(), model::Reveal::Pseudonyms, mask).bytes, Not(HasSubstr("Officer 7")));
}

} // namespace
} // namespace cuibono::ingest
