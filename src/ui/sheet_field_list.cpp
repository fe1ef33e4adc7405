// The fields that columns are dropped on.

#include <imgui.h>
#include <misc/cpp/imgui_stdlib.h>

#include "app/words.h"
#include "ui/sheet_parts.h"
#include "ui/widgets.h"

namespace cuibono::ui {
namespace {

using app::SheetReading;

// The text that stands in every row; of a vocabulary one of its words.
bool draw_constant(const FrameView& view, SheetReading& reading, ingest::Meaning meaning) {
  const auto found = reading.constants.find(meaning);
  std::string text = found == reading.constants.end() ? std::string() : found->second;
  const auto vocabulary = app::words_for(meaning);
  ImGui::TextUnformatted("The same in every row that says none");
  ImGui::SetNextItemWidth(view.grid(60));
  if (vocabulary.empty()) {
    if (ImGui::InputText("##constant", &text)) {
      if (text.empty()) reading.constants.erase(meaning);
      else reading.constants[meaning] = text;
    }
    if (!ImGui::IsItemDeactivatedAfterEdit()) return false;
    if (ImGui::IsKeyPressed(ImGuiKey_Enter, false)) ImGui::CloseCurrentPopup();
    app::set_constant(reading, meaning, text);
    return true;
  }
  bool changed = false;
  if (!ImGui::BeginCombo("##constant", text.empty() ? "nothing" : app::words(text).c_str(), ImGuiComboFlags_HeightLarge)) return false;
  if (ImGui::Selectable("nothing", text.empty())) reading.constants.erase(meaning), changed = true;
  for (const auto& word : vocabulary)
    if (ImGui::Selectable(app::words(word).c_str(), word == text)) reading.constants[meaning] = word, changed = true;
  ImGui::EndCombo();
  return changed;
}

bool draw_choices(const FrameView& view, SheetReading& reading, const ingest::SheetPlan& plan, ingest::Meaning meaning) {
  bool changed = draw_constant(view, reading, meaning);
  ImGui::SeparatorText("A column");
  const auto column = app::column_of(reading, meaning);
  for (std::size_t i = 0; i < plan.columns.size(); ++i)
    if (ImGui::Selectable((plan.columns[i].name + "##choose " + std::to_string(i)).c_str(), column == i)) {
      app::fill_field(reading, meaning, i);
      changed = true;
    }
  return changed;
}

// "When", "When, else XTS", "always XTS", or what to do.
std::string text_in(const SheetReading& reading, const ingest::SheetPlan& plan, ingest::Meaning meaning) {
  const auto column = app::column_of(reading, meaning);
  const auto constant = reading.constants.find(meaning);
  const bool always = constant != reading.constants.end();
  if (column && *column < plan.columns.size()) return plan.columns[*column].name + (always ? ", else " + constant->second : "");
  return always ? "always " + constant->second : "drag a column here";
}

bool drop_here(SheetReading& reading, ingest::Meaning meaning) {
  const auto column = dropped_column();
  if (column) app::fill_field(reading, meaning, *column);
  return column.has_value();
}

// The label can be dragged onto a column, and a column onto it.
bool draw_label(const FrameView& view, SheetReading& reading, const app::SheetField& field) {
  const bool missing = app::is_missing(reading, field);
  ImGui::PushStyleColor(ImGuiCol_Text, missing ? view.palette.bad : view.palette.text);
  ImGui::AlignTextToFramePadding();
  ImGui::Selectable((std::string(field.label) + (missing ? " (needed)" : "") + "###label").c_str(), false, 0, {0, ImGui::GetFrameHeight()});
  ImGui::PopStyleColor();
  if (ImGui::BeginDragDropSource()) {
    ImGui::SetDragDropPayload(kFieldPayload, &field.meaning, sizeof field.meaning);
    ImGui::Text("%s: drop it on a column", field.label);
    ImGui::EndDragDropSource();
  }
  return drop_here(reading, field.meaning);
}

bool draw_field(const FrameView& view, SheetReading& reading, const ingest::SheetPlan& plan, const app::SheetField& field) {
  const bool filled = app::column_of(reading, field.meaning) || reading.constants.contains(field.meaning);
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  bool changed = draw_label(view, reading, field);
  ImGui::TableNextColumn();
  const float cross = ImGui::GetFrameHeight(), gap = ImGui::GetStyle().ItemInnerSpacing.x;
  ImGui::PushStyleVar(ImGuiStyleVar_ButtonTextAlign, {0, .5f});
  ImGui::PushStyleColor(ImGuiCol_Button, filled ? view.palette.selection : view.palette.panel);
  ImGui::PushStyleColor(ImGuiCol_Text, filled ? view.palette.text : view.palette.muted);
  const auto text = text_in(reading, plan, field.meaning);
  if (ImGui::Button((text + "###field " + field.label).c_str(), {filled ? -cross - gap : -1, 0})) ImGui::OpenPopup("choices");
  ImGui::PopStyleColor(2);
  ImGui::PopStyleVar();
  changed |= drop_here(reading, field.meaning);
  if (const auto column = app::column_of(reading, field.meaning); column && *column < plan.columns.size() && ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal))
    ImGui::SetTooltip("%s\n%s: %s", text.c_str(), app::words(plan.columns[*column].type).c_str(), plan.columns[*column].evidence.c_str());
  if (filled) {
    ImGui::SameLine(0, gap);
    if (ImGui::Button((std::string("x###clear ") + field.label).c_str(), {cross, 0})) app::clear_field(reading, field.meaning), changed = true;
    ImGui::SetItemTooltip("Nothing fills it");
  }
  if (ImGui::BeginPopup("choices")) {
    changed |= draw_choices(view, reading, plan, field.meaning);
    ImGui::EndPopup();
  }
  return changed;
}

} // namespace

void drag_column(const ingest::SheetPlan& plan, std::size_t column) {
  if (!ImGui::BeginDragDropSource(ImGuiDragDropFlags_SourceAllowNullID)) return;
  ImGui::SetDragDropPayload(kColumnPayload, &column, sizeof column);
  ImGui::Text("%s: drop it on a field", plan.columns[column].name.c_str());
  ImGui::EndDragDropSource();
}

std::optional<std::size_t> dropped_column() {
  if (!ImGui::BeginDragDropTarget()) return std::nullopt;
  std::optional<std::size_t> column;
  if (const auto* payload = ImGui::AcceptDragDropPayload(kColumnPayload)) column = *static_cast<const std::size_t*>(payload->Data);
  ImGui::EndDragDropTarget();
  return column;
}

bool draw_sheet_fields(const FrameView& view, SheetReading& reading, const ingest::SheetPlan& plan, float height) {
  bool changed = false;
  if (!ImGui::BeginChild("fields", {view.grid(92), height})) {
    ImGui::EndChild();
    return false;
  }
  for (const auto& group : app::fields_of(reading.kind)) {
    bold_text(view, group.title);
    if (!ImGui::BeginTable(group.title, 2)) continue;
    ImGui::TableSetupColumn("field", ImGuiTableColumnFlags_WidthFixed, view.grid(36));
    ImGui::TableSetupColumn("column", ImGuiTableColumnFlags_WidthStretch);
    for (const auto& field : group.fields) {
      ImGui::PushID(static_cast<int>(field.meaning));
      changed |= draw_field(view, reading, plan, field);
      ImGui::PopID();
    }
    ImGui::EndTable();
  }
  if (reading.kind == ingest::SheetKind::List) muted_text(view, "Columns that fill no field are kept as they are.");
  ImGui::EndChild();
  return changed;
}

} // namespace cuibono::ui
