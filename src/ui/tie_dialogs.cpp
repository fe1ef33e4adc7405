#include <imgui.h>
#include <misc/cpp/imgui_stdlib.h>

#include "app/words.h"
#include "base/text.h"
#include "ui/dialog_parts.h"
#include "ui/widgets.h"

namespace cuibono::ui {
namespace {

// Texts of the form into the row; the sentence that says what is wrong, or empty.
std::string read_form(TieForm& form) {
  model::Tie& row = form.row;
  row.share.reset();
  if (!form.share.empty()) {
    const auto share = base::parse_number(form.share);
    if (!share || *share < 0 || *share > 100) return "The share is a percentage, 0 to 100.";
    row.share = *share / 100;
  }
  for (const auto& [text, date] : {std::pair{&form.from, &row.from}, std::pair{&form.to, &row.to}}) {
    const auto parsed = base::parse_date(*text);
    if (!text->empty() && !parsed) return "Dates are written 2031, 2031-02 or 2031-02-28.";
    *date = parsed.value_or(base::Date{});
  }
  if (form.exhibit) row.citations.push_back({form.exhibit, form.locator});
  form.exhibit = {};
  return {};
}

void draw_form_fields(const FrameView& view, DialogState& state) {
  TieForm& form = state.tie;
  field_label(view, "From");
  entity_combo(view, "##source", form.row.source, state.filter);
  field_label(view, "Tie");
  vocabulary_combo("##type", form.row.type);
  field_label(view, "To");
  entity_combo(view, "##target", form.row.target, state.filter);
  field_label(view, "First day");
  ImGui::InputTextWithHint("##from", "2031-02-28, a month or a year", &form.from);
  field_label(view, "Last day");
  ImGui::InputTextWithHint("##to", "the same, or empty", &form.to);
  if (form.row.type == model::TieType::Owns) {
    field_label(view, "Share, %");
    ImGui::InputText("##share", &form.share);
  }
  field_label(view, "Says");
  vocabulary_combo("##polarity", form.row.polarity);
}

void draw_citation_fields(const FrameView& view, DialogState& state, model::ExhibitId& exhibit, std::string& locator) {
  field_label(view, "Exhibit");
  exhibit_combo(view, "##exhibit", exhibit, state.filter);
  field_label(view, "Where in it");
  ImGui::InputTextWithHint("##locator", "page 3, row 12, sheet 1", &locator);
}

void draw_tie_form(const FrameView& view, DialogState& state, Actions& actions) {
  const bool adds = state.open == app::Dialog::AddTie;
  draw_form_fields(view, state);
  if (adds) {
    draw_citation_fields(view, state, state.tie.exhibit, state.tie.locator);
    muted_text(view, "Without an exhibit the tie is kept, shown as unsupported, and weighs nothing.");
  }
  if (!accept_row(view, state, adds ? "Add" : "Change", actions)) return;
  state.problem = read_form(state.tie);
  if (!state.problem.empty()) return;
  actions.push_back([row = state.tie.row, adds](app::Workspace& workspace) {
    if (!workspace.session) return;
    const auto& snapshot = *workspace.session->snapshot();
    if (app::perform(workspace, adds ? app::add_tie(snapshot, row) : app::change_tie(snapshot, row))) workspace.dialog = app::Dialog::None;
  });
}

void draw_cite(const FrameView& view, DialogState& state, Actions& actions) {
  const auto& selection = view.workspace.session->view.selection;
  if (!selection.tie && !selection.payment) return close_dialog(actions);
  draw_citation_fields(view, state, state.citation.exhibit, state.citation.locator);
  if (!accept_row(view, state, "Cite", actions)) return;
  actions.push_back([citation = state.citation, selection](app::Workspace& workspace) {
    if (!workspace.session) return;
    const auto& snapshot = *workspace.session->snapshot();
    if (app::perform(workspace, selection.tie ? app::cite_exhibit(snapshot, *selection.tie, citation)
                                              : app::cite_exhibit(snapshot, *selection.payment, citation)))
      workspace.dialog = app::Dialog::None;
  });
}

} // namespace

void fill_tie_form(const FrameView& view, TieForm& form, app::Dialog dialog) {
  form = {};
  const auto& session = *view.workspace.session;
  const auto& selection = session.view.selection;
  if (!selection.entities.empty()) form.row.source = *selection.entities.begin();
  if (selection.entities.size() == 2) form.row.target = *selection.entities.rbegin();
  const auto* row = selection.tie ? session.snapshot()->ties().find(*selection.tie) : nullptr;
  if (dialog != app::Dialog::ChangeTie || !row) return;
  form.row = *row;
  form.from = base::format_date(row->from);
  form.to = base::format_date(row->to);
  if (row->share) form.share = base::format_number(*row->share * 100);
}

void draw_tie_dialogs(const FrameView& view, DialogState& state, Actions& actions) {
  if (state.open == app::Dialog::AddTie || state.open == app::Dialog::ChangeTie) draw_tie_form(view, state, actions);
  if (state.open == app::Dialog::CiteExhibit) draw_cite(view, state, actions);
}

} // namespace cuibono::ui
