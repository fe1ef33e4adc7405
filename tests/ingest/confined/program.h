#pragma once
// The built program itself (CB_PROGRAM), run as a user would, with its time and memory measured.

#include <gtest/gtest.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace cuibono::ingest::testing {

#ifdef __SANITIZE_ADDRESS__
inline constexpr bool kSanitised = true;
#else
inline constexpr bool kSanitised = false;
#endif

struct ProgramRun {
  int code = -1; ///< 128 and more: ended by a signal
  std::string out, err;
  double seconds = 0; ///< of the wall clock
  double most_mb = 0; ///< of memory, of the largest process
};

inline std::string whole_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline std::string program() {
  const char* path = std::getenv("CB_PROGRAM");
  return path && std::filesystem::exists(path) ? path : "";
}

/// A folder of its own with an empty case in it, gone afterwards.
class ProgramFolder {
 public:
  ProgramFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "cuibono-program-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
    run({"new", case_file(), "--unencrypted"});
  }
  ~ProgramFolder() { std::filesystem::remove_all(path_); }
  ProgramFolder(const ProgramFolder&) = delete;
  ProgramFolder& operator=(const ProgramFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::string case_file() const { return path_ / "case.cuibono"; }
  std::string file(const std::string& name, std::string_view bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return path_ / name;
  }

  pid_t start(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), program());
    std::vector<char*> words;
    for (auto& argument : arguments) words.push_back(argument.data());
    words.push_back(nullptr);
    const auto out = (path_ / "out").string(), err = (path_ / "err").string();
    const pid_t child = ::fork();
    if (child == 0) {
      ::dup2(::open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), 1);
      ::dup2(::open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), 2);
      ::setenv("XDG_DATA_HOME", path_.c_str(), 1);
      ::execv(words[0], words.data());
      ::_exit(127);
    }
    return child;
  }

  ProgramRun finish(pid_t child) const {
    ProgramRun run;
    const auto start = std::chrono::steady_clock::now();
    int status = 0;
    rusage usage{};
    ::wait4(child, &status, 0, &usage);
    run.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    run.most_mb = static_cast<double>(usage.ru_maxrss) / 1024;
    run.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    run.out = whole_file(path_ / "out");
    run.err = whole_file(path_ / "err");
    return run;
  }

  ProgramRun run(const std::vector<std::string>& arguments) const { return finish(start(arguments)); }
  ProgramRun import(const std::string& file) const { return run({"import", case_file(), file}); }

 private:
  std::filesystem::path path_;
};

} // namespace cuibono::ingest::testing
