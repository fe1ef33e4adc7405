#pragma once
// One line on a terminal that says how far long work is, and is gone when it is done. Nothing is written anywhere else.

#include <iosfwd>
#include <string>
#include <thread>

#include "base/progress.h"

namespace cuibono::cli {

/// "45 of 82 MB, 61 MB/s, 1 s left"; without a total only what is done.
std::string progress_text(std::uint64_t done, std::uint64_t total, double seconds);

class ProgressLine {
 public:
  /// Says `what` and how many bytes of `progress` are done, twice a second, where `err` is std::cerr and a terminal.
  ProgressLine(std::ostream& err, std::string what, const base::Progress& progress);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

 private:
  std::ostream& err_;
  std::jthread thread_;
};

} // namespace cuibono::cli
