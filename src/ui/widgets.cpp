#include "ui/widgets.h"

#include <algorithm>
#include <fmt/core.h>

#include "app/words.h"
#include "ui/actions.h"

namespace cuibono::ui {
namespace {

ImU32 pixel(const ImVec4& colour) { return ImGui::ColorConvertFloat4ToU32(colour); }

void arrow(ImVec2 middle, float size, bool open, ImU32 colour) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float s = size * .5f;
  if (open) list->AddTriangleFilled({middle.x - s, middle.y - s * .5f}, {middle.x + s, middle.y - s * .5f}, {middle.x, middle.y + s * .7f}, colour);
  else list->AddTriangleFilled({middle.x - s * .5f, middle.y - s}, {middle.x + s * .7f, middle.y}, {middle.x - s * .5f, middle.y + s}, colour);
}

ImVec2 wrapped_size(const std::string& text, float width) {
  return text.empty() ? ImVec2(0, 0) : ImGui::CalcTextSize(text.c_str(), nullptr, false, width);
}

void draw_wrapped(ImVec2 at, const std::string& text, float width, const ImVec4& colour) {
  ImGui::GetWindowDrawList()->AddText(ImGui::GetFont(), ImGui::GetFontSize(), at, pixel(colour), text.c_str(), nullptr, width);
}

// What a pressable row of wrapped text measures.
struct RowShape {
  ImVec2 at;
  float indent = 0, text_width = 0, height = 0, first_height = 0;
};

RowShape shape_row(const FrameView& view, const std::string& text, const std::string& secondary, float indent, float right) {
  RowShape shape;
  shape.at = ImGui::GetCursorScreenPos();
  shape.indent = indent;
  shape.text_width = std::max(view.grid(10), ImGui::GetContentRegionAvail().x - indent - right);
  shape.first_height = wrapped_size(text, shape.text_width).y;
  shape.height = shape.first_height + wrapped_size(secondary, shape.text_width).y + view.grid(1);
  return shape;
}

void draw_row_text(const FrameView& view, const RowShape& shape, const std::string& text, const std::string& secondary, const ImVec4& colour) {
  const float x = shape.at.x + shape.indent, y = shape.at.y + view.grid(.5f);
  draw_wrapped({x, y}, text, shape.text_width, colour);
  if (!secondary.empty()) draw_wrapped({x, y + shape.first_height}, secondary, shape.text_width, view.palette.muted);
}

void full_text_tooltip(const std::string& text, float available) {
  if (ImGui::CalcTextSize(text.c_str()).x > available && ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal))
    ImGui::SetTooltip("%s", text.c_str());
}

} // namespace

void bold_text(const FrameView& view, const std::string& text) {
  ImGui::PushFont(view.fonts.bold, 0);
  ImGui::TextWrapped("%s", text.c_str());
  ImGui::PopFont();
}

void muted_text(const FrameView& view, const std::string& text) { wrapped_text(text, view.palette.muted); }

void wrapped_text(const std::string& text, const ImVec4& colour) {
  ImGui::PushStyleColor(ImGuiCol_Text, colour);
  ImGui::TextWrapped("%s", text.c_str());
  ImGui::PopStyleColor();
}

void cell_text(const std::string& text) {
  const float available = ImGui::GetContentRegionAvail().x;
  ImGui::TextUnformatted(text.c_str());
  full_text_tooltip(text, available);
}

void cell_number(const std::string& text) {
  const float available = ImGui::GetContentRegionAvail().x;
  const float width = ImGui::CalcTextSize(text.c_str()).x;
  if (width < available) ImGui::SetCursorPosX(ImGui::GetCursorPosX() + available - width);
  ImGui::TextUnformatted(text.c_str());
  full_text_tooltip(text, available);
}

void number_lines(const std::string& text) {
  const float room = std::max(1.f, ImGui::GetContentRegionAvail().x), left = ImGui::GetCursorPosX();
  const char* const end = text.data() + text.size();
  ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, 0);
  for (const char* line = text.data(); line < end;) {
    const char* next = ImGui::GetFont()->CalcWordWrapPosition(ImGui::GetFontSize(), line, end, room);
    if (next == line) ++next; // not even one letter fits
    ImGui::SetCursorPosX(left + std::max(0.f, room - ImGui::CalcTextSize(line, next).x));
    ImGui::TextUnformatted(line, next);
    for (line = next; line < end && *line == ' '; ++line) {}
  }
  ImGui::PopStyleVar();
}

