#include "ingest/graphs/rows_under_way.h"

#include <algorithm>
#include <fmt/core.h>
#include <unordered_set>

#include "ingest/cell.h"
#include "ingest/csv.h"
#include "ingest/graphs/graph_tables.h"

namespace cuibono::ingest {

RowsUnderWay::RowsUnderWay(std::vector<std::string> first) {
  for (auto& name : first) column(name);
}

void RowsUnderWay::begin(std::uint64_t number) {
  table_.row_numbers.push_back(number);
  first_cell_ = cells_.size();
}

void RowsUnderWay::drop() {
  table_.row_numbers.pop_back();
  cells_.resize(first_cell_, Cell{});
}

std::size_t RowsUnderWay::column(std::string_view name) {
  if (table_.columns.size() > kMostCells && !column_of_.contains(std::string(name))) return kMostCells;
  const auto [found, is_new] = column_of_.try_emplace(std::string(name), table_.columns.size());
  if (is_new) table_.columns.emplace_back(name);
  return found->second;
}

std::size_t RowsUnderWay::attribute(std::string_view name) { return column(attribute_named(name)); }

void RowsUnderWay::put(std::size_t column, std::string_view cell) {
  if (cell.empty()) return;
  const auto own = std::find_if(cells_.begin() + static_cast<std::ptrdiff_t>(first_cell_), cells_.end(), [&](const Cell& other) { return other.column == column; });
  if (own == cells_.end()) return cells_.push_back({rows() - 1, column, cell, nullptr});
  if (!own->joined) own->joined = &table_.text->emplace_back(own->text);
  own->joined->append(";").append(cell);
  own->text = *own->joined;
}

void RowsUnderWay::put_at(std::size_t row, std::size_t column, std::string_view cell) { cells_.push_back({row, column, cell, nullptr}); }

std::string_view RowsUnderWay::has(std::size_t column) const {
  for (auto i = first_cell_; i < cells_.size(); ++i)
    if (cells_[i].column == column) return cells_[i].text;
  return {};
}

void RowsUnderWay::clear(std::size_t column) {
  const auto first = cells_.begin() + static_cast<std::ptrdiff_t>(first_cell_);
  cells_.erase(std::remove_if(first, cells_.end(), [&](const Cell& cell) { return cell.column == column; }), cells_.end());
}

base::Result<DraftTable> RowsUnderWay::table(std::string_view file_name) && {
  const auto width = table_.columns.size();
  if (width > kMostCells || rows() * width > kMostCellsOfGraph)
    return base::fail(base::ErrorKind::Input, "the graph has too many attributes for its size", std::string(file_name), "take some out or split it");
  table_.cells.resize(rows() * width);
  for (const auto& cell : cells_) table_.cells[cell.row * width + cell.column] = cell.text;
  return std::move(table_);
}

void put_label(RowsUnderWay& nodes, std::string_view label) {
  const auto name = nodes.column("name");
  if (label == nodes.has(0)) return;
  if (nodes.has(name).empty()) nodes.put(name, label);
  else if (label != nodes.has(name)) nodes.put(nodes.attribute("label"), label);
}

namespace {

// Takes out the edges whose source or target is no node, each with its reason.
void reject_loose_edges(Draft& draft, const DraftTable& nodes, DraftTable& edges) {
  std::unordered_set<std::string_view> ids;
  for (std::size_t row = 0; row < nodes.rows(); ++row) ids.insert(nodes.row(row)[0]);
  ids.erase(std::string_view());
  std::size_t kept = 0;
  const auto width = edges.columns.size();
  for (std::size_t row = 0; row < edges.rows(); ++row) {
    const auto cells = edges.row(row);
    const auto end = ids.contains(cells[1]) ? cells[2] : cells[1];
    if (!ids.contains(end)) {
      draft.issues.push_back({draft.files.size() - 1, edges.row_numbers[row],
                              end.empty() ? std::string("the edge lacks its source or target")
                                          : fmt::format("the edge names node {}, which the file does not declare", in_quotes(end))});
      continue;
    }
    std::ranges::copy(cells, edges.cells.begin() + static_cast<std::ptrdiff_t>(kept * width));
    edges.row_numbers[kept++] = edges.row_numbers[row];
  }
  edges.cells.resize(kept * width), edges.row_numbers.resize(kept);
}

} // namespace

base::Result<void> add_graph(Draft& draft, GraphUnderWay graph, Nodes declared) {
  const auto& name = draft.files.back().path;
  auto nodes = std::move(graph.nodes).table(name), edges = std::move(graph.edges).table(name);
  if (!nodes) return tl::unexpected(nodes.error());
  if (!edges) return tl::unexpected(edges.error());
  if (declared == Nodes::Declared) reject_loose_edges(draft, *nodes, *edges);
  GraphTables tables;
  tables.nodes = std::move(*nodes), tables.edges = std::move(*edges);
  add_graph(draft, std::move(tables));
  return {};
}

} // namespace cuibono::ingest
