#pragma once
// RFC 4180 over a buffer in memory, and the way back. A reader unescapes cells in place, so that reading allocates
// nothing for a cell. The buffer belongs to the caller and must outlive the cells.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/tables/encoding.h"

namespace cuibono::ingest {

/// A row of more bytes is rejected, so that one lost quote cannot swallow a file unnoticed.
inline constexpr std::size_t kLongestRow = std::size_t{1} << 20;
inline constexpr std::size_t kMostCells = 2000;

/// Of `,` `;` tab `|`, the one that stands most often outside quotes in the first row; a blank where that is `source target ...`.
char find_delimiter(std::string_view text);

class CsvReader {
 public:
  enum class Outcome { Row, Rejected, End };

  /// A row of more than `most_cells` cells is rejected.
  CsvReader(std::span<char> text, char delimiter, char quote = '"', std::size_t most_cells = kMostCells)
      : text_(text), delimiter_(delimiter), quote_(quote), most_cells_(most_cells) {}

  /// Appends the next row's cells to `cells`; where the row is rejected, `cells` is as it was and reason() says why.
  /// Lines without any character are passed over.
  Outcome next(std::vector<std::string_view>& cells);

  /// Line on which the last row began, from 1.
  std::uint64_t line() const { return row_line_; }
  const std::string& reason() const { return reason_; }
  std::size_t position() const { return at_; }

 private:
  bool at_end() const { return at_ == text_.size(); }
  bool at_line_end() const { return text_[at_] == '\n' || text_[at_] == '\r'; }
  void skip_line_end();
  std::string_view plain_cell();
  std::string_view quoted_cell();
  void skip_to_delimiter();
  bool next_cell_follows();

  std::span<char> text_;
  char delimiter_, quote_;
  std::size_t most_cells_;
  std::size_t at_ = 0;
  std::uint64_t line_ = 1;
  std::uint64_t row_line_ = 0;
  std::string reason_;
};

/// Appends the cell, in quotes where its content needs them. Values are never changed.
void append_csv_cell(std::string& out, std::string_view cell);

/// Appends a row, ended by a line feed.
void append_csv_row(std::string& out, const std::vector<std::string>& cells);

} // namespace cuibono::ingest
