#pragma once
// What of a picture lies under the cursor or in a box. Pure functions; positions are design pixels, as in the list.

#include <optional>

#include "scene/draw_list.h"

namespace cuibono::scene {

/// The topmost node within `slack` px of `at`.
std::optional<EntityId> hit_node(const DrawList& list, Px at, float slack = 3);

/// Place in ChartModel::lines of the nearest line within `slack` px; bent lines as they are drawn.
std::optional<std::uint32_t> hit_line(const DrawList& list, Px at, float slack = 4);

/// Whose centre lies in the box spanned by two corners in any order; by id, each once.
std::vector<EntityId> box_select(const DrawList& list, Px corner, Px opposite);

} // namespace cuibono::scene
