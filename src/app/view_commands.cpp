#include <algorithm>
#include <array>
#include <cmath>

#include "app/commands.h"
#include "app/findings.h"
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

// One command a tab: chosen when it is open and on that tab, it closes the panel.
template <std::size_t kTab>
bool findings_shown(const Workspace& workspace) {
  return has_case(workspace) && workspace.session->view.findings_open && workspace.session->view.findings_tab == kTab;
}
template <std::size_t kTab>
void toggle_findings(Workspace& workspace) {
  workspace.session->view.findings_open = !findings_shown<kTab>(workspace);
  workspace.session->view.findings_tab = kTab;
}

constexpr std::size_t kMostTabs = 10;
constexpr std::array<const char*, kMostTabs> kTabIds{"findings.0", "findings.1", "findings.2", "findings.3", "findings.4",
                                                     "findings.5", "findings.6", "findings.7", "findings.8", "findings.9"};

template <std::size_t... kTabs>
void add_findings(std::vector<Command>& commands, std::index_sequence<kTabs...>) {
  const auto& kinds = findings_kinds();
  const auto add = [&](std::size_t tab, auto run, auto shown) {
    if (tab < kinds.size()) commands.push_back({kTabIds[tab], kinds[tab].command, "View", "", has_case, run, nullptr, shown, tab == 0});
  };
  (add(kTabs, toggle_findings<kTabs>, findings_shown<kTabs>), ...);
}

} // namespace

std::vector<Command> view_commands() {
  std::vector<Command> commands{
      {"view.palette", "Find a command...", "View", "Ctrl+K", always, [](Workspace& workspace) { workspace.dialog = Dialog::Palette; }},
      {"view.fit", "Fit the chart", "View", "F", has_case, [](Workspace& workspace) { workspace.session->view.fit_wanted = true; }, nullptr, nullptr, true},
      {"view.center", "Bring the selection into sight", "View", "C", has_selection, [](Workspace& workspace) { workspace.session->view.center_wanted = true; }},
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
  add_findings(commands, std::make_index_sequence<kMostTabs>());
  return commands;
}

std::vector<Command> help_commands() {
  return {
      {"help.keys", "Keys and mouse", "Help", "F1", always, [](Workspace& workspace) { workspace.dialog = Dialog::Shortcuts; }},
      {"help.about", "About Cui Bono", "Help", "", always, [](Workspace& workspace) { workspace.dialog = Dialog::About; }},
  };
}

} // namespace cuibono::app
