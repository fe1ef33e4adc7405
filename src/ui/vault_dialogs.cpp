#include <imgui.h>
#include <misc/cpp/imgui_stdlib.h>

#include "ui/dialog_parts.h"
#include "ui/widgets.h"

namespace cuibono::ui {
namespace {

void draw_open_vault(const FrameView& view, DialogState& state, Actions& actions) {
  const bool encrypted = view.workspace.session && view.workspace.session->file().is_encrypted();
  muted_text(view,
             encrypted
                 ? "The vault has a passphrase of its own. It closes after five minutes without use."
                 : "This case is not encrypted: the vault's key lies in the file, and no passphrase is asked for.");
  bool entered = false;
  if (encrypted) {
    field_label(view, "Vault passphrase");
    if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
    entered = ImGui::InputText("##vault", &state.passphrase,
                               ImGuiInputTextFlags_Password | ImGuiInputTextFlags_EnterReturnsTrue);
  }
  if (!accept_row(view, state, "Open", actions) && !entered) return;
  if (encrypted && state.passphrase.empty()) return void(state.problem = "Type the passphrase.");
  actions.push_back([passphrase = state.passphrase](app::Workspace& workspace) {
    workspace.dialog = app::Dialog::None;
    app::open_vault(workspace, passphrase);
  });
  state.passphrase.assign(state.passphrase.size(), ' ');
  state.passphrase.clear();
}

void draw_show_identity(const FrameView& view, DialogState& state, Actions& actions) {
  muted_text(view, "The reason goes to the journal, with your name and the time.");
  field_label(view, "Reason");
  if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
  const bool entered = ImGui::InputText("##reason", &state.reason, ImGuiInputTextFlags_EnterReturnsTrue);
  if (!accept_row(view, state, "Show", actions) && !entered) return;
  if (state.reason.find_first_not_of(' ') == std::string::npos) return void(state.problem = "Say why.");
  actions.push_back([reason = state.reason](app::Workspace& workspace) {
    workspace.dialog = app::Dialog::None;
    app::show_identity(workspace, reason);
  });
}

} // namespace

void draw_vault_dialogs(const FrameView& view, DialogState& state, Actions& actions) {
  if (state.open == app::Dialog::OpenVault) draw_open_vault(view, state, actions);
  if (state.open == app::Dialog::ShowIdentity) draw_show_identity(view, state, actions);
}

} // namespace cuibono::ui
