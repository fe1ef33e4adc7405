#include "ingest/graphs/gephi_json.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "base/text.h"
#include "ingest/cell.h"
#include "ingest/csv.h"
#include "ingest/graphs/graph_rows.h"
#include "ingest/json_text.h"

namespace cuibono::ingest {
namespace {

using nlohmann::json;

std::string text_of(const json& value) { return value.is_string() ? value.get<std::string>() : value.is_null() ? std::string() : value.dump(); }

std::string text_at(const json& object, const char* name) {
  const auto found = object.is_object() ? object.find(name) : object.end();
  return object.is_object() && found != object.end() ? text_of(*found) : std::string();
}

const json* list_at(const json& root, const char* name) {
  const auto found = root.is_object() ? root.find(name) : root.end();
  return root.is_object() && found != root.end() && found->is_array() ? &*found : nullptr;
}

class Reader {
 public:
  explicit Reader(GraphRows& out) : out_(out) {}

  base::Result<void> read(const json& root);

 private:
  void read_node(const json& node, std::uint64_t number);
  void read_edge(const json& edge, std::uint64_t number, bool are_undirected);
  void read_attributes(const json& element, bool are_of_node);

  GraphRows& out_;
  std::unordered_set<std::string> keys_, edge_keys_;
  std::uint64_t positions_ = 0;
};

void Reader::read_attributes(const json& element, bool are_of_node) {
  const auto found = element.find("attributes");
  if (found == element.end() || !found->is_object()) return;
  for (const auto& [name, value] : found->items()) {
    if (!are_of_node) out_.set_tie(GraphRows::tie_column(name), out_.keep(text_of(value)));
    else if (name == "x" || name == "y" || name == "z") ++positions_;
    else out_.set_node(GraphRows::node_column(name), out_.keep(text_of(value)));
  }
}

void Reader::read_node(const json& node, std::uint64_t number) {
  const auto key = text_at(node, "key");
  if (key.empty()) return out_.issue(number, "the node has no key");
  keys_.insert(key);
  out_.add_node(number, out_.keep(key));
  read_attributes(node, true);
}

void Reader::read_edge(const json& edge, std::uint64_t number, bool are_undirected) {
  const auto source = text_at(edge, "source"), target = text_at(edge, "target"), key = text_at(edge, "key");
  for (const auto& end : {source, target})
    if (!keys_.contains(end))
      return out_.issue(number, end.empty() ? std::string("the edge lacks its source or target")
                                            : fmt::format("the edge names node {}, which the file does not declare", in_quotes(end)));
  out_.add_tie(number, out_.keep(source), out_.keep(target), !are_undirected && text_at(edge, "undirected") != "true");
  if (edge_keys_.insert(key).second) out_.set_tie("id", out_.keep(key));
  else out_.set_tie("attribute:key", out_.keep(key));
  read_attributes(edge, false);
}

base::Result<void> Reader::read(const json& root) {
  const auto *nodes = list_at(root, "nodes"), *edges = list_at(root, "edges");
  if (!nodes || !edges) return out_.failure("this JSON is no graph: it has no lists `nodes` and `edges`", 0, "see `cuibono formats` for what is read");
  const auto options = root.find("options");
  const bool are_undirected = options != root.end() && text_at(*options, "type") == "undirected";
  std::uint64_t number = 0;
  for (const auto& node : *nodes) read_node(node, ++number);
  for (const auto& edge : *edges) read_edge(edge, ++number, are_undirected);
  out_.remark(positions_ > 0, fmt::format("{} coordinates of nodes were left out; the layout is computed anew", positions_));
  return out_.finish();
}

} // namespace

Fit is_gephi_json(const Sniffed& file) {
  if (!base::trim(file.text).starts_with('{')) return Fit::None;
  const auto has = [&](std::string_view word) { return file.text.find(word) != file.text.npos; };
  return has("\"options\"") && has("\"nodes\"") && (has("\"edges\"") || has("\"key\"")) ? Fit::Content : Fit::None;
}

base::Result<void> read_gephi_json(Draft& draft, const std::filesystem::path& path, std::string bytes, const ReadOptions&,
                                   base::Progress& progress) {
  const auto size = bytes.size();
  auto rows = GraphRows::open(draft, path, std::move(bytes));
  if (!rows) return tl::unexpected(rows.error());
  const auto root = parse_json(rows->text(), path.string());
  if (!root) return tl::unexpected(root.error());
  const auto read = Reader(*rows).read(*root);
  progress.done += size;
  return read;
}

} // namespace cuibono::ingest
