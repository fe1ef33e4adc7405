#include <algorithm>
#include <numeric>

#include "layout/arrangements.h"
#include "layout/slots.h"

namespace cuibono::layout {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFFu;

// Children by parent, and all nodes that have either, parents before children. Circles are cut where they are entered.
struct Forest {
  std::vector<std::uint32_t> parent, order, depth;
  std::vector<std::vector<std::uint32_t>> children;

  explicit Forest(const std::vector<std::optional<std::uint32_t>>& parents)
      : parent(parents.size(), kNone), depth(parents.size()), children(parents.size()) {
    cut_circles(parents);
    for (std::uint32_t v = 0; v < parent.size(); ++v)
      if (parent[v] != kNone) children[parent[v]].push_back(v);
    for (std::uint32_t v = 0; v < parent.size(); ++v)
      if (parent[v] == kNone && !children[v].empty()) descend(v);
  }

 private:
  void cut_circles(const std::vector<std::optional<std::uint32_t>>& parents) {
    std::vector<std::uint32_t> walk_of(parents.size(), kNone);
    for (std::uint32_t start = 0; start < parents.size(); ++start) {
      auto v = start;
      while (walk_of[v] == kNone) {
        walk_of[v] = start;
        if (!parents[v] || *parents[v] == v || walk_of[*parents[v]] == start) break;
        parent[v] = *parents[v];
        v = parent[v];
      }
    }
  }

  // Depth first, so that the leaves of one tree follow each other.
  void descend(std::uint32_t root) {
    std::vector<std::uint32_t> waiting{root};
    while (!waiting.empty()) {
      const auto v = waiting.back();
      waiting.pop_back();
      order.push_back(v);
      for (auto i = children[v].size(); i-- > 0;) {
        depth[children[v][i]] = depth[v] + 1;
        waiting.push_back(children[v][i]);
      }
    }
  }
};

} // namespace

std::vector<Point> tree_arrangement(const std::vector<std::optional<std::uint32_t>>& parent, double step) {
  const Forest forest(parent);
  std::vector<Point> at(parent.size());
  std::vector<char> stands(parent.size());
  double next = 0;
  for (const auto v : forest.order) {
    stands[v] = 1;
    at[v].y = 1.5 * step * forest.depth[v];
    if (forest.children[v].empty()) at[v].x = step * next++;
  }
  for (auto i = forest.order.size(); i-- > 0;) {
    const auto& children = forest.children[forest.order[i]];
    if (!children.empty()) at[forest.order[i]].x = (at[children.front()].x + at[children.back()].x) / 2;
  }
  std::vector<std::uint32_t> others;
  for (std::uint32_t v = 0; v < at.size(); ++v)
    if (stands[v] == 0) others.push_back(v);
  put_below(at, stands, others, step);
  return at;
}

} // namespace cuibono::layout
