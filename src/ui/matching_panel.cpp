#include "ui/matching_panel.h"

#include <fmt/core.h>
#include <imgui.h>
#include <misc/cpp/imgui_stdlib.h>

#include "app/words.h"
#include "base/text.h"
#include "ui/actions.h"
#include "ui/matching_parts.h"
#include "ui/widgets.h"

namespace cuibono::ui {
namespace {

constexpr ImGuiTableFlags kTableFlags = ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerV | ImGuiTableFlags_BordersOuterH | ImGuiTableFlags_ScrollY | ImGuiTableFlags_PadOuterX;

// A button that takes a decision back; off without a reason.
bool take_back_button(const MatchingState& state, const char* label) {
  const bool may = is_reason(state.back_reason);
  ImGui::BeginDisabled(!may);
  const bool pressed = ImGui::Button(label, {-1, 0});
  ImGui::EndDisabled();
  if (!may && ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) ImGui::SetTooltip("Type the reason above first: it goes to the journal");
  if (pressed) keep_focus();
  return pressed;
}

void draw_merged(const FrameView& view, MatchingState& state, const std::vector<app::MergedRow>& merged, Actions& actions) {
  if (merged.empty()) return empty_state(view, "Nothing was merged", "Merge two records under Proposals, or select two entities and choose Edit, Merge.");
  muted_text(view, "Each record comes back with the rows that the merge took from it, however long ago that was.");
  draw_reason(state.back_reason);
  if (!ImGui::BeginTable("merged", 3, kTableFlags)) return;
  ImGui::TableSetupScrollFreeze(0, 1);
  ImGui::TableSetupColumn("Record", ImGuiTableColumnFlags_WidthStretch, 3);
  ImGui::TableSetupColumn("Merged into it", ImGuiTableColumnFlags_WidthStretch, 2);
  ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthFixed, view.grid(28));
  headers_row();
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(merged.size()));
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const auto& row = merged[static_cast<std::size_t>(i)];
      ImGui::PushID(i);
      ImGui::TableNextRow();
      ImGui::TableNextColumn();
      record_line(view, row.lead, actions);
      ImGui::TableNextColumn();
      cell_text(row.shown);
      ImGui::TableNextColumn();
      if (take_back_button(state, "Split"))
        actions.push_back([key = row.key, reason = state.back_reason](app::Workspace& workspace) { app::split_record(workspace, key, reason); });
      ImGui::PopID();
    }
  ImGui::EndTable();
}

void draw_apart(const FrameView& view, MatchingState& state, const std::vector<app::ApartRow>& apart, Actions& actions) {
  if (apart.empty()) return empty_state(view, "No pair was told apart", "A pair that is said to be not the same is no longer proposed, and stands here.");
  muted_text(view, "These pairs are not proposed any more.");
  draw_reason(state.back_reason);
  if (!ImGui::BeginTable("apart", 3, kTableFlags)) return;
  ImGui::TableSetupScrollFreeze(0, 1);
  for (const char* title : {"Record", "Is not the same as"}) ImGui::TableSetupColumn(title, ImGuiTableColumnFlags_WidthStretch, 1);
  ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthFixed, view.grid(34));
  headers_row();
  int place = 0;
  for (const auto& row : apart) {
    ImGui::PushID(place++);
    ImGui::TableNextRow();
    for (const auto* record : {&row.one, &row.other}) {
      ImGui::TableNextColumn();
      ImGui::PushID(record);
      record_line(view, *record, actions);
      ImGui::PopID();
    }
    ImGui::TableNextColumn();
    if (take_back_button(state, "Propose again"))
      actions.push_back([one = row.one.id, other = row.other.id, reason = state.back_reason](app::Workspace& workspace) {
        app::propose_again(workspace, one, other, reason);
      });
    ImGui::PopID();
  }
  ImGui::EndTable();
}

