// Who is who: what the window shows of proposals, and what a person decides of them.

#include "app/who_is_who.h"

#include <gmock/gmock.h>

#include <thread>

#include "app/commands.h"
#include "app/support.h"
#include "app/workspace.h"

namespace cuibono {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class WhoIsWho : public ::testing::Test {
 protected:
  WhoIsWho() {
    workspace.session.emplace(test::new_session(folder.path() / "case.cuibono"));
    model::EditBatch more;
    more.label = "Import";
    test::add(more, twin(6, "W1", "Wilhelmina Quistrel"));
    test::add(more, twin(7, "W2", "Quistrel, Wilhelmina"));
    test::add(more, test::entity(8, "K9", model::EntityKind::Person, test::kCanary)); // bears the victim's name in clear
    test::add(more, test::tie(9, model::TieType::Manages, 7, 1, {}));
    EXPECT_TRUE(workspace.session->commit(std::move(more)));
  }
  static model::Entity twin(std::uint32_t id, const char* key, const char* name) {
    auto row = test::entity(id, key, model::EntityKind::Person, name);
    row.birth_date = {1980, 2, 3};
    row.country = id == 6 ? "TH" : "KH";
    return row;
  }
  app::WhoIsWho look() {
    base::Progress progress;
    auto found = app::find_who_is_who(workspace.session->snapshot(), workspace.session->names(), progress);
    EXPECT_TRUE(found);
    return found ? *found : app::WhoIsWho{};
  }
  const app::ProposalRow* proposal(const app::WhoIsWho& found, std::uint32_t lead) {
    for (const auto& row : found.proposals)
      if (row.lead.id.value == lead) return &row;
    return nullptr;
  }

