#pragma once
// Rows whose columns come as the records give them, as a DraftTable at the end.

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.h"
#include "ingest/draft.h"

namespace cuibono::ingest {

class RowTable {
 public:
  /// Rows of the last file of the draft. `sheet`: DraftTable::read_sheet, for records that make several rows or none.
  RowTable(const Draft& draft, std::string_view table, std::size_t sheet = kNoSheet, Standing standing = Standing::Facts);

  void start_row(std::uint64_t number);
  /// Of the row last started; an empty text says nothing, a second one replaces the first.
  void set(std::string_view column, std::string cell);
  /// The attribute of that name, whatever fields the table has.
  void set_attribute(std::string_view name, std::string cell) {
    set(std::string(kAttributePrefix) + std::string(name), std::move(cell));
  }

  std::size_t rows() const { return table_.rows(); }

  /// The whole table. Fails where so few of so many columns are filled that it would fill memory; `where` is the file's name
  /// for that error.
  base::Result<DraftTable> table(const std::string& where);
  /// The same, added to the draft where it has rows.
  base::Result<void> finish(Draft& draft, const std::string& where);

 private:
  struct Cell {
    std::size_t row, column;
    std::string_view text;
  };

  DraftTable table_;
  std::unordered_map<std::string, std::size_t> column_of_;
  std::vector<Cell> cells_;
};

/// The text as an id: itself where it can be one, else `record-` and twelve digits of its SHA-256;
/// nothing for nothing.
std::string as_id(std::string_view text);

} // namespace cuibono::ingest
