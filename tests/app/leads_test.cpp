#include "app/leads.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "case_builder.h"

namespace cuibono::app {
namespace {

using model::EntityKind;
using model::TieType;
using testing::CaseBuilder;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

LeadsReport ask(CaseBuilder& built, LeadMeasure measure = LeadMeasure::AdamicAdar, std::size_t limit = 20) {
  const auto snapshot = built.share();
  base::Progress progress;
  return leads(*snapshot, model::Names(snapshot), {.measure = measure, .limit = limit}, progress).value();
}

bool names_pair(const LeadLine& lead, model::EntityId a, model::EntityId b) {
  return (lead.a == a && lead.b == b) || (lead.a == b && lead.b == a);
}

// Two who are tied to the same two, of whom one is tied to nobody else.
CaseBuilder small() {
  CaseBuilder built;
  for (const char* who : {"A", "B"}) {
    built.tie(TieType::Associate, who, "X");
    built.tie(TieType::Associate, who, "Y");
  }
  for (const char* who : {"C", "D", "E"}) built.tie(TieType::Associate, who, "Y");
  return built;
}

TEST(Leads, A_pair_without_a_tie_has_a_score_a_reason_and_what_to_collect) {
  auto built = small();
  const auto report = ask(built);
  const auto found = std::ranges::find_if(
      report.leads, [&](const auto& lead) { return names_pair(lead, built.entity("A"), built.entity("B")); });
  ASSERT_NE(found, report.leads.end());
  EXPECT_NEAR(found->score, 1 / std::log(2.0) + 1 / std::log(5.0), 1e-12);
  EXPECT_THAT(found->reason,
              HasSubstr("Both are tied to Name of X (2 tied to it in all), Name of Y (5 tied to it in all)"));
  EXPECT_THAT(found->collect, Contains(HasSubstr("contact with each other")));
  EXPECT_NEAR(found->expected, 2 * 2 / 14.0, 1e-12);
}

TEST(Leads, Victims_are_in_no_pair_and_stand_under_a_pseudonym_where_others_share_them) {
  CaseBuilder built;
  built.tie(TieType::Threatens, "A", "V");
  built.tie(TieType::Harbours, "B", "V");
  built.tie(TieType::Associate, "A", "X");
  built.tie(TieType::Associate, "V2", "X");
  const auto hide = [&](const char* key, int number) {
    auto row = *built.snapshot.entities().find(built.entity(key));
    row.is_protected = true;
    row.pseudonym = number;
    built.put(row);
  };
  hide("V", 1);
  hide("V2", 2);
  for (const auto& measure : lead_measures()) {
    const auto report = ask(built, measure.measure);
    for (const auto& lead : report.leads)
      for (const char* victim : {"V", "V2"}) {
        EXPECT_NE(lead.a, built.entity(victim));
        EXPECT_NE(lead.b, built.entity(victim));
      }
  }
  const auto lead = ask(built).leads.at(0);
  EXPECT_TRUE(names_pair(lead, built.entity("A"), built.entity("B")));
  EXPECT_THAT(lead.reason, HasSubstr("V-01"));
  EXPECT_THAT(lead.reason, Not(HasSubstr("Name of V")));
  EXPECT_THAT(lead.collect, Contains(HasSubstr("what V-01 has already stated, before anybody asks again")));
}

TEST(Leads, Phones_and_values_in_common_count_the_more_the_rarer_they_are) {
  CaseBuilder built;
  built.entity("P", EntityKind::Phone);
  built.tie(TieType::Calls, "A", "P");
  built.tie(TieType::Calls, "B", "P");
  const auto give = [&](const char* key, const char* column, const char* value) {
    auto row = *built.snapshot.entities().find(built.entity(key));
    row.attributes.emplace_back(column, value);
    built.put(row);
  };
  for (const char* key : {"A", "B", "C"}) give(key, "passport_no", "K 1234567");
  for (const char* key : {"C", "D"}) give(key, "device", "yes");
  const auto report = ask(built, LeadMeasure::Rare);
  ASSERT_EQ(report.leads.size(), 3u);
  EXPECT_TRUE(names_pair(report.leads[0], built.entity("A"), built.entity("B")));
  EXPECT_NEAR(report.leads[0].score, 1 / std::log(2.0) + 1 / std::log(3.0), 1e-12);
  EXPECT_NEAR(report.leads[1].score, 1 / std::log(3.0), 1e-12);
  EXPECT_THAT(report.leads[0].reason, HasSubstr("passport no \"k 1234567\" (3 have it)"));
  EXPECT_THAT(report.leads[0].collect, Contains(HasSubstr("subscriber and call records of Name of P")));
}

TEST(Leads, A_victims_name_in_a_value_gives_way_to_the_pseudonym) {
  CaseBuilder built;
  auto victim = *built.snapshot.entities().find(built.entity("V"));
  victim.is_protected = true;
  victim.pseudonym = 7;
  built.put(victim);
  for (const char* key : {"A", "B"}) {
    auto row = *built.snapshot.entities().find(built.entity(key));
    row.attributes.emplace_back("saved_as", "Boss of Name of V");
    built.put(row);
  }
  const auto lead = ask(built, LeadMeasure::Rare).leads.at(0);
  EXPECT_THAT(lead.reason, HasSubstr("V-07"));
  EXPECT_EQ(lead.shared[0].value.find("name of v"), std::string::npos);
}

TEST(Leads, Corrected_for_degrees_only_pairs_with_two_in_common_count) {
  auto built = small();
  const auto report = ask(built, LeadMeasure::Preferential);
  ASSERT_EQ(report.leads.size(), 2u);
  EXPECT_TRUE(names_pair(report.leads[0], built.entity("A"), built.entity("B")));
  EXPECT_NEAR(report.leads[0].score, 2 / (4 / 14.0), 1e-12);
}

TEST(Leads, What_is_not_listed_is_counted) {
  auto built = small();
  const auto report = ask(built, LeadMeasure::ResourceAllocation, 1);
  EXPECT_EQ(report.leads.size(), 1u);
  EXPECT_EQ(report.count, 11u) << "the ten pairs of A, B, C, D, E, and X with Y";
}

} // namespace
} // namespace cuibono::app
