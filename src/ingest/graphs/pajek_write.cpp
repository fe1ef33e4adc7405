#include <algorithm>
#include <fmt/core.h>

#include "base/text.h"
#include "ingest/exports/graph_of_case.h"
#include "ingest/exports/left_out.h"
#include "ingest/graphs/pajek.h"
#include "ingest/graphs/relations.h"

namespace cuibono::ingest {
namespace {

class Writer {
 public:
  explicit Writer(const CaseToWrite& what) : graph_(what), nodes_left_(graph_.node_columns()), edges_left_(graph_.edge_columns()) {}

  Written write();

 private:
  std::string quoted(std::string_view text);
  void add_vertex(std::size_t i);
  void add_line(std::size_t i);

  GraphOfCase graph_;
  std::string out_;
  LeftOut nodes_left_, edges_left_;
  std::size_t first_mode_ = 0, breaks_ = 0;
};

std::string Writer::quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : on_one_line(text, breaks_)) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

// Number and label; the id where it is not the number. A vertex without a name of its own is labelled by its id.
void Writer::add_vertex(std::size_t i) {
  auto cells = graph_.node(i);
  const auto id = take(cells, graph_.node_columns(), "id"), name = take(cells, graph_.node_columns(), "name");
  take(cells, graph_.node_columns(), kTableColumn);
  if (first_mode_ > 0) take(cells, graph_.node_columns(), "mode");
  nodes_left_.note(cells);
  const auto number = std::to_string(i + 1);
  out_ += number;
  if (!name.empty() || id != number) out_ += " " + quoted(name.empty() ? id : name);
  if (id != number) out_ += " id " + quoted(id);
  out_ += '\n';
}

void Writer::add_line(std::size_t i) {
  auto edge = graph_.edge(i);
  auto& cells = edge.cells;
  const auto& columns = graph_.edge_columns();
  out_ += fmt::format("{} {}", edge.source + 1, edge.target + 1);
  if (const auto value = take_value(graph_, cells); !value.empty()) out_ += " " + value;
  if (const auto label = take(cells, columns, "attribute:label"); !label.empty()) out_ += " l " + quoted(label);
  if (const auto id = take(cells, columns, "id"); !id.empty()) out_ += " id " + quoted(id);
  out_ += '\n';
  clear_ends_and_type(graph_, cells);
  edges_left_.note(cells);
}

Written Writer::write() {
  const Relations relations(graph_);
  first_mode_ = size_of_first_mode(graph_);
  out_ = fmt::format("*Vertices {}", graph_.nodes());
  out_ += first_mode_ > 0 ? fmt::format(" {}\n", first_mode_) : "\n";
  for (std::size_t i = 0; i < graph_.nodes(); ++i) add_vertex(i);
  for (const auto& section : relations.sections()) {
    out_ += section.is_directed ? "*Arcs" : "*Edges";
    if (relations.are_told_apart()) out_ += fmt::format(" :{} {}", section.relation + 1, quoted(relations.names()[section.relation]));
    out_ += '\n';
    for (const auto edge : section.edges) add_line(edge);
  }
  auto losses = graph_.losses();
  add_loss(losses, nodes_left_.sentence("entities"));
  add_loss(losses, edges_left_.sentence("ties and payments"));
  if (breaks_ > 0) losses.push_back(fmt::format("{} line breaks in names and labels are blanks.", breaks_));
  return {std::move(out_), std::move(losses)};
}

} // namespace

base::Result<Written> write_pajek(const CaseToWrite& what) { return Writer(what).write(); }

} // namespace cuibono::ingest