void wrapped_headers_row() {
  ImGui::TableNextRow(ImGuiTableRowFlags_Headers);
  for (int n = 0; n < ImGui::TableGetColumnCount(); ++n) {
    if (!ImGui::TableSetColumnIndex(n)) continue;
    const std::string name = ImGui::TableGetColumnName(n);
    if (ImGui::TableGetColumnFlags(n) & ImGuiTableColumnFlags_NoHeaderLabel) number_lines(name);
    else ImGui::TextWrapped("%s", name.c_str());
  }
}

void headers_row() {
  ImGui::TableNextRow(ImGuiTableRowFlags_Headers);
  for (int n = 0; n < ImGui::TableGetColumnCount(); ++n) {
    if (!ImGui::TableSetColumnIndex(n)) continue;
    const std::string name = ImGui::TableGetColumnName(n);
    const ImGuiTableColumnFlags flags = ImGui::TableGetColumnFlags(n);
    const bool number = (flags & ImGuiTableColumnFlags_NoHeaderLabel) != 0;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float arrow_room = flags & ImGuiTableColumnFlags_IsSorted ? ImGui::GetFontSize() : 0;
    const float spare = ImGui::GetContentRegionAvail().x - ImGui::CalcTextSize(name.c_str()).x - arrow_room;
    ImGui::PushID(n);
    ImGui::TableHeader(number ? ("##" + name).c_str() : name.c_str());
    ImGui::PopID();
    if (number) ImGui::GetWindowDrawList()->AddText({at.x + std::max(0.f, spare), at.y}, ImGui::GetColorU32(ImGuiCol_Text), name.c_str());
  }
}

void empty_state(const FrameView& view, const std::string& title, const std::string& hint) {
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const float width = std::min(room.x, view.grid(80));
  const float left = ImGui::GetCursorPosX() + (room.x - width) * .5f;
  ImGui::SetCursorPosY(ImGui::GetCursorPosY() + std::max(view.grid(2), room.y * .5f - view.grid(14)));
  const auto centred = [&](const std::string& text, const ImVec4& colour) {
    const float text_width = wrapped_size(text, width).x;
    ImGui::SetCursorPosX(left + (width - text_width) * .5f);
    ImGui::PushTextWrapPos(left + width);
    ImGui::TextColored(colour, "%s", text.c_str());
    ImGui::PopTextWrapPos();
  };
  ImGui::PushFont(view.fonts.bold, 0);
  centred(title, view.palette.text);
  ImGui::PopFont();
  centred(hint, view.palette.muted);
}

void property(const FrameView& view, const std::string& label, const std::string& value) {
  const float column = ImGui::GetCursorPosX() + view.grid(30);
  ImGui::PushStyleColor(ImGuiCol_Text, view.palette.muted);
  ImGui::TextUnformatted(label.c_str());
  ImGui::PopStyleColor();
  ImGui::SameLine(column);
  ImGui::TextWrapped("%s", value.c_str());
}

bool text_row(const FrameView& view, const std::string& text, const std::string& secondary, bool selected) {
  const auto shape = shape_row(view, text, secondary, view.grid(1), view.grid(1));
  const bool pressed = ImGui::Selectable(("##" + text).c_str(), selected, 0, {0, shape.height});
  draw_row_text(view, shape, text, secondary, view.palette.text);
  return pressed;
}

bool link_row(const FrameView& view, const std::string& text, const std::string& secondary) {
  const auto shape = shape_row(view, text, secondary, 0, view.grid(1));
  const bool pressed = ImGui::Selectable(("##" + text).c_str(), false, 0, {0, shape.height});
  if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  draw_row_text(view, shape, text, secondary, view.palette.accent);
  return pressed;
}

