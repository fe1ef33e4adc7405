#include "ui/findings_panel.h"

#include <fmt/core.h>
#include <algorithm>

#include "app/findings.h"
#include "ui/actions.h"
#include "ui/widgets.h"

namespace cuibono::ui {
namespace {

constexpr std::size_t kMostWrapped =
    300; // rows; more are drawn one line each, so that only those in sight cost anything
constexpr std::size_t kMostExhibits = 8; // keys in a cell; all in its tooltip
constexpr float kExhibitWidth = 2.5f;

constexpr ImGuiTableFlags kTableFlags =
    ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerV | ImGuiTableFlags_BordersOuterH | ImGuiTableFlags_Resizable;

void open_tab(Actions& actions, std::size_t tab, bool open) {
  actions.push_back([=](app::Workspace& workspace) {
    if (!workspace.session) return;
    workspace.session->view.findings_tab = tab;
    workspace.session->view.findings_open = open;
  });
}

void follow(Actions& actions, const app::FindingLink& link) {
  if (const auto* entity = std::get_if<app::EntityId>(&link))
    select_entity(actions, *entity, how_to_select(), Reveal::Center);
  if (const auto* exhibit = std::get_if<model::ExhibitId>(&link)) select_exhibit(actions, *exhibit);
  if (const auto* tie = std::get_if<app::TieId>(&link)) select_tie(actions, *tie);
  if (const auto* payment = std::get_if<app::PaymentId>(&link)) select_payment(actions, *payment);
}

bool is_link(const app::FindingCell& cell) { return cell.link.index() != 0; }

// Text that may be pressed; wraps to the cell when asked.
void draw_link(const FrameView& view, const app::FindingCell& cell, bool wrap, Actions& actions) {
  const float room = ImGui::GetContentRegionAvail().x;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 size = ImGui::CalcTextSize(cell.text.c_str(), nullptr, false, wrap ? room : -1);
  if (ImGui::InvisibleButton(cell.text.c_str(), {std::max(1.f, std::min(size.x, room)), std::max(1.f, size.y)}))
    follow(actions, cell.link);
  const bool hovered = ImGui::IsItemHovered();
  if (hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  const ImU32 colour = ImGui::ColorConvertFloat4ToU32(view.palette.accent);
  ImGui::GetWindowDrawList()->AddText(ImGui::GetFont(), ImGui::GetFontSize(), at, colour, cell.text.c_str(), nullptr,
                                      wrap ? room : 0);
  if (hovered && !wrap) {
    ImGui::GetWindowDrawList()->AddLine({at.x, at.y + size.y}, {at.x + std::min(size.x, room), at.y + size.y}, colour);
    if (size.x > room) ImGui::SetTooltip("%s", cell.text.c_str());
  }
}

void draw_cell(const FrameView& view, const app::FindingCell& cell, app::Align align, bool wrap, Actions& actions) {
  if (cell.text.empty()) return;
  if (is_link(cell)) return draw_link(view, cell, wrap, actions);
  if (align == app::Align::Right) return wrap ? number_lines(cell.text) : cell_number(cell.text);
  if (!wrap) return cell_text(cell.text);
  ImGui::PushTextWrapPos(0);
  ImGui::TextUnformatted(cell.text.c_str());
  ImGui::PopTextWrapPos();
}

// Keys one after the other, on as many lines as the cell needs.
void draw_exhibits(const FrameView& view, const std::vector<app::FindingCell>& exhibits, bool wrap, Actions& actions) {
  const float left = ImGui::GetCursorScreenPos().x, room = ImGui::GetContentRegionAvail().x, gap = view.grid(2);
  float used = 0;
  const auto shown = std::min(exhibits.size(), kMostExhibits);
  for (std::size_t i = 0; i < shown; ++i) {
    const float width = ImGui::CalcTextSize(exhibits[i].text.c_str()).x;
    const bool fits = i > 0 && (!wrap || used + gap + width <= room);
    if (fits) ImGui::SameLine(0, gap);
    used = ImGui::GetCursorScreenPos().x - left + width;
    ImGui::PushID(static_cast<int>(i));
    draw_link(view, exhibits[i], false, actions);
    ImGui::PopID();
  }
  if (shown == exhibits.size()) return;
  if (!wrap) ImGui::SameLine(0, gap);
  ImGui::TextUnformatted(fmt::format("and {} more", exhibits.size() - shown).c_str());
  if (!ImGui::IsItemHovered()) return;
  std::string all;
  for (const auto& cell : exhibits) all += (all.empty() ? "" : ", ") + cell.text;
  ImGui::SetTooltip("%s", all.c_str());
}

void draw_row(const FrameView& view, const app::FindingTable& table, const app::FindingRow& row, bool exhibits,
              bool wrap, Actions& actions) {
  ImGui::TableNextRow();
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    ImGui::TableNextColumn();
    ImGui::PushID(static_cast<int>(i));
    draw_cell(view, row.cells[i], table.columns[i].align, wrap, actions);
    ImGui::PopID();
  }
  if (!exhibits) return;
  ImGui::TableNextColumn();
  ImGui::PushID("exhibits");
  draw_exhibits(view, row.exhibits, wrap, actions);
  ImGui::PopID();
}

void set_up_columns(const app::FindingTable& table, bool exhibits) {
  for (const auto& column : table.columns)
    ImGui::TableSetupColumn(column.title.c_str(),
                            ImGuiTableColumnFlags_WidthStretch |
                                (column.align == app::Align::Right ? ImGuiTableColumnFlags_NoHeaderLabel : 0),
                            column.width);
  if (exhibits) ImGui::TableSetupColumn("Exhibits", ImGuiTableColumnFlags_WidthStretch, kExhibitWidth);
}

void draw_rows(const FrameView& view, const app::FindingTable& table, Actions& actions) {
  const bool exhibits = app::has_exhibits(table), wrap = table.rows.size() <= kMostWrapped;
  if (!ImGui::BeginTable("rows", static_cast<int>(table.columns.size() + (exhibits ? 1 : 0)), kTableFlags)) return;
  set_up_columns(table, exhibits);
  wrapped_headers_row();
  const auto draw = [&](std::size_t i) {
    ImGui::PushID(static_cast<int>(i));
    draw_row(view, table, table.rows[i], exhibits, wrap, actions);
    ImGui::PopID();
  };
  if (wrap) {
    for (std::size_t i = 0; i < table.rows.size(); ++i) draw(i);
  } else {
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(table.rows.size()));
    while (clipper.Step())
      for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) draw(static_cast<std::size_t>(i));
  }
  ImGui::EndTable();
}

