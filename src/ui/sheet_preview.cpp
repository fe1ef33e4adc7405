// The first rows of a sheet, under what its columns are taken for.

#include <imgui.h>

#include <algorithm>

#include "app/words.h"
#include "ui/sheet_parts.h"
#include "ui/widgets.h"

namespace cuibono::ui {
namespace {

using app::SheetReading;

constexpr std::size_t kMostColumns = 200; // more cannot be told apart by eye; the fields' lists have them all

const char* nothing_for(ingest::SheetKind kind) { return kind == ingest::SheetKind::List ? "(kept as it is)" : "(passed over)"; }

// The column's name: it is dragged onto fields, and fields onto it.
bool draw_header(const FrameView& view, SheetReading& reading, const ingest::SheetPlan& plan, std::size_t column) {
  const auto& name = plan.columns[column].name;
  ImGui::PushFont(view.fonts.bold, 0);
  ImGui::Selectable((name + "###column " + std::to_string(column)).c_str());
  ImGui::PopFont();
  if (ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal)) ImGui::SetTooltip("%s%s", name.c_str(), reading.as_saved ? "" : "\nDrag it onto a field");
  if (reading.as_saved) return false;
  drag_column(plan, column);
  if (!ImGui::BeginDragDropTarget()) return false;
  const auto* payload = ImGui::AcceptDragDropPayload(kFieldPayload);
  if (payload) app::fill_field(reading, *static_cast<const ingest::Meaning*>(payload->Data), column);
  ImGui::EndDragDropTarget();
  return payload != nullptr;
}

// "Date": what the column is taken for, to be picked.
bool draw_meaning(SheetReading& reading, std::size_t column) {
  auto& meaning = reading.meanings[column];
  const auto label = meaning ? app::label_of(reading.kind, *meaning) : std::string();
  ImGui::SetNextItemWidth(-1);
  if (!ImGui::BeginCombo("##meaning", label.empty() ? nothing_for(reading.kind) : label.c_str(), ImGuiComboFlags_HeightLarge)) return false;
  bool changed = false;
  if (ImGui::Selectable(nothing_for(reading.kind), label.empty())) meaning.reset(), changed = true;
  for (const auto& group : app::fields_of(reading.kind)) {
    ImGui::SeparatorText(group.title);
    for (const auto& field : group.fields)
      if (ImGui::Selectable(field.label, meaning == field.meaning)) app::fill_field(reading, field.meaning, column), changed = true;
  }
  ImGui::EndCombo();
  return changed;
}

// What the values seem to be and on what that rests; all of it in a tooltip.
void draw_evidence(const FrameView& view, const ingest::ColumnGuess& guess) {
  const auto all = app::sentence_case(app::words(guess.type)) + (guess.evidence.empty() ? "" : ": " + guess.evidence);
  wrapped_text(all.substr(0, all.find(';')), guess.is_open ? view.palette.bad : view.palette.muted);
  if (ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal)) ImGui::SetTooltip("%s%s", all.c_str(), guess.is_open ? "\nSay above which it is." : "");
}

void draw_rows(const ingest::SheetPlan& plan, std::size_t columns, bool can_drag) {
  for (const auto& row : plan.preview) {
    ImGui::TableNextRow();
    for (std::size_t i = 0; i < std::min(columns, row.size()); ++i) {
      ImGui::TableNextColumn();
      cell_text(row[i]);
      if (can_drag) drag_column(plan, i);
    }
  }
}

} // namespace

bool draw_sheet_preview(const FrameView& view, SheetReading& reading, const ingest::SheetPlan& plan, float height) {
  constexpr ImGuiTableFlags kFlags = ImGuiTableFlags_ScrollX | ImGuiTableFlags_ScrollY | ImGuiTableFlags_Borders | ImGuiTableFlags_RowBg | ImGuiTableFlags_Resizable;
  const auto shown = std::min(plan.columns.size(), kMostColumns);
  if (shown == 0 || !ImGui::BeginTable("columns", static_cast<int>(shown), kFlags, {0, height})) return false;
  bool changed = false;
  const float even = ImGui::GetContentRegionAvail().x / static_cast<float>(shown) - 2 * ImGui::GetStyle().CellPadding.x - view.grid(.5);
  for (std::size_t i = 0; i < shown; ++i) ImGui::TableSetupColumn(plan.columns[i].name.c_str(), ImGuiTableColumnFlags_WidthFixed, std::max(view.grid(40), even));
  ImGui::TableSetupScrollFreeze(0, reading.as_saved ? 2 : 3);
  const auto each = [&](ImGuiTableRowFlags flags, auto draw) {
    ImGui::TableNextRow(flags);
    for (std::size_t i = 0; i < shown; ++i) {
      ImGui::TableNextColumn();
      ImGui::PushID(static_cast<int>(i));
      draw(i);
      ImGui::PopID();
    }
  };
  each(ImGuiTableRowFlags_Headers, [&](std::size_t i) { changed |= draw_header(view, reading, plan, i); });
  if (!reading.as_saved) each(0, [&](std::size_t i) { changed |= draw_meaning(reading, i); });
  each(0, [&](std::size_t i) { draw_evidence(view, plan.columns[i]); });
  draw_rows(plan, shown, !reading.as_saved);
  ImGui::EndTable();
  return changed;
}

} // namespace cuibono::ui
