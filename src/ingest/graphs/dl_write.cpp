#include <algorithm>
#include <fmt/core.h>

#include "ingest/exports/left_out.h"
#include "ingest/graphs/dl.h"
#include "ingest/graphs/relations.h"

namespace cuibono::ingest {
namespace {

// Edge lists, a matrix for each relation: a full matrix would grow with the square of the nodes.
class Writer {
 public:
  explicit Writer(const CaseToWrite& what) : graph_(what), relations_(graph_), nodes_left_(graph_.node_columns()), edges_left_(graph_.edge_columns()) {}

  Written write();

 private:
  std::string quoted(std::string_view text);
  bool joins_the_modes() const;
  std::vector<std::string> labels();
  void add_labels(std::string_view head, const std::vector<std::string>& labels, std::size_t from, std::size_t to);
  void add_head();
  void add_line(std::size_t i);

  GraphOfCase graph_;
  Relations relations_;
  std::string out_;
  LeftOut nodes_left_, edges_left_;
  std::size_t first_mode_ = 0, breaks_ = 0, quotes_ = 0, numbered_ = 0, doubled_ = 0;
};

// DL has no way to write a quote inside a label.
std::string Writer::quoted(std::string_view text) {
  auto line = on_one_line(text, breaks_);
  for (auto& c : line)
    if (c == '"') c = '\'', ++quotes_;
  return '"' + line + '"';
}

// Whether every edge is undirected and goes from the first mode to the second, as all data of two modes do.
bool Writer::joins_the_modes() const {
  return std::ranges::all_of(relations_.sections(), [&](const Relations::Section& section) {
    return !section.is_directed && std::ranges::all_of(section.edges, [&](std::size_t i) {
      const auto edge = graph_.edge(i);
      return edge.source < first_mode_ && edge.target >= first_mode_;
    });
  });
}

// Names, else ids; nothing at all where nobody has a name and the ids are the numbers that reading gives.
std::vector<std::string> Writer::labels() {
  std::vector<std::string> labels;
  bool any = false;
  for (std::size_t i = 0; i < graph_.nodes(); ++i) {
    auto cells = graph_.node(i);
    auto id = take(cells, graph_.node_columns(), "id"), name = take(cells, graph_.node_columns(), "name");
    take(cells, graph_.node_columns(), kTableColumn);
    if (first_mode_ > 0) take(cells, graph_.node_columns(), "mode");
    nodes_left_.note(cells);
    const bool is_number = id == std::to_string(i + 1);
    any = any || !name.empty() || !is_number;
    numbered_ += !is_number && !name.empty() ? 1 : 0;
    labels.push_back(name.empty() ? std::move(id) : std::move(name));
  }
  if (!any) labels.clear();
  return labels;
}

void Writer::add_labels(std::string_view head, const std::vector<std::string>& labels, std::size_t from, std::size_t to) {
  out_.append(head).append("\n");
  for (auto i = from; i < to; ++i) out_ += quoted(labels[i]) + '\n';
}

void Writer::add_head() {
  const auto size = graph_.nodes();
  out_ = first_mode_ > 0 ? fmt::format("dl nr={} nc={} format=edgelist2", first_mode_, size - first_mode_) : fmt::format("dl n={} format=edgelist1", size);
  const bool many = relations_.are_told_apart();
  out_ += many ? fmt::format(" nm={}\n", relations_.names().size()) : "\n";
  if (const auto own = labels(); !own.empty()) {
    add_labels(first_mode_ > 0 ? "row labels:" : "labels:", own, 0, first_mode_ > 0 ? first_mode_ : size);
    if (first_mode_ > 0) add_labels("column labels:", own, first_mode_, size);
  }
  if (many) add_labels("matrix labels:", relations_.names(), 0, relations_.names().size());
  out_ += "data:\n";
}

void Writer::add_line(std::size_t i) {
  auto edge = graph_.edge(i);
  const auto value = take_value(graph_, edge.cells);
  const auto end = value.empty() ? std::string("\n") : " " + value + "\n";
  out_ += fmt::format("{} {}{}", edge.source + 1, edge.target + 1 - first_mode_, end);
  if (!edge.directed && first_mode_ == 0) {
    ++doubled_;
    if (edge.source != edge.target) out_ += fmt::format("{} {}{}", edge.target + 1, edge.source + 1, end);
  }
  clear_ends_and_type(graph_, edge.cells);
  edges_left_.note(edge.cells);
}

Written Writer::write() {
  first_mode_ = size_of_first_mode(graph_);
  if (!joins_the_modes()) first_mode_ = 0;
  add_head();
  std::vector<std::vector<std::size_t>> matrices(relations_.names().size());
  for (const auto& section : relations_.sections())
    matrices[section.relation].insert(matrices[section.relation].end(), section.edges.begin(), section.edges.end());
  for (std::size_t relation = 0; relation < matrices.size(); ++relation) {
    if (relation > 0) out_ += "!\n";
    for (const auto i : matrices[relation]) add_line(i);
  }
  auto losses = graph_.losses();
  add_loss(losses, nodes_left_.sentence("entities"));
  add_loss(losses, edges_left_.sentence("ties and payments"));
  if (numbered_ > 0) losses.push_back(fmt::format("{} entities stand by name and number; their ids are left out.", numbered_));
  if (doubled_ > 0) losses.push_back(fmt::format("{} undirected ties are written in both directions, as the format has no other way.", doubled_));
  if (breaks_ > 0) losses.push_back(fmt::format("{} line breaks in labels are blanks.", breaks_));
  if (quotes_ > 0) losses.push_back(fmt::format("{} double quotes in labels are single quotes.", quotes_));
  return {std::move(out_), std::move(losses)};
}

} // namespace

base::Result<Written> write_dl(const CaseToWrite& what) {
  if (what.snapshot.entities().empty())
    return base::fail(base::ErrorKind::Input, "the case has no entities, and a DL file has at least one", {}, "import evidence first");
  return Writer(what).write();
}

} // namespace cuibono::ingest
