// How fast the force layout is, and where it puts the nodes. Run from a release build. Not a test: it never fails.
//
//   bench_layout EDGES.csv POS.csv [THREADS] [ITERATIONS] [SEED]     0 threads: all; the default's iterations, seed 1
//
// See edges.h for EDGES.csv; POS.csv gets lines `id,x,y`. Prints one JSON line: seconds of the clock and of the processor, and the
// most memory the program held.

#include <fmt/core.h>

#include <cstdio>
#include <cstdlib>

#include "edges.h"
#include "layout/force.h"

namespace {

using namespace cuibono;

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
  const auto network = bench::read_edges(arguments[1]);
  layout::ForceOptions options;
  if (count > 3) options.threads = static_cast<unsigned>(std::atoi(arguments[3]));
  if (count > 4) options.iterations = std::atoi(arguments[4]);
  if (count > 5) options.seed = static_cast<std::uint64_t>(std::atoll(arguments[5]));
  base::Progress progress;
  const bench::Stopwatch watch;
  const auto points = layout::force_layout(network, options, progress);
  const double seconds = watch.seconds(), used = watch.processor_seconds();
  if (!points) return 1;
  write_positions(arguments[2], *points);
  fmt::print("{{\"peer\":\"cuibono\",\"nodes\":{},\"links\":{},\"wall_s\":{:.4f},\"cpu_s\":{:.4f},\"peak_mb\":{:.1f}}}\n", network.nodes.size(),
             network.links.size(), seconds, used, bench::peak_mib());
}
