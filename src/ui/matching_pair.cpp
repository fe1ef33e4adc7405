// Proposals: the list, and the chosen pair beside it.

#include <fmt/core.h>
#include <imgui.h>

#include "app/words.h"
#include "ui/actions.h"
#include "ui/matching_parts.h"
#include "ui/widgets.h"

namespace cuibono::ui {
namespace {

constexpr const char* kShown[] = {"very probably the same", "probably, or more", "all that may be"};

// Of pairs still in the case, those that are wanted.
std::vector<const app::ProposalRow*> pairs_shown(const FrameView& view, const MatchingState& state, const app::WhoIsWho& found) {
  const auto& entities = view.workspace.session->snapshot()->entities();
  std::vector<const app::ProposalRow*> pairs;
  for (const auto& pair : found.proposals)
    if (pair.weight >= app::least_weight(state.least) && entities.find(pair.lead.id) && entities.find(pair.other.id)) pairs.push_back(&pair);
  return pairs;
}

void choose(MatchingState& state, std::size_t place) {
  state.chosen = place;
  state.keep_other = false;
}

// Up and down go through the list while nothing is typed.
bool walk(MatchingState& state, std::size_t count) {
  if (ImGui::GetIO().WantTextInput || !ImGui::IsWindowFocused(ImGuiFocusedFlags_RootAndChildWindows)) return false;
  const bool down = ImGui::IsKeyPressed(ImGuiKey_DownArrow), up = ImGui::IsKeyPressed(ImGuiKey_UpArrow);
  if (down && state.chosen + 1 < count) choose(state, state.chosen + 1);
  if (up && state.chosen > 0) choose(state, state.chosen - 1);
  return down || up;
}

void draw_list(const FrameView& view, MatchingState& state, const std::vector<const app::ProposalRow*>& pairs) {
  constexpr ImGuiTableFlags kFlags = ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerV | ImGuiTableFlags_BordersOuterH | ImGuiTableFlags_ScrollY | ImGuiTableFlags_Resizable | ImGuiTableFlags_PadOuterX;
  const bool walked = walk(state, pairs.size());
  if (!ImGui::BeginTable("pairs", 3, kFlags)) return;
  ImGui::TableSetupScrollFreeze(0, 1);
  ImGui::TableSetupColumn("Record", ImGuiTableColumnFlags_WidthStretch, 1);
  ImGui::TableSetupColumn("May be the same as", ImGuiTableColumnFlags_WidthStretch, 1);
  ImGui::TableSetupColumn("Bits", ImGuiTableColumnFlags_WidthFixed | ImGuiTableColumnFlags_NoHeaderLabel, view.grid(12));
  headers_row();
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(pairs.size()));
  if (walked) clipper.IncludeItemByIndex(static_cast<int>(state.chosen));
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const auto place = static_cast<std::size_t>(i);
      ImGui::PushID(i);
      ImGui::TableNextRow();
      ImGui::TableNextColumn();
      if (ImGui::Selectable(pairs[place]->lead.name.c_str(), state.chosen == place, ImGuiSelectableFlags_SpanAllColumns)) choose(state, place);
      if (walked && state.chosen == place) ImGui::SetScrollHereY();
      ImGui::TableNextColumn();
      cell_text(pairs[place]->other.name);
      ImGui::TableNextColumn();
      cell_number(fmt::format("{:+.1f}", pairs[place]->weight));
      ImGui::PopID();
    }
  ImGui::EndTable();
}

void compare(const FrameView& view, MatchingState& state, const app::ProposalRow& pair) {
  const auto& session = *view.workspace.session;
  const auto key = std::pair(view.workspace.derived.tables_version(), std::pair(pair.lead.id, pair.other.id));
  if (state.compared_for == key) return;
  state.compared_for = key;
  state.compared = app::compare_records(*session.snapshot(), session.names(), pair.lead.id, pair.other.id);
}

// Both names on top, each with the choice to keep it; below them everything that they say.
void draw_beside(const FrameView& view, MatchingState& state, const app::ProposalRow& pair, Actions& actions) {
  if (!ImGui::BeginTable("beside", 3, ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_BordersOuterH)) return;
  ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthStretch, 2);
  for (const char* id : {"lead", "other"}) ImGui::TableSetupColumn(id, ImGuiTableColumnFlags_WidthStretch, 3);
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  for (const auto* record : {&pair.lead, &pair.other}) {
    ImGui::TableNextColumn();
    ImGui::PushID(record == &pair.lead ? "lead" : "other");
    record_line(view, *record, actions);
    ImGui::PopID();
  }
  for (const auto& row : state.compared) {
    const bool differs = row.agreement == app::ComparedValue::Agreement::Differs, same = row.agreement == app::ComparedValue::Agreement::Same;
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    wrapped_text(row.label, view.palette.muted);
    for (const auto* text : {&row.lead, &row.other}) {
      ImGui::TableNextColumn();
      wrapped_text(text->empty() ? "-" : *text, text->empty() ? view.palette.muted : same ? view.palette.good : differs ? view.palette.warning : view.palette.text);
    }
  }
  ImGui::EndTable();
}