  test::TemporaryFolder folder;
  app::Workspace workspace{folder.path() / "settings.json", "tester"};
};

TEST_F(WhoIsWho, A_pair_is_shown_by_both_names_with_why_and_the_weightiest_come_first) {
  const auto found = look();
  const auto* pair = proposal(found, 6);
  ASSERT_TRUE(pair);
  EXPECT_EQ(pair->lead.name, "Wilhelmina Quistrel");
  EXPECT_EQ(pair->other.name, "Quistrel, Wilhelmina");
  EXPECT_EQ(pair->lead.detail, "person, W1");
  EXPECT_FALSE(pair->why.empty());
  EXPECT_THAT(pair->why_not, ::testing::ElementsAre("the countries differ"));
  EXPECT_TRUE(std::ranges::is_sorted(found.proposals, std::greater{}, &app::ProposalRow::weight));
}

TEST_F(WhoIsWho, Beside_a_protected_person_the_other_s_name_is_withheld_and_leads_nowhere) {
  const auto found = look();
  const auto* pair = proposal(found, 4);
  ASSERT_TRUE(pair);
  EXPECT_EQ(pair->lead.name, "V-01");
  EXPECT_EQ(pair->lead.detail, "person");
  EXPECT_EQ(pair->other.name, "(name withheld)");
  EXPECT_TRUE(pair->lead.is_withheld && pair->other.is_withheld);
  const auto& session = *workspace.session;
  for (const auto& row : app::compare_records(*session.snapshot(), session.names(), {4}, {8})) {
    EXPECT_THAT(row.lead + row.other, ::testing::Not(HasSubstr("anarius")));
    EXPECT_TRUE(row.label == "Kind" || row.label == "Country") << row.label;
  }
}

TEST_F(WhoIsWho, Both_records_stand_side_by_side_with_where_they_agree) {
  const auto& session = *workspace.session;
  const auto rows = app::compare_records(*session.snapshot(), session.names(), {6}, {7});
  const auto row = [&](const char* label) { return *std::ranges::find(rows, label, &app::ComparedValue::label); };
  EXPECT_EQ(row("Born").agreement, app::ComparedValue::Agreement::Same);
  EXPECT_EQ(row("Country").agreement, app::ComparedValue::Agreement::Differs);
  EXPECT_EQ(row("Ties and payments").lead, "0");
  EXPECT_EQ(row("Ties and payments").other, "1");
  EXPECT_EQ(row("Ties and payments").agreement, app::ComparedValue::Agreement::OneSided); // a number of rows is no trait
}

TEST_F(WhoIsWho, A_merge_needs_a_reason_goes_to_the_journal_and_is_split_again) {
  EXPECT_FALSE(app::merge_records(workspace, {6}, {7}, "  "));
  ASSERT_TRUE(workspace.session->snapshot()->entities().find({7}));
  ASSERT_TRUE(app::merge_records(workspace, {6}, {7}, "same passport"));
  EXPECT_FALSE(workspace.session->snapshot()->entities().find({7}));
  EXPECT_EQ(workspace.session->file().journal_headings()->back().batch.reason, "same passport");
  const auto found = look();
  EXPECT_FALSE(proposal(found, 6));
  ASSERT_EQ(found.merged.size(), 1u);
  EXPECT_EQ(found.merged[0].shown, "W2");
  EXPECT_TRUE(app::split_record(workspace, found.merged[0].key, "two people after all"));
  EXPECT_TRUE(workspace.session->snapshot()->entities().find({7}));
  EXPECT_TRUE(look().merged.empty());
}

TEST_F(WhoIsWho, The_id_of_a_record_under_a_protected_lead_is_not_shown) {
  ASSERT_TRUE(app::merge_records(workspace, {4}, {8}, "the same by her own account"));
  const auto found = look();
  ASSERT_EQ(found.merged.size(), 1u);
  EXPECT_EQ(found.merged[0].shown, "record 1");
  EXPECT_EQ(found.merged[0].lead.name, "V-01");
}

TEST_F(WhoIsWho, A_pair_said_to_be_not_the_same_stands_apart_until_it_is_to_be_proposed_again) {
  ASSERT_TRUE(app::keep_apart(workspace, {6}, {7}, "sisters"));
  auto found = look();
  EXPECT_FALSE(proposal(found, 6));
  ASSERT_EQ(found.apart.size(), 1u);
  EXPECT_EQ(found.apart[0].one.name, "Wilhelmina Quistrel");
  ASSERT_TRUE(app::propose_again(workspace, {7}, {6}, "a mistake"));
  found = look();
  EXPECT_TRUE(proposal(found, 6));
  EXPECT_TRUE(found.apart.empty());
}

TEST_F(WhoIsWho, Is_looked_for_in_the_background_again_after_each_change_while_the_window_is_open) {
  const auto tick_until = [&](auto done) {
    for (int i = 0; i < 3000 && !done(); ++i) {
      app::tick(workspace);
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return done();
  };
  app::tick(workspace);
  EXPECT_FALSE(workspace.matching.found);
  EXPECT_TRUE(app::run_command(app::all_commands(), "edit.who-is-who", workspace));
  ASSERT_TRUE(tick_until([&] { return workspace.matching.found.has_value(); }));
  const auto first = workspace.matching.found->revision;
  ASSERT_TRUE(app::merge_records(workspace, {6}, {7}, "same passport"));
  EXPECT_TRUE(tick_until([&] { return workspace.matching.found->revision == first + 1; }));
  app::close_case(workspace);
  EXPECT_FALSE(workspace.matching.found || workspace.matching.is_open);
}

TEST(Odds, Are_said_in_two_digits) {
  EXPECT_EQ(app::odds_text(0), "1 to 1");
  EXPECT_EQ(app::odds_text(10), "1,000 to 1"); // 2^10 = 1024
  EXPECT_EQ(app::odds_text(17), "130,000 to 1"); // 131072
  EXPECT_EQ(app::odds_text(-2), "1 to 4");
  EXPECT_EQ(app::odds_text(60), "more than 1,000,000,000 to 1");
}

} // namespace
} // namespace cuibono
