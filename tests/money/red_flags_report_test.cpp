// What holds for every rule: who is protected, what is left out and said so, order and caps.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "money/red_flags_words.h"
#include "red_flag_case.h"

namespace cuibono {
namespace {

using ::testing::Contains;
using ::testing::Each;
using testing::FlagCase;
using ::testing::HasSubstr;

testing::Details pay() { return {.payment_class = model::PaymentClass::Salary}; }

FlagCase quick(const std::string& worker) {
  return FlagCase().pay("FIRM", worker, 1000, 0, pay()).pay(worker, "X", 1000, 1);
}

TEST(RedFlags, A_victims_account_goes_to_the_safeguarding_list_alone) {
  auto built = quick("A");
  built.account("A", {"W"}).role("W", model::Role::Victim);
  const auto report = testing::flags(built.snapshot, 1);
  EXPECT_TRUE(report.hits.empty());
  ASSERT_EQ(report.safeguarding.size(), 1u);
  EXPECT_EQ(report.safeguarding[0].victim, built.entity("W"));
  EXPECT_EQ(report.outcomes[0].safeguarding, 1u);
}

TEST(RedFlags, An_account_that_is_only_said_to_be_a_victims_is_protected_too) {
  auto built = FlagCase();
  built.entity("A", model::EntityKind::Account);
  built.pay("FIRM", "A", 1000, 0, pay()).pay("A", "X", 1000, 1);
  built.role("W", model::Role::Victim).tie(model::TieType::HoldsAccount, "W", "A", {});
  const auto report = testing::flags(built.snapshot, 1);
  EXPECT_TRUE(report.hits.empty());
  ASSERT_EQ(report.safeguarding.size(), 1u);
  EXPECT_EQ(report.safeguarding[0].victim, built.entity("W"));
}

TEST(RedFlags, Customers_who_share_a_phone_with_a_victim_are_a_matter_of_safeguarding) {
  FlagCase built;
  built.account("A1", {"C1"}).account("A2", {"C2"}).account("A3", {"W"}).role("W", model::Role::Victim);
  built.tie(model::TieType::SamePhone, "C1", "C2");
  built.tie(model::TieType::SamePhone, "C2", "W");
  const auto report = testing::flags(built.snapshot, 3);
  EXPECT_TRUE(report.hits.empty());
  ASSERT_EQ(report.safeguarding.size(), 1u);
  EXPECT_EQ(report.safeguarding[0].victim, built.entity("W"));
}

TEST(RedFlags, Two_accounts_of_one_holder_are_one_party) {
  FlagCase built;
  built.account("A1", {"W"}).account("A2", {"W"});
  built.pay("FIRM", "A1", 1000, 0, pay()).pay("A1", "A2", 1000, 1);
  EXPECT_TRUE(testing::flags(built.snapshot, 1).hits.empty());
  EXPECT_THAT(testing::flags(built.snapshot, 1).remarks,
              Contains(HasSubstr("1 payment was left out: it goes from a holder to the same holder")));
  built.pay("A2", "X", 1000, 2);
  EXPECT_EQ(testing::flags(built.snapshot, 1).hits.size(), 1u);
}

TEST(RedFlags, What_no_exhibit_supports_or_has_no_day_takes_no_part_and_is_counted) {
  auto built = quick("W");
  built.put([&] {
    auto row = built.snapshot.payments().rows()[1];
    row.citations.clear();
    return row;
  }());
  EXPECT_TRUE(testing::flags(built.snapshot, 1).hits.empty());
  EXPECT_THAT(testing::flags(built.snapshot, 1).remarks,
              Contains(HasSubstr("1 payment was left out: no exhibit supports it")));

  auto undated = quick("W");
  undated.put([&] {
    auto row = undated.snapshot.payments().rows()[1];
    row.date = {2031, 1, 0};
    return row;
  }());
  EXPECT_TRUE(testing::flags(undated.snapshot, 1).hits.empty());
  EXPECT_THAT(testing::flags(undated.snapshot, 1).remarks, Contains(HasSubstr("its day is not known")));
}

TEST(RedFlags, A_threshold_without_a_rate_is_skipped_aloud) {
  const auto hotel = [] { return FlagCase().pay("P", "H", 90'000, 0, {.purpose = "hotel"}); };
  const auto report = testing::flags(hotel().snapshot, 13);
  EXPECT_TRUE(report.hits.empty());
  EXPECT_FALSE(report.outcomes[0].applied);
  EXPECT_THAT(report.outcomes[0].why_not, HasSubstr("sum_above is in AUD and the case states no rate for AUD"));

  auto dear = hotel(); // 2,000 AUD at 50 are 100,000
  dear.setting("fx:AUD", "50");
  EXPECT_TRUE(testing::flags(dear.snapshot, 13).outcomes[0].applied);
  EXPECT_TRUE(testing::flags(dear.snapshot, 13).hits.empty());
  auto cheap = hotel(); // at 40, 80,000
  cheap.setting("fx:AUD", "40");
  EXPECT_EQ(testing::flags(cheap.snapshot, 13).hits.size(), 1u);
}

TEST(RedFlags, A_threshold_is_converted_at_the_rate_of_the_day) {
  FlagCase built;
  built.setting("fx:AUD@2031-01-01", "40").setting("fx:AUD@2031-06-01", "50");
  built.pay("P", "H", 90'000, 10, {.purpose = "hotel"}).pay("P", "H", 90'000, 200, {.purpose = "hotel"});
  const auto report = testing::flags(built.snapshot, 13);
  ASSERT_EQ(report.hits.size(), 1u);
  EXPECT_EQ(report.hits[0].from, testing::day(10));
}

TEST(RedFlags, A_payment_in_a_currency_without_a_rate_is_left_out_and_counted) {
  auto built = quick("W").pay("FIRM", "W", 5, 2, {.currency = "USD"});
  EXPECT_THAT(testing::flags(built.snapshot, 1).remarks,
              Contains(HasSubstr("1 payment was left out: the case states no rate for USD")));
}

TEST(RedFlags, Payments_in_another_currency_count_at_the_cases_rate) {
  FlagCase built;
  built.setting("fx:USD", "30");
  built.pay("FIRM", "W", 100, 0, {.payment_class = model::PaymentClass::Salary, .currency = "USD"})
      .pay("W", "X", 2400, 1);
  const auto report = testing::flags(built.snapshot, 1); // 2,400 of 3,000
  ASSERT_EQ(report.hits.size(), 1u);
  EXPECT_EQ(report.hits[0].amount.cents, 240'000);
}

TEST(RedFlags, The_larger_amount_comes_first_and_a_cap_is_said_aloud) {
  FlagCase built;
  for (int i = 1; i <= 5; ++i)
    built.pay("FIRM", "W" + std::to_string(i), 1000 * i, 0, pay()).pay("W" + std::to_string(i), "X", 1000 * i, 1);
  const auto report = testing::flags(built.snapshot, 1, {}, {.hits_a_rule = 2, .rows_a_hit = 1});
  ASSERT_EQ(report.hits.size(), 2u);
  EXPECT_EQ(report.hits[0].subject, built.entity("W5"));
  EXPECT_EQ(report.hits[1].subject, built.entity("W4"));
  EXPECT_EQ(report.hits[0].payments.size(), 1u);
  EXPECT_EQ(report.hits[0].payments_in_all, 2u);
  EXPECT_EQ(report.outcomes[0].hits, 5u);
  EXPECT_THAT(report.remarks, Contains("rule 1: the first 2 of 5 hits are listed"));
}

TEST(RedFlags, An_empty_case_says_of_every_rule_why_it_was_not_applied) {
  const auto report = testing::flags(testing::CaseBuilder().snapshot);
  ASSERT_EQ(report.outcomes.size(), 22u);
  for (const auto& outcome : report.outcomes)
    EXPECT_FALSE(outcome.applied || outcome.why_not.empty()) << report.rules[outcome.rule].id;
}

TEST(RedFlags, A_stop_is_said_of_every_rule_that_it_left_out) {
  base::Progress progress;
  std::stop_source source;
  progress.stop = source.get_token();
  source.request_stop();
  const auto report = money::red_flags(quick("W").snapshot, testing::shipped_rules(), "default", progress);
  EXPECT_TRUE(report.hits.empty());
  for (const auto& outcome : report.outcomes) EXPECT_THAT(outcome.why_not, HasSubstr("stopped"));
}

TEST(RedFlags, No_sentence_of_a_hit_names_anybody) {
  auto built = quick("W");
  built.account("A", {"W"});
  for (const auto& hit : testing::flags(built.snapshot).hits) {
    EXPECT_THAT(hit.what, ::testing::Not(HasSubstr("Name of")));
    EXPECT_THAT(hit.missing, Each(::testing::Not(HasSubstr("Name of"))));
  }
}

TEST(WordMatcher, Words_match_whole_beginnings_with_a_star_and_anywhere_in_scripts_without_spaces) {
  const money::WordMatcher matcher({{"ads", "hotel*"}, {"酒店"}, {"bus fare", "us"}});
  EXPECT_EQ(matcher.match("ADS"), 1u);
  EXPECT_EQ(matcher.match("roads"), 0u);
  EXPECT_EQ(matcher.match("hotels"), 1u);
  EXPECT_EQ(matcher.match("xhotels"), 0u);
  EXPECT_EQ(matcher.match("付酒店費"), 2u);
  EXPECT_EQ(matcher.match("bus fare to the hotel"), 5u);
  EXPECT_EQ(matcher.match("bus"), 0u);
  EXPECT_EQ(matcher.match("for us"), 4u);
  EXPECT_EQ(matcher.match(""), 0u);
  EXPECT_EQ(matcher.match("\xff\xc3"), 0u);
}

TEST(WordMatcher, A_letter_beyond_ascii_is_a_letter) {
  const money::WordMatcher matcher({{"lohn"}, {"löhne"}});
  EXPECT_EQ(matcher.match("Löhne"), 2u);
  EXPECT_EQ(matcher.match("LÖHNE"), 2u);
  EXPECT_EQ(matcher.match("élohn"), 0u);
  EXPECT_EQ(matcher.match("lohné"), 0u);
}

} // namespace
} // namespace cuibono
