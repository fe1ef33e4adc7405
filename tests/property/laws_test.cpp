// Laws that hold for every case, tried on random ones.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "../app/support.h"
#include "benefit/measure.h"
#include "case_builder.h"
#include "model/edit.h"
#include "store/case_file.h"

namespace cuibono {
namespace {

using model::EntityKind;
using model::PaymentClass;
using testing::CaseBuilder;

constexpr int kEntities = 9;

std::string key(int i) { return "N" + std::to_string(i); }

int index() { return *rc::gen::inRange(0, kEntities); }

// Entities of every kind that money treats differently, random payments, shares, holders and nominees, loops included.
CaseBuilder random_case() {
  CaseBuilder built;
  built.exhibit("X2", "B2");
  constexpr std::array kKinds{EntityKind::Person, EntityKind::Company, EntityKind::Account, EntityKind::Trust, EntityKind::Unknown};
  for (int i = 0; i < kEntities; ++i) built.entity(key(i), kKinds[static_cast<std::size_t>(*rc::gen::inRange(0, 5))]);
  if (*rc::gen::arbitrary<bool>()) built.role(key(index()), model::Role::Victim);
  for (int i = *rc::gen::inRange(1, 3); i > 0; --i)
    built.proceeds(key(index()), *rc::gen::inRange(1, 100000) / 100.0, *rc::gen::inRange(0, 101) / 100.0, *rc::gen::inRange(0, 50000) / 100.0);
  built.setting("fx:USD", "33.17");
  for (int i = *rc::gen::inRange(0, 20); i > 0; --i) {
    built.pays(key(index()), key(index()), *rc::gen::inRange(1, 50000) / 100.0,
               static_cast<PaymentClass>(*rc::gen::inRange(0, static_cast<int>(base::kCount<PaymentClass>))), {"X2"});
    auto row = built.snapshot.payments().rows().back();
    row.date = *base::parse_date("2031-05-05");
    if (*rc::gen::inRange(0, 4) == 0) row.currency = "USD";
    if (*rc::gen::inRange(0, 5) == 0) row.citations.clear();
    built.put(row);
  }
  for (int i = *rc::gen::inRange(0, 8); i > 0; --i) built.owns(key(index()), key(index()), *rc::gen::inRange(1, 101) / 100.0);
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i) built.tie(model::TieType::HoldsAccount, key(index()), key(index()));
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i) built.tie(model::TieType::NomineeFor, key(index()), key(index()));
  return built;
}

benefit::Report measure(const model::CaseSnapshot& snapshot, benefit::Basis basis) {
  base::Progress progress;
  return *benefit::who_benefits(snapshot, {.basis = basis, .draws = 0, .sensitivity = false}, progress);
}

TEST(Laws, Value_is_neither_made_nor_lost_on_either_basis) {
  EXPECT_TRUE(rc::check([] {
    const auto built = random_case();
    for (const auto basis : {benefit::Basis::Gross, benefit::Basis::Net}) {
      const auto report = measure(built.snapshot, basis);
      base::Money people;
      for (const auto& person : report.people) {
        people += person.benefit;
        base::Money paths;
        for (const auto& path : person.paths) paths += path.amount;
        RC_ASSERT(paths == person.benefit);
        RC_ASSERT(person.benefit.cents > 0);
      }
      RC_ASSERT((people + report.unattributed + report.movement + report.lawful).cents == report.source_value.cents);
      RC_ASSERT(report.unattributed.cents >= 0 && report.movement.cents >= 0 && report.lawful.cents >= 0);
    }
  }));
}

TEST(Laws, Scaling_all_money_by_ten_leaves_every_share_as_it_was) {
  EXPECT_TRUE(rc::check([] {
    const auto built = random_case();
    auto scaled = built;
    for (auto payment : built.snapshot.payments()) payment.amount.cents *= 10, scaled.put(payment);
    for (auto row : built.snapshot.of<model::Proceeds>()) row.turnover->cents *= 10, row.net_value->cents *= 10, scaled.put(row);
    const auto before = measure(built.snapshot, benefit::Basis::Net), after = measure(scaled.snapshot, benefit::Basis::Net);
    for (const auto& person : before.people)
      for (const auto& same : after.people)
        if (person.id == same.id) RC_ASSERT(std::abs(person.share - same.share) < 1e-9);
  }));
}

void expect_same_shares(const benefit::Report& before, const benefit::Report& after) {
  RC_ASSERT(before.people.size() == after.people.size());
  for (std::size_t i = 0; i < before.people.size(); ++i) {
    RC_ASSERT(before.people[i].id == after.people[i].id);
    RC_ASSERT(before.people[i].share == after.people[i].share);
    RC_ASSERT(before.people[i].share_p05 == after.people[i].share_p05);
    RC_ASSERT(before.people[i].p_top == after.people[i].p_top);
  }
  RC_ASSERT(before.unattributed_p95 == after.unattributed_p95);
}

benefit::Report measure_with_draws(const model::CaseSnapshot& snapshot) {
  base::Progress progress;
  return *benefit::who_benefits(snapshot, {.draws = 50, .sensitivity = false, .threads = 1}, progress);
}

