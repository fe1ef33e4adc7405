#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/import_helpers.h"
#include "ingest/tables/encoding.h"
#include "ingest/tables/layout.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

Draft sheets(std::string_view bytes, const std::string& name = "sheet.csv") {
  const Folder folder;
  ReadOptions options;
  options.keep_sheets = true;
  base::Progress progress;
  const auto draft = read_paths({folder.file(name, bytes)}, {}, progress, options);
  EXPECT_TRUE(draft) << (draft ? "" : base::sentence(draft.error()));
  return draft.value_or(Draft{});
}

std::vector<std::string> row(const Draft& draft, std::size_t i) {
  if (draft.tables.empty() || i >= draft.tables[0].rows()) return {"(no such row)"};
  const auto cells = draft.tables[0].row(i);
  return {cells.begin(), cells.end()};
}

TEST(Delimited, The_delimiter_is_the_one_that_cuts_all_rows_alike) {
  EXPECT_EQ(find_layout("Date;Amount\n2031-01-01;12,50\n2031-01-02;3,20\n").delimiter, ';');
  EXPECT_EQ(find_layout("Note, with commas, in the first line\nDate|Amount\n1|2\n3|4\n").delimiter, '|');
  EXPECT_EQ(find_layout("a\tb\n1,5\t2\n2,5\t3\n").delimiter, '\t');
  EXPECT_EQ(find_layout("a:b:c\n1:2:3\n4:5:6\n").delimiter, ':');
  EXPECT_EQ(find_layout("Source Target Type\nAnn Ben \"a b\"\n").delimiter, ' ');
  EXPECT_EQ(find_layout("time,n\n10:00:00,1\n11:00:00,2\n").delimiter, ',');
}

TEST(Delimited, Single_quotes_enclose_where_there_are_no_double_ones) {
  const auto draft = sheets("'Name','Sum'\n'Doe, Ann','12,50'\n'It''s','3'\n");
  EXPECT_THAT(row(draft, 0), ElementsAre("Doe, Ann", "12,50"));
  EXPECT_THAT(row(draft, 1), ElementsAre("It's", "3"));
}

TEST(Delimited, Lines_above_the_header_are_kept_beside_the_sheet) {
  const auto draft = sheets("Some Bank\nAccount,123\nPeriod,January\n\nDate,Amount,Note\n2031-01-01,5.00,a\n2031-01-02,6.00,b\n");
  ASSERT_EQ(draft.tables.size(), 1u);
  EXPECT_EQ(draft.tables[0].columns, (std::vector<std::string>{"Date", "Amount", "Note"}));
  EXPECT_EQ(draft.tables[0].around, (std::vector<std::vector<std::string>>{{"Some Bank"}, {"Account", "123"}, {"Period", "January"}}));
  EXPECT_EQ(draft.tables[0].row_numbers, (std::vector<std::uint64_t>{6, 7}));
}

TEST(Delimited, Account_data_padded_to_the_width_of_the_table_is_no_header) {
  const auto draft = sheets("Account;123;;;\nOwner;Some Company;;;\nDate;Text;Out;In;Balance\n2031-01-01;a;1;;9\n2031-01-02;b;;2;11\n");
  EXPECT_EQ(draft.tables[0].columns[4], "Balance");
  EXPECT_EQ(draft.tables[0].rows(), 2u);
}

TEST(Delimited, Short_lines_below_the_table_are_kept_beside_it_and_others_are_issues) {
  const auto draft = sheets("Date,Amount,Note\n2031-01-01,5.00,a\n2031-01-02,6.00\n2031-01-03,7.00,c\nTotal,18.00\n");
  EXPECT_EQ(draft.tables[0].rows(), 2u);
  ASSERT_EQ(draft.issues.size(), 1u);
  EXPECT_EQ(draft.issues[0].row, 3u);
  EXPECT_EQ(draft.tables[0].around, (std::vector<std::vector<std::string>>{{"Total", "18.00"}}));
}

TEST(Delimited, Rows_without_a_header_get_numbered_columns) {
  const auto draft = sheets("1;22;770000000;2013-12-16 07:30:30;42.3987\n1;11;770000000;2013-12-16 08:30:30;42.1534\n");
  EXPECT_EQ(draft.tables[0].columns[3], "column 4");
  EXPECT_EQ(draft.tables[0].rows(), 2u);
  EXPECT_THAT(draft.remarks.at(0), HasSubstr("has no header"));
}

TEST(Delimited, A_header_that_is_a_table_s_still_makes_that_table) {
  EXPECT_EQ(sheets("source;target\na;b\n").tables[0].table, "ties");
  EXPECT_EQ(sheets("exported,today\n\npayer,payee,amount\na,b,1\nc,d,2\n").tables[0].table, "payments");
  EXPECT_EQ(sheets("Date,Amount\n2031-01-01,2\n").tables[0].table, "");
}

TEST(Delimited, Without_a_mapping_a_sheet_is_an_error_that_says_how_to_get_one) {
  const Folder folder;
  const auto draft = read(folder.file("bank.csv", "Date,Amount\n2031-01-01,2\n"));
  ASSERT_FALSE(draft);
  EXPECT_THAT(draft.error().what, HasSubstr("no saved mapping fits the columns `Date, Amount`"));
  EXPECT_THAT(draft.error().remedy, HasSubstr("cuibono mapping FILE"));
}

TEST(Encoding, Utf_16_is_known_without_a_byte_order_mark) {
  const std::string little("D\0a\0t\0e\0,\0A\0\n\0001\0,\0002\0\n\0", 22);
  const auto decoded = decode_text(little);
  EXPECT_EQ(decoded.utf8, "Date,A\n1,2\n");
  EXPECT_THAT(decoded.remark, HasSubstr("UTF-16"));
  std::string big = little;
  for (std::size_t i = 0; i < big.size(); i += 2) std::swap(big[i], big[i + 1]);
  EXPECT_EQ(decode_text(big).utf8, "Date,A\n1,2\n");
}

TEST(Encoding, Thai_bytes_are_known_by_their_share) {
  const auto decoded = decode_text("date,\xC7\xD1\xB9\xB7\xD5\xE8\n1,\xBD\xD2\xA1\xE0\xA7\xD4\xB9\n"); // วันที่ and ฝากเงิน in Windows-874
  EXPECT_EQ(decoded.utf8, "date,วันที่\n1,ฝากเงิน\n");
  EXPECT_THAT(decoded.remark, HasSubstr("Thai (Windows-874)"));
}

TEST(Encoding, Accented_letters_are_not_taken_for_thai) {
  EXPECT_EQ(decode_text("D\xC9P\xD4T \xE0 vue").utf8, "DÉPÔT à vue");
  EXPECT_EQ(decode_text("M\xFCller").utf8, "Müller");
}

} // namespace
} // namespace cuibono::ingest
