#include "graph/equivalence.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <utility>

#include "graph/adjacency.h"

namespace cuibono::graph {
namespace {

using Nodes = std::vector<std::uint32_t>;

// Ties from and to a node.
struct Profiles {
  Adjacency out, in;
  bool directed;

  explicit Profiles(const Network& network)
      : out(adjacency(network, Ends::Out)), in(adjacency(network, Ends::In)), directed(network.directed) {}

  bool has_tie(std::uint32_t v) const { return out.degree(v) + in.degree(v) > 0; }
  double similarity(std::uint32_t a, std::uint32_t b) const {
    double shared = 0, either = 0;
    add(out.of(a), out.of(b), a, b, shared, either);
    if (directed) add(in.of(a), in.of(b), a, b, shared, either);
    return either > 0 ? shared / either : 0;
  }

 private:
  // Two ascending lists side by side, the two nodes themselves passed over.
  static void add(std::span<const std::uint32_t> of_a, std::span<const std::uint32_t> of_b, std::uint32_t a, std::uint32_t b,
                  double& shared, double& either) {
    std::size_t i = 0, j = 0;
    while (i < of_a.size() || j < of_b.size()) {
      const bool from_a = j == of_b.size() || (i < of_a.size() && of_a[i] <= of_b[j]);
      const bool both = i < of_a.size() && j < of_b.size() && of_a[i] == of_b[j];
      const auto other = from_a ? of_a[i] : of_b[j];
      i += from_a, j += !from_a || both;
      if (other == a || other == b) continue;
      ++either;
      shared += both;
    }
  }
};

// The node among its own neighbours, or as it is.
Nodes with_itself(std::span<const std::uint32_t> near, std::uint32_t v, bool closed) {
  Nodes all(near.begin(), near.end());
  if (closed) all.insert(std::ranges::lower_bound(all, v), v);
  return all;
}

// Average linkage by chains of nearest neighbours (Murtagh 1983); rows of `alike` are merged into the first of two.
class Linkage {
 public:
  Linkage(std::vector<float> alike, std::size_t count) : alike_(std::move(alike)), count_(count), size_(count, 1), into_(count) {
    std::iota(into_.begin(), into_.end(), 0u);
  }

  // Joins while some two are `least` alike or more; nothing when stopped.
  bool join_all(double least, const base::Progress& progress) {
    Nodes chain;
    for (std::uint32_t start = 0; start < count_; ++start) {
      if (size_[start] == 0) continue;
      chain.assign(1, start);
      while (!chain.empty() && !progress.stopped()) {
        const auto last = chain.back();
        const auto next = nearest(last, chain.size() > 1 ? chain[chain.size() - 2] : last);
        if (next == last || at(last, next) < least) break; // no one in the chain has anybody nearer
        if (chain.size() > 1 && next == chain[chain.size() - 2]) {
          chain.resize(chain.size() - 2);
          join(std::min(last, next), std::max(last, next));
          if (chain.empty() && size_[start] > 0) chain.push_back(start);
        } else {
          chain.push_back(next);
        }
      }
    }
    return !progress.stopped();
  }

  std::uint32_t block_of(std::uint32_t v) const {
    while (into_[v] != v) v = into_[v];
    return v;
  }

 private:
  float& at(std::uint32_t a, std::uint32_t b) { return alike_[a * count_ + b]; }

  // The most alike; `rather` among equals, so that chains end.
  std::uint32_t nearest(std::uint32_t v, std::uint32_t rather) {
    auto best = rather;
    float most = rather == v ? -1 : at(v, rather);
    for (std::uint32_t u = 0; u < count_; ++u)
      if (u != v && size_[u] > 0 && at(v, u) > most) most = at(v, u), best = u;
    return best;
  }

  void join(std::uint32_t a, std::uint32_t b) {
    const auto of_a = static_cast<float>(size_[a]), of_b = static_cast<float>(size_[b]);
    for (std::uint32_t u = 0; u < count_; ++u)
      if (u != a && u != b && size_[u] > 0) at(a, u) = at(u, a) = (of_a * at(a, u) + of_b * at(b, u)) / (of_a + of_b);
    size_[a] += size_[b];
    size_[b] = 0;
    into_[b] = a;
  }

  std::vector<float> alike_;
  std::size_t count_;
  std::vector<std::uint32_t> size_, into_;
};

void fill_density(const Profiles& profiles, Blocks& blocks) {
  std::vector<double> size(blocks.count);
  for (const auto block : blocks.of_node)
    if (block != Blocks::kNone) ++size[block];
  blocks.density.assign(blocks.count, std::vector<double>(blocks.count));
  for (std::uint32_t v = 0; v < blocks.of_node.size(); ++v)
    for (const auto u : profiles.out.of(v)) ++blocks.density[blocks.of_node[v]][blocks.of_node[u]];
  for (std::uint32_t a = 0; a < blocks.count; ++a)
    for (std::uint32_t b = 0; b < blocks.count; ++b) {
      const double possible = a == b ? size[a] * (size[a] - 1) : size[a] * size[b];
      blocks.density[a][b] = possible > 0 ? blocks.density[a][b] / possible : 0;
    }
}

} // namespace

std::vector<std::vector<std::uint32_t>> equivalent_nodes(const Network& network) {
  const Profiles profiles(network);
  std::vector<Nodes> classes;
  // Either not tied to each other, with the same ties; or tied both ways, with the same ties when each counts itself.
  for (const bool closed : {false, true}) {
    std::map<std::pair<Nodes, Nodes>, Nodes> same;
    for (std::uint32_t v = 0; v < network.nodes.size(); ++v)
      if (profiles.has_tie(v)) same[{with_itself(profiles.out.of(v), v, closed), with_itself(profiles.in.of(v), v, closed)}].push_back(v);
    for (auto& [profile, members] : same)
      if (members.size() > 1) classes.push_back(std::move(members));
  }
  std::ranges::sort(classes, [](const Nodes& a, const Nodes& b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });
  return classes;
}

double profile_similarity(const Network& network, std::uint32_t a, std::uint32_t b) { return Profiles(network).similarity(a, b); }

base::Result<Blocks> blocks(const Network& network, double least, base::Progress& progress) {
  const Profiles profiles(network);
  Nodes tied;
  for (std::uint32_t v = 0; v < network.nodes.size(); ++v)
    if (profiles.has_tie(v)) tied.push_back(v);
  const auto count = tied.size();
  if (count > kMostForBlocks)
    return base::fail(base::ErrorKind::Usage, std::to_string(count) + " nodes are too many to compare every two", "the network",
                      "take a layer or a window that has no more than " + std::to_string(kMostForBlocks));
  std::vector<float> alike(count * count);
  for (std::uint32_t a = 0; a < count && !progress.stopped(); ++a)
    for (std::uint32_t b = a + 1; b < count; ++b)
      alike[a * count + b] = alike[b * count + a] = static_cast<float>(profiles.similarity(tied[a], tied[b]));
  Linkage linkage(std::move(alike), count);
  if (!linkage.join_all(least, progress)) return base::fail(base::ErrorKind::Cancelled, "the search for blocks was stopped");
  Blocks result{Nodes(network.nodes.size(), Blocks::kNone), 0, {}};
  std::map<std::uint32_t, std::uint32_t> number;
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto [known, is_new] = number.try_emplace(linkage.block_of(i), result.count);
    result.count += is_new;
    result.of_node[tied[i]] = known->second;
  }
  fill_density(profiles, result);
  return result;
}

} // namespace cuibono::graph
