#include "ui/ui.h"

#include <algorithm>

#include "ui/actions.h"
#include "ui/shell.h"
#include "ui/widgets.h"

namespace cuibono::ui {
namespace {

// A panel of the workspace: a child window of that size with a little room inside.
template <class Draw>
void panel(const FrameView& view, const char* id, ImVec2 size, float padding, Draw draw) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {view.grid(padding), view.grid(padding)});
  const bool visible = ImGui::BeginChild(id, size, ImGuiChildFlags_Borders);
  ImGui::PopStyleVar();
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {view.grid(2), view.grid(1.5f)}); // between panels there is none
  if (visible) draw();
  ImGui::PopStyleVar();
  ImGui::EndChild();
}

// First sizes: a quarter for the tables, a third for the benefit, the rest for the chart.
void lay_out_first(LayoutState& layout, ImVec2 room, float scale) {
  if (layout.left > 0) return;
  layout.left = std::clamp(room.x * .26f, 190 * scale, 560 * scale) / scale; // the chart is what most work is done in
  layout.right = std::clamp(room.x * .29f, 300 * scale, 760 * scale) / scale;
  layout.benefit = room.y * .66f / scale;
  layout.findings = room.y * .4f / scale;
}

void draw_right_side(const FrameView& view, UiState& state, Actions& actions, float width, float height) {
  if (!ImGui::BeginChild("right", {width, height})) return ImGui::EndChild();
  float benefit = std::min(state.layout.benefit * view.scale, height - view.grid(40));
  panel(view, "benefit", {0, benefit}, 3, [&] { draw_who_benefits(view, state.benefit, actions); });
  splitter(view, "benefit splitter", Axis::Horizontal, benefit, 1, view.grid(40), height - view.grid(40));
  state.layout.benefit = benefit / view.scale;
  panel(view, "inspector", {0, 0}, 3, [&] { draw_inspector(view, state.inspector, actions); });
  ImGui::EndChild();
}

// The chart, and below it the findings: a strip of tabs until one is opened.
void draw_middle(const FrameView& view, UiState& state, Actions& actions, float width, float height) {
  if (!ImGui::BeginChild("middle", {width, height})) return ImGui::EndChild();
  const float strip = findings_strip_height(view), gap = view.grid(1.5f), least_chart = view.grid(50);
  float findings = strip;
  if (view.workspace.session->view.findings_open)
    findings = std::clamp(state.layout.findings * view.scale, strip, std::max(strip, height - least_chart));
  panel(view, "chart panel", {width, height - findings - gap}, 0, [&] {
    draw_chart_bar(view, actions);
    draw_chart(view, state.chart, actions);
  });
  if (view.workspace.session->view.findings_open) {
    splitter(view, "findings splitter", Axis::Horizontal, findings, -1, strip * 2, std::max(strip * 2, height - least_chart));
    state.layout.findings = findings / view.scale;
  } else {
    ImGui::Dummy({1, gap});
  }
  panel(view, "findings", {0, 0}, 1.5f, [&] { draw_findings(view, state.findings, actions); });
  ImGui::EndChild();
}

void draw_workspace(const FrameView& view, UiState& state, Actions& actions) {
  const ImVec2 room = ImGui::GetContentRegionAvail();
  lay_out_first(state.layout, room, view.scale);
  const float least_chart = view.grid(60), gap = view.grid(1.5f);
  float left = state.layout.left * view.scale, right = state.layout.right * view.scale;
  left = std::min(left, room.x * .4f);
  right = std::min(right, room.x - left - least_chart - 2 * gap);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  panel(view, "tables", {left, room.y}, 2, [&] { draw_tables(view, state.tables, actions); });
  ImGui::SameLine();
  splitter(view, "left splitter", Axis::Vertical, left, 1, view.grid(50), room.x * .4f);
  ImGui::SameLine();
  draw_middle(view, state, actions, room.x - left - right - 2 * gap, room.y);
  ImGui::SameLine();
  splitter(view, "right splitter", Axis::Vertical, right, -1, view.grid(80), room.x - left - least_chart - 2 * gap);
  ImGui::SameLine();
  draw_right_side(view, state, actions, right, room.y);
  ImGui::PopStyleVar();
  state.layout.left = left / view.scale;
  state.layout.right = right / view.scale;
}

} // namespace

void compose_pictures(const FrameView& view, UiState& state, Actions& actions) {
  compose_chart(view, state.chart, actions);
  compose_plane(view, state.benefit);
}

void draw_ui(const FrameView& view, UiState& state, Actions& actions) {
  run_shortcuts(view, state, actions);
  draw_menu_bar(view, actions);
  const ImGuiViewport* viewport = ImGui::GetMainViewport();
  const float status = status_bar_height(view);
  ImGui::SetNextWindowPos(viewport->WorkPos);
  ImGui::SetNextWindowSize({viewport->WorkSize.x, viewport->WorkSize.y - status});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {view.grid(1.5f), view.grid(1.5f)});
  ImGui::PushStyleColor(ImGuiCol_WindowBg, view.palette.ground);
  constexpr ImGuiWindowFlags kFlags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                      ImGuiWindowFlags_NoBringToFrontOnFocus;
  ImGui::Begin("workspace", nullptr, kFlags);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(3);
  if (view.workspace.session && view.workspace.derived.masking()) draw_workspace(view, state, actions);
  else draw_welcome(view, actions);
  ImGui::End();
  draw_status_bar(view, status, state.chart.list.hidden_labels, actions);
  draw_matching(view, state.matching, actions);
  draw_dialogs(view, state.dialogs, actions);
  draw_toasts(view, actions);
}

} // namespace cuibono::ui
