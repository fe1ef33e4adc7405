#include "disk.h"

#include <algorithm>
#include <cstring>
#include <fstream>

namespace cuibono::reliability {
namespace {

constexpr std::size_t kSector = 512;

Disk* the_disk = nullptr;
sqlite3_vfs* real = nullptr;

struct Handle {
  sqlite3_file base;
  sqlite3_file* below;
  std::string* path;
};

Handle& own(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }
sqlite3_file* below(sqlite3_file* file) { return own(file).below; }
const sqlite3_io_methods& methods(sqlite3_file* file) { return *below(file)->pMethods; }

int close(sqlite3_file* file) {
  const int code = methods(file).xClose(below(file));
  delete own(file).path;
  return code;
}
int read(sqlite3_file* file, void* to, int count, sqlite3_int64 at) {
  if (the_disk->is_refused(Operation::Read)) return SQLITE_IOERR_READ;
  return methods(file).xRead(below(file), to, count, at);
}
int write(sqlite3_file* file, const void* from, int count, sqlite3_int64 at) {
  if (the_disk->is_refused(Operation::Write)) return SQLITE_FULL;
  the_disk->before_write(below(file), *own(file).path, from, count, at);
  return methods(file).xWrite(below(file), from, count, at);
}
int truncate(sqlite3_file* file, sqlite3_int64 size) {
  if (the_disk->is_refused(Operation::Write)) return SQLITE_IOERR_TRUNCATE;
  const int code = methods(file).xTruncate(below(file), size);
  the_disk->synced(below(file), *own(file).path); // taken to be ordered, as journalling file systems order it
  return code;
}
int sync(sqlite3_file* file, int flags) {
  if (the_disk->is_refused(Operation::Sync)) return SQLITE_IOERR_FSYNC;
  if (the_disk->honours_sync) the_disk->synced(below(file), *own(file).path);
  return methods(file).xSync(below(file), flags);
}
int file_size(sqlite3_file* file, sqlite3_int64* size) { return methods(file).xFileSize(below(file), size); }
int lock(sqlite3_file* file, int level) { return methods(file).xLock(below(file), level); }
int unlock(sqlite3_file* file, int level) { return methods(file).xUnlock(below(file), level); }
int reserved(sqlite3_file* file, int* held) { return methods(file).xCheckReservedLock(below(file), held); }
int control(sqlite3_file* file, int what, void* argument) {
  if (what == SQLITE_FCNTL_SIZE_HINT || what == SQLITE_FCNTL_MMAP_SIZE) return SQLITE_NOTFOUND;
  return methods(file).xFileControl(below(file), what, argument);
}
int sector_size(sqlite3_file*) { return static_cast<int>(kSector); }
int characteristics(sqlite3_file*) { return 0; } // nothing is promised beyond a sector
int shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** at) {
  return methods(file).xShmMap(below(file), page, size, extend, at);
}
int shm_lock(sqlite3_file* file, int at, int count, int flags) { return methods(file).xShmLock(below(file), at, count, flags); }
void shm_barrier(sqlite3_file* file) { methods(file).xShmBarrier(below(file)); }
int shm_unmap(sqlite3_file* file, int erase) { return methods(file).xShmUnmap(below(file), erase); }

const sqlite3_io_methods kMethods{2,    close,  read,     write,   truncate,    sync,            file_size, lock, unlock, reserved,
                                  control, sector_size, characteristics, shm_map, shm_lock, shm_barrier, shm_unmap, nullptr, nullptr};

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  auto& handle = own(file);
  handle.base.pMethods = nullptr;
  handle.below = reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(Handle));
  const int code = real->xOpen(real, name, handle.below, flags, out_flags);
  if (!handle.below->pMethods) return code;
  handle.path = new std::string(name ? name : "");
  handle.base.pMethods = &kMethods;
  return code;
}
int remove(sqlite3_vfs*, const char* name, int sync_folder) {
  return the_disk->is_off() ? SQLITE_IOERR_DELETE : real->xDelete(real, name, sync_folder);
}
int access(sqlite3_vfs*, const char* name, int flags, int* out) { return real->xAccess(real, name, flags, out); }
int full_path(sqlite3_vfs*, const char* name, int count, char* out) { return real->xFullPathname(real, name, count, out); }
int randomness(sqlite3_vfs*, int count, char* out) { return real->xRandomness(real, count, out); }
int sleep(sqlite3_vfs*, int microseconds) { return real->xSleep(real, microseconds); }
int current_time(sqlite3_vfs*, double* days) { return real->xCurrentTime(real, days); }
int last_error(sqlite3_vfs*, int count, char* out) { return real->xGetLastError(real, count, out); }
int current_time_64(sqlite3_vfs*, sqlite3_int64* time) { return real->xCurrentTimeInt64(real, time); }

