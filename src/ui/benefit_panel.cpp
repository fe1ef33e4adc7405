#include "ui/benefit_panel.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>

#include "app/words.h"
#include "scene/hit.h"
#include "ui/actions.h"
#include "ui/test_hooks.h"
#include "ui/widgets.h"

namespace cuibono::ui {
namespace {

ImU32 pixel(const ImVec4& colour) { return ImGui::ColorConvertFloat4ToU32(colour); }

ImVec4 colour_of(const Palette& palette, app::ValuePart part) {
  switch (part) {
    case app::ValuePart::Attributed: return palette.attributed;
    case app::ValuePart::Unattributed: return palette.unattributed;
    case app::ValuePart::Movement: return palette.movement;
    case app::ValuePart::Lawful: return palette.lawful;
  }
  return palette.muted;
}

// Which basis the value is counted on; both words explained, since they decide every figure below.
void draw_basis(const FrameView& view, Actions& actions) {
  const auto chosen = view.workspace.session->view.basis;
  const auto option = [&](const char* label, benefit::Basis basis, const char* meaning) {
    if (ImGui::RadioButton(label, chosen == basis) && chosen != basis)
      actions.push_back([basis](app::Workspace& workspace) {
        if (workspace.session) workspace.session->view.basis = basis;
      });
    if (ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal)) ImGui::SetTooltip("%s", meaning);
  };
  option("Gross", benefit::Basis::Gross, "Turnover times the share of the work that was exploited; costs are followed too.");
  ImGui::SameLine();
  option("Net", benefit::Basis::Net, "What exploitation itself gained: wages withheld, unlawful deductions, debt service.");
}

float basis_width() {
  const ImGuiStyle& style = ImGui::GetStyle();
  return ImGui::CalcTextSize("GrossNet").x + 2 * (ImGui::GetFrameHeight() + style.ItemInnerSpacing.x) + style.ItemSpacing.x;
}

void draw_value_bar(const FrameView& view, const app::BenefitView& benefit) {
  const float width = ImGui::GetContentRegionAvail().x, height = view.grid(4);
  ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList* list = ImGui::GetWindowDrawList();
  for (const auto& part : benefit.bar) {
    const float part_width = width * static_cast<float>(part.fraction);
    if (part_width < .5f) continue;
    list->AddRectFilled(at, {at.x + std::max(1.f, part_width - view.scale), at.y + height}, pixel(colour_of(view.palette, part.part)), 2);
    at.x += part_width;
  }
  ImGui::Dummy({width, height});
  if (!ImGui::BeginTable("value", 3, ImGuiTableFlags_SizingStretchProp)) return;
  ImGui::TableSetupColumn("part", 0, 2);
  ImGui::TableSetupColumn("amount", 0, 2);
  ImGui::TableSetupColumn("fraction", 0, 1);
  for (const auto& part : benefit.bar) {
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    const ImVec2 dot = ImGui::GetCursorScreenPos();
    const float size = ImGui::GetFontSize() * .6f, drop = (ImGui::GetTextLineHeight() - size) * .5f;
    list->AddRectFilled({dot.x, dot.y + drop}, {dot.x + size, dot.y + drop + size}, pixel(colour_of(view.palette, part.part)), 2);
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + size + view.grid(1.5f));
    ImGui::TextUnformatted(part.label);
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", part.meaning);
    ImGui::TableNextColumn();
    cell_number(app::amount_text(part.amount, benefit.report->currency));
    ImGui::TableNextColumn();
    cell_number(app::percent(part.fraction));
  }
  ImGui::EndTable();
}

void draw_person_row(const FrameView& view, const app::BenefitRow& row, bool selected, Actions& actions) {
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  ImGui::PushID(static_cast<int>(row.id.value));
  if (row.is_leader) ImGui::PushFont(view.fonts.bold, 0);
  if (ImGui::Selectable(row.name.c_str(), selected, ImGuiSelectableFlags_SpanAllColumns))
    select_entity(actions, row.id, how_to_select(), Reveal::Center);
  if (row.is_leader) ImGui::PopFont();
  if (ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal))
    ImGui::SetTooltip("%s: %s\nShare %s, between %s and %s in 9 of 10 draws\nControl %.2f", row.name.c_str(), row.quadrant.c_str(),
                      app::percent(row.share).c_str(), app::percent(row.share_p05).c_str(), app::percent(row.share_p95).c_str(), row.control);
  ImGui::PopID();
  ImGui::TableNextColumn();
  cell_number(base::format_money_grouped(row.benefit));
  ImGui::TableNextColumn();
  cell_number(app::percent(row.share));
  ImGui::TableNextColumn();
  bar(ImGui::GetContentRegionAvail().x, row.share, view.palette.attributed, view.palette.raised);
  ImGui::TableNextColumn();
  cell_number(fmt::format("{:.2f}", row.control));
}

