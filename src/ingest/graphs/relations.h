#pragma once
// The edges of a case sorted into relations, for formats of social network analysis that know a line's relation and its value
// and little else. Refers to the graph.

#include <string>
#include <string_view>
#include <vector>

#include "ingest/exports/graph_of_case.h"

namespace cuibono::ingest {

/// A relation is the type of its ties, or `payment` and the class of payments.
class Relations {
 public:
  struct Section {
    std::size_t relation = 0; ///< place in names()
    bool is_directed = true;
    std::vector<std::size_t> edges; ///< in the order of the case
  };

  explicit Relations(const GraphOfCase& graph);

  const std::vector<std::string>& names() const { return names_; }
  /// Edges of one relation and direction, in the order in which these first occur.
  const std::vector<Section>& sections() const { return sections_; }
  /// False where every edge is a tie without a type of its own.
  bool are_told_apart() const { return names_.size() > 1 || (names_.size() == 1 && names_[0] != "associate"); }

 private:
  std::vector<std::string> names_;
  std::vector<Section> sections_;
};

/// What a line of an edge is worth: the attribute `weight` of a tie if it is a number, the amount of a payment. Taken out of the
/// cells.
std::string take_value(const GraphOfCase& graph, std::vector<std::string>& cells);

/// Takes out of the cells what the line itself and its relation say: ends, table, type or class, and direction.
void clear_ends_and_type(const GraphOfCase& graph, std::vector<std::string>& cells);

/// How many nodes stand before the second mode, where the attribute `mode` of every node is 1 up to there and 2 from there on,
/// and both modes have nodes; else 0.
std::size_t size_of_first_mode(const GraphOfCase& graph);

} // namespace cuibono::ingest
