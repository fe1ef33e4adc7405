#include "ui/theme.h"

#include <algorithm>
#include <cmath>

namespace cuibono::ui {
namespace {

constexpr ImVec4 colour(unsigned rgb, float alpha = 1) {
  return {static_cast<float>((rgb >> 16) & 255u) / 255.f, static_cast<float>((rgb >> 8) & 255u) / 255.f,
          static_cast<float>(rgb & 255u) / 255.f, alpha};
}

constexpr Palette kLight{
    .ground = colour(0xE9ECF1), .panel = colour(0xFFFFFF), .raised = colour(0xF3F5F8), .line = colour(0xD3D9E2),
    .text = colour(0x18212D), .muted = colour(0x536072), .accent = colour(0x1B5E9E), .on_accent = colour(0xFFFFFF),
    .selection = colour(0xD6E6F7), .good = colour(0x1E6E3C), .warning = colour(0x8A5300), .bad = colour(0xB3261E),
    .attributed = colour(0xB4342B), .unattributed = colour(0x8B95A3), .movement = colour(0x2F6FB0), .lawful = colour(0x5E9C76)};

constexpr Palette kDark{
    .ground = colour(0x0E1218), .panel = colour(0x171C24), .raised = colour(0x212833), .line = colour(0x333C4A),
    .text = colour(0xE8ECF2), .muted = colour(0xA6B1C0), .accent = colour(0x7DB4F0), .on_accent = colour(0x0C1520),
    .selection = colour(0x26415F), .good = colour(0x7CCB97), .warning = colour(0xE9B45E), .bad = colour(0xF58D84),
    .attributed = colour(0xD9584D), .unattributed = colour(0x78838F), .movement = colour(0x4E8FD0), .lawful = colour(0x5FA37A)};

ImVec4 mixed(const ImVec4& a, const ImVec4& b, float part) {
  return {a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part, a.z + (b.z - a.z) * part, 1};
}

void set_ground_colours(ImVec4* c, const Palette& p) {
  c[ImGuiCol_Text] = p.text;
  c[ImGuiCol_TextDisabled] = p.muted;
  c[ImGuiCol_TextLink] = p.accent;
  c[ImGuiCol_WindowBg] = p.panel;
  c[ImGuiCol_ChildBg] = p.panel;
  c[ImGuiCol_PopupBg] = p.panel;
  c[ImGuiCol_MenuBarBg] = p.raised;
  c[ImGuiCol_Border] = p.line;
  c[ImGuiCol_BorderShadow] = ImVec4(0, 0, 0, 0);
  c[ImGuiCol_FrameBg] = p.raised;
  c[ImGuiCol_FrameBgHovered] = mixed(p.raised, p.accent, .10f);
  c[ImGuiCol_FrameBgActive] = mixed(p.raised, p.accent, .18f);
  c[ImGuiCol_TitleBg] = c[ImGuiCol_TitleBgActive] = c[ImGuiCol_TitleBgCollapsed] = p.raised;
  c[ImGuiCol_ScrollbarBg] = p.panel;
  c[ImGuiCol_ScrollbarGrab] = mixed(p.line, p.muted, .25f);
  c[ImGuiCol_ScrollbarGrabHovered] = mixed(p.line, p.muted, .55f);
  c[ImGuiCol_ScrollbarGrabActive] = p.muted;
  c[ImGuiCol_ModalWindowDimBg] = ImVec4(0, 0, 0, .35f);
  c[ImGuiCol_TextSelectedBg] = p.selection;
}

void set_control_colours(ImVec4* c, const Palette& p) {
  c[ImGuiCol_CheckMark] = c[ImGuiCol_SliderGrab] = c[ImGuiCol_SliderGrabActive] = p.accent;
  c[ImGuiCol_Button] = mixed(p.raised, p.line, .5f);
  c[ImGuiCol_ButtonHovered] = mixed(p.raised, p.accent, .18f);
  c[ImGuiCol_ButtonActive] = mixed(p.raised, p.accent, .30f);
  c[ImGuiCol_Header] = p.selection;
  c[ImGuiCol_HeaderHovered] = mixed(p.panel, p.accent, .12f);
  c[ImGuiCol_HeaderActive] = mixed(p.panel, p.accent, .22f);
  c[ImGuiCol_Separator] = p.line;
  c[ImGuiCol_SeparatorHovered] = c[ImGuiCol_SeparatorActive] = p.accent;
  c[ImGuiCol_ResizeGrip] = p.line;
  c[ImGuiCol_ResizeGripHovered] = c[ImGuiCol_ResizeGripActive] = p.accent;
  c[ImGuiCol_Tab] = p.panel;
  c[ImGuiCol_TabHovered] = mixed(p.panel, p.accent, .12f);
  c[ImGuiCol_TabSelected] = c[ImGuiCol_TabDimmedSelected] = p.raised;
  c[ImGuiCol_TabDimmed] = p.panel;
  c[ImGuiCol_TabSelectedOverline] = c[ImGuiCol_TabDimmedSelectedOverline] = p.accent;
  c[ImGuiCol_PlotHistogram] = c[ImGuiCol_PlotHistogramHovered] = p.accent;
  c[ImGuiCol_NavCursor] = p.accent;
  c[ImGuiCol_TableHeaderBg] = p.raised;
  c[ImGuiCol_TableBorderStrong] = p.line;
  c[ImGuiCol_TableBorderLight] = mixed(p.panel, p.line, .6f);
  c[ImGuiCol_TableRowBg] = ImVec4(0, 0, 0, 0);
  c[ImGuiCol_TableRowBgAlt] = mixed(p.panel, p.raised, .6f);
}

float luminance(const ImVec4& c) {
  const auto linear = [](float v) { return v <= .04045f ? v / 12.92f : std::pow((v + .055f) / 1.055f, 2.4f); };
  return .2126f * linear(c.x) + .7152f * linear(c.y) + .0722f * linear(c.z);
}

} // namespace

const Palette& palette(app::Theme theme) { return theme == app::Theme::Dark ? kDark : kLight; }

void apply_theme(app::Theme theme, float scale) {
  ImGuiStyle style;
  style.WindowPadding = {12, 12};
  style.FramePadding = {8, 4};
  style.ItemSpacing = {8, 6};
  style.ItemInnerSpacing = {6, 4};
  style.CellPadding = {8, 3};
  style.IndentSpacing = 16;
  style.ScrollbarSize = 12;
  style.GrabMinSize = 12;
  style.WindowBorderSize = style.ChildBorderSize = style.PopupBorderSize = 1;
  style.FrameBorderSize = 1;
  style.TabBorderSize = 0;
  style.TabBarOverlineSize = 2;
  style.WindowRounding = style.PopupRounding = 6;
  style.ChildRounding = style.FrameRounding = style.GrabRounding = style.TabRounding = 4;
  style.WindowTitleAlign = {0, .5f};
  style.SeparatorTextBorderSize = 1;
  style.DisabledAlpha = .55f;
  style.HoverDelayNormal = .4f;
  const Palette& p = palette(theme);
  set_ground_colours(style.Colors, p);
  set_control_colours(style.Colors, p);
  style.ScaleAllSizes(scale);
  style.FontSizeBase = 15;
  style.FontScaleMain = scale;
  ImGui::GetStyle() = style;
}

float contrast(const ImVec4& a, const ImVec4& b) {
  const float la = luminance(a), lb = luminance(b);
  return (std::max(la, lb) + .05f) / (std::min(la, lb) + .05f);
}

} // namespace cuibono::ui
