#include "ingest/graphs/gexf.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <pugixml.hpp>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "ingest/cell.h"
#include "ingest/csv.h"
#include "ingest/graphs/graph_tables.h"
#include "ingest/graphs/rows_under_way.h"
#include "ingest/row_reader.h"
#include "ingest/xml_text.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using base::fail;

std::string_view attribute(const pugi::xml_node& element, const char* name) { return element.attribute(name).value(); }
bool contains(const auto& list, std::string_view word) { return std::ranges::find(list, word) != list.end(); }

// What the format itself says of a node or edge; any other attribute of the element is kept under its name.
constexpr std::array<std::string_view, 13> kOfFormat{"id", "label", "source", "target", "type", "kind", "start", "startopen",
                                                     "end", "endopen", "timestamp", "pid", "for"};

constexpr std::array<std::string_view, 5> kOfDrawing{"color", "position", "size", "shape", "thickness"};

struct Declared {
  std::size_t column = 0;
  bool is_text = true;
  std::string_view usual; ///< the default
};

// One class of elements: its declared attributes and its rows.
struct Elements {
  explicit Elements(RowsUnderWay& rows) : rows(rows) {}
  RowsUnderWay& rows;
  std::vector<pugi::xml_node> found;
  std::vector<std::uint64_t> numbers;
  std::vector<Declared> declared;
  std::unordered_map<std::string_view, std::size_t> by_id, by_title; ///< places in `declared`
};

class Reader {
 public:
  Reader(Draft& draft, std::string file_name, const std::shared_ptr<const XmlText>& xml) : draft_(draft), file_name_(std::move(file_name)) {
    graph_.nodes.under_way().source = graph_.edges.under_way().source = xml;
  }

  base::Result<void> read(pugi::xml_node root);

 private:
  void declare(pugi::xml_node attributes);
  void walk(pugi::xml_node element, std::string_view parent);
  void add_node(std::size_t i);
  void add_edge(std::size_t i);
  void add_direction(pugi::xml_node edge);
  void add_period(pugi::xml_node edge);
  void add_times(RowsUnderWay& rows, pugi::xml_node element);
  void add_other(RowsUnderWay& rows, pugi::xml_node element);
  void add_values(Elements& elements, pugi::xml_node element);
  void add_value(Elements& elements, pugi::xml_node value);
  const Declared& declared(Elements& elements, std::string_view name);
  std::string timed(pugi::xml_node element, std::string_view value) const;
  void issue(std::uint64_t row, std::string reason) { draft_.issues.push_back({draft_.files.size() - 1, row, std::move(reason)}); }
  void add_remarks();

  Draft& draft_;
  std::string file_name_;
  GraphUnderWay graph_;
  Elements nodes_{graph_.nodes}, edges_{graph_.edges};
  std::unordered_map<std::string_view, std::string_view> parents_;
  std::string_view default_type_, timezone_, slice_;
  std::uint64_t number_ = 0, drawn_ = 0, nested_ = 0, graphs_ = 0;
};

// A title that the case knows is its field; `label` of the element is the name where no title says it.
void Reader::declare(pugi::xml_node attributes) {
  const bool of_edges = attribute(attributes, "class") == "edge";
  auto& elements = of_edges ? edges_ : nodes_;
  for (const auto element : attributes.children()) {
    if (local_name(element) != "attribute") continue;
    const auto id = attribute(element, "id"), type = attribute(element, "type");
    const auto title = base::trim(element.attribute("title") ? attribute(element, "title") : id);
    const auto lower = base::to_lower(title);
    constexpr std::array<std::string_view, 3> kNodeFields{"name", "role", "kind"};
    const bool is_field = of_edges ? lower == "type" : contains(kNodeFields, lower);
    const auto column = is_field ? elements.rows.column(lower) : elements.rows.attribute(title);
    elements.by_id.emplace(id, elements.declared.size());
    elements.by_title.emplace(title, elements.declared.size());
    elements.declared.push_back({column, type == "string" || type == "anyURI" || type.empty(), text_of(element, "default")});
  }
}

// Nodes may hold nodes, and edges between them. Depth is bounded by kDeepestXml, which was checked before.
void Reader::walk(pugi::xml_node element, std::string_view parent) {
  for (const auto child : element.children()) {
    const auto name = local_name(child);
    if (name == "attributes") declare(child);
    if (name == "nodes" || name == "edges") walk(child, parent);
    if (name == "node") {
      nodes_.found.push_back(child), nodes_.numbers.push_back(++number_);
      const auto id = attribute(child, "id");
      if (!parent.empty()) ++nested_, parents_.emplace(id, parent);
      walk(child, id);
    } else if (name == "edge") {
      edges_.found.push_back(child), edges_.numbers.push_back(++number_);
    }
  }
}

