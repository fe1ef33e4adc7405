#include "store/network.h"

#include <sys/vfs.h>

#include <algorithm>
#include <array>

namespace cuibono::store {

using base::ErrorKind;
using base::fail;
using base::Result;

bool is_network_type(std::uint64_t type) {
  constexpr std::array<std::uint64_t, 9> kTypes{0x6969,     /* nfs */ 0x517B,      /* smb */ 0xFF534D42,  /* cifs */
                                                0xFE534D42, /* smb2 */ 0x65735546, /* fuse */ 0x01021997, /* 9p */
                                                0x5346414F, /* afs */ 0x73757245,  /* coda */ 0x00C36400 /* ceph */};
  return std::ranges::count(kTypes, type & 0xFFFFFFFFu) > 0;
}

bool is_on_network(const std::filesystem::path& path) {
  struct statfs info {};
  return ::statfs(path.c_str(), &info) == 0 && is_network_type(static_cast<std::uint64_t>(info.f_type));
}

// The lock comes before the first look at the file, so that a log that is there is read without shared memory.
Result<Database> open_alone(const std::filesystem::path& path, std::string_view key) {
  auto database = Database::open(path, Database::Mode::ReadWrite, key);
  if (!database) return database;
  if (!database->is_writable())
    return fail(ErrorKind::Input, "the case cannot be written to", path.string(),
                "open it read-only, or copy it to another folder");
  auto done = database->run("PRAGMA locking_mode=EXCLUSIVE");
  const auto mode = done ? database->text("PRAGMA journal_mode=DELETE") : tl::unexpected(done.error());
  if (mode && *mode != "delete")
    done = fail(ErrorKind::Input, "the case is open elsewhere", path.string(), "close it there, then try again");
  if (done && mode) done = database->run("BEGIN EXCLUSIVE; COMMIT");
  if (!mode) return tl::unexpected(mode.error());
  if (!done) return tl::unexpected(done.error());
  return database;
}

} // namespace cuibono::store
