#pragma once
// The right panel's upper part: who benefits. The plane of benefit against control, the list, where the value went, and
// why nobody is named where that is so.

#include "scene/plane.h"
#include "ui/frame.h"

namespace cuibono::ui {

struct WhoBenefitsState {
  scene::DrawList plane;     ///< composed for the size below; rendered by the frame loop
  std::uint64_t plane_version = 0;
  float plane_width = 0, plane_height = 0; ///< pixels wanted, as of the last frame
  app::EntityId hovered;
};

/// Composes the plane anew if anything in it has changed; call before draw_who_benefits.
void compose_plane(const FrameView& view, WhoBenefitsState& state);

void draw_who_benefits(const FrameView& view, WhoBenefitsState& state, Actions& actions);

} // namespace cuibono::ui
