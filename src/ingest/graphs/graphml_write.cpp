#include <fmt/core.h>

#include "ingest/exports/graph_of_case.h"
#include "ingest/exports/xml_out.h"
#include "ingest/graphs/graphml.h"

namespace cuibono::ingest {
namespace {

constexpr std::string_view kHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
    " xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";

class Writer {
 public:
  explicit Writer(const CaseToWrite& what) : graph_(what) {}

  Written write();

 private:
  // Columns that the element itself says are no keys.
  static constexpr std::size_t kNodeOwn = 1, kEdgeOwn = 3;

  void keys(std::string_view owner, char letter, std::size_t own, const std::vector<std::string>& columns, const std::vector<bool>& numbers);
  void data(char letter, std::size_t own, const std::vector<std::string>& cells);
  void add(std::string_view text) { replaced_ += append_xml(out_, text); }
  void attribute(std::string_view name, std::string_view value) {
    out_.append(" ").append(name).append("=\"");
    add(value);
    out_ += '"';
  }
  void edge(std::size_t i);

  GraphOfCase graph_;
  std::string out_{kHead};
  std::vector<std::string> ids_; ///< of the nodes
  std::size_t replaced_ = 0;
};

void Writer::keys(std::string_view owner, char letter, std::size_t own, const std::vector<std::string>& columns, const std::vector<bool>& numbers) {
  for (std::size_t i = own; i < columns.size(); ++i) {
    out_ += fmt::format("<key id=\"{}{}\" for=\"{}\"", letter, i, owner);
    attribute("attr.name", columns[i]);
    out_ += fmt::format(" attr.type=\"{}\"/>\n", numbers[i] ? "double" : "string");
  }
}

void Writer::data(char letter, std::size_t own, const std::vector<std::string>& cells) {
  for (std::size_t i = own; i < cells.size(); ++i) {
    if (cells[i].empty()) continue;
    out_ += fmt::format("<data key=\"{}{}\"{}>", letter, i, has_outer_blanks(cells[i]) ? " xml:space=\"preserve\"" : "");
    add(cells[i]);
    out_ += "</data>";
  }
}

void Writer::edge(std::size_t i) {
  const auto edge = graph_.edge(i);
  out_ += "<edge";
  if (!edge.cells[GraphOfCase::kEdgeId].empty()) attribute("id", edge.cells[GraphOfCase::kEdgeId]);
  attribute("source", ids_[edge.source]);
  attribute("target", ids_[edge.target]);
  if (!edge.directed) attribute("directed", "false");
  out_ += '>';
  data('e', kEdgeOwn, edge.cells);
  out_ += "</edge>\n";
}

Written Writer::write() {
  keys("node", 'n', kNodeOwn, graph_.node_columns(), graph_.node_numbers());
  keys("edge", 'e', kEdgeOwn, graph_.edge_columns(), graph_.edge_numbers());
  out_ += "<graph edgedefault=\"directed\">\n";
  for (std::size_t i = 0; i < graph_.nodes(); ++i) {
    const auto cells = graph_.node(i);
    ids_.push_back(cells[GraphOfCase::kNodeId]);
    out_ += "<node";
    attribute("id", ids_.back());
    out_ += '>';
    data('n', kNodeOwn, cells);
    out_ += "</node>\n";
  }
  for (std::size_t i = 0; i < graph_.edges(); ++i) edge(i);
  out_ += "</graph>\n</graphml>\n";
  auto losses = graph_.losses();
  if (auto sentence = replaced_characters(replaced_); !sentence.empty()) losses.push_back(std::move(sentence));
  return {std::move(out_), std::move(losses)};
}

} // namespace

base::Result<Written> write_graphml(const CaseToWrite& what) { return Writer(what).write(); }

} // namespace cuibono::ingest
