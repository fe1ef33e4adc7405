#pragma once
// What surrounds the panels: welcome screen, menu, shortcuts, status line, messages. Inside the ui folder only.

#include "ui/ui.h"

namespace cuibono::ui {

void draw_welcome(const FrameView& view, Actions& actions);
void draw_menu_bar(const FrameView& view, Actions& actions);

/// Runs the commands whose keys were pressed this frame; keys without Ctrl only while nothing is typed into.
void run_shortcuts(const FrameView& view, UiState& state, Actions& actions);

/// The key chord of "Ctrl+Shift+Z"; 0 where there is none.
ImGuiKeyChord key_chord(const char* shortcut);

float status_bar_height(const FrameView& view);
/// `hidden_labels`: of entities in view of the chart for which there was no room.
void draw_status_bar(const FrameView& view, float height, std::size_t hidden_labels, Actions& actions);

/// Messages in the lower right corner; a press takes one away.
void draw_toasts(const FrameView& view, Actions& actions);

} // namespace cuibono::ui
