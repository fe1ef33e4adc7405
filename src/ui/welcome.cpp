#include <algorithm>
#include <filesystem>

#include "app/demo.h"
#include "ui/actions.h"
#include "ui/shell.h"
#include "ui/widgets.h"

namespace cuibono::ui {
namespace {

void draw_heading(const FrameView& view) {
  ImGui::PushFont(view.fonts.bold, ImGui::GetStyle().FontSizeBase * 2.2f);
  ImGui::TextUnformatted("Cui Bono");
  ImGui::PopFont();
  muted_text(view, "Who benefits, as opposed to who transports.");
  ImGui::Dummy({0, view.grid(3)});
}

void draw_demos(const FrameView& view, Actions& actions) {
  bold_text(view, "Demonstration cases");
  for (const auto& demo : app::demos()) {
    const std::string name = demo.name;
    if (link_row(view, demo.title, demo.sentence))
      actions.push_back([name](app::Workspace& workspace) { app::open_demo(workspace, name); });
  }
  muted_text(view, "Every person, company and place in them is fictional.");
}

void draw_recent(const FrameView& view, Actions& actions) {
  bold_text(view, "Recent cases");
  if (view.workspace.settings.recent.empty()) return muted_text(view, "None yet. Cases you open or make are listed here.");
  int place = 0;
  for (const auto& path : view.workspace.settings.recent) {
    ImGui::PushID(place++);
    if (link_row(view, path.stem().string(), path.parent_path().string()))
      actions.push_back([path](app::Workspace& workspace) { app::open_case(workspace, path); });
    ImGui::PopID();
  }
}

void draw_start(const FrameView& view, Actions& actions) {
  if (ImGui::Button("Open case...", {view.grid(34), 0})) run_command(actions, view, "case.open");
  ImGui::SameLine();
  if (ImGui::Button("New case...", {view.grid(34), 0})) run_command(actions, view, "case.new");
  muted_text(view, "Or drop a case file on this window.");
}

} // namespace

void draw_welcome(const FrameView& view, Actions& actions) {
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const float width = std::min(room.x - view.grid(8), view.grid(200));
  ImGui::SetCursorPos({(room.x - width) * .5f, std::max(view.grid(4), room.y * .5f - view.grid(60))});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {view.grid(8), view.grid(7)});
  const bool visible = ImGui::BeginChild("welcome", {width, 0}, ImGuiChildFlags_Borders | ImGuiChildFlags_AutoResizeY);
  ImGui::PopStyleVar();
  if (visible) {
    draw_heading(view);
    if (ImGui::BeginTable("columns", 2, ImGuiTableFlags_SizingStretchSame)) {
      ImGui::TableNextColumn();
      draw_demos(view, actions);
      ImGui::TableNextColumn();
      draw_recent(view, actions);
      ImGui::EndTable();
    }
    ImGui::Dummy({0, view.grid(3)});
    draw_start(view, actions);
  }
  ImGui::EndChild();
}

} // namespace cuibono::ui
