#include <algorithm>
#include <fmt/core.h>

#include "base/text.h"
#include "ingest/exports/graph_of_case.h"
#include "ingest/graphs/dot.h"
#include "ingest/graphs/dot_label.h"

namespace cuibono::ingest {
namespace {

// Every cell goes along as an attribute, with each backslash doubled, which reading undoes. `label` is for other programs.
class Writer {
 public:
  explicit Writer(const CaseToWrite& what) : graph_(what) {}

  Written write();

 private:
  void quote(std::string_view text, bool double_backslashes);
  void add_node(std::size_t i);
  void add_edge(std::size_t i);
  void add_attributes(const std::vector<std::string>& columns, const std::vector<std::string>& cells, std::size_t from, std::string_view label);
  bool is_directed() const;

  GraphOfCase graph_;
  std::string out_;
  std::vector<std::string> ids_; ///< of the nodes
  bool is_digraph_ = true;
  std::size_t nul_ = 0;
};

void Writer::quote(std::string_view text, bool double_backslashes) {
  out_ += '"';
  for (const char c : text) {
    if (c == '"') out_ += "\\\"";
    else if (c == '\\' && double_backslashes) out_ += "\\\\";
    else if (c == '\0') out_ += ' ', ++nul_;
    else out_ += c;
  }
  out_ += '"';
}

void Writer::add_attributes(const std::vector<std::string>& columns, const std::vector<std::string>& cells, std::size_t from, std::string_view label) {
  out_ += " [label=";
  quote(dot_label_of(label), false);
  for (std::size_t i = from; i < cells.size(); ++i) {
    if (cells[i].empty()) continue;
    out_ += ", ";
    quote(columns[i] == "key" ? "attribute:key" : columns[i], true); // Graphviz takes edges of one key for one edge
    out_ += '=';
    quote(cells[i], true);
  }
}

void Writer::add_node(std::size_t i) {
  const auto cells = graph_.node(i);
  ids_.push_back(cells[GraphOfCase::kNodeId]);
  out_ += "  ";
  quote(ids_.back(), true);
  add_attributes(graph_.node_columns(), cells, GraphOfCase::kNodeTable, graph_.node_label(i));
  out_ += "];\n";
}

// An undirected tie in a digraph is drawn without an arrow; that it is undirected is among its cells.
void Writer::add_edge(std::size_t i) {
  const auto edge = graph_.edge(i);
  out_ += "  ";
  quote(ids_[edge.source], true);
  out_ += is_digraph_ ? " -> " : " -- ";
  quote(ids_[edge.target], true);
  const auto& columns = graph_.edge_columns();
  add_attributes(columns, edge.cells, GraphOfCase::kEdgeTable, graph_.edge_label(i));
  if (!edge.cells[GraphOfCase::kEdgeId].empty()) {
    out_ += ", id=";
    quote(edge.cells[GraphOfCase::kEdgeId], true);
  }
  const auto dir = static_cast<std::size_t>(std::ranges::find(columns, "dir") - columns.begin());
  if (is_digraph_ && !edge.directed && (dir == columns.size() || edge.cells[dir].empty())) out_ += ", dir=none";
  out_ += "];\n";
}

bool Writer::is_directed() const {
  for (std::size_t i = 0; i < graph_.edges(); ++i)
    if (graph_.edge(i).directed) return true;
  return graph_.edges() == 0;
}

Written Writer::write() {
  is_digraph_ = is_directed();
  out_ = is_digraph_ ? "digraph {\n" : "graph {\n";
  for (std::size_t i = 0; i < graph_.nodes(); ++i) add_node(i);
  for (std::size_t i = 0; i < graph_.edges(); ++i) add_edge(i);
  out_ += "}\n";
  auto losses = graph_.losses();
  if (nul_ > 0) losses.push_back(fmt::format("{} NUL bytes, which text cannot hold, are blanks.", nul_));
  return {std::move(out_), std::move(losses)};
}

} // namespace

base::Result<Written> write_dot(const CaseToWrite& what) { return Writer(what).write(); }

} // namespace cuibono::ingest
