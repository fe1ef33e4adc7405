#include "ingest/people_in_tables.h"

#include <algorithm>
#include <unordered_set>

#include "base/text.h"
#include "ingest/cell.h"
#include "ingest/row_reader.h"

namespace cuibono::ingest {
namespace {

void note_detail(std::string_view detail, model::Role role, model::Entity& entity) {
  const auto word = as_word(detail);
  if (role == model::Role::Victim && word == "minor") set_attribute(entity.attributes, "minor", "yes");
  else if (role == model::Role::Victim && word == "adult") set_attribute(entity.attributes, "minor", "no");
  else if (!detail.empty()) set_attribute(entity.attributes, "role detail", detail);
}

model::RoleFact read_role(std::string_view text, model::Entity& entity) {
  model::RoleFact fact;
  const auto comma = std::min(text.find(','), text.size());
  const auto role = word_value<model::Role>(base::trim(text.substr(0, comma)));
  if (!role || *role == model::Role::Other) {
    fact.label = text;
    return fact;
  }
  fact.role = *role;
  note_detail(base::trim(text.substr(std::min(comma + 1, text.size()))), *role, entity);
  return fact;
}

// Whether a word of the name, of three letters or more, stands in the id.
bool tells_name(const model::Entity& entity) {
  return std::ranges::any_of(base::split_list(entity.name, ' '), [&](const std::string& word) {
    return word.size() >= 3 && base::contains_ignoring_case(entity.key, word);
  });
}

bool protects(const model::Edit& edit) {
  const auto* role = std::get_if<model::Change<model::RoleFact>>(&edit);
  const auto* entity = std::get_if<model::Change<model::Entity>>(&edit);
  return (role && role->after->role == model::Role::Victim) || (entity && entity->after->is_protected);
}

} // namespace

std::vector<model::RoleFact> read_roles(std::string_view cell, model::Entity& entity) {
  std::vector<model::RoleFact> facts;
  for (auto part = next_part(cell); !part.empty(); part = next_part(cell)) {
    facts.push_back(read_role(part, entity));
    entity.is_protected = entity.is_protected || facts.back().role == model::Role::Victim;
  }
  if (!facts.empty() && entity.kind == model::EntityKind::Unknown) entity.kind = model::EntityKind::Person;
  return facts;
}

// Only people and their roles matter to pseudonyms: applying the payments as well would double the cost of an import.
void give_pseudonyms(BatchBuilder& builder) {
  auto& edits = builder.batch().edits;
  if (std::ranges::none_of(edits, protects)) return;
  model::EditBatch people;
  std::ranges::copy_if(edits, std::back_inserter(people.edits), [](const model::Edit& edit) {
    return std::holds_alternative<model::Change<model::Entity>>(edit) ||
           std::holds_alternative<model::Change<model::Exhibit>>(edit) ||
           std::holds_alternative<model::Change<model::RoleFact>>(edit);
  });
  const auto own = people.edits.size();
  model::give_pseudonyms(builder.before(), people);
  std::move(people.edits.begin() + static_cast<std::ptrdiff_t>(own), people.edits.end(), std::back_inserter(edits));
}

std::size_t count_telling_ids(const model::EditBatch& batch) {
  std::unordered_set<std::uint32_t> victims;
  for (const auto& edit : batch.edits)
    if (const auto* role = std::get_if<model::Change<model::RoleFact>>(&edit); role && protects(edit))
      victims.insert(role->after->entity.value);
  std::unordered_set<std::uint32_t> telling;
  for (const auto& edit : batch.edits)
    if (const auto* entity = std::get_if<model::Change<model::Entity>>(&edit))
      if ((protects(edit) || victims.contains(entity->after->id.value)) && tells_name(*entity->after))
        telling.insert(entity->after->id.value);
  return telling.size();
}

} // namespace cuibono::ingest
