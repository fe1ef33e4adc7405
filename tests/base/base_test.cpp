#include <gtest/gtest.h>

#include <filesystem>
#include <limits>

#include "base/date.h"
#include "base/error.h"
#include "base/file.h"
#include "base/money.h"
#include "base/sha256.h"
#include "base/text.h"

namespace cuibono::base {
namespace {

TEST(Date, Keeps_the_precision_it_was_given) {
  for (const char* text : {"2031", "2031-02", "2031-02-28", "2032-02-29", "0001-01-01"}) {
    const auto date = parse_date(text);
    ASSERT_TRUE(date.has_value()) << text;
    EXPECT_EQ(format_date(*date), text);
  }
}

TEST(Date, Refuses_days_that_do_not_exist_and_other_spellings) {
  for (const char* text : {"", "31", "2031-13", "2031-00", "2031-02-29", "2031-02-3", "2031/02/03", "0000", "2031-02-28 ", "-031-01-01"})
    EXPECT_EQ(parse_date(text), std::nullopt) << text;
}

TEST(Date, Day_numbers_count_from_1970_and_back) {
  EXPECT_EQ(day_number({1970, 1, 1}), 0);
  EXPECT_EQ(day_number({2000, 3, 1}), 11017); // 30 years with 7 leap days, then 31 + 29
  EXPECT_EQ(date_from_day_number(11017), (Date{2000, 3, 1}));
}

TEST(Money, Reads_and_writes_whole_cents) {
  EXPECT_EQ(parse_money("1200"), Money{120000});
  EXPECT_EQ(parse_money("-3.5"), Money{-350});
  EXPECT_EQ(parse_money(".07"), Money{7});
  EXPECT_EQ(format_money(Money{120000}), "1200");
  EXPECT_EQ(format_money(Money{-350}), "-3.50");
  EXPECT_EQ(format_money_grouped(Money{190400000}), "1,904,000");
  EXPECT_EQ(format_money_grouped(Money{-123456}), "-1,234.56");
  EXPECT_EQ(format_money_grouped(Money{99}), "0.99");
}

TEST(Money, Refuses_what_is_not_a_plain_amount) {
  for (const char* text : {"", "-", ".", "1,200", "12,50", "1.234", "1e3", "nan", " 1", "1000000000000001"})
    EXPECT_EQ(parse_money(text), std::nullopt) << text;
}

// 92 rows of the largest amount come to less than 2^63 - 1 cents, 93 to more.
TEST(Money, Sums_of_the_largest_amounts_stop_at_the_end_of_the_range_on_either_side) {
  Money up, down;
  for (int row = 0; row < 200; ++row) up += Money{kLargestAmountCents}, down -= Money{kLargestAmountCents};
  EXPECT_EQ(up.cents, std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(down.cents, -up.cents);
  EXPECT_EQ((down - up).cents, down.cents);
  EXPECT_EQ((up - Money{1}).cents, up.cents - 1); // what fits is exact
  EXPECT_EQ(format_money(down), "-92233720368547758.07");
  Money all_but;
  for (int row = 0; row < 92; ++row) all_but += Money{kLargestAmountCents};
  EXPECT_EQ(all_but.cents, 92 * kLargestAmountCents);
}

TEST(Text, Lists_are_split_trimmed_and_without_empty_parts) {
  EXPECT_EQ(split_list(" E01; E02;;"), (std::vector<std::string>{"E01", "E02"}));
  EXPECT_TRUE(split_list(" ; ").empty());
}

TEST(Text, Tells_utf8_from_other_bytes) {
  EXPECT_TRUE(is_valid_utf8("plain, \xC3\xA9, \xE1\x9E\x81, \xF0\x9F\x98\x80"));
  EXPECT_FALSE(is_valid_utf8("\xE9"));             // Latin-1
  EXPECT_FALSE(is_valid_utf8("\xC0\xAF"));         // overlong
  EXPECT_FALSE(is_valid_utf8("\xED\xA0\x80"));     // a surrogate
  EXPECT_FALSE(is_valid_utf8("\xF4\x90\x80\x80")); // beyond Unicode
  EXPECT_FALSE(is_valid_utf8("ab\xC3"));           // cut short
}

TEST(Sha256, Meets_the_published_vectors) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Error, Is_one_line_that_says_what_where_and_what_to_do) {
  EXPECT_EQ(sentence({ErrorKind::Input, "the amount is\nmissing", "ties.csv, row 3", "fill it in"}),
            "the amount is missing (ties.csv, row 3); fill it in.");
  EXPECT_EQ(exit_code(ErrorKind::Refused), 4);
}

TEST(File, A_write_that_cannot_be_finished_leaves_nothing) {
  const auto folder = std::filesystem::temp_directory_path() / "cuibono_base_test";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder / "target_is_a_folder" / "inside");
  EXPECT_FALSE(write_file(folder / "target_is_a_folder", "text").has_value());
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder), {}), 1);
  ASSERT_TRUE(write_file(folder / "whole", "text").has_value());
  EXPECT_EQ(read_file(folder / "whole"), "text");
  EXPECT_FALSE(read_file(folder / "whole", 3).has_value());
  std::filesystem::remove_all(folder);
}

} // namespace
} // namespace cuibono::base
