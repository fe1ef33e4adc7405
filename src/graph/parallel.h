#pragma once
// The same work over a range on several threads. Results must not depend on which thread takes which chunk: a chunk
// writes only what belongs to it, and whoever sums adds the chunks in order.

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace cuibono::graph {

/// Calls work(chunk) for chunk 0 to chunks - 1, on up to `threads` threads (0: as many as the machine has). Returns
/// when all are done. `work` must not throw.
template <class Work>
void for_each_chunk(std::size_t chunks, unsigned threads, Work&& work) {
  if (threads == 0) threads = std::max(1u, std::thread::hardware_concurrency());
  std::atomic<std::size_t> next{0};
  const auto take_chunks = [&] {
    for (auto chunk = next++; chunk < chunks; chunk = next++) work(chunk);
  };
  std::vector<std::jthread> helpers;
  for (unsigned i = 1; i < std::min<std::size_t>(threads, chunks); ++i) helpers.emplace_back(take_chunks);
  take_chunks();
}

} // namespace cuibono::graph
