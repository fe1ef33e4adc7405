#include "ingest/graphs/dot.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <unordered_map>

#include "base/text.h"
#include "ingest/cell.h"
#include "ingest/exports/graph_of_case.h"
#include "ingest/graphs/dot_graph.h"
#include "ingest/graphs/dot_label.h"
#include "ingest/graphs/dot_lexer.h"
#include "ingest/graphs/graph_rows.h"
#include "ingest/graphs/text_lines.h"

namespace cuibono::ingest {
namespace {

using base::Result;

constexpr int kDeepestSubgraph = 256;

std::uint64_t most_work(std::string_view text) { return std::max<std::uint64_t>(2'000'000, 8 * text.size()); }

// The grammar, top down. Errors name the line alone.
class Parser {
 public:
  Parser(GraphRows& out, DotGraph& graph, base::Progress& progress) : out_(out), graph_(graph), progress_(progress), lexer_(out.text()) {}

  Result<void> read();
  std::uint64_t split_numbers() const { return lexer_.split_numbers(); }
  std::string_view graph_name() const { return graph_name_; }

 private:
  struct Statement {
    std::vector<std::vector<DotEnd>> ends;
    bool is_subgraph = false; ///< the first end is one
    std::uint64_t line = 0;
  };

  Result<void> advance();
  Result<void> expect(std::string_view symbol);
  Result<void> read_graph();
  Result<void> read_statements(std::size_t scope);
  Result<void> read_statement(std::size_t scope);
  Result<void> read_defaults(std::size_t scope);
  Result<void> read_edges(std::size_t scope, Statement statement);
  Result<void> read_end(std::size_t scope, Statement& statement);
  Result<void> read_node(std::size_t scope, std::string_view text, std::uint64_t line, std::vector<DotEnd>& ends);
  Result<void> read_nodes(std::size_t scope, std::string_view text, std::uint64_t line, std::vector<DotEnd>& ends);
  Result<void> read_graph_attribute(std::size_t scope, std::string_view name);
  Result<void> read_subgraph(std::size_t scope, std::vector<DotEnd>& ends);
  Result<void> read_attributes(DotValues& values);
  Result<void> read_attribute(DotValues& values);
  bool at(std::string_view symbol) const { return token_.is(DotKind::Symbol, symbol); }
  /// The text of the token, HTML with its outer <>.
  std::string_view keep_token() { return out_.keep(token_.kind == DotKind::Html ? "<" + token_.text + ">" : token_.text); }
  bool at_id() const { return token_.kind == DotKind::Id || token_.kind == DotKind::Html; }
  tl::unexpected<base::Error> unexpected(std::string_view wanted) const;
  tl::unexpected<base::Error> too_large() const;

