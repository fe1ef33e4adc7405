#pragma once
// What every reader of a graph format does with its nodes and edges once it has them: makes ids legal, tells a graph that
// was written from a case from one of another tool, and adds both to the draft. Belongs to one read.

#include <string>
#include <string_view>

#include "ingest/draft.h"

namespace cuibono::ingest {

/// A graph of more nodes or edges times attributes is refused.
inline constexpr std::size_t kMostCellsOfGraph = std::size_t{1} << 28;

/// The column of an attribute of that name.
std::string attribute_named(std::string_view name);

/// Nodes and edges as rows of text, which share their text. Column 0 of both is `id`, columns 1 and 2 of edges are `source`
/// and `target`. Other columns are `name`, `role` and `kind` of nodes and `type` of edges, or attributes under
/// attribute_named, in any order. Names may repeat.
struct GraphTables {
  GraphTables() { edges.text = nodes.text; }
  DraftTable nodes, edges;
};

/// Adds the tables to the draft, as rows of draft.files.back().
/// - An id with white space or invisible characters gives way to a party_id at the node and at its edges; as it came it
///   stays as the name, or as the attribute `original id` where there is another name. A remark counts them.
/// - Of edges that have the id of an earlier one, the id becomes the attribute `original id`, with a remark.
/// - Rows whose attribute `table` is entities, ties or payments were written by GraphOfCase and are rows of that case table,
///   where a word outside a vocabulary is a mistake. All others are of another tool (Words::Foreign).
void add_graph(Draft& draft, GraphTables graph);

} // namespace cuibono::ingest
