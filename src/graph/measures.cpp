#include "graph/measures.h"

#include <algorithm>
#include <boost/graph/connected_components.hpp>
#include <utility>

#include "graph/csr.h"
#include "graph/parallel.h"

namespace cuibono::graph {
namespace {

// Sources are taken in this many fixed shares, so that sums are the same whatever the number of threads.
constexpr std::size_t kShares = 32;

// One source after another (Brandes 2001), adding up in a share of its own.
class Brandes {
 public:
  explicit Brandes(const Csr& graph)
      : first_(graph.m_forward.m_rowstart.data()), to_(graph.m_forward.m_column.data()),
        distance_(boost::num_vertices(graph), kUnseen), paths_(distance_.size()), dependency_(distance_.size()),
        sum_(distance_.size()), successor_(boost::num_edges(graph) + 1), successors_end_(distance_.size()) {
    reached_.reserve(distance_.size());
  }

  void from(std::uint32_t source) {
    count_paths(source);
    add_dependencies(source);
    for (const auto v : reached_) distance_[v] = kUnseen;
  }

  std::vector<double> take_sum() { return std::move(sum_); }

 private:
  static constexpr std::uint32_t kUnseen = 0xFFFFFFFFu;

  // Breadth first. Successors are written one after another, node by node in the order reached, without a branch.
  void count_paths(std::uint32_t source) {
    reached_.assign(1, source);
    distance_[source] = 0;
    paths_[source] = 1;
    std::uint32_t end = 0;
    for (std::size_t head = 0; head < reached_.size(); ++head) {
      const auto v = reached_[head], next = distance_[v] + 1, begin = end;
      for (auto arc = first_[v]; arc < first_[v + 1]; ++arc) {
        const auto u = to_[arc];
        if (distance_[u] == kUnseen) {
          distance_[u] = next;
          paths_[u] = 0;
          reached_.push_back(u);
        }
        successor_[end] = u;
        end += distance_[u] == next;
      }
      for (auto i = begin; i < end; ++i) paths_[successor_[i]] += paths_[v];
      successors_end_[head] = end;
    }
  }

  // From the farthest back: what each node passes on is the sum over its successors.
  void add_dependencies(std::uint32_t source) {
    for (auto i = reached_.size(); i-- > 0;) {
      const auto v = reached_[i];
      double passed = 0;
      auto j = i == 0 ? 0 : successors_end_[i - 1];
      for (; j < successors_end_[i]; ++j) passed += dependency_[successor_[j]];
      dependency_[v] = 1 / paths_[v] + passed;
      if (v != source) sum_[v] += paths_[v] * passed;
    }
  }

  const std::uint32_t* first_;
  const std::uint32_t* to_;
  std::vector<std::uint32_t> distance_;
  std::vector<double> paths_;      // shortest ones from the source
  std::vector<double> dependency_; // (1 + Brandes's dependency) / paths
  std::vector<double> sum_;
  std::vector<std::uint32_t> reached_; // in order of distance
  std::vector<std::uint32_t> successor_, successors_end_; // by place in reached_; one to spare
};

} // namespace

Csr make_csr(const Network& network, Arcs arcs) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  pairs.reserve(2 * network.links.size());
  for (const auto [source, target] : network.links) {
    pairs.emplace_back(source, target);
    if (!network.directed || arcs == Arcs::Both) pairs.emplace_back(target, source);
  }
  std::ranges::sort(pairs);
  const auto repeats = std::ranges::unique(pairs);
  pairs.erase(repeats.begin(), repeats.end());
  return Csr(boost::edges_are_sorted, pairs.begin(), pairs.end(), static_cast<std::uint32_t>(network.nodes.size()));
}

Degrees degrees(const Network& network) {
  Degrees result;
  result.in.resize(network.nodes.size());
  result.out.resize(network.nodes.size());
  result.total.resize(network.nodes.size());
  for (const auto [source, target] : network.links) {
    ++result.out[source];
    ++result.in[target];
    ++result.total[source];
    ++result.total[target];
  }
  if (!network.directed) result.in = result.out = result.total;
  return result;
}

Components components(const Network& network) {
  const Csr graph = make_csr(network, Arcs::Both);
  Components result;
  result.of_node.resize(network.nodes.size());
  result.count = static_cast<std::uint32_t>(boost::connected_components(
      graph, boost::make_iterator_property_map(result.of_node.begin(), boost::get(boost::vertex_index, graph))));
  return result;
}

double density(const Network& network) {
  const auto n = static_cast<double>(network.nodes.size());
  if (n < 2) return 0;
  // Undirected links make two arcs, directed ones one: both are shares of n (n - 1) arcs.
  return static_cast<double>(boost::num_edges(make_csr(network, Arcs::AsIs))) / (n * (n - 1));
}

double degree_centralisation(const Network& network) {
  const auto n = static_cast<double>(network.nodes.size());
  if (n < 3) return 0;
  const Csr graph = make_csr(network, Arcs::Both);
  double largest = 0, sum = 0;
  for (std::uint32_t v = 0; v < network.nodes.size(); ++v) {
    const auto degree = static_cast<double>(boost::out_degree(v, graph));
    largest = std::max(largest, degree);
    sum += degree;
  }
  return (n * largest - sum) / ((n - 1) * (n - 2));
}

base::Result<std::vector<double>> betweenness(const Network& network, base::Progress& progress, unsigned threads) {
  const Csr graph = make_csr(network, Arcs::AsIs);
  const auto count = network.nodes.size();
  const auto shares = std::min(count, kShares);
  progress.total = count;
  std::vector<std::vector<double>> sums(shares);
  for_each_chunk(shares, threads, [&](std::size_t share) {
    Brandes brandes(graph);
    for (auto source = share; source < count && !progress.stopped(); source += shares) {
      brandes.from(static_cast<std::uint32_t>(source));
      ++progress.done;
    }
    sums[share] = brandes.take_sum();
  });
  if (progress.stopped()) return base::fail(base::ErrorKind::Cancelled, "the betweenness was stopped");
  std::vector<double> result(count);
  for (const auto& sum : sums)
    for (std::size_t v = 0; v < count; ++v) result[v] += network.directed ? sum[v] : sum[v] / 2;
  return result;
}

} // namespace cuibono::graph
