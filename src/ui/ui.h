#pragma once
// The whole window's content for one frame. The frame loop calls compose_pictures, renders the two draw lists if their
// versions grew, then calls draw_ui, and applies the actions of both before the next frame.

#include "ui/benefit_panel.h"
#include "ui/chart_panel.h"
#include "ui/dialogs.h"
#include "ui/findings_panel.h"
#include "ui/inspector_panel.h"
#include "ui/matching_panel.h"
#include "ui/tables_panel.h"

namespace cuibono::ui {

/// Where the panels part, in design pixels; 0: not laid out yet.
struct LayoutState {
  float left = 0, right = 0, benefit = 0, findings = 0;
};

struct UiState {
  LayoutState layout;
  TablesState tables;
  ChartState chart;
  WhoBenefitsState benefit;
  InspectorState inspector;
  FindingsState findings;
  MatchingState matching;
  DialogState dialogs;
};

void compose_pictures(const FrameView& view, UiState& state, Actions& actions);
void draw_ui(const FrameView& view, UiState& state, Actions& actions);

} // namespace cuibono::ui
