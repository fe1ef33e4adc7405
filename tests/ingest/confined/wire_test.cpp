// What a reader sends comes out as it went in, and whatever else is sent is an error.

#include <gtest/gtest.h>

#include "base/random.h"
#include "ingest/confined/wire.h"

namespace cuibono::ingest::confined {
namespace {

constexpr std::uint64_t kPlenty = std::uint64_t{1} << 30;

std::size_t below(base::Random& random, std::size_t limit) { return static_cast<std::size_t>(random.next() % limit); }

std::string some_text(base::Random& random) {
  static const std::vector<std::string> kTexts{"", "a", "P1", "12.50", "\u00e9t\u00e9", "\u5c71\u7530", std::string("\0\n,\"", 4), std::string(300, 'x'), "\U0001F6A2"};
  return kTexts[below(random, kTexts.size())];
}

DraftTable some_table(base::Random& random, std::size_t files) {
  DraftTable table;
  table.table = std::vector<std::string>{"entities", "ties", "payments", ""}[below(random, 4)];
  table.file = below(random, files);
  table.words = random.next() % 2 ? Words::Foreign : Words::CaseTables;
  table.sheet = some_text(random);
  table.standing = random.next() % 2 ? Standing::Facts : Standing::Mentions;
  if (random.next() % 2) table.read_sheet = below(random, 2);
  table.headerless = random.next() % 2;
  if (random.next() % 2) table.around = {{some_text(random), some_text(random)}, {}, {some_text(random)}};
  for (std::size_t i = below(random, 4); i > 0; --i) table.columns.push_back(some_text(random));
  const auto rows = below(random, 30);
  for (std::size_t i = 0; i < rows; ++i) table.row_numbers.push_back(i % 7 == 6 ? random.next() : 2 + i);
  for (std::size_t i = 0; i < rows * table.columns.size(); ++i) table.cells.push_back(table.keep(some_text(random)));
  return table;
}

Draft some_draft(std::uint64_t seed) {
  base::Random random(seed);
  Draft draft;
  for (std::size_t i = 1 + below(random, 2); i > 0; --i) draft.files.push_back({"/evidence/file " + std::to_string(i), "graphml", std::string(64, 'a')});
  for (std::size_t i = below(random, 4); i > 0; --i) draft.tables.push_back(some_table(random, draft.files.size()));
  draft.read_sheets = {{0, below(random, 1000)}, {draft.files.size() - 1, 0}};
  for (std::size_t i = below(random, 4); i > 0; --i) draft.issues.push_back({below(random, draft.files.size()), random.next(), some_text(random)});
  for (std::size_t i = below(random, 3); i > 0; --i) draft.remarks.push_back(some_text(random));
  return draft;
}

std::string sent(const base::Result<Draft>& answer) {
  std::string bytes;
  EXPECT_TRUE(write_answer(answer, [&](std::string_view piece) { return bytes += piece, true; }));
  return bytes;
}

base::Result<Draft> received(const std::string& bytes) { return read_answer(bytes, nullptr, kPlenty); }

void expect_equal(const Draft& a, const Draft& b) {
  ASSERT_EQ(a.files.size(), b.files.size());
  for (std::size_t i = 0; i < a.files.size(); ++i) {
    EXPECT_EQ(a.files[i].path, b.files[i].path);
    EXPECT_EQ(a.files[i].format, b.files[i].format);
    EXPECT_EQ(a.files[i].sha256, b.files[i].sha256);
  }
  ASSERT_EQ(a.tables.size(), b.tables.size());
  for (std::size_t i = 0; i < a.tables.size(); ++i) {
    const auto &one = a.tables[i], &other = b.tables[i];
    EXPECT_EQ(std::tie(one.table, one.file, one.words, one.standing, one.read_sheet, one.sheet, one.columns, one.cells, one.row_numbers, one.headerless, one.around),
              std::tie(other.table, other.file, other.words, other.standing, other.read_sheet, other.sheet, other.columns, other.cells, other.row_numbers, other.headerless, other.around));
  }
  ASSERT_EQ(a.read_sheets.size(), b.read_sheets.size());
  for (std::size_t i = 0; i < a.read_sheets.size(); ++i)
    EXPECT_EQ(std::tie(a.read_sheets[i].file, a.read_sheets[i].rows), std::tie(b.read_sheets[i].file, b.read_sheets[i].rows));
  ASSERT_EQ(a.issues.size(), b.issues.size());
  for (std::size_t i = 0; i < a.issues.size(); ++i)
    EXPECT_EQ(std::tie(a.issues[i].file, a.issues[i].row, a.issues[i].reason), std::tie(b.issues[i].file, b.issues[i].row, b.issues[i].reason));
  EXPECT_EQ(a.remarks, b.remarks);
}

TEST(Wire, A_draft_comes_out_as_it_was_sent) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const auto draft = some_draft(seed);
    const auto bytes = sent(draft);
    const auto back = received(bytes);
    ASSERT_TRUE(back) << seed << base::sentence(back.error());
    expect_equal(draft, *back);
  }
}

