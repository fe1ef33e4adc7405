// The findings as tables, without a window.

#include "app/findings.h"

#include <gmock/gmock.h>

#include "app/findings_view.h"
#include "app/support.h"
#include "source_dir.h"

namespace cuibono {
namespace {

using app::FindingCell;
using app::FindingTable;

const std::filesystem::path kData = std::filesystem::path(cuibono::testing::source_dir()) / "data";

// The small case with its driver convicted and its victim charged.
model::SnapshotPtr charged_case() {
  auto batch = test::small_case();
  model::Charge driver;
  driver.id = {1};
  driver.accused = {3};
  driver.status = "convicted";
  driver.sentence_months = 48;
  driver.citations = {{{2}, "form 1"}};
  test::add(batch, driver);
  model::Charge victim;
  victim.id = {2};
  victim.accused = {4};
  victim.status = "charged";
  test::add(batch, victim);
  model::give_pseudonyms({}, batch);
  return std::make_shared<const model::CaseSnapshot>(*model::apply({}, batch));
}

std::string all_text(const app::FindingsPage& page) {
  std::string text;
  for (const auto& line : page.summary) text += line + "\n";
  for (const auto& table : page.tables) text += table.title + table.note + table.why_empty + app::tab_separated(table);
  for (const auto& remark : page.remarks) text += remark + "\n";
  return text;
}

TEST(Findings, Every_kind_makes_a_page_of_whole_tables_without_a_protected_name) {
  const auto snapshot = charged_case();
  const app::FindingsInput input{snapshot, model::Names(snapshot), benefit::Basis::Gross, kData};
  for (const auto& kind : app::findings_kinds()) {
    SCOPED_TRACE(kind.title);
    base::Progress progress;
    const auto page = kind.make(input, progress);
    ASSERT_TRUE(page) << base::sentence(page.error());
    EXPECT_FALSE(page->summary.empty());
    EXPECT_FALSE(page->tables.empty());
    for (const FindingTable& table : page->tables) {
      EXPECT_FALSE(table.title.empty());
      EXPECT_TRUE(!table.rows.empty() || !table.why_empty.empty()) << table.title << " is empty and does not say why";
      for (const auto& row : table.rows) EXPECT_EQ(row.cells.size(), table.columns.size()) << table.title;
    }
    EXPECT_THAT(all_text(*page), ::testing::Not(::testing::HasSubstr("Zeb")));
    EXPECT_THAT(all_text(*page), ::testing::Not(::testing::HasSubstr("Canarius")));
  }
}

TEST(Findings, A_person_in_a_cell_leads_to_the_person_and_a_key_to_its_exhibit) {
  const auto snapshot = charged_case();
  base::Progress progress;
  const auto page = app::impunity_page({snapshot, model::Names(snapshot), benefit::Basis::Gross, kData}, progress);
  ASSERT_TRUE(page);
  const auto& charged = page->tables.at(0);
  EXPECT_EQ(charged.title, "Charged or convicted");
  ASSERT_EQ(charged.rows.size(), 2u);
  EXPECT_EQ(charged.rows[0].cells[0].text, "Dan Driver");
  EXPECT_EQ(charged.rows[0].cells[0].link, app::FindingLink(app::EntityId{3}));
  EXPECT_EQ(charged.rows[0].cells[2].text, "48");
  ASSERT_EQ(charged.rows[0].exhibits.size(), 1u);
  EXPECT_EQ(charged.rows[0].exhibits[0].text, "E2");
  EXPECT_EQ(charged.rows[0].exhibits[0].link, app::FindingLink(model::ExhibitId{2}));
  EXPECT_EQ(charged.rows[1].cells[0].text, "V-01");
  EXPECT_EQ(charged.rows[1].cells[4].text, "not scored") << "a victim";
}

TEST(Findings, A_copied_table_has_one_line_a_row_and_nothing_that_a_sheet_would_compute) {
  FindingTable table{"T", "", {{"A"}, {"B"}}, {}, ""};
  table.rows.push_back({{{"=1+1"}, {"two\tparts"}}, {{"E1"}, {"E2"}}});
  EXPECT_EQ(app::tab_separated(table), "A\tB\tExhibits\n'=1+1\ttwo parts\tE1, E2\n");
  table.rows[0].exhibits.clear();
  EXPECT_EQ(app::tab_separated(table), "A\tB\n'=1+1\ttwo parts\n");
}

class FindingsKept : public ::testing::Test {
 protected:
  void settle() {
    for (int i = 0; i < 3000; ++i) {
      findings_.update(session_, jobs_);
      jobs_.drain();
      if (!findings_.page(0).at_work) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    FAIL() << "the page never came";
  }

  test::TemporaryFolder folder_;
  app::Session session_ = test::new_session(folder_.path() / "case.cuibono");
  app::FindingsView findings_;
  app::Jobs jobs_; // last: its threads end first
};

TEST_F(FindingsKept, A_page_is_made_only_when_its_tab_is_open_and_once_for_each_state_of_the_case) {
  settle();
  EXPECT_FALSE(findings_.page(0).page) << "the panel is closed";
  session_.view.findings_open = true;
  settle();
  ASSERT_TRUE(findings_.page(0).page);
  const auto first = findings_.page(0).page;
  settle();
  EXPECT_EQ(findings_.page(0).page, first) << "nothing has changed";
  session_.view.basis = benefit::Basis::Net;
  settle();
  EXPECT_NE(findings_.page(0).page, first);
  const auto version = findings_.version();
  findings_.clear(jobs_);
  EXPECT_FALSE(findings_.page(0).page);
  EXPECT_GT(findings_.version(), version);
}

} // namespace
} // namespace cuibono
