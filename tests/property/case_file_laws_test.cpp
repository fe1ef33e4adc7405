// What the case file promises of every edit, tried on random ones over every kind of row; and that whatever is derived is
// the same when it is made anew.

#include <gtest/gtest.h>

#include <optional>
#include <rapidcheck.h>

#include <fmt/core.h>

#include <random>

#include "../app/support.h"
#include "../store/sample.h"
#include "app/derived.h"
#include "app/edits.h"

namespace cuibono {
namespace {

using model::CaseSnapshot;
using model::EditBatch;
using store::CaseFile;

constexpr std::uint32_t kReferred = 3; ///< entities and exhibits up to this number may be referred to by others

template <class Row>
Row random_row(decltype(Row::id) id) {
  auto row = store::filled<Row>(static_cast<std::uint32_t>(*rc::gen::inRange(0, 1000)));
  row.id = id;
  return row;
}

template <class Row>
bool may_go(const Row& row) {
  constexpr bool kIsReferredTo = std::is_same_v<Row, model::Entity> || std::is_same_v<Row, model::Exhibit>;
  return !kIsReferredTo || row.id.value > kReferred;
}

// Adds, changes or deletes a row, as what the edits before it left allows.
template <class Row>
void add_random_edit(model::Table<Row>& now, EditBatch& batch) {
  const int what = *rc::gen::inRange(0, 3);
  if (what == 0 || now.empty()) {
    const auto row = random_row<Row>(now.next_id());
    batch.edits.emplace_back(model::Change<Row>{std::nullopt, row});
    now.put(row);
    return;
  }
  const Row before = now.rows()[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(now.size())))];
  if (what == 1 || !may_go(before)) {
    const auto after = random_row<Row>(before.id);
    batch.edits.emplace_back(model::Change<Row>{before, after});
    now.put(after);
    return;
  }
  batch.edits.emplace_back(model::Change<Row>{before, std::nullopt});
  now.erase(before.id);
}

EditBatch random_batch(CaseSnapshot now) {
  EditBatch batch;
  batch.label = *rc::gen::element<std::string>("Any edit", "", "with \"quotes\"\n");
  batch.author = "Analyst";
  batch.time = "2031-05-03T10:00:00Z";
  constexpr int kTables = std::tuple_size_v<decltype(now.tables)>;
  for (int i = *rc::gen::inRange(1, 40); i > 0; --i) {
    int skipped = *rc::gen::inRange(0, kTables);
    model::for_each_table(now, [&](auto& table) {
      if (skipped-- == 0) add_random_edit(table, batch);
    });
  }
  return batch;
}

void expect_same(const CaseSnapshot& a, const CaseSnapshot& b) {
  RC_ASSERT(a.revision == b.revision);
  model::for_each_table(a, [&]<class Row>(const model::Table<Row>& table) {
    RC_ASSERT(table == b.of<Row>());
    RC_ASSERT(table.next_id() == b.of<Row>().next_id());
  });
}

class StoredCase {
 public:
  StoredCase() : path_(folder_.path() / "case.cuibono") {
    file_.emplace(CaseFile::create(path_, {{"title", "Harbour"}, {"currency", "XTS"}}, {"Analyst", "2031-05-01T08:00:00Z"}).value());
    commit(store::every_row());
  }
  CaseSnapshot load() const { return file_->load().value(); }
  void commit(const EditBatch& batch) {
    const auto next = model::apply(load(), batch);
    RC_ASSERT(next.has_value());
    const auto done = file_->commit(batch, *next);
    RC_ASSERT(done.has_value());
    expect_same(load(), *next);
  }
  const CaseFile& reopened() {
    file_.reset();
    file_.emplace(CaseFile::open(path_).value());
    return *file_;
  }

 private:
  test::TemporaryFolder folder_;
  std::filesystem::path path_;
  std::optional<CaseFile> file_;
};

TEST(Case_file_laws, Any_batch_over_any_rows_and_its_inverse_give_the_same_case) {
  StoredCase stored;
  const auto before = stored.load();
  EXPECT_TRUE(rc::check([&] {
    const auto batch = random_batch(before);
    const auto next = model::apply(before, batch);
    RC_ASSERT(next.has_value());
    const auto back = model::apply(*next, model::inverse(batch));
    RC_ASSERT(back.has_value());
    RC_ASSERT(back->tables == before.tables);
  }));
}

TEST(Case_file_laws, To_save_and_open_again_changes_nothing_and_the_journal_keeps_each_edit_and_its_inverse) {
  StoredCase stored;
  EXPECT_TRUE(rc::check([&] {
    const auto before = stored.load();
    const auto batch = random_batch(before);
    stored.commit(batch);
    const auto there = stored.load();
    const auto& file = stored.reopened();
    expect_same(file.load().value(), there);
    const auto kept = file.journal_record(there.revision).value().batch;
    RC_ASSERT(kept.edits == batch.edits);
    RC_ASSERT(kept.label == batch.label);
    stored.commit(model::inverse(kept));
    RC_ASSERT(stored.reopened().load()->tables == before.tables);
    RC_ASSERT(stored.reopened().verify().has_value());
  }));
}

