#pragma once
// Which entities and exhibits a row names; visits the members, so that they can be changed.

#include <type_traits>

#include "model/fields.h"

namespace cuibono::model {

/// Calls visit(id) for each EntityId member of the row.
template <class Row, class Visit>
void for_each_entity(Row& row, Visit&& visit) {
  fields(row, [&](const char*, auto& member) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, EntityId>) visit(member);
  });
}

/// Calls visit(citation) for each citation of the row.
template <class Row, class Visit>
void for_each_citation(Row& row, Visit&& visit) {
  fields(row, [&](const char*, auto& member) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, Citations>)
      for (auto& citation : member) visit(citation);
  });
}

} // namespace cuibono::model
