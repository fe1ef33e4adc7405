#include "app/sheet_mapping.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "app/mappings.h"
#include "ingest/import.h"

namespace cuibono::app {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ingest::Meaning;

class SheetMapping : public ::testing::Test {
 protected:
  SheetMapping() {
    std::string name = (fs::temp_directory_path() / "cuibono-sheets-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    ::setenv("XDG_CONFIG_HOME", folder_.c_str(), 1);
  }
  ~SheetMapping() override {
    ::unsetenv("XDG_CONFIG_HOME");
    fs::remove_all(folder_);
  }

  PendingSheets look(const std::string& text, const std::vector<ingest::Mapping>& saved = {}) {
    std::ofstream(folder_ / "bank.csv") << text;
    base::Progress progress;
    ingest::ReadOptions options;
    options.keep_sheets = true;
    auto draft = ingest::read_paths({folder_ / "bank.csv"}, {}, progress, options);
    EXPECT_TRUE(draft) << base::sentence(draft.error());
    return look_at_sheets(std::make_shared<const ingest::Draft>(std::move(*draft)), saved);
  }

  fs::path folder_;
};

constexpr const char* kStatement = "Date,Details,Debit,Credit,Balance\n"
                                   "31/01/2031,Ice and fuel,400.00,,600.00\n"
                                   "15/02/2031,Sale of fish,,250.00,850.00\n"
                                   "16/02/2031,Crew,100.00,,750.00\n";

TEST_F(SheetMapping, Shows_what_a_statement_would_create_before_anything_is) {
  const auto sheets = look(kStatement);
  ASSERT_EQ(sheets.plan.size(), 1u);
  EXPECT_EQ(sheets.readings[0].kind, ingest::SheetKind::Statement);
  EXPECT_EQ(problem_of(sheets, 0), "");
  EXPECT_EQ(sheets.plan[0].payments, 3u);
  EXPECT_EQ(sheets.plan[0].sums.at(""), base::parse_money("750"));
  EXPECT_THAT(summary(sheets.plan[0]), HasSubstr("3 payments, 750 in the currency of the case; 1 account entity"));
}

TEST_F(SheetMapping, Says_what_no_column_means) {
  auto sheets = look(kStatement);
  auto& reading = sheets.readings[0];
  reading.meanings[2].reset();
  reading.as_saved = false;
  EXPECT_THAT(problem_of(sheets, 0), HasSubstr("Nothing fills an amount, or debit and credit"));
}

TEST_F(SheetMapping, Takes_only_the_rows_that_the_user_asks_for_and_counts_the_others) {
  auto sheets = look(kStatement);
  auto reading = sheets.readings[0];
  reading.only = {"Details", RowTest::Contains, "FISH"};
  reading.constants[Meaning::Currency] = "XTS";
  const auto plan = plan_for(sheets, 0, reading);
  EXPECT_EQ(plan.payments, 1u);
  EXPECT_EQ(plan.left_out, 2u);
  EXPECT_EQ(plan.sums.at("XTS"), base::parse_money("250"));
}

TEST_F(SheetMapping, Names_the_account_that_the_file_does_not) {
  auto sheets = look(kStatement);
  sheets.readings[0].constants[Meaning::OwnAccount] = "XA 12 34";
  const auto draft = mapped_draft(sheets);
  ASSERT_TRUE(draft) << base::sentence(draft.error());
  const auto& payments = *std::ranges::find(draft->tables, "payments", &ingest::DraftTable::table);
  const auto payer = std::ranges::find(payments.columns, "payer") - payments.columns.begin();
  EXPECT_EQ(payments.row(0)[static_cast<std::size_t>(payer)], "XA1234");
}

TEST_F(SheetMapping, Is_found_again_by_the_next_file_with_the_same_columns) {
  auto sheets = look(kStatement);
  sheets.readings[0].name = "my bank";
  sheets.readings[0].constants[Meaning::Currency] = "XTS";
  const auto path = save_mapping(sheets.draft->tables[sheets.tables[0]], sheets.readings[0]);
  ASSERT_TRUE(path) << base::sentence(path.error());
  const auto again = look(kStatement, ingest::load_mappings({path->parent_path()}).mappings);
  EXPECT_TRUE(again.readings[0].as_saved);
  EXPECT_EQ(again.plan[0].sums.at("XTS"), base::parse_money("750"));
}

TEST_F(SheetMapping, Is_not_saved_under_a_name_that_leads_elsewhere) {
  auto sheets = look(kStatement);
  sheets.readings[0].name = "../elsewhere";
  EXPECT_FALSE(save_mapping(sheets.draft->tables[sheets.tables[0]], sheets.readings[0]));
}

TEST_F(SheetMapping, Leaves_out_a_sheet_that_is_not_wanted_and_says_so) {
  auto sheets = look(kStatement);
  sheets.readings[0].wanted = false;
  const auto draft = mapped_draft(sheets);
  ASSERT_TRUE(draft);
  EXPECT_TRUE(draft->tables.empty());
  EXPECT_THAT(draft->remarks, ::testing::Contains(HasSubstr("left out, with 3 rows")));
}

} // namespace
} // namespace cuibono::app
