#include "ingest/confined/limits.h"

#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>

#include "ingest/confined/shared_page.h"

namespace cuibono::ingest::confined {
namespace {

constexpr std::uint64_t kMiB = std::uint64_t{1} << 20;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitised = true;
#else
constexpr bool kSanitised = false;
#endif

void limit(__rlimit_resource resource, std::uint64_t most) {
  const rlimit both{most, most};
  ::setrlimit(resource, &both);
}

// Memory that is not executable, open descriptors, signals to itself, time, the end.
constexpr std::array kAllowed{SCMP_SYS(read),         SCMP_SYS(pread64),      SCMP_SYS(write),          SCMP_SYS(pwrite64),
                              SCMP_SYS(lseek),        SCMP_SYS(fstat),        SCMP_SYS(ftruncate),      SCMP_SYS(close),
                              SCMP_SYS(munmap),       SCMP_SYS(mremap),       SCMP_SYS(brk),            SCMP_SYS(madvise),
                              SCMP_SYS(futex),        SCMP_SYS(exit),         SCMP_SYS(exit_group),     SCMP_SYS(clock_gettime),
                              SCMP_SYS(gettimeofday), SCMP_SYS(getrandom),    SCMP_SYS(rt_sigaction),   SCMP_SYS(rt_sigprocmask),
                              SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack),  SCMP_SYS(getpid),         SCMP_SYS(gettid),
                              SCMP_SYS(sched_yield)};
// Libraries ask for files (time zones, locales) and for terminals; they are told that there are none.
constexpr std::array kDenied{SCMP_SYS(open),     SCMP_SYS(openat), SCMP_SYS(stat),     SCMP_SYS(lstat),      SCMP_SYS(newfstatat),
                             SCMP_SYS(access),   SCMP_SYS(ioctl),  SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(statx),
                             SCMP_SYS(faccessat), SCMP_SYS(sysinfo), SCMP_SYS(sched_getaffinity)};
// The undefined-behaviour sanitiser tries an address by writing it into a pipe.
constexpr std::array kSanitiser{SCMP_SYS(pipe), SCMP_SYS(pipe2)};

bool add_rules(scmp_filter_ctx filter) {
  bool added = true;
  const auto add = [&](int call, std::uint32_t action) { added = added && ::seccomp_rule_add(filter, action, call, 0) == 0; };
  for (const int call : kAllowed) add(call, SCMP_ACT_ALLOW);
  for (const int call : kDenied) add(call, SCMP_ACT_ERRNO(ENOENT));
  if (kSanitised)
    for (const int call : kSanitiser) add(call, SCMP_ACT_ALLOW);
  for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)})
    added = added && ::seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0;
  const auto self = static_cast<scmp_datum_t>(::getpid()); // abort()
  added = added && ::seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, self)) == 0;
  return added;
}

} // namespace

Limits limits_for(std::uint64_t file_size) {
  return {1024 * kMiB + 4 * file_size, 512 * kMiB + 4 * file_size, 4 + file_size / (kSanitised ? kMiB / 4 : kMiB)};
}

void limit_this_process(const Limits& limits) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::signal(SIGXFSZ, SIG_IGN); // writing too much fails instead
  if (!kSanitised) limit(RLIMIT_AS, limits.memory);
  limit(RLIMIT_FSIZE, kSharedPage + limits.answer);
  limit(RLIMIT_CPU, limits.seconds + 1);
  limit(RLIMIT_NOFILE, kSanitised ? 16 : kRequestFd + 1);
  limit(RLIMIT_NPROC, 0);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_MEMLOCK, 0);
}

bool filter_system_calls() {
  const std::unique_ptr<void, void (*)(void*)> filter(::seccomp_init(SCMP_ACT_KILL_PROCESS), ::seccomp_release);
  return filter && add_rules(filter.get()) && ::seccomp_load(filter.get()) == 0;
}

} // namespace cuibono::ingest::confined
