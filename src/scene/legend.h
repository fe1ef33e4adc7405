#pragma once
// What the signs of a chart mean: only those that occur in it.

#include <variant>

#include "scene/chart.h"

namespace cuibono::scene {

/// A sample to draw, and its words.
struct LegendEntry {
  std::variant<Node, Line> sample; ///< a node of radius 8 at the origin, or a line from (-13, 0) to (13, 0)
  std::string words;
};

/// Standings first, then shapes, glyphs and lines.
std::vector<LegendEntry> legend(const ChartModel& chart, const Theme& theme);

/// Adds the legend as a strip below the picture, for pictures that leave the program: the viewport grows.
void draw_legend(DrawList& list, const std::vector<LegendEntry>& entries, const Theme& theme);

} // namespace cuibono::scene
