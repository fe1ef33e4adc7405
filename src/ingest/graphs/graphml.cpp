#include "ingest/graphs/graphml.h"

#include <algorithm>
#include <fmt/core.h>
#include <pugixml.hpp>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/text.h"
#include "ingest/case_tables.h"
#include "ingest/cell.h"
#include "ingest/csv.h"
#include "ingest/graphs/graph_tables.h"
#include "ingest/xml_text.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::size_t kMostCellsOfGraph = std::size_t{1} << 28;

std::string_view attribute(const pugi::xml_node& element, const char* name) { return element.attribute(name).value(); }

struct Element {
  pugi::xml_node xml;
  std::uint64_t number;
  bool directed = false; ///< for an edge
};

// One kind of element: its keys as columns, its rows under way.
struct Elements {
  std::vector<Element> found;
  DraftTable table;
  std::unordered_map<std::string_view, std::size_t> column_of_key;
  std::vector<std::string_view> defaults; ///< of each column
  std::vector<bool> is_number;            ///< of each column: attr.type double or float

  std::size_t add_column(std::string name, std::string_view usual = {}, bool number = false) {
    if (name == attribute_named("directed") && !table.columns.empty())
      if (const auto own = column(name); own < table.columns.size()) return own; // what the edge itself says stands there
    table.columns.push_back(std::move(name));
    defaults.push_back(usual);
    is_number.push_back(number);
    return table.columns.size() - 1;
  }
  std::size_t column(std::string_view name) const {
    return static_cast<std::size_t>(std::ranges::find(table.columns, name) - table.columns.begin());
  }
};

class Reader {
 public:
  /// The cells will point into the text of `xml`.
  Reader(Draft& draft, std::string file_name, const std::shared_ptr<const XmlText>& xml)
      : draft_(draft), file_name_(std::move(file_name)) {
    nodes_.table.source = edges_.table.source = xml;
    edges_.table.text = nodes_.table.text;
  }

  base::Result<void> read(pugi::xml_node root);

 private:
  void read_keys(pugi::xml_node root);
  void add_key(Elements& elements, pugi::xml_node key, std::string_view id, const std::vector<std::string_view>& fields);
  void walk(pugi::xml_node graph, std::string_view inside);
  void walk_element(pugi::xml_node element, bool directed);
  void add_undeclared_keys(Elements& elements);
  void add_node(const Element& node);
  void add_edge(const Element& edge);
  void add_data(Elements& elements, pugi::xml_node element, std::size_t row);
  std::string_view text(pugi::xml_node data, Elements& elements, std::size_t column);
  std::string_view valid(Elements& elements, std::string_view text);
  void start_row(Elements& elements, std::uint64_t number);
  void issue(std::uint64_t row, std::string reason) { draft_.issues.push_back({draft_.files.size() - 1, row, std::move(reason)}); }
  void add_remarks();

  Draft& draft_;
  std::string file_name_;
  Elements nodes_, edges_;
  std::unordered_set<std::string_view> node_ids_;
  std::vector<std::string> nested_;
  std::vector<std::string> graph_data_;
  std::uint64_t number_ = 0, hyperedges_ = 0, ports_ = 0, graphs_ = 0;
  bool guessed_encoding_ = false, drawings_ = false;
};

// The columns that a case knows; every other key is kept as an attribute of its own name.
void Reader::read_keys(pugi::xml_node root) {
  nodes_.add_column("id");
  edges_.add_column("id");
  edges_.add_column("source");
  edges_.add_column("target");
  edges_.add_column("attribute:directed");
  for (const auto key : root.children()) {
    if (local_name(key) != "key") continue;
    const auto id = attribute(key, "id"), owner = attribute(key, "for");
    const bool all = owner.empty() || owner == "all";
    if (all || owner == "node") add_key(nodes_, key, id, {"name", "label", "role", "kind"});
    if (all || owner == "edge") add_key(edges_, key, id, {"type"});
  }
  if (nodes_.column("name") == nodes_.table.columns.size())
    if (const auto label = nodes_.column("label"); label < nodes_.table.columns.size()) nodes_.table.columns[label] = "name";
  if (const auto label = nodes_.column("label"); label < nodes_.table.columns.size()) nodes_.table.columns[label] = "attribute:label";
}

