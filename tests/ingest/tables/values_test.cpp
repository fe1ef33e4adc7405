#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/mapping/values.h"

namespace cuibono::ingest {
namespace {

using ::testing::HasSubstr;

std::string day(std::string_view text, ValueRules rules = {}) {
  const auto moment = parse_moment(text, rules);
  return moment ? moment_text(*moment, rules) : "! " + moment.error();
}

ValueRules order(DateOrder order, Era era = Era::Unknown) {
  ValueRules rules;
  rules.date_order = order, rules.era = era;
  return rules;
}

TEST(Values, Dates_with_four_digits_of_year_first_need_no_order) {
  EXPECT_EQ(day("2024-12-31"), "2024-12-31");
  EXPECT_EQ(day("2012/3/22"), "2012-03-22");
  EXPECT_EQ(day("20241231"), "2024-12-31");
  EXPECT_EQ(day("2024-12"), "2024-12");
  EXPECT_EQ(day("12/2567"), "2024-12");
}

TEST(Values, Dates_follow_the_order_of_the_mapping) {
  EXPECT_EQ(day("01/02/2024", order(DateOrder::DayFirst)), "2024-02-01");
  EXPECT_EQ(day("01/02/2024", order(DateOrder::MonthFirst)), "2024-01-02");
  EXPECT_EQ(day("12-31-24", order(DateOrder::MonthFirst)), "2024-12-31");
  EXPECT_EQ(day("24.12.31", order(DateOrder::YearFirst)), "2024-12-31");
  EXPECT_EQ(day("31122024", order(DateOrder::DayFirst)), "2024-12-31");
  EXPECT_EQ(day("241231", order(DateOrder::YearFirst)), "2024-12-31");
}

TEST(Values, A_date_of_either_order_is_not_guessed) {
  EXPECT_THAT(day("01/02/2024"), HasSubstr("may begin with the day or the month"));
  EXPECT_EQ(day("31/12/2024"), "2024-12-31");
  EXPECT_EQ(day("12/31/2024"), "2024-12-31");
  EXPECT_EQ(day("05/05/2024"), "2024-05-05");
}

TEST(Values, A_date_against_the_order_is_wrong_and_not_turned_round) {
  EXPECT_THAT(day("12/31/2024", order(DateOrder::DayFirst)), HasSubstr("not a day that exists"));
  EXPECT_THAT(day("30/02/2024", order(DateOrder::DayFirst)), HasSubstr("not a day that exists"));
}

TEST(Values, Buddhist_years_are_543_later) {
  EXPECT_EQ(day("31/12/2567"), "2024-12-31");
  EXPECT_EQ(day("29/02/2567", order(DateOrder::DayFirst, Era::Buddhist)), "2024-02-29");
  EXPECT_EQ(day("31/12/67", order(DateOrder::DayFirst, Era::Buddhist)), "2024-12-31");
  EXPECT_THAT(day("31/12/2024", order(DateOrder::DayFirst, Era::Buddhist)), HasSubstr("cannot be one of the Buddhist Era"));
}

TEST(Values, Month_names_in_several_languages) {
  EXPECT_EQ(day("31 ธ.ค. 2567"), "2024-12-31");
  EXPECT_EQ(day("๓๑ ธันวาคม ๒๕๖๗"), "2024-12-31");
  EXPECT_EQ(day("1 มี.ค. 67", order(DateOrder::Unknown, Era::Buddhist)), "2024-03-01");
  EXPECT_EQ(day("Dec 31, 2024"), "2024-12-31");
  EXPECT_EQ(day("Tuesday 31 December 2024"), "2024-12-31");
  EXPECT_EQ(day("31-Dec-24"), "2024-12-31");
  EXPECT_EQ(day("31 Agustus 2024"), "2024-08-31");
  EXPECT_EQ(day("ngày 31 tháng 12 năm 2024"), "2024-12-31");
  EXPECT_EQ(day("៣១ ធ្នូ ២០២៤"), "2024-12-31");
  EXPECT_EQ(day("3 août 2024"), "2024-08-03");
}

TEST(Values, Times_are_kept_in_utc_where_a_zone_is_known) {
  EXPECT_EQ(day("2024-12-31T10:00:00Z"), "2024-12-31T10:00:00Z");
  EXPECT_EQ(day("2024-12-31T01:30:00+07:00"), "2024-12-30T18:30:00Z");
  EXPECT_EQ(day("2024-12-31 23:30"), "2024-12-31T23:30:00");
  auto rules = order(DateOrder::DayFirst);
  rules.zone = 420;
  EXPECT_EQ(day("01/01/2568 03.15 น.", rules), "2024-12-31T20:15:00Z");
  EXPECT_EQ(day("31/12/2024 10:05:59 PM", rules), "2024-12-31T15:05:59Z");
  EXPECT_EQ(day("20241231235959"), "2024-12-31T23:59:59");
}

TEST(Values, What_is_no_date_says_so) {
  for (const auto* text : {"", "12", "abc", "31/12", "99/99/9999x", "1.5", "2024-13-01", "10:00", "2024-12-31 25:00", "Deco 3 2024"})
    EXPECT_THAT(day(text), ::testing::StartsWith("! ")) << text;
}

TEST(Values, Serial_days_of_a_spreadsheet) {
  EXPECT_EQ(base::format_date(serial_day("45657").value_or(base::Date{})), "2024-12-31");
  EXPECT_EQ(base::format_date(serial_day("36526").value_or(base::Date{})), "2000-01-01");
  EXPECT_FALSE(serial_day("12"));
}

std::string amount(std::string_view text, char decimal = 0) {
  ValueRules rules;
  rules.decimal = decimal;
  const auto read = parse_amount(text, rules);
  if (!read) return "! " + read.error();
  return base::format_money(read->money) + (read->side == Side::Debit ? " debit" : read->side == Side::Credit ? " credit" : "");
}

TEST(Values, Amounts_in_the_writings_of_several_countries) {
  EXPECT_EQ(amount("1.234,56"), "1234.56");
  EXPECT_EQ(amount("1,234.56"), "1234.56");
  EXPECT_EQ(amount("1 234,56"), "1234.56");
  EXPECT_EQ(amount("1\xC2\xA0" "234,56"), "1234.56");
  EXPECT_EQ(amount("1'234.50"), "1234.50");
  EXPECT_EQ(amount("12,34,567.00"), "1234567");
  EXPECT_EQ(amount("1.234.567"), "1234567");
  EXPECT_EQ(amount("๑,๒๓๔.๕๖"), "1234.56");
  EXPECT_EQ(amount("1000"), "1000");
  EXPECT_EQ(amount(".5"), "0.50");
  EXPECT_EQ(amount("10.5000"), "10.50");
}

TEST(Values, Signs_stand_on_either_side) {
  EXPECT_EQ(amount("(500.00)"), "-500");
  EXPECT_EQ(amount("500.00-"), "-500");
  EXPECT_EQ(amount("-500.00"), "-500");
  EXPECT_EQ(amount("\xE2\x88\x92" "500.00"), "-500");
  EXPECT_EQ(amount("+500.00"), "500");
  EXPECT_EQ(amount("500.00 CR"), "500 credit");
  EXPECT_EQ(amount("500.00 Dr."), "500 debit");
}

TEST(Values, Currencies_beside_an_amount_are_no_part_of_it) {
  for (const auto* text : {"฿1,500.00", "1,500.00 บาท", "THB 1,500.00", "1,500.00THB", "$1,500.00", "-(€1,500.00)", "Rp 1,500.00"})
    EXPECT_THAT(amount(text), HasSubstr("1500")) << text;
}

TEST(Values, A_separator_that_may_be_either_is_not_guessed) {
  EXPECT_THAT(amount("1,234"), HasSubstr("decimal point or thousands"));
  EXPECT_EQ(amount("1,234", '.'), "1234");
  EXPECT_THAT(amount("1,234", ','), HasSubstr("more than two decimals"));
  EXPECT_EQ(separator_of("1,234"), Separator::Either);
  EXPECT_EQ(separator_of("1,23"), Separator::CommaIsDecimal);
  EXPECT_EQ(separator_of("1.234.567"), Separator::CommaIsDecimal);
  EXPECT_EQ(separator_of("1234"), Separator::None);
}

TEST(Values, A_separator_out_of_place_is_wrong) {
  for (const auto* text : {"1,23", "12,3456.00", "1,,234.00", ",500.00", "1.2.3"}) EXPECT_THAT(amount(text, '.'), ::testing::StartsWith("! ")) << text;
  EXPECT_THAT(amount("50.5", ','), ::testing::StartsWith("! "));
  EXPECT_THAT(amount("10.555", '.'), HasSubstr("more than two decimals"));
  for (const auto* text : {"", "-", "THB", "abc", "12 apples", "1e5"}) EXPECT_THAT(amount(text), ::testing::StartsWith("! ")) << text;
}

TEST(Values, Durations_in_seconds_or_as_a_clock) {
  EXPECT_EQ(parse_duration("125").value_or(-1), 125);
  EXPECT_EQ(parse_duration("2:05").value_or(-1), 125);
  EXPECT_EQ(parse_duration("01:02:05").value_or(-1), 3725);
  EXPECT_EQ(parse_duration("12 s").value_or(-1), 12);
  EXPECT_EQ(parse_duration("12.0").value_or(-1), 12);
  for (const auto* text : {"", "1:", "1:2:3:4", "x", "-5"}) EXPECT_FALSE(parse_duration(text)) << text;
}

} // namespace
} // namespace cuibono::ingest
