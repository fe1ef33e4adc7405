#pragma once
// A program that is killed at random moments of what it does, as the kernel kills: without a last word.

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <random>

#include "commands.h"
#include "store/backup.h"

namespace cuibono::reliability {

class Killed : public ::testing::Test {
 protected:
  using Work = std::function<bool()>;

  Killed() { test::new_session(path_); }

  /// What a child has done: a byte each, that stays whatever becomes of the child.
  void acknowledge() const { std::ofstream(acknowledged_, std::ios::app) << 'x'; }
  std::uint64_t acknowledged() const { return fs::exists(acknowledged_) ? fs::file_size(acknowledged_) : 0; }

  // How long the work takes when it is left alone, in microseconds; the case is put back afterwards.
  double length_of(const Work& work) {
    const auto start = std::chrono::steady_clock::now();
    EXPECT_TRUE(in_child(work, {}));
    const double took = std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count();
    return took;
  }

  // Whether the child came to its end before it was killed.
  static bool in_child(const Work& work, std::optional<double> killed_after) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(work() ? 0 : 1);
    if (killed_after) {
      ::usleep(static_cast<useconds_t>(*killed_after));
      ::kill(child, SIGKILL);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(!WIFEXITED(status) || WEXITSTATUS(status) == 0) << "the work failed by itself";
    return WIFEXITED(status);
  }

  // Kills the work at random moments of its length; `check` looks at what is left. How many were killed before the end.
  int kill_often(const Work& work, const std::function<void()>& check) {
    const auto original = bytes_of(path_);
    const auto beside = keep_beside();
    const double length = length_of(work);
    std::mt19937_64 random(20315);
    std::uniform_real_distribution<double> moment(0, 1.1 * length);
    int killed = 0;
    for (int round = 0; round < rounds(12, 500) && !HasFailure(); ++round) {
      SCOPED_TRACE(round);
      put_back(path_, original);
      bring_beside(beside);
      killed += !in_child(work, moment(random));
      check();
    }
    return killed;
  }

  std::uint64_t revision_of(const fs::path& path) {
    const auto file = CaseFile::open(path);
    EXPECT_TRUE(file) << path << ": " << base::sentence(file.error());
    if (!file) return 0;
    const auto holds = file->verify();
    EXPECT_TRUE(holds) << path << ": " << base::sentence(holds.error());
    return file->load()->revision;
  }

  // Every file under a name that the program would open.
  void expect_all_hold() {
    for (const auto& entry : fs::recursive_directory_iterator(folder_.path()))
      if (entry.path().extension() == ".cuibono") revision_of(entry.path());
  }

  test::TemporaryFolder folder_;
  fs::path path_ = folder_.path() / "case.cuibono";

 private:
  fs::path acknowledged_ = folder_.path() / "acknowledged";

  std::vector<std::pair<fs::path, std::string>> keep_beside() {
    std::vector<std::pair<fs::path, std::string>> kept;
    for (const auto& backup : store::list_backups(path_)) kept.emplace_back(backup, bytes_of(backup));
    return kept;
  }
  void bring_beside(const std::vector<std::pair<fs::path, std::string>>& kept) {
    if (!kept.empty()) fs::create_directories(store::backup_folder(path_));
    for (const auto& [path, bytes] : kept) put(path, bytes);
  }
};

} // namespace cuibono::reliability
