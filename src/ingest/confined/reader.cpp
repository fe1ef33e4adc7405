#include "ingest/confined/reader.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <new>
#include <optional>

#include "ingest/confined/limits.h"
#include "ingest/confined/shared_page.h"
#include "ingest/confined/wire.h"
#include "ingest/read_bytes.h"

namespace cuibono::ingest::confined {
namespace {

using base::ErrorKind;
using base::fail;

constexpr int kNotStartedRight = 2, kAnswerLost = 3;

std::optional<ReceivedRequest> receive_request() {
  std::string bytes;
  char piece[4096];
  for (ssize_t got = 0; (got = ::read(kRequestFd, piece, sizeof piece)) > 0;) bytes.append(piece, static_cast<std::size_t>(got));
  ::close(kRequestFd);
  auto received = read_request(bytes);
  return received ? std::optional(std::move(*received)) : std::nullopt;
}

SharedPage* shared_page() {
  void* page = ::mmap(nullptr, kSharedPage, PROT_READ | PROT_WRITE, MAP_SHARED, kOutputFd, 0);
  return page == MAP_FAILED ? nullptr : new (page) SharedPage;
}

base::Result<std::string> read_evidence(std::uint64_t size) {
  std::string bytes(size, '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const auto got = ::pread(kEvidenceFd, bytes.data() + filled, bytes.size() - filled, static_cast<off_t>(filled));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail(ErrorKind::Input, "reading stopped", {}, "check the disk");
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

base::Result<Draft> read_all(const Request& request, std::uint64_t size, base::Progress& progress) {
  auto bytes = read_evidence(size);
  if (!bytes) return tl::unexpected(bytes.error());
  Draft draft;
  const auto read = read_bytes(draft, {request.path, request.format, {}}, std::move(*bytes), request.options, progress);
  if (!read) return tl::unexpected(read.error());
  return draft;
}

base::Result<Draft> read_or_say_why(const Request& request, std::uint64_t size, base::Progress& progress) {
  try {
    return read_all(request, size, progress);
  } catch (const std::bad_alloc&) {
    return fail(ErrorKind::Input, "reading the file needs more memory than is allowed for its size", request.path, "split it into smaller files");
  } catch (const std::exception& exception) {
    return fail(ErrorKind::Input, std::string("the file cannot be read: ") + exception.what(), request.path, "save it again from the program that wrote it");
  }
}

bool put(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(kOutputFd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool answer(const base::Result<Draft>& draft) {
  return ::lseek(kOutputFd, kSharedPage, SEEK_SET) >= 0 && ::ftruncate(kOutputFd, kSharedPage) == 0 && write_answer(draft, put);
}

} // namespace

void run_reader() {
  const auto received = receive_request();
  auto* page = received ? shared_page() : nullptr;
  struct stat evidence{};
  if (!page || ::fstat(kEvidenceFd, &evidence) != 0) ::_exit(kNotStartedRight);
  const auto size = static_cast<std::uint64_t>(evidence.st_size);
  const auto limits = limits_for(size);
  limit_this_process(limits);
  page->has_filter = filter_system_calls() ? 1 : 0;
  page->has_started = 1;
  const auto& request = received->request;
  const bool answered = answer(read_or_say_why(request, size, page->progress)) ||
                        answer(fail(ErrorKind::Input, "the file says more than may be read from a file of its size", request.path,
                                    "split it into smaller files"));
  ::_exit(answered ? 0 : kAnswerLost);
}

} // namespace cuibono::ingest::confined
