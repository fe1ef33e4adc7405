#include "app/edits.h"

#include <algorithm>
#include <cctype>

#include "model/references.h"

namespace cuibono::app {
namespace {

using base::ErrorKind;
using base::fail;
using base::Result;
using model::CaseSnapshot;
using model::Change;
using model::EditBatch;
using model::Entity;
using model::Pin;
using model::Tie;

EditBatch titled(std::string label) {
  EditBatch batch;
  batch.label = std::move(label);
  return batch;
}

std::string words(std::string_view name) {
  std::string text(name);
  std::ranges::replace(text, '_', ' ');
  return text;
}

tl::unexpected<base::Error> gone(const char* what) {
  return fail(ErrorKind::Input, std::string("the ") + what + " is no longer in the case", {}, "look again and repeat the edit");
}

Result<void> check_key(const CaseSnapshot& snapshot, const Entity& row) {
  if (row.key.empty()) return fail(ErrorKind::Usage, "an entity needs an id", {}, "type a short id such as P7");
  if (std::ranges::any_of(row.key, [](unsigned char c) { return std::isspace(c); }))
    return fail(ErrorKind::Usage, "an id cannot contain white space", {}, "use a hyphen instead");
  const Entity* other = model::find_entity(snapshot, row.key);
  if (other && other->id != row.id)
    return fail(ErrorKind::Usage, "another entity already has this id", {}, "choose another id, or merge the two");
  return {};
}

Result<void> check_tie(const CaseSnapshot& snapshot, const Tie& row) {
  if (!snapshot.entities().find(row.source) || !snapshot.entities().find(row.target))
    return fail(ErrorKind::Usage, "a tie needs two ends", {}, "choose the entity at each end");
  if (row.source == row.target) return fail(ErrorKind::Usage, "a tie needs two different ends", {}, "choose another entity");
  if (row.share && (*row.share < 0 || *row.share > 1))
    return fail(ErrorKind::Usage, "a share lies between 0 and 100 %", {}, "correct the share");
  return {};
}

template <class Row>
Result<EditBatch> cite(const CaseSnapshot& snapshot, typename Row::Id id, model::Citation citation) {
  const Row* row = snapshot.of<Row>().find(id);
  if (!row) return gone("fact");
  if (!snapshot.exhibits().find(citation.exhibit)) return fail(ErrorKind::Usage, "no exhibit is chosen", {}, "choose an exhibit");
  if (std::ranges::count(row->citations, citation))
    return fail(ErrorKind::Usage, "this exhibit is already cited at this place", {}, "name another place in it");
  auto batch = titled("Cite exhibit");
  Row cited = *row;
  cited.citations.push_back(std::move(citation));
  batch.edits.emplace_back(Change<Row>{*row, std::move(cited)});
  return batch;
}

bool names_one_of(const auto& row, const std::vector<EntityId>& ids) {
  bool named = false;
  model::for_each_entity(row, [&](EntityId id) { named = named || std::ranges::count(ids, id); });
  return named;
}

} // namespace

Result<EditBatch> add_entity(const CaseSnapshot& snapshot, Entity row) {
  row.id = {};
  if (const auto sound = check_key(snapshot, row); !sound) return tl::unexpected(sound.error());
  row.id = snapshot.entities().next_id();
  auto batch = titled("Add " + words(base::name_of(row.kind)));
  batch.edits.emplace_back(Change<Entity>{std::nullopt, std::move(row)});
  return batch;
}

Result<EditBatch> change_entity(const CaseSnapshot& snapshot, Entity row) {
  const Entity* before = snapshot.entities().find(row.id);
  if (!before) return gone("entity");
  if (const auto sound = check_key(snapshot, row); !sound) return tl::unexpected(sound.error());
  auto batch = titled("Change " + words(base::name_of(row.kind)));
  if (*before != row) batch.edits.emplace_back(Change<Entity>{*before, std::move(row)});
  return batch;
}

Result<EditBatch> add_tie(const CaseSnapshot& snapshot, Tie row) {
  if (const auto sound = check_tie(snapshot, row); !sound) return tl::unexpected(sound.error());
  row.id = snapshot.ties().next_id();
  auto batch = titled("Add tie: " + words(base::name_of(row.type)));
  batch.edits.emplace_back(Change<Tie>{std::nullopt, std::move(row)});
  return batch;
}

Result<EditBatch> change_tie(const CaseSnapshot& snapshot, Tie row) {
  const Tie* before = snapshot.ties().find(row.id);
  if (!before) return gone("tie");
  if (const auto sound = check_tie(snapshot, row); !sound) return tl::unexpected(sound.error());
  auto batch = titled("Change tie: " + words(base::name_of(row.type)));
  if (*before != row) batch.edits.emplace_back(Change<Tie>{*before, std::move(row)});
  return batch;
}

Result<EditBatch> delete_tie(const CaseSnapshot& snapshot, TieId id) {
  const Tie* before = snapshot.ties().find(id);
  if (!before) return gone("tie");
  auto batch = titled("Delete tie: " + words(base::name_of(before->type)));
  batch.edits.emplace_back(Change<Tie>{*before, std::nullopt});
  return batch;
}

Result<EditBatch> merge(const CaseSnapshot& snapshot, EntityId kept, EntityId gone_id) {
  if (!snapshot.entities().find(kept) || !snapshot.entities().find(gone_id)) return gone("entity");
  if (kept == gone_id) return fail(ErrorKind::Usage, "an entity cannot be merged with itself", {}, "choose another one");
  return model::merge_entities(snapshot, kept, gone_id);
}

Result<EditBatch> delete_entities(const CaseSnapshot& snapshot, const std::vector<EntityId>& ids) {
  if (ids.empty()) return fail(ErrorKind::Usage, "nothing is selected", {}, "select what to delete");
  auto batch = titled(ids.size() == 1 ? "Delete entity" : "Delete " + std::to_string(ids.size()) + " entities");
  model::for_each_table(snapshot, [&](const auto& table) {
    for (const auto& row : table) {
      using Row = std::remove_cvref_t<decltype(row)>;
      if (names_one_of(row, ids)) batch.edits.emplace_back(Change<Row>{row, std::nullopt});
    }
  });
  for (const EntityId id : ids) {
    const Entity* row = snapshot.entities().find(id);
    if (!row) return gone("entity");
    batch.edits.emplace_back(Change<Entity>{*row, std::nullopt});
  }
  return batch;
}

EditBatch pin(const CaseSnapshot& snapshot, const std::vector<Place>& places) {
  auto batch = titled(places.size() == 1 ? "Move one entity" : "Move " + std::to_string(places.size()) + " entities");
  auto next = snapshot.of<Pin>().next_id();
  for (const Place& place : places) {
    const auto& all = snapshot.of<Pin>().rows();
    const auto old = std::ranges::find(all, place.entity, &Pin::entity);
    Pin row{old != all.end() ? old->id : next, place.entity, place.x, place.y};
    if (old == all.end()) ++next.value;
    batch.edits.emplace_back(Change<Pin>{old != all.end() ? model::Held<Pin>(*old) : std::nullopt, row});
  }
  return batch;
}

EditBatch unpin(const CaseSnapshot& snapshot, const std::vector<EntityId>& ids) {
  auto batch = titled("Unpin");
  for (const Pin& row : snapshot.of<Pin>())
    if (std::ranges::count(ids, row.entity)) batch.edits.emplace_back(Change<Pin>{row, std::nullopt});
  return batch;
}

Result<EditBatch> cite_exhibit(const CaseSnapshot& snapshot, TieId id, model::Citation citation) {
  return cite<Tie>(snapshot, id, std::move(citation));
}

Result<EditBatch> cite_exhibit(const CaseSnapshot& snapshot, PaymentId id, model::Citation citation) {
  return cite<model::Payment>(snapshot, id, std::move(citation));
}

} // namespace cuibono::app
