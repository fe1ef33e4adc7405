#pragma once
// The disk that lies: a VFS over the real one that remembers every write since the last sync, so that a power cut can
// take some of them back; and that can fail the k-th operation. It is SQLite's default while it lives.

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace cuibono::reliability {

enum class Operation { Read, Write, Sync };

class Disk {
 public:
  Disk();
  ~Disk();
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  bool honours_sync = true; ///< false: the control, a disk that says "done" and has done nothing

  /// The power fails at that many writes from now; from then on nothing reaches the disk.
  void cut_after(int writes) { writes_left_ = writes; }
  bool is_off() const { return off_; }
  /// What a file system may have left of the writes that were not synced: each there, gone, or torn at a sector.
  void come_back(std::mt19937_64& random);

  /// The operation of that kind that is the k-th from now fails, once.
  void fail(Operation operation, int k);
  bool has_failed() const { return failed_; }
  void heal();

  // For the VFS's functions.
  bool is_refused(Operation operation);
  void before_write(sqlite3_file* below, const std::string& path, const void* bytes, int count, sqlite3_int64 at);
  void synced(sqlite3_file* below, const std::string& path);

 private:
  struct Write {
    sqlite3_int64 at = 0;
    std::string after;
  };
  struct File {
    std::string durable; ///< the whole file as of the last sync, once something is unsynced
    bool known = false;
    std::vector<Write> unsynced;
  };

  std::map<std::string, File> files_;
  int writes_left_ = -1;
  bool off_ = false;
  Operation failing_ = Operation::Read;
  int operations_left_ = -1;
  bool failed_ = false;
};

} // namespace cuibono::reliability