void draw_reasons(const FrameView& view, const char* title, const std::vector<std::string>& reasons, const ImVec4& colour, const char* none) {
  wrapped_text(title, colour);
  ImGui::Indent(view.grid(3));
  for (const auto& reason : reasons) wrapped_text(app::sentence_case(reason), view.palette.text);
  if (reasons.empty()) muted_text(view, none);
  ImGui::Unindent(view.grid(3));
}

void draw_kept(MatchingState& state, const app::ProposalRow& pair) {
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted("Keep");
  ImGui::SameLine();
  if (ImGui::RadioButton((pair.lead.name + "##keep lead").c_str(), !state.keep_other)) state.keep_other = false;
  ImGui::SameLine();
  if (ImGui::RadioButton((pair.other.name + "##keep other").c_str(), state.keep_other)) state.keep_other = true;
}

void draw_decisions(const FrameView& view, MatchingState& state, const app::ProposalRow& pair, Actions& actions) {
  draw_kept(state, pair);
  draw_reason(state.reason);
  ImGui::BeginDisabled(!is_reason(state.reason));
  const auto kept = state.keep_other ? pair.other.id : pair.lead.id, gone = state.keep_other ? pair.lead.id : pair.other.id;
  const bool merges = ImGui::Button("Merge", {view.grid(30), 0});
  ImGui::SameLine();
  const bool parts = ImGui::Button("Not the same", {view.grid(30), 0});
  if (merges || parts) {
    keep_focus();
    actions.push_back([kept, gone, merges, reason = state.reason](app::Workspace& workspace) {
      if (merges) app::merge_records(workspace, kept, gone, reason);
      else app::keep_apart(workspace, kept, gone, reason);
    });
  }
  ImGui::EndDisabled();
  ImGui::SameLine();
  ImGui::AlignTextToFramePadding();
  ImGui::TextDisabled("%s", is_reason(state.reason) ? "One step of the journal; Ctrl+Z takes it back." : "Type the reason first.");
}

} // namespace

void draw_pair(const FrameView& view, MatchingState& state, const app::ProposalRow& pair, Actions& actions) {
  compare(view, state, pair);
  const float decisions = 3 * ImGui::GetFrameHeightWithSpacing() + view.grid(2);
  if (ImGui::BeginChild("evidence", {0, -decisions})) {
    bold_text(view, fmt::format("{}: {:+.1f} bits, odds {}", app::sentence_case(pair.verdict), pair.weight, app::odds_text(pair.weight)));
    draw_reasons(view, "For", pair.why, view.palette.good, "Nothing.");
    draw_reasons(view, "Against", pair.why_not, view.palette.bad, "Nothing that both records say.");
    ImGui::Spacing();
    draw_beside(view, state, pair, actions);
    if (pair.lead.is_withheld) muted_text(view, "One of the two is protected: what would identify her is withheld, also of the record beside her.");
  }
  ImGui::EndChild();
  draw_decisions(view, state, pair, actions);
}

void draw_proposals(const FrameView& view, MatchingState& state, const app::WhoIsWho& found, Actions& actions) {
  if (found.proposals.empty())
    return empty_state(view, "No two records look alike", fmt::format("{} and {} were compared by names in any script, dates of birth and numbers.", app::counted(found.records, "record"),
                                                                     app::counted(found.compared, "pair")));
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted("Show");
  ImGui::SameLine();
  ImGui::SetNextItemWidth(view.grid(52));
  int least = static_cast<int>(state.least);
  if (ImGui::Combo("##shown", &least, kShown, 3)) state.least = static_cast<app::LeastVerdict>(least), choose(state, 0);
  ImGui::SameLine();
  auto note = fmt::format("Nothing is merged by itself: {} compared, {} may be the same.", app::counted(found.compared, "pair"), found.found);
  if (found.found > found.proposals.size()) note += fmt::format(" {} of the least weight are not shown.", found.found - found.proposals.size());
  if (found.skipped > 0) note += fmt::format(" {} that share only what many have were left out.", app::counted(found.skipped, "pair"));
  muted_text(view, note);
  const auto pairs = pairs_shown(view, state, found);
  if (pairs.empty()) return empty_state(view, "None of that weight", "Choose \"all that may be\" above to see the others.");
  state.chosen = std::min(state.chosen, pairs.size() - 1);
  if (ImGui::BeginChild("list", {ImGui::GetContentRegionAvail().x * .42f, 0})) draw_list(view, state, pairs);
  ImGui::EndChild();
  ImGui::SameLine(0, view.grid(4));
  if (ImGui::BeginChild("pair", {0, 0})) draw_pair(view, state, *pairs[state.chosen], actions);
  ImGui::EndChild();
}

} // namespace cuibono::ui
