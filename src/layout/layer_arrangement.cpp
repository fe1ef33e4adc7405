#include <algorithm>
#include <numeric>

#include "layout/arrangements.h"
#include "layout/slots.h"

namespace cuibono::layout {
namespace {

constexpr int kOrderSweeps = 12, kPlaceSweeps = 8;
constexpr double kLayer = 1.5;           // between layers, steps
constexpr double kBend = .4;             // room of a link that passes a layer, steps
constexpr std::size_t kBendsPerLink = 4; // on the mean: beyond, the longest links run straight

// Who is reached from whom, without the arcs that close a circle; from sources on, depth first.
std::vector<std::vector<std::uint32_t>> without_circles(const graph::Adjacency& out, const graph::Adjacency& in) {
  enum : char { New, Open, Done };
  std::vector<char> state(out.size(), New);
  std::vector<std::vector<std::uint32_t>> below(out.size());
  std::vector<std::pair<std::uint32_t, std::uint32_t>> stack; // a node, and which of its arcs comes next
  const auto visit = [&](std::uint32_t root) {
    stack.push_back({root, 0});
    state[root] = Open;
    while (!stack.empty()) {
      auto& [v, arc] = stack.back();
      if (arc == out.degree(v)) {
        state[v] = Done;
        stack.pop_back();
        continue;
      }
      const auto from = v, to = out.of(v)[arc++];
      if (state[to] == Open)
        below[to].push_back(from); // against the arrow
      else
        below[from].push_back(to);
      if (state[to] != New) continue;
      state[to] = Open;
      stack.push_back({to, 0});
    }
  };
  for (std::uint32_t v = 0; v < out.size(); ++v)
    if (in.degree(v) == 0) visit(v);
  for (std::uint32_t v = 0; v < out.size(); ++v)
    if (state[v] == New) visit(v);
  return below;
}

std::vector<std::uint32_t> longest_paths(const std::vector<std::vector<std::uint32_t>>& below) {
  std::vector<std::uint32_t> waiting_for(below.size()), layer(below.size()), ready;
  for (const auto& targets : below)
    for (const auto v : targets) ++waiting_for[v];
  for (std::uint32_t v = 0; v < below.size(); ++v)
    if (waiting_for[v] == 0) ready.push_back(v);
  for (std::size_t head = 0; head < ready.size(); ++head)
    for (const auto v : below[ready[head]]) {
      layer[v] = std::max(layer[v], layer[ready[head]] + 1);
      if (--waiting_for[v] == 0) ready.push_back(v);
    }
  return layer;
}

// Nodes, and bends where a link passes a layer, by layer from left to right.
class Layers {
 public:
  Layers(const std::vector<std::vector<std::uint32_t>>& below, const std::vector<std::uint32_t>& layer,
         const std::vector<char>& stands)
      : nodes_(below.size()), layer_(layer), up_(below.size()), down_(below.size()) {
    std::vector<graph::Link> links;
    for (std::uint32_t v = 0; v < below.size(); ++v)
      for (const auto u : below[v]) links.push_back({v, u});
    const auto span = [&](const graph::Link& link) { return layer[link.target] - layer[link.source]; };
    std::ranges::stable_sort(links, {}, span);
    auto bends = kBendsPerLink * links.size();
    for (const auto& link : links) {
      const std::size_t needed = span(link) - 1;
      if (needed > bends) break;
      bends -= needed;
      thread(link);
    }
    rows_.resize(layer_.empty() ? 0 : *std::ranges::max_element(layer_) + 1);
    for (std::uint32_t i = 0; i < layer_.size(); ++i)
      if (i >= nodes_ || stands[i] != 0) rows_[layer_[i]].push_back(i);
  }

  // Barycentres, down and up in turn.
  void order() {
    std::vector<double> rank(layer_.size());
    for (int sweep = 0; sweep < kOrderSweeps; ++sweep)
      each_row(sweep % 2 == 0, [&](std::vector<std::uint32_t>& row) {
        const auto& before = sweep % 2 == 0 ? up_ : down_;
        std::vector<std::pair<double, std::uint32_t>> wish;
        for (const auto i : row) wish.push_back({before[i].empty() ? rank[i] : mean(before[i], rank), i});
        std::ranges::stable_sort(wish, {}, [](const auto& pair) { return pair.first; });
        for (std::size_t k = 0; k < row.size(); ++k) {
          row[k] = wish[k].second;
          rank[row[k]] = static_cast<double>(k);
        }
      });
  }

