#include "store/vault.h"

#include <fmt/core.h>
#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "model/attributes.h"
#include "model/fields.h"
#include "model/masks.h"
#include "model/not_the_same.h"
#include "model/people.h"
#include "protect/bytes.h"
#include "protect/seal.h"
#include "store/json_field.h"

namespace cuibono::store {
namespace {

using base::ErrorKind;
using base::fail;
using base::Result;
using model::Change;
using model::Entity;
using model::EntityId;

constexpr std::array<std::string_view, 7> kSealed{"name",       "aliases", "latitude",  "longitude",
                                                  "birth_date", "notes",   "attributes"};
// What the law asks of a victim, and the ids of records merged or told apart: they tell nobody who she is.
constexpr std::array<std::string_view, 4> kOpenAttributes{"minor", "role detail", model::kMergedIds, model::kNotTheSame};

bool is_sealed_column(std::string_view name) { return std::ranges::find(kSealed, name) != kSealed.end(); }
bool is_open_attribute(const std::pair<std::string, std::string>& attribute) {
  return std::ranges::find(kOpenAttributes, attribute.first) != kOpenAttributes.end();
}

// The row's identity alone, and the row without it.
Entity identity_of(const Entity& row) {
  Entity identity;
  model::fields(identity, [&]<class T>(std::string_view name, T& member) {
    if (!is_sealed_column(name)) return;
    model::fields(row, [&]<class U>(std::string_view other, const U& value) {
      if constexpr (std::is_same_v<T, U>)
        if (name == other) member = value;
    });
  });
  std::erase_if(identity.attributes, is_open_attribute);
  if (row.name == model::pseudonym_text(row.pseudonym) || row.name == row.key) identity.name.clear();
  return identity;
}

Entity without_identity(const Entity& row) {
  Entity open = row;
  const Entity nothing;
  model::fields(open, [&]<class T>(std::string_view name, T& member) {
    if (is_sealed_column(name)) member = T{};
  });
  for (const auto& attribute : row.attributes)
    if (is_open_attribute(attribute)) open.attributes.push_back(attribute);
  return open;
}

std::string as_json(const Entity& identity) {
  std::string json = "{";
  model::fields(identity, [&](std::string_view name, const auto& member) {
    if (!is_sealed_column(name)) return;
    if (json.size() > 1) json += ',';
    write_json(json, name);
    json += ':';
    write_json(json, member);
  });
  return json + "}";
}

bool from_json(std::string_view text, Entity& identity) {
  const auto json = parse_json(text);
  if (!json || !json->is_object()) return false;
  bool whole = true;
  model::fields(identity, [&](const char* name, auto& member) {
    const auto value = json->find(name);
    if (is_sealed_column(name) && value != json->end()) whole = whole && read_json(*value, member);
  });
  return whole;
}

std::string place_of(std::string_view case_id, std::string_view row) {
  return fmt::format("{}/entities/{}/identity", case_id, row);
}

void add_mask(Entity& row, std::string_view name, const std::string& case_id) {
  auto mask = model::mask_of(name, case_id);
  if (!mask.empty() && !std::ranges::count(row.masks, mask)) row.masks.push_back(std::move(mask));
}

// "17:BASE64": the number of the row that it was sealed for, which stays when two rows are merged.
Result<void> seal_row(Entity& row, const std::string& case_id, std::string_view seal_with) {
  const Entity identity = identity_of(row);
  const auto number = std::to_string(row.id.value);
  const auto sealed = protect::seal(as_json(identity), seal_with, place_of(case_id, number));
  if (!sealed) return tl::unexpected(sealed.error());
  row = without_identity(row);
  row.sealed.push_back(number + ":" + *sealed);
  add_mask(row, identity.name, case_id);
  for (const auto& alias : identity.aliases) add_mask(row, alias, case_id);
  return {};
}

// Later says more than earlier; a name that gives way becomes an alias.
void add_identity(Entity& to, const Entity& from) {
  if (!from.name.empty() && !to.name.empty() && from.name != to.name) to.aliases.push_back(to.name);
  if (!from.name.empty()) to.name = from.name;
  for (const auto& alias : from.aliases)
    if (!std::ranges::count(to.aliases, alias)) to.aliases.push_back(alias);
  if (from.latitude) to.latitude = from.latitude, to.longitude = from.longitude;
  if (from.birth_date.known()) to.birth_date = from.birth_date;
  if (!from.notes.empty()) to.notes = to.notes.empty() ? from.notes : to.notes + "\n" + from.notes;
  for (const auto& attribute : from.attributes)
    if (!std::ranges::count(to.attributes, attribute)) to.attributes.push_back(attribute);
}

// The batch's changes of each entity, in order.
std::map<EntityId, std::vector<std::size_t>> changes_by_entity(const model::EditBatch& batch) {
  std::map<EntityId, std::vector<std::size_t>> found;
  for (std::size_t i = 0; i < batch.edits.size(); ++i)
    if (const auto* change = std::get_if<Change<Entity>>(&batch.edits[i]))
      found[change->after ? change->after->id : change->before->id].push_back(i);
  return found;
}

// One change instead of several of the same row, so that no step between shows the name.
void join_changes(model::EditBatch& batch, const std::vector<std::size_t>& places, std::set<std::size_t>& gone) {
  auto& first = std::get<Change<Entity>>(batch.edits[places.front()]);
  first.after = std::get<Change<Entity>>(batch.edits[places.back()]).after;
  gone.insert(places.begin() + 1, places.end());
}

void erase_at(model::EditBatch& batch, const std::set<std::size_t>& gone) {
  std::size_t at = 0;
  std::erase_if(batch.edits, [&](const model::Edit&) { return gone.contains(at++); });
}

} // namespace

bool has_clear_identity(const Entity& row) { return identity_of(row) != Entity(); }

Result<void> seal_identities(const model::CaseSnapshot& before, model::EditBatch& batch, std::string_view seal_with) {
  const auto changes = changes_by_entity(batch);
  std::set<std::size_t> gone;
  for (const EntityId id : model::victims_after(before, batch)) {
    const auto places = changes.find(id);
    if (places == changes.end()) {
      const Entity* row = before.entities().find(id);
      if (!row || !has_clear_identity(*row)) continue;
      Change<Entity> change{*row, *row};
      if (const auto done = seal_row(change.after.own(), before.case_id, seal_with); !done) return done;
      batch.edits.emplace_back(std::move(change));
      continue;
    }
    join_changes(batch, places->second, gone);
    auto& after = std::get<Change<Entity>>(batch.edits[places->second.front()]).after;
    if (!after || !has_clear_identity(*after)) continue;
    if (const auto done = seal_row(after.own(), before.case_id, seal_with); !done) return done;
  }
  erase_at(batch, gone);
  return {};
}

namespace {

// Most are sealed to the present key; what is older opens with one of those before.
Result<std::string> unsealed(std::string_view sealed, const VaultKeys& keys, const std::string& place) {
  Result<std::string> text = fail(ErrorKind::Refused, "the vault is locked", "", "open it with its passphrase");
  for (const auto& key : keys) {
    auto open_with = key.hex();
    text = protect::unseal(sealed, open_with, place);
    protect::wipe(open_with);
    if (text) break;
  }
  return text;
}

} // namespace

Result<Entity> with_identity(const Entity& entity, std::string_view case_id, const VaultKeys& keys) {
  Entity whole = entity;
  for (const std::string& entry : entity.sealed) {
    const auto colon = std::min(entry.find(':'), entry.size());
    const auto text = unsealed(std::string_view(entry).substr(std::min(colon + 1, entry.size())), keys,
                               place_of(case_id, entry.substr(0, colon)));
    if (!text) return tl::unexpected(text.error());
    Entity identity;
    if (!from_json(*text, identity))
      return fail(ErrorKind::Input, "a sealed identity cannot be read",
                  "entities row " + std::to_string(entity.id.value),
                  "open it with the version of Cui Bono that sealed it");
    add_identity(whole, identity);
  }
  whole.sealed.clear();
  whole.masks.clear();
  return whole;
}

Result<model::CaseSnapshot> with_identities(const model::CaseSnapshot& snapshot, const VaultKeys& keys) {
  model::CaseSnapshot shown = snapshot;
  for (const Entity& entity : snapshot.entities()) {
    if (entity.sealed.empty()) continue;
    auto whole = with_identity(entity, snapshot.case_id, keys);
    if (!whole) return tl::unexpected(whole.error());
    shown.of<Entity>().put(std::move(*whole));
  }
  return shown;
}

} // namespace cuibono::store
