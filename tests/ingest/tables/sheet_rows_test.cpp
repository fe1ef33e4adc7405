#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/import_helpers.h"

namespace cuibono::ingest {
namespace {

using namespace testing;

DraftTable table_of(std::string name, std::vector<std::string> columns, std::vector<std::string_view> cells,
                    std::vector<std::uint64_t> rows) {
  DraftTable table;
  table.table = std::move(name);
  table.columns = std::move(columns);
  table.cells = std::move(cells);
  table.row_numbers = std::move(rows);
  return table;
}

DraftTable mention(std::string name, std::vector<std::string> columns, std::vector<std::string_view> cells,
                   std::vector<std::uint64_t> rows) {
  auto table = table_of(std::move(name), std::move(columns), std::move(cells), std::move(rows));
  table.standing = Standing::Mentions;
  return table;
}

Draft draft_of(std::vector<DraftTable> tables) {
  Draft draft;
  draft.files.push_back({"statement.csv", "csv", ""});
  draft.tables = std::move(tables);
  return draft;
}

model::CaseSnapshot applied(const Resolution& resolution, const model::CaseSnapshot& to = {}) {
  const auto after = model::apply(to, resolution.batch);
  EXPECT_TRUE(after);
  return after ? *after : to;
}

TEST(SheetRows, A_row_that_makes_three_table_rows_counts_once) {
  auto draft = draft_of({mention("entities", {"id", "kind"}, {"acc-1", "account", "acc-2", "account"}, {2, 2}),
                         table_of("payments", {"id", "payer", "payee", "amount"}, {"p1", "acc-1", "acc-2", "10", "p2", "acc-1", "acc-2", "x"}, {2, 3})});
  draft.read_sheets.push_back({0, 2});
  for (auto& table : draft.tables) table.read_sheet = 0;
  const auto resolution = resolve({}, draft);
  expect_accounted(resolution);
  EXPECT_EQ(resolution.files[0].rows, 2u);
  EXPECT_EQ(resolution.files[0].accepted, 1u);
  ASSERT_EQ(resolution.files[0].rejects.size(), 1u);
  EXPECT_EQ(resolution.files[0].rejects[0].row, 3u);
}

TEST(SheetRows, Mentions_outside_a_sheet_are_not_counted) {
  const auto resolution = resolve({}, draft_of({mention("entities", {"id", "kind"}, {"acc-1", "account"}, {1}),
                                                table_of("payments", {"payer", "payee", "amount"}, {"acc-1", "acc-2", "10"}, {1})}));
  EXPECT_EQ(resolution.files[0].rows, 1u);
  EXPECT_EQ(resolution.files[0].accepted, 1u);
}

TEST(SheetRows, A_mention_fills_in_and_never_contradicts) {
  const auto before = applied(resolve({}, draft_of({table_of("entities", {"id", "kind", "name", "country"}, {"P1", "person", "Ann Example", ""}, {2})})));
  const auto resolution = resolve(before, draft_of({mention("entities", {"id", "kind", "name", "country"}, {"P1", "company", "A. Example", "XA"}, {7})}));
  EXPECT_EQ(resolution.files[0].rejected, 0u);
  const auto after = applied(resolution, before);
  ASSERT_EQ(after.entities().size(), 1u);
  const auto& person = after.entities().rows()[0];
  EXPECT_EQ(person.kind, model::EntityKind::Person);
  EXPECT_EQ(person.name, "Ann Example");
  EXPECT_EQ(person.country, "XA");
  EXPECT_EQ(person.aliases, std::vector<std::string>{"A. Example"});
}

TEST(SheetRows, A_tie_mentioned_by_a_second_exhibit_rests_on_both) {
  const auto tie = [] { return draft_of({mention("ties", {"id", "type", "source", "target"}, {"t1", "holds_account", "P1", "acc-1"}, {4})}); };
  ImportOptions first, second;
  first.exhibit = "E1", second.exhibit = "E2";
  const auto before = applied(resolve({}, tie(), first));
  const auto after = applied(resolve(before, tie(), second), before);
  ASSERT_EQ(after.ties().size(), 1u);
  const auto& citations = after.ties().rows()[0].citations;
  ASSERT_EQ(citations.size(), 2u);
  EXPECT_EQ(citations[1].locator, "row 4");
}

} // namespace
} // namespace cuibono::ingest
