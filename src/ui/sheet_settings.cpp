// How the file writes its values, and which of its rows are taken.

#include <imgui.h>
#include <misc/cpp/imgui_stdlib.h>

#include "ui/sheet_parts.h"

namespace cuibono::ui {
namespace {

using app::SheetReading;

constexpr const char* kKinds[] = {"Bank statement of one account", "Payments with both sides in each row", "Calls between two numbers", "List of people or things",
                                  "Ties between two people or things"};
constexpr const char* kDateOrders[] = {"as the values tell", "day first", "month first", "year first"};
constexpr const char* kEras[] = {"as the year tells", "Common Era", "Buddhist Era"};
constexpr const char* kPlus[] = {"money in", "money out"};
constexpr const char* kTests[] = {"contains", "does not contain", "is", "is not", "is filled", "is empty"};

// The label, and room of so many units for what follows: on this line if both fit, else on the next.
void setting(const FrameView& view, const char* label, float units, bool first = false) {
  const float gap = view.grid(4), needed = ImGui::CalcTextSize(label).x + ImGui::GetStyle().ItemSpacing.x + view.grid(units);
  const float right = ImGui::GetWindowPos().x + ImGui::GetWindowWidth() - ImGui::GetStyle().WindowPadding.x;
  if (!first && ImGui::GetItemRectMax().x + gap + needed <= right) ImGui::SameLine(0, gap);
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(label);
  ImGui::SameLine();
  ImGui::SetNextItemWidth(view.grid(units));
}

// A combo over an enum whose values are 0, 1, 2, ...; whether it was changed.
template <class Enum, std::size_t kCount>
bool choice(const char* id, Enum& value, const char* const (&names)[kCount]) {
  int index = static_cast<int>(value);
  if (!ImGui::Combo(id, &index, names, static_cast<int>(kCount))) return false;
  value = static_cast<Enum>(index);
  return true;
}

bool draw_decimal(const FrameView& view, char& decimal) {
  enum class Decimal { Tells, Point, Comma };
  constexpr const char* kNames[] = {"as the values tell", "1,234.56", "1.234,56"};
  auto which = decimal == '.' ? Decimal::Point : decimal == ',' ? Decimal::Comma : Decimal::Tells;
  setting(view, "Amounts", 38);
  if (!choice("##decimal", which, kNames)) return false;
  decimal = which == Decimal::Point ? '.' : which == Decimal::Comma ? ',' : 0;
  return true;
}

bool draw_zone(const FrameView& view, std::optional<int>& zone) {
  std::string shown = "as the clock showed them";
  for (const auto& choice : app::zone_choices())
    if (zone == choice.minutes) shown = choice.name;
  setting(view, "Times", 62);
  if (!ImGui::BeginCombo("##zone", shown.c_str(), ImGuiComboFlags_HeightLarge)) return false;
  bool changed = false;
  if (ImGui::Selectable("as the clock showed them", !zone)) zone.reset(), changed = true;
  for (const auto& choice : app::zone_choices())
    if (ImGui::Selectable(choice.name.c_str(), zone == choice.minutes)) zone = choice.minutes, changed = true;
  ImGui::EndCombo();
  return changed;
}

} // namespace

bool draw_sheet_settings(const FrameView& view, SheetReading& reading) {
  setting(view, "It is a", 68, true);
  bool changed = choice("##kind", reading.kind, kKinds);
  setting(view, "Dates", 36);
  changed |= choice("##dates", reading.values.date_order, kDateOrders);
  setting(view, "Years", 36);
  changed |= choice("##era", reading.values.era, kEras);
  changed |= draw_decimal(view, reading.values.decimal);
  changed |= draw_zone(view, reading.values.zone);
  if (reading.kind != ingest::SheetKind::Statement) return changed;
  setting(view, "A plus is", 28);
  return changed | choice("##plus", reading.plus_is, kPlus);
}

bool draw_row_filter(const FrameView& view, SheetReading& reading, const ingest::SheetPlan& plan) {
  auto& only = reading.only;
  bool changed = false;
  setting(view, "Take", 50, true);
  if (ImGui::BeginCombo("##only", only.column.empty() ? "every row" : ("rows where " + only.column).c_str())) {
    if (ImGui::Selectable("every row", only.column.empty())) only.column.clear(), changed = true;
    for (const auto& column : plan.columns)
      if (ImGui::Selectable(("rows where " + column.name).c_str(), column.name == only.column)) only.column = column.name, changed = true;
    ImGui::EndCombo();
  }
  if (only.column.empty()) return changed;
  ImGui::SameLine();
  ImGui::SetNextItemWidth(view.grid(34));
  changed |= choice("##test", only.test, kTests);
  if (only.test == app::RowTest::IsFilled || only.test == app::RowTest::IsEmpty) return changed;
  ImGui::SameLine();
  ImGui::SetNextItemWidth(view.grid(50));
  ImGui::InputTextWithHint("##word", "a word", &only.word);
  return changed | ImGui::IsItemDeactivatedAfterEdit();
}

} // namespace cuibono::ui
