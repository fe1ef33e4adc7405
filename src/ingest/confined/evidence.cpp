#include "ingest/confined/evidence.h"

#include <fcntl.h>
#include <fmt/core.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "base/sha256.h"

namespace cuibono::ingest::confined {

using base::ErrorKind;
using base::fail;

base::Result<Evidence> Evidence::open(const std::string& path, std::uint64_t most_bytes) {
  Evidence evidence;
  evidence.path_ = path;
  evidence.file_ = Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!evidence.file_.is_open())
    return fail(ErrorKind::Input, fmt::format("cannot read the file: {}", std::strerror(errno)), path, "check the path and its permissions");
  if (::fstat(evidence.fd(), &evidence.opened_) != 0 || !S_ISREG(evidence.opened_.st_mode))
    return fail(ErrorKind::Input, "not a regular file", path, "name a file");
  if (evidence.size() > most_bytes)
    return fail(ErrorKind::Input, fmt::format("the file has {} bytes, more than the {} that are read at once", evidence.size(), most_bytes),
                path, "split it into smaller files");
  return evidence;
}

base::Result<std::string> Evidence::sha256() const {
  base::Sha256 hash;
  std::vector<char> piece(std::size_t{1} << 18);
  for (off_t at = 0;;) {
    const auto got = ::pread(fd(), piece.data(), piece.size(), at);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail(ErrorKind::Input, fmt::format("reading stopped: {}", std::strerror(errno)), path_, "check the disk");
    if (got == 0) return hash.hex();
    hash.add({piece.data(), static_cast<std::size_t>(got)});
    at += got;
  }
}

bool Evidence::has_changed() const {
  struct stat now{};
  const auto differ = [](const timespec& a, const timespec& b) { return a.tv_sec != b.tv_sec || a.tv_nsec != b.tv_nsec; };
  return ::fstat(fd(), &now) != 0 || now.st_size != opened_.st_size || differ(now.st_mtim, opened_.st_mtim) || differ(now.st_ctim, opened_.st_ctim);
}

} // namespace cuibono::ingest::confined
