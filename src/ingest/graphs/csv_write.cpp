#include "ingest/graphs/csv_write.h"

#include <algorithm>
#include <fmt/core.h>

#include "ingest/csv.h"
#include "ingest/exports/graph_of_case.h"
#include "ingest/exports/left_out.h"

namespace cuibono::ingest {
namespace {

class Writer {
 public:
  explicit Writer(const CaseToWrite& what) : graph_(what) {}

  Written write();

 private:
  void choose_columns();
  std::string value(std::size_t column, const GraphOfCase::Edge& edge) const;
  void add_losses(std::vector<std::string>& losses);

  GraphOfCase graph_;
  std::size_t type_ = 0;
  std::vector<std::size_t> chosen_; ///< of the graph's columns, those that any row fills, ends and type first
  std::vector<bool> has_edge_;      ///< of each node
  std::string out_;
};

// A payment has no type; `payment` tells it from ties, and its class is a column.
std::string Writer::value(std::size_t column, const GraphOfCase::Edge& edge) const {
  const bool is_payment = edge.cells[GraphOfCase::kEdgeTable] == model::Payment::kTable;
  return column == type_ && is_payment ? "payment" : edge.cells[column];
}

void Writer::choose_columns() {
  const auto& columns = graph_.edge_columns();
  type_ = static_cast<std::size_t>(std::ranges::find(columns, "type") - columns.begin());
  std::vector<bool> filled(columns.size());
  has_edge_.resize(graph_.nodes());
  for (std::size_t i = 0; i < graph_.edges(); ++i) {
    const auto edge = graph_.edge(i);
    has_edge_[edge.source] = has_edge_[edge.target] = true;
    for (std::size_t column = 0; column < columns.size(); ++column) filled[column] = filled[column] || !edge.cells[column].empty();
  }
  chosen_ = {GraphOfCase::kEdgeSource, GraphOfCase::kEdgeTarget, type_};
  for (std::size_t column = 0; column < columns.size(); ++column)
    if (filled[column] && column != GraphOfCase::kEdgeTable && std::ranges::find(chosen_, column) == chosen_.end()) chosen_.push_back(column);
}

void Writer::add_losses(std::vector<std::string>& losses) {
  LeftOut left(graph_.node_columns());
  for (std::size_t i = 0; i < graph_.nodes(); ++i) {
    auto cells = graph_.node(i);
    take(cells, graph_.node_columns(), kTableColumn);
    if (has_edge_[i]) take(cells, graph_.node_columns(), "id");
    left.note(cells);
  }
  const auto alone = std::ranges::count(has_edge_, false);
  if (alone > 0) losses.push_back(fmt::format("{} entities without ties or payments are left out.", alone));
  add_loss(losses, left.sentence("entities"));
}

Written Writer::write() {
  choose_columns();
  std::vector<std::string> row;
  for (const auto column : chosen_) row.push_back(graph_.edge_columns()[column]);
  append_csv_row(out_, row);
  for (std::size_t i = 0; i < graph_.edges(); ++i) {
    const auto edge = graph_.edge(i);
    for (std::size_t k = 0; k < chosen_.size(); ++k) row[k] = value(chosen_[k], edge);
    append_csv_row(out_, row);
  }
  auto losses = graph_.losses();
  add_losses(losses);
  return {std::move(out_), std::move(losses)};
}

} // namespace

base::Result<Written> write_csv(const CaseToWrite& what) { return Writer(what).write(); }

} // namespace cuibono::ingest
