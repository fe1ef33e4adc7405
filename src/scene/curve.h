#pragma once
// The way a bent line takes, for drawing and for hit tests.

#include "scene/draw_list.h"

namespace cuibono::scene {

/// Replaces `points` by the line's way: two points where straight, else a quadratic Bezier in at most 24 pieces whose
/// middle is `bend` px aside.
void trace(const Line& line, std::vector<Px>& points);

} // namespace cuibono::scene
