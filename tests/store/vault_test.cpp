// Identities go into the vault before they reach a table or the journal, and come out with its key alone.

#include "store/vault.h"

#include <gmock/gmock.h>

#include "model/masks.h"
#include "model/people.h"
#include "protect/seal.h"

namespace cuibono::store {
namespace {

using model::Change;
using model::Edit;
using model::Entity;

Entity person(std::uint32_t id, const std::string& key, const std::string& name) {
  Entity row;
  row.id = {id};
  row.key = key;
  row.kind = model::EntityKind::Person;
  row.name = name;
  return row;
}

Entity victim() {
  Entity row = person(1, "V01", "Zebulon Canarius");
  row.aliases = {"Zebby"};
  row.birth_date = {2014, 5, 6};
  row.country = "XA";
  row.latitude = 1.5;
  row.longitude = 2.5;
  row.notes = "shelter at the harbour";
  row.attributes = {{"phone", "+66 1234"}, {"minor", "yes"}};
  row.is_protected = true;
  row.pseudonym = 1;
  return row;
}

template <class Row>
model::EditBatch adding(Row row) {
  model::EditBatch batch;
  batch.edits.emplace_back(Change<Row>{std::nullopt, std::move(row)});
  return batch;
}

VaultKeys opening(const protect::SealKeys& keys) { return {protect::Key::from_hex(keys.open_with).value()}; }

struct Vault : ::testing::Test {
  Vault() { before.case_id = "case"; }
  model::CaseSnapshot sealed(model::EditBatch batch) {
    EXPECT_TRUE(seal_identities(before, batch, keys.seal_with));
    last = batch;
    return *model::apply(before, batch);
  }
  protect::SealKeys keys = protect::new_seal_keys();
  model::CaseSnapshot before;
  model::EditBatch last;
};

TEST_F(Vault, Of_a_victim_only_what_tells_nobody_who_she_is_stays_in_clear) {
  const auto after = sealed(adding(victim()));
  const Entity& row = after.entities().rows()[0];
  EXPECT_EQ(row.name, "");
  EXPECT_TRUE(row.aliases.empty());
  EXPECT_FALSE(row.birth_date.known());
  EXPECT_FALSE(row.latitude || row.longitude);
  EXPECT_EQ(row.notes, "");
  EXPECT_EQ(row.attributes, (model::Attributes{{"minor", "yes"}}));
  EXPECT_EQ(row.country, "XA");
  EXPECT_FALSE(has_clear_identity(row));
}

TEST_F(Vault, Its_key_gives_the_identity_back_whole) {
  const auto after = sealed(adding(victim()));
  const auto shown = with_identities(after, opening(keys));
  ASSERT_TRUE(shown);
  auto expected = victim();
  expected.attributes = {{"minor", "yes"}, {"phone", "+66 1234"}};
  EXPECT_EQ(shown->entities().rows()[0], expected);
  EXPECT_FALSE(with_identities(after, opening(protect::new_seal_keys())));
}

TEST_F(Vault, A_seal_moved_to_another_person_does_not_open) {
  auto after = sealed(adding(victim()));
  Entity other = person(2, "V02", "");
  other.sealed = after.entities().rows()[0].sealed;
  other.sealed[0].replace(0, 1, "2");
  EXPECT_FALSE(with_identity(other, "case", opening(keys)));
  EXPECT_FALSE(with_identity(after.entities().rows()[0], "another case", opening(keys)));
}

TEST_F(Vault, A_role_as_victim_seals_what_the_case_held_in_clear) {
  before = *model::apply(before, adding(person(1, "P1", "Zebulon Canarius")));
  model::RoleFact role;
  role.id = {1};
  role.entity = {1};
  role.role = model::Role::Victim;
  const auto after = sealed(adding(role));
  EXPECT_EQ(after.entities().rows()[0].name, "");
  EXPECT_EQ(with_identities(after, opening(keys))->entities().rows()[0].name, "Zebulon Canarius");
}

TEST_F(Vault, Somebody_who_is_no_victim_keeps_her_name) {
  EXPECT_EQ(sealed(adding(person(1, "P1", "Olga Owner"))).entities().rows()[0].name, "Olga Owner");
}

TEST_F(Vault, No_step_inside_a_batch_shows_the_name) {
  auto batch = adding(person(1, "V01", "Zebulon Canarius"));
  std::get<Change<Entity>>(batch.edits[0]).after.own().is_protected = true;
  model::give_pseudonyms(before, batch);
  ASSERT_EQ(batch.edits.size(), 2u);
  sealed(batch);
  ASSERT_EQ(last.edits.size(), 1u);
  EXPECT_EQ(std::get<Change<Entity>>(last.edits[0]).after->name, "");
}

TEST_F(Vault, Merged_victims_keep_both_identities) {
  auto batch = adding(victim());
  auto second = person(2, "V02", "Yolanda Canarius");
  second.is_protected = true;
  batch.edits.emplace_back(Change<Entity>{std::nullopt, second});
  before = sealed(batch);
  const auto merged = sealed(model::merge_entities(before, {1}, {2}));
  const auto shown = with_identities(merged, opening(keys));
  ASSERT_TRUE(shown);
  EXPECT_EQ(shown->entities().rows()[0].name, "Zebulon Canarius");
  EXPECT_THAT(shown->entities().rows()[0].aliases, ::testing::UnorderedElementsAre("V02", "Zebby", "Yolanda Canarius"));
}

TEST_F(Vault, Free_text_hides_a_sealed_name_whatever_its_letters) {
  const model::MaskFinder mask("case", {{model::mask_of("Zebulon Canarius", "case"), "V-01"},
                                        {model::mask_of("สมหญิง", "case"), "V-02"},
                                        {model::mask_of("Zebby", "case"), "V-01"}});
  EXPECT_EQ(mask("To ZEBULON CANARIUS, or zebby; zebbyzebby"), "To V-01, or V-01; V-01V-01");
  EXPECT_EQ(mask("จ่ายให้สมหญิงแล้ว"), "จ่ายให้V-02แล้ว");
  EXPECT_EQ(mask("Zebulon alone, Zebb y"), "Zebulon alone, Zebb y");
  EXPECT_EQ(mask("Zebby"), "V-01");
  EXPECT_EQ(mask(""), "");
  EXPECT_EQ(model::mask_of("Al", "case"), "");
}

} // namespace
} // namespace cuibono::store
