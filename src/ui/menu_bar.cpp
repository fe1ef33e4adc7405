#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "ui/actions.h"
#include "ui/shell.h"

namespace cuibono::ui {
namespace {

ImGuiKey key_named(const std::string& name) {
  if (name.size() == 1 && name[0] >= 'A' && name[0] <= 'Z') return static_cast<ImGuiKey>(ImGuiKey_A + (name[0] - 'A'));
  if (name == "=") return ImGuiKey_Equal;
  if (name == "-") return ImGuiKey_Minus;
  if (name == "Delete") return ImGuiKey_Delete;
  if (name == "F1") return ImGuiKey_F1;
  if (name == "F2") return ImGuiKey_F2;
  return ImGuiKey_None;
}

bool plain(ImGuiKeyChord chord) { return (chord & ImGuiMod_Ctrl) == 0 && (chord & ~ImGuiMod_Mask_) < ImGuiKey_F1; }

void draw_menu(const FrameView& view, const std::string& menu, Actions& actions) {
  if (!ImGui::BeginMenu(menu.c_str())) return;
  for (const auto& command : view.commands) {
    if (menu != command.menu) continue;
    if (command.starts_section) ImGui::Separator();
    const bool checked = command.checked && command.checked(view.workspace);
    if (ImGui::MenuItem((app::title_of(command, view.workspace) + "###" + command.id).c_str(), command.shortcut, checked, command.enabled(view.workspace)))
      run_command(actions, view, command.id);
  }
  ImGui::EndMenu();
}

} // namespace

ImGuiKeyChord key_chord(const char* shortcut) {
  ImGuiKeyChord chord = 0;
  std::string rest = shortcut;
  for (const auto& [name, modifier] : {std::pair{"Ctrl+", ImGuiMod_Ctrl}, std::pair{"Shift+", ImGuiMod_Shift}}) {
    if (!rest.starts_with(name)) continue;
    chord |= modifier;
    rest.erase(0, std::string(name).size());
  }
  const ImGuiKey key = key_named(rest);
  return key == ImGuiKey_None ? 0 : chord | key;
}

void run_shortcuts(const FrameView& view, UiState& state, Actions& actions) {
  if (view.workspace.dialog != app::Dialog::None) return;
  const bool typing = ImGui::GetIO().WantTextInput;
  for (const auto& command : view.commands) {
    const auto chord = key_chord(command.shortcut);
    if (chord == 0 || (typing && (plain(chord) || chord == (ImGuiMod_Ctrl | ImGuiKey_A) || chord == (ImGuiMod_Ctrl | ImGuiKey_Z)))) continue;
    if (ImGui::IsKeyChordPressed(chord)) run_command(actions, view, command.id);
  }
  if (ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_P)) run_command(actions, view, "view.palette");
  if (ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_Y)) run_command(actions, view, "edit.redo");
  if (ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_F)) state.tables.focus_search = true;
}

void draw_menu_bar(const FrameView& view, Actions& actions) {
  if (!ImGui::BeginMainMenuBar()) return;
  std::vector<std::string> menus;
  for (const auto& command : view.commands)
    if (std::ranges::find(menus, command.menu) == menus.end()) menus.emplace_back(command.menu);
  for (const auto& menu : menus) draw_menu(view, menu, actions);
  if (view.workspace.session) {
    const std::string title = view.workspace.session->title();
    const float width = ImGui::CalcTextSize(title.c_str()).x;
    ImGui::SameLine(std::max(ImGui::GetCursorPosX() + view.grid(4), (ImGui::GetWindowWidth() - width) * .5f));
    ImGui::TextDisabled("%s", title.c_str());
  }
  ImGui::EndMainMenuBar();
}

} // namespace cuibono::ui
