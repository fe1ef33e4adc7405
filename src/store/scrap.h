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

/// The unfinished file goes with whoever was writing it.
class Scrap {
 public:
  explicit Scrap(std::filesystem::path path) : path_(std::move(path)) { remove_with_side_files(path_); }
  Scrap(const Scrap&) = delete;
  Scrap& operator=(const Scrap&) = delete;
  ~Scrap() { remove_with_side_files(path_); }

 private:
  std::filesystem::path path_;
};

} // namespace cuibono::store
