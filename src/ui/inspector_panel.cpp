#include "ui/inspector_panel.h"

#include <fmt/core.h>

#include "app/words.h"
#include "ui/actions.h"
#include "ui/widgets.h"

namespace cuibono::ui {
namespace {

const app::Session& session(const FrameView& view) { return *view.workspace.session; }
const app::Masking& masking(const FrameView& view) { return *view.workspace.derived.masking(); }

void refresh(const FrameView& view, InspectorState& state, app::EntityId id) {
  const auto& derived = view.workspace.derived;
  const InspectorState::Key key{derived.tables_version(), derived.benefit_version(), id};
  if (state.key == key) return;
  state.key = key;
  const auto& snapshot = *session(view).snapshot();
  state.entity = app::entity_details(snapshot, session(view).names(), derived.tables(), id);
  state.paths.clear();
  state.control.clear();
  const auto* benefit = derived.benefit();
  if (!benefit || benefit->revision != snapshot.revision) return; // a report of another revision may cite what is gone
  state.paths = app::money_paths(snapshot, session(view).names(), masking(view), *benefit->report, id);
  state.control = app::control_facts(snapshot, session(view).names(), masking(view), *benefit->report, id);
}

bool section(const FrameView& view, const std::string& title, std::size_t count, bool open_at_first) {
  if (count == 0) return false;
  ImGui::PushStyleColor(ImGuiCol_Header, view.palette.raised);
  const bool open = ImGui::CollapsingHeader(fmt::format("{} ({})###{}", title, count, title).c_str(), open_at_first ? ImGuiTreeNodeFlags_DefaultOpen : 0);
  ImGui::PopStyleColor();
  return open;
}

void draw_facts(const FrameView& view, const char* title, const std::vector<app::Fact>& facts, Actions& actions, bool open_at_first) {
  if (!section(view, title, facts.size(), open_at_first)) return;
  ImGui::PushID(title);
  int place = 0;
  for (const auto& fact : facts) {
    ImGui::PushID(place++);
    draw_fact(view, fact, actions);
    ImGui::PopID();
  }
  ImGui::PopID();
}

// One payment inside a group: opens to its exhibits and their locators.
void draw_payment(const FrameView& view, app::PaymentId id, Actions& actions) {
  const auto fact = app::payment_fact(*session(view).snapshot(), session(view).names(), masking(view), id);
  if (!fact) return;
  ImGui::PushID(static_cast<int>(id.value));
  const model::Payment& row = *session(view).snapshot()->payments().find(id);
  const std::string currency = row.currency.empty() ? view.workspace.derived.currency() : row.currency;
  const std::string date = row.date.known() ? base::format_date(row.date) : "undated";
  const auto opened = disclosure(view, date + "  " + (*fact).title, app::amount_text(row.amount, currency), masking(view)(row.purpose));
  if (opened.open) {
    if (fact->exhibits.empty()) muted_text(view, "No exhibit is cited: this weighs nothing until one is.");
    for (const auto& line : fact->exhibits) draw_exhibit_line(view, line, actions);
    ImGui::Indent(view.grid(4));
    if (ImGui::SmallButton("Select this payment")) select_payment(actions, id);
    ImGui::Unindent(view.grid(4));
  }
  ImGui::PopID();
}

void draw_payments_of(const FrameView& view, const std::vector<app::PaymentId>& payments, Actions& actions) {
  constexpr std::size_t kMost = 100;
  ImGui::Indent(view.grid(4));
  for (std::size_t i = 0; i < payments.size() && i < kMost; ++i) draw_payment(view, payments[i], actions);
  if (payments.size() > kMost) muted_text(view, fmt::format("and {} more: see the payments table", payments.size() - kMost));
  ImGui::Unindent(view.grid(4));
}

void draw_groups(const FrameView& view, const char* title, const char* preposition, const std::vector<app::PaymentGroup>& groups, Actions& actions) {
  if (!section(view, title, groups.size(), false)) return;
  ImGui::PushID(title);
  int place = 0;
  for (const auto& group : groups) {
    ImGui::PushID(place++);
    const std::string currency = group.currency.empty() ? view.workspace.derived.currency() : group.currency;
    std::string detail = fmt::format("{}, {}, {}", app::words(group.payment_class), app::counted(group.payments.size(), "payment"),
                                     app::period(group.first, group.last));
    if (group.unsupported > 0) detail += fmt::format("; {} without support", group.unsupported);
    if (disclosure(view, preposition + group.other_name, app::amount_text(group.total, currency), detail).open)
      draw_payments_of(view, group.payments, actions);
    ImGui::PopID();
  }
  ImGui::PopID();
}

void draw_step(const FrameView& view, const app::PathStep& step, Actions& actions) {
  const auto opened = disclosure(view, step.text, base::format_money_grouped({static_cast<std::int64_t>(step.carried * 100 + .5)}), step.kind);
  if (!opened.open) return;
  int place = 0;
  for (const auto& line : step.exhibits) {
    ImGui::PushID(place++);
    draw_exhibit_line(view, line, actions);
    ImGui::PopID();
  }
  draw_payments_of(view, step.payments, actions);
}

void draw_paths(const FrameView& view, const InspectorState& state, Actions& actions) {
  if (!section(view, "Money paths", state.paths.size(), true)) return;
  ImGui::PushID("paths");
  muted_text(view, "Each way by which value arrives; the amounts add up to the benefit.");
  const std::string currency = view.workspace.derived.currency();
  int place = 0;
  for (const auto& path : state.paths) {
    ImGui::PushID(place++);
    const std::string title = path.steps.empty() ? "Smaller paths together" : fmt::format("{}. {}", place, path.steps.front().text);
    const std::string length = path.steps.empty() ? "" : app::counted(path.steps.size(), "step");
    if (disclosure(view, title, app::amount_text(path.amount, currency), length, place == 1).open) {
      ImGui::Indent(view.grid(4));
      int number = 0;
      for (const auto& step : path.steps) {
        ImGui::PushID(number++);
        draw_step(view, step, actions);
        ImGui::PopID();
      }
      ImGui::Unindent(view.grid(4));
    }
    ImGui::PopID();
  }
  ImGui::PopID();
}

void draw_figures(const FrameView& view, app::EntityId id) {
  const auto* benefit = view.workspace.derived.benefit();
  const auto* person = benefit ? app::find_person(*benefit->report, id) : nullptr;
  if (!person) return;
  property(view, "Benefit", app::amount_text(person->benefit, benefit->report->currency));
  property(view, "Share", fmt::format("{}, between {} and {}", app::percent(person->share), app::percent(person->share_p05), app::percent(person->share_p95)));
  property(view, "Control", fmt::format("{:.2f}", person->control));
  property(view, "Position", app::sentence_case(benefit::words(person->quadrant)));
}

void draw_buttons(const FrameView& view, Actions& actions, std::initializer_list<std::pair<const char*, const char*>> buttons) {
  bool first = true;
  for (const auto& [label, command] : buttons) {
    const auto* found = app::find_command(view.commands, command);
    if (!found || !found->enabled(view.workspace)) continue;
    if (!first) ImGui::SameLine();
    first = false;
    if (ImGui::Button(label)) run_command(actions, view, command);
  }
}

void draw_entity(const FrameView& view, InspectorState& state, app::EntityId id, Actions& actions) {
  refresh(view, state, id);
  if (!state.entity) return;
  const auto& entity = *state.entity;
  bold_text(view, entity.name);
  muted_text(view, entity.identity_withheld ? app::sentence_case(entity.kind) + "; protected, identity withheld"
                                            : app::sentence_case(entity.kind) + ", id " + entity.key);
  draw_buttons(view, actions, {{"Change...", "edit.change"}, {"Add tie...", "edit.add-tie"}, {"Unpin", "edit.unpin"}});
  draw_figures(view, id);
  if (const auto* identity = view.workspace.vault.shown(id))
    for (const auto& [label, value] : *identity) property(view, label, value);
  else if (entity.identity_withheld && view.workspace.vault.is_open())
    draw_buttons(view, actions, {{"Show identity...", "vault.show"}});
  for (const auto& [label, value] : entity.properties) property(view, label, value);
  ImGui::PushID(static_cast<int>(id.value));
  draw_facts(view, "Roles", entity.roles, actions, true);
  draw_paths(view, state, actions);
  draw_facts(view, "What gives control", state.control, actions, true);
  draw_groups(view, "Received", "from ", entity.received, actions);
  draw_groups(view, "Paid", "to ", entity.paid, actions);
  draw_facts(view, "Assets", entity.assets, actions, true);
  draw_facts(view, "Charges", entity.charges, actions, true);
  draw_facts(view, "Ties", entity.ties, actions, false);
  draw_facts(view, "Findings", entity.findings, actions, false);
  ImGui::PopID();
}

void draw_single_fact(const FrameView& view, const std::optional<app::Fact>& fact, const char* kind, Actions& actions) {
  if (!fact) return;
  bold_text(view, fact->title);
  muted_text(view, std::string(kind) + (fact->detail.empty() ? "" : ": " + fact->detail));
  draw_buttons(view, actions, {{"Change...", "edit.change"}, {"Cite exhibit...", "edit.cite"}, {"Delete...", "edit.delete"}});
  property(view, "Support", fact->supported ? fmt::format("supported, likelihood {:.2f}", fact->probability) : "unsupported: weighs nothing");
  ImGui::SeparatorText(fmt::format("Exhibits behind it ({})", fact->exhibits.size()).c_str());
  if (fact->exhibits.empty()) muted_text(view, "None yet. Cite an exhibit to let this weigh.");
  int place = 0;
  for (const auto& line : fact->exhibits) {
    ImGui::PushID(place++);
    draw_exhibit_line(view, line, actions);
    ImGui::PopID();
  }
}

void draw_exhibit(const FrameView& view, model::ExhibitId id, Actions& actions) {
  const auto details = app::exhibit_details(*session(view).snapshot(), session(view).names(), masking(view), id);
  if (!details) return;
  bold_text(view, details->line.title.empty() ? details->line.key : details->line.title);
  muted_text(view, "Exhibit " + details->line.key + (details->line.declared ? "" : "; cited, but described by nobody: supports nothing"));
  for (const auto& [label, value] : details->properties) property(view, label, value);
  ImGui::SeparatorText(fmt::format("Rests on it ({})", details->cited).c_str());
  if (details->facts.empty()) muted_text(view, "No tie or payment cites this exhibit yet.");
  int place = 0;
  for (const auto& fact : details->facts) {
    ImGui::PushID(place++);
    if (text_row(view, fact.title, fact.detail, false)) {
      if (fact.tie) select_tie(actions, *fact.tie);
      if (fact.payment) select_payment(actions, *fact.payment);
    }
    ImGui::PopID();
  }
}

void draw_several(const FrameView& view, const std::set<app::EntityId>& entities, Actions& actions) {
  bold_text(view, app::counted(entities.size(), "entity", "entities") + " selected");
  draw_buttons(view, actions, {{"Add tie...", "edit.add-tie"}, {"Merge...", "edit.merge"}, {"Delete...", "edit.delete"}, {"Unpin", "edit.unpin"}});
  for (const auto id : entities) {
    ImGui::PushID(static_cast<int>(id.value));
    if (text_row(view, session(view).names().shown(id), {}, false)) select_entity(actions, id);
    ImGui::PopID();
  }
}

} // namespace

void draw_inspector(const FrameView& view, InspectorState& state, Actions& actions) {
  const auto& selection = session(view).view.selection;
  const auto& snapshot = *session(view).snapshot();
  const auto& names = session(view).names();
  if (const auto single = selection.single()) draw_entity(view, state, *single, actions);
  else if (!selection.entities.empty()) draw_several(view, selection.entities, actions);
  else if (selection.tie) draw_single_fact(view, app::tie_fact(snapshot, names, masking(view), *selection.tie), "Tie", actions);
  else if (selection.payment) draw_single_fact(view, app::payment_fact(snapshot, names, masking(view), *selection.payment), "Payment", actions);
  else if (selection.exhibit) draw_exhibit(view, *selection.exhibit, actions);
  else empty_state(view, "Nothing selected", "Click an entity or a tie on the chart, or a row in a table, to see what the evidence says of it.");
}

} // namespace cuibono::ui
