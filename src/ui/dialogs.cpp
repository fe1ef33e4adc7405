#include "ui/dialogs.h"

#include <imgui_internal.h> // ClosePopupsExceptModals
#include <misc/cpp/imgui_stdlib.h>

#include "base/text.h"
#include "ui/dialog_parts.h"
#include "ui/widgets.h"

namespace cuibono::ui {
namespace {

constexpr const char* kPopup = "Dialog";

const char* title_of(app::Dialog dialog) {
  switch (dialog) {
    case app::Dialog::OpenCase: return "Open case";
    case app::Dialog::Passphrase: return "The case is locked";
    case app::Dialog::RecoveryCode: return "Write this code on paper";
    case app::Dialog::NewCase: return "New case";
    case app::Dialog::ImportFiles: return "Import evidence";
    case app::Dialog::MapSheets: return "What the columns mean";
    case app::Dialog::ReviewImport: return "Confirm the import";
    case app::Dialog::AddEntity: return "Add entity";
    case app::Dialog::ChangeEntity: return "Change entity";
    case app::Dialog::AddTie: return "Add tie";
    case app::Dialog::ChangeTie: return "Change tie";
    case app::Dialog::CiteExhibit: return "Cite exhibit";
    case app::Dialog::Merge: return "Merge entities";
    case app::Dialog::Delete: return "Delete";
    case app::Dialog::OpenVault: return "Open the vault";
    case app::Dialog::ShowIdentity: return "Show a victim's identity";
    case app::Dialog::Shortcuts: return "Keys and mouse";
    case app::Dialog::About: return "About Cui Bono";
    case app::Dialog::Palette: return "Find a command";
    case app::Dialog::None: break;
  }
  return "";
}

// Fresh forms for a dialog that was just asked for.
void begin(const FrameView& view, DialogState& state) {
  state = {.open = view.workspace.dialog};
  reset_chooser(state.chooser, view.workspace.settings);
  if (state.open == app::Dialog::AddEntity || state.open == app::Dialog::ChangeEntity) fill_entity_form(view, state.entity, state.open);
  if (state.open == app::Dialog::AddTie || state.open == app::Dialog::ChangeTie) fill_tie_form(view, state.tie, state.open);
  if (state.open != app::Dialog::None) ImGui::OpenPopup(kPopup);
}

void draw_content(const FrameView& view, DialogState& state, Actions& actions) {
  if (state.open == app::Dialog::Palette) return draw_palette(view, state, actions);
  bold_text(view, title_of(state.open));
  ImGui::Spacing();
  draw_case_dialogs(view, state, actions);
  draw_sheet_dialog(view, state, actions);
  draw_vault_dialogs(view, state, actions);
  draw_entity_dialogs(view, state, actions);
  draw_tie_dialogs(view, state, actions);
  draw_help_dialogs(view, actions);
}

template <class Draw>
void searchable_combo(const char* id, const std::string& shown, std::string& filter, Draw draw_choices) {
  ImGui::SetNextItemWidth(-1);
  if (!ImGui::BeginCombo(id, shown.empty() ? "Choose..." : shown.c_str(), ImGuiComboFlags_HeightLarge)) return;
  if (ImGui::IsWindowAppearing()) {
    filter.clear();
    ImGui::SetKeyboardFocusHere();
  }
  ImGui::SetNextItemWidth(-1);
  ImGui::InputTextWithHint("##narrow", "Type to narrow", &filter);
  draw_choices();
  ImGui::EndCombo();
}

} // namespace

void close_dialog(Actions& actions) {
  actions.push_back([](app::Workspace& workspace) {
    workspace.dialog = app::Dialog::None;
    workspace.offered_files.clear();
    workspace.pending_import.reset();
    app::forget_sheets(workspace);
  });
}

void field_label(const FrameView& view, const char* label) {
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(label);
  ImGui::SameLine(view.grid(34));
  ImGui::SetNextItemWidth(-1);
}

namespace {

// Escape closes a list first, and leaves a field first where the dialog took long to fill in: only then is the dialog closed.
bool escapes(app::Dialog dialog) {
  if (!ImGui::IsKeyPressed(ImGuiKey_Escape, false)) return false;
  if (ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId)) {
    ImGui::ClosePopupsExceptModals();
    return false;
  }
  return dialog != app::Dialog::MapSheets || !ImGui::GetIO().WantTextInput;
}

} // namespace

