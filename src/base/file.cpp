#include "base/file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cuibono::base {
namespace {

// Owns a file descriptor.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() { if (fd_ >= 0) ::close(fd_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

tl::unexpected<Error> system_failure(const char* what, const std::filesystem::path& path, const char* remedy) {
  return fail(ErrorKind::Input, fmt::format("{}: {}", what, std::strerror(errno)), path.string(), remedy);
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

} // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t most_bytes) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) return system_failure("cannot read the file", path, "check the path and its permissions");
  struct stat info{};
  if (::fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode))
    return fail(ErrorKind::Input, "not a regular file", path.string(), "name a file");
  const auto size = static_cast<std::uint64_t>(info.st_size);
  if (size > most_bytes)
    return fail(ErrorKind::Input, fmt::format("the file has {} bytes, more than the {} that are read at once", size, most_bytes),
                path.string(), "split it into smaller files");

  std::string bytes(size, '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const auto got = ::read(file.get(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_failure("reading stopped", path, "check the disk");
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

std::filesystem::path aside(const std::filesystem::path& path) {
  auto beside = path;
  beside += fmt::format(".{}.part", ::getpid());
  return beside;
}

Result<void> put_in_place(const std::filesystem::path& finished, const std::filesystem::path& path) {
  {
    const Descriptor file(::open(finished.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0 || ::fsync(file.get()) != 0) return system_failure("writing stopped", path, "check free space and permissions");
  }
  if (::rename(finished.c_str(), path.c_str()) != 0) return system_failure("cannot write here", path, "check its permissions");
  const Descriptor folder(::open(std::filesystem::absolute(path).parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() >= 0) ::fsync(folder.get()); // not every disk can; the file itself is safe
  return {};
}

Result<void> write_file(const std::filesystem::path& path, std::string_view bytes) {
  const auto beside = aside(path);
  bool written = false;
  {
    const Descriptor file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (file.get() < 0) return system_failure("cannot write here", path, "choose a folder that can be written to");
    written = write_all(file.get(), bytes) && ::fsync(file.get()) == 0;
  }
  if (written && ::rename(beside.c_str(), path.c_str()) == 0) return {};
  const auto failure = system_failure("writing stopped", path, "check free space and permissions");
  ::unlink(beside.c_str());
  return failure;
}

} // namespace cuibono::base
