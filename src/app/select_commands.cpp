#include <set>

#include "app/commands.h"
#include "app/workspace.h"

namespace cuibono::app {
namespace {

bool has_case(const Workspace& workspace) { return workspace.session.has_value(); }
bool any_selected(const Workspace& workspace) { return has_case(workspace) && !workspace.session->view.selection.empty(); }
bool any_entity(const Workspace& workspace) { return has_case(workspace) && !workspace.session->view.selection.entities.empty(); }
bool has_leader(const Workspace& workspace) {
  return has_case(workspace) && workspace.derived.benefit() && !workspace.derived.benefit()->rows.empty();
}

void select_all(Workspace& workspace) {
  Selection all;
  for (const auto& node : workspace.derived.chart().nodes) all.entities.insert(node.id);
  workspace.session->view.selection = std::move(all);
}

void select_none(Workspace& workspace) { workspace.session->view.selection = {}; }

void select_neighbours(Workspace& workspace) {
  auto& chosen = workspace.session->view.selection.entities;
  const std::set<EntityId> before = chosen;
  for (const auto& line : workspace.derived.chart().lines) {
    if (before.contains(line.a)) chosen.insert(line.b);
    if (before.contains(line.b)) chosen.insert(line.a);
  }
}

void select_top(Workspace& workspace) {
  ViewState& view = workspace.session->view;
  select_entity(view.selection, workspace.derived.benefit()->rows.front().id);
  view.center_wanted = true;
}

} // namespace

std::vector<Command> select_commands() {
  return {
      {"select.top", "Select who benefits most", "Select", "Ctrl+B", has_leader, select_top},
      {"select.neighbours", "Add neighbours", "Select", "Ctrl+G", any_entity, select_neighbours, nullptr, nullptr, true},
      {"select.all", "Select all on the chart", "Select", "Ctrl+A", has_case, select_all},
      {"select.none", "Select nothing", "Select", "", any_selected, select_none},
  };
}

} // namespace cuibono::app
