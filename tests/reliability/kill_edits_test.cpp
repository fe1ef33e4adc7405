// Killed while edits are taken back and repeated, and while somebody is removed and the case gets a new key.

#include <gmock/gmock.h>

#include <set>

#include "disk.h"
#include "killed.h"
#include "store/container.h"
#include "store/rekey.h"

namespace cuibono::reliability {
namespace {

constexpr int kEdits = 6;

using Undoing = Killed;

TEST_F(Undoing, Leaves_the_case_as_it_was_after_one_of_its_steps_and_no_acknowledged_step_is_missing) {
  const auto open = [&] { return app::Session::open(path_, "tester", test::fixed_clock); };
  {
    auto session = open().value();
    for (int i = 0; i < kEdits; ++i)
      ASSERT_TRUE(session.commit(*app::add_entity(*session.snapshot(), test::entity(0, "X" + std::to_string(i), model::EntityKind::Person, "Somebody"))));
  }
  const auto base = open()->snapshot()->revision;
  const auto undo_and_redo = [&](const std::function<void(const model::CaseSnapshot&)>& done) {
    auto session = open();
    for (int i = 0; session && i < 2 * kEdits; ++i) {
      const auto step = i < kEdits ? session->undo() : session->redo();
      if (!step) return false;
      done(*session->snapshot());
    }
    return bool(session);
  };
  const auto original = bytes_of(path_);
  std::vector<decltype(model::CaseSnapshot::tables)> states{open()->snapshot()->tables};
  ASSERT_TRUE(undo_and_redo([&](const auto& now) { states.push_back(now.tables); }));
  ASSERT_NE(states[kEdits], states[0]);
  put_back(path_, original);
  std::set<std::uint64_t> found;
  const int killed = kill_often([&] { return undo_and_redo([&](const auto&) { acknowledge(); }); },
                                [&] {
                                  const auto revision = revision_of(path_);
                                  ASSERT_GE(revision, base + acknowledged());
                                  ASSERT_LE(revision, base + acknowledged() + 1);
                                  EXPECT_EQ(CaseFile::open(path_)->load()->tables, states[revision - base]);
                                  found.insert(revision);
                                });
  EXPECT_GT(killed, 0) << "nobody was killed: this test proves nothing";
  EXPECT_GT(found.size(), 2u) << "always at the same step";
}

// Ann and Ben open case and vault; a victim is in the vault.
class Removing : public Killed {
 protected:
  Removing() {
    fs::remove(path_);
    auto file = CaseFile::create_encrypted(path_, {{"title", "Harbour"}}, {"Ann", "2031-05-01T08:00:00Z"},
                                           {"Ann", "ann's horse", "ann's vault", protect::kLeastCost}, code_);
    EXPECT_TRUE(file && file->add_person("ann's horse", "Ben", "ben's horse", protect::kLeastCost));
    EXPECT_TRUE(file->add_vault_person("ann's vault", "Ben", "ben's vault", protect::kLeastCost));
    auto session = open("ann's horse");
    EXPECT_TRUE(session && session->commit(test::small_case()));
    base_ = session->snapshot()->revision;
  }
  base::Result<app::Session> open(const std::string& passphrase) {
    return app::Session::open(path_, "tester", test::fixed_clock, passphrase);
  }
  bool note() {
    auto session = open("ann's horse");
    if (!session || !session->note("A note", "why")) return false;
    acknowledge();
    return true;
  }
  bool remove() {
    auto file = CaseFile::open(path_, {.passphrase = "ann's horse"});
    model::EditBatch record;
    record.label = "Ben left";
    record.author = "Ann";
    record.time = "2031-05-02T08:00:00Z";
    record.kind = model::BatchKind::Note;
    if (!file || !file->remove_person({"Ben", "ann's horse", "ann's vault", record})) return false;
    acknowledge();
    return true;
  }
  // An edit, the removal, another edit: each acknowledged once it is done.
  bool work() { return note() && remove() && note(); }