  GraphRows& out_;
  DotGraph& graph_;
  base::Progress& progress_;
  DotLexer lexer_;
  DotToken token_;
  std::string_view graph_name_;
  std::uint64_t tokens_ = 0;
  int depth_ = 0;
  bool is_directed_ = true;
};

tl::unexpected<base::Error> Parser::unexpected(std::string_view wanted) const {
  const auto found = token_.kind == DotKind::End ? std::string("the end of the file") : in_quotes(token_.text);
  return base::fail(base::ErrorKind::Input, fmt::format("where {} should stand there is {}", wanted, found),
                    fmt::format("line {}", token_.line), "correct the line");
}

tl::unexpected<base::Error> Parser::too_large() const {
  return base::fail(base::ErrorKind::Input, "the graph has more edges or attributes than a file of its size may stand for",
                    fmt::format("line {}", token_.line), "split it");
}

Result<void> Parser::advance() {
  if (++tokens_ % 4096 == 0 && progress_.stopped()) return base::fail(base::ErrorKind::Cancelled, "the import was stopped");
  auto token = lexer_.next();
  if (!token) return tl::unexpected(token.error());
  token_ = std::move(*token);
  return {};
}

Result<void> Parser::expect(std::string_view symbol) {
  if (!at(symbol)) return unexpected(in_quotes(symbol));
  return advance();
}

// ID [= ID]; a name alone is true, as in old files.
Result<void> Parser::read_attribute(DotValues& values) {
  if (!at_id()) return unexpected("the name of an attribute");
  const auto name = graph_.attribute(token_.text);
  if (graph_.is_too_large()) return too_large();
  if (const auto moved = advance(); !moved) return moved;
  DotValues::Value value{name, "true", false};
  if (at("=")) {
    if (const auto moved = advance(); !moved) return moved;
    if (!at_id()) return unexpected("the value of an attribute");
    value.is_html = token_.kind == DotKind::Html;
    value.text = keep_token();
    if (const auto moved = advance(); !moved) return moved;
  }
  values.set(value);
  return {};
}

Result<void> Parser::read_attributes(DotValues& values) {
  while (at("[")) {
    if (const auto moved = advance(); !moved) return moved;
    while (!at("]")) {
      if (const auto read = read_attribute(values); !read) return read;
      if (at(",") || at(";"))
        if (const auto moved = advance(); !moved) return moved;
    }
    if (const auto moved = advance(); !moved) return moved;
  }
  return {};
}

// graph, node or edge and the attributes that what follows begins with.
Result<void> Parser::read_defaults(std::size_t scope) {
  const auto kind = token_.text;
  if (const auto moved = advance(); !moved) return moved;
  if (!at("[")) return unexpected("`[`");
  DotValues values;
  if (const auto read = read_attributes(values); !read) return read;
  auto& own = graph_.scopes[scope];
  (kind == "graph" ? own.graph : kind == "node" ? own.node : own.edge).set(values);
  return {};
}

// `:port` or `:port:compass` after a node.
Result<void> Parser::read_node(std::size_t scope, std::string_view text, std::uint64_t line, std::vector<DotEnd>& ends) {
  DotEnd end{graph_.node(scope, text, line), {}};
  if (graph_.is_too_large()) return too_large();
  std::string port;
  while (at(":")) {
    if (const auto moved = advance(); !moved) return moved;
    if (!at_id()) return unexpected("a port");
    port += (port.empty() ? "" : ":") + token_.text;
    if (const auto moved = advance(); !moved) return moved;
  }
  if (!port.empty()) end.port = out_.keep(std::move(port));
  ends.push_back(end);
  return {};
}

Result<void> Parser::read_subgraph(std::size_t scope, std::vector<DotEnd>& ends) {
  std::string_view name;
  if (token_.is(DotKind::Keyword, "subgraph")) {
    if (const auto moved = advance(); !moved) return moved;
    if (at_id()) {
      name = out_.keep(token_.text);
      if (const auto moved = advance(); !moved) return moved;
    }
  }
  if (++depth_ > kDeepestSubgraph)
    return base::fail(base::ErrorKind::Input, fmt::format("subgraphs are nested more than {} deep", kDeepestSubgraph),
                      fmt::format("line {}", token_.line), "flatten them");
  const auto inner = graph_.subgraph(scope, name);
  if (graph_.is_too_large()) return too_large();
  if (const auto opened = expect("{"); !opened) return opened;
  if (const auto read = read_statements(inner); !read) return read;
  --depth_;
  if (!graph_.members(inner, ends)) return too_large();
  return advance();
}

// A subgraph, or nodes parted by commas.
Result<void> Parser::read_end(std::size_t scope, Statement& statement) {
  statement.ends.emplace_back();
  if (at("{") || token_.is(DotKind::Keyword, "subgraph")) return read_subgraph(scope, statement.ends.back());
  if (!at_id()) return unexpected("a node");
  const auto text = out_.keep(token_.text);
  const auto line = token_.line;
  if (const auto moved = advance(); !moved) return moved;
  return read_nodes(scope, text, line, statement.ends.back());
}

// After the first node of a list, whose text was taken: its port, and what commas add.
Result<void> Parser::read_nodes(std::size_t scope, std::string_view text, std::uint64_t line, std::vector<DotEnd>& ends) {
  while (true) {
    if (const auto read = read_node(scope, text, line, ends); !read) return read;
    if (!at(",")) return {};
    if (const auto moved = advance(); !moved) return moved;
    if (!at_id()) return unexpected("a node");
    text = out_.keep(token_.text);
    line = token_.line;
    if (const auto moved = advance(); !moved) return moved;
  }
}

// What follows the first end: more ends, then attributes of the edges, or of the nodes where there are none.
Result<void> Parser::read_edges(std::size_t scope, Statement statement) {
  while (token_.kind == DotKind::Edge) {
    if (token_.text != (is_directed_ ? "->" : "--"))
      return unexpected(is_directed_ ? "`->`, the edge of a digraph," : "`--`, the edge of a graph,");
    if (const auto moved = advance(); !moved) return moved;
    if (const auto read = read_end(scope, statement); !read) return read;
  }
  DotValues values;
  if (const auto read = read_attributes(values); !read) return read;
  for (std::size_t i = 0; i + 1 < statement.ends.size(); ++i)
    if (!graph_.connect(scope, statement.ends[i], statement.ends[i + 1], values, statement.line)) return too_large();
  if (statement.ends.size() == 1 && !statement.is_subgraph)
    for (const auto& end : statement.ends[0]) graph_.nodes[end.node].values.set(values);
  return {};
}

// `=` and the value after the name of an attribute of the graph or subgraph.
Result<void> Parser::read_graph_attribute(std::size_t scope, std::string_view name) {
  if (const auto moved = advance(); !moved) return moved;
  if (!at_id()) return unexpected("the value of an attribute");
  graph_.scopes[scope].graph.set({graph_.attribute(name), keep_token(), token_.kind == DotKind::Html});
  return graph_.is_too_large() ? Result<void>(too_large()) : advance();
}

Result<void> Parser::read_statement(std::size_t scope) {
  if (token_.kind == DotKind::Keyword && token_.text != "subgraph") {
    if (token_.text == "strict" || token_.text == "digraph") return unexpected("a statement");
    return read_defaults(scope);
  }
  Statement statement;
  statement.line = token_.line;
  statement.is_subgraph = !at_id();
  if (statement.is_subgraph) {
    if (!at("{") && token_.kind != DotKind::Keyword) return unexpected("a statement");
    if (const auto read = read_end(scope, statement); !read) return read;
    return read_edges(scope, std::move(statement));
  }
  const auto text = out_.keep(token_.text);
  if (const auto moved = advance(); !moved) return moved;
  if (at("=")) return read_graph_attribute(scope, text);
  statement.ends.emplace_back();
  if (const auto read = read_nodes(scope, text, statement.line, statement.ends[0]); !read) return read;
  return read_edges(scope, std::move(statement));
}

// Up to the closing brace, which stays.
Result<void> Parser::read_statements(std::size_t scope) {
  while (!at("}")) {
    if (token_.kind == DotKind::End) return unexpected("`}`");
    const auto read = at(";") ? advance() : read_statement(scope);
    if (!read) return read;
  }
  return {};
}

Result<void> Parser::read_graph() {
  const bool is_strict = token_.is(DotKind::Keyword, "strict");
  if (is_strict)
    if (const auto moved = advance(); !moved) return moved;
  is_directed_ = token_.is(DotKind::Keyword, "digraph");
  if (!is_directed_ && !token_.is(DotKind::Keyword, "graph")) return unexpected("`graph` or `digraph`");
  if (const auto moved = advance(); !moved) return moved;
  if (at_id()) {
    graph_name_ = out_.keep(token_.text);
    if (const auto moved = advance(); !moved) return moved;
  }
  const auto scope = graph_.start(is_directed_, is_strict);
  if (const auto opened = expect("{"); !opened) return opened;
  if (const auto read = read_statements(scope); !read) return read;
  return advance();
}

Result<void> Parser::read() {
  do {
    if (const auto moved = graph_.graphs == 0 ? advance() : Result<void>(); !moved) return moved;
    if (const auto read = read_graph(); !read) return read;
  } while (token_.kind != DotKind::End);
  return {};
}

// What was parsed as rows.
class Rows {
 public:
  Rows(GraphRows& out, DotGraph& graph, std::string_view graph_name) : out_(out), graph_(graph), graph_name_(graph_name) {}

