#pragma once
// What must be said beside the figures of a network: what was left out of it, and what a figure does not say. Whole sentences.

#include <string>
#include <vector>

#include "app/structure.h"

namespace cuibono::app {

/// What build_network left out or kept in doubt.
std::vector<std::string> left_out_notes(const graph::LeftOut& left_out, const graph::NetworkOptions& options);

/// Which of the measures wanted have no weighted form, or say nothing of their own without directions.
std::vector<std::string> measure_notes(const Wanted& wanted, const graph::NetworkOptions& options);

/// Where measures did not settle, were sampled, or look at those alone whose role or stage is known.
std::vector<std::string> result_notes(const NodeMeasures& measures, const Groupings& groupings);

} // namespace cuibono::app
