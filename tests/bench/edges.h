#pragma once
// Networks from files of the shared workloads, for the programs that measure: a heading, then lines `source,target[,weight]` of
// numbers from 0. And the clocks they are measured by.

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <string>
#include <tuple>
#include <vector>

#include "graph/network.h"

namespace cuibono::bench {

/// Undirected, links in order, loops left out; weights only where `weighted` (1 where a line has none).
inline graph::Network read_edges(const char* path, bool weighted = false) {
  std::ifstream file(path);
  std::vector<std::tuple<graph::Link, double>> rows;
  std::uint32_t nodes = 0;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    char* end = nullptr;
    const auto a = static_cast<std::uint32_t>(std::strtoul(line.c_str(), &end, 10));
    const auto b = static_cast<std::uint32_t>(std::strtoul(end + 1, &end, 10));
    nodes = std::max({nodes, a + 1, b + 1});
    if (a != b) rows.push_back({{std::min(a, b), std::max(a, b)}, *end == ',' ? std::strtod(end + 1, nullptr) : 1});
  }
  std::ranges::sort(rows);
  graph::Network network;
  for (std::uint32_t i = 1; i <= nodes; ++i) network.nodes.push_back({i});
  for (const auto& [link, weight] : rows) {
    network.links.push_back(link);
    if (weighted) network.weights.push_back(weight);
  }
  return network;
}

/// Since it was made: seconds of the clock, and of the processor in all threads.
class Stopwatch {
 public:
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }
  double processor_seconds() const { return used() - used_; }

 private:
  static double used() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
  }

  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  double used_ = used();
};

/// The most memory the program held, in MiB.
inline double peak_mib() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// What it holds now, in megabytes.
inline double held_mb() {
  std::ifstream pages("/proc/self/statm");
  double all = 0, resident = 0;
  pages >> all >> resident;
  return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

} // namespace cuibono::bench
