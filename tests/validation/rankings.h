#pragma once
// Whom other ways of looking at the same evidence put first. None of them abstains; victims are left out of all.

#include <optional>

#include "model/snapshot.h"

namespace cuibono::validation {

/// Who receives most in supported payments, in the case's currency, accounts counted for their one known holder.
std::optional<model::EntityId> first_by_inflow(const model::CaseSnapshot& snapshot);

/// Who is first in the network of all supported ties and payments, accounts folded into their known holders, undirected,
/// parallel links once.
enum class Centrality { Degree, Betweenness, PageRank };
std::optional<model::EntityId> first_by(const model::CaseSnapshot& snapshot, Centrality centrality);

} // namespace cuibono::validation