  void check() { expect_before_or_after(2); }
  void check_removed() { expect_before_or_after(1); }
  // `when`: how many acknowledgements say that the removal was done.
  void expect_before_or_after(std::uint64_t when) {
    const auto done = acknowledged();
    const bool has_left = expect_whole(done);
    const auto bens = CaseFile::open(path_, {.read_only = true, .passphrase = "ben's horse"});
    EXPECT_EQ(bens.has_value(), !has_left) << "half removed";
    EXPECT_TRUE(!bens || bens->verify());
    EXPECT_TRUE(has_left || done < when) << "the removal was acknowledged";
    EXPECT_FALSE(fs::exists(store::rekeyed_copy(path_))) << "the unfinished copy stays beside the case";
    (has_left ? left_ : stayed_) += 1;
  }

  std::string code_;
  std::uint64_t base_ = 0;
  int left_ = 0, stayed_ = 0;

 private:
  // What Ann and the recovery code see; whether Ben has left.
  bool expect_whole(std::uint64_t done) {
    bool has_left = false;
    for (const auto& passphrase : {std::string("ann's horse"), code_}) {
      const auto file = CaseFile::open(path_, {.passphrase = passphrase});
      EXPECT_TRUE(file) << base::sentence(file.error());
      if (!file) return false;
      const auto holds = file->verify();
      EXPECT_TRUE(holds) << base::sentence(holds.error());
      const auto now = file->load().value();
      EXPECT_TRUE(now.revision >= base_ + done && now.revision <= base_ + done + 1) << now.revision << " after " << done;
      has_left = false;
      const auto records = file->journal_headings().value();
      for (const auto& record : records) has_left = has_left || record.batch.label == "Ben left";
      expect_vault(*file, now, has_left);
    }
    return has_left;
  }
  void expect_vault(const CaseFile& file, const model::CaseSnapshot& now, bool has_left) {
    EXPECT_EQ(file.open_vault("ben's vault").has_value(), !has_left) << "the vault's slots are of the other time";
    const auto keys = file.open_vault("ann's vault");
    ASSERT_TRUE(keys) << base::sentence(keys.error());
    const auto shown = store::with_identities(now, *keys);
    ASSERT_TRUE(shown) << base::sentence(shown.error());
    EXPECT_EQ(shown->entities().find({4})->name, test::kCanary);
  }
};

TEST_F(Removing, Somebody_leaves_the_old_case_or_the_new_one_and_never_half_of_either) {
  const int killed = kill_often([&] { return work(); }, [&] { check(); });
  EXPECT_GT(killed, 0) << "nobody was killed: this test proves nothing";
  const int least = is_long() ? 20 : 0;
  EXPECT_TRUE(left_ >= least && stayed_ >= least) << left_ << " after, " << stayed_ << " before";
  RecordProperty("before_and_after", std::to_string(stayed_) + " " + std::to_string(left_));
}

// The k-th operation of each kind fails, for every k (in the short form, for fewer and fewer) until the removal succeeds.
TEST_F(Removing, A_failing_disk_leaves_the_old_case_or_the_new_one) {
  const auto original = bytes_of(path_);
  int failures = 0;
  for (const auto operation : {Operation::Read, Operation::Write, Operation::Sync})
    for (int k = 0; !HasFailure(); k += is_long() ? 1 : 1 + k / 2) {
      SCOPED_TRACE("operation " + std::to_string(static_cast<int>(operation)) + ", k " + std::to_string(k));
      put_back(path_, original);
      Disk disk;
      disk.fail(operation, k);
      const bool done = remove();
      const bool failed = disk.has_failed();
      disk.heal();
      failures += !done;
      EXPECT_EQ(acknowledged(), done ? 1 : 0);
      check_removed();
      if (!failed) break;
    }
  EXPECT_GT(failures, 10) << "the disk never failed: this test proves nothing";
  EXPECT_TRUE(left_ > 0 && stayed_ > 0);
}

} // namespace
} // namespace cuibono::reliability
