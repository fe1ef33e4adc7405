#pragma once
// Pieces of a picture side by side in one compact rectangle.

#include <span>
#include <vector>

#include "layout/force.h"

namespace cuibono::layout {

/// Width to height of the rectangle that packing aims at.
inline constexpr double kAspect = 1.6;

/// For boxes of these widths (x) and heights (y), where the low corner of each goes; none overlap. Skyline packing
/// (Burke, Kendall, Whitwell 2004), the width chosen that best fills a rectangle of kAspect.
std::vector<Point> pack(std::span<const Point> sizes);

/// Points of a tidy block of `count` nodes, `across` and `down` apart, in rows of `columns`, from the origin on.
std::vector<Point> block(std::size_t count, std::size_t columns, double across, double down);

/// Turns the points about their mean so that they spread most along x.
void lay_flat(std::span<Point> points);

} // namespace cuibono::layout
