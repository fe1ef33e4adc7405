#pragma once
// What an import says of records that may be one and the same.

#include <string>

#include "model/snapshot.h"

namespace cuibono::app {

/// Of a case with more entities an import does not look: it would take longer than the import.
inline constexpr std::size_t kMostToMatch = 50'000;

/// One sentence on how many pairs the entities from `first_new` on make, or on not having looked; empty where there is nothing to say.
std::string match_remark(const model::CaseSnapshot& after, model::EntityId first_new);

} // namespace cuibono::app
