#include "ui/chart_keys.h"

#include <algorithm>

#include "ui/actions.h"

namespace cuibono::ui {
namespace {

constexpr float kPanStep = 60; // design pixels
constexpr double kZoomStep = 1.25;

scene::Px pan_asked() {
  scene::Px way;
  if (ImGui::IsKeyPressed(ImGuiKey_LeftArrow)) way.x += kPanStep;
  if (ImGui::IsKeyPressed(ImGuiKey_RightArrow)) way.x -= kPanStep;
  if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) way.y += kPanStep;
  if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) way.y -= kPanStep;
  return way;
}

double zoom_asked() {
  if (ImGui::IsKeyPressed(ImGuiKey_Equal) || ImGui::IsKeyPressed(ImGuiKey_KeypadAdd)) return kZoomStep;
  if (ImGui::IsKeyPressed(ImGuiKey_Minus) || ImGui::IsKeyPressed(ImGuiKey_KeypadSubtract)) return 1 / kZoomStep;
  return 1;
}

// The next (or with Shift the previous) entity on the chart, in order of id.
void step_selection(const FrameView& view, Actions& actions) {
  const auto& nodes = view.workspace.derived.chart().nodes;
  if (nodes.empty()) return;
  const auto single = view.workspace.session->view.selection.single();
  const auto at = single ? std::ranges::find(nodes, *single, &scene::ChartNode::id) : nodes.end();
  const auto count = static_cast<std::ptrdiff_t>(nodes.size());
  std::ptrdiff_t place = ImGui::GetIO().KeyShift ? count - 1 : 0;
  if (at != nodes.end()) place = (at - nodes.begin() + (ImGui::GetIO().KeyShift ? count - 1 : 1)) % count;
  select_entity(actions, nodes[static_cast<std::size_t>(place)].id, app::How::Replace, Reveal::Center);
}

} // namespace

void use_chart_keys(const FrameView& view, const scene::Viewport& viewport, Actions& actions) {
  if (ImGui::GetIO().KeyCtrl || view.workspace.dialog != app::Dialog::None) return;
  scene::Camera camera = view.workspace.session->view.camera;
  camera = scene::pan(camera, pan_asked());
  const double factor = zoom_asked();
  if (factor != 1)
    camera = scene::zoom_at(camera, viewport, {static_cast<float>(viewport.width / 2), static_cast<float>(viewport.height / 2)}, factor);
  if (camera != view.workspace.session->view.camera)
    actions.push_back([camera](app::Workspace& workspace) {
      if (workspace.session) workspace.session->view.camera = camera;
    });
  if (ImGui::IsKeyPressed(ImGuiKey_Tab)) step_selection(view, actions);
  if (ImGui::IsKeyPressed(ImGuiKey_Escape)) run_command(actions, view, "select.none");
}

} // namespace cuibono::ui