  void add() {
    for (const auto& node : graph_.nodes) add_node(node);
    for (const auto& edge : graph_.edges) ++keys_[text(edge, key_)];
    for (const auto& edge : graph_.edges) add_edge(edge);
  }
  void add_remarks(std::uint64_t split_numbers);

 private:
  template <class Item>
  std::string_view text(const Item& item, std::size_t name) const {
    const auto* value = item.values.find(name);
    return value ? value->text : std::string_view();
  }
  std::string name_from(const DotNode& node, const DotValues::Value& label) const;
  std::string cluster_name(std::size_t scope) const;
  template <class Item>
  bool is_of_case(const Item& item) const;
  std::string_view single(std::string_view doubled);
  void add_node(const DotNode& node);
  void add_node_of_case(const DotNode& node);
  void add_edge(const DotEdge& edge);

  GraphRows& out_;
  DotGraph& graph_;
  std::string_view graph_name_;
  std::size_t label_ = graph_.attribute("label"), shape_ = graph_.attribute("shape"), key_ = graph_.attribute("key"),
              dir_ = graph_.attribute("dir"), directed_ = graph_.attribute("directed"), table_ = graph_.attribute(kTableColumn);
  std::vector<std::string_view> ids_; ///< of the nodes
  std::unordered_map<std::string_view, std::uint64_t> keys_; ///< how many edges have each
};

std::string html_text(std::string_view label) { return text_of_dot_html(label.substr(1, label.size() - 2)); }

std::string Rows::name_from(const DotNode& node, const DotValues::Value& label) const {
  if (label.is_html) return html_text(label.text);
  const auto shape = base::to_lower(text(node, shape_));
  if (shape == "record" || shape == "mrecord") return text_of_dot_record(label.text, node.text, graph_name_);
  return text_of_dot_label(label.text, node.text, graph_name_);
}

std::string Rows::cluster_name(std::size_t scope) const {
  const auto& own = graph_.scopes[scope];
  const auto* label = own.graph.find(label_);
  const auto shown = !label ? std::string() : label->is_html ? html_text(label->text) : text_of_dot_label(label->text, {}, graph_name_);
  return shown.empty() ? std::string(own.name) : shown;
}

// A case that was written as DOT says everything in attributes of its own, with backslashes doubled; the label is for others.
template <class Item>
bool Rows::is_of_case(const Item& item) const {
  const auto table = text(item, table_);
  return table == model::Entity::kTable || table == model::Tie::kTable || table == model::Payment::kTable;
}

std::string_view Rows::single(std::string_view doubled) {
  return doubled.find('\\') == doubled.npos ? doubled : out_.keep(unescaped(doubled));
}

void Rows::add_node_of_case(const DotNode& node) {
  for (const auto& value : node.values.all)
    if (value.name != label_) out_.set_node(GraphRows::node_column(single(graph_.names[value.name])), single(value.text));
}

void Rows::add_node(const DotNode& node) {
  ids_.push_back(is_of_case(node) ? single(node.text) : node.text);
  out_.add_node(node.line, ids_.back());
  if (is_of_case(node)) return add_node_of_case(node);
  const auto* label = node.values.find(label_);
  const bool has_own_label = label && !label->text.empty() && label->text != "\\N";
  for (const auto& value : node.values.all) {
    if (value.name == label_) continue;
    const auto& name = graph_.names[value.name];
    const bool yields = has_own_label && base::to_lower(name) == "name";
    out_.set_node(yields ? std::string(kAttributePrefix) + name : GraphRows::node_column(name), value.text);
  }
  if (has_own_label) {
    const auto name = name_from(node, *label);
    out_.set_node("name", out_.keep(name));
    if (name != label->text) out_.set_node("attribute:label", label->text);
  }
  if (node.cluster > 0) out_.set_node("attribute:cluster", out_.keep(cluster_name(node.cluster)));
}

// `key` is what Graphviz calls an edge's id. `dir=none` beside `directed=false` is how an undirected tie stands in a digraph.
void Rows::add_edge(const DotEdge& edge) {
  out_.add_tie(edge.line, ids_[edge.tail], ids_[edge.head], edge.is_directed);
  const bool is_undirected = text(edge, directed_) == "false";
  const bool of_case = is_of_case(edge);
  for (const auto& value : edge.values.all) {
    if (value.name == dir_ && is_undirected && value.text == "none") continue;
    if (of_case && value.name == label_) continue;
    if (of_case) {
      const auto& name = graph_.names[value.name];
      out_.set_tie(name == "id" ? name : GraphRows::tie_column(single(name)), single(value.text));
      continue;
    }
    const bool is_id = value.name == key_ && keys_.at(value.text) == 1 && id_problem("id", value.text).empty();
    out_.set_tie(is_id ? std::string("id") : GraphRows::tie_column(graph_.names[value.name]), value.text);
  }
}

void Rows::add_remarks(std::uint64_t split_numbers) {
  std::uint64_t graph_attributes = 0;
  std::string charset;
  for (const auto& scope : graph_.scopes)
    for (const auto& value : scope.graph.all) {
      if (base::to_lower(graph_.names[value.name]) == "charset") charset = base::to_lower(value.text);
      graph_attributes += scope.name.empty() || value.name != label_ ? 1 : 0;
    }
  out_.remark(graph_.graphs > 1, "the file has several graphs; they were read as one");
  out_.remark(graph_.repeats > 0, fmt::format("{} edges repeat an edge of a strict graph, or of the same key, and were joined to it", graph_.repeats));
  out_.remark(graph_attributes > 0, fmt::format("{} attributes of graphs and subgraphs as a whole were left out", graph_attributes));
  out_.remark(graph_.more_clusters > 0, fmt::format("{} times a node stands in a further named subgraph; its first is kept as `cluster`", graph_.more_clusters));
  out_.remark(split_numbers > 0, fmt::format("{} numbers run into letters and were read as two words, as Graphviz does", split_numbers));
  const bool is_known = charset.empty() || charset == "utf-8" || charset == "utf8" || charset.find("latin") != charset.npos || charset == "iso-8859-1";
  out_.remark(!is_known, fmt::format("the file says that its letters are {}, which is not read; check them", in_quotes(charset)));
}

base::Error with_path(base::Error error, const std::filesystem::path& path) {
  if (error.kind == base::ErrorKind::Input) error.where = path.string() + " " + error.where;
  return error;
}

} // namespace

Fit is_dot(const Sniffed& file) {
  DotLexer lexer(file.text);
  auto token = lexer.next();
  if (token && token->is(DotKind::Keyword, "strict")) token = lexer.next();
  const bool begins = token && (token->is(DotKind::Keyword, "graph") || token->is(DotKind::Keyword, "digraph"));
  if (begins) token = lexer.next();
  if (begins && token && (token->kind == DotKind::Id || token->kind == DotKind::Html)) token = lexer.next();
  if (begins && token && token->is(DotKind::Symbol, "{")) return Fit::Content;
  return file.extension == "dot" || file.extension == "gv" ? Fit::Name : Fit::None;
}

base::Result<void> read_dot(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&, base::Progress& progress) {
  const auto size = bytes.size();
  auto tables = GraphRows::open(draft, path, without_latin_1(std::move(bytes)));
  if (!tables) return tl::unexpected(tables.error());
  DotGraph graph(most_work(tables->text()));
  Parser parser(*tables, graph, progress);
  if (const auto read = parser.read(); !read) return tl::unexpected(with_path(read.error(), path));
  Rows rows(*tables, graph, parser.graph_name());
  rows.add();
  rows.add_remarks(parser.split_numbers());
  progress.done += size;
  return tables->finish();
}

} // namespace cuibono::ingest
