#include "cli/progress_line.h"

#include <fmt/core.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <iostream>
#include <mutex>

namespace cuibono::cli {
namespace {

constexpr std::chrono::milliseconds kEvery{500};

bool is_terminal(const std::ostream& out) { return &out == &std::cerr && ::isatty(STDERR_FILENO) == 1; }

} // namespace

std::string progress_text(std::uint64_t done, std::uint64_t total, double seconds) {
  const auto megabytes = [](double bytes) { return bytes / 1e6; };
  const double rate = seconds > 0 ? static_cast<double>(done) / seconds : 0;
  auto text = total > 0 ? fmt::format("{:.0f} of {:.0f} MB", megabytes(static_cast<double>(done)), megabytes(static_cast<double>(total)))
                        : fmt::format("{:.0f} MB", megabytes(static_cast<double>(done)));
  if (rate > 0) text += fmt::format(", {:.1f} MB/s", megabytes(rate));
  if (rate > 0 && total > done) text += fmt::format(", {:.0f} s left", static_cast<double>(total - done) / rate);
  return text;
}

ProgressLine::ProgressLine(std::ostream& err, std::string what, const base::Progress& progress) : err_(err) {
  if (!is_terminal(err)) return;
  thread_ = std::jthread([&err, what = std::move(what), &progress](const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any ended;
    const auto start = std::chrono::steady_clock::now();
    for (std::unique_lock lock(mutex); !ended.wait_for(lock, stop, kEvery, [&] { return stop.stop_requested(); });) {
      const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start;
      err << '\r' << what << ": " << progress_text(progress.done, progress.total, passed.count()) << "\x1b[K" << std::flush;
    }
  });
}

ProgressLine::~ProgressLine() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
  err_ << "\r\x1b[K" << std::flush;
}

} // namespace cuibono::cli
