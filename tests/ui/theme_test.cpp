#include "ui/theme.h"

#include <gtest/gtest.h>

#include "ui/shell.h"

namespace cuibono {
namespace {

TEST(Theme, Text_has_a_contrast_of_at_least_4_5_on_every_ground) {
  for (const auto theme : {app::Theme::Light, app::Theme::Dark}) {
    const ui::Palette& p = ui::palette(theme);
    for (const ImVec4* text : {&p.text, &p.muted, &p.accent, &p.good, &p.warning, &p.bad})
      for (const ImVec4* ground : {&p.panel, &p.raised}) EXPECT_GE(ui::contrast(*text, *ground), 4.5f);
    EXPECT_GE(ui::contrast(p.text, p.selection), 4.5f);
    EXPECT_GE(ui::contrast(p.muted, p.selection), 4.5f);
    EXPECT_GE(ui::contrast(p.on_accent, p.accent), 4.5f);
  }
}

TEST(Theme, The_contrast_of_black_and_white_is_21) {
  EXPECT_NEAR(ui::contrast({0, 0, 0, 1}, {1, 1, 1, 1}), 21, .01);
}

TEST(Shortcuts, Every_shortcut_of_the_table_is_a_key) {
  for (const auto& command : app::all_commands()) {
    if (*command.shortcut) { EXPECT_NE(ui::key_chord(command.shortcut), 0) << command.shortcut; }
  }
  EXPECT_EQ(ui::key_chord("Ctrl+Shift+Z"), ImGuiMod_Ctrl | ImGuiMod_Shift | ImGuiKey_Z);
}

} // namespace
} // namespace cuibono
