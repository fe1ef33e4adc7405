#include "app/commands.h"
#include "app/workspace.h"

namespace cuibono::app {
namespace {

bool has_case(const Workspace& workspace) { return workspace.session.has_value(); }
const Selection& selection(const Workspace& workspace) { return workspace.session->view.selection; }

bool one_entity(const Workspace& workspace) { return has_case(workspace) && selection(workspace).single(); }
bool two_entities(const Workspace& workspace) { return has_case(workspace) && selection(workspace).entities.size() == 2; }
bool any_entity(const Workspace& workspace) { return has_case(workspace) && !selection(workspace).entities.empty(); }
bool a_tie(const Workspace& workspace) { return has_case(workspace) && selection(workspace).tie; }
bool a_fact(const Workspace& workspace) {
  return has_case(workspace) && (selection(workspace).tie || selection(workspace).payment);
}
bool something(const Workspace& workspace) { return any_entity(workspace) || a_tie(workspace); }
bool can_undo(const Workspace& workspace) { return has_case(workspace) && !workspace.session->undo_label().empty(); }
bool can_redo(const Workspace& workspace) { return has_case(workspace) && !workspace.session->redo_label().empty(); }

bool any_pinned(const Workspace& workspace) {
  if (!any_entity(workspace)) return false;
  for (const model::Pin& pin : workspace.session->snapshot()->of<model::Pin>())
    if (selection(workspace).entities.contains(pin.entity)) return true;
  return false;
}

std::string undo_title(const Workspace& workspace) {
  return can_undo(workspace) ? "Undo: " + workspace.session->undo_label() : "Undo";
}
std::string redo_title(const Workspace& workspace) {
  return can_redo(workspace) ? "Redo: " + workspace.session->redo_label() : "Redo";
}

void unpin_selected(Workspace& workspace) {
  const auto& chosen = selection(workspace).entities;
  perform(workspace, unpin(*workspace.session->snapshot(), {chosen.begin(), chosen.end()}));
}

template <Dialog kDialog>
void ask(Workspace& workspace) {
  workspace.dialog = kDialog;
}

void change_selected(Workspace& workspace) {
  workspace.dialog = a_tie(workspace) ? Dialog::ChangeTie : Dialog::ChangeEntity;
}

bool changeable(const Workspace& workspace) { return one_entity(workspace) || a_tie(workspace); }

} // namespace

std::vector<Command> edit_commands() {
  return {
      {"edit.undo", "Undo", "Edit", "Ctrl+Z", can_undo, undo, undo_title},
      {"edit.redo", "Redo", "Edit", "Ctrl+Shift+Z", can_redo, redo, redo_title},
      {"edit.add-entity", "Add entity...", "Edit", "Ctrl+E", has_case, ask<Dialog::AddEntity>, nullptr, nullptr, true},
      {"edit.add-tie", "Add tie...", "Edit", "Ctrl+T", has_case, ask<Dialog::AddTie>},
      {"edit.change", "Change selected...", "Edit", "F2", changeable, change_selected},
      {"edit.cite", "Cite exhibit for selected...", "Edit", "Ctrl+R", a_fact, ask<Dialog::CiteExhibit>},
      {"edit.merge", "Merge two selected...", "Edit", "Ctrl+M", two_entities, ask<Dialog::Merge>, nullptr, nullptr, true},
      {"edit.who-is-who", "Who is who: records that may be the same", "Edit", "Ctrl+Shift+M", has_case, open_who_is_who},
      {"edit.delete", "Delete selected...", "Edit", "Delete", something, ask<Dialog::Delete>},
      {"edit.unpin", "Unpin selected", "Edit", "Ctrl+U", any_pinned, unpin_selected, nullptr, nullptr, true},
  };
}

} // namespace cuibono::app
