#pragma once
// What formats that hold little of a row have in common: they count what they leave out, and bend text to one line.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cuibono::ingest {

/// Counts the cells of a graph's rows that a format does not take. Refers to the columns.
class LeftOut {
 public:
  explicit LeftOut(const std::vector<std::string>& columns) : columns_(columns), counts_(columns.size()) {}

  /// Those that were written are empty by now. A kind unknown, a person not protected and a row that supports lose nothing.
  void note(const std::vector<std::string>& cells);
  /// "Of the ROWS these are left out: kind (12), notes (3)." Empty where nothing is.
  std::string sentence(std::string_view rows) const;

 private:
  const std::vector<std::string>& columns_;
  std::vector<std::size_t> counts_;
};

/// The cell of that column, which is empty afterwards; empty where there is no such column.
std::string take(std::vector<std::string>& cells, const std::vector<std::string>& columns, std::string_view name);

/// The cell taken if it is a number, else it stays.
std::string take_number(std::vector<std::string>& cells, const std::vector<std::string>& columns, std::string_view name);

/// Line ends, and NUL, as blanks; adds how many there were.
std::string on_one_line(std::string_view text, std::size_t& replaced);

/// Adds the sentence unless it is empty.
void add_loss(std::vector<std::string>& losses, std::string sentence);

} // namespace cuibono::ingest
