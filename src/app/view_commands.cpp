#include <algorithm>
#include <cmath>

#include "app/commands.h"
#include "app/workspace.h"

namespace cuibono::app {
namespace {

bool always(const Workspace&) { return true; }
bool has_case(const Workspace& workspace) { return workspace.session.has_value(); }
bool has_selection(const Workspace& workspace) { return has_case(workspace) && !workspace.session->view.selection.entities.empty(); }

template <bool Filters::* kFlag>
void toggle(Workspace& workspace) {
  workspace.session->view.filters.*kFlag = !(workspace.session->view.filters.*kFlag);
}
template <bool Filters::* kFlag>
bool is_on(const Workspace& workspace) {
  return has_case(workspace) && workspace.session->view.filters.*kFlag;
}

void toggle_accounts(Workspace& workspace) {
  auto& accounts = workspace.session->view.filters.accounts;
  accounts = accounts == AccountsAs::Holders ? AccountsAs::Entities : AccountsAs::Holders;
}
bool accounts_shown(const Workspace& workspace) {
  return has_case(workspace) && workspace.session->view.filters.accounts == AccountsAs::Entities;
}

// Steps of a quarter, so that the grid stays on whole pixels.
void step_scale(Workspace& workspace, double by) {
  change_settings(workspace, [&](Settings& settings) {
    settings.scale = std::clamp(std::round((settings.scale + by) * 4) / 4, 0.75, 4.0);
  });
}

void toggle_theme(Workspace& workspace) {
  change_settings(workspace, [](Settings& settings) { settings.theme = settings.theme == Theme::Dark ? Theme::Light : Theme::Dark; });
}

void toggle_basis(Workspace& workspace) {
  auto& basis = workspace.session->view.basis;
  basis = basis == benefit::Basis::Gross ? benefit::Basis::Net : benefit::Basis::Gross;
}

} // namespace

std::vector<Command> view_commands() {
  return {
      {"view.palette", "Find a command...", "View", "Ctrl+K", always, [](Workspace& workspace) { workspace.dialog = Dialog::Palette; }},
      {"view.fit", "Fit the chart", "View", "F", has_case, [](Workspace& workspace) { workspace.session->view.fit_wanted = true; }, nullptr, nullptr, true},
      {"view.center", "Bring the selection into sight", "View", "C", has_selection, [](Workspace& workspace) { workspace.session->view.center_wanted = true; }},
      {"view.layout", "Lay out again", "View", "Ctrl+L", has_case, [](Workspace& workspace) { workspace.derived.lay_out_again(); }},
      {"view.victims", "Show victims", "View", "", has_case, toggle<&Filters::victims>, nullptr, is_on<&Filters::victims>, true},
      {"view.bystanders", "Show lawful trade partners", "View", "", has_case, toggle<&Filters::bystanders>, nullptr, is_on<&Filters::bystanders>},
      {"view.unsupported", "List unsupported facts", "View", "", has_case, toggle<&Filters::unsupported>, nullptr, is_on<&Filters::unsupported>},
      {"view.accounts", "Draw accounts apart from holders", "View", "", has_case, toggle_accounts, nullptr, accounts_shown},
      {"view.legend", "Show legend", "View", "", has_case, [](Workspace& workspace) { workspace.session->view.legend = !workspace.session->view.legend; }, nullptr,
       [](const Workspace& workspace) { return has_case(workspace) && workspace.session->view.legend; }},
      {"view.basis", "Switch between gross and net", "View", "", has_case, toggle_basis, nullptr, nullptr, true},
      {"view.larger", "Larger text", "View", "Ctrl+=", always, [](Workspace& workspace) { step_scale(workspace, .25); }, nullptr, nullptr, true},
      {"view.smaller", "Smaller text", "View", "Ctrl+-", always, [](Workspace& workspace) { step_scale(workspace, -.25); }},
      {"view.theme", "Dark colours", "View", "", always, toggle_theme, nullptr,
       [](const Workspace& workspace) { return workspace.settings.theme == Theme::Dark; }},
  };
}

std::vector<Command> help_commands() {
  return {
      {"help.keys", "Keys and mouse", "Help", "F1", always, [](Workspace& workspace) { workspace.dialog = Dialog::Shortcuts; }},
      {"help.about", "About Cui Bono", "Help", "", always, [](Workspace& workspace) { workspace.dialog = Dialog::About; }},
  };
}

} // namespace cuibono::app
