#pragma once
// Colours, spacing and fonts: one palette a theme, one grid for all panels. Text on its ground has a contrast of at
// least 4.5:1 in both themes (tests/ui/theme holds that).

#include <imgui.h>

#include "app/settings.h"

namespace cuibono::ui {

struct Palette {
  ImVec4 ground;    ///< behind the panels
  ImVec4 panel;     ///< of a panel
  ImVec4 raised;    ///< fields, headers of tables
  ImVec4 line;      ///< borders
  ImVec4 text;
  ImVec4 muted;     ///< secondary text
  ImVec4 accent;    ///< what can be pressed, what is selected
  ImVec4 on_accent; ///< text on it
  ImVec4 selection; ///< ground of a selected row
  ImVec4 good, warning, bad;                        ///< text colours
  ImVec4 attributed, unattributed, movement, lawful; ///< parts of the value
};

const Palette& palette(app::Theme theme);

struct Fonts {
  ImFont* regular = nullptr;
  ImFont* bold = nullptr;
};

/// Noto Sans with the scripts of the region merged in, as fontconfig finds them; Dear ImGui's own where none is found.
/// Main thread, once a context.
Fonts load_fonts();

/// Sets colours, sizes and spacing of the current context for that scale (1 = 100 %).
void apply_theme(app::Theme theme, float scale);

/// WCAG 2.1 contrast of two opaque colours, 1 to 21.
float contrast(const ImVec4& a, const ImVec4& b);

} // namespace cuibono::ui
