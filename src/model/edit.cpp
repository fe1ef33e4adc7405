#include "model/edit.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "base/text.h"
#include "model/attributes.h"
#include "model/people.h"
#include "model/references.h"

namespace cuibono::model {
namespace {

using base::ErrorKind;
using base::fail;

template <class Row>
Change<Row> reversed(const Change<Row>& change) { return {change.after, change.before}; }

template <class Row>
base::Result<void> apply_change(CaseSnapshot& next, const Change<Row>& change) {
  auto& table = next.of<Row>();
  const auto id = change.after ? change.after->id : change.before->id;
  const Row* now = id < table.next_id() ? table.find(id) : nullptr; // a new row's number is looked for nowhere
  const bool as_expected = change.before ? now && *now == *change.before : now == nullptr;
  if (!as_expected)
    return fail(ErrorKind::Input, std::string("a row of ") + Row::kTable + " has changed since this edit was made",
                "row " + std::to_string(id.value), "look at it again and repeat the edit");
  if (change.after) table.put(change.after);
  else table.erase(id);
  return {};
}

template <class Row>
base::Result<void> check_references(const CaseSnapshot& next, const Row& row) {
  bool whole = true;
  for_each_entity(row, [&](EntityId id) { whole = whole && (!id || next.entities().find(id)); });
  for_each_citation(row, [&](const Citation& citation) { whole = whole && next.exhibits().find(citation.exhibit); });
  if (whole) return {};
  return fail(ErrorKind::Input, std::string("a row of ") + Row::kTable + " refers to an entity or exhibit that is not in the case",
              "row " + std::to_string(row.id.value), "add what it refers to first, or delete both together");
}

bool deletes_referenced_rows(const EditBatch& batch) {
  return std::ranges::any_of(batch.edits, [](const Edit& edit) {
    const auto* entity = std::get_if<Change<Entity>>(&edit);
    const auto* exhibit = std::get_if<Change<Exhibit>>(&edit);
    return (entity && !entity->after) || (exhibit && !exhibit->after);
  });
}

// Rows added or changed are checked one by one; only where something referred to goes is the whole case looked through.
base::Result<void> check_all_references(const CaseSnapshot& next, const EditBatch& batch) {
  base::Result<void> result;
  const auto check = [&](const auto& row) { if (result) result = check_references(next, row); };
  if (deletes_referenced_rows(batch))
    for_each_table(next, [&](const auto& table) { for (const auto& row : table) check(row); });
  else
    for (const Edit& edit : batch.edits) std::visit([&](const auto& change) { if (change.after) check(*change.after); }, edit);
  return result;
}

// The n of a key of the form V12 or V-12, 0 for any other.
int asked_number(const std::string& key) {
  const std::size_t digits = key.starts_with("V-") ? 2 : 1;
  int number = 0;
  const auto [end, error] = std::from_chars(key.data() + std::min(digits, key.size()), key.data() + key.size(), number);
  const bool whole = error == std::errc{} && end == key.data() + key.size();
  return whole && key.starts_with('V') && number > 0 && number < 1'000'000 ? number : 0;
}

void append(EditBatch& batch, const CaseSnapshot& snapshot, EntityId kept, EntityId gone, bool keep_rows) {
  for_each_table(snapshot, [&](const auto& table) {
    for (const auto& row : table) {
      auto moved = row;
      bool touched = false, kept_named = false;
      for_each_entity(moved, [&](EntityId& id) {
        kept_named = kept_named || id == kept;
        if (id != gone) return;
        touched = true;
        id = kept;
      });
      if (!touched) continue;
      using Row = std::remove_cvref_t<decltype(row)>;
      const bool becomes_loop = kept_named && std::is_same_v<Row, Tie>;
      const bool drop = !keep_rows || becomes_loop || std::is_same_v<Row, Pin>;
      batch.edits.push_back(drop ? Change<Row>{row, std::nullopt} : Change<Row>{row, std::move(moved)});
    }
  });
}

void add_attribute(Attributes& attributes, std::string name, const std::string& value) {
  std::pair<std::string, std::string> pair(std::move(name), value);
  if (!std::ranges::count(attributes, pair)) attributes.push_back(std::move(pair));
}

// A value that the lead does not have becomes the lead's; one that differs is kept beside it, as an attribute that says of
// which record it was.
template <class Value, class Text>
void take_value(Entity& lead, const Entity& other, Value Entity::*member, const char* column, const Text& text) {
  const Value nothing{};
  if (other.*member == nothing || other.*member == lead.*member) return;
  if (lead.*member == nothing && lead.sealed.empty()) lead.*member = other.*member;
  else add_attribute(lead.attributes, std::string(column) + " of " + other.key, text(other.*member));
}

void take_attributes(Entity& lead, const Entity& other) {
  std::string ids(attribute(lead.attributes, kMergedIds));
  const auto add_ids = [&](std::string_view more) {
    if (!more.empty()) ids += (ids.empty() ? "" : ";") + std::string(more);
  };
  for (const auto& [name, value] : other.attributes) {
    if (name == kMergedIds) continue;
    const bool is_free = std::ranges::find(lead.attributes, name, &Attributes::value_type::first) == lead.attributes.end();
    const bool is_same = std::ranges::count(lead.attributes, std::pair(name, value)) > 0;
    if (!is_same) add_attribute(lead.attributes, is_free ? name : name + " of " + other.key, value);
  }
  add_ids(other.key);
  add_ids(attribute(other.attributes, kMergedIds));
  const auto own = std::ranges::find(lead.attributes, kMergedIds, &Attributes::value_type::first);
  if (own != lead.attributes.end()) own->second = ids;
  else if (!ids.empty()) lead.attributes.emplace_back(kMergedIds, ids);
}

// Everything that the other record says, in the lead's.
void take_over(Entity& lead, const Entity& other) {
  const auto itself = [](const std::string& text) { return text; };
  const auto number = [](const std::optional<double>& value) { return base::format_number(*value); };
  for (const auto& name : {other.name, other.key})
    if (!name.empty() && name != lead.name && !std::ranges::count(lead.aliases, name)) lead.aliases.push_back(name);
  for (const auto& alias : other.aliases)
    if (!std::ranges::count(lead.aliases, alias)) lead.aliases.push_back(alias);
  if (lead.kind == EntityKind::Unknown) lead.kind = other.kind;
  else if (other.kind != EntityKind::Unknown && other.kind != lead.kind)
    add_attribute(lead.attributes, "kind of " + other.key, std::string(base::name_of(other.kind)));
  take_value(lead, other, &Entity::country, "country", itself);
  take_value(lead, other, &Entity::sector, "sector", itself);
  take_value(lead, other, &Entity::latitude, "latitude", number);
  take_value(lead, other, &Entity::longitude, "longitude", number);
  take_value(lead, other, &Entity::birth_date, "birth_date", base::format_date);
  take_value(lead, other, &Entity::notes, "notes", itself);
  take_attributes(lead, other);
  lead.is_protected = lead.is_protected || other.is_protected;
  if (lead.pseudonym == 0) lead.pseudonym = other.pseudonym;
  lead.sealed.insert(lead.sealed.begin(), other.sealed.begin(), other.sealed.end());
  lead.masks.insert(lead.masks.end(), other.masks.begin(), other.masks.end());
}

} // namespace

EditBatch inverse(const EditBatch& batch) {
  EditBatch back = batch;
  back.edits.clear();
  for (auto edit = batch.edits.rbegin(); edit != batch.edits.rend(); ++edit)
    std::visit([&](const auto& change) { back.edits.emplace_back(reversed(change)); }, *edit);
  return back;
}

base::Result<CaseSnapshot> apply(const CaseSnapshot& snapshot, const EditBatch& batch) {
  CaseSnapshot next = snapshot;
  for (const Edit& edit : batch.edits) {
    const auto applied = std::visit([&](const auto& change) { return apply_change(next, change); }, edit);
    if (!applied) return tl::unexpected(applied.error());
  }
  if (const auto whole = check_all_references(next, batch); !whole) return tl::unexpected(whole.error());
  ++next.revision;
  return next;
}

void give_pseudonyms(const CaseSnapshot& before, EditBatch& batch) {
  const auto is_victim = victims_after(before, batch);
  if (is_victim.empty()) return;
  std::map<EntityId, const Entity*> rows; // as the batch leaves them
  std::set<int> taken;
  for (const Entity& entity : before.entities()) {
    if (is_victim.contains(entity.id)) rows[entity.id] = &entity;
    if (entity.pseudonym > 0) taken.insert(entity.pseudonym);
  }
  for (const Edit& edit : batch.edits) {
    const auto* change = std::get_if<Change<Entity>>(&edit);
    if (!change) continue;
    if (!change->after) rows.erase(change->before->id);
    else if (is_victim.contains(change->after->id)) rows[change->after->id] = &*change->after;
    if (change->after && change->after->pseudonym > 0) taken.insert(change->after->pseudonym);
  }
  std::vector<Entity> waiting;
  for (const auto& [id, row] : rows)
    if (row->pseudonym == 0) waiting.push_back(*row);
  std::stable_sort(waiting.begin(), waiting.end(), [](const Entity& a, const Entity& b) {
    return (asked_number(a.key) > 0) > (asked_number(b.key) > 0); // those who ask for a number choose first
  });
  for (Entity& entity : waiting) {
    int number = asked_number(entity.key);
    if (number == 0 || taken.contains(number)) number = taken.empty() ? 1 : *taken.rbegin() + 1;
    taken.insert(number);
    Entity numbered = entity;
    numbered.pseudonym = number;
    batch.edits.emplace_back(Change<Entity>{std::move(entity), std::move(numbered)});
  }
}

EditBatch merge_entities(const CaseSnapshot& snapshot, EntityId kept, EntityId gone) {
  EditBatch batch;
  batch.label = "Merge entities";
  append(batch, snapshot, kept, gone, true);
  const Entity& lead = *snapshot.entities().find(kept);
  const Entity& other = *snapshot.entities().find(gone);
  Entity merged = lead;
  take_over(merged, other);
  batch.edits.emplace_back(Change<Entity>{lead, std::move(merged)});
  batch.edits.emplace_back(Change<Entity>{other, std::nullopt});
  return batch;
}

EditBatch delete_entity(const CaseSnapshot& snapshot, EntityId id) {
  EditBatch batch;
  batch.label = "Delete entity";
  append(batch, snapshot, id, id, false);
  batch.edits.emplace_back(Change<Entity>{*snapshot.entities().find(id), std::nullopt});
  return batch;
}

} // namespace cuibono::model
