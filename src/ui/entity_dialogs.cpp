#include <fmt/core.h>
#include <imgui.h>
#include <misc/cpp/imgui_stdlib.h>

#include "app/words.h"
#include "base/text.h"
#include "ui/dialog_parts.h"
#include "ui/widgets.h"

namespace cuibono::ui {
namespace {

// The commit is tried when the action runs; the dialog closes only if it was done, so that nothing typed is lost.
void commit_and_close(Actions& actions, std::function<base::Result<model::EditBatch>(const model::CaseSnapshot&)> build) {
  actions.push_back([build = std::move(build)](app::Workspace& workspace) {
    if (workspace.session && app::perform(workspace, build(*workspace.session->snapshot()))) workspace.dialog = app::Dialog::None;
  });
}

void draw_identity_fields(const FrameView& view, EntityForm& form) {
  field_label(view, "Name");
  ImGui::InputText("##name", &form.row.name);
  field_label(view, "Also known as");
  ImGui::InputTextWithHint("##aliases", "several parted by ;", &form.aliases);
}

void draw_entity_form(const FrameView& view, DialogState& state, Actions& actions) {
  EntityForm& form = state.entity;
  const bool adds = state.open == app::Dialog::AddEntity;
  const bool withheld = !adds && view.workspace.session->names().is_hidden(form.row.id);
  if (withheld) {
    muted_text(view, "This person is protected: name, aliases and id are withheld here and stay as they are.");
  } else {
    field_label(view, "Id");
    ImGui::InputTextWithHint("##key", "short, without spaces: P7", &form.row.key);
    draw_identity_fields(view, form);
  }
  field_label(view, "Kind");
  vocabulary_combo("##kind", form.row.kind);
  field_label(view, "Country");
  ImGui::InputText("##country", &form.row.country);
  field_label(view, "Sector");
  ImGui::InputText("##sector", &form.row.sector);
  field_label(view, "Protected");
  ImGui::Checkbox("show by pseudonym only", &form.row.is_protected);
  if (!withheld) {
    field_label(view, "Notes");
    ImGui::InputTextMultiline("##notes", &form.row.notes, {-1, view.grid(18)});
  }
  if (!accept_row(view, state, adds ? "Add" : "Change", actions)) return;
  auto row = form.row;
  row.aliases = base::split_list(form.aliases);
  commit_and_close(actions, [row, adds](const model::CaseSnapshot& snapshot) {
    return adds ? app::add_entity(snapshot, row) : app::change_entity(snapshot, row);
  });
}

void draw_merge(const FrameView& view, DialogState& state, Actions& actions) {
  const auto& selection = view.workspace.session->view.selection.entities;
  if (selection.size() != 2) return close_dialog(actions);
  const auto& names = view.workspace.session->names();
  const app::EntityId first = *selection.begin(), second = *selection.rbegin();
  muted_text(view, "Which of the two is kept?");
  if (ImGui::RadioButton((names.shown(first) + "##first").c_str(), !state.keep_second)) state.keep_second = false;
  if (ImGui::RadioButton((names.shown(second) + "##second").c_str(), state.keep_second)) state.keep_second = true;
  const app::EntityId kept = state.keep_second ? second : first, gone = state.keep_second ? first : second;
  std::size_t rows = 0;
  for (const auto& row : view.workspace.derived.tables().entities)
    if (row.id == gone) rows = row.ties;
  ImGui::Spacing();
  wrapped_text(fmt::format("{} becomes part of {}: {} that name it will name {} instead, ties between the two go, and its name is kept as an alias.",
                           names.shown(gone), names.shown(kept), app::counted(rows, "tie and payment", "ties and payments"), names.shown(kept)),
               view.palette.text);
  muted_text(view, "One step of the journal; Ctrl+Z takes it back.");
  if (accept_row(view, state, "Merge", actions))
    commit_and_close(actions, [kept, gone](const model::CaseSnapshot& snapshot) { return app::merge(snapshot, kept, gone); });
}

void draw_delete(const FrameView& view, DialogState& state, Actions& actions) {
  const auto& session = *view.workspace.session;
  const auto& selection = session.view.selection;
  if (selection.tie) {
    wrapped_text("The tie is deleted. The exhibits behind it stay.", view.palette.text);
    if (accept_row(view, state, "Delete", actions))
      commit_and_close(actions, [id = *selection.tie](const model::CaseSnapshot& snapshot) { return app::delete_tie(snapshot, id); });
    return;
  }
  const std::vector<app::EntityId> ids(selection.entities.begin(), selection.entities.end());
  const auto batch = app::delete_entities(*session.snapshot(), ids);
  if (!batch) return close_dialog(actions);
  std::string who = ids.size() == 1 ? session.names().shown(ids.front()) : app::counted(ids.size(), "entity", "entities");
  wrapped_text(fmt::format("{} and {} that name {} are deleted. Exhibits stay.", who,
                           app::counted(batch->edits.size() - ids.size(), "row"), ids.size() == 1 ? "it" : "them"),
               view.palette.text);
  muted_text(view, "One step of the journal; Ctrl+Z takes it back.");
  if (accept_row(view, state, "Delete", actions))
    commit_and_close(actions, [ids](const model::CaseSnapshot& snapshot) { return app::delete_entities(snapshot, ids); });
}

} // namespace

void fill_entity_form(const FrameView& view, EntityForm& form, app::Dialog dialog) {
  form = {};
  form.row.kind = model::EntityKind::Person;
  const auto single = view.workspace.session->view.selection.single();
  const auto* row = single ? view.workspace.session->snapshot()->entities().find(*single) : nullptr;
  if (dialog != app::Dialog::ChangeEntity || !row) return;
  form.row = *row;
  form.aliases = base::join(row->aliases, "; ");
}

void draw_entity_dialogs(const FrameView& view, DialogState& state, Actions& actions) {
  if (state.open == app::Dialog::AddEntity || state.open == app::Dialog::ChangeEntity) draw_entity_form(view, state, actions);
  if (state.open == app::Dialog::Merge) draw_merge(view, state, actions);
  if (state.open == app::Dialog::Delete) draw_delete(view, state, actions);
}

} // namespace cuibono::ui
