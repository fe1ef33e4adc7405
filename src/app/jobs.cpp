#include "app/jobs.h"

#include <algorithm>
#include <exception>

namespace cuibono::app {

struct Jobs::Job {
  int id = 0;
  std::string channel;
  std::string title;
  Failure failure;
  base::Progress progress;
  base::Result<Delivery> result = Delivery{};
  std::atomic<bool> finished = false; // result is written before, read after
  bool stale = false;
  std::jthread thread; // last member: stops and joins before the others go
};

namespace {

// The root of a job's thread: what a library throws ends here as an error.
base::Result<Jobs::Delivery> run_safely(const Jobs::Work& work, base::Progress& progress) {
  try {
    return work(progress);
  } catch (const std::exception& exception) {
    return base::fail(base::ErrorKind::Internal, std::string("the work stopped: ") + exception.what(), {}, "try again");
  }
}

} // namespace

Jobs::Jobs(std::function<void()> wake) : wake_(std::move(wake)) {}

Jobs::~Jobs() {
  for (auto& job : jobs_) job->thread.request_stop();
}

int Jobs::start(std::string channel, std::string title, Work work, Failure failure) {
  cancel_channel(channel);
  auto job = std::make_unique<Job>();
  job->id = next_++;
  job->channel = std::move(channel);
  job->title = std::move(title);
  job->failure = std::move(failure);
  job->thread = std::jthread([self = job.get(), work = std::move(work), wake = wake_](std::stop_token stop) {
    self->progress.stop = std::move(stop);
    self->result = run_safely(work, self->progress);
    self->finished.store(true, std::memory_order_release);
    if (wake) wake();
  });
  jobs_.push_back(std::move(job));
  return jobs_.back()->id;
}

void Jobs::cancel(int id) {
  for (auto& job : jobs_) {
    if (job->id != id) continue;
    job->stale = true;
    job->thread.request_stop();
  }
}

void Jobs::cancel_channel(const std::string& channel) {
  for (auto& job : jobs_)
    if (job->channel == channel) cancel(job->id);
}

bool Jobs::drain() {
  std::vector<std::unique_ptr<Job>> finished;
  for (auto& job : jobs_)
    if (job->finished.load(std::memory_order_acquire)) finished.push_back(std::move(job));
  std::erase(jobs_, nullptr);

  for (auto& job : finished) { // deliveries may start new jobs, hence apart from jobs_
    if (job->stale) continue;
    if (job->result) {
      if (*job->result) (*job->result)();
    } else if (job->failure && job->result.error().kind != base::ErrorKind::Cancelled) {
      job->failure(job->result.error());
    }
  }
  return !finished.empty();
}

std::vector<JobStatus> Jobs::running() const {
  std::vector<JobStatus> all;
  for (const auto& job : jobs_) {
    if (job->stale) continue;
    const auto total = job->progress.total.load();
    const auto done = job->progress.done.load();
    all.push_back({job->id, job->title, total == 0 ? -1.0 : std::min(1.0, static_cast<double>(done) / static_cast<double>(total))});
  }
  return all;
}

bool Jobs::busy(const std::string& channel) const {
  return std::ranges::any_of(jobs_, [&](const auto& job) { return !job->stale && job->channel == channel; });
}

} // namespace cuibono::app