void Reader::add_key(Elements& elements, pugi::xml_node key, std::string_view id, const std::vector<std::string_view>& fields) {
  std::string name(base::trim(attribute(key, "attr.name")));
  if (name.empty()) name = key.attribute("yfiles.type") ? std::string_view("label") : id; // a drawing is read for its label
  const auto lower = base::to_lower(name);
  const bool is_field = std::ranges::find(fields, lower) != fields.end() && elements.column(lower) == elements.table.columns.size();
  const auto type = attribute(key, "attr.type");
  const auto usual = key.find_child([](pugi::xml_node child) { return local_name(child) == "default"; });
  const auto column = elements.add_column(is_field ? lower : attribute_named(name),
                                          valid(elements, base::trim(usual.child_value())), type == "double" || type == "float");
  elements.column_of_key.emplace(id, column);
}

std::string_view Reader::valid(Elements& elements, std::string_view text) {
  if (base::is_valid_utf8(text)) return text;
  guessed_encoding_ = true;
  return elements.table.keep(decode_text(std::string(text)).utf8);
}

// yEd keeps the label inside a drawing; what else a drawing says is style.
std::string_view Reader::text(pugi::xml_node data, Elements& elements, std::size_t column) {
  const auto first = data.find_child([](pugi::xml_node child) { return child.type() == pugi::node_element; });
  const bool exact = std::string_view(data.attribute("xml:space").value()) == "preserve";
  std::string_view content = exact ? data.child_value() : base::trim(data.child_value());
  if (first) {
    drawings_ = true;
    const auto label = data.find_node([](pugi::xml_node node) { return local_name(node).ends_with("Label"); });
    content = base::trim(label.child_value());
  }
  const auto number = elements.is_number[column] ? base::parse_number(content) : std::nullopt;
  if (number && elements.table.columns[column] == "name") return elements.table.keep(base::format_number(*number));
  return valid(elements, content);
}

void Reader::start_row(Elements& elements, std::uint64_t number) {
  elements.table.row_numbers.push_back(number);
  elements.table.cells.insert(elements.table.cells.end(), elements.defaults.begin(), elements.defaults.end());
}

// Data of a key that is declared nowhere is kept under the key's id.
void Reader::add_undeclared_keys(Elements& elements) {
  for (const auto& element : elements.found)
    for (const auto data : element.xml.children()) {
      if (local_name(data) != "data") continue;
      const auto key = attribute(data, "key");
      if (elements.column_of_key.contains(key) || elements.table.columns.size() > kMostCells) continue;
      elements.column_of_key.emplace(key, elements.add_column(attribute_named(valid(elements, key))));
    }
}

void Reader::add_data(Elements& elements, pugi::xml_node element, std::size_t row) {
  for (const auto data : element.children()) {
    if (local_name(data) != "data") continue;
    const auto found = elements.column_of_key.find(attribute(data, "key"));
    if (found == elements.column_of_key.end()) continue;
    const auto content = text(data, elements, found->second);
    if (!content.empty()) elements.table.cells[row * elements.table.columns.size() + found->second] = content;
  }
}

void Reader::add_node(const Element& node) {
  const auto id = valid(nodes_, attribute(node.xml, "id"));
  if (id.empty()) return issue(node.number, "the node has no id");
  node_ids_.insert(id);
  const auto row = nodes_.table.rows();
  start_row(nodes_, node.number);
  nodes_.table.cells[row * nodes_.table.columns.size()] = id;
  add_data(nodes_, node.xml, row);
  for (const auto inner : node.xml.children()) ports_ += local_name(inner) == "port" ? 1 : 0;
}

void Reader::add_edge(const Element& edge) {
  const auto source = valid(edges_, attribute(edge.xml, "source")), target = valid(edges_, attribute(edge.xml, "target"));
  for (const auto end : {source, target})
    if (!node_ids_.contains(end))
      return issue(edge.number, end.empty() ? std::string("the edge lacks its source or target")
                                            : fmt::format("the edge names node {}, which the file does not declare", in_quotes(end)));
  const auto row = edges_.table.rows();
  start_row(edges_, edge.number);
  auto* cells = edges_.table.cells.data() + row * edges_.table.columns.size();
  cells[0] = valid(edges_, attribute(edge.xml, "id"));
  cells[1] = source;
  cells[2] = target;
  if (!edge.directed) cells[3] = "false";
  add_data(edges_, edge.xml, row);
}

