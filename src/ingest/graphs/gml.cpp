#include "ingest/graphs/gml.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fmt/core.h>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "ingest/cell.h"
#include "ingest/csv.h"
#include "ingest/exports/graph_of_case.h"
#include "ingest/graphs/gml_text.h"
#include "ingest/graphs/graph_tables.h"
#include "ingest/graphs/rows_under_way.h"

namespace cuibono::ingest {
namespace {

using base::ErrorKind;
using base::fail;

bool contains(const auto& list, std::string_view word) { return std::ranges::find(list, word) != list.end(); }

constexpr std::array<std::string_view, 2> kOfDrawing{"graphics", "LabelGraphics"};
// Some programs write ids that are words without their quotes.
constexpr std::array<std::string_view, 3> kIds{"id", "source", "target"};

class Reader {
 public:
  Reader(Draft& draft, std::string where, std::string file_name, const std::shared_ptr<const std::string>& text)
      : draft_(draft), where_(std::move(where)), file_name_(std::move(file_name)), gml_(*text) {
    graph_.nodes.under_way().source = graph_.edges.under_way().source = text;
  }

  base::Result<void> read();

 private:
  using Done = base::Result<void>;
  enum class List { File, Graph, Node, Edge, Inner, LeftOut };
  struct Edge { std::size_t row; std::string_view source, target; bool says_direction; };

  Done broken(std::string what) const {
    return fail(ErrorKind::Input, std::move(what), fmt::format("{} line {}", where_, gml_.line()), "save it again from the program that wrote it");
  }
  Done read_list(List list, const std::string& path, int depth);
  Done read_pair(List list, const std::string& path, int depth);
  List inner_list(List outer, std::string_view key);
  void begin(List list);
  void end(List list);
  void end_node();
  Done put(List list, const std::string& name, std::string_view value);
  Done put_once(std::string_view& place, std::string_view key, std::string_view value);
  std::size_t column(const std::string& key);
  void put_ids();
  void add_remarks();