Disclosure disclosure(const FrameView& view, const std::string& text, const std::string& trailing, const std::string& secondary,
                      bool open_at_first) {
  const float trailing_width = trailing.empty() ? 0 : ImGui::CalcTextSize(trailing.c_str()).x + view.grid(3);
  const auto shape = shape_row(view, text, secondary, view.grid(4), trailing_width + view.grid(1));
  const std::string label = "##" + text;
  bool* open = ImGui::GetStateStorage()->GetBoolRef(ImGui::GetID((label + "open").c_str()), open_at_first);
  Disclosure result;
  result.pressed = ImGui::Selectable(label.c_str(), false, 0, {0, shape.height});
  if (result.pressed) *open = !*open;
  result.open = *open;
  arrow({shape.at.x + view.grid(2), shape.at.y + view.grid(.5f) + ImGui::GetFontSize() * .55f}, view.grid(2), *open,
        pixel(view.palette.muted));
  draw_row_text(view, shape, text, secondary, view.palette.text);
  if (!trailing.empty())
    draw_wrapped({shape.at.x + shape.indent + shape.text_width + view.grid(3), shape.at.y + view.grid(.5f)}, trailing, 0, view.palette.text);
  return result;
}

void bar(float width, double part, const ImVec4& colour, const ImVec4& ground) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float line = ImGui::GetTextLineHeight(), top = at.y + line * .2f, bottom = at.y + line * .8f;
  const auto filled = static_cast<float>(std::clamp(part, 0.0, 1.0)) * width;
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled({at.x, top}, {at.x + width, bottom}, pixel(ground), 2);
  if (filled > 0) list->AddRectFilled({at.x, top}, {at.x + std::max(filled, 1.f), bottom}, pixel(colour), 2);
  ImGui::Dummy({width, line});
}

void splitter(const FrameView& view, const char* id, Axis axis, float& size, float direction, float least, float most) {
  const float thickness = view.grid(1.5f);
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const bool vertical = axis == Axis::Vertical;
  ImGui::InvisibleButton(id, vertical ? ImVec2(thickness, room.y) : ImVec2(room.x, thickness));
  if (ImGui::IsItemHovered() || ImGui::IsItemActive())
    ImGui::SetMouseCursor(vertical ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
  if (ImGui::IsItemActive()) {
    const ImVec2 moved = ImGui::GetIO().MouseDelta;
    size += direction * (vertical ? moved.x : moved.y);
  }
  size = std::clamp(size, least, std::max(least, most));
}

void draw_exhibit_line(const FrameView& view, const app::ExhibitLine& line, Actions& actions) {
  std::string text = line.key;
  if (!line.title.empty()) text += "  " + line.title;
  if (!line.locator.empty()) text += ", " + line.locator;
  std::string secondary = "Grade " + line.grade;
  if (!line.lineage.empty()) secondary += fmt::format(", source {}{}", line.lineage, line.repeats_lineage ? " (repeat, does not corroborate)" : "");
  if (!line.declared) secondary += "; not described yet, supports nothing";
  else secondary += line.supports ? "; supports" : "; " + app::words(line.polarity);
  const float indent = view.grid(4);
  ImGui::Indent(indent);
  ImGui::PushID(static_cast<int>(line.id.value));
  if (text_row(view, text, secondary, false)) select_exhibit(actions, line.id);
  ImGui::PopID();
  ImGui::Unindent(indent);
}

void draw_fact(const FrameView& view, const app::Fact& fact, Actions& actions, bool open_at_first) {
  const std::string support = fact.supported ? "" : fact.exhibits.empty() ? "no exhibit" : "unsupported";
  const auto row = disclosure(view, fact.title, support, fact.detail, open_at_first);
  if (row.open) {
    if (fact.exhibits.empty()) {
      ImGui::Indent(view.grid(5));
      muted_text(view, "No exhibit is cited: this weighs nothing until one is.");
      ImGui::Unindent(view.grid(5));
    }
    int place = 0;
    for (const auto& line : fact.exhibits) {
      ImGui::PushID(place++);
      draw_exhibit_line(view, line, actions);
      ImGui::PopID();
    }
  }
}

} // namespace cuibono::ui
