// The GraphML reader alone, for measuring beside other libraries' readers: bench_ingest FILE. From the file on the disk to a draft,
// in this process, without the hash of the file, confinement, resolving or storing. Prints one JSON line; `check` is the number of rows.

#include <fmt/core.h>

#include <fstream>
#include <string>

#include "edges.h"
#include "ingest/graphs/graphml.h"

int main(int count, char** arguments) {
  using namespace cuibono;
  if (count < 2) return 2;
  base::Progress progress;
  ingest::Draft draft;
  draft.files.push_back({arguments[1], "graphml", {}});
  const bench::Stopwatch watch;
  std::ifstream file(arguments[1], std::ios::binary | std::ios::ate);
  std::string bytes(static_cast<std::size_t>(file.tellg()), '\0');
  file.seekg(0);
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  const auto read = ingest::read_graphml(draft, arguments[1], std::move(bytes), {}, progress);
  const double seconds = watch.seconds(), used = watch.processor_seconds();
  if (!read) return fmt::print(stderr, "{}\n", base::sentence(read.error())), 1;
  std::size_t rows = 0;
  for (const auto& table : draft.tables) rows += table.rows();
  fmt::print("{{\"peer\":\"cuibono\",\"task\":\"graphml\",\"wall_s\":{:.6f},\"cpu_s\":{:.6f},\"peak_mb\":{:.1f},\"check\":{}}}\n",
             seconds, used, bench::peak_mib(), rows);
}