sqlite3_vfs vfs{};

std::string content(sqlite3_file* below) {
  sqlite3_int64 size = 0;
  below->pMethods->xFileSize(below, &size);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  if (size > 0) below->pMethods->xRead(below, bytes.data(), static_cast<int>(size), 0);
  return bytes;
}

} // namespace

Disk::Disk() {
  sqlite3_initialize();
  if (!real) {
    real = sqlite3_vfs_find(nullptr);
    vfs.iVersion = 2;
    vfs.szOsFile = static_cast<int>(sizeof(Handle)) + real->szOsFile;
    vfs.mxPathname = real->mxPathname;
    vfs.zName = "the disk that lies";
    vfs.xOpen = open;
    vfs.xDelete = remove;
    vfs.xAccess = access;
    vfs.xFullPathname = full_path;
    vfs.xRandomness = randomness;
    vfs.xSleep = sleep;
    vfs.xCurrentTime = current_time;
    vfs.xGetLastError = last_error;
    vfs.xCurrentTimeInt64 = current_time_64;
  }
  the_disk = this;
  sqlite3_vfs_register(&vfs, 1);
}

Disk::~Disk() {
  sqlite3_vfs_register(real, 1);
  the_disk = nullptr;
}

bool Disk::is_refused(Operation operation) {
  if (operation == Operation::Write && writes_left_ >= 0 && writes_left_-- == 0) off_ = true;
  if (off_ && operation != Operation::Read) return true;
  if (operations_left_ < 0 || operation != failing_) return false;
  const bool now = operations_left_-- == 0;
  failed_ = failed_ || now;
  return now;
}

void Disk::before_write(sqlite3_file* below, const std::string& path, const void* bytes, int count, sqlite3_int64 at) {
  auto& file = files_[path];
  if (!file.known) {
    file.durable = content(below);
    file.known = true;
  }
  file.unsynced.push_back({at, std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(count))});
}

void Disk::synced(sqlite3_file*, const std::string& path) { files_.erase(path); }

// Writes reach the platter in any order; only what was synced is sure.
void Disk::come_back(std::mt19937_64& random) {
  for (auto& [path, file] : files_) {
    if (file.unsynced.empty() || !std::filesystem::exists(path)) continue;
    std::string bytes = file.durable;
    for (const Write& write : file.unsynced) {
      const auto fate = random() % 4;
      if (fate == 0) continue; // lost
      auto count = write.after.size();
      if (fate == 1) count = random() % (count / kSector + 1) * kSector; // torn
      const auto end = static_cast<std::size_t>(write.at) + count;
      if (count > 0 && bytes.size() < end) bytes.resize(end, '\0');
      std::copy_n(write.after.begin(), count, bytes.begin() + write.at);
    }
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
  }
  files_.clear();
  off_ = false;
  writes_left_ = -1;
}

void Disk::fail(Operation operation, int k) {
  failing_ = operation;
  operations_left_ = k;
  failed_ = false;
}

void Disk::heal() {
  operations_left_ = -1;
  files_.clear();
}

} // namespace cuibono::reliability
