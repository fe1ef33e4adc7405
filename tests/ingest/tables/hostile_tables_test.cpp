// Files that are cut short, garbled or made to fill the memory: an error or an import that accounts for its rows, never a crash.
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "ingest/mapping/library.h"
#include "ingest/mapping/plan.h"
#include "mapping_helpers.h"
#include "source_dir.h"

namespace cuibono::ingest {
namespace {

using namespace testing;

const std::vector<Mapping>& shipped() {
  static const auto saved = load_mappings({std::filesystem::path(cuibono::testing::source_dir()) / "data/mappings"});
  return saved.mappings;
}

// Reads it every way there is; what is imported must add up.
void survive(const Folder& folder, const std::string& name, std::string_view bytes) {
  ReadOptions options;
  options.saved = &shipped();
  base::Progress progress;
  const auto path = folder.file(name, bytes);
  if (const auto draft = read_paths({path}, {}, progress, options)) expect_accounted(resolve({}, *draft));
  options.keep_sheets = true;
  if (const auto draft = read_paths({path}, {}, progress, options)) plan_of(*draft, nullptr, shipped());
}

std::string garbled(std::string bytes, std::mt19937& random) {
  const auto changes = 1 + random() % 8;
  for (unsigned i = 0; i < changes && !bytes.empty(); ++i) bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
  if (random() % 4 == 0) bytes.resize(random() % (bytes.size() + 1));
  return bytes;
}

TEST(HostileTables, Garbled_text_never_crashes) {
  const Folder folder;
  std::mt19937 random(20311);
  const std::string statement = "Account number,1-2\n\nDate,Description,Debit,Credit,Balance\n31/12/2573,\"a, \"\"b\"\"\",1.00,,9.00\n01/01/2574,ถอนเงิน,,\"2,000.00\",2009.00\n";
  const std::string calls = "Caller;Callee;Start;Duration;Cell;Lat;Lon\n66811;66822;31 ธ.ค. 2573 10.30 น.;0:02:05;17;13,7;100,5\n";
  for (int i = 0; i < 400; ++i) {
    survive(folder, "s.csv", garbled(statement, random));
    survive(folder, "c.csv", garbled(calls, random));
  }
}

TEST(HostileTables, Garbled_workbooks_never_crash) {
  const Folder folder;
  const auto path = folder.path() / "book.xlsx";
  const auto script = std::filesystem::path(cuibono::testing::source_dir()) / "tests/ingest/tables/workbooks.py";
  if (std::system(("LD_PRELOAD= /usr/bin/python3 '" + script.string() + "' raw " + path.string()).c_str()) != 0) GTEST_SKIP() << "python3 is missing"; // NOLINT(concurrency-mt-unsafe)
  std::ifstream in(path, std::ios::binary);
  const std::string book{std::istreambuf_iterator<char>(in), {}};
  std::mt19937 random(20312);
  for (int i = 0; i < 200; ++i) survive(folder, "b.xlsx", garbled(book, random));
}

TEST(HostileTables, Broken_values_and_templates_are_errors) {
  for (const auto* text : {"9999999999999999999999", "0/0/0", "-", "((((", "1-1-1-1-1", "31/12/99999999999", "\xFF\xFE", "....", "T10:00", "12:99", "AM", "+07:00"}) {
    EXPECT_FALSE(parse_moment(text, {})) << text;
    EXPECT_FALSE(parse_duration(text)) << text;
  }
  for (const auto* text : {"99999999999999999999", "(", ")", "()", "--5", ",", "CR", "1,,1", "1.1.1.1"}) EXPECT_FALSE(parse_amount(text, {})) << text;
  const auto open = mapping_failure("A,B\n1,2\n", R"({"cuibono_mapping":1,"name":"t","records":[{"table":"entities","fields":{"id":"{A"}}]})");
  EXPECT_NE(open.what.find("does not close"), open.what.npos);
}

TEST(HostileTables, A_pattern_of_stars_takes_no_time) {
  auto mapping = shipped().at(0);
  mapping.sheet = "*a*a*a*a*a*a*a*a*b";
  DraftTable sheet;
  sheet.sheet = std::string(100'000, 'a');
  for (const auto& column : mapping.columns) sheet.columns.push_back(column.headers[0]);
  EXPECT_EQ(best_mapping({mapping}, sheet), nullptr);
}

} // namespace
} // namespace cuibono::ingest
