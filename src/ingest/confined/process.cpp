#include "ingest/confined/process.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "ingest/case_tables.h"
#include "ingest/confined/child.h"
#include "ingest/confined/evidence.h"
#include "ingest/confined/limits.h"
#include "ingest/confined/shared_page.h"

namespace cuibono::ingest::confined {
namespace {

using base::ErrorKind;
using base::fail;
using base::Result;

// A mapping that unmaps itself.
std::shared_ptr<const char> map(int fd, std::size_t size) {
  void* bytes = ::mmap(nullptr, size, PROT_READ, MAP_SHARED | MAP_POPULATE, fd, 0);
  if (bytes == MAP_FAILED) return nullptr;
  return {static_cast<const char*>(bytes), [size](const char* mapped) { ::munmap(const_cast<char*>(mapped), size); }};
}

tl::unexpected<base::Error> cannot_start(const std::string& what) {
  return fail(ErrorKind::Internal, "the process that reads a file " + what, {}, "check that the machine has memory and processes left");
}

// Why a reader ended without an answer.
tl::unexpected<base::Error> without_answer(int status, const std::string& path) {
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
  const int signal = WIFSIGNALED(status) ? WTERMSIG(status) : code > 128 ? code - 128 : 0; // bubblewrap adds 128
  const auto* remedy = "do not trust the file; save it again from the program that wrote it";
  switch (signal) {
    case SIGXCPU: return fail(ErrorKind::Input, "reading the file took too long and was stopped", path, "split it, or save it again from the program that wrote it");
    case SIGSYS: return fail(ErrorKind::Input, "the file made its reader try what no reader may, and was given up", path, remedy);
    case SIGKILL: return fail(ErrorKind::Input, "the system ended the process that read the file, mostly because memory ran out", path, "split it into smaller files");
    default: return fail(ErrorKind::Input, fmt::format("the file made its reader crash ({} {})", signal ? "signal" : "code", signal ? signal : code), path, remedy);
  }
}

} // namespace

std::string in_words(const Confinement& confinement) {
  std::string words;
  if (confinement.bubblewrap) words += "bubblewrap, ";
  if (confinement.filter) words += "a filter of system calls, ";
  return words + (words.empty() ? "limits of memory and time alone" : "and limits of memory and time");
}

Readers::Readers(std::filesystem::path program) : program_(std::move(program)), bubblewrap_works_(::access(kBubblewrap, X_OK) == 0) {}

// One file under way.
struct Readers::Run {
  const Request& request;
  int evidence = -1;       ///< descriptor
  std::uint64_t size = 0;  ///< of the file
  std::function<void()> meanwhile; ///< done while the reader reads
  Descriptor output{};
  int status = 0; ///< as waitpid says
};

// Starts a reader, without bubblewrap where that ends before the reader began, and waits for it.
Result<void> Readers::run(Run& run, base::Progress& progress) {
  const auto seconds = limits_for(run.size).seconds;
  for (;;) {
    run.output = Descriptor(::memfd_create("cuibono-reader", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!run.output.is_open() || ::ftruncate(run.output.get(), kSharedPage) != 0) return cannot_start("has no memory to answer into");
    const auto page_bytes = map(run.output.get(), kSharedPage);
    if (!page_bytes) return cannot_start("has no memory to answer into");
    const auto* page = reinterpret_cast<const SharedPage*>(page_bytes.get());
    Child child;
    if (const auto started = child.start(program_, bubblewrap_works_, {run.evidence, run.output.get()}, write_request(run.request)); !started)
      return tl::unexpected(started.error());
    if (run.meanwhile) std::exchange(run.meanwhile, nullptr)();
    const auto before = progress.done.load();
    const auto ending = child.wait(seconds, progress.stop, [&] {
      progress.done = before + std::min(page->progress.done.load(), run.size);
      return page->has_started == 1;
    });
    run.status = child.status();
    progress.done = before;
    if (ending == Child::Ending::Stopped) return fail(ErrorKind::Cancelled, "the import was stopped");
    if (ending == Child::Ending::TooLate)
      return fail(ErrorKind::Input, fmt::format("reading the file took more than {} seconds and was stopped", seconds), run.request.path,
                  "split it, or save it again from the program that wrote it");
    confinement_ = {bubblewrap_works_, page->has_filter == 1};
    if (page->has_started == 1) return {};
    if (!bubblewrap_works_) return cannot_start("does not start");
    bubblewrap_works_ = false;
  }
}

Result<Draft> Readers::read(const Request& request, base::Progress& progress) {
  auto evidence = Evidence::open(request.path, kLargestTable);
  if (!evidence) return tl::unexpected(evidence.error());
  Result<std::string> sha256;
  Run one{.request = request, .evidence = evidence->fd(), .size = evidence->size(), .meanwhile = [&] { sha256 = evidence->sha256(); }};
  if (const auto done = run(one, progress); !done) return tl::unexpected(done.error());
  if (!WIFEXITED(one.status) || WEXITSTATUS(one.status) != 0) return without_answer(one.status, request.path);
  if (!sha256) return tl::unexpected(sha256.error());
  if (evidence->has_changed())
    return fail(ErrorKind::Input, "the file changed while it was read", request.path, "import a copy that nobody writes to");

  // Nobody can write to the answer any more, nor shorten it under our eyes.
  struct stat answer{};
  if (::fcntl(one.output.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) != 0 ||
      ::fstat(one.output.get(), &answer) != 0 || static_cast<std::uint64_t>(answer.st_size) < kSharedPage)
    return cannot_start("left its answer open");
  const auto size = static_cast<std::size_t>(answer.st_size);
  const auto bytes = map(one.output.get(), size);
  if (!bytes) return cannot_start("gave an answer for which there is no memory");
  auto draft = read_answer({bytes.get() + kSharedPage, size - kSharedPage}, bytes, limits_for(one.size).memory);
  if (!draft) {
    if (draft.error().where.empty()) draft.error().where = request.path;
    return draft;
  }
  draft->files[0].path = request.path;
  draft->files[0].sha256 = *sha256;
  progress.done += one.size;
  return draft;
}

Result<Confinement> Readers::probe() {
  const Request nothing{"", "csv", {}};
  const Descriptor null(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  Run one{.request = nothing, .evidence = null.get()};
  base::Progress progress;
  if (const auto done = run(one, progress); !done) return tl::unexpected(done.error());
  return confinement_;
}

} // namespace cuibono::ingest::confined
