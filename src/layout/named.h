#pragma once
// Every layout by its name: what a case says of its people, as a layout wants it.

#include <string_view>

#include "base/error.h"
#include "layout/force.h"
#include "model/snapshot.h"

namespace cuibono::layout {

/// force, circular, grid, radial, hierarchy, lanes, ownership, time, geographic.
inline constexpr std::string_view kLayoutNames[] = {"force", "circular",  "grid", "radial",    "hierarchy",
                                                    "lanes", "ownership", "time", "geographic"};

/// One point a node of `network`, whose nodes are entities of the snapshot. Pins stay where they are and the others
/// make room; `start` matters to force only. Fails when stopped, or when the name is none of kLayoutNames.
base::Result<std::vector<Point>> named_layout(std::string_view name, const model::CaseSnapshot& snapshot,
                                              const graph::Network& network, const ForceOptions& options,
                                              base::Progress& progress);

} // namespace cuibono::layout
