#pragma once
// Starts the processes that read files, waits for them, and takes over what they answer.

#include <cstdint>
#include <filesystem>

#include "base/error.h"
#include "base/progress.h"
#include "ingest/confined/wire.h"

namespace cuibono::ingest::confined {

/// How a reader was shut in.
struct Confinement {
  bool bubblewrap = false; ///< sees no file, no network, no other process
  bool filter = false;     ///< can make hardly any system call

  bool operator==(const Confinement&) const = default;
};

/// "bubblewrap, a filter of system calls, and limits of memory and time".
std::string in_words(const Confinement& confinement);

/// The readers of one import. Uses bubblewrap until it turns out that it does not work here.
class Readers {
 public:
  /// `program` calls run_reader when its one argument is kReaderArgument.
  explicit Readers(std::filesystem::path program);

  /// What the file says, with its path and hash. Fails for what is no regular file, is larger than 2 GiB, is of no known
  /// format or not what it claims to be, takes too long (4 s, and a second a MiB), needs too much memory, or changes while it is read. Adds the
  /// file's bytes to progress.done.
  base::Result<Draft> read(const Request& request, base::Progress& progress);

  /// Of the last reader that was started.
  const Confinement& confinement() const { return confinement_; }

  /// Starts a reader on nothing, to see how it is shut in.
  base::Result<Confinement> probe();

 private:
  struct Run;
  base::Result<void> run(Run& run, base::Progress& progress);

  std::filesystem::path program_;
  bool bubblewrap_works_;
  Confinement confinement_;
};

} // namespace cuibono::ingest::confined
