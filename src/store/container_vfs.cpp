// The VFS that shows SQLite the database inside a container. Everything but the offsets of a container's main file is
// passed on to the VFS below.

#include <sqlite3.h>

#include <cstring>
#include <map>
#include <memory>
#include <mutex>

#include "store/container.h"

namespace cuibono::store {
namespace {

struct ShiftedFile {
  sqlite3_file base; // must be first
  sqlite3_int64 shift;
  sqlite3_file* below; // in the memory behind this
};

ShiftedFile& own(sqlite3_file* file) { return *reinterpret_cast<ShiftedFile*>(file); }
sqlite3_file* below(sqlite3_file* file) { return own(file).below; }

int close(sqlite3_file* file) { return below(file)->pMethods->xClose(below(file)); }
int read(sqlite3_file* file, void* to, int count, sqlite3_int64 at) {
  return below(file)->pMethods->xRead(below(file), to, count, at + own(file).shift);
}
int write(sqlite3_file* file, const void* from, int count, sqlite3_int64 at) {
  return below(file)->pMethods->xWrite(below(file), from, count, at + own(file).shift);
}
int truncate(sqlite3_file* file, sqlite3_int64 size) {
  return below(file)->pMethods->xTruncate(below(file), size + own(file).shift);
}
int sync(sqlite3_file* file, int flags) { return below(file)->pMethods->xSync(below(file), flags); }
int file_size(sqlite3_file* file, sqlite3_int64* size) {
  const int code = below(file)->pMethods->xFileSize(below(file), size);
  *size = *size > own(file).shift ? *size - own(file).shift : 0;
  return code;
}
// Whoever waited for the lock while the case was replaced by another file (store/rekey.h) would take the new one's log
// for its own.
int lock(sqlite3_file* file, int level) {
  const int code = below(file)->pMethods->xLock(below(file), level);
  if (code != SQLITE_OK || level != SQLITE_LOCK_SHARED) return code;
  int moved = 0;
  below(file)->pMethods->xFileControl(below(file), SQLITE_FCNTL_HAS_MOVED, &moved);
  if (!moved) return SQLITE_OK;
  below(file)->pMethods->xUnlock(below(file), SQLITE_LOCK_NONE);
  return SQLITE_BUSY;
}
int unlock(sqlite3_file* file, int level) { return below(file)->pMethods->xUnlock(below(file), level); }
int reserved(sqlite3_file* file, int* held) { return below(file)->pMethods->xCheckReservedLock(below(file), held); }
int control(sqlite3_file* file, int what, void* argument) {
  if (what == SQLITE_FCNTL_SIZE_HINT && own(file).shift > 0) {
    auto size = *static_cast<sqlite3_int64*>(argument) + own(file).shift;
    return below(file)->pMethods->xFileControl(below(file), what, &size);
  }
  if (what == SQLITE_FCNTL_MMAP_SIZE) return SQLITE_NOTFOUND; // these methods map no memory
  return below(file)->pMethods->xFileControl(below(file), what, argument);
}
int sector_size(sqlite3_file* file) { return below(file)->pMethods->xSectorSize(below(file)); }
int characteristics(sqlite3_file* file) { return below(file)->pMethods->xDeviceCharacteristics(below(file)); }
int shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** at) {
  return below(file)->pMethods->xShmMap(below(file), page, size, extend, at);
}
int shm_lock(sqlite3_file* file, int at, int count, int flags) {
  return below(file)->pMethods->xShmLock(below(file), at, count, flags);
}
void shm_barrier(sqlite3_file* file) { below(file)->pMethods->xShmBarrier(below(file)); }
int shm_unmap(sqlite3_file* file, int erase) { return below(file)->pMethods->xShmUnmap(below(file), erase); }

const sqlite3_io_methods kMethods{
    2,         close,    read,    write,       truncate,        sync,    file_size, lock,
    unlock,    reserved, control, sector_size, characteristics, shm_map, shm_lock,  shm_barrier,
    shm_unmap, nullptr,  nullptr};

sqlite3_vfs* below(sqlite3_vfs* vfs) { return static_cast<sqlite3_vfs*>(vfs->pAppData); }

// Either copy of the header says it: the first may have been cut off while it was written.
bool is_container(sqlite3_file* file) {
  char start[kContainerMagic.size()] = {};
  for (const sqlite3_int64 at : {sqlite3_int64{0}, static_cast<sqlite3_int64>(kHeaderCopy)})
    if (file->pMethods->xRead(file, start, sizeof start, at) == SQLITE_OK &&
        std::memcmp(start, kContainerMagic.data(), sizeof start) == 0)
      return true;
  return false;
}

int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  auto& shifted = own(file);
  shifted.base.pMethods = nullptr;
  shifted.shift = 0;
  shifted.below = reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(ShiftedFile));
  const int code = below(vfs)->xOpen(below(vfs), name, shifted.below, flags, out_flags);
  if (!shifted.below->pMethods) return code;
  shifted.base.pMethods = &kMethods;
  if (code == SQLITE_OK && (flags & SQLITE_OPEN_MAIN_DB) && is_container(shifted.below))
    shifted.shift = kContainerHeader;
  return code;
}
int remove(sqlite3_vfs* vfs, const char* name, int sync_folder) {
  return below(vfs)->xDelete(below(vfs), name, sync_folder);
}
int access(sqlite3_vfs* vfs, const char* name, int flags, int* out) {
  return below(vfs)->xAccess(below(vfs), name, flags, out);
}
int full_path(sqlite3_vfs* vfs, const char* name, int count, char* out) {
  return below(vfs)->xFullPathname(below(vfs), name, count, out);
}
int randomness(sqlite3_vfs* vfs, int count, char* out) { return below(vfs)->xRandomness(below(vfs), count, out); }
int sleep(sqlite3_vfs* vfs, int microseconds) { return below(vfs)->xSleep(below(vfs), microseconds); }
int current_time(sqlite3_vfs* vfs, double* days) { return below(vfs)->xCurrentTime(below(vfs), days); }
int last_error(sqlite3_vfs* vfs, int count, char* out) { return below(vfs)->xGetLastError(below(vfs), count, out); }
int current_time_64(sqlite3_vfs* vfs, sqlite3_int64* time) { return below(vfs)->xCurrentTimeInt64(below(vfs), time); }

