#include <fmt/core.h>

#include "ingest/exports/graph_of_case.h"
#include "ingest/exports/xml_out.h"
#include "ingest/graphs/gexf.h"

namespace cuibono::ingest {
namespace {

constexpr std::string_view kHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
    "<meta><creator>Cui Bono</creator></meta>\n"
    "<graph mode=\"static\" defaultedgetype=\"directed\">\n";

class Writer {
 public:
  explicit Writer(const CaseToWrite& what) : graph_(what) {}

  Written write();

 private:
  // Columns that the element itself says are no attributes.
  static constexpr std::size_t kNodeOwn = 1, kEdgeOwn = 3;

  void declare(std::string_view owner, std::size_t own, const std::vector<std::string>& columns, const std::vector<bool>& numbers);
  void values(std::size_t own, const std::vector<std::string>& cells);
  void node(std::size_t i);
  void edge(std::size_t i);
  void attribute(std::string_view name, std::string_view value) {
    out_.append(" ").append(name).append("=\"");
    replaced_ += append_xml(out_, value);
    out_ += '"';
  }

  GraphOfCase graph_;
  std::string out_{kHead};
  std::vector<std::string> ids_; ///< of the nodes
  std::size_t replaced_ = 0;
};

void Writer::declare(std::string_view owner, std::size_t own, const std::vector<std::string>& columns, const std::vector<bool>& numbers) {
  out_ += fmt::format("<attributes class=\"{}\" mode=\"static\">\n", owner);
  for (std::size_t i = own; i < columns.size(); ++i) {
    out_ += fmt::format("<attribute id=\"{}\"", i);
    attribute("title", columns[i]);
    out_ += fmt::format(" type=\"{}\"/>\n", numbers[i] ? "double" : "string");
  }
  out_ += "</attributes>\n";
}

void Writer::values(std::size_t own, const std::vector<std::string>& cells) {
  out_ += "<attvalues>";
  for (std::size_t i = own; i < cells.size(); ++i) {
    if (cells[i].empty()) continue;
    out_ += fmt::format("<attvalue for=\"{}\"", i);
    attribute("value", cells[i]);
    out_ += "/>";
  }
  out_ += "</attvalues>";
}

// A label is for other programs: without a name the node has none, so that its id does not become one.
void Writer::node(std::size_t i) {
  const auto cells = graph_.node(i);
  ids_.push_back(cells[GraphOfCase::kNodeId]);
  out_ += "<node";
  attribute("id", ids_.back());
  if (const auto label = graph_.node_label(i); label != ids_.back()) attribute("label", label);
  out_ += '>';
  values(kNodeOwn, cells);
  out_ += "</node>\n";
}

void Writer::edge(std::size_t i) {
  const auto edge = graph_.edge(i);
  out_ += "<edge";
  if (!edge.cells[GraphOfCase::kEdgeId].empty()) attribute("id", edge.cells[GraphOfCase::kEdgeId]);
  attribute("source", ids_[edge.source]);
  attribute("target", ids_[edge.target]);
  if (!edge.directed) attribute("type", "undirected");
  out_ += '>';
  values(kEdgeOwn, edge.cells);
  out_ += "</edge>\n";
}

Written Writer::write() {
  declare("node", kNodeOwn, graph_.node_columns(), graph_.node_numbers());
  declare("edge", kEdgeOwn, graph_.edge_columns(), graph_.edge_numbers());
  out_ += "<nodes>\n";
  for (std::size_t i = 0; i < graph_.nodes(); ++i) node(i);
  out_ += "</nodes>\n<edges>\n";
  for (std::size_t i = 0; i < graph_.edges(); ++i) edge(i);
  out_ += "</edges>\n</graph>\n</gexf>\n";
  auto losses = graph_.losses();
  if (auto sentence = replaced_characters(replaced_); !sentence.empty()) losses.push_back(std::move(sentence));
  return {std::move(out_), std::move(losses)};
}

} // namespace

base::Result<Written> write_gexf(const CaseToWrite& what) { return Writer(what).write(); }

} // namespace cuibono::ingest
