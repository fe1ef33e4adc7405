#include "app/commands.h"
#include "app/demo.h"
#include "app/workspace.h"

namespace cuibono::app {
namespace {

bool always(const Workspace&) { return true; }
bool has_case(const Workspace& workspace) { return workspace.session.has_value(); }

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
      {"case.close", "Close case", "Case", "Ctrl+W", has_case, close_case, nullptr, nullptr, true},
      {"case.quit", "Quit", "Case", "Ctrl+Q", always, [](Workspace& workspace) { workspace.quit = true; }},
  };
}

} // namespace cuibono::app
