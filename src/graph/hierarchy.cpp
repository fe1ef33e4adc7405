#include "graph/hierarchy.h"

#include <bit>
#include <cstdint>
#include <numeric>
#include <vector>

#include "graph/adjacency.h"
#include "graph/measures.h"
#include "graph/searches.h"

namespace cuibono::graph {
namespace {

// A set of nodes for each node.
class Sets {
 public:
  explicit Sets(std::size_t nodes) : words_((nodes + 63) / 64), bits_(nodes * words_) {}

  void add(std::uint32_t of, std::uint32_t node) { row(of)[node / 64] |= std::uint64_t{1} << (node % 64); }
  bool has(std::uint32_t of, std::uint32_t node) const { return row(of)[node / 64] >> (node % 64) & 1; }
  std::uint64_t* row(std::uint32_t of) { return bits_.data() + of * words_; }
  const std::uint64_t* row(std::uint32_t of) const { return bits_.data() + of * words_; }
  std::size_t words() const { return words_; }

 private:
  std::size_t words_;
  std::vector<std::uint64_t> bits_;
};

// Who reaches each node, itself among them.
Sets bosses(const Adjacency& in) {
  Sets above(in.size());
  Searches searches(in);
  std::vector<std::uint32_t> sources;
  for (std::uint32_t begin = 0; begin < in.size(); begin += Searches::kMost) {
    sources.resize(std::min<std::size_t>(Searches::kMost, in.size() - begin));
    std::iota(sources.begin(), sources.end(), begin);
    searches.run(sources, [&](std::uint32_t, std::uint32_t v, std::uint64_t bits) {
      for (; bits; bits &= bits - 1) above.add(begin + static_cast<std::uint32_t>(std::countr_zero(bits)), v);
    });
  }
  return above;
}

// Whether somebody who reaches both is reached by all others who do.
bool has_least_upper_bound(const Sets& above, std::uint32_t a, std::uint32_t b, std::vector<std::uint64_t>& both) {
  const auto words = above.words();
  for (std::size_t w = 0; w < words; ++w) both[w] = above.row(a)[w] & above.row(b)[w];
  for (std::size_t w = 0; w < words; ++w)
    for (auto left = both[w]; left; left &= left - 1) {
      const auto candidate = static_cast<std::uint32_t>(w * 64 + static_cast<std::size_t>(std::countr_zero(left)));
      bool is_least = true;
      for (std::size_t i = 0; i < words && is_least; ++i) is_least = (both[i] & ~above.row(candidate)[i]) == 0;
      if (is_least) return true;
    }
  return false;
}

double lub_of(const Sets& above, const Components& parts, const std::vector<double>& size) {
  const auto count = static_cast<std::uint32_t>(parts.of_node.size());
  std::vector<std::uint64_t> both(above.words());
  double without = 0, most = 0;
  for (std::uint32_t a = 0; a < count; ++a)
    for (std::uint32_t b = a + 1; b < count; ++b)
      without += parts.of_node[a] == parts.of_node[b] && !has_least_upper_bound(above, a, b, both);
  for (const double nodes : size) most += nodes > 2 ? (nodes - 1) * (nodes - 2) / 2 : 0;
  return most > 0 ? 1 - without / most : 1;
}

} // namespace

Hierarchy hierarchy(const Network& directed) {
  Hierarchy result;
  const auto count = static_cast<std::uint32_t>(directed.nodes.size());
  if (count < 2) return {.hierarchy = 1, .lub = 1};
  const auto parts = components(directed);
  std::vector<double> size(parts.count);
  for (const auto part : parts.of_node) ++size[part];
  const auto n = static_cast<double>(count);
  double together = 0, tree = 0, beyond_tree = 0, beyond_pairs = 0;
  for (const double nodes : size) {
    together += nodes * (nodes - 1);
    tree += nodes - 1;
    beyond_tree += nodes * (nodes - 1) - (nodes - 1);
    beyond_pairs += nodes * (nodes - 1) / 2 - (nodes - 1);
  }
  result.connectedness = together / (n * (n - 1));
  const auto links = static_cast<double>(adjacency(directed, Ends::Out).to.size());
  const auto pairs = static_cast<double>(adjacency(directed, Ends::Both).to.size()) / 2;
  if (beyond_tree > 0) result.efficiency = 1 - (links - tree) / beyond_tree;
  if (beyond_pairs > 0) result.efficiency_undirected = 1 - (pairs - tree) / beyond_pairs;
  if (count > kMostForPairs) return result; // what is left needs who reaches whom

  const auto above = bosses(adjacency(directed, Ends::In));
  double tied = 0, mutual = 0;
  for (std::uint32_t a = 0; a < count; ++a)
    for (std::uint32_t b = a + 1; b < count; ++b) {
      const bool down = above.has(b, a), up = above.has(a, b);
      tied += down || up;
      mutual += down && up;
    }
  result.hierarchy = tied > 0 ? 1 - mutual / tied : 1;
  result.lub = lub_of(above, parts, size);
  return result;
}

} // namespace cuibono::graph