void Reader::walk_element(pugi::xml_node element, bool directed) {
  const auto kind = local_name(element);
  if (kind == "node") {
    nodes_.found.push_back({element, ++number_});
    for (const auto inner : element.children())
      if (local_name(inner) == "graph") walk(inner, attribute(element, "id"));
  } else if (kind == "edge") {
    const auto own = attribute(element, "directed");
    edges_.found.push_back({element, ++number_, own.empty() ? directed : own == "true" || own == "1"});
  } else if (kind == "hyperedge") {
    ++hyperedges_;
    issue(++number_, "a hyperedge joins more than two nodes at once, which a tie cannot; enter it as ties");
  } else if (kind == "data") {
    graph_data_.emplace_back(attribute(element, "key"));
  }
}

// Depth is bounded by kDeepestXml, which was checked before.
void Reader::walk(pugi::xml_node graph, std::string_view inside) {
  ++graphs_;
  if (!inside.empty()) nested_.emplace_back(graph.attribute("id") ? attribute(graph, "id") : inside);
  const bool directed = attribute(graph, "edgedefault") != "undirected";
  for (const auto element : graph.children()) walk_element(element, directed);
}

void Reader::add_remarks() {
  const auto remark = [&](bool holds, std::string sentence) {
    if (holds) draft_.remarks.push_back(fmt::format("{}: {}.", file_name_, sentence));
  };
  const auto shown = nested_.size() > 10 ? std::vector<std::string>(nested_.begin(), nested_.begin() + 10) : nested_;
  remark(nested_.size() == 1, fmt::format("nested graph {} was flattened", base::join(shown, ", ")));
  remark(nested_.size() > 1, fmt::format("{} nested graphs were flattened: {}{}", nested_.size(), base::join(shown, ", "),
                                         nested_.size() > 10 ? " and more" : ""));
  remark(graphs_ > nested_.size() + 1, "the file has several graphs; they were read as one");
  remark(hyperedges_ > 0, fmt::format("{} hyperedges were rejected", hyperedges_));
  remark(ports_ > 0, fmt::format("{} ports were left out; their edges end at the node", ports_));
  remark(drawings_, "styles of the drawing were left out");
  remark(!graph_data_.empty(), "data of the graph as a whole was left out");
  remark(guessed_encoding_, "text that is not valid UTF-8 was read as Windows-1252; check letters with accents");
}

base::Result<void> Reader::read(pugi::xml_node root) {
  read_keys(root);
  for (const auto graph : root.children())
    if (local_name(graph) == "graph") walk(graph, {});
  for (auto* elements : {&nodes_, &edges_}) {
    add_undeclared_keys(*elements);
    if (elements->table.columns.size() > kMostCells || elements->found.size() * elements->table.columns.size() > kMostCellsOfGraph)
      return fail(ErrorKind::Input, "the graph has too many attributes for its size", file_name_, "take keys out or split it");
  }
  for (const auto& node : nodes_.found) add_node(node);
  for (const auto& edge : edges_.found) add_edge(edge);
  add_remarks();
  GraphTables graph;
  graph.nodes = std::move(nodes_.table), graph.edges = std::move(edges_.table);
  add_graph(draft_, std::move(graph));
  return {};
}

} // namespace

Fit is_graphml(const Sniffed& file) {
  if (base::trim(file.text.substr(0, 4096)).starts_with('<') && file.text.find("<graphml") != file.text.npos) return Fit::Content;
  return file.extension == "graphml" ? Fit::Name : Fit::None;
}

base::Result<void> read_graphml(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                                base::Progress& progress) {
  const auto size = bytes.size();
  auto parsed = XmlText::parse(path, std::move(bytes));
  if (!parsed) return tl::unexpected(parsed.error());
  const auto xml = std::make_shared<const XmlText>(std::move(*parsed));
  if (local_name(xml->root()) != "graphml")
    return fail(ErrorKind::Input, "this XML is not GraphML", path.string(), "see `cuibono formats` for what is read");
  if (!xml->remark().empty()) draft.remarks.push_back(fmt::format("{} {}.", path.filename().string(), xml->remark()));
  const auto read = Reader(draft, path.filename().string(), xml).read(xml->root());
  progress.done += size;
  return read;
}

} // namespace cuibono::ingest
