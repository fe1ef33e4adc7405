// Measures of a network read from EDGES.csv (source,target[,weight] with a header line; numbers from 0), for measuring beside
// other libraries: bench_network EDGES.csv TASK [THREADS] [SAMPLES]. Prints one JSON line: kernel seconds, CPU seconds and a
// sum over the values as a check. The reading of the file is not counted.

#include <fmt/core.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <numeric>
#include <string>

#include "graph/betweenness.h"
#include "graph/centrality.h"
#include "graph/communities.h"
#include "graph/measures.h"

namespace {

using namespace cuibono;
using Values = std::vector<double>;

graph::Network read_edges(const char* path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  graph::Network network;
  std::uint32_t nodes = 0;
  while (std::getline(file, line)) {
    char* end = nullptr;
    const auto a = static_cast<std::uint32_t>(std::strtoul(line.c_str(), &end, 10));
    const auto b = static_cast<std::uint32_t>(std::strtoul(end + 1, nullptr, 10));
    network.links.push_back({std::min(a, b), std::max(a, b)});
    nodes = std::max({nodes, a + 1, b + 1});
  }
  std::ranges::sort(network.links);
  for (std::uint32_t i = 1; i <= nodes; ++i) network.nodes.push_back({i});
  return network;
}

double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

} // namespace

int main(int count, char** arguments) {
  if (count < 3) return 2;
  const auto network = read_edges(arguments[1]);
  const std::string task = arguments[2];
  const auto threads = static_cast<unsigned>(count > 3 ? std::atoi(arguments[3]) : 1);
  base::Progress progress;
  const std::map<std::string, std::function<Values()>> tasks{
      {"betweenness", [&] { return graph::betweenness(network, progress, threads).value(); }},
      {"closeness", [&] { return graph::nearness(network, progress, threads).value().closeness; }},
      {"pagerank", [&] { return graph::pagerank(network, .85, threads).value; }},
      {"leiden", [&] { const auto found = graph::leiden(network, {}, progress).value(); return Values{found.modularity}; }},
      {"sampled", [&] { return graph::sampled_betweenness(network, static_cast<std::size_t>(count > 4 ? std::atoi(arguments[4]) : 256), 1, progress, threads).value().value; }},
  };
  const auto found = tasks.find(task);
  if (found == tasks.end()) return 2;
  const auto start = std::chrono::steady_clock::now();
  const double cpu = cpu_seconds();
  const auto values = found->second();
  const double wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  fmt::print("{{\"peer\":\"cuibono\",\"task\":\"{}\",\"threads\":{},\"wall_s\":{:.4f},\"cpu_s\":{:.4f},\"peak_mb\":{},\"sum\":{:.10g}}}\n", task, threads,
             wall, cpu_seconds() - cpu, usage.ru_maxrss / 1024, std::accumulate(values.begin(), values.end(), 0.0));
}
