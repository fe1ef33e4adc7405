#include "ingest/graphs/dot_graph.h"

#include <algorithm>

#include "ingest/csv.h"

namespace cuibono::ingest {
namespace {

constexpr std::uint64_t kMostValues = std::uint64_t{1} << 25;

} // namespace

const DotValues::Value* DotValues::find(std::size_t name) const {
  const auto found = std::ranges::find(all, name, &Value::name);
  return found == all.end() ? nullptr : &*found;
}

void DotValues::set(const Value& value) {
  const auto found = std::ranges::find(all, value.name, &Value::name);
  if (found == all.end()) all.push_back(value);
  else *found = value;
}

void DotValues::set(const DotValues& values) {
  for (const auto& value : values.all) set(value);
}

std::size_t DotGraph::start(bool is_directed, bool is_strict) {
  is_directed_ = is_directed;
  is_strict_ = is_strict;
  ++graphs;
  scopes.emplace_back();
  return scopes.size() - 1;
}

std::size_t DotGraph::subgraph(std::size_t parent, std::string_view name) {
  if (!name.empty()) {
    const auto [known, is_new] = subgraphs_.try_emplace({parent, name}, scopes.size());
    if (!is_new) return known->second;
  }
  DotScope scope;
  scope.parent = parent;
  scope.name = name;
  scope.cluster = name.empty() ? scopes[parent].cluster : scopes.size();
  scope.node = scopes[parent].node;
  scope.edge = scopes[parent].edge;
  stored_ += scope.node.all.size() + scope.edge.all.size();
  scopes[parent].inner.push_back(scopes.size());
  scopes.push_back(std::move(scope));
  return scopes.size() - 1;
}

std::size_t DotGraph::attribute(std::string_view name) {
  const auto [known, is_new] = attributes_.try_emplace(std::string(name), names.size());
  if (is_new) names.emplace_back(name);
  return known->second;
}

std::size_t DotGraph::node(std::size_t scope, std::string_view text, std::uint64_t line) {
  const auto [known, is_new] = by_text_.try_emplace(text, nodes.size());
  if (is_new) {
    nodes.push_back({text, line, scopes[scope].node, 0});
    stored_ += scopes[scope].node.all.size();
  }
  auto& found = nodes[known->second];
  auto& own = scopes[scope];
  if (own.nodes.empty() || own.nodes.back() != known->second) own.nodes.push_back(known->second);
  if (found.cluster == 0) found.cluster = own.cluster;
  else if (own.cluster != 0 && own.cluster != found.cluster) ++more_clusters;
  return known->second;
}

bool DotGraph::spend(std::uint64_t work) {
  if (work > work_left_) return false;
  work_left_ -= work;
  return true;
}

bool DotGraph::members(std::size_t scope, std::vector<DotEnd>& ends) {
  std::vector<std::size_t> found, open{scope};
  while (!open.empty()) {
    const auto& own = scopes[open.back()];
    open.pop_back();
    if (!spend(own.nodes.size() + own.inner.size())) return false;
    found.insert(found.end(), own.nodes.begin(), own.nodes.end());
    open.insert(open.end(), own.inner.begin(), own.inner.end());
  }
  std::ranges::sort(found);
  const auto repeats_of_nodes = std::ranges::unique(found);
  found.erase(repeats_of_nodes.begin(), repeats_of_nodes.end());
  for (const auto node : found) ends.push_back({node, {}});
  return true;
}

// The edge that these ends and key already have; in a strict graph any edge of these ends.
DotEdge* DotGraph::known_edge(std::size_t tail, std::size_t head, const DotValues& values) {
  const auto* key = values.find(key_);
  if (!is_strict_ && !key) return nullptr;
  if (!is_directed_ && tail > head) std::swap(tail, head);
  const auto [known, is_new] = strands_.try_emplace({graphs, tail, head, is_strict_ ? std::string_view() : key->text}, edges.size());
  return is_new ? nullptr : &edges[known->second];
}

void DotGraph::add_edge(const DotScope& scope, const DotEnd& tail, const DotEnd& head, const DotValues& values, std::uint64_t line) {
  auto* edge = known_edge(tail.node, head.node, values);
  const auto before = edge ? edge->values.all.size() : 0;
  if (edge) {
    ++repeats;
  } else {
    edges.push_back({tail.node, head.node, line, is_directed_, scope.edge});
    edge = &edges.back();
  }
  edge->values.set(values);
  if (!tail.port.empty()) edge->values.set({tailport_, tail.port});
  if (!head.port.empty()) edge->values.set({headport_, head.port});
  stored_ += edge->values.all.size() - before;
}

bool DotGraph::connect(std::size_t scope, const std::vector<DotEnd>& tails, const std::vector<DotEnd>& heads, const DotValues& values,
                       std::uint64_t line) {
  for (const auto& tail : tails) {
    if (!spend(heads.size()) || is_too_large()) return false;
    for (const auto& head : heads) add_edge(scopes[scope], tail, head, values, line);
  }
  return true;
}

bool DotGraph::is_too_large() const { return stored_ > kMostValues || names.size() > kMostCells; }

} // namespace cuibono::ingest
