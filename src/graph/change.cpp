#include "graph/change.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>

namespace cuibono::graph {
namespace {

std::vector<EntityId> tied_nodes(const Network& network) {
  std::vector<EntityId> nodes;
  for (const auto& link : network.links) {
    nodes.push_back(network.nodes[link.source]);
    nodes.push_back(network.nodes[link.target]);
  }
  std::ranges::sort(nodes);
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  return nodes;
}

std::vector<Pair> tied_pairs(const Network& network) {
  std::vector<Pair> pairs;
  for (const auto& link : network.links) pairs.push_back({network.nodes[link.source], network.nodes[link.target]});
  std::ranges::sort(pairs);
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

// What is in the second alone, what in the first alone, and how much is in both.
template <class Value>
std::size_t compare(const std::vector<Value>& before, const std::vector<Value>& after, std::vector<Value>& appeared,
                    std::vector<Value>& vanished) {
  std::ranges::set_difference(after, before, std::back_inserter(appeared));
  std::ranges::set_difference(before, after, std::back_inserter(vanished));
  return before.size() - vanished.size();
}

double jaccard(std::size_t both, std::size_t either) {
  return either == 0 ? 1 : static_cast<double>(both) / static_cast<double>(either);
}

using Cell = std::vector<EntityId>;

std::vector<Cell> cells_of(const Network& network, const Communities& communities) {
  std::vector<Cell> cells(communities.count);
  for (std::size_t v = 0; v < network.nodes.size(); ++v) cells[communities.of_node[v]].push_back(network.nodes[v]);
  std::erase_if(cells, [](const Cell& cell) { return cell.size() < 2; });
  for (auto& cell : cells) std::ranges::sort(cell);
  std::ranges::sort(cells);
  return cells;
}

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// For each cell the one of the others that shares most members with it, the first of equals; kNone where none shares
// any.
std::vector<std::size_t> nearest(const std::vector<Cell>& cells, const std::vector<Cell>& others) {
  std::map<EntityId, std::size_t> cell_of;
  for (std::size_t i = 0; i < others.size(); ++i)
    for (const auto member : others[i]) cell_of[member] = i;
  std::vector<std::size_t> result(cells.size(), kNone);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    std::map<std::size_t, std::size_t> shared;
    for (const auto member : cells[i])
      if (const auto found = cell_of.find(member); found != cell_of.end()) ++shared[found->second];
    const auto most = std::ranges::max_element(shared, {}, [](const auto& entry) { return entry.second; });
    if (most != shared.end()) result[i] = most->first;
  }
  return result;
}

// Which of the cells, those before first, belong together; by the lowest number of each set.
std::vector<std::size_t> together(const std::vector<Cell>& before, const std::vector<Cell>& after) {
  std::vector<std::size_t> set(before.size() + after.size());
  std::iota(set.begin(), set.end(), std::size_t{0});
  const auto root = [&](std::size_t i) {
    while (set[i] != i) i = set[i] = set[set[i]];
    return i;
  };
  const auto join = [&](std::size_t a, std::size_t b) {
    a = root(a);
    b = root(b);
    set[std::max(a, b)] = std::min(a, b);
  };
  const auto heirs = nearest(before, after), origins = nearest(after, before);
  for (std::size_t i = 0; i < heirs.size(); ++i)
    if (heirs[i] != kNone) join(i, before.size() + heirs[i]);
  for (std::size_t i = 0; i < origins.size(); ++i)
    if (origins[i] != kNone) join(before.size() + i, origins[i]);
  for (std::size_t i = 0; i < set.size(); ++i) set[i] = root(i);
  return set;
}

Cell all_of(const std::vector<Cell>& cells) {
  Cell all;
  for (const auto& cell : cells) all.insert(all.end(), cell.begin(), cell.end());
  std::ranges::sort(all);
  return all;
}

Fate fate_of(std::size_t before, std::size_t after) {
  if (before == 0) return Fate::New;
  if (after == 0) return Fate::Gone;
  if (before == 1) return after == 1 ? Fate::Persisted : Fate::Split;
  return after == 1 ? Fate::Merged : Fate::Regrouped;
}

} // namespace

double Change::persistence_of_nodes() const {
  return jaccard(nodes_stayed, nodes_stayed + nodes_appeared.size() + nodes_vanished.size());
}

double Change::persistence_of_ties() const { return jaccard(stayed, stayed + appeared.size() + vanished.size()); }

Change change(const Network& before, const Network& after) {
  Change result;
  result.nodes_stayed = compare(tied_nodes(before), tied_nodes(after), result.nodes_appeared, result.nodes_vanished);
  result.stayed = compare(tied_pairs(before), tied_pairs(after), result.appeared, result.vanished);
  return result;
}

std::vector<CellChange> cell_changes(const Network& before, const Communities& cells_before, const Network& after,
                                     const Communities& cells_after) {
  const auto were = cells_of(before, cells_before), are = cells_of(after, cells_after);
  const auto set = together(were, are);
  std::map<std::size_t, CellChange> by_set; // a set's number is that of its first cell, and those before come first
  for (std::size_t i = 0; i < were.size(); ++i) by_set[set[i]].before.push_back(were[i]);
  for (std::size_t i = 0; i < are.size(); ++i) by_set[set[were.size() + i]].after.push_back(are[i]);
  std::vector<CellChange> changes;
  for (auto& [number, cells] : by_set) {
    cells.fate = fate_of(cells.before.size(), cells.after.size());
    const auto all_before = all_of(cells.before), all_after = all_of(cells.after);
    Cell both;
    std::ranges::set_intersection(all_before, all_after, std::back_inserter(both));
    cells.overlap = jaccard(both.size(), all_before.size() + all_after.size() - both.size());
    changes.push_back(std::move(cells));
  }
  return changes;
}

} // namespace cuibono::graph