const Declared& Reader::declared(Elements& elements, std::string_view name) {
  if (const auto found = elements.by_id.find(name); found != elements.by_id.end()) return elements.declared[found->second];
  if (const auto found = elements.by_title.find(name); found != elements.by_title.end()) return elements.declared[found->second];
  elements.by_id.emplace(name, elements.declared.size());
  return elements.declared.emplace_back(elements.rows.attribute(name));
}

// `[2004, 1]`: the value at a time, or from one to another, as Gephi writes it in tables. Without a time the value alone.
std::string Reader::timed(pugi::xml_node element, std::string_view value) const {
  std::vector<std::string> parts;
  for (const auto* name : {"timestamp", "start", "startopen", "end", "endopen"})
    if (const auto time = attribute(element, name); !time.empty()) parts.emplace_back(time);
  if (parts.empty()) return std::string(value);
  if (!value.empty()) parts.emplace_back(value);
  return fmt::format("[{}]", base::join(parts, ", "));
}

void Reader::add_value(Elements& elements, pugi::xml_node element) {
  const auto name = element.attribute("for") ? attribute(element, "for") : attribute(element, "id");
  const auto& known = declared(elements, name);
  const auto value = attribute(element, "value");
  if (value == "null" && !known.is_text) return;
  const auto whole = timed(element, value);
  elements.rows.put(known.column, whole == value ? value : elements.rows.keep(whole));
}

// Some programs leave the element `attvalues` out.
void Reader::add_values(Elements& elements, pugi::xml_node element) {
  for (const auto child : element.children()) {
    const auto name = local_name(child);
    if (name == "attvalue") add_value(elements, child);
    if (name == "attvalues")
      for (const auto value : child.children())
        if (local_name(value) == "attvalue") add_value(elements, value);
    drawn_ += contains(kOfDrawing, name) ? 1 : 0;
  }
  for (const auto& known : elements.declared)
    if (!known.usual.empty() && elements.rows.has(known.column).empty()) elements.rows.put(known.column, known.usual);
}

// When an element was there: `timeset` for spells, intervals and stamps, start and end as they are. A time without a zone is
// of the zone that the graph names.
void Reader::add_times(RowsUnderWay& rows, pugi::xml_node element) {
  bool any = false, with_zone = false;
  for (const auto* name : {"start", "startopen", "end", "endopen", "timestamp"}) {
    const auto time = attribute(element, name);
    if (time.empty()) continue;
    any = true;
    const auto clock = time.find('T');
    with_zone = with_zone || (clock != time.npos && time.find_first_of("+-Z", clock) != time.npos);
    rows.put(rows.attribute(name), time);
  }
  const auto spells = element.find_child([](pugi::xml_node child) { return local_name(child) == "spells"; });
  for (const auto spell : spells.children())
    if (local_name(spell) == "spell") rows.put(rows.attribute("timeset"), rows.keep(timed(spell, {}))), any = true;
  for (const auto* name : {"timestamps", "intervals"})
    if (const auto times = attribute(element, name); !times.empty()) rows.put(rows.attribute("timeset"), times), any = true;
  if (any && !with_zone && !timezone_.empty()) rows.put(rows.attribute("timezone"), timezone_);
}

void Reader::add_other(RowsUnderWay& rows, pugi::xml_node element) {
  for (const auto other : element.attributes()) {
    const std::string_view name = other.name();
    if (!contains(kOfFormat, name) && name != "timestamps" && name != "intervals" && !name.starts_with("xmlns")) {
      const auto column = rows.attribute(name);
      if (rows.has(column).empty()) rows.put(column, other.value());
    }
  }
}

void Reader::add_node(std::size_t i) {
  const auto node = nodes_.found[i];
  const auto id = attribute(node, "id");
  if (id.empty()) return issue(nodes_.numbers[i], "the node has no id");
  auto& rows = graph_.nodes;
  rows.begin(nodes_.numbers[i]);
  rows.put(0, id);
  const auto given = attribute(node, "pid");
  const auto found = parents_.find(id);
  const auto parent = given.empty() && found != parents_.end() ? found->second : given;
  if (!parent.empty()) rows.put(rows.attribute("parent"), parent);
  add_values(nodes_, node);
  put_label(rows, attribute(node, "label"));
  add_times(rows, node);
  add_other(rows, node);
}

void Reader::add_direction(pugi::xml_node edge) {
  auto& rows = graph_.edges;
  const auto own = base::to_lower(attribute(edge, "type"));
  const std::string_view type = own.empty() ? default_type_ : std::string_view(own);
  if (type == "directed") return;
  rows.put(rows.attribute("directed"), "false");
  if (type != "undirected") rows.put(rows.attribute("edge type"), rows.keep(std::string(type)));
}

