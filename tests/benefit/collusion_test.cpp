// Officials in invented cases small enough to count by hand.

#include "benefit/collusion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "case_builder.h"

namespace cuibono::benefit {
namespace {

using model::EntityKind;
using model::PaymentClass;
using model::Role;
using model::TieType;
using testing::CaseBuilder;

model::Date date(const std::string& text) { return *base::parse_date(text); }

Collusion find(const CaseBuilder& built, std::map<EntityId, double> shares = {}) {
  base::Progress progress;
  auto found = collusion(built.snapshot, shares, 999, 1, progress);
  EXPECT_TRUE(found);
  return *found;
}

void on(CaseBuilder& built, TieType type, const std::string& from, const std::string& to, const std::string& day,
        std::initializer_list<std::string> exhibits = {"X1"}) {
  auto& tie = built.tie(type, from, to, exhibits);
  tie.from = tie.to = date(day);
}

void paid(CaseBuilder& built, const std::string& from, const std::string& to, const std::string& day,
          std::initializer_list<std::string> exhibits = {"X1"}) {
  const auto payer = built.entity(from), payee = built.entity(to);
  built.put(model::Payment{.date = date(day),
                           .payer = payer,
                           .payee = payee,
                           .amount = {600000},
                           .payment_class = PaymentClass::Protection,
                           .citations = built.cite(exhibits)});
}

// An inspector P with a spouse W who has an account; a firm E owned by O. Three inspections in a year.
CaseBuilder port() {
  CaseBuilder built;
  built.setting("window_from", "2031-01-01").setting("window_to", "2031-12-31");
  built.entity("E", EntityKind::Company), built.entity("ACC", EntityKind::Account),
      built.entity("A1", EntityKind::Account);
  built.owns("O", "E", 1).tie(TieType::HoldsAccount, "E", "A1");
  built.tie(TieType::Family, "P", "W", {}), built.tie(TieType::HoldsAccount, "W", "ACC");
  for (const char* day : {"2031-03-12", "2031-06-11", "2031-09-10"})
    on(built, TieType::Inspects, "P", "E", day, {"REPORT"});
  return built;
}

TEST(Collusion, Payments_to_a_relatives_account_within_two_days_of_an_inspection_are_counted) {
  auto built = port();
  paid(built, "A1", "ACC", "2031-03-10"), paid(built, "A1", "ACC", "2031-06-13"),
      paid(built, "A1", "ACC", "2031-06-14");
  const auto found = find(built);
  ASSERT_EQ(found.officials.size(), 1u);
  const auto& payments = found.officials[0].payments;
  EXPECT_EQ(payments.total, 3u);
  EXPECT_EQ(payments.near, 2u) << "two days before and two days after; three days is too far";
  EXPECT_EQ(payments.inspections, 2u);
  EXPECT_EQ(payments.amount.cents, 1800000);
  EXPECT_EQ(payments.amount_near.cents, 1200000);
  ASSERT_EQ(found.officials[0].circle.size(), 1u);
  EXPECT_EQ(found.officials[0].circle[0].via, "family");
  EXPECT_FALSE(found.officials[0].circle[0].supported) << "no exhibit shows the marriage, and it says so";
}

TEST(Collusion, What_others_pay_what_no_exhibit_shows_and_what_has_no_day_is_set_aside_aloud) {
  auto built = port();
  paid(built, "STATE", "P", "2031-03-12"), paid(built, "A1", "ACC", "2031-03-12", {}),
      paid(built, "A1", "ACC", "2031-03");
  const auto found = find(built);
  EXPECT_EQ(found.officials[0].payments.total, 0u);
  EXPECT_THAT(found.remarks,
              ::testing::ElementsAre(::testing::HasSubstr("no shown tie"), ::testing::HasSubstr("no exhibit supports"),
                                     ::testing::HasSubstr("not dated to one day")));
}

TEST(Collusion, Calls_on_the_day_and_the_two_days_before_count_and_those_after_do_not) {
  auto built = port();
  on(built, TieType::Calls, "P", "O", "2031-03-10"), on(built, TieType::Calls, "O", "P", "2031-06-11");
  on(built, TieType::Calls, "P", "O", "2031-09-11"), on(built, TieType::Calls, "P", "O", "2031-09-07");
  on(built, TieType::Calls, "P", "STRANGER", "2031-09-09");
  const auto found = find(built);
  const auto& calls = found.officials[0].calls;
  EXPECT_EQ(calls.total, 4u);
  EXPECT_EQ(calls.near, 2u);
  EXPECT_EQ(calls.inspections, 2u);
  ASSERT_TRUE(calls.test);
  EXPECT_LT(calls.test->p, .05);
  EXPECT_EQ(found.tests, 1u);
  EXPECT_DOUBLE_EQ(calls.p_holm, calls.test->p) << "one test pays for itself only";
}

TEST(Collusion, Every_test_of_the_case_pays_for_the_others) {
  auto built = port();
  on(built, TieType::Calls, "P", "O", "2031-03-11"), paid(built, "A1", "ACC", "2031-03-13");
  const auto found = find(built);
  EXPECT_EQ(found.tests, 2u);
  const auto& official = found.officials[0];
  const double least = std::min(official.calls.test->p, official.payments.test->p);
  EXPECT_NEAR(std::min(official.calls.p_holm, official.payments.p_holm), std::min(1.0, 2 * least), 1e-12);
}

TEST(Collusion, Two_inspections_are_too_few_to_test_and_are_counted_all_the_same) {
  CaseBuilder built;
  built.entity("E", EntityKind::Company), built.owns("O", "E", 1);
  on(built, TieType::Inspects, "P", "E", "2031-03-12"), on(built, TieType::Inspects, "P", "E", "2031-06-11");
  auto& vague = built.tie(TieType::Inspects, "P", "E");
  vague.from = date("2031-09");
  on(built, TieType::Calls, "P", "O", "2031-03-11");
  const auto found = find(built);
  const auto& official = found.officials[0];
  EXPECT_EQ(official.calls.near, 1u);
  EXPECT_EQ(official.calls.inspections, 1u);
  EXPECT_FALSE(official.calls.test);
  EXPECT_EQ(official.calls.no_test_because, "fewer than 3 dated inspections");
  EXPECT_EQ(official.undated_inspections, 1u);
}

TEST(Collusion, A_vote_is_told_by_the_words_of_its_exhibit) {
  CaseBuilder built;
  built.entity("E", EntityKind::Company);
  const auto id = built.exhibit("MINUTES");
  auto minutes = *built.snapshot.exhibits().find(id);
  minutes.title = "Three licence renewals voted";
  built.put(minutes);
  built.tie(TieType::Protects, "P", "E", {"MINUTES"}).count = 3;
  const auto official = find(built, {{built.entity("P"), .25}}).officials.at(0);
  ASSERT_EQ(official.protections.size(), 1u);
  EXPECT_TRUE(official.protections[0].vote);
  EXPECT_EQ(official.protections[0].count, 3);
  EXPECT_EQ(official.share, .25);
}

TEST(Collusion, An_officials_own_report_is_held_against_what_other_sources_support) {
  auto built = port();
  const auto row = [&](const char* victim, const char* indicator, const char* finding, const char* exhibit) {
    built.put(model::Indicator{.victim = built.entity(victim),
                               .establishment = built.entity("E"),
                               .indicator = indicator,
                               .finding = finding,
                               .citations = built.cite({exhibit})});
  };
  row("V1", "Isolation", "contradicted", "REPORT"), row("V1", "Isolation", "supported", "FORM");
  row("V2", "Isolation", "contradicted", "REPORT"), row("V2", "Deception", "supported", "FORM");
  row("V3", "Isolation", "contradicted", "OTHER");
  const auto found = find(built).officials.at(0).contradictions;
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].indicators, 2u) << "the third is another's report";
  EXPECT_EQ(found[0].supported_by_others, 1u);
  EXPECT_THAT(found[0].what, ::testing::ElementsAre("Isolation"));
  EXPECT_THAT(found[0].others, ::testing::ElementsAre(model::find_exhibit(built.snapshot, "FORM")->id));
}

TEST(Collusion, A_victim_is_in_nobodys_circle) {
  auto built = port();
  built.tie(TieType::Family, "P", "V"), built.role("V", Role::Victim);
  EXPECT_EQ(find(built).officials[0].circle.size(), 1u);
}

} // namespace
} // namespace cuibono::benefit
