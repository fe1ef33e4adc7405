#pragma once
// The left panel: search, and the entities, ties and payments of the case as tables that sort.

#include <string>
#include <vector>

#include "ui/frame.h"

namespace cuibono::ui {

/// Rows in the order of the column headers; made anew when the rows or the order change.
template <class Row>
struct SortedRows {
  std::vector<Row> rows;
  std::uint64_t version = 0; ///< of Derived::tables_version when copied; 0: never
};

struct TablesState {
  std::string query;
  bool focus_search = false;
  SortedRows<app::EntityRow> entities;
  SortedRows<app::TieRow> ties;
  SortedRows<app::PaymentRow> payments;
};

void draw_tables(const FrameView& view, TablesState& state, Actions& actions);

} // namespace cuibono::ui