// Days are a tie's own from and to; a time of day stays an attribute beside them.
void Reader::add_period(pugi::xml_node edge) {
  auto& rows = graph_.edges;
  const auto start = base::parse_date(attribute(edge, "start").substr(0, 10)), end = base::parse_date(attribute(edge, "end").substr(0, 10));
  const bool is_day = attribute(edge, "start").size() >= 10 || attribute(edge, "end").size() >= 10; // 2004 may be a count of anything
  if (!is_day || (start && end && *end < *start)) return;
  for (const auto* name : {"start", "end"}) {
    const auto time = attribute(edge, name);
    if (!base::parse_date(time.substr(0, 10))) continue;
    rows.put(rows.column(name[0] == 's' ? "from" : "to"), time.substr(0, 10));
    if (time.size() == 10) rows.clear(rows.attribute(name));
  }
}

void Reader::add_edge(std::size_t i) {
  const auto edge = edges_.found[i];
  auto& rows = graph_.edges;
  rows.begin(edges_.numbers[i]);
  rows.put(0, attribute(edge, "id"));
  rows.put(1, attribute(edge, "source"));
  rows.put(2, attribute(edge, "target"));
  add_values(edges_, edge);
  if (const auto kind = attribute(edge, "kind"); !kind.empty()) rows.put(rows.has(rows.column("type")).empty() ? rows.column("type") : rows.attribute("kind"), kind);
  if (const auto label = attribute(edge, "label"); !label.empty()) rows.put(rows.attribute("label"), label);
  if (rows.has(rows.attribute("directed")).empty()) add_direction(edge);
  add_times(rows, edge);
  add_period(edge);
  add_other(rows, edge);
}

void Reader::add_remarks() {
  const auto remark = [&](bool holds, const std::string& sentence) {
    if (holds) draft_.remarks.push_back(fmt::format("{}: {}.", file_name_, sentence));
  };
  remark(graphs_ == 0, "the file has no graph");
  remark(graphs_ > 1, "the file has several graphs; they were read as one");
  remark(nested_ > 0, fmt::format("{} nodes stand inside others; the attribute `parent` says in which", nested_));
  remark(drawn_ > 0, fmt::format("{} colours, sizes, shapes and positions of the drawing were left out", drawn_));
  remark(!slice_.empty(), fmt::format("the graph is a slice of another, at {}", in_quotes(slice_)));
}

base::Result<void> Reader::read(pugi::xml_node root) {
  for (const auto graph : root.children()) {
    if (local_name(graph) != "graph") continue;
    ++graphs_;
    default_type_ = attribute(graph, "defaultedgetype");
    timezone_ = attribute(graph, "timezone");
    const bool is_slice = attribute(graph, "mode") == "slice";
    if (is_slice) slice_ = graph.attribute("timestamp") ? attribute(graph, "timestamp") : attribute(graph, "start");
    walk(graph, {});
  }
  if (default_type_.empty()) default_type_ = "undirected";
  if (std::max(nodes_.declared.size(), edges_.declared.size()) > kMostCells)
    return fail(ErrorKind::Input, "the graph declares too many attributes", file_name_, "take some out");
  for (std::size_t i = 0; i < nodes_.found.size(); ++i) add_node(i);
  for (std::size_t i = 0; i < edges_.found.size(); ++i) add_edge(i);
  add_remarks();
  return add_graph(draft_, std::move(graph_), Nodes::Declared);
}

} // namespace

Fit is_gexf(const Sniffed& file) {
  if (base::trim(file.text.substr(0, 4096)).starts_with('<') && file.text.find("<gexf") != file.text.npos) return Fit::Content;
  return file.extension == "gexf" ? Fit::Name : Fit::None;
}

base::Result<void> read_gexf(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                             base::Progress& progress) {
  const auto size = bytes.size();
  auto parsed = XmlText::parse(path, std::move(bytes));
  if (!parsed) return tl::unexpected(parsed.error());
  const auto xml = std::make_shared<const XmlText>(std::move(*parsed));
  if (local_name(xml->root()) != "gexf")
    return fail(ErrorKind::Input, "this XML is not GEXF", fmt::format("{} line {}", path.string(), xml->line(xml->root())),
                "see `cuibono formats` for what is read");
  if (!xml->remark().empty()) draft.remarks.push_back(fmt::format("{} {}.", path.filename().string(), xml->remark()));
  const auto read = Reader(draft, path.filename().string(), xml).read(xml->root());
  progress.done += size;
  return read;
}

} // namespace cuibono::ingest
