#pragma once
// A file of evidence held open while another process reads it.

#include <sys/stat.h>

#include <cstdint>
#include <string>

#include "base/error.h"
#include "ingest/confined/descriptor.h"

namespace cuibono::ingest::confined {

class Evidence {
 public:
  /// Refuses what is not a regular file and what is larger.
  static base::Result<Evidence> open(const std::string& path, std::uint64_t most_bytes);

  int fd() const { return file_.get(); }
  std::uint64_t size() const { return static_cast<std::uint64_t>(opened_.st_size); }
  base::Result<std::string> sha256() const;
  /// Whether somebody has written to it since it was opened.
  bool has_changed() const;

 private:
  std::string path_;
  Descriptor file_;
  struct stat opened_{};
};

} // namespace cuibono::ingest::confined
