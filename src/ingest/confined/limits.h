#pragma once
// What a reader may use and do, set by itself before it looks at the file; after that it cannot be loosened.

#include <cstdint>

namespace cuibono::ingest::confined {

struct Limits {
  std::uint64_t memory = 0;  ///< bytes of address space
  std::uint64_t answer = 0;  ///< bytes it may write
  std::uint64_t seconds = 0; ///< of the wall clock, and of the processor
};

/// For a file of so many bytes.
Limits limits_for(std::uint64_t file_size);

/// Memory (not under a sanitiser, which reserves more than there is), processor time, output, no files, no processes, no
/// core dumps; ends with its parent.
void limit_this_process(const Limits& limits);

/// From here on only memory, reading and writing of open descriptors, and the end; anything else ends the process
/// (SIGSYS), except asking for files, which says that there is none. False where the kernel cannot.
bool filter_system_calls();

} // namespace cuibono::ingest::confined