  Draft& draft_;
  std::string where_, file_name_;
  GmlReader gml_;
  GraphUnderWay graph_;
  RowsUnderWay* rows_ = nullptr; ///< of the node or edge under way
  std::string_view id_, case_id_, label_, drawn_label_, source_, target_; ///< of the node or edge under way
  std::unordered_map<std::string_view, std::string_view> ids_; ///< of nodes: the file's, the case's
  std::vector<std::size_t> without_id_;                        ///< nodes
  std::vector<Edge> edges_;
  std::uint64_t number_ = 0, drawings_ = 0, graphs_ = 0, of_graph_ = 0;
  bool directed_ = false;
};

Reader::List Reader::inner_list(List outer, std::string_view key) {
  if (outer == List::File && key == "graph" && ++graphs_ == 1) return List::Graph;
  if (outer == List::Graph && key == "node") return List::Node;
  if (outer == List::Graph && key == "edge") return List::Edge;
  if (contains(kOfDrawing, key) && outer != List::LeftOut) ++drawings_;
  of_graph_ += outer == List::Graph ? 1 : 0;
  const bool is_kept = (outer == List::Node || outer == List::Edge || outer == List::Inner) && !contains(kOfDrawing, key);
  return is_kept ? List::Inner : List::LeftOut;
}

void Reader::begin(List list) {
  if (list != List::Node && list != List::Edge) return;
  rows_ = list == List::Node ? &graph_.nodes : &graph_.edges;
  rows_->begin(++number_);
  id_ = case_id_ = label_ = drawn_label_ = source_ = target_ = {};
}

// The number that GML demands as an id gives way to the case's own id, where the node was written from a case.
void Reader::end_node() {
  auto& nodes = graph_.nodes;
  const bool is_ours = nodes.has(nodes.attribute(kTableColumn)) == model::Entity::kTable && !case_id_.empty();
  if (!is_ours && !case_id_.empty()) nodes.put(nodes.attribute("case_id"), case_id_);
  const auto id = is_ours ? case_id_ : id_;
  nodes.put(0, id);
  if (!id_.empty()) ids_.emplace(id_, id);
  else without_id_.push_back(nodes.rows() - 1);
  put_label(nodes, label_.empty() ? drawn_label_ : label_);
}

void Reader::end(List list) {
  if (list == List::Node) end_node();
  if (list != List::Edge) return;
  auto& edges = graph_.edges;
  edges.put(0, id_);
  edges_.push_back({edges.rows() - 1, source_, target_, !edges.has(edges.attribute("directed")).empty()});
}

Reader::Done Reader::read_list(List list, const std::string& path, int depth) {
  if (depth > kDeepestGml) return broken(fmt::format("lists are nested more than {} deep", kDeepestGml));
  begin(list);
  for (auto token = gml_.next();; token = gml_.next()) {
    if (token == (list == List::File ? GmlToken::End : GmlToken::Close)) break;
    if (token == GmlToken::End) return broken("the file ends inside a list: a bracket was not closed");
    const bool is_word = token == GmlToken::Number && std::isalpha(static_cast<unsigned char>(gml_.value()[0])); // `nan` may be a key
    if (token != GmlToken::Key && !is_word) return broken(fmt::format("{} stands where a key should", token == GmlToken::Close ? "`]`" : in_quotes(gml_.value())));
    if (auto read = read_pair(list, path, depth); !read) return read;
  }
  end(list);
  return {};
}

Reader::Done Reader::read_pair(List list, const std::string& path, int depth) {
  const std::string key(gml_.value()); // what means something to GML is never spelt as gml_key spells
  const auto token = gml_.next();
  const auto name = path.empty() ? key : fmt::format("{}.{}", path, key);
  if (token == GmlToken::Open) {
    const auto inner = inner_list(list, key);
    const bool is_row = inner == List::Node || inner == List::Edge || inner == List::Graph;
    return read_list(inner, is_row ? std::string() : inner == List::Inner ? name : key, depth + 1);
  }
  const bool is_bare_id = token == GmlToken::Key && contains(kIds, key);
  if (token == GmlToken::Text && gml_.value().find('&') != std::string_view::npos)
    return put(list, name, graph_.nodes.keep(without_entities(gml_.value())));
  if (token == GmlToken::Number || token == GmlToken::Text || is_bare_id) return put(list, name, gml_.value());
  return broken(fmt::format("the value of {} is neither a number nor text in quotes that are closed", in_quotes(key)));
}

Reader::Done Reader::put_once(std::string_view& place, std::string_view key, std::string_view value) {
  if (!place.empty()) return broken(fmt::format("{} stands twice in one list", key));
  if (value.empty()) return broken(fmt::format("{} is empty", key));
  place = value;
  return {};
}

std::size_t Reader::column(const std::string& key) {
  const bool of_node = rows_ == &graph_.nodes;
  constexpr std::array<std::string_view, 3> kNodeFields{"name", "role", "kind"};
  const auto name = name_of_gml_key(key);
  return (of_node ? contains(kNodeFields, name) : name == "type") ? rows_->column(name) : rows_->attribute(name);
}

Reader::Done Reader::put(List list, const std::string& name, std::string_view value) {
  if (list == List::Graph && name == "directed") directed_ = value == "1";
  if (list == List::Graph && name != "directed") ++of_graph_;
  if (list == List::LeftOut && name == "LabelGraphics.text") drawn_label_ = value;
  if (list == List::File || list == List::Graph || list == List::LeftOut) return {};
  if (list != List::Inner && name == "id") return put_once(id_, name, value);
  if (list == List::Edge && name == "source") return put_once(source_, name, value);
  if (list == List::Edge && name == "target") return put_once(target_, name, value);
  if (list == List::Node && name == "label") label_ = value;
  else if (list == List::Node && name == "case_id") case_id_ = value;
  else rows_->put(column(name), value);
  return {};
}

void Reader::put_ids() {
  std::unordered_set<std::string_view> taken;
  for (const auto& [file, own] : ids_) taken.insert(own);
  std::uint64_t next = 0;
  for (const auto row : without_id_) {
    auto id = fmt::format("node-{}", ++next);
    while (taken.contains(id)) id = fmt::format("node-{}", ++next);
    graph_.nodes.put_at(row, 0, graph_.nodes.keep(std::move(id)));
  }
  const auto own = [&](std::string_view id) {
    const auto found = ids_.find(id);
    return found == ids_.end() ? id : found->second;
  };
  auto& edges = graph_.edges;
  for (const auto& edge : edges_) {
    edges.put_at(edge.row, 1, own(edge.source));
    edges.put_at(edge.row, 2, own(edge.target));
    if (!directed_ && !edge.says_direction) edges.put_at(edge.row, edges.attribute("directed"), "false");
  }
}

void Reader::add_remarks() {
  const auto remark = [&](bool holds, const std::string& sentence) {
    if (holds) draft_.remarks.push_back(fmt::format("{}: {}.", file_name_, sentence));
  };
  remark(graphs_ > 1, fmt::format("the first of {} graphs was read", graphs_));
  remark(!without_id_.empty(), fmt::format("{} nodes have no id and were given one", without_id_.size()));
  remark(drawings_ > 0, fmt::format("{} drawings, with positions and colours, were left out", drawings_));
  remark(of_graph_ > 0, "data of the graph as a whole was left out");
}

base::Result<void> Reader::read() {
  if (auto read = read_list(List::File, {}, 0); !read) return read;
  if (graphs_ == 0) return broken("the file has no graph");
  put_ids();
  add_remarks();
  return add_graph(draft_, std::move(graph_), Nodes::Declared);
}

} // namespace

Fit is_gml(const Sniffed& file) {
  constexpr int kMostTokens = 64;
  GmlReader gml(file.text);
  auto before = GmlToken::Close;
  bool is_graph = false;
  for (int i = 0; i < kMostTokens; ++i) {
    const auto token = gml.next();
    if (token == GmlToken::Broken || token == GmlToken::End) break;
    if (token == GmlToken::Open && is_graph) return Fit::Content;
    is_graph = token == GmlToken::Key && before != GmlToken::Key && gml.value() == "graph";
    before = token;
  }
  return file.extension == "gml" ? Fit::Name : Fit::None;
}

base::Result<void> read_gml(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                            base::Progress& progress) {
  const auto size = bytes.size();
  auto decoded = decode_text(std::move(bytes));
  const auto name = path.filename().string();
  if (!decoded.remark.empty()) draft.remarks.push_back(fmt::format("{} {}.", name, decoded.remark));
  const auto text = std::make_shared<const std::string>(std::move(decoded.utf8));
  const auto read = Reader(draft, path.string(), name, text).read();
  progress.done += size;
  return read;
}

} // namespace cuibono::ingest
