#pragma once
// A case as one graph, for formats that know nodes and edges: every entity is a node, every tie and every payment an edge.
// All writers of graph formats stand on this one projection, so that what leaves the case, and under which name, is decided
// once. Refers to the case; any thread.
//
// Columns carry the names of the case tables, and the column `table` says of each row from which one it comes (entities,
// ties, payments): a file that keeps the columns is read back to the same rows, whichever format it is in.

#include <string>
#include <unordered_map>
#include <vector>

#include "ingest/exports/shown_rows.h"
#include "ingest/formats.h"

namespace cuibono::ingest {

/// The column that says from which case table a node or edge comes.
inline constexpr std::string_view kTableColumn = "table";
/// Columns of nodes that hold what roles.csv says beside the role: `role_from`, `role_exhibits`, ... Each has one part for
/// each role in the column `role`, in the same order, as join_parts writes them; or is empty.
inline constexpr std::string_view kRoleColumnPrefix = "role_";

class GraphOfCase {
 public:
  /// Places of the columns that every node, or edge, has.
  enum NodeColumn : std::size_t { kNodeId, kNodeTable };
  enum EdgeColumn : std::size_t { kEdgeId, kEdgeSource, kEdgeTarget, kEdgeTable };

  struct Edge {
    std::size_t source = 0, target = 0;  ///< numbers of nodes, from 0
    bool directed = true;                ///< false: a tie with the attribute directed=false, which is among the cells as well
    std::vector<std::string> cells;      ///< in the order of edge_columns()
  };

  /// `what` must outlive the graph.
  explicit GraphOfCase(const CaseToWrite& what);

  /// `id`, `table`, then the columns of entities.csv, `role`, `role_*`, and attributes. No name repeats, letter case ignored.
  const std::vector<std::string>& node_columns() const { return node_columns_; }
  /// `id`, `source`, `target`, `table`, then the columns of ties.csv and payments.csv (payer is source, payee is target),
  /// and attributes. No name repeats, letter case ignored. `id` may be empty, for ties and payments need none.
  const std::vector<std::string>& edge_columns() const { return edge_columns_; }

  std::size_t nodes() const { return what_.snapshot.entities().size(); }
  std::size_t edges() const { return what_.snapshot.ties().size() + what_.snapshot.payments().size(); }

  /// Text in the order of node_columns(), made on each call; empty: nothing to say.
  std::vector<std::string> node(std::size_t i) const;
  /// Ties first, then payments, in their order in the case. Made on each call.
  Edge edge(std::size_t i) const;

  /// For each column, whether it holds numbers only: columns of amounts, shares and the like, and attributes whose every
  /// text is the shortest decimal of its number, so that a program which reads it as a number loses nothing.
  std::vector<bool> node_numbers() const;
  std::vector<bool> edge_numbers() const;

  /// What a node may be called where the format has one label: the name as it may be shown, else the id.
  std::string node_label(std::size_t i) const;
  /// The type of a tie, or the class of a payment.
  std::string edge_label(std::size_t i) const;

  /// What of the case is not in the graph, in whole sentences with counts: the beginning of Written::losses.
  std::vector<std::string> losses() const;

 private:
  using Places = std::vector<std::size_t>; ///< for each column of a table, its column in the graph

  void add_node_columns();
  template <class Row> Places add_edge_columns(const ShownRows<Row>& rows);
  template <class Row> Edge edge_of(const ShownRows<Row>& rows, const Places& places, const Row& row) const;
  void put_roles(model::EntityId entity, std::vector<std::string>& cells) const;
  std::vector<std::string> role_cells(const model::RoleFact& role) const;

  const CaseToWrite& what_;
  ShownRows<model::Entity> entities_;
  ShownRows<model::RoleFact> roles_;
  ShownRows<model::Tie> ties_;
  ShownRows<model::Payment> payments_;
  std::vector<std::string> node_columns_, edge_columns_;
  std::size_t first_role_column_ = 0;
  Places of_tie_, of_payment_;
  std::unordered_map<std::uint32_t, std::vector<const model::RoleFact*>> roles_of_; ///< by entity, in the case's order
};

} // namespace cuibono::ingest
