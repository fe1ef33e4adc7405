#include <algorithm>
#include <array>
#include <imgui.h>
#include <misc/cpp/imgui_stdlib.h>

#include "ui/actions.h"
#include "ui/dialog_parts.h"
#include "ui/widgets.h"

namespace cuibono::ui {
namespace {

void run_and_close(const FrameView& view, const app::Command& command, Actions& actions) {
  close_dialog(actions); // first: the command may open another
  run_command(actions, view, command.id);
}

void draw_line(const FrameView& view, const app::Command& command, bool chosen, Actions& actions) {
  const bool enabled = command.enabled(view.workspace);
  ImGui::BeginDisabled(!enabled);
  if (ImGui::Selectable(app::title_of(command, view.workspace).c_str(), chosen)) run_and_close(view, command, actions);
  const float width = ImGui::CalcTextSize(command.shortcut).x;
  ImGui::SameLine();
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x - width);
  ImGui::TextDisabled("%s", command.shortcut);
  ImGui::EndDisabled();
  if (chosen && (ImGui::IsKeyPressed(ImGuiKey_UpArrow) || ImGui::IsKeyPressed(ImGuiKey_DownArrow))) ImGui::SetScrollHereY();
}

} // namespace

void draw_palette(const FrameView& view, DialogState& state, Actions& actions) {
  if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
  ImGui::SetNextItemWidth(-1);
  if (ImGui::InputTextWithHint("##command", "Type what you want to do", &state.command)) state.chosen = 0;
  const auto found = app::matching(view.commands, view.workspace, state.command);
  const int last = static_cast<int>(found.size()) - 1;
  if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) ++state.chosen;
  if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) --state.chosen;
  state.chosen = std::clamp(state.chosen, 0, std::max(0, last));
  if (ImGui::IsKeyPressed(ImGuiKey_Escape, false)) close_dialog(actions);
  if (ImGui::IsKeyPressed(ImGuiKey_Enter, false) && !found.empty()) run_and_close(view, *found[static_cast<std::size_t>(state.chosen)], actions);
  if (ImGui::BeginChild("commands", {0, view.grid(90)})) {
    if (found.empty()) empty_state(view, "No such command", "Try another word, such as tie, merge or theme.");
    for (int i = 0; i <= last; ++i) draw_line(view, *found[static_cast<std::size_t>(i)], i == state.chosen, actions);
  }
  ImGui::EndChild();
}

void draw_help_dialogs(const FrameView& view, Actions& actions) {
  if (view.workspace.dialog == app::Dialog::Shortcuts) {
    for (const auto& [keys, what] : std::to_array<std::pair<const char*, const char*>>({
             {"Wheel, + and -", "Zoom the chart at the cursor"},
             {"Right or middle drag", "Move the chart; also Space and drag, or the arrow keys"},
             {"Click", "Select; Ctrl adds or takes away, Shift adds"},
             {"Drag on the ground", "Select everything in the box"},
             {"Drag an entity", "Move it and pin it there"},
             {"Tab, Shift+Tab", "Next and previous entity"},
             {"Escape", "Select nothing, close a dialog"},
             {"Ctrl+F", "Search"}}))
      property(view, keys, what);
    ImGui::Separator();
    for (const auto& command : view.commands)
      if (*command.shortcut) property(view, command.shortcut, command.title);
  } else if (view.workspace.dialog == app::Dialog::About) {
    ImGui::TextWrapped("Cui Bono maps cases of human trafficking and forced labour: who benefits at the destination, as opposed to who "
                       "transports. Every figure leads back to the exhibits behind it. Free software; nothing leaves this machine.");
  } else {
    return;
  }
  ImGui::Spacing();
  if (ImGui::Button("Close", {view.grid(24), 0}) || ImGui::IsKeyPressed(ImGuiKey_Escape, false)) close_dialog(actions);
}

} // namespace cuibono::ui
