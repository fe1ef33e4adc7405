#pragma once
// What an import says of records that may be one and the same.

#include <string>
#include <string_view>

#include "base/progress.h"
#include "model/snapshot.h"

namespace cuibono::app {

/// Of a case with more entities an import does not look: it would take longer than the import.
inline constexpr std::size_t kMostToMatch = 50'000;

/// One sentence on how many pairs the entities from `first_new` on make, or on not having looked; empty where there is nothing to say.
/// `see`: where the pairs are shown, "cuibono match CASE". Stops early, with nothing to say, when asked to.
std::string match_remark(const model::CaseSnapshot& after, model::EntityId first_new, std::string_view see, base::Progress& progress);

/// The same for the command line, which is not stopped.
std::string match_remark(const model::CaseSnapshot& after, model::EntityId first_new);

} // namespace cuibono::app