void draw_table(const FrameView& view, const app::FindingTable& table, Actions& actions) {
  ImGui::Dummy({1, view.grid(1)});
  ImGui::PushFont(view.fonts.bold, 0);
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(table.title.c_str());
  ImGui::PopFont();
  if (!table.rows.empty()) {
    ImGui::SameLine();
    if (ImGui::SmallButton("Copy")) ImGui::SetClipboardText(app::tab_separated(table).c_str());
    if (ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal)) ImGui::SetTooltip("Copy the table for a spreadsheet");
  }
  if (!table.note.empty()) muted_text(view, table.note);
  if (table.rows.empty())
    muted_text(view, table.why_empty);
  else
    draw_rows(view, table, actions);
}

void draw_page(const FrameView& view, const app::FindingsPage& page, Actions& actions) {
  for (std::size_t i = 0; i < page.summary.size(); ++i) {
    if (i == 0)
      bold_text(view, page.summary[i]);
    else
      ImGui::TextWrapped("%s", page.summary[i].c_str());
  }
  int place = 0;
  for (const auto& table : page.tables) {
    ImGui::PushID(place++);
    draw_table(view, table, actions);
    ImGui::PopID();
  }
  if (!page.remarks.empty()) ImGui::Dummy({1, view.grid(1)});
  for (const auto& remark : page.remarks) muted_text(view, "Note: " + remark + ".");
}

void draw_open_tab(const FrameView& view, std::size_t tab, Actions& actions) {
  const auto& kind = app::findings_kinds()[tab];
  const auto& made = view.workspace.derived.findings().page(tab);
  if (!ImGui::BeginChild(kind.title)) return ImGui::EndChild();
  if (!made.error.empty()) wrapped_text(made.error, view.palette.warning);
  if (made.page && made.at_work)
    muted_text(view, "The case has changed; these figures are of the state before and are being worked out anew.");
  if (made.page)
    draw_page(view, *made.page, actions);
  else if (made.error.empty())
    empty_state(view, "Working it out...", kind.question);
  ImGui::EndChild();
}

} // namespace

float findings_strip_height(const FrameView& view) { return ImGui::GetFrameHeight() + view.grid(4); }

void draw_findings(const FrameView& view, FindingsState& state, Actions& actions) {
  const auto& wanted = view.workspace.session->view;
  if (!ImGui::BeginTabBar("findings tabs", ImGuiTabBarFlags_FittingPolicyScroll)) return;
  const auto& kinds = app::findings_kinds();
  const bool tell = state.drawn_tab != wanted.findings_tab; // somebody else chose: a command, the palette
  for (std::size_t tab = 0; tab < kinds.size(); ++tab) {
    const auto flags = tell && tab == wanted.findings_tab ? ImGuiTabItemFlags_SetSelected : ImGuiTabItemFlags_None;
    const bool selected = ImGui::BeginTabItem(kinds[tab].title, nullptr, flags);
    if (ImGui::IsItemClicked()) open_tab(actions, tab, true);
    if (ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal)) ImGui::SetTooltip("%s", kinds[tab].question);
    if (!selected) continue;
    if (wanted.findings_open && tab == wanted.findings_tab) draw_open_tab(view, tab, actions);
    ImGui::EndTabItem();
  }
  state.drawn_tab = wanted.findings_tab;
  const char* label = wanted.findings_open ? "Hide findings" : "Show findings";
  if (ImGui::TabItemButton(label, ImGuiTabItemFlags_Trailing | ImGuiTabItemFlags_NoTooltip))
    open_tab(actions, wanted.findings_tab, !wanted.findings_open);
  ImGui::EndTabBar();
}

} // namespace cuibono::ui
