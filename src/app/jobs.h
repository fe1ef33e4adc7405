#pragma once
// Long work beside the window. Each job is a std::jthread with a stop token; what it made is handed over on the main
// thread by drain(). A newer job of the same channel makes the older one's result stale: it is stopped and dropped.
// All functions: main thread only.

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/error.h"
#include "base/progress.h"

namespace cuibono::app {

struct JobStatus {
  int id = 0;
  std::string title;
  double fraction = -1; ///< 0 to 1; negative while the amount of work is not known
};

class Jobs {
 public:
  /// Runs on the main thread, in drain().
  using Delivery = std::function<void()>;
  /// Runs on the job's thread; must not touch anything but what it owns and `progress`.
  using Work = std::function<base::Result<Delivery>(base::Progress& progress)>;
  /// Runs on the main thread, in drain(); not called for a cancelled job.
  using Failure = std::function<void(const base::Error&)>;

  /// `wake` is called on the job's thread when a result waits: it must be safe there (glfwPostEmptyEvent is).
  explicit Jobs(std::function<void()> wake = {});
  ~Jobs();
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;

  /// Returns the job's number.
  int start(std::string channel, std::string title, Work work, Failure failure);

  void cancel(int id);
  void cancel_channel(const std::string& channel);

  /// Delivers what is finished, in the order of starting; true if anything was.
  bool drain();

  /// Jobs at work, the oldest first; stopped ones are not among them.
  std::vector<JobStatus> running() const;
  bool busy() const { return !running().empty(); }
  bool busy(const std::string& channel) const;

 private:
  struct Job;
  std::function<void()> wake_;
  std::vector<std::unique_ptr<Job>> jobs_;
  int next_ = 1;
};

} // namespace cuibono::app
