// How long matching takes, and how much of what is there it finds:   bench_match [RECORDS]
// One JSON object: seconds on the clock and of the processor, resident memory before and at its highest, pairs compared, and recall and precision of the
// proposals on invented people of whom a sixth are recorded twice.

#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "base/error.h"
#include "invented_people.h"
#include "match/blocks.h"
#include "match/propose.h"

namespace {

long peak_mib() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec) + static_cast<double>(usage.ru_utime.tv_usec) * 1e-6;
}

} // namespace

int main(int argc, char** argv) {
  using namespace cuibono;
  const auto count = static_cast<std::uint32_t>(argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 1'000'000);
  const auto people = testing::PeopleMaker(7).make(count);
  const auto before = peak_mib();
  base::Progress progress;
  const auto start = std::chrono::steady_clock::now();
  const double cpu_before = cpu_seconds();
  const auto found = match::propose(people.snapshot, {.least = 0, .most = count}, progress);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const double cpu = cpu_seconds() - cpu_before;
  if (!found) return std::fprintf(stderr, "%s\n", base::sentence(found.error()).c_str()), 1;
  std::size_t right = 0;
  for (const auto& one : found->list) right += people.same.contains({one.a.value, one.b.value});
  const auto highest = peak_mib();
  const auto records = match::Records::read(people.snapshot);
  std::size_t brought = 0;
  for (const auto& pair : match::candidates(*records, progress).pairs)
    brought += people.same.contains({records->all()[pair.a].id.value, records->all()[pair.b].id.value});
  const auto part = [](std::size_t of, std::size_t all) { return static_cast<double>(of) / static_cast<double>(all); };
  std::printf("{\"records\":%u,\"seconds\":%.1f,\"cpu_seconds\":%.1f,\"mib_before\":%ld,\"mib_highest\":%ld,\"compared\":%llu,\"oversized\":%llu,\"skipped\":%llu,"
              "\"pair_completeness\":%.3f,\"proposals\":%llu,\"recall\":%.3f,\"precision\":%.3f}\n",
              count, seconds, cpu, before, highest, static_cast<unsigned long long>(found->compared), static_cast<unsigned long long>(found->oversized),
              static_cast<unsigned long long>(found->skipped), part(brought, people.same.size()), static_cast<unsigned long long>(found->found),
              part(right, people.same.size()), part(right, found->list.size()));
  return 0;
}