void draw_people(const FrameView& view, const app::BenefitView& benefit, Actions& actions) {
  constexpr ImGuiTableColumnFlags kNumber = ImGuiTableColumnFlags_WidthFixed | ImGuiTableColumnFlags_NoHeaderLabel;
  constexpr ImGuiTableFlags kFlags = ImGuiTableFlags_ScrollY | ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersOuterH;
  const bool narrow = ImGui::GetContentRegionAvail().x < view.grid(95);
  if (!ImGui::BeginTable(narrow ? "people, narrow" : "people", 5, kFlags)) return;
  ImGui::TableSetupScrollFreeze(0, 1);
  ImGui::TableSetupColumn("Person", ImGuiTableColumnFlags_WidthStretch, 3);
  ImGui::TableSetupColumn("Benefit", kNumber, view.grid(22));
  ImGui::TableSetupColumn("Share", kNumber, view.grid(14));
  ImGui::TableSetupColumn("##bar", ImGuiTableColumnFlags_WidthStretch | (narrow ? ImGuiTableColumnFlags_Disabled : 0), 1);
  ImGui::TableSetupColumn("Control", kNumber, view.grid(14));
  headers_row();
  const auto& selected = view.workspace.session->view.selection.entities;
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(benefit.rows.size()));
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const auto& row = benefit.rows[static_cast<std::size_t>(i)];
      draw_person_row(view, row, selected.contains(row.id), actions);
    }
  ImGui::EndTable();
}

scene::Px cursor_in(const FrameView& view, ImVec2 corner) {
  const ImVec2 mouse = ImGui::GetMousePos();
  return {(mouse.x - corner.x) / view.scale, (mouse.y - corner.y) / view.scale};
}

void draw_plane(const FrameView& view, WhoBenefitsState& state, ImVec2 size, Actions& actions) {
  state.plane_width = size.x;
  state.plane_height = size.y;
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  ImGui::InvisibleButton("plane", size);
  if (view.plane_texture) ImGui::GetWindowDrawList()->AddImage(view.plane_texture, corner, {corner.x + size.x, corner.y + size.y});
  state.hovered = {};
  if (!ImGui::IsItemHovered()) return;
  const auto hit = scene::hit_node(state.plane, cursor_in(view, corner), 6);
  if (!hit) return;
  state.hovered = *hit;
  ImGui::SetTooltip("%s", view.workspace.session->names().shown(*hit).c_str());
  if (ImGui::IsItemClicked()) select_entity(actions, *hit, how_to_select(), Reveal::Center);
}

bool same_picture(const scene::DrawList& a, const scene::DrawList& b) {
  const auto same_node = [](const scene::Node& x, const scene::Node& y) {
    return x.entity == y.entity && x.at == y.at && x.radius == y.radius && x.fill == y.fill && x.ring == y.ring && x.ring_width == y.ring_width;
  };
  const auto same_label = [](const scene::Label& x, const scene::Label& y) { return x.at == y.at && x.text == y.text && x.color == y.color; };
  return a.viewport == b.viewport && a.background == b.background && a.lines.size() == b.lines.size() &&
         std::ranges::equal(a.nodes, b.nodes, same_node) && std::ranges::equal(a.labels, b.labels, same_label);
}

} // namespace

void compose_plane(const FrameView& view, WhoBenefitsState& state) {
  const auto* benefit = view.workspace.session ? view.workspace.derived.benefit() : nullptr;
  if (!benefit || state.plane_width < 1 || state.plane_height < 1) return;
  scene::PlaneInputs inputs;
  for (const auto& row : benefit->rows)
    inputs.points.push_back({row.id, row.name, row.share, row.share_p05, row.share_p95, row.control});
  inputs.high_share = benefit::kHighShare;
  inputs.high_control = benefit::kHighControl;
  inputs.unattributed = benefit->report->unattributed_share;
  const auto& selected = view.workspace.session->view.selection.entities;
  inputs.selected = {selected.begin(), selected.end()};
  inputs.hovered = state.hovered;
  inputs.theme = view.workspace.settings.theme == app::Theme::Dark ? &scene::dark_theme() : &scene::light_theme();
  auto composed = scene::compose_plane(inputs, {state.plane_width / view.scale, state.plane_height / view.scale, view.scale});
  if (state.plane_version != 0 && same_picture(composed, state.plane)) return;
  state.plane = std::move(composed);
  ++state.plane_version;
}

void draw_who_benefits(const FrameView& view, WhoBenefitsState& state, Actions& actions) {
  const auto* benefit = view.workspace.derived.benefit();
  ImGui::AlignTextToFramePadding();
  muted_text(view, "Who benefits");
  ImGui::SameLine();
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x - basis_width());
  draw_basis(view, actions);
  if (!benefit) return empty_state(view, "Measuring...", "The figures appear here when the measure is done.");
  if (benefit->report->source_value.cents == 0)
    return empty_state(view, "No proceeds yet", "Add a proceeds row with an exhibit for the establishment where people were exploited (proceeds.csv); the measure starts from it.");
  if (benefit->report->leader) bold_text(view, benefit->headline);
  else wrapped_text(benefit->headline, view.palette.warning);
  draw_value_bar(view, *benefit);
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const bool beside = room.x > view.grid(150);
  const float list_height = (static_cast<float>(benefit->rows.size()) + 2) * (ImGui::GetTextLineHeight() + view.grid(2));
  const float plane_width = beside ? std::min(room.x * .46f, room.y * 1.3f) : room.x;
  const float plane_height = beside ? room.y : std::min(std::clamp(room.y - list_height, room.y * .5f, room.y * .7f), room.x * .7f);
  if (plane_height > view.grid(44)) { // below that its points lie on each other
    draw_plane(view, state, {std::floor(plane_width), std::floor(plane_height)}, actions);
    if (beside) ImGui::SameLine();
  }
  if (ImGui::BeginChild("people list")) draw_people(view, *benefit, actions);
  ImGui::EndChild();
}

} // namespace cuibono::ui
