#include "match/distinct.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "model/attributes.h"
#include "model/not_the_same.h"
#include "model/people.h"

namespace cuibono::match {
namespace {

using base::ErrorKind;
using base::fail;
using model::CaseSnapshot;
using model::Entity;
using model::EntityId;

EntityPair ordered(EntityId a, EntityId b) { return a < b ? EntityPair{a, b} : EntityPair{b, a}; }

// A merge keeps what the other record said beside the lead's own, as "not the same as of P9".
bool is_distinct_column(std::string_view column) { return column.starts_with(model::kNotTheSame); }

std::vector<std::string> others_of(const Entity& row) {
  std::vector<std::string> keys;
  for (const auto& [column, value] : row.attributes)
    if (is_distinct_column(column))
      for (auto& key : base::split_list(value)) keys.push_back(std::move(key));
  return keys;
}

// Keys of records and of those merged into them.
std::map<std::string, EntityId, std::less<>> records_by_key(const CaseSnapshot& snapshot) {
  std::map<std::string, EntityId, std::less<>> records;
  for (const Entity& row : snapshot.entities()) {
    records[row.key] = row.id;
    for (auto& key : base::split_list(model::attribute(row.attributes, model::kMergedIds))) records.emplace(std::move(key), row.id);
  }
  return records;
}

void set_others(Entity& row, const std::vector<std::string>& keys) {
  const auto own = std::ranges::find(row.attributes, model::kNotTheSame, &model::Attributes::value_type::first);
  if (own != row.attributes.end()) own->second = base::join(keys, ";");
  else row.attributes.emplace_back(model::kNotTheSame, base::join(keys, ";"));
}

base::Result<std::pair<const Entity*, const Entity*>> both(const CaseSnapshot& snapshot, EntityId a, EntityId b) {
  const auto *first = snapshot.entities().find(a), *second = snapshot.entities().find(b);
  if (!first || !second) return fail(ErrorKind::Usage, "one of the two records is no longer in the case", {}, "look at the proposals again");
  if (a == b) return fail(ErrorKind::Usage, "a record is always the same as itself", {}, "name two");
  return std::pair{first, second};
}

// Every key in the row that means `other` goes. Whether there was one.
bool erase_other(const std::map<std::string, EntityId, std::less<>>& records, Entity& row, EntityId other) {
  const auto means_other = [&](const std::string& key) {
    const auto found = records.find(key);
    return found != records.end() && found->second == other;
  };
  bool found = false;
  for (auto& [column, value] : row.attributes) {
    if (!is_distinct_column(column)) continue;
    auto keys = base::split_list(value);
    if (std::erase_if(keys, means_other) == 0) continue;
    found = true;
    value = base::join(keys, ";");
  }
  std::erase_if(row.attributes, [](const auto& pair) { return is_distinct_column(pair.first) && pair.second.empty(); });
  return found;
}

} // namespace

std::set<EntityPair> distinct_pairs(const CaseSnapshot& snapshot) {
  std::set<EntityPair> pairs;
  std::map<std::string, EntityId, std::less<>> records; // made only where anybody was told apart
  for (const Entity& row : snapshot.entities()) {
    const auto others = others_of(row);
    if (others.empty()) continue;
    if (records.empty()) records = records_by_key(snapshot);
    for (const auto& key : others)
      if (const auto found = records.find(key); found != records.end() && found->second != row.id) pairs.insert(ordered(row.id, found->second));
  }
  return pairs;
}

base::Result<model::EditBatch> say_distinct(const CaseSnapshot& snapshot, EntityId a, EntityId b) {
  const auto rows = both(snapshot, a, b);
  if (!rows) return tl::unexpected(rows.error());
  if (distinct_pairs(snapshot).contains(ordered(a, b)))
    return fail(ErrorKind::Usage, "it was said already that the two are not the same", {}, "nothing is to be done");
  const model::Names names(std::make_shared<const CaseSnapshot>(snapshot));
  const bool on_second = names.is_victim(b) && !names.is_victim(a);
  const Entity &row = on_second ? *rows->second : *rows->first, &other = on_second ? *rows->first : *rows->second;
  Entity after = row;
  auto keys = base::split_list(model::attribute(row.attributes, model::kNotTheSame));
  keys.push_back(other.key);
  set_others(after, keys);
  model::EditBatch batch;
  batch.label = "Keep two records apart";
  batch.edits.emplace_back(model::Change<Entity>{row, std::move(after)});
  return batch;
}

base::Result<model::EditBatch> unsay_distinct(const CaseSnapshot& snapshot, EntityId a, EntityId b) {
  const auto rows = both(snapshot, a, b);
  if (!rows) return tl::unexpected(rows.error());
  const auto records = records_by_key(snapshot);
  model::EditBatch batch;
  batch.label = "Let two records be proposed again";
  for (const auto& [row, other] : {std::pair{rows->first, b}, std::pair{rows->second, a}}) {
    Entity after = *row;
    if (erase_other(records, after, other)) batch.edits.emplace_back(model::Change<Entity>{*row, std::move(after)});
  }
  if (batch.edits.empty()) return fail(ErrorKind::Usage, "nobody has said that the two are not the same", {}, "nothing is to be done");
  return batch;
}

} // namespace cuibono::match
