// Signed heads, and the case as it was.

#include "store/heads.h"

#include <gmock/gmock.h>

#include "model/compare.h"
#include "sample.h"

namespace cuibono::store {
namespace {

using ::testing::HasSubstr;
using model::Change;

class Heads : public CaseFileTest {
 protected:
  protect::Signer signer() { return protect::Signer::open_or_create(folder_ / "signing.key").value(); }

  // Revision 1 on 1 May 2031, 2 on the 2nd (every row), 3 on the 3rd (one exhibit goes).
  CaseFile three_revisions() {
    auto file = create();
    EXPECT_TRUE(apply_and_commit(file, every_row()));
    EXPECT_TRUE(apply_and_commit(file, batch_of("Delete", Change<model::Asset>{filled<model::Asset>(3), {}})));
    return file;
  }

  void cut_off_last_record() {
    tamper(path_, "DROP TRIGGER journal_stays; DROP TRIGGER edits_stay; DELETE FROM journal WHERE revision=3; "
                  "DELETE FROM journal_edits WHERE revision=3; INSERT INTO assets SELECT * FROM assets WHERE 0; "
                  "CREATE TRIGGER journal_stays BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT,'the journal only "
                  "grows'); END; CREATE TRIGGER edits_stay BEFORE DELETE ON journal_edits BEGIN SELECT "
                  "RAISE(ABORT,'the journal only grows'); END;");
  }
};

TEST_F(Heads, A_signed_journal_holds_and_its_printed_head_comes_back) {
  auto file = three_revisions();
  const auto head = file.sign_head(signer(), "Analyst", "2031-05-03T11:00:00Z");
  ASSERT_TRUE(head);
  EXPECT_EQ(head->revision, 3u);
  EXPECT_TRUE(file.verify());
  EXPECT_EQ(head_from_text(head_to_text(*head)), *head);
  EXPECT_TRUE(file.check_head(*head));
  ASSERT_TRUE(file.sign_head(signer(), "Analyst", "2031-05-03T12:00:00Z"));
  EXPECT_EQ(file.heads()->size(), 1u) << "the same key signs one record once";
}

TEST_F(Heads, A_journal_whose_end_was_cut_off_contradicts_a_later_head) {
  base::Result<Head> head;
  {
    auto file = three_revisions();
    head = file.sign_head(signer(), "Analyst", "2031-05-03T11:00:00Z");
  }
  cut_off_last_record();
  const auto file = CaseFile::open(path_, {.read_only = true});
  ASSERT_TRUE(file);
  const auto against_paper = file->check_head(*head);
  ASSERT_FALSE(against_paper);
  EXPECT_THAT(said(against_paper.error()), HasSubstr("the end of the journal is missing"));
  EXPECT_THAT(said(against_paper.error()), HasSubstr("journal record 3"));
}

TEST_F(Heads, A_head_that_somebody_else_wrote_does_not_hold) {
  auto file = three_revisions();
  auto head = file.sign_head(signer(), "Analyst", "2031-05-03T11:00:00Z").value();
  head.time = "2030-01-01T00:00:00Z";
  EXPECT_THAT(said(file.check_head(head).error()), HasSubstr("does not bear its signature"));
  EXPECT_FALSE(head_from_text("revision 3\nsignature\n"));
  EXPECT_FALSE(head_from_text("garbage"));
}

TEST_F(Heads, The_case_opens_as_it_was_on_a_date) {
  const auto file = three_revisions();
  EXPECT_EQ(file.revision_at("2031-05-01").value(), 1u);
  EXPECT_EQ(file.revision_at("2031-05-02T09:29:59Z").value(), 1u);
  EXPECT_EQ(file.revision_at("2031-05-02T09:30:00Z").value(), 2u);
  EXPECT_EQ(file.revision_at("2031").value(), 3u);
  EXPECT_FALSE(file.revision_at("2031-04"));
  const auto then = file.load_at(2), now = file.load();
  ASSERT_TRUE(then && now);
  EXPECT_TRUE(then->of<model::Asset>().find({3}));
  EXPECT_FALSE(now->of<model::Asset>().find({3}));
  EXPECT_EQ(file.load_at(3)->tables, now->tables);
  EXPECT_FALSE(file.load_at(4));
  EXPECT_FALSE(file.load_at(0));
}

TEST_F(Heads, Two_revisions_differ_by_what_was_done_between_them) {
  const auto file = three_revisions();
  const auto then = file.load_at(2).value(), now = file.load().value();
  const auto changes = model::difference(then, now);
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0], model::Edit(Change<model::Asset>{filled<model::Asset>(3), {}}));
  EXPECT_TRUE(model::difference(now, now).empty());
  model::EditBatch all;
  all.edits = model::difference(file.load_at(1).value(), now);
  EXPECT_EQ(model::apply(file.load_at(1).value(), all)->tables, now.tables);
}

} // namespace
} // namespace cuibono::store
