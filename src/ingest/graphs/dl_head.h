#pragma once
// The head of a UCINET DL file: what its data are and how they are laid out.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace cuibono::ingest {

struct DlToken {
  std::string_view text; ///< without quotes
  std::uint64_t line = 1;
};

/// Cuts DL text into tokens, between blanks, line ends, commas and equals signs, or inside double quotes.
class DlTokens {
 public:
  explicit DlTokens(std::string_view text) : text_(text) {}

  /// A token of the head, where a colon ends a word and is taken with it.
  std::optional<DlToken> next_of_head();
  std::optional<DlToken> next_value() { return next(" \t\r\n\f\v,="); }
  /// The tokens of the next line that has any; empty at the end.
  std::vector<DlToken> next_line();
  std::uint64_t line() const { return line_; }

 private:
  std::optional<DlToken> next(std::string_view separators);
  void skip(std::string_view separators);

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint64_t line_ = 1;
};

enum class DlLayout { FullMatrix, UpperHalf, LowerHalf, NodeList, CountedNodeList, EdgeList };

struct DlHead {
  std::uint64_t rows = 0, columns = 0; ///< columns 0: one mode, the nodes are both
  std::uint64_t matrices = 1;
  DlLayout layout = DlLayout::FullMatrix;
  bool has_diagonal = true, rows_embedded = false, columns_embedded = false;
  std::vector<DlToken> row_labels, column_labels, matrix_labels;

  bool is_two_mode() const { return columns > 0; }
};

/// Reads up to and with `data:`. The error's `where` is the line alone. `most` bounds the numbers of nodes and matrices.
base::Result<DlHead> read_dl_head(DlTokens& tokens, std::uint64_t most);

} // namespace cuibono::ingest
