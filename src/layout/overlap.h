#pragma once
// Room for every node and the label below it.

#include <span>
#include <vector>

#include "base/progress.h"
#include "layout/force.h"

namespace cuibono::layout {

/// Room that a node of radius 1 takes sideways and, with its label, up and down.
inline constexpr double kRoomAcross = 1.5;
inline constexpr double kRoomDown = 1.9;

/// Whether the whole picture may grow, or only who is in the way moves. Grow: nothing is held.
enum class Room { Grow, Keep };

/// Moves nodes apart, each as little as it can, until the ellipses of their rooms do not overlap. Held nodes stay, and
/// may overlap each other. When stopped, returns at once with the work half done.
void remove_overlap(std::vector<Point>& at, std::span<const double> radius, std::span<const char> held, Room room,
                    const base::Progress& progress);

} // namespace cuibono::layout
