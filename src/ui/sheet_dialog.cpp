#include <fmt/core.h>
#include <imgui.h>
#include <misc/cpp/imgui_stdlib.h>

#include <algorithm>

#include "app/words.h"
#include "ui/dialog_parts.h"
#include "ui/widgets.h"

namespace cuibono::ui {
namespace {

using app::SheetReading;

constexpr const char* kKinds[] = {"Bank statement of one account", "Payments with both sides in each row", "Calls between two numbers", "List of people or things"};
constexpr const char* kDateOrders[] = {"as the values tell", "day first", "month first", "year first"};
constexpr const char* kEras[] = {"as the year tells", "Common Era", "Buddhist Era"};
constexpr const char* kPlus[] = {"money in", "money out"};

// A combo over an enum whose values are 0, 1, 2, ...; whether it was changed.
template <class Enum, std::size_t kCount>
bool choice(const FrameView& view, const char* label, const char* id, Enum& value, const char* const (&names)[kCount], float width) {
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(label);
  ImGui::SameLine();
  ImGui::SetNextItemWidth(view.grid(width));
  int index = static_cast<int>(value);
  if (!ImGui::Combo(id, &index, names, static_cast<int>(kCount))) return false;
  value = static_cast<Enum>(index);
  return true;
}

bool draw_decimal(const FrameView& view, char& decimal) {
  enum class Decimal { Tells, Point, Comma };
  constexpr const char* kNames[] = {"as the values tell", "1,234.56", "1.234,56"};
  auto which = decimal == '.' ? Decimal::Point : decimal == ',' ? Decimal::Comma : Decimal::Tells;
  if (!choice(view, "Amounts", "##decimal", which, kNames, 40)) return false;
  decimal = which == Decimal::Point ? '.' : which == Decimal::Comma ? ',' : 0;
  return true;
}

bool draw_zone(const FrameView& view, std::optional<int>& zone) {
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted("Times");
  ImGui::SameLine();
  ImGui::SetNextItemWidth(view.grid(28));
  const auto name = [](std::optional<int> minutes) {
    if (!minutes) return std::string("of no zone");
    return fmt::format("UTC{}{:02}:{:02}", *minutes < 0 ? '-' : '+', std::abs(*minutes) / 60, std::abs(*minutes) % 60);
  };
  if (!ImGui::BeginCombo("##zone", name(zone).c_str())) return false;
  bool changed = false;
  const auto offer = [&](std::optional<int> minutes) {
    if (ImGui::Selectable(name(minutes).c_str(), zone == minutes)) zone = minutes, changed = true;
  };
  offer(std::nullopt);
  for (const int minutes : {0, 60, 120, 180, 300, 330, 360, 390, 420, 480, 540, 600, -300, -480}) offer(minutes);
  ImGui::EndCombo();
  return changed;
}

// Which of several sheets is shown, and which are imported at all.
void draw_sheet_list(const FrameView& view, DialogState& state, Actions& actions) {
  const auto& pending = *view.workspace.pending_sheets;
  if (pending.plan.size() < 2) return;
  for (std::size_t i = 0; i < pending.plan.size(); ++i) {
    ImGui::PushID(static_cast<int>(i));
    auto reading = pending.readings[i];
    if (ImGui::Checkbox("##wanted", &reading.wanted)) actions.push_back([i, reading](app::Workspace& workspace) { app::change_reading(workspace, i, reading); });
    ImGui::SetItemTooltip("Import this sheet");
    ImGui::SameLine();
    const auto& plan = pending.plan[i];
    const auto label = plan.file + (plan.sheet.empty() ? "" : ", sheet " + plan.sheet) + "  (" + app::counted(plan.rows, "row") + ")";
    if (ImGui::Selectable(label.c_str(), state.sheet == i)) state.sheet = i;
    ImGui::PopID();
  }
  ImGui::Separator();
}

bool draw_settings(const FrameView& view, SheetReading& reading) {
  bool changed = choice(view, "It is a", "##kind", reading.kind, kKinds, 66);
  ImGui::SameLine(0, view.grid(4));
  changed |= choice(view, "Dates", "##dates", reading.values.date_order, kDateOrders, 34);
  ImGui::SameLine(0, view.grid(4));
  changed |= choice(view, "Years", "##era", reading.values.era, kEras, 34);
  ImGui::SameLine(0, view.grid(4));
  changed |= draw_zone(view, reading.values.zone);
  changed |= draw_decimal(view, reading.values.decimal);
  if (reading.kind == ingest::SheetKind::Statement) {
    ImGui::SameLine(0, view.grid(4));
    changed |= choice(view, "A plus is", "##plus", reading.plus_is, kPlus, 28);
    ImGui::SameLine(0, view.grid(4));
    ImGui::SetNextItemWidth(view.grid(44));
    ImGui::InputTextWithHint("##account", "Account, if the file does not say", &reading.own_account);
    changed |= ImGui::IsItemDeactivatedAfterEdit();
  }
  if (reading.kind != ingest::SheetKind::Calls && reading.kind != ingest::SheetKind::List) {
    ImGui::SameLine(0, view.grid(4));
    ImGui::SetNextItemWidth(view.grid(24));
    ImGui::InputTextWithHint("##currency", "Currency", &reading.currency);
    changed |= ImGui::IsItemDeactivatedAfterEdit();
  }
  return changed;
}

bool draw_filter(const FrameView& view, SheetReading& reading, const ingest::SheetPlan& plan) {
  bool changed = false;
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted("Only rows where");
  ImGui::SameLine();
  ImGui::SetNextItemWidth(view.grid(44));
  if (ImGui::BeginCombo("##only", reading.only_column.empty() ? "(every row)" : reading.only_column.c_str())) {
    if (ImGui::Selectable("(every row)", reading.only_column.empty())) reading.only_column.clear(), changed = true;
    for (const auto& column : plan.columns)
      if (ImGui::Selectable(column.name.c_str(), column.name == reading.only_column)) reading.only_column = column.name, changed = true;
    ImGui::EndCombo();
  }
  if (reading.only_column.empty()) return changed;
  ImGui::SameLine();
  ImGui::TextUnformatted("contains");
  ImGui::SameLine();
  ImGui::SetNextItemWidth(view.grid(44));
  ImGui::InputText("##word", &reading.only_word);
  return changed | ImGui::IsItemDeactivatedAfterEdit();
}

// "Date": what the column is taken for.
bool draw_meaning(std::optional<ingest::Meaning>& meaning, ingest::SheetKind kind) {
  const char* nothing = kind == ingest::SheetKind::List ? "(kept as it is)" : "(passed over)";
  ImGui::SetNextItemWidth(-1);
  if (!ImGui::BeginCombo("##meaning", meaning ? app::sentence_case(app::words(*meaning)).c_str() : nothing, ImGuiComboFlags_HeightLarge)) return false;
  bool changed = false;
  if (ImGui::Selectable(nothing, !meaning)) meaning.reset(), changed = true;
  for (std::size_t i = 0; i < base::kCount<ingest::Meaning>; ++i) {
    const auto offered = static_cast<ingest::Meaning>(i);
    if (ImGui::Selectable(app::sentence_case(app::words(offered)).c_str(), meaning == offered)) meaning = offered, changed = true;
  }
  ImGui::EndCombo();
  return changed;
}

bool draw_columns(const FrameView& view, SheetReading& reading, const ingest::SheetPlan& plan) {
  constexpr ImGuiTableFlags kFlags = ImGuiTableFlags_ScrollX | ImGuiTableFlags_ScrollY | ImGuiTableFlags_Borders | ImGuiTableFlags_RowBg | ImGuiTableFlags_Resizable;
  const int shown = static_cast<int>(std::min<std::size_t>(plan.columns.size(), 200));
  if (shown == 0 || !ImGui::BeginTable("columns", shown, kFlags, {0, view.grid(72)})) return false;
  bool changed = false;
  const float width = std::max(view.grid(34), ImGui::GetContentRegionAvail().x / static_cast<float>(shown) - 2 * ImGui::GetStyle().CellPadding.x - view.grid(.5));
  for (int i = 0; i < shown; ++i) ImGui::TableSetupColumn(plan.columns[static_cast<std::size_t>(i)].name.c_str(), ImGuiTableColumnFlags_WidthFixed, width);
  ImGui::TableSetupScrollFreeze(0, reading.as_saved ? 2 : 3);
  ImGui::TableHeadersRow();
  if (!reading.as_saved) {
    ImGui::TableNextRow();
    for (int i = 0; i < shown; ++i) {
      ImGui::TableNextColumn();
      ImGui::PushID(i);
      changed |= draw_meaning(reading.meanings[static_cast<std::size_t>(i)], reading.kind);
      ImGui::PopID();
    }
  }
  ImGui::TableNextRow();
  for (int i = 0; i < shown; ++i) {
    ImGui::TableNextColumn();
    const auto& guess = plan.columns[static_cast<std::size_t>(i)];
    const auto text = app::words(guess.type) + (guess.evidence.empty() ? "" : ": " + guess.evidence);
    ImGui::PushStyleColor(ImGuiCol_Text, guess.is_open ? view.palette.bad : view.palette.muted);
    cell_text(text);
    ImGui::PopStyleColor();
  }
  for (const auto& row : plan.preview) {
    ImGui::TableNextRow();
    for (int i = 0; i < shown && static_cast<std::size_t>(i) < row.size(); ++i) {
      ImGui::TableNextColumn();
      cell_text(row[static_cast<std::size_t>(i)]);
    }
  }
  ImGui::EndTable();
  return changed;
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

  if (pending.plan.size() == 1) muted_text(view, plan.file + (plan.sheet.empty() ? "" : ", sheet " + plan.sheet));
  bool changed = draw_source(view, reading);
  if (!reading.as_saved) changed |= draw_settings(view, reading) | draw_filter(view, reading, plan);
  changed |= draw_columns(view, reading, plan);
  draw_outcome(view, pending, sheet);
  if (!reading.as_saved) {
    ImGui::Checkbox("Keep this mapping for the next file with the same columns, as", &state.save_mappings);
    ImGui::SameLine();
    ImGui::SetNextItemWidth(view.grid(44));
    ImGui::InputText("##name", &reading.name);
    changed |= ImGui::IsItemDeactivatedAfterEdit();
  }
  const bool still_typing = reading != pending.readings[sheet] && !changed; // texts are taken over as they are left
  if (changed || still_typing)
    actions.push_back([sheet, reading, changed](app::Workspace& workspace) {
      if (!workspace.pending_sheets) return;
      if (changed) app::change_reading(workspace, sheet, reading);
      else workspace.pending_sheets->readings[sheet] = reading;
    });
  const bool may = !blocked(pending) && !view.workspace.jobs.busy("plan");
  if (!accept_row(view, state, "Continue", actions, may)) return;
  actions.push_back([keep = state.save_mappings](app::Workspace& workspace) {
    if (!workspace.pending_sheets) return;
    if (keep) keep_mappings(workspace);
    app::import_sheets(workspace);
  });
}

} // namespace cuibono::ui