bool accept_row(const FrameView& view, const DialogState& state, const char* label, Actions& actions, bool may) {
  draw_problem(view, state);
  ImGui::Spacing();
  const ImGuiStyle& style = ImGui::GetStyle();
  const float accept = std::max(view.grid(24), ImGui::CalcTextSize(label).x + 2 * style.FramePadding.x);
  const float cancel = view.grid(24);
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x - accept - cancel - style.ItemSpacing.x);
  if (ImGui::Button("Cancel", {cancel, 0}) || escapes(state.open)) close_dialog(actions);
  ImGui::SameLine();
  ImGui::PushStyleColor(ImGuiCol_Button, view.palette.accent);
  ImGui::PushStyleColor(ImGuiCol_ButtonHovered, view.palette.accent);
  ImGui::PushStyleColor(ImGuiCol_Text, view.palette.on_accent);
  ImGui::BeginDisabled(!may);
  const bool pressed = ImGui::Button(label, {accept, 0});
  ImGui::EndDisabled();
  ImGui::PopStyleColor(3);
  return pressed;
}

void draw_problem(const FrameView& view, const DialogState& state) {
  if (!state.problem.empty()) wrapped_text(state.problem, view.palette.bad);
}

void entity_combo(const FrameView& view, const char* id, app::EntityId& value, std::string& filter) {
  const auto& session = *view.workspace.session;
  searchable_combo(id, session.names().shown(value), filter, [&] {
    for (const auto& entity : session.snapshot()->entities()) {
      const std::string name = session.names().shown(entity.id);
      if (!base::contains_ignoring_case(name, filter)) continue;
      ImGui::PushID(static_cast<int>(entity.id.value));
      if (ImGui::Selectable(name.c_str(), entity.id == value)) value = entity.id;
      ImGui::PopID();
    }
  });
}

void exhibit_combo(const FrameView& view, const char* id, model::ExhibitId& value, std::string& filter) {
  const auto& masking = *view.workspace.derived.masking();
  const auto text = [&](const model::Exhibit& exhibit) { return exhibit.key + "  " + masking(exhibit.title); };
  const auto& exhibits = view.workspace.session->snapshot()->exhibits();
  const auto* chosen = exhibits.find(value);
  searchable_combo(id, chosen ? text(*chosen) : std::string(), filter, [&] {
    for (const auto& exhibit : exhibits)
      if (base::contains_ignoring_case(text(exhibit), filter) && ImGui::Selectable(text(exhibit).c_str(), exhibit.id == value))
        value = exhibit.id;
  });
}

void draw_dialogs(const FrameView& view, DialogState& state, Actions& actions) {
  if (state.open != view.workspace.dialog) begin(view, state);
  if (state.open == app::Dialog::None) return;
  const ImGuiViewport* viewport = ImGui::GetMainViewport();
  const bool palette = state.open == app::Dialog::Palette;
  const bool sheets = state.open == app::Dialog::MapSheets;
  const float width = std::min(view.grid(palette ? 140 : sheets ? 360 : 150), viewport->WorkSize.x - view.grid(8));
  ImGui::SetNextWindowSize({width, 0});
  ImGui::SetNextWindowSizeConstraints({width, 0}, {width, viewport->WorkSize.y - view.grid(8)});
  const ImVec2 middle = viewport->GetWorkCenter();
  ImGui::SetNextWindowPos({middle.x, viewport->WorkPos.y + viewport->WorkSize.y * (palette ? .2f : .45f)}, ImGuiCond_Always, {.5f, palette ? 0.f : .5f});
  if (!ImGui::BeginPopupModal(kPopup, nullptr, ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings)) {
    close_dialog(actions); // closed by Dear ImGui itself
    return;
  }
  draw_content(view, state, actions);
  ImGui::EndPopup();
}

} // namespace cuibono::ui
