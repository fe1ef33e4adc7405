#pragma once
// How a bundle of ties looks: width by money, colour by layer, fainter where it matters less. Pure.

#include "scene/chart.h"

namespace cuibono::scene {

struct LineStyle {
  float width = 1; ///< px
  Color color;
  Dash dash = Dash::Solid;
  Arrow arrow = Arrow::None;
  float importance = 0; ///< drawn later, labelled first
};

/// `reach` 0 to 1: how close the camera is (0 far out, 1 close); arrows and widths grow with it.
LineStyle line_style(const ChartLine& line, const ChartNode& a, const ChartNode& b, const Theme& theme, float reach);

/// "1.20 M", "168 k", "950": for labels of lines.
std::string short_amount(base::Money amount);

} // namespace cuibono::scene
