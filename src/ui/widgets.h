#pragma once
// The few building blocks that all panels share, so that they look and behave alike.

#include <string>

#include "app/inspector.h"
#include "ui/frame.h"

namespace cuibono::ui {

void bold_text(const FrameView& view, const std::string& text);
void muted_text(const FrameView& view, const std::string& text);
void wrapped_text(const std::string& text, const ImVec4& colour);

/// Text of a table cell: cut where the column ends, whole in a tooltip.
void cell_text(const std::string& text);
/// The same, against the right edge: for numbers.
void cell_number(const std::string& text);

/// A number at the right edge of its cell; one with words after it goes on over as many lines as it needs.
void number_lines(const std::string& text);

/// Titles over as many lines as they need, for tables that nobody sorts; a column without a header label is of numbers.
void wrapped_headers_row();

/// The header row of a table whose columns with the NoHeaderLabel flag hold numbers: their titles stand at the right.
void headers_row();

/// In the middle of what is left of the window: what is missing, and what to do about it.
void empty_state(const FrameView& view, const std::string& title, const std::string& hint);

/// "Label   value" with the values in one column.
void property(const FrameView& view, const std::string& label, const std::string& value);

/// A row whose text wraps; true when pressed. Its label for tests is the text.
bool text_row(const FrameView& view, const std::string& text, const std::string& secondary, bool selected);

/// The same with the text as a link, for places to go to.
bool link_row(const FrameView& view, const std::string& text, const std::string& secondary);

/// A row that opens and closes; text wraps, `trailing` stands at the right. Returns whether it is open.
struct Disclosure {
  bool open = false;
  bool pressed = false;
};
Disclosure disclosure(const FrameView& view, const std::string& text, const std::string& trailing,
                      const std::string& secondary = {}, bool open_at_first = false);

/// A filled bar in the current cell, `part` of the width given.
void bar(float width, double part, const ImVec4& colour, const ImVec4& ground);

enum class Axis { Horizontal, Vertical };

/// A border that can be dragged: changes `size` (pixels) and keeps it in [least, most].
void splitter(const FrameView& view, const char* id, Axis axis, float& size, float direction, float least, float most);

/// One exhibit behind a fact; pressing it selects the exhibit.
void draw_exhibit_line(const FrameView& view, const app::ExhibitLine& line, Actions& actions);

/// A fact that opens to its exhibits; pressing it selects the tie or payment.
void draw_fact(const FrameView& view, const app::Fact& fact, Actions& actions, bool open_at_first = false);

} // namespace cuibono::ui