TEST(Laws, Shifting_every_date_by_a_week_changes_nothing) {
  EXPECT_TRUE(rc::check([] {
    const auto built = random_case();
    auto shifted = built;
    for (auto payment : built.snapshot.payments()) payment.date = *base::parse_date("2031-05-12"), shifted.put(payment);
    expect_same_shares(measure_with_draws(built.snapshot), measure_with_draws(shifted.snapshot));
  }));
}

TEST(Laws, A_repeat_of_one_lineage_behind_every_fact_changes_nothing) {
  EXPECT_TRUE(rc::check([] {
    const auto built = random_case();
    auto repeated = built;
    const auto memo = repeated.exhibit("MEMO", "B3", "X2"), note = repeated.exhibit("NOTE", "C3", "X1");
    const auto repeat = [&](auto row) {
      if (!row.citations.empty()) row.citations.push_back({row.citations[0].exhibit == repeated.exhibit("X2") ? memo : note, ""});
      repeated.put(row);
    };
    for (const auto& row : built.snapshot.payments()) repeat(row);
    for (const auto& row : built.snapshot.ties()) repeat(row);
    for (const auto& row : built.snapshot.of<model::Proceeds>()) repeat(row);
    expect_same_shares(measure_with_draws(built.snapshot), measure_with_draws(repeated.snapshot));
  }));
}

TEST(Laws, No_victim_is_ever_among_the_people) {
  EXPECT_TRUE(rc::check([] {
    auto built = random_case();
    const auto victim = key(index());
    built.role(victim, model::Role::Victim);
    for (const auto& person : measure(built.snapshot, benefit::Basis::Gross).people) RC_ASSERT(person.id != built.entity(victim));
  }));
}

TEST(Laws, The_inverse_of_a_merge_or_a_deletion_restores_the_case) {
  EXPECT_TRUE(rc::check([] {
    auto built = random_case();
    const auto a = built.entity(key(index())), b = built.entity(key(index()));
    RC_PRE(a != b);
    for (const auto& batch : {model::merge_entities(built.snapshot, a, b), model::delete_entity(built.snapshot, b)}) {
      const auto next = model::apply(built.snapshot, batch);
      RC_ASSERT(next.has_value());
      const auto back = model::apply(*next, model::inverse(batch));
      RC_ASSERT(back.has_value());
      RC_ASSERT(back->tables == built.snapshot.tables);
    }
  }));
}

// Adds, changes and deletes rows, each touching what the changes before it left.
model::EditBatch random_batch(const model::CaseSnapshot& snapshot) {
  model::EditBatch batch;
  batch.label = "Any edit";
  auto payments = snapshot.payments();
  for (int i = *rc::gen::inRange(1, 12); i > 0; --i) {
    const int what = *rc::gen::inRange(0, 3);
    if (what == 0 || payments.empty()) {
      model::Payment row;
      row.id = payments.next_id();
      row.payer = row.payee = snapshot.entities().begin()->id;
      row.purpose = *rc::gen::container<std::string>(rc::gen::inRange('a', 'z'));
      batch.edits.emplace_back(model::Change<model::Payment>{std::nullopt, row});
      payments.put(row);
      continue;
    }
    const auto before = payments.rows()[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(payments.size())))];
    auto after = before;
    after.amount.cents = *rc::gen::inRange(0, 1000000);
    batch.edits.emplace_back(model::Change<model::Payment>{before, what == 1 ? model::Held<model::Payment>(after) : std::nullopt});
    if (what == 1) payments.put(after);
    else payments.erase(before.id);
  }
  return batch;
}

TEST(Laws, Any_batch_and_its_inverse_give_the_same_case) {
  EXPECT_TRUE(rc::check([] {
    const auto built = random_case();
    const auto batch = random_batch(built.snapshot);
    const auto next = model::apply(built.snapshot, batch);
    RC_ASSERT(next.has_value());
    const auto back = model::apply(*next, model::inverse(batch));
    RC_ASSERT(back.has_value());
    RC_ASSERT(back->tables == built.snapshot.tables);
    RC_ASSERT(model::inverse(model::inverse(batch)).edits == batch.edits);
  }));
}

TEST(Laws, A_stored_case_opens_as_it_was) {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "case.cuibono";
  EXPECT_TRUE(rc::check([&] {
    for (const char* part : {"", "-wal", "-shm"}) std::filesystem::remove(path.string() + part);
    auto file = store::CaseFile::create(path, {});
    RC_ASSERT(file.has_value());
    auto now = *file->load();
    const auto built = random_case();
    model::EditBatch all;
    model::for_each_table(built.snapshot, [&]<class Row>(const model::Table<Row>& table) {
      if constexpr (!std::is_same_v<Row, model::Setting>)
        for (const Row& row : table) all.edits.emplace_back(model::Change<Row>{std::nullopt, row});
    });
    for (const auto& batch : {all, random_batch(built.snapshot)}) {
      const auto next = model::apply(now, batch);
      RC_ASSERT(next.has_value());
      RC_ASSERT(file->commit(batch, *next).has_value());
      now = *next;
    }
    const auto again = store::CaseFile::open(path);
    RC_ASSERT(again.has_value());
    RC_ASSERT(again->load()->tables == now.tables);
    RC_ASSERT(again->verify().has_value());
  }));
}

} // namespace
} // namespace cuibono
