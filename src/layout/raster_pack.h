#pragma once
// Many drawings side by side by their shapes, not their boxes: small ones in the bays and holes of large ones
// (polyomino packing: Freivalds, Dogrusoz, Kikusts 2002).

#include <cstdint>
#include <span>
#include <vector>

#include "layout/force.h"

namespace cuibono::layout {

/// What must stay free of other drawings: boxes around nodes, and links.
struct Outline {
  struct Node {
    Point at;
    double across = 0, down = 0; ///< half of the box's width and height
  };
  std::vector<Node> nodes;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> links; ///< places in `nodes`
};

/// By how much to move each outline so that none covers another, all of them close around one point and in a rectangle
/// of kAspect (pack.h) about. Large ones are placed first.
std::vector<Point> pack_outlines(std::span<const Outline> outlines);

} // namespace cuibono::layout
