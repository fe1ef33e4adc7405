#include "ingest/graphs/relations.h"

#include <algorithm>
#include <map>

#include "ingest/exports/left_out.h"

namespace cuibono::ingest {
namespace {

std::string cell(const std::vector<std::string>& cells, const std::vector<std::string>& columns, std::string_view name) {
  const auto column = static_cast<std::size_t>(std::ranges::find(columns, name) - columns.begin());
  return column < cells.size() ? cells[column] : std::string();
}

// The word of another tool where a tie has one and no type of the vocabulary.
std::string relation_of(const GraphOfCase& graph, std::size_t i, const GraphOfCase::Edge& edge) {
  if (edge.cells[GraphOfCase::kEdgeTable] == model::Payment::kTable) return "payment " + graph.edge_label(i);
  auto foreign = cell(edge.cells, graph.edge_columns(), "attribute:type");
  return foreign.empty() ? graph.edge_label(i) : foreign;
}

} // namespace

Relations::Relations(const GraphOfCase& graph) {
  std::map<std::string, std::size_t> numbers;
  std::map<std::pair<std::size_t, bool>, std::size_t> places;
  for (std::size_t i = 0; i < graph.edges(); ++i) {
    const auto edge = graph.edge(i);
    const auto [number, is_new] = numbers.try_emplace(relation_of(graph, i, edge), names_.size());
    if (is_new) names_.push_back(number->first);
    const auto [place, is_first] = places.try_emplace({number->second, edge.directed}, sections_.size());
    if (is_first) sections_.push_back({number->second, edge.directed, {}});
    sections_[place->second].edges.push_back(i);
  }
}

std::string take_value(const GraphOfCase& graph, std::vector<std::string>& cells) {
  const bool is_payment = cells[GraphOfCase::kEdgeTable] == model::Payment::kTable;
  return take_number(cells, graph.edge_columns(), is_payment ? "amount" : "weight");
}

void clear_ends_and_type(const GraphOfCase& graph, std::vector<std::string>& cells) {
  for (const auto* name : {"source", "target", "table", "type", "attribute:type", "class", "directed"}) take(cells, graph.edge_columns(), name);
}

std::size_t size_of_first_mode(const GraphOfCase& graph) {
  std::size_t first = 0;
  for (std::size_t i = 0; i < graph.nodes(); ++i) {
    const auto mode = cell(graph.node(i), graph.node_columns(), "mode");
    if (mode == "1" && first == i) ++first;
    else if (mode != "2") return 0;
  }
  return first < graph.nodes() ? first : 0;
}

} // namespace cuibono::ingest
