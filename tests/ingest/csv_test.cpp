#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/csv.h"

namespace cuibono::ingest {
namespace {

using ::testing::ElementsAre;
using Rows = std::vector<std::vector<std::string>>;

// Every row, a rejected one as {"!", line, reason}.
Rows read_all(std::string text, char delimiter = ',') {
  CsvReader reader(text, delimiter);
  Rows rows;
  for (;;) {
    std::vector<std::string_view> cells;
    const auto outcome = reader.next(cells);
    if (outcome == CsvReader::Outcome::End) return rows;
    if (outcome == CsvReader::Outcome::Rejected) rows.push_back({"!", std::to_string(reader.line()), reader.reason()});
    else rows.emplace_back(cells.begin(), cells.end());
  }
}

TEST(Csv, Quotes_hold_delimiters_doubled_quotes_and_line_ends) {
  EXPECT_EQ(read_all("a,\"b,c\",\"say \"\"hi\"\"\"\n\"two\r\nlines\",,x\n"), (Rows{{"a", "b,c", "say \"hi\""}, {"two\r\nlines", "", "x"}}));
}

TEST(Csv, Rows_end_with_lf_crlf_cr_or_the_file) {
  EXPECT_EQ(read_all("a,b\r\nc,d\re,f\ng,h"), (Rows{{"a", "b"}, {"c", "d"}, {"e", "f"}, {"g", "h"}}));
}

TEST(Csv, Lines_without_a_character_are_passed_over) { EXPECT_EQ(read_all("\n\na\n\r\n\nb\n\n"), (Rows{{"a"}, {"b"}})); }

TEST(Csv, Empty_cells_are_cells) { EXPECT_EQ(read_all(",\n\"\",\n,,"), (Rows{{"", ""}, {"", ""}, {"", "", ""}})); }

TEST(Csv, A_quote_inside_a_plain_cell_is_itself) { EXPECT_EQ(read_all("5\" pipe,x\"\"y\n"), (Rows{{"5\" pipe", "x\"\"y"}})); }

TEST(Csv, The_line_of_a_row_is_where_it_begins) {
  std::string text = "h\n\"a\nb\nc\"\nd\n";
  CsvReader reader(text, ',');
  std::vector<std::string_view> cells;
  std::vector<std::uint64_t> lines;
  while (reader.next(cells) != CsvReader::Outcome::End) lines.push_back(reader.line());
  EXPECT_THAT(lines, ElementsAre(1, 2, 5));
}

TEST(Csv, A_quote_that_is_never_closed_rejects_what_it_swallows) {
  const auto rows = read_all("a,b\n1,\"open\n2,x\n3,y");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[1], (std::vector<std::string>{"!", "2", "a quote is opened and never closed, so that lines 2 to 4 could not be read"}));
}

TEST(Csv, Text_after_a_closing_quote_rejects_that_row_only) {
  const auto rows = read_all("\"a\"b,c\nd,e\n");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_THAT(rows[0][2], ::testing::HasSubstr("after a closing quote"));
  EXPECT_EQ(rows[1], (std::vector<std::string>{"d", "e"}));
}

TEST(Csv, A_nul_byte_rejects_that_row_only) {
  const auto rows = read_all(std::string("a,b\0c\nd,e\n", 10));
  EXPECT_THAT(rows[0][2], ::testing::HasSubstr("NUL"));
  EXPECT_EQ(rows[1], (std::vector<std::string>{"d", "e"}));
}

TEST(Csv, A_row_beyond_the_limits_is_rejected_and_reading_goes_on) {
  const auto longest = read_all(std::string(kLongestRow + 1, 'x') + "\nok\n");
  EXPECT_THAT(longest[0][2], ::testing::HasSubstr("longer than"));
  EXPECT_EQ(longest[1], (std::vector<std::string>{"ok"}));
  const auto widest = read_all(std::string(5000, ',') + "\nok\n");
  EXPECT_THAT(widest[0][2], ::testing::HasSubstr("more than 2000 cells"));
  EXPECT_EQ(widest[1], (std::vector<std::string>{"ok"}));
}

TEST(Csv, The_delimiter_is_found_in_the_header_outside_quotes) {
  EXPECT_EQ(find_delimiter("a,b;c,d\n;;;;;;"), ',');
  EXPECT_EQ(find_delimiter("\"a,b,c\";d\n"), ';');
  EXPECT_EQ(find_delimiter("\n\na\tb\n"), '\t');
  EXPECT_EQ(find_delimiter("a|b|c"), '|');
  EXPECT_EQ(find_delimiter("single"), ',');
}

TEST(Encoding, A_byte_order_mark_is_taken_off) { EXPECT_EQ(decode_text("\xEF\xBB\xBFid").utf8, "id"); }

TEST(Encoding, Utf_16_is_read_in_both_orders_with_surrogate_pairs) {
  // "é" U+00E9 and U+1F600, whose UTF-8 is C3 A9 and F0 9F 98 80.
  EXPECT_EQ(decode_text(std::string("\xFF\xFE\xE9\x00\x3D\xD8\x00\xDE", 8)).utf8, "\xC3\xA9\xF0\x9F\x98\x80");
  EXPECT_EQ(decode_text(std::string("\xFE\xFF\x00\xE9\xD8\x3D\xDE\x00", 8)).utf8, "\xC3\xA9\xF0\x9F\x98\x80");
  EXPECT_EQ(decode_text(std::string("\xFE\xFF\xD8\x3D\x00\x41", 6)).utf8, "\xEF\xBF\xBD\x41");
}

TEST(Encoding, Bytes_that_are_not_utf_8_are_windows_1252_and_that_is_said) {
  const auto decoded = decode_text("caf\xE9 \x80");
  EXPECT_EQ(decoded.utf8, "caf\xC3\xA9 \xE2\x82\xAC");
  EXPECT_THAT(decoded.remark, ::testing::HasSubstr("Windows-1252"));
  EXPECT_EQ(decode_text("caf\xC3\xA9").remark, "");
}

TEST(CsvWriter, Only_cells_that_need_quotes_get_them_and_nothing_is_changed) {
  std::string out;
  append_csv_row(out, {"+66 12", "=1+1", "a,b", "say \"hi\"", "two\nlines", " blank ", "", "-3"});
  EXPECT_EQ(out, "+66 12,=1+1,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\" blank \",,-3\n");
  EXPECT_EQ(read_all(out), (Rows{{"+66 12", "=1+1", "a,b", "say \"hi\"", "two\nlines", " blank ", "", "-3"}}));
}

} // namespace
} // namespace cuibono::ingest
