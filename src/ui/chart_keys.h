#pragma once
// The chart without a mouse: arrows pan, plus and minus zoom, Tab goes from entity to entity, Escape selects nothing.

#include "ui/frame.h"

namespace cuibono::ui {

void use_chart_keys(const FrameView& view, const scene::Viewport& viewport, Actions& actions);

} // namespace cuibono::ui