  // Each as near above or below its neighbours as the order and the room allow, in steps.
  std::vector<double> place() const {
    std::vector<double> x(layer_.size());
    for (const auto& row : rows_)
      for (std::size_t k = 1; k < row.size(); ++k) x[row[k]] = x[row[k - 1]] + room(row[k - 1], row[k]);
    for (int sweep = 0; sweep < kPlaceSweeps; ++sweep)
      each_row(sweep % 2 == 0, [&](const std::vector<std::uint32_t>& row) {
        const auto& before = sweep % 2 == 0 ? up_ : down_;
        std::vector<double> wish;
        for (const auto i : row) wish.push_back(before[i].empty() ? x[i] : mean(before[i], x));
        settle(row, wish, x);
      });
    return x;
  }

 private:
  void thread(const graph::Link& link) {
    auto above = link.source;
    for (auto passed = layer_[link.source] + 1; passed < layer_[link.target]; ++passed) {
      const auto bend = static_cast<std::uint32_t>(layer_.size());
      layer_.push_back(passed);
      up_.emplace_back();
      down_.emplace_back();
      join(above, bend);
      above = bend;
    }
    join(above, link.target);
  }

  void join(std::uint32_t above, std::uint32_t below) {
    down_[above].push_back(below);
    up_[below].push_back(above);
  }

  template <class Work>
  void each_row(bool downwards, Work&& work) {
    for (std::size_t i = 0; i < rows_.size(); ++i) work(rows_[downwards ? i : rows_.size() - 1 - i]);
  }
  template <class Work>
  void each_row(bool downwards, Work&& work) const {
    for (std::size_t i = 0; i < rows_.size(); ++i) work(rows_[downwards ? i : rows_.size() - 1 - i]);
  }

  static double mean(const std::vector<std::uint32_t>& of, const std::vector<double>& value) {
    double sum = 0;
    for (const auto i : of) sum += value[i];
    return sum / static_cast<double>(of.size());
  }

  double room(std::uint32_t left, std::uint32_t right) const {
    return ((left < nodes_ ? 1 : kBend) + (right < nodes_ ? 1 : kBend)) / 2;
  }

  // Least squares under the order: neighbours that get in each other's way share the mean of their wishes (pool
  // adjacent violators).
  void settle(const std::vector<std::uint32_t>& row, const std::vector<double>& wish, std::vector<double>& x) const {
    struct Pool {
      double sum, count;
    };
    std::vector<Pool> pools;
    double offset = 0;
    std::vector<double> offsets;
    for (std::size_t k = 0; k < row.size(); ++k) {
      if (k > 0) offset += room(row[k - 1], row[k]);
      offsets.push_back(offset);
      pools.push_back({wish[k] - offset, 1});
      while (pools.size() > 1 &&
             pools[pools.size() - 2].sum * pools.back().count > pools.back().sum * pools[pools.size() - 2].count) {
        pools[pools.size() - 2].sum += pools.back().sum;
        pools[pools.size() - 2].count += pools.back().count;
        pools.pop_back();
      }
    }
    std::size_t k = 0;
    for (const auto& [sum, count] : pools)
      for (double i = 0; i < count; ++i, ++k) x[row[k]] = sum / count + offsets[k];
  }

  std::size_t nodes_;
  std::vector<std::uint32_t> layer_;
  std::vector<std::vector<std::uint32_t>> up_, down_, rows_;
};

} // namespace

std::vector<std::uint32_t> layers_of(const graph::Network& directed) {
  const auto out = graph::adjacency(directed, graph::Ends::Out), in = graph::adjacency(directed, graph::Ends::In);
  return longest_paths(without_circles(out, in));
}

std::vector<Point> layer_arrangement(const graph::Network& directed, double step) {
  const auto out = graph::adjacency(directed, graph::Ends::Out), in = graph::adjacency(directed, graph::Ends::In);
  const auto below = without_circles(out, in);
  const auto layer = longest_paths(below);
  std::vector<char> stands(layer.size());
  std::vector<std::uint32_t> others;
  for (std::uint32_t v = 0; v < layer.size(); ++v) {
    stands[v] = out.degree(v) + in.degree(v) > 0;
    if (stands[v] == 0) others.push_back(v);
  }
  Layers layers(below, layer, stands);
  layers.order();
  const auto x = layers.place();
  std::vector<Point> at(layer.size());
  for (std::size_t v = 0; v < at.size(); ++v)
    if (stands[v] != 0) at[v] = {x[v] * step, layer[v] * kLayer * step};
  put_below(at, stands, others, step);
  return at;
}

} // namespace cuibono::layout
