#pragma once
// Short ways to write files, import them and look at the case that comes of it.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "ingest/import.h"
#include "ingest/resolve.h"
#include "model/edit.h"

namespace cuibono::ingest::testing {

/// A folder of its own for one test, gone afterwards.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "cuibono-ingest-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::filesystem::path file(const std::string& name, std::string_view bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return path_ / name;
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline base::Result<Draft> read(const std::filesystem::path& path, std::string_view format = "") {
  base::Progress progress;
  return read_paths({path}, format, progress);
}

struct Imported {
  model::CaseSnapshot before, after;
  Resolution resolution;

  const FileReport& only() const { return resolution.files.at(0); }
  std::string reason(std::size_t i = 0) const {
    for (const auto& file : resolution.files) {
      if (i < file.rejects.size()) return file.rejects[i].reason;
      i -= file.rejects.size();
    }
    return "(no such reject)";
  }
  bool remarked(std::string_view words) const {
    for (const auto& remark : resolution.remarks)
      if (remark.find(words) != remark.npos) return true;
    return false;
  }
  std::uint64_t rejected() const {
    std::uint64_t count = 0;
    for (const auto& file : resolution.files) count += file.rejected;
    return count;
  }
};

inline void expect_accounted(const Resolution& resolution) {
  for (const auto& file : resolution.files) {
    EXPECT_EQ(file.rows, file.accepted + file.rejected) << file.path;
    EXPECT_EQ(file.rejected, file.rejects.size()) << file.path;
  }
}

/// Reads, resolves and applies; any failure fails the test.
inline Imported import(const std::filesystem::path& path, const model::CaseSnapshot& into = {}, const ImportOptions& options = {}) {
  const auto draft = read(path);
  EXPECT_TRUE(draft) << (draft ? "" : base::sentence(draft.error()));
  if (!draft) return {};
  Imported result{into, into, resolve(into, *draft, options)};
  expect_accounted(result.resolution);
  const auto after = model::apply(into, result.resolution.batch);
  EXPECT_TRUE(after) << (after ? "" : base::sentence(after.error()));
  if (after) result.after = *after;
  return result;
}

/// One file of that name with that text.
inline Imported import_text(const std::string& name, std::string_view text, const model::CaseSnapshot& into = {},
                            const ImportOptions& options = {}) {
  const Folder folder;
  return import(folder.file(name, text), into, options);
}

inline Imported import_tables(const std::map<std::string, std::string>& files, const model::CaseSnapshot& into = {}) {
  const Folder folder;
  for (const auto& [name, text] : files) folder.file(name, text);
  return import(folder.path(), into);
}

} // namespace cuibono::ingest::testing
