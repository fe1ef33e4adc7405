#pragma once
// The panel below the chart: one tab for each kind of finding. Draws whatever page app/findings.h has; knows none of
// them.

#include "ui/frame.h"

namespace cuibono::ui {

struct FindingsState {
  std::size_t drawn_tab = static_cast<std::size_t>(-1); ///< that the tab bar was told last
};

/// Of the tabs alone, while the panel is closed.
float findings_strip_height(const FrameView& view);

void draw_findings(const FrameView& view, FindingsState& state, Actions& actions);

} // namespace cuibono::ui
