#include "ui/tables_panel.h"

#include <fmt/core.h>
#include <misc/cpp/imgui_stdlib.h>

#include "app/words.h"
#include "ui/actions.h"
#include "ui/widgets.h"

namespace cuibono::ui {
namespace {

constexpr ImGuiTableFlags kTableFlags = ImGuiTableFlags_Sortable | ImGuiTableFlags_Resizable | ImGuiTableFlags_ScrollY |
                                        ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersOuterH | ImGuiTableFlags_BordersInnerV |
                                        ImGuiTableFlags_Reorderable | ImGuiTableFlags_Hideable;

constexpr ImGuiTableColumnFlags kNumber = ImGuiTableColumnFlags_PreferSortDescending | ImGuiTableColumnFlags_NoHeaderLabel;

// Copies and sorts the rows if they or the wanted order have changed.
template <class Column, class Row>
void keep_sorted(const FrameView& view, SortedRows<Row>& sorted, const std::vector<Row>& rows) {
  ImGuiTableSortSpecs* specs = ImGui::TableGetSortSpecs();
  const bool stale = sorted.version != view.workspace.derived.tables_version();
  if (!stale && !(specs && specs->SpecsDirty)) return;
  sorted.rows = rows;
  sorted.version = view.workspace.derived.tables_version();
  if (!specs || specs->SpecsCount == 0) return;
  const auto order = specs->Specs[0].SortDirection == ImGuiSortDirection_Descending ? app::Order::Descending : app::Order::Ascending;
  app::sort_rows(sorted.rows, static_cast<Column>(specs->Specs[0].ColumnUserID), order);
  specs->SpecsDirty = false;
}

template <class Column>
void column(const char* title, Column which, float width, ImGuiTableColumnFlags flags = 0) {
  ImGui::TableSetupColumn(title, flags | ImGuiTableColumnFlags_WidthFixed, width, static_cast<ImGuiID>(which));
}

template <class Column>
void wide_column(const char* title, Column which, float weight, ImGuiTableColumnFlags flags = 0) {
  ImGui::TableSetupColumn(title, flags | ImGuiTableColumnFlags_WidthStretch, weight, static_cast<ImGuiID>(which));
}

// In a narrow panel the columns that matter less are hidden until they are asked for (right click on the header), those that
// matter least already in one of middling width.
struct Room {
  bool narrow = false, middling = false;
  ImGuiTableColumnFlags spare() const { return narrow ? ImGuiTableColumnFlags_DefaultHide : 0; }
  ImGuiTableColumnFlags luxury() const { return narrow || middling ? ImGuiTableColumnFlags_DefaultHide : 0; }
};

// Tables with settings of their own, so that the narrow one does not hide columns of the wide one.
bool begin_table(const FrameView& view, const char* title, int columns, Room& room) {
  const float width = ImGui::GetContentRegionAvail().x;
  room.narrow = width < view.grid(80);
  room.middling = !room.narrow && width < view.grid(115);
  const std::string id = std::string(title) + (room.narrow ? ", narrow" : room.middling ? ", middling" : "");
  if (!ImGui::BeginTable(id.c_str(), columns, kTableFlags)) return false;
  ImGui::TableSetupScrollFreeze(0, 1);
  return true;
}

// A selectable across the row; the caller fills the cells.
bool row_button(const std::string& label, std::uint32_t id, bool selected) {
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  ImGui::PushID(static_cast<int>(id));
  const float available = ImGui::GetContentRegionAvail().x;
  const bool pressed = ImGui::Selectable(label.c_str(), selected, ImGuiSelectableFlags_SpanAllColumns);
  if (ImGui::CalcTextSize(label.c_str()).x > available && ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal))
    ImGui::SetTooltip("%s", label.c_str());
  ImGui::PopID();
  return pressed;
}

template <class Row, class Draw>
void clipped_rows(const std::vector<Row>& rows, Draw draw) {
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(rows.size()));
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) draw(rows[static_cast<std::size_t>(i)]);
}

void draw_entities(const FrameView& view, TablesState& state, Actions& actions) {
  const auto& rows = view.workspace.derived.tables().entities;
  if (rows.empty()) return empty_state(view, "No entities", "Import evidence or add the first person, company or vessel from the Edit menu.");
  Room room;
  if (!begin_table(view, "entities", 4, room)) return;
  using Column = app::EntityColumn;
  wide_column("Name", Column::Name, 4, ImGuiTableColumnFlags_NoHide);
  column("Id", Column::Key, view.grid(16), room.luxury());
  wide_column("Role or kind", Column::What, 3, room.spare());
  column("Received", Column::Received, view.grid(17), kNumber);
  headers_row();
  keep_sorted<Column>(view, state.entities, rows);
  const auto& selected = view.workspace.session->view.selection.entities;
  clipped_rows(state.entities.rows, [&](const app::EntityRow& row) {
    if (row_button(row.name, row.id.value, selected.contains(row.id))) select_entity(actions, row.id, how_to_select(), Reveal::Center);
    ImGui::TableNextColumn();
    if (!row.is_victim) cell_text(row.key);
    ImGui::TableNextColumn();
    cell_text(row.what);
    ImGui::TableNextColumn();
    if (row.received.cents != 0) cell_number(base::format_money_grouped(row.received));
  });
  ImGui::EndTable();
}

