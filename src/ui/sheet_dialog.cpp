#include <fmt/core.h>
#include <imgui.h>
#include <misc/cpp/imgui_stdlib.h>

#include <algorithm>

#include "app/words.h"
#include "ui/sheet_parts.h"
#include "ui/widgets.h"

namespace cuibono::ui {
namespace {

using app::SheetReading;

constexpr std::size_t kMostSheetsInSight = 5;

std::string title_of(const ingest::SheetPlan& plan) { return plan.file + (plan.sheet.empty() ? "" : ", sheet " + plan.sheet); }

// Which of several sheets is shown, and which are imported at all.
void draw_sheet_list(const FrameView& view, DialogState& state, Actions& actions) {
  const auto& pending = *view.workspace.pending_sheets;
  if (pending.plan.size() < 2) return muted_text(view, title_of(pending.plan.front()));
  const auto lines = static_cast<float>(std::min(pending.plan.size(), kMostSheetsInSight));
  if (ImGui::BeginChild("sheets", {0, lines * ImGui::GetFrameHeightWithSpacing() + view.grid(2)}, ImGuiChildFlags_Borders)) {
    for (std::size_t i = 0; i < pending.plan.size(); ++i) {
      ImGui::PushID(static_cast<int>(i));
      auto reading = pending.readings[i];
      if (ImGui::Checkbox("##wanted", &reading.wanted)) actions.push_back([i, reading](app::Workspace& workspace) { app::change_reading(workspace, i, reading); });
      ImGui::SetItemTooltip("Import this sheet");
      ImGui::SameLine();
      const bool is_blocked = !app::problem_of(pending, i).empty();
      const auto label = fmt::format("{}  ({}){}", title_of(pending.plan[i]), app::counted(pending.plan[i].rows, "row"), is_blocked ? "  needs a look" : "");
      ImGui::PushStyleColor(ImGuiCol_Text, is_blocked ? view.palette.bad : view.palette.text);
      if (ImGui::Selectable(label.c_str(), state.sheet == i, ImGuiSelectableFlags_NoAutoClosePopups)) state.sheet = i;
      ImGui::PopStyleColor();
      ImGui::PopID();
    }
  }
  ImGui::EndChild();
}

void draw_outcome(const FrameView& view, const app::PendingSheets& pending, std::size_t sheet) {
  const auto& plan = pending.plan[sheet];
  const auto problem = app::problem_of(pending, sheet);
  if (!problem.empty()) return wrapped_text(problem, view.palette.bad);
  bold_text(view, "Would create " + app::summary(plan));
  muted_text(view, fmt::format("{} read, {} taken, {} rejected, {} left out by the condition; shown are the first {}.", app::counted(plan.rows, "row"),
                               plan.accepted, plan.rejected, plan.left_out, plan.preview.size()));
  for (const auto& remark : plan.remarks) muted_text(view, app::sentence_case(remark) + ".");
  for (std::size_t i = 0; i < plan.rejects.size() && i < 5; ++i)
    wrapped_text(fmt::format("row {}: {}", plan.rejects[i].row, plan.rejects[i].reason), view.palette.bad);
  if (plan.rejected > 5) muted_text(view, fmt::format("and {} more rejected rows, which the next step lists.", plan.rejected - 5));
}

// The saved mapping as it is, or the user's own reading.
bool draw_source(const FrameView& view, SheetReading& reading) {
  if (!reading.as_saved) return false;
  muted_text(view, "This file has the columns of the saved mapping \"" + reading.saved.name + "\". " + reading.saved.about);
  if (!ImGui::Button("Choose the columns myself")) return false;
  reading.as_saved = false;
  return true;
}

// Fields and preview beside each other, as high as the window allows.
bool draw_columns(const FrameView& view, SheetReading& reading, const ingest::SheetPlan& plan) {
  const float height = std::clamp(ImGui::GetMainViewport()->WorkSize.y - view.grid(105), view.grid(45), view.grid(150));
  bool changed = false;
  if (!reading.as_saved) {
    changed |= draw_sheet_fields(view, reading, plan, height);
    ImGui::SameLine();
  }
  return changed | draw_sheet_preview(view, reading, plan, height);
}

bool draw_name(const FrameView& view, DialogState& state, SheetReading& reading) {
  if (reading.as_saved) return false;
  ImGui::Checkbox("Keep this mapping for the next file with the same columns, as", &state.save_mappings);
  ImGui::SameLine();
  ImGui::SetNextItemWidth(std::min(view.grid(60), ImGui::GetContentRegionAvail().x));
  ImGui::InputText("##name", &reading.name);
  return ImGui::IsItemDeactivatedAfterEdit();
}

void keep_mappings(app::Workspace& workspace) {
  for (std::size_t i = 0; i < workspace.pending_sheets->tables.size(); ++i) {
    const auto& pending = *workspace.pending_sheets;
    if (pending.readings[i].as_saved || !pending.readings[i].wanted) continue;
    if (const auto saved = app::save_mapping(pending.draft->tables[pending.tables[i]], pending.readings[i]); !saved) app::complain(workspace, saved.error());
  }
}

bool blocked(const app::PendingSheets& pending) {
  for (std::size_t i = 0; i < pending.tables.size(); ++i)
    if (!app::problem_of(pending, i).empty()) return true;
  return std::ranges::none_of(pending.readings, &SheetReading::wanted);
}

} // namespace

void draw_sheet_dialog(const FrameView& view, DialogState& state, Actions& actions) {
  if (state.open != app::Dialog::MapSheets) return;
  if (!view.workspace.pending_sheets) return close_dialog(actions);
  const auto& pending = *view.workspace.pending_sheets;
  draw_sheet_list(view, state, actions);
  state.sheet = std::min(state.sheet, pending.plan.size() - 1);
  const auto sheet = state.sheet;
  const auto& plan = pending.plan[sheet];
  auto reading = pending.readings[sheet];

  bool changed = draw_source(view, reading);
  if (!reading.as_saved) {
    changed |= draw_sheet_settings(view, reading);
    changed |= draw_row_filter(view, reading, plan);
  }
  changed |= draw_columns(view, reading, plan);
  draw_outcome(view, pending, sheet);
  changed |= draw_name(view, state, reading);
  const bool still_typing = reading != pending.readings[sheet] && !changed; // texts are taken over as they are left
  if (changed || still_typing)
    actions.push_back([sheet, reading, changed](app::Workspace& workspace) {
      if (!workspace.pending_sheets) return;
      if (changed) app::change_reading(workspace, sheet, reading);
      else workspace.pending_sheets->readings[sheet] = reading;
    });
  const bool may = !blocked(pending) && !app::is_planning(view.workspace);
  if (!accept_row(view, state, "Continue", actions, may)) return;
  actions.push_back([keep = state.save_mappings](app::Workspace& workspace) {
    if (!workspace.pending_sheets) return;
    if (keep) keep_mappings(workspace);
    app::import_sheets(workspace);
  });
}

} // namespace cuibono::ui
