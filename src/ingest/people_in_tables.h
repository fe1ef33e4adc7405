#pragma once
// What the column `role` of a node table says: a role of the vocabulary, or a word that is kept as it came.

#include <string_view>
#include <vector>

#include "ingest/batch_builder.h"
#include "model/rows.h"

namespace cuibono::ingest {

/// The roles in the cell (parted by `;`), each without its entity. `victim, minor` is a victim with the attribute minor=yes.
/// Marks the entity: a person where it has a role and no kind, protected where it is a victim.
std::vector<model::RoleFact> read_roles(std::string_view cell, model::Entity& entity);

/// Appends the changes that give pseudonyms to those whom the batch protects.
void give_pseudonyms(BatchBuilder& builder);

/// How many protected people of the batch have an id that gives away a part of their name.
std::size_t count_telling_ids(const model::EditBatch& batch);

} // namespace cuibono::ingest
