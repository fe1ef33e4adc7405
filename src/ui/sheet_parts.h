#pragma once
// What the dialog on the columns of sheets is made of. Inside the ui folder only. Each part changes the reading it is given and
// says whether the plan is to be worked out anew.

#include "app/sheet_fields.h"
#include "ui/dialog_parts.h"

namespace cuibono::ui {

/// Kind, dates, years, zone, amounts, sign.
bool draw_sheet_settings(const FrameView& view, app::SheetReading& reading);

/// Only rows where a column passes a test.
bool draw_row_filter(const FrameView& view, app::SheetReading& reading, const ingest::SheetPlan& plan);

/// Every field of this kind of sheet, by what it belongs to, with the column or text that fills it: columns are dropped here,
/// or picked from a list. Labelled `...###field LABEL`.
bool draw_sheet_fields(const FrameView& view, app::SheetReading& reading, const ingest::SheetPlan& plan, float height);

/// The first rows under their columns, with what each is taken for and why; columns are dragged from here.
bool draw_sheet_preview(const FrameView& view, app::SheetReading& reading, const ingest::SheetPlan& plan, float height);

/// Payloads of drags: a column's place, and a field's meaning.
inline constexpr const char* kColumnPayload = "column", *kFieldPayload = "field";

/// From the last item: drags that column.
void drag_column(const ingest::SheetPlan& plan, std::size_t column);
/// Onto the last item: the column that is dropped, if any.
std::optional<std::size_t> dropped_column();

} // namespace cuibono::ui
