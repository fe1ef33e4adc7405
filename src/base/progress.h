#pragma once
// How long work says how far it is, and hears that it should stop. Passed by reference; safe on any thread.

#include <atomic>
#include <cstdint>
#include <stop_token>

namespace cuibono::base {

/// Written by the worker, read by the window. `total` 0 means the amount of work is not known yet.
struct Progress {
  std::atomic<std::uint64_t> done{0};
  std::atomic<std::uint64_t> total{0};
  std::stop_token stop;

  bool stopped() const { return stop.stop_requested(); }
};

} // namespace cuibono::base
