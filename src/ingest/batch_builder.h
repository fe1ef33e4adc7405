#pragma once
// The batch that an import is making, and which rows it and the case know by their ids. Lives for one resolve.

#include <algorithm>
#include <cassert>
#include <limits>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/text.h"
#include "ingest/key_map.h"
#include "model/attributes.h"
#include "model/edit.h"

namespace cuibono::ingest {

inline constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();
inline constexpr std::uint32_t kNowhere = std::numeric_limits<std::uint32_t>::max();

/// Where a row with an id stands.
struct Known {
  std::uint32_t id = 0;
  std::uint32_t edit = kNowhere; ///< in the batch, where it is new or changed
  std::uint32_t file = kNowhere; ///< the file of this import that declared it
};
using KnownRows = KeyMap<Known>;

class BatchBuilder {
 public:
  explicit BatchBuilder(const model::CaseSnapshot& before) : before_(before) {
    entities_ = index(before.entities());
    exhibits_ = index(before.exhibits());
    index_merged();
  }

  const model::CaseSnapshot& before() const { return before_; }
  model::EditBatch& batch() { return batch_; }

  /// Adds a new row under the table's next number; its place in the batch.
  template <class Row>
  std::uint32_t add(Row row) {
    auto& count = std::get<Count<Row>>(added_).value;
    row.id = {before_.of<Row>().next_id().value + count++};
    batch_.edits.emplace_back(std::in_place_type<model::Change<Row>>, std::nullopt, std::move(row));
    return last_edit();
  }

  template <class Row>
  const Row& row(const Known& known) const {
    if (known.edit != kNowhere) return *std::get<model::Change<Row>>(batch_.edits[known.edit]).after;
    return *before_.of<Row>().find({known.id});
  }

  /// Changes a row that the case has, or that this batch adds.
  template <class Row>
  void change(Known& known, Row after) {
    if (known.edit != kNowhere) {
      std::get<model::Change<Row>>(batch_.edits[known.edit]).after = std::move(after);
      return;
    }
    batch_.edits.emplace_back(model::Change<Row>{row<Row>(known), std::move(after)});
    known.edit = last_edit();
  }

  template <class Row>
  std::uint32_t id_at(std::size_t edit) const { return std::get<model::Change<Row>>(batch_.edits[edit]).after->id.value; }

  KnownRows& entities() { return entities_; }
  KnownRows& exhibits() { return exhibits_; }
  const KnownRows& entities() const { return entities_; }
  const KnownRows& exhibits() const { return exhibits_; }

  /// The entity of that key; one that nobody declared is added, protected where the row calls it a victim.
  model::EntityId entity(std::string_view key, bool is_victim) {
    if (const auto* found = entities_.find(key)) return {found->id};
    model::Entity entity;
    entity.key = key;
    entity.is_protected = is_victim;
    const auto edit = add(std::move(entity));
    const auto id = id_at<model::Entity>(edit);
    entities_.set(key, {id, edit, kNowhere});
    undeclared_entities.emplace_back(key);
    return {id};
  }

  model::ExhibitId exhibit(std::string_view key) {
    if (const auto* found = exhibits_.find(key)) return {found->id};
    model::Exhibit exhibit;
    exhibit.key = key;
    exhibit.declared = false;
    const auto edit = add(std::move(exhibit));
    const auto id = id_at<model::Exhibit>(edit);
    exhibits_.set(key, {id, edit, kNowhere});
    undeclared_exhibits.emplace_back(key);
    return {id};
  }

  template <class Row>
  static KnownRows index(const model::Table<Row>& table) {
    KnownRows known;
    known.reserve(table.size());
    for (const Row& row : table)
      if (!row.key.empty()) known.set(row.key, {row.id.value, kNowhere, kNowhere});
    return known;
  }

  std::vector<std::string> undeclared_entities, undeclared_exhibits; ///< for the remarks

 private:
  // What a file says of a record that was merged is about its lead.
  void index_merged() {
    for (const model::Entity& entity : before_.entities()) {
      std::string_view ids = model::attribute(entity.attributes, model::kMergedIds);
      while (!ids.empty()) {
        const auto end = std::min(ids.find(';'), ids.size());
        const auto id = base::trim(ids.substr(0, end));
        if (!id.empty() && !entities_.find(id)) entities_.set(id, {entity.id.value, kNowhere, kNowhere});
        ids.remove_prefix(std::min(end + 1, ids.size()));
      }
    }
  }

  std::uint32_t last_edit() const {
    assert(batch_.edits.size() < kNowhere);
    return static_cast<std::uint32_t>(batch_.edits.size() - 1);
  }

  template <class Row>
  struct Count { std::uint32_t value = 0; };
  template <class... Row>
  static std::tuple<Count<Row>...> counts(const std::tuple<model::Table<Row>...>&);

  const model::CaseSnapshot& before_;
  model::EditBatch batch_;
  decltype(counts(std::declval<model::CaseSnapshot>().tables)) added_;
  KnownRows entities_, exhibits_;
};

} // namespace cuibono::ingest
