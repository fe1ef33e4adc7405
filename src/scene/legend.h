#pragma once
// What the signs of a chart mean: only those that occur in it.

#include "scene/chart.h"

namespace cuibono::scene {

/// One line of the legend: a sample to draw, and its words. Exactly one of node and line is meant, by `is_line`.
struct LegendEntry {
  bool is_line = false;
  Node node; ///< radius 8, at the origin
  Line line; ///< from (-14, 0) to (14, 0)
  std::string words;
};

/// Standings first, then shapes, glyphs and lines.
std::vector<LegendEntry> legend(const ChartModel& chart, const Theme& theme);

/// Adds the legend to a picture, in its lower left corner, for pictures that leave the program.
void draw_legend(DrawList& list, const std::vector<LegendEntry>& entries, const Theme& theme);

} // namespace cuibono::scene