// What was compared, how current that is, and looking again.
void draw_state(const FrameView& view, Actions& actions) {
  const auto& workspace = view.workspace;
  const auto& matching = workspace.matching;
  const auto look = [&](const char* label) {
    if (ImGui::Button(label)) actions.push_back([](app::Workspace& changed) { app::look_who_is_who(changed); });
  };
  if (!matching.problem.empty()) {
    wrapped_text(matching.problem, view.palette.bad);
    return look("Look again");
  }
  for (const auto& job : workspace.jobs.running()) {
    if (job.title != "Comparing records") continue;
    ImGui::ProgressBar(job.fraction < 0 ? static_cast<float>(-ImGui::GetTime()) : static_cast<float>(job.fraction), {view.grid(60), ImGui::GetFrameHeight()}, "");
    ImGui::SameLine();
    if (ImGui::Button("Stop")) actions.push_back([id = job.id](app::Workspace& changed) { changed.jobs.cancel(id); });
    ImGui::SameLine();
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted("Comparing the records of the case");
    return;
  }
  const auto revision = workspace.session->snapshot()->revision;
  if (!matching.found) {
    muted_text(view, app::looks_by_itself(workspace) ? "The comparison was stopped."
                                                     : fmt::format("The case has {} entities; comparing them takes up to a minute or two.", workspace.session->snapshot()->entities().size()));
    return look("Compare the records");
  }
  if (matching.found->revision == revision) return;
  muted_text(view, "The case has changed since this list was made.");
  look("Look again");
}

void draw_tabs(const FrameView& view, MatchingState& state, const app::WhoIsWho& found, Actions& actions) {
  if (!ImGui::BeginTabBar("who is who")) return;
  const auto tab = [&](const char* title, std::uint64_t count, auto draw) {
    if (!ImGui::BeginTabItem(fmt::format("{} {}###{}", title, count, title).c_str())) return;
    draw();
    ImGui::EndTabItem();
  };
  tab("Proposals", found.found, [&] { draw_proposals(view, state, found, actions); });
  tab("Merged records", found.merged.size(), [&] { draw_merged(view, state, found.merged, actions); });
  tab("Not the same", found.apart.size(), [&] { draw_apart(view, state, found.apart, actions); });
  ImGui::EndTabBar();
}

} // namespace

void record_line(const FrameView& view, const app::RecordName& record, Actions& actions) {
  const bool is_there = view.workspace.session->snapshot()->entities().find(record.id);
  if (record.is_withheld || !is_there) ImGui::TextUnformatted(record.name.c_str());
  else if (ImGui::TextLink(record.name.c_str())) select_entity(actions, record.id, app::How::Replace, Reveal::Center);
  ImGui::PushStyleColor(ImGuiCol_Text, view.palette.muted);
  cell_text(record.detail);
  ImGui::PopStyleColor();
}

bool is_reason(const std::string& text) { return !base::trim(text).empty(); }

void draw_reason(std::string& reason) {
  ImGui::SetNextItemWidth(-1);
  ImGui::InputTextWithHint("##reason", "Why, for the journal: same passport, two people by the photographs, ...", &reason);
}

void draw_matching(const FrameView& view, MatchingState& state, Actions& actions) {
  const auto& matching = view.workspace.matching;
  if (!matching.is_open || !view.workspace.session) return;
  const ImGuiViewport* viewport = ImGui::GetMainViewport();
  const ImVec2 room{viewport->WorkSize.x - view.grid(8), viewport->WorkSize.y - view.grid(20)};
  ImGui::SetNextWindowSize({std::min(view.grid(280), room.x), std::min(view.grid(150), room.y)}, ImGuiCond_Appearing);
  ImGui::SetNextWindowPos(viewport->GetWorkCenter(), ImGuiCond_Appearing, {.5f, .5f});
  ImGui::SetNextWindowSizeConstraints({std::min(view.grid(150), room.x), std::min(view.grid(80), room.y)}, room);
  bool open = true;
  if (ImGui::Begin(kWhoIsWho, &open, ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoSavedSettings)) {
    draw_state(view, actions);
    if (matching.found) draw_tabs(view, state, *matching.found, actions);
    const bool leaves = ImGui::IsWindowFocused(ImGuiFocusedFlags_RootAndChildWindows) && !ImGui::IsAnyItemActive() && ImGui::IsKeyPressed(ImGuiKey_Escape, false);
    open = open && !leaves;
  }
  ImGui::End();
  if (!open) actions.push_back([](app::Workspace& workspace) { workspace.matching.is_open = false; });
}

} // namespace cuibono::ui
