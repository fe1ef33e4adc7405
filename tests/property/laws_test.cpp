// Laws of edits and of the case file that hold for every case, tried on random ones.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "../app/support.h"
#include "case_builder.h"
#include "match/split.h"
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

TEST(Laws, A_split_gives_back_what_the_merge_took_whatever_was_added_since) {
  EXPECT_TRUE(rc::check([] {
    auto built = random_case();
    const auto a = built.entity(key(index())), b = built.entity(key(index()));
    RC_PRE(a != b);
    const auto merge = model::merge_entities(built.snapshot, a, b);
    auto now = *model::apply(built.snapshot, merge);
    const auto later = now.of<model::Payment>().next_id();
    now.of<model::Payment>().put(model::Payment{.id = later, .payer = a, .payee = a, .amount = {100}});
    const auto back = match::split(now, merge);
    RC_ASSERT(back.has_value());
    auto parted = model::apply(now, back->batch);
    RC_ASSERT(parted.has_value());
    parted->of<model::Payment>().erase(later);
    RC_ASSERT(parted->tables == built.snapshot.tables);
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
