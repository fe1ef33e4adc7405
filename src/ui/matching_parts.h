#pragma once
// What the window Who is who is made of. Inside the ui folder only.

#include "ui/matching_panel.h"

namespace cuibono::ui {

inline constexpr const char* kWhoIsWho = "Who is who"; ///< the window's title

/// Keeps the keyboard with the window when the part that was pressed is about to go.
inline void keep_focus() { ImGui::SetWindowFocus(kWhoIsWho); }

/// A name that leads to its place on the chart, or text where it must not; the detail under it.
void record_line(const FrameView& view, const app::RecordName& record, Actions& actions);

/// Why, for the journal; every decision needs it. Labelled `##reason`.
void draw_reason(std::string& reason);
bool is_reason(const std::string& text);

/// The list on the left and the chosen pair on the right.
void draw_proposals(const FrameView& view, MatchingState& state, const app::WhoIsWho& found, Actions& actions);

/// The chosen pair: both records side by side, what speaks for and against, and the buttons.
void draw_pair(const FrameView& view, MatchingState& state, const app::ProposalRow& pair, Actions& actions);

} // namespace cuibono::ui