TEST(Wire, A_long_table_comes_out_in_parts_that_need_nothing_of_the_bytes_they_came_in) {
  Draft draft;
  draft.files.push_back({"/evidence/payments.csv", "csv", std::string(64, 'a')});
  auto& table = draft.tables.emplace_back();
  table.table = "payments";
  table.columns = {"id", "amount"};
  constexpr std::size_t kRows = 150'000;
  for (std::size_t i = 0; i < kRows; ++i) {
    table.row_numbers.push_back(i + 2);
    table.cells.push_back(table.keep("P" + std::to_string(i)));
    table.cells.push_back(i % 3 ? "1" : "");
  }
  auto bytes = sent(draft);
  const auto came = received(bytes);
  bytes.assign(bytes.size(), '?');
  ASSERT_TRUE(came);
  ASSERT_GT(came->tables.size(), 1u);
  std::size_t row = 0;
  for (const auto& part : came->tables) {
    EXPECT_EQ(part.columns, table.columns);
    for (std::size_t i = 0; i < part.rows(); ++i, ++row) {
      ASSERT_EQ(part.row_numbers[i], row + 2);
      ASSERT_EQ(part.row(i)[0], "P" + std::to_string(row));
      ASSERT_EQ(part.row(i)[1], row % 3 ? "1" : "");
    }
  }
  EXPECT_EQ(row, kRows);
}

TEST(Wire, A_failure_comes_out_as_it_was_sent) {
  const base::Error error{base::ErrorKind::Input, "the XML is broken", "a.xml line 3", "save it again"};
  const auto back = received(sent(tl::unexpected(error)));
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error(), error);
}

TEST(Wire, A_request_comes_out_as_it_was_sent) {
  const auto mapping = parse_mapping(R"({"cuibono_mapping":1,"name":"m","columns":["Id"],"records":[{"table":"entities","fields":{"id":"{Id}"}}]})", "m.json");
  ASSERT_TRUE(mapping) << base::sentence(mapping.error());
  const std::vector<Mapping> saved{*mapping, *mapping};
  const Request request{"/evidence/caf\xe9.csv", "csv", {.as_of = *base::parse_date("2031-02"), .mapping = &*mapping, .saved = &saved, .keep_sheets = true}};
  const auto back = read_request(write_request(request));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->request.path, request.path);
  EXPECT_EQ(back->request.format, request.format);
  EXPECT_EQ(back->request.options.as_of, request.options.as_of);
  EXPECT_EQ(*back->request.options.mapping, *mapping);
  EXPECT_EQ(*back->request.options.saved, saved);
  EXPECT_TRUE(back->request.options.keep_sheets);
  EXPECT_FALSE(read_request("nonsense"));
}

TEST(Wire, Bytes_cut_off_or_added_are_an_error) {
  const auto bytes = sent(some_draft(7));
  for (std::size_t length = 0; length < bytes.size(); ++length) ASSERT_FALSE(received(bytes.substr(0, length))) << length;
  EXPECT_FALSE(received(bytes + "x"));
}

// Whatever a reader that was taken over writes, each cell that is accepted is text of a known table.
TEST(Wire, Mutated_bytes_are_an_error_or_a_draft_that_holds_together) {
  base::Random random(20310301);
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const auto whole = sent(some_draft(seed));
    for (int round = 0; round < 200; ++round) {
      auto bytes = whole;
      for (std::size_t i = 0; i <= below(random, 4); ++i) bytes[below(random, bytes.size())] = static_cast<char>(random.next() % 3 ? random.next() : 0xff);
      const auto draft = received(bytes);
      if (!draft) continue;
      for (const auto& table : draft->tables) {
        ASSERT_LT(table.file, draft->files.size());
        ASSERT_EQ(table.cells.size(), table.rows() * table.columns.size());
        ASSERT_TRUE(table.read_sheet == kNoSheet || table.read_sheet < draft->read_sheets.size());
      }
    }
  }
}

// A table of 2 columns and 1 row whose cells are c3 and a9: together they are a letter, apart they are nothing.
TEST(Wire, A_cell_that_is_half_a_letter_is_an_error) {
  Draft draft;
  draft.files.push_back({"f", "csv", ""});
  DraftTable table;
  table.columns = {"a", "b"};
  table.row_numbers = {2};
  table.cells = {"ab", "cd"};
  draft.tables.push_back(table);
  auto bytes = sent(draft);
  ASSERT_TRUE(received(bytes));
  const auto at = bytes.find("abcd");
  bytes.replace(at, 4, "a\xc3\xa9" "d");
  EXPECT_FALSE(received(bytes));
}

TEST(Wire, A_table_the_case_does_not_have_is_an_error) {
  Draft draft;
  draft.files.push_back({"f", "csv", ""});
  draft.tables.emplace_back().table = "keys";
  EXPECT_FALSE(received(sent(draft)));
}

TEST(Wire, A_cell_that_is_no_text_is_sent_as_text_with_a_remark) {
  Draft draft;
  draft.files.push_back({"f", "csv", ""});
  auto& table = draft.tables.emplace_back();
  table.columns = {"a"};
  table.row_numbers = {1};
  table.cells = {"caf\xe9"};
  const auto bytes = sent(draft);
  const auto back = received(bytes);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->tables[0].cells[0], "caf\u00e9");
  EXPECT_EQ(back->remarks.size(), 1u);
}

TEST(Wire, A_draft_that_needs_more_memory_than_allowed_is_an_error) {
  Draft draft;
  draft.files.push_back({"f", "csv", ""});
  auto& table = draft.tables.emplace_back();
  table.columns = {"a"};
  table.row_numbers.assign(100000, 1);
  table.cells.assign(100000, "");
  const auto bytes = sent(draft);
  EXPECT_TRUE(read_answer(bytes, nullptr, 100000 * 24 + 10000));
  const auto refused = read_answer(bytes, nullptr, 100000 * 24);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().what.find("memory"), std::string::npos);
}

} // namespace
} // namespace cuibono::ingest::confined
