#include "match/split.h"

#include <algorithm>

#include "base/text.h"
#include "model/attributes.h"
#include "model/references.h"

namespace cuibono::match {
namespace {

using base::ErrorKind;
using base::fail;
using model::CaseSnapshot;
using model::Change;
using model::Entity;
using model::EntityId;

const Change<Entity>* lead_change(const model::EditBatch& batch) {
  for (const auto& edit : batch.edits)
    if (const auto* change = std::get_if<Change<Entity>>(&edit); change && change->before && change->after) return change;
  return nullptr;
}

// What a value is without the merge: as it was, unless somebody has changed it since.
template <class Value>
void take_back(Value& now, const Value& before, const Value& after) {
  if (now == after) now = before;
}

// Of a list what the merge added goes, and what it took away (into the vault) comes back.
template <class Item>
void take_back(std::vector<Item>& now, const std::vector<Item>& before, const std::vector<Item>& after) {
  std::erase_if(now, [&](const Item& item) { return std::ranges::count(after, item) > 0 && std::ranges::count(before, item) == 0; });
  for (const Item& item : before)
    if (std::ranges::count(after, item) == 0 && std::ranges::count(now, item) == 0) now.push_back(item);
}

// The ids are one value that every merge into the lead makes longer: those of this record go out of it.
std::string ids_without(std::string_view ids, const Entity& gone) {
  auto left = base::split_list(ids);
  auto own = base::split_list(model::attribute(gone.attributes, model::kMergedIds));
  own.push_back(gone.key);
  std::erase_if(left, [&](const std::string& id) { return std::ranges::count(own, id) > 0; });
  return base::join(left, ";");
}

Entity lead_without(Entity lead, const Change<Entity>& change, const Entity& gone) {
  const auto ids = ids_without(model::attribute(lead.attributes, model::kMergedIds), gone);
  const auto without_ids = [](Entity row) {
    std::erase_if(row.attributes, [](const auto& pair) { return pair.first == model::kMergedIds; });
    return row;
  };
  lead = without_ids(std::move(lead));
  const Entity before = without_ids(*change.before), after = without_ids(*change.after);
  model::fields(lead, [&]<class T>(std::string_view name, T& member) {
    model::fields(before, [&]<class U>(std::string_view other, const U& was) {
      if constexpr (std::is_same_v<T, U>)
        if (name == other)
          model::fields(after, [&]<class W>(std::string_view third, const W& became) {
            if constexpr (std::is_same_v<T, W>)
              if (name == third) take_back(member, was, became);
          });
    });
  });
  if (!ids.empty()) lead.attributes.emplace_back(model::kMergedIds, ids);
  return lead;
}

template <class Row>
std::vector<EntityId*> entities_of(Row& row) {
  std::vector<EntityId*> ids;
  model::for_each_entity(row, [&](EntityId& id) { ids.push_back(&id); });
  return ids;
}

class Splitter {
 public:
  Splitter(const CaseSnapshot& now, EntityId lead, EntityId gone) : now_(now), lead_(lead), gone_(gone) {}

  template <class Row>
  void give_back(const Change<Row>& change) {
    if (change.before && change.after) rename(change);
    else if (change.before) bring_back(*change.before);
  }
  void give_back(const Change<Entity>&) {}

  Split& result() { return split_; }

 private:
  // The row's members that the merge changed from the record to the lead name the record again.
  template <class Row>
  void rename(const Change<Row>& change) {
    const Row* row = now_.of<Row>().find(change.after->id);
    if (!row) return void(++split_.deleted);
    Row before = *change.before, renamed = *row;
    const auto was = entities_of(before), is = entities_of(renamed);
    bool given = false;
    for (std::size_t i = 0; i < was.size(); ++i) {
      if (*was[i] != gone_ || *is[i] != lead_) continue;
      *is[i] = gone_;
      given = true;
    }
    if (!given) return void(++split_.changed);
    ++split_.given_back;
    split_.batch.edits.emplace_back(Change<Row>{*row, std::move(renamed)});
  }

  // A tie between the two, or a pin, that the merge left out.
  template <class Row>
  void bring_back(const Row& row) {
    bool whole = !now_.of<Row>().find(row.id);
    model::for_each_entity(row, [&](EntityId id) { whole = whole && (!id || id == gone_ || now_.entities().find(id)); });
    model::for_each_citation(row, [&](const model::Citation& cited) { whole = whole && now_.exhibits().find(cited.exhibit); });
    if (!whole) return void(++split_.deleted);
    ++split_.given_back;
    split_.batch.edits.emplace_back(Change<Row>{std::nullopt, row});
  }

  const CaseSnapshot& now_;
  EntityId lead_, gone_;
  Split split_;
};

base::Result<void> check(const CaseSnapshot& now, const Entity& gone, EntityId lead) {
  if (now.entities().find(gone.id))
    return fail(ErrorKind::Usage, "this record is in the case: it is not merged", gone.key, "look again");
  if (model::find_entity(now, gone.key))
    return fail(ErrorKind::Usage, "another entity has the id of the merged record by now", gone.key, "give that one another id first");
  if (now.entities().find(lead)) return {};
  return fail(ErrorKind::Usage, "the entity that this record was merged into is no longer in the case", gone.key,
              "it was merged itself, or deleted: split that one off first, or undo its deletion");
}

} // namespace

const Entity* merged_record(const model::EditBatch& batch) {
  for (const auto& edit : batch.edits)
    if (const auto* change = std::get_if<Change<Entity>>(&edit); change && change->before && !change->after) return &*change->before;
  return nullptr;
}

base::Result<Split> split(const CaseSnapshot& now, const model::EditBatch& merge) {
  const auto* record = merged_record(merge);
  const auto* change = lead_change(merge);
  if (!record || !change) return fail(ErrorKind::Internal, "this batch merges nothing");
  const EntityId lead_id = change->after->id;
  if (const auto may = check(now, *record, lead_id); !may) return tl::unexpected(may.error());

  Splitter splitter(now, lead_id, record->id);
  Split& result = splitter.result();
  result.batch.label = kSplitLabel;
  const Entity& lead_now = *now.entities().find(lead_id);
  Entity lead = lead_without(lead_now, *change, *record), gone = *record;
  const bool is_taken = std::ranges::any_of(now.entities(), [&](const Entity& row) {
    return (row.id == lead_id ? lead.pseudonym : row.pseudonym) == gone.pseudonym;
  });
  if (is_taken) gone.pseudonym = 0; // whoever becomes a victim gets the next free one
  result.batch.edits.emplace_back(Change<Entity>{std::nullopt, std::move(gone)});
  if (lead != lead_now) result.batch.edits.emplace_back(Change<Entity>{lead_now, std::move(lead)});
  for (const auto& edit : merge.edits) std::visit([&](const auto& one) { splitter.give_back(one); }, edit);
  return std::move(result);
}

} // namespace cuibono::match
