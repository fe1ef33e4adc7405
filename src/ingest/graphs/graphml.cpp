#include "ingest/graphs/graphml.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <pugixml.hpp>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "ingest/case_tables.h"
#include "ingest/cell.h"
#include "ingest/csv.h"
#include "ingest/graphs/graph_tables.h"
#include "ingest/key_map.h"
#include "ingest/row_reader.h"
#include "ingest/xml_text.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::size_t kDirected = 3;             // column of edges
constexpr std::size_t kUndeclared = kNone - 1;   // for a key that has no column yet

std::string_view attribute(const pugi::xml_node& element, const char* name) { return element.attribute(name).value(); }

bool is_data(const pugi::xml_node& element) {
  const std::string_view name = element.name();
  return name == "data" || (name.size() > 4 && local_name(element) == "data");
}

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
  std::vector<std::pair<std::string_view, std::size_t>> usual; ///< keys and columns of an element's data, in their order
  std::vector<std::string_view> undeclared;                    ///< keys that data names and nothing declares
  std::vector<std::string_view> defaults;                      ///< of each column
  std::vector<std::size_t> numbers;                            ///< columns whose attr.type is double or float

  std::size_t add_column(std::string name, std::string_view value = {}) {
    table.columns.push_back(std::move(name));
    defaults.push_back(value);
    return table.columns.size() - 1;
  }
  std::size_t column(std::string_view name) const {
    return static_cast<std::size_t>(std::ranges::find(table.columns, name) - table.columns.begin());
  }
  bool has(std::string_view name) const { return column(name) < table.columns.size(); }
  std::size_t column_of(std::string_view key, std::size_t place);
};

// The column of the key; kNone where there is none. Elements mostly have their data in the same order, so that the key that
// stood at this place before is compared first.
std::size_t Elements::column_of(std::string_view key, std::size_t place) {
  if (place < usual.size() && usual[place].first == key) return usual[place].second;
  const auto found = column_of_key.find(key);
  if (found == column_of_key.end()) return kNone;
  if (place >= usual.size()) usual.resize(place + 1);
  usual[place] = *found;
  return found->second;
}

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
  template <class Add> base::Result<void> add_rows(Elements& elements, Add add);
  base::Result<void> check_size(const Elements& elements) const;
  void note_node_ids();
  void add_node(const Element& node);
  void add_edge(const Element& edge);
  void add_data(Elements& elements, pugi::xml_node element, std::size_t row);
  std::string_view text(pugi::xml_node data, Elements& elements);
  std::string_view valid(Elements& elements, std::string_view text);
  void start_row(Elements& elements, std::uint64_t number);
  void shorten_number_names();
  void issue(std::uint64_t row, std::string reason) { draft_.issues.push_back({draft_.files.size() - 1, row, std::move(reason)}); }
  void add_remarks();

  Draft& draft_;
  std::string file_name_;
  Elements nodes_, edges_;
  KeyMap<std::string_view, std::string_view> node_ids_; ///< to the same text, side by side
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
  edges_.add_column(attribute_named("directed"));
  for (const auto key : root.children()) {
    if (local_name(key) != "key") continue;
    const auto id = attribute(key, "id"), owner = attribute(key, "for");
    const bool all = owner.empty() || owner == "all";
    if (all || owner == "node") add_key(nodes_, key, id, {"name", "label", "role", "kind"});
    if (all || owner == "edge") add_key(edges_, key, id, {"type"});
  }
  if (nodes_.has("label")) nodes_.table.columns[nodes_.column("label")] = nodes_.has("name") ? attribute_named("label") : "name";
}

void Reader::add_key(Elements& elements, pugi::xml_node key, std::string_view id, const std::vector<std::string_view>& fields) {
  std::string name(base::trim(attribute(key, "attr.name")));
  if (name.empty()) name = key.attribute("yfiles.type") ? std::string_view("label") : id; // a drawing is read for its label
  const auto lower = base::to_lower(name);
  const bool is_field = std::ranges::find(fields, lower) != fields.end() && !elements.has(lower);
  const auto value = key.find_child([](pugi::xml_node child) { return local_name(child) == "default"; });
  const auto column_name = is_field ? lower : attribute_named(name);
  const bool is_own = &elements == &edges_ && column_name == edges_.table.columns[kDirected]; // what the edge itself says stands there
  const auto column = is_own ? kDirected : elements.add_column(column_name, valid(elements, base::trim(value.child_value())));
  elements.column_of_key.emplace(id, column);
  if (const auto type = attribute(key, "attr.type"); type == "double" || type == "float") elements.numbers.push_back(column);
}

std::string_view Reader::valid(Elements& elements, std::string_view text) {
  if (base::is_valid_utf8(text)) return text;
  guessed_encoding_ = true;
  return elements.table.keep(decode_text(std::string(text)).utf8);
}

// yEd keeps the label inside a drawing; what else a drawing says is style.
std::string_view Reader::text(pugi::xml_node data, Elements& elements) {
  const auto only = data.first_child();
  const bool is_plain = only.type() == pugi::node_pcdata && !only.next_sibling();
  const auto drawn = is_plain ? pugi::xml_node() : data.find_child([](pugi::xml_node child) { return child.type() == pugi::node_element; });
  if (drawn) {
    drawings_ = true;
    const auto label = data.find_node([](pugi::xml_node node) { return local_name(node).ends_with("Label"); });
    return valid(elements, base::trim(label.child_value()));
  }
  const std::string_view content = is_plain ? only.value() : data.child_value();
  const bool exact = std::string_view(data.attribute("xml:space").value()) == "preserve";
  return valid(elements, exact ? content : base::trim(content));
}

