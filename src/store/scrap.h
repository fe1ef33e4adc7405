#pragma once
// A database file together with the files that SQLite keeps beside it, and one that is still being written.

#include <array>
#include <filesystem>
#include <utility>

namespace cuibono::store {

/// The file itself first.
inline std::array<std::filesystem::path, 4> with_side_files(const std::filesystem::path& path) {
  std::array<std::filesystem::path, 4> files{path, path, path, path};
  files[1] += "-wal";
  files[2] += "-shm";
  files[3] += "-journal";
  return files;
}

inline void remove_with_side_files(const std::filesystem::path& path) {
  std::error_code ignored;
  for (const auto& file : with_side_files(path)) std::filesystem::remove(file, ignored);
}

/// The unfinished file goes with whoever was writing it, also when memory has run out: the names are made beforehand.
class Scrap {
 public:
  explicit Scrap(const std::filesystem::path& path) : files_(with_side_files(path)) { remove_all(); }
  Scrap(const Scrap&) = delete;
  Scrap& operator=(const Scrap&) = delete;
  ~Scrap() { remove_all(); }

 private:
  void remove_all() const {
    std::error_code ignored;
    for (const auto& file : files_) std::filesystem::remove(file, ignored);
  }

  std::array<std::filesystem::path, 4> files_;
};

} // namespace cuibono::store
