// Workbooks, held against what openpyxl reads in the same file, and against one written by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "ingest/tables/xlsx_values.h"
#include "mapping_helpers.h"
#include "samples.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using cuibono::testing::sample;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Debian's own python3, whose packages tools/setup installs.
bool run_python(const std::string& arguments) {
  const auto script = std::filesystem::path(cuibono::testing::source_dir()) / "tests/ingest/tables/workbooks.py";
  return std::system(("LD_PRELOAD= /usr/bin/python3 '" + script.string() + "' " + arguments).c_str()) == 0; // NOLINT(concurrency-mt-unsafe)
}

Draft sheets_of(const std::filesystem::path& path) {
  ReadOptions options;
  options.keep_sheets = true;
  base::Progress progress;
  auto draft = read_paths({path}, {}, progress, options);
  EXPECT_TRUE(draft) << (draft ? "" : base::sentence(draft.error()));
  return draft ? std::move(*draft) : Draft{};
}

using Rows = std::vector<std::vector<std::string>>;
Rows rows_of(const DraftTable& table) {
  Rows rows{table.columns};
  for (std::size_t i = 0; i < table.rows(); ++i) rows.emplace_back(table.row(i).begin(), table.row(i).end());
  return rows;
}

bool remarked(const Draft& draft, std::string_view words) {
  return std::ranges::any_of(draft.remarks, [&](const std::string& remark) { return remark.find(words) != remark.npos; });
}

// What openpyxl reads, without rows that are empty.
Rows dumped(const nlohmann::json& sheet) {
  Rows rows;
  for (const auto& row : sheet) {
    auto cells = row.get<std::vector<std::string>>();
    if (std::ranges::any_of(cells, [](const std::string& cell) { return !cell.empty(); })) rows.push_back(std::move(cells));
  }
  return rows;
}

TEST(Xlsx, Reads_what_openpyxl_reads) {
  const Folder folder;
  const auto path = folder.path() / "book.xlsx", json = folder.path() / "book.json";
  if (!run_python("make " + path.string()) || !run_python("dump " + path.string() + " > " + json.string())) GTEST_SKIP() << "python3-openpyxl is missing: run tools/setup";
  std::ifstream in(json);
  const auto expected = nlohmann::json::parse(in);
  const auto draft = sheets_of(path);
  ASSERT_EQ(draft.tables.size(), 2u);
  EXPECT_EQ(rows_of(draft.tables[0]), dumped(expected["Statement"]));
  auto secret = dumped(expected["Secret"]);
  for (auto& row : secret) row.resize(2); // beyond lie merged cells without a value
  EXPECT_EQ(rows_of(draft.tables[1]), secret);
  EXPECT_EQ(draft.tables[1].row_numbers[0], 9u) << "rows keep the numbers of the sheet";
  EXPECT_TRUE(remarked(draft, "sheet Secret is hidden in the workbook"));
  EXPECT_TRUE(remarked(draft, "sheet Nothing is empty"));
  EXPECT_TRUE(remarked(draft, "1 ranges are merged"));
}

TEST(Xlsx, Reads_runs_inline_strings_saved_values_gaps_and_the_epoch_of_1904) {
  const Folder folder;
  const auto path = folder.path() / "raw.xlsx";
  if (!run_python("raw " + path.string())) GTEST_SKIP() << "python3 is missing";
  const auto draft = sheets_of(path);
  ASSERT_EQ(draft.tables.size(), 1u);
  // 1904-01-02 is one day after the epoch; 44195 days after it is 2024-12-31 (45657 - 1462).
  EXPECT_EQ(rows_of(draft.tables[0]), (Rows{{"Shared", "Inline", "Third"}, {"rich", "", ""}, {"cached", "1904-01-02", ""}, {"", "2024-12-31T12:00:00", "30:00:00"}}));
  EXPECT_EQ(draft.tables[0].row_numbers, (std::vector<std::uint64_t>{4, 5, 6}));
  EXPECT_TRUE(remarked(draft, "1 cells hold an error"));
  EXPECT_TRUE(remarked(draft, "1 formulas have no saved value"));
  EXPECT_TRUE(remarked(draft, "1 rows are hidden"));
}

// matrix.csv and matrix.xlsx of the sample hold the same matrix.
TEST(Xlsx, Gephi_s_matrix_is_read_as_its_csv) {
  CB_NEEDS_SAMPLE("graph-gephi/ImportPlugin/spreadsheet/matrix.xlsx");
  const auto draft = sheets_of(sample("graph-gephi/ImportPlugin/spreadsheet/matrix.xlsx"));
  ASSERT_EQ(draft.tables.size(), 1u);
  EXPECT_GT(draft.tables[0].rows(), 1u);
  EXPECT_EQ(draft.tables[0].rows() + 1, draft.tables[0].columns.size()) << "a matrix and the names of its rows";
}