struct Registered {
  std::string name;
  sqlite3_vfs vfs{};
};

} // namespace

// One for each VFS that has been the default; SQLite keeps pointers to them as long as the program runs.
base::Result<std::string> container_vfs() {
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<Registered>> known;
  sqlite3_initialize();
  sqlite3_vfs* base = sqlite3_vfs_find(nullptr);
  const std::lock_guard guard(mutex);
  auto& registered = known[base->zName];
  if (registered && registered->vfs.pAppData == base) return registered->name;
  registered = std::make_unique<Registered>();
  registered->name = std::string("cuibono over ") + base->zName;
  auto& vfs = registered->vfs;
  vfs.iVersion = 2;
  vfs.szOsFile = static_cast<int>(sizeof(ShiftedFile)) + base->szOsFile;
  vfs.mxPathname = base->mxPathname;
  vfs.zName = registered->name.c_str();
  vfs.pAppData = base;
  vfs.xOpen = open;
  vfs.xDelete = remove;
  vfs.xAccess = access;
  vfs.xFullPathname = full_path;
  vfs.xRandomness = randomness;
  vfs.xSleep = sleep;
  vfs.xCurrentTime = current_time;
  vfs.xGetLastError = last_error;
  vfs.xCurrentTimeInt64 = current_time_64;
  if (sqlite3_vfs_register(&vfs, 0) != SQLITE_OK)
    return base::fail(base::ErrorKind::Internal, "SQLite does not take the program's file layer", "", "report this");
  return registered->name;
}

} // namespace cuibono::store
