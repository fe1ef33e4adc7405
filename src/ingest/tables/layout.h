#pragma once
// Where the table lies in rows of cells that may have other lines around it: above its header account data, and no header at
// all in some call records.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cuibono::ingest {

using CellRows = std::vector<std::vector<std::string_view>>;

struct TableLayout {
  std::size_t width = 0;  ///< cells of a row
  std::size_t header = 0; ///< index of the header's row among those given; of the first row where there is no header
  bool headerless = false;
};

/// The first rows of a table. The width is that of most rows; the header is the first row that fills it, or that fills most of
/// it with words above a row of values. Headerless: that row holds dates or numbers where the next one does.
TableLayout find_table(const CellRows& rows);

struct TextLayout {
  char delimiter = ',';
  char quote = '"';
  TableLayout table;
};

/// Of `,` `;` tab `|` blank and `:`, the delimiter that cuts most of the first rows into the same number of cells, more than one;
/// blank and `:` only where no other cuts. The quote is ' where no " stands and cells are enclosed in it.
TextLayout find_layout(std::string_view head);

} // namespace cuibono::ingest