TEST(Xlsx, Garbage_under_its_name_is_an_error_that_says_what_to_do) {
  const Folder folder;
  const auto bad = [&](std::string_view bytes) {
    const auto draft = read(folder.file("bad.xlsx", bytes));
    EXPECT_FALSE(draft);
    return draft ? base::Error{} : draft.error();
  };
  EXPECT_FALSE(bad("no zip at all").what.empty());
  EXPECT_THAT(bad("\xD0\xCF\x11\xE0 old").what, HasSubstr("password"));
  EXPECT_FALSE(bad("PK\x03\x04 cut short").what.empty());
}

TEST(Xlsx, Numbers_keep_their_digits) {
  EXPECT_EQ(number_text("6.6812345678E10"), "66812345678");
  EXPECT_EQ(number_text("1234.5600000000001"), "1234.56");
  EXPECT_EQ(number_text("0.30000000000000004"), "0.3");
  EXPECT_EQ(number_text("1E-7"), "0.0000001");
  EXPECT_EQ(number_text("-12"), "-12");
  EXPECT_EQ(number_text("NaN?"), "NaN?");
}

TEST(Xlsx, Serial_days_around_the_day_that_never_was) {
  EXPECT_EQ(serial_text("1", Shown::Date, false), "1900-01-01");
  EXPECT_EQ(serial_text("59", Shown::Date, false), "1900-02-28");
  EXPECT_EQ(serial_text("61", Shown::Date, false), "1900-03-01");
  EXPECT_EQ(serial_text("45657.999999", Shown::Date, false), "2025-01-01") << "a second that is only rounding is no time of day";
  EXPECT_EQ(serial_text("0.5", Shown::Date, false), "12:00:00");
  EXPECT_EQ(serial_text("-3", Shown::Date, false), "-3");
}

TEST(Xlsx, Formats_tell_dates_from_numbers) {
  for (const auto* code : {"yyyy-mm-dd", "[$-41E]d mmm yy", "m/d/yy h:mm", "mmm", "dd\\/mm"}) EXPECT_EQ(shown_by_code(code), Shown::Date) << code;
  for (const auto* code : {"h:mm AM/PM", "[h]:mm:ss", "mm:ss.0"}) EXPECT_EQ(shown_by_code(code), Shown::Time) << code;
  for (const auto* code : {"0.00", "#,##0.00 \"days\"", "[Red]0.00", "General", "0.00E+00", "_d0;_(@_)", "#,##0\\ [$kr-414]"}) EXPECT_EQ(shown_by_code(code), Shown::Number) << code;
  EXPECT_EQ(shown_by_builtin(14), Shown::Date);
  EXPECT_EQ(shown_by_builtin(22), Shown::Date);
  EXPECT_EQ(shown_by_builtin(46), Shown::Time);
  EXPECT_EQ(shown_by_builtin(4), Shown::Number);
}

TEST(Xlsx, A_sheet_is_read_by_a_mapping_and_cites_its_name_and_row) {
  const Folder folder;
  const auto path = folder.path() / "book.xlsx";
  if (!run_python("make " + path.string())) GTEST_SKIP() << "python3-openpyxl is missing: run tools/setup";
  ImportOptions options;
  options.exhibit = "E1";
  const auto mapping = mapping_of(R"({"cuibono_mapping":1,"name":"t","sheet":"State*","columns":["When","Amount"],"records":[
    {"table":"payments","fields":{"date":"{When}","account":"A","counterparty":"tel-{Phone}","signed":"{Amount}"}}]})");
  ReadOptions reading;
  const std::vector<Mapping> saved{mapping};
  reading.saved = &saved;
  base::Progress progress;
  const auto imported = resolved(read_paths({path}, {}, progress, reading), {}, options);
  EXPECT_EQ(imported.only().accepted, 3u) << "two amounts have more than two decimals";
  EXPECT_EQ(imported.only().rejected, 2u);
  EXPECT_THAT(imported.reason(), HasSubstr("sheet Statement: payments:"));
  EXPECT_EQ(imported.after.payments().rows()[0].citations.at(0).locator, "sheet Statement row 2");
  EXPECT_TRUE(imported.remarked("sheet Secret fits no saved mapping and was left out, with 297 rows"));
}

} // namespace
} // namespace cuibono::ingest
