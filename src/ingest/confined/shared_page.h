#pragma once
// The first page of a reader's output, which both processes see while the file is read. What the reader writes here is only
// shown, never relied on.

#include <atomic>
#include <cstdint>

#include "base/progress.h"

namespace cuibono::ingest::confined {

inline constexpr std::uint64_t kSharedPage = 4096; ///< bytes; the answer follows

/// Where a reader's descriptors are.
inline constexpr int kEvidenceFd = 0, kOutputFd = 3, kRequestFd = 4;

struct SharedPage {
  base::Progress progress;                   ///< the reader's own
  std::atomic<std::uint32_t> has_started{0}; ///< 1 when the reader runs, shut in or not
  std::atomic<std::uint32_t> has_filter{0};  ///< 1 when the kernel filters its system calls
};
static_assert(sizeof(SharedPage) <= kSharedPage);

} // namespace cuibono::ingest::confined
