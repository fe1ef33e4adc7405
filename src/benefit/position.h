#pragma once
// What stands beside the shares: where people are in the social layer of the network, and which victims the case also
// accuses. Neither enters any figure of the measure.

#include <vector>

#include "benefit/measure.h"

namespace cuibono::benefit {

/// Everybody with a tie of the social layer, by betweenness, degree, id. Victims are left out of the network and of the
/// list. `shares` are looked up by id in `people`. Fails only when stopped.
base::Result<std::vector<Position>> positions(const model::CaseSnapshot& snapshot, const std::vector<Person>& people,
                                              Options::Centrality wanted, unsigned threads, base::Progress& progress);

/// Everybody of model::dual_status, with the reasons in words. Sorted by id.
std::vector<DualStatus> reviews(const model::CaseSnapshot& snapshot);

} // namespace cuibono::benefit
