#pragma once
// What dialogs are made of. Inside the ui folder only.

#include "ui/dialogs.h"

namespace cuibono::ui {

/// Closes the dialog that is open.
void close_dialog(Actions& actions);

/// A labelled field: the label in its own column, the next widget fills the rest.
void field_label(const FrameView& view, const char* label);

/// The last row of a dialog: a button that does it, and Cancel (also Escape). True when it is to be done; never while `may` is
/// false.
bool accept_row(const FrameView& view, const DialogState& state, const char* label, Actions& actions, bool may = true);

/// A choice among the words of a vocabulary.
template <class Enum>
void vocabulary_combo(const char* id, Enum& value);

/// Choosing one entity or exhibit by name; an input narrows the list.
void entity_combo(const FrameView& view, const char* id, app::EntityId& value, std::string& filter);
void exhibit_combo(const FrameView& view, const char* id, model::ExhibitId& value, std::string& filter);

/// A problem said in the dialog, in its own colour.
void draw_problem(const FrameView& view, const DialogState& state);

void draw_case_dialogs(const FrameView& view, DialogState& state, Actions& actions);   ///< open, new, import, review
void draw_sheet_dialog(const FrameView& view, DialogState& state, Actions& actions);   ///< what the columns of sheets mean
void draw_vault_dialogs(const FrameView& view, DialogState& state, Actions& actions);  ///< open the vault, show an identity
void draw_entity_dialogs(const FrameView& view, DialogState& state, Actions& actions); ///< add, change, merge, delete
void draw_tie_dialogs(const FrameView& view, DialogState& state, Actions& actions);    ///< add, change, cite
void draw_palette(const FrameView& view, DialogState& state, Actions& actions);
void draw_help_dialogs(const FrameView& view, Actions& actions);

void fill_entity_form(const FrameView& view, EntityForm& form, app::Dialog dialog);
void fill_tie_form(const FrameView& view, TieForm& form, app::Dialog dialog);

} // namespace cuibono::ui

#include "app/words.h"

template <class Enum>
void cuibono::ui::vocabulary_combo(const char* id, Enum& value) {
  ImGui::SetNextItemWidth(-1);
  if (!ImGui::BeginCombo(id, app::words(value).c_str())) return;
  for (std::size_t i = 0; i < base::kCount<Enum>; ++i) {
    const auto choice = static_cast<Enum>(i);
    if (ImGui::Selectable(app::words(choice).c_str(), choice == value)) value = choice;
  }
  ImGui::EndCombo();
}
