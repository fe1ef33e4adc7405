// What the panels read out of a snapshot.

#include "app/benefit_rows.h"
#include "app/inspector.h"
#include "app/search.h"
#include "app/support.h"
#include "app/words.h"

namespace cuibono {
namespace {

class Rows : public ::testing::Test {
 protected:
  void SetUp() override {
    auto batch = test::small_case();
    model::give_pseudonyms({}, batch);
    auto applied = model::apply({}, batch);
    ASSERT_TRUE(applied);
    snapshot_ = std::make_shared<const model::CaseSnapshot>(std::move(*applied));
    names_.emplace(snapshot_);
    masking_.emplace(*snapshot_, *names_);
  }
  app::Tables tables(const app::Filters& filters = {}) { return app::build_tables(*snapshot_, *names_, filters); }

  model::SnapshotPtr snapshot_;
  std::optional<model::Names> names_;
  std::optional<app::Masking> masking_;
};

TEST_F(Rows, Money_to_an_account_is_received_by_its_holder) {
  EXPECT_EQ(tables().holder_of.at({5}), app::EntityId{1});
}

TEST_F(Rows, Hidden_rows_are_counted) {
  const auto shown = tables({.victims = false});
  const auto counts = app::count_rows(*snapshot_, *names_, shown);
  EXPECT_EQ(counts.hidden_entities, 1u);
  EXPECT_EQ(counts.hidden_ties, 1u); // the transport of the victim
  EXPECT_EQ(app::counts_text(counts),
            "5 entities, 4 ties, 2 payments, 2 exhibits; hidden by filters: 1 entity, 1 tie, 0 payments; 1 without support");
}

TEST_F(Rows, An_unsupported_tie_can_be_left_out) {
  EXPECT_EQ(tables().ties.size(), 4u);
  EXPECT_EQ(tables({.unsupported = false}).ties.size(), 3u);
}

TEST_F(Rows, Sorting_by_amount_puts_the_largest_first) {
  auto shown = tables();
  app::sort_rows(shown.payments, app::PaymentColumn::Amount, app::Order::Descending);
  EXPECT_EQ(shown.payments.front().amount.cents, 60000);
}

TEST_F(Rows, The_inspector_gives_each_payment_of_an_account_to_its_holder) {
  const auto details = app::entity_details(*snapshot_, *names_, tables(), {1});
  ASSERT_TRUE(details);
  ASSERT_EQ(details->paid.size(), 2u);
  EXPECT_EQ(details->paid[0].other_name, "Olga Owner");
  EXPECT_EQ(details->paid[0].total.cents, 60000);
}

TEST_F(Rows, A_payment_shows_its_exhibit_with_grade_source_and_place) {
  const auto fact = app::payment_fact(*snapshot_, *names_, *masking_, {2});
  ASSERT_TRUE(fact);
  ASSERT_EQ(fact->exhibits.size(), 1u);
  EXPECT_EQ(fact->exhibits[0].title, "Bank statement");
  EXPECT_EQ(fact->exhibits[0].grade, "A1");
  EXPECT_EQ(fact->exhibits[0].lineage, "Bank");
  EXPECT_EQ(fact->exhibits[0].locator, "row 8");
  EXPECT_TRUE(fact->exhibits[0].supports);
}

TEST_F(Rows, A_repeat_of_one_source_says_that_it_does_not_corroborate) {
  const auto lines = app::exhibit_lines(*snapshot_, *masking_, {{{1}, "row 1"}, {{1}, "row 2"}, {{2}, ""}});
  EXPECT_FALSE(lines[0].repeats_lineage);
  EXPECT_TRUE(lines[1].repeats_lineage);
  EXPECT_FALSE(lines[2].repeats_lineage);
}

TEST_F(Rows, Search_ranks_a_beginning_before_the_middle_of_a_word) {
  const app::SearchIndex index(*snapshot_, *names_);
  const auto hits = index.find("dr");
  ASSERT_FALSE(hits.empty());
  EXPECT_EQ(hits[0].label, "Dan Driver");
  EXPECT_EQ(index.find("o1")[0].label, "Olga Owner");
  EXPECT_EQ(index.find("E1")[0].label, "Bank statement");
}

TEST_F(Rows, A_protected_person_is_found_by_pseudonym_alone) {
  const app::SearchIndex index(*snapshot_, *names_);
  EXPECT_EQ(index.find("V-01").size(), 2u); // and the exhibit whose title names the person
  EXPECT_EQ(index.find("v01").size(), 1u);
  for (const char* secret : {"Zebulon", "canarius", "Zebby"}) EXPECT_TRUE(index.find(secret).empty()) << secret;
}

TEST_F(Rows, The_benefit_rows_follow_the_report_to_the_owner) {
  base::Progress progress;
  const auto report = benefit::who_benefits(*snapshot_, {.draws = 50}, progress);
  ASSERT_TRUE(report);
  const auto rows = app::benefit_rows(*report, *names_);
  ASSERT_FALSE(rows.empty());
  EXPECT_EQ(rows[0].name, "Olga Owner");
  EXPECT_TRUE(rows[0].is_leader);
  base::Money total;
  for (const auto& part : app::value_bar(*report)) total += part.amount;
  EXPECT_EQ(total, report->source_value);
  base::Money paths;
  for (const auto& path : app::money_paths(*snapshot_, *names_, *masking_, *report, {2})) paths += path.amount;
  EXPECT_EQ(paths, rows[0].benefit);
}

TEST(Words, Counts_and_shares_read_as_people_write_them) {
  EXPECT_EQ(app::counted(1, "payment"), "1 payment");
  EXPECT_EQ(app::counted(2, "entity", "entities"), "2 entities");
  EXPECT_EQ(app::percent(.4932), "49.3 %");
  EXPECT_EQ(app::amount_text({123456}, "XTS"), "1,234.56 XTS");
}

} // namespace
} // namespace cuibono
