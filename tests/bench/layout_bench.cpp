// How fast the force layout is, and where it puts the nodes. Run from a release build. Not a test: it never fails.
//
//   bench_layout EDGES.csv POS.csv [THREADS] [ITERATIONS] [SEED]     0 threads: all; the default's iterations, seed 1
//
// EDGES.csv has a heading and lines `source,target,...` of numbers from 0; POS.csv gets lines `id,x,y`. Prints one JSON
// line: seconds of the clock and of the processor, and the most memory the program held.

#include <fmt/core.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>

#include "layout/force.h"

namespace {

using namespace cuibono;

graph::Network read_network(const char* file) {
  graph::Network network;
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  std::uint32_t last = 0;
  while (std::getline(in, line)) {
    char* end = nullptr;
    const auto a = static_cast<std::uint32_t>(std::strtoul(line.c_str(), &end, 10));
    const auto b = static_cast<std::uint32_t>(std::strtoul(end + 1, nullptr, 10));
    last = std::max({last, a, b});
    if (a != b) network.links.push_back({std::min(a, b), std::max(a, b)});
  }
  for (std::uint32_t i = 0; i <= last; ++i) network.nodes.push_back({i + 1});
  std::ranges::sort(network.links);
  return network;
}

void write_positions(const char* file, const std::vector<layout::Point>& points) {
  std::FILE* out = std::fopen(file, "w");
  if (out == nullptr) return;
  for (std::size_t i = 0; i < points.size(); ++i) fmt::print(out, "{},{:.9g},{:.9g}\n", i, points[i].x, points[i].y);
  std::fclose(out);
}

} // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    fmt::print(stderr, "usage: bench_layout EDGES.csv POS.csv [THREADS] [ITERATIONS] [SEED]\n");
    return 2;
  }
  const auto network = read_network(arguments[1]);
  layout::ForceOptions options;
  if (count > 3) options.threads = static_cast<unsigned>(std::atoi(arguments[3]));
  if (count > 4) options.iterations = std::atoi(arguments[4]);
  if (count > 5) options.seed = static_cast<std::uint64_t>(std::atoll(arguments[5]));
  base::Progress progress;
  const auto start = std::chrono::steady_clock::now();
  const auto busy = std::clock();
  const auto points = layout::force_layout(network, options, progress);
  const double used = static_cast<double>(std::clock() - busy) / CLOCKS_PER_SEC;
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (!points) return 1;
  write_positions(arguments[2], *points);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print("{{\"nodes\":{},\"links\":{},\"seconds\":{:.4f},\"cpu_seconds\":{:.4f},\"peak_mib\":{:.1f}}}\n",
             network.nodes.size(), network.links.size(), seconds, used, static_cast<double>(usage.ru_maxrss) / 1024);
}
