#include "app/commands.h"
#include "app/demo.h"
#include "app/workspace.h"

namespace cuibono::app {
namespace {

bool always(const Workspace&) { return true; }
bool has_case(const Workspace& workspace) { return workspace.session.has_value(); }

bool has_shut_vault(const Workspace& workspace) { return has_case(workspace) && !workspace.vault.is_open(); }
bool has_open_vault(const Workspace& workspace) { return has_case(workspace) && workspace.vault.is_open(); }
bool has_victim_selected(const Workspace& workspace) {
  if (!has_open_vault(workspace)) return false;
  const auto id = workspace.session->view.selection.single();
  return id && workspace.session->names().is_victim(*id);
}

template <Dialog kDialog>
void ask(Workspace& workspace) {
  workspace.dialog = kDialog;
}

} // namespace

std::vector<Command> case_commands() {
  return {
      {"case.new", "New case...", "Case", "Ctrl+N", always, ask<Dialog::NewCase>},
      {"case.open", "Open case...", "Case", "Ctrl+O", always, ask<Dialog::OpenCase>},
      {"case.demo-meridian", "Open demonstration: F/V Meridian Star", "Case", "", always,
       [](Workspace& workspace) { open_demo(workspace, "meridian-star"); }, nullptr, nullptr, true},
      {"case.demo-larkfield", "Open demonstration: Larkfield Garments", "Case", "", always,
       [](Workspace& workspace) { open_demo(workspace, "larkfield"); }},
      {"case.import", "Import evidence...", "Case", "Ctrl+I", has_case, ask<Dialog::ImportFiles>, nullptr, nullptr, true},
      {"vault.open", "Open the vault...", "Case", "", has_shut_vault, ask<Dialog::OpenVault>, nullptr, nullptr, true},
      {"vault.show", "Show the victim's identity...", "Case", "", has_victim_selected, ask<Dialog::ShowIdentity>},
      {"vault.close", "Close the vault", "Case", "", has_open_vault, close_vault},
      {"case.close", "Close case", "Case", "Ctrl+W", has_case, close_case, nullptr, nullptr, true},
      {"case.quit", "Quit", "Case", "Ctrl+Q", always, [](Workspace& workspace) { workspace.quit = true; }},
  };
}

} // namespace cuibono::app
