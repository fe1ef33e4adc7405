#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/records/record_helpers.h"

namespace cuibono::ingest {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

Draft sheets(const std::string& name, std::string_view text) {
  const Folder folder;
  base::Progress progress;
  ReadOptions options;
  options.keep_sheets = true;
  auto draft = read_paths({folder.file(name, text)}, "", progress, options);
  EXPECT_TRUE(draft) << (draft ? "" : base::sentence(draft.error()));
  return draft ? *draft : Draft{};
}

std::vector<std::string> cells(const DraftTable& table, std::size_t row) {
  std::vector<std::string> texts;
  for (const auto cell : table.row(row)) texts.emplace_back(cell);
  return texts;
}

TEST(JsonSheets, Nested_objects_are_columns_of_dotted_paths) {
  const auto draft = sheets("calls.json", "[{\"when\":\"2031\",\"who\":{\"name\":\"Ada\",\"tags\":[\"a;b\",2,null]}},"
                                          "{\"who\":{\"legs\":[{\"x\":1}]},\"cost\":12.5,\"paid\":true},7]");
  ASSERT_EQ(draft.tables.size(), 1u);
  const auto& table = draft.tables[0];
  EXPECT_EQ(draft.files[0].format, "json");
  EXPECT_EQ(table.table, "");
  EXPECT_EQ(table.sheet, "calls");
  EXPECT_THAT(table.columns, ElementsAre("when", "who.name", "who.tags", "cost", "paid", "who.legs"));
  EXPECT_THAT(cells(table, 0), ElementsAre("2031", "Ada", "a\\;b;2;", "", "", ""));
  EXPECT_THAT(cells(table, 1), ElementsAre("", "", "", "12.5", "true", "[{\"x\":1}]"));
  ASSERT_EQ(draft.issues.size(), 1u);
  EXPECT_EQ(draft.issues[0].row, 3u);
}

TEST(JsonSheets, Lines_are_rows_as_well) {
  const auto draft = sheets("a.ndjson", "{\"a\":[{\"x\":1}]}\n{\"a\":[{\"x\":2}]}\n");
  ASSERT_EQ(draft.tables.size(), 1u);
  EXPECT_EQ(draft.tables[0].rows(), 2u);
}

TEST(JsonSheets, Columns_of_a_case_table_are_read_as_one) {
  const auto imported = import_text(
      "x.json",
      "{\"made\":\"2031\",\"rows\":[{\"payer\":\"A\",\"payee\":\"B\",\"amount\":12.5,\"class\":\"drawing\"},"
      "{\"payer\":\"A\",\"payee\":\"B\",\"amount\":\"x\"}]}");
  ASSERT_EQ(imported.after.payments().size(), 1u);
  EXPECT_EQ(imported.after.payments().rows()[0].amount, (base::Money{1250}));
  EXPECT_EQ(imported.after.payments().rows()[0].payment_class, model::PaymentClass::Drawing);
  EXPECT_EQ(imported.only().rejects[0].row, 2u);
  EXPECT_TRUE(imported.remarked("one value beside the tables left out: made"));
}

TEST(JsonSheets, Members_named_as_case_tables_are_those_tables) {
  const auto imported = import_text("case.json", "{\"entities\":[{\"id\":\"A\",\"kind\":\"person\",\"aliases\":[\"x\",\"y\"]}],"
                                                 "\"ties\":[{\"source\":\"A\",\"target\":\"B\",\"type\":\"calls\"}]}");
  EXPECT_EQ(entity(imported, "A").aliases, (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(imported.after.ties().rows()[0].type, model::TieType::Calls);
}

TEST(JsonSheets, A_sheet_that_no_mapping_reads_and_json_without_objects_are_refused) {
  EXPECT_FALSE(failure("a.json", "[{\"colour\":1}]").what.empty());
  EXPECT_THAT(failure("a.json", "[1,2]").what, HasSubstr("no array of objects"));
  EXPECT_THAT(failure("a.json", "{\"a\":[{\"x\":1}],\"b\"}").what, HasSubstr("broken"));
}

} // namespace
} // namespace cuibono::ingest
