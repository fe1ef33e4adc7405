#pragma once
// Rows of which each says what it likes, as graph formats have them: columns come up as they are met, and the table is made
// at the end. Belongs to one read; cells are views of text that the table keeps.

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.h"
#include "ingest/draft.h"

namespace cuibono::ingest {

class RowsUnderWay {
 public:
  /// `first` are the columns that the table has even if no row says anything there.
  explicit RowsUnderWay(std::vector<std::string> first);

  /// Starts a row of that number; what is put from now on is its own.
  void begin(std::uint64_t number);
  /// Takes back the row that was begun.
  void drop();

  /// The place of the column, new or not. Columns beyond kMostCells are one, and table() fails.
  std::size_t column(std::string_view name);
  std::size_t attribute(std::string_view name);

  /// Puts a cell of the row that was begun. An empty cell says nothing; of two in one column the later follows after `;`.
  void put(std::size_t column, std::string_view cell);
  /// Puts a cell of an earlier row, which has none there.
  void put_at(std::size_t row, std::size_t column, std::string_view cell);
  /// What the row has in the column, or empty.
  std::string_view has(std::size_t column) const;
  /// Takes a cell out of the row.
  void clear(std::size_t column);

  /// Makes the text last as long as the table.
  std::string_view keep(std::string text) { return table_.keep(std::move(text)); }
  std::size_t rows() const { return table_.rows(); }

  /// Fails where columns and rows together are more than memory should hold.
  base::Result<DraftTable> table(std::string_view file_name) &&;
  DraftTable& under_way() { return table_; } ///< for its `text` and `source`

 private:
  struct Cell {
    std::size_t row = 0, column = 0;
    std::string_view text;
    std::string* joined = nullptr; ///< where the text is of several cells
  };

  DraftTable table_;
  std::unordered_map<std::string, std::size_t> column_of_;
  std::vector<Cell> cells_;
  std::size_t first_cell_ = 0; ///< of the row that was begun
};

/// Nodes with the column `id`, edges with `id`, `source`, `target`, and one text for both: what add_graph takes.
struct GraphUnderWay {
  GraphUnderWay() { edges.under_way().text = nodes.under_way().text; }
  RowsUnderWay nodes{{"id"}}, edges{{"id", "source", "target"}};
};

/// Whether a format declares every node, so that an edge to another is a mistake; else such a node is added as unknown.
enum class Nodes { Declared, Open };

/// What the format calls the label is the name of the node under way, unless it is its id; where it has another name, the
/// attribute `label`.
void put_label(RowsUnderWay& nodes, std::string_view label);

/// add_graph of graph_tables.h. Rejects edges to nodes that are not declared where they have to be. Fails as RowsUnderWay::table.
base::Result<void> add_graph(Draft& draft, GraphUnderWay graph, Nodes nodes);

} // namespace cuibono::ingest