void draw_ties(const FrameView& view, TablesState& state, Actions& actions) {
  const auto& rows = view.workspace.derived.tables().ties;
  if (rows.empty()) return empty_state(view, "No ties", "Import evidence, or select two entities and choose Edit, Add tie.");
  Room room;
  if (!begin_table(view, "ties", 5, room)) return;
  using Column = app::TieColumn;
  wide_column("From", Column::Source, 3, ImGuiTableColumnFlags_NoHide);
  wide_column("Tie", Column::Type, 2);
  wide_column("To", Column::Target, 3);
  column("When", Column::When, view.grid(22), room.spare());
  column("Weight", Column::Strength, view.grid(15), kNumber | room.spare());
  headers_row();
  keep_sorted<Column>(view, state.ties, rows);
  const auto& selection = view.workspace.session->view.selection;
  clipped_rows(state.ties.rows, [&](const app::TieRow& row) {
    if (row_button(row.source, row.id.value, selection.tie == row.id)) select_tie(actions, row.id);
    ImGui::TableNextColumn();
    cell_text(app::words(row.type));
    ImGui::TableNextColumn();
    cell_text(row.target);
    ImGui::TableNextColumn();
    cell_text(row.when);
    ImGui::TableNextColumn();
    cell_number(row.supported ? fmt::format("{:.2f}", row.probability) : "none");
  });
  ImGui::EndTable();
}

void draw_payments(const FrameView& view, TablesState& state, Actions& actions) {
  const auto& rows = view.workspace.derived.tables().payments;
  if (rows.empty()) return empty_state(view, "No payments", "Import bank statements or payment tables: Case, Import evidence.");
  Room room;
  if (!begin_table(view, "payments", 5, room)) return;
  using Column = app::PaymentColumn;
  column("Date", Column::Date, view.grid(23), ImGuiTableColumnFlags_NoHide);
  wide_column("From", Column::Payer, 1, room.spare());
  wide_column("To", Column::Payee, 1);
  column("Amount", Column::Amount, view.grid(22), kNumber);
  wide_column("Class", Column::Class, .8f, room.spare());
  headers_row();
  keep_sorted<Column>(view, state.payments, rows);
  const auto& selection = view.workspace.session->view.selection;
  clipped_rows(state.payments.rows, [&](const app::PaymentRow& row) {
    const std::string date = row.date.known() ? base::format_date(row.date) : "undated";
    if (row_button(date, row.id.value, selection.payment == row.id)) select_payment(actions, row.id);
    ImGui::TableNextColumn();
    cell_text(row.payer);
    ImGui::TableNextColumn();
    cell_text(row.payee);
    ImGui::TableNextColumn();
    cell_number(app::amount_text(row.amount, row.currency == view.workspace.derived.currency() ? "" : row.currency));
    ImGui::TableNextColumn();
    cell_text(app::words(row.payment_class));
  });
  ImGui::EndTable();
}

void press_hit(Actions& actions, const app::Hit& hit) {
  if (const auto* entity = std::get_if<app::EntityId>(&hit.what)) select_entity(actions, *entity, app::How::Replace, Reveal::Center);
  else select_exhibit(actions, std::get<model::ExhibitId>(hit.what));
}

void draw_hits(const FrameView& view, TablesState& state, Actions& actions) {
  const auto hits = view.workspace.derived.search().find(state.query);
  if (hits.empty()) return empty_state(view, "Nothing found", "Search looks at ids, names, aliases and exhibits' titles. Protected people are found by pseudonym, such as V-07.");
  if (!ImGui::BeginChild("hits")) return ImGui::EndChild();
  int place = 0;
  for (const app::Hit& hit : hits) {
    ImGui::PushID(place++);
    if (text_row(view, hit.label, hit.detail, false)) press_hit(actions, hit);
    ImGui::PopID();
  }
  ImGui::EndChild();
  if (ImGui::IsKeyPressed(ImGuiKey_Escape)) state.query.clear();
}

void draw_search_box(TablesState& state, Actions& actions, const FrameView& view) {
  if (state.focus_search) ImGui::SetKeyboardFocusHere();
  state.focus_search = false;
  ImGui::SetNextItemWidth(-1);
  if (!ImGui::InputTextWithHint("##search", "Search names, ids, exhibits (Ctrl+F)", &state.query, ImGuiInputTextFlags_EnterReturnsTrue)) return;
  const auto hits = view.workspace.derived.search().find(state.query, 1);
  if (!hits.empty()) press_hit(actions, hits.front());
}

} // namespace

void draw_tables(const FrameView& view, TablesState& state, Actions& actions) {
  draw_search_box(state, actions, view);
  if (!state.query.empty()) return draw_hits(view, state, actions);
  if (!ImGui::BeginTabBar("rows")) return;
  const auto tab = [&](const char* title, std::size_t count, auto draw) {
    if (!ImGui::BeginTabItem(fmt::format("{} {}###{}", title, count, title).c_str())) return;
    draw(view, state, actions);
    ImGui::EndTabItem();
  };
  const auto& tables = view.workspace.derived.tables();
  tab("Entities", tables.entities.size(), draw_entities);
  tab("Ties", tables.ties.size(), draw_ties);
  tab("Payments", tables.payments.size(), draw_payments);
  ImGui::EndTabBar();
}

} // namespace cuibono::ui
