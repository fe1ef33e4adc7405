#include "ingest/confined/child.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "ingest/confined/reader.h"
#include "ingest/confined/shared_page.h"

namespace cuibono::ingest::confined {
namespace {

constexpr const char* kProgramInside = "/cuibono";
constexpr int kLookEvery = 50; // ms
constexpr std::chrono::seconds kStartsWithin{60};

// The libraries of the system to load the program with, and the program: nothing else is there, and nothing can be written.
std::vector<std::string> command(const std::filesystem::path& program, bool in_bubblewrap) {
  std::vector<std::string> words;
  if (in_bubblewrap) {
    words = {kBubblewrap, "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL"};
    for (const auto* path : {"/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache"}) words.insert(words.end(), {"--ro-bind-try", path, path});
#ifdef __SANITIZE_ADDRESS__ // which looks for its own memory map
    words.insert(words.end(), {"--proc", "/proc"});
#endif
    words.insert(words.end(), {"--ro-bind", program.string(), kProgramInside, "--chdir", "/", "--remount-ro", "/", "--"});
  }
  words.emplace_back(in_bubblewrap ? kProgramInside : program.string());
  words.emplace_back(kReaderArgument);
  return words;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> all;
  for (auto& word : words) all.push_back(word.data());
  all.push_back(nullptr);
  return all;
}

// Out of the way of the numbers that the child's descriptors get.
Descriptor above(int fd) { return Descriptor(::fcntl(fd, F_DUPFD_CLOEXEC, 16)); }

struct SpawnSetup {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  SpawnSetup() { ::posix_spawn_file_actions_init(&files), ::posix_spawnattr_init(&attributes); }
  ~SpawnSetup() { ::posix_spawn_file_actions_destroy(&files), ::posix_spawnattr_destroy(&attributes); }
  SpawnSetup(const SpawnSetup&) = delete;
  SpawnSetup& operator=(const SpawnSetup&) = delete;

  // A group of its own, so that Ctrl-C reaches the import and not its reader; signals as a new program expects them.
  void isolate(int evidence, int output, int request) {
    for (const auto& [from, to] : {std::pair{evidence, kEvidenceFd}, {output, kOutputFd}, {request, kRequestFd}})
      ::posix_spawn_file_actions_adddup2(&files, from, to);
    ::posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
#ifndef __SANITIZE_ADDRESS__ // whose reports are wanted
    ::posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
#endif
    ::posix_spawn_file_actions_addclosefrom_np(&files, kRequestFd + 1);
    sigset_t all, none;
    ::sigfillset(&all), ::sigemptyset(&none);
    ::posix_spawnattr_setsigdefault(&attributes, &all);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setpgroup(&attributes, 0);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
  }
};

} // namespace

Child::~Child() { kill(); }

base::Result<void> Child::start(const std::filesystem::path& program, bool in_bubblewrap, Descriptors descriptors, std::string_view request) {
  const auto failed = [](int error) {
    return base::fail(base::ErrorKind::Internal, std::string("the process that reads a file does not start: ") + std::strerror(error), {},
                      "check that the program has not been replaced or moved while it runs");
  };
  const Descriptor asking(::memfd_create("cuibono-request", MFD_CLOEXEC));
  if (::write(asking.get(), request.data(), request.size()) != static_cast<ssize_t>(request.size()) || ::lseek(asking.get(), 0, SEEK_SET) != 0)
    return failed(errno);
  const auto evidence = above(descriptors.evidence), output = above(descriptors.output), asked = above(asking.get());
  if (!evidence.is_open() || !output.is_open() || !asked.is_open()) return failed(errno);
  SpawnSetup setup;
  setup.isolate(evidence.get(), output.get(), asked.get());
  auto words = command(program, in_bubblewrap);
  std::vector<std::string> environment{"TZ=UTC0", "LC_ALL=C.UTF-8"}; // so that no library looks for a file
  const auto arguments = pointers(words), variables = pointers(environment);
  const int error = ::posix_spawn(&pid_, arguments[0], &setup.files, &setup.attributes, arguments.data(), variables.data());
  if (error != 0) return pid_ = -1, failed(error);
  handle_ = Descriptor(static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0))); // its header in glibc 2.36 is for C alone
  return {};
}

bool Child::has_ended(int wait_ms) {
  pollfd handle{handle_.get(), POLLIN, 0};
  ::poll(&handle, handle_.is_open() ? 1 : 0, handle_.is_open() ? wait_ms : 1);
  if (::waitpid(pid_, &status_, WNOHANG) != pid_) return false;
  pid_ = -1;
  return true;
}

Child::Ending Child::wait(std::uint64_t seconds, const std::stop_token& stop, const std::function<bool()>& has_begun) {
  using Clock = std::chrono::steady_clock;
  bool began = false;
  for (auto until = Clock::now() + kStartsWithin; !has_ended(kLookEvery);) {
    if (const bool begins = has_begun(); begins && !std::exchange(began, begins)) until = Clock::now() + std::chrono::seconds(seconds);
    const bool too_late = Clock::now() > until;
    if (!too_late && !stop.stop_requested()) continue;
    kill();
    return too_late ? Ending::TooLate : Ending::Stopped;
  }
  return Ending::ByItself;
}

void Child::kill() {
  if (pid_ < 0) return;
  ::kill(pid_, SIGKILL);
  while (::waitpid(pid_, &status_, 0) < 0 && errno == EINTR) {}
  pid_ = -1;
}

} // namespace cuibono::ingest::confined
