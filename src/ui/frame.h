#pragma once
// What every panel is given for one frame, and where it puts what the user wants done. Panels never change the
// workspace themselves: their actions are applied between frames.

#include <imgui.h>
#include <vector>

#include "app/commands.h"
#include "app/workspace.h"
#include "ui/theme.h"

namespace cuibono::ui {

using Actions = std::vector<app::Action>;

struct FrameView {
  const app::Workspace& workspace;
  const std::vector<app::Command>& commands;
  const Palette& palette;
  Fonts fonts;
  float scale = 1;
  ImTextureID chart_texture = 0; ///< the chart as last rendered; 0: not yet
  ImTextureID plane_texture = 0; ///< the plane of benefit against control
  ImTextureID legend_texture = 0;

  /// A length on the grid: `units` of 4 pixels at 100 %.
  float grid(float units) const { return 4 * units * scale; }
};

} // namespace cuibono::ui
