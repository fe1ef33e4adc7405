// Measures of a network, for measuring beside other libraries: bench_network EDGES.csv TASK [THREADS] [SAMPLES]. Prints one JSON
// line: seconds of the kernel (the network is loaded, nothing else is prepared) and of the processor, megabytes that the kernel
// must at least move, and a value by which answers are compared. See edges.h for the file.

#include <fmt/core.h>
#include <malloc.h>

#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <string>

#include "base/random.h"
#include "edges.h"
#include "graph/adjacency.h"
#include "graph/betweenness.h"
#include "graph/centrality.h"
#include "graph/cohesion.h"
#include "graph/communities.h"
#include "graph/flow.h"
#include "graph/measures.h"
#include "graph/parallel.h"
#include "graph/shortest.h"

namespace {

using namespace cuibono;

/// Of one task: how often it was done, the value to compare, and bytes read and written by one, each array once a pass.
struct Done {
  double check = 0;
  double bytes = 0;
  int times = 1;
  double seconds = 0, processor_seconds = 0; ///< 0: the whole task
  double held_mb = 0;
};

struct Case {
  graph::Network network;
  unsigned threads;
  std::size_t samples;
  double before_mb; ///< held before the file was read
  base::Progress progress = {};

  double n() const { return static_cast<double>(network.nodes.size()); }
  double arcs() const { return 2 * static_cast<double>(network.links.size()); }
};

double sum(const auto& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

// The same ends as the peers take (common.hpp of the workloads).
std::vector<std::uint32_t> drawn(std::size_t nodes, std::size_t count) {
  base::Random random(99);
  std::vector<std::uint32_t> found;
  while (found.size() < count) {
    __extension__ typedef unsigned __int128 Wide;
    const auto v = static_cast<std::uint32_t>(static_cast<Wide>(random.next()) * nodes >> 64);
    if (std::ranges::find(found, v) == found.end()) found.push_back(v);
  }
  return found;
}

// The node of the largest strength, and the next one that it has no link with.
std::pair<std::uint32_t, std::uint32_t> far_ends(const graph::Network& network) {
  const auto graph = graph::adjacency(network, graph::Ends::Both);
  std::vector<double> strength(graph.size());
  for (std::uint32_t v = 0; v < graph.size(); ++v)
    for (auto arc = graph.first[v]; arc < graph.first[v + 1]; ++arc) strength[v] += graph.weight_of(arc);
  std::vector<std::uint32_t> order(graph.size());
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::stable_sort(order, std::greater{}, [&](std::uint32_t v) { return strength[v]; });
  for (std::size_t k = 1; k < order.size(); ++k)
    if (!graph.has(order[0], order[k])) return {order[0], order[k]};
  return {order[0], order[1]};
}

// Many searches over one adjacency, which is made beforehand, as the peers' is.
Done searches(Case& given, std::size_t count, double bytes, const auto& search) {
  const auto graph = graph::adjacency(given.network, graph::Ends::Both);
  const auto sources = drawn(graph.size(), count);
  const bench::Stopwatch watch;
  Done done{.bytes = bytes, .times = static_cast<int>(count)};
  for (const auto source : sources)
    for (const auto value : search(graph, source))
      if (value < 4e9) done.check += value;
  done.seconds = watch.seconds();
  done.processor_seconds = watch.processor_seconds();
  return done;
}

Done flow(Case& given) {
  const auto [source, sink] = far_ends(given.network);
  const bench::Stopwatch watch;
  const auto value = graph::max_flow(given.network, std::span(&source, 1), std::span(&sink, 1), given.progress).value().value;
  return {value, given.arcs() * 24, 1, watch.seconds(), watch.processor_seconds()};
}

// What the memory gives: a copy of 128 MiB, read and written, by the threads together.
Done copy(Case& given) {
  constexpr std::size_t kSize = std::size_t{1} << 24, kChunks = 64, kTimes = 10;
  const std::vector<double> from(kSize, 1);
  std::vector<double> to(kSize);
  const bench::Stopwatch watch;
  for (std::size_t i = 0; i < kTimes; ++i)
    graph::for_each_chunk(kChunks, given.threads, [&](std::size_t chunk) {
      const auto begin = kSize / kChunks * chunk;
      std::copy_n(from.data() + begin, kSize / kChunks, to.data() + begin);
    });
  return {to[kSize / 2], 2 * sizeof(double) * kSize, kTimes, watch.seconds(), watch.processor_seconds()};
}

// The network and its lists of neighbours: bytes of their arrays, and how much more memory the program holds for them.
Done memory(Case& given) {
  const auto graph = graph::adjacency(given.network, graph::Ends::Both);
  const auto bytes = [](const auto& values) { return static_cast<double>(values.capacity() * sizeof(values[0])); };
  const double network = bytes(given.network.nodes) + bytes(given.network.links) + bytes(given.network.weights);
  ::malloc_trim(0); // what was needed to read the file
  Done done{.check = network + bytes(graph.first) + bytes(graph.to) + bytes(graph.weight), .bytes = network};
  done.held_mb = bench::held_mb() - given.before_mb;
  return done;
}

std::map<std::string, std::function<Done(Case&)>> tasks() {
  const auto each_source = [](const Case& c) { return c.n() * (4 * (4 + 32 + 32) + 8) / 4 + c.arcs() * (4 + 32 + 16) * 2 / 4; };
  return {
      {"adjacency", [](Case& c) { return Done{.check = 1. * graph::adjacency(c.network, graph::Ends::Both).first.back(), .bytes = c.arcs() * 12}; }},
      {"components", [](Case& c) { return Done{.check = 1. * graph::components(c.network).count, .bytes = c.arcs() * 4 + c.n() * 12}; }},
      {"cores", [](Case& c) { return Done{sum(graph::core_numbers(c.network)), c.arcs() * 16 + c.n() * 28}; }},
      {"steps", [](Case& c) { return searches(c, 64, c.arcs() * 8 + c.n() * 12, graph::steps_from); }},
      {"lengths", [](Case& c) { return searches(c, 16, c.arcs() * 20 + c.n() * 28, graph::lengths_from); }},
      {"flow", flow},
      {"betweenness", [=](Case& c) {
         return Done{sum(graph::betweenness(c.network, c.progress, c.threads).value()), c.n() * each_source(c)};
       }},
      {"sampled", [=](Case& c) {
         const auto found = graph::sampled_betweenness(c.network, c.samples, 1, c.progress, c.threads).value();
         return Done{sum(found.value), static_cast<double>(found.sources) * each_source(c)};
       }},
      {"closeness", [](Case& c) { // some five levels in which most nodes are looked at, for 256 sources at once
         const auto near = graph::nearness(c.network, c.progress, c.threads).value();
         return Done{sum(near.closeness), c.n() / 256 * 5 * (c.arcs() * 36 + c.n() * 100)};
       }},
      {"pagerank", [](Case& c) {
         const auto found = graph::pagerank(c.network, .85, c.threads);
         return Done{sum(found.value), found.iterations * (c.arcs() * 12 + c.n() * 36) + c.arcs() * 24};
       }},
      {"leiden", [](Case& c) { return Done{graph::leiden(c.network, {}, c.progress).value().modularity, 0}; }},
      {"copy", copy},
      {"memory", memory},
  };
}

} // namespace

int main(int count, char** arguments) {
  if (count < 3) return 2;
  const std::string task = arguments[2];
  const auto all = tasks();
  const auto found = all.find(task);
  if (found == all.end()) return 2;
  const double before_mb = bench::held_mb();
  const auto number = [&](int at, int without) { return count > at ? std::atoi(arguments[at]) : without; };
  Case given{bench::read_edges(arguments[1], task == "lengths" || task == "flow"), static_cast<unsigned>(number(3, 1)),
             static_cast<std::size_t>(number(4, 256)), before_mb};
  const bench::Stopwatch watch;
  auto done = found->second(given);
  if (done.seconds == 0) done.seconds = watch.seconds(), done.processor_seconds = watch.processor_seconds();
  fmt::print("{{\"peer\":\"cuibono\",\"task\":\"{}\",\"threads\":{},\"wall_s\":{:.6f},\"cpu_s\":{:.6f},\"peak_mb\":{:.1f},"
             "\"held_mb\":{:.1f},\"moved_mb\":{:.3f},\"check\":{:.10g}}}\n",
             task, given.threads, done.seconds / done.times, done.processor_seconds / done.times, bench::peak_mib(), done.held_mb,
             done.bytes / 1e6, done.check);
}