TEST(Case_file_laws, The_rows_made_anew_from_the_journal_are_those_that_are_stored) {
  constexpr std::uint64_t kLongest = 60; // every state is made from the whole journal before it
  std::optional<StoredCase> stored;
  EXPECT_TRUE(rc::check([&] {
    if (!stored || stored->load().revision > kLongest) stored.emplace();
    std::vector<CaseSnapshot> states{stored->load()};
    for (int i = 0; i < 3; ++i) {
      stored->commit(random_batch(states.back()));
      states.push_back(stored->load());
    }
    for (const auto& state : states) RC_ASSERT(stored->reopened().load_at(state.revision)->tables == state.tables);
  }));
}

std::string text_of(const app::Tables& tables) {
  std::string text;
  const auto add = [&](const auto&... parts) { ((text += fmt::format("{}|", parts)), ...); };
  for (const auto& row : tables.entities)
    add(row.id.value, row.key, row.name, static_cast<int>(row.kind), row.roles, row.what, row.ties, row.received.cents, row.is_victim);
  for (const auto& row : tables.ties)
    add(row.id.value, row.source, row.target, static_cast<int>(row.type), row.when, row.exhibits, row.probability, row.supported, row.names_victim);
  for (const auto& row : tables.payments)
    add(row.id.value, row.payer, row.payee, row.amount.cents, row.currency, static_cast<int>(row.payment_class), row.purpose, row.exhibits, row.supported);
  for (const auto& [account, holder] : tables.holder_of) add(account.value, holder.value);
  return text;
}

std::string text_of(const app::Derived& derived) {
  auto text = text_of(derived.tables()) + app::counts_text(derived.counts()) + derived.currency();
  for (const char* query : {"o", "v-0", "somebody", "e1", "x", "zeb"})
    for (const auto& hit : derived.search().find(query)) text += fmt::format("{}/{}/{};", hit.label, hit.detail, hit.rank);
  text += (*derived.masking())("paid to Zebulon Canarius and to Somebody 3");
  for (const auto& node : derived.chart().nodes) text += fmt::format("{}:{};", node.id.value, node.label);
  return text;
}

// One step of an investigator's day; whether there was anything to do.
bool step(app::Session& session, std::mt19937_64& random) {
  const auto& now = *session.snapshot();
  const auto any = [&](const auto& table) { return table.rows()[random() % table.size()]; };
  const auto commit = [&](base::Result<EditBatch> batch) { return batch && session.commit(std::move(*batch)); };
  switch (random() % 8) {
    case 0: {
      auto row = test::entity(0, "N" + std::to_string(now.revision), model::EntityKind::Person, "Somebody " + std::to_string(random() % 5));
      row.is_protected = random() % 3 == 0;
      return commit(app::add_entity(now, row));
    }
    case 1: {
      auto row = any(now.entities());
      row.notes = "changed";
      row.is_protected = row.is_protected || random() % 4 == 0;
      return commit(app::change_entity(now, row));
    }
    case 2: return commit(app::add_tie(now, test::tie(0, model::TieType::Associate, any(now.entities()).id.value, any(now.entities()).id.value, {})));
    case 3: return !now.ties().empty() && commit(app::delete_tie(now, any(now.ties()).id));
    case 4: return now.entities().size() > 3 && commit(app::delete_entities(now, {any(now.entities()).id}));
    case 5: return commit(app::pin(now, {{any(now.entities()).id, 1, 2}}));
    case 6: return session.undo().has_value();
    default: return session.redo().has_value();
  }
}

TEST(Case_file_laws, What_the_panels_show_after_many_edits_is_what_a_window_shows_that_opens_the_case_anew) {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "case.cuibono";
  auto session = test::new_session(path);
  app::Jobs jobs;
  app::Derived derived;
  const auto failed = [](const base::Error& error) { ADD_FAILURE() << base::sentence(error); };
  std::mt19937_64 random(20317);
  int done = 0;
  for (int i = 0; i < 120 && !::testing::Test::HasFailure(); ++i) {
    done += step(session, random);
    derived.update(session, jobs, failed);
    if (i % 6 != 0) continue;
    const auto again = app::Session::open(path, "tester", test::fixed_clock).value();
    app::Jobs other_jobs;
    app::Derived fresh;
    fresh.update(again, other_jobs, failed);
    EXPECT_EQ(session.snapshot()->tables, again.snapshot()->tables) << "step " << i;
    EXPECT_EQ(text_of(derived), text_of(fresh)) << "step " << i;
    EXPECT_EQ(session.undo_label() + "|" + session.redo_label(), again.undo_label() + "|" + again.redo_label());
  }
  EXPECT_GT(done, 60) << "hardly anything was done";
}

} // namespace
} // namespace cuibono