void Reader::start_row(Elements& elements, std::uint64_t number) {
  elements.table.row_numbers.push_back(number);
  elements.table.cells.insert(elements.table.cells.end(), elements.defaults.begin(), elements.defaults.end());
}

base::Result<void> Reader::check_size(const Elements& elements) const {
  const auto width = elements.table.columns.size();
  if (width <= kMostCells && elements.found.size() * width <= kMostCellsOfGraph) return {};
  return fail(ErrorKind::Input, "the graph has too many attributes for its size", file_name_, "take keys out or split it");
}

// Data of a key that is declared nowhere is kept under the key's id: where there is such data, the rows are made again.
template <class Add>
base::Result<void> Reader::add_rows(Elements& elements, Add add) {
  if (const auto fits = check_size(elements); !fits) return fits;
  const auto issues = draft_.issues.size();
  elements.table.cells.reserve(elements.found.size() * elements.table.columns.size());
  elements.table.row_numbers.reserve(elements.found.size());
  for (const auto& element : elements.found) add(element);
  if (elements.undeclared.empty()) return {};
  for (const auto key : elements.undeclared)
    elements.column_of_key[key] = elements.add_column(attribute_named(valid(elements, key)));
  if (const auto fits = check_size(elements); !fits) return fits;
  draft_.issues.resize(issues);
  elements.table.cells.clear(), elements.table.row_numbers.clear(), elements.usual.clear();
  for (const auto& element : elements.found) add(element);
  return {};
}

void Reader::add_data(Elements& elements, pugi::xml_node element, std::size_t row) {
  std::size_t place = 0;
  for (auto data = element.first_child(); data; data = data.next_sibling()) {
    if (!is_data(data)) continue;
    const auto key = attribute(data, "key");
    const auto column = elements.column_of(key, place++);
    if (column == kUndeclared) continue;
    if (column == kNone) {
      elements.column_of_key.emplace(key, kUndeclared);
      elements.undeclared.push_back(key);
      continue;
    }
    const auto content = text(data, elements);
    if (!content.empty()) elements.table.cells[row * elements.table.columns.size() + column] = content;
  }
}

// Ids of nodes stand side by side in memory, and ends of edges point there: half a million comparisons of text that lies
// all over a large file would cost more than parsing it.
void Reader::note_node_ids() {
  std::size_t length = 0;
  for (const auto& node : nodes_.found) length += attribute(node.xml, "id").size();
  auto& text = nodes_.table.text->emplace_back();
  text.reserve(length);
  node_ids_.reserve(nodes_.found.size());
  for (const auto& node : nodes_.found) {
    const auto id = attribute(node.xml, "id");
    const std::string_view kept(text.data() + text.size(), id.size());
    text += id;
    if (!id.empty()) node_ids_.set(kept, valid(nodes_, kept));
  }
}

void Reader::add_node(const Element& node) {
  const auto* id = node_ids_.find(attribute(node.xml, "id"));
  if (!id) return issue(node.number, "the node has no id");
  const auto row = nodes_.table.rows();
  start_row(nodes_, node.number);
  nodes_.table.cells[row * nodes_.table.columns.size()] = *id;
  add_data(nodes_, node.xml, row);
}

void Reader::add_edge(const Element& edge) {
  const std::array ends{attribute(edge.xml, "source"), attribute(edge.xml, "target")};
  const std::array known{node_ids_.find(ends[0]), node_ids_.find(ends[1])};
  for (std::size_t i = 0; i < 2; ++i)
    if (!known[i])
      return issue(edge.number, ends[i].empty() ? std::string("the edge lacks its source or target")
                                                : fmt::format("the edge names node {}, which the file does not declare", in_quotes(ends[i])));
  const auto row = edges_.table.rows();
  start_row(edges_, edge.number);
  auto* cells = edges_.table.cells.data() + row * edges_.table.columns.size();
  cells[0] = valid(edges_, attribute(edge.xml, "id"));
  cells[1] = *known[0];
  cells[2] = *known[1];
  if (!edge.directed) cells[kDirected] = "false";
  add_data(edges_, edge.xml, row);
}

// A name that is a number is one whatever its decimals: `1.0` and `1` are the same label.
void Reader::shorten_number_names() {
  auto& table = nodes_.table;
  for (const auto column : nodes_.numbers)
    if (table.columns[column] == "name")
      for (auto cell = column; cell < table.cells.size(); cell += table.columns.size())
        if (const auto number = base::parse_number(table.cells[cell])) table.cells[cell] = table.keep(base::format_number(*number));
}

void Reader::walk_element(pugi::xml_node element, bool directed) {
  const auto kind = local_name(element);
  if (kind == "node") {
    nodes_.found.push_back({element, ++number_});
    for (auto inner = element.first_child(); inner; inner = inner.next_sibling()) {
      if (is_data(inner)) continue;
      if (local_name(inner) == "graph") walk(inner, attribute(element, "id"));
      ports_ += local_name(inner) == "port" ? 1 : 0;
    }
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
  note_node_ids();
  if (const auto added = add_rows(nodes_, [&](const Element& node) { add_node(node); }); !added) return added;
  if (const auto added = add_rows(edges_, [&](const Element& edge) { add_edge(edge); }); !added) return added;
  shorten_number_names();
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
