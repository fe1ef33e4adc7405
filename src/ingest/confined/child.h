#pragma once
// One started reader: three descriptors, no environment, nothing else of this process.

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string_view>

#include "base/error.h"
#include "ingest/confined/descriptor.h"

namespace cuibono::ingest::confined {

inline constexpr const char* kBubblewrap = "/usr/bin/bwrap";

class Child {
 public:
  enum class Ending { ByItself, TooLate, Stopped };
  struct Descriptors { int evidence, output; };

  Child() = default;
  ~Child(); ///< kills what still runs
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// The program as a reader, in bubblewrap or not.
  base::Result<void> start(const std::filesystem::path& program, bool in_bubblewrap, Descriptors descriptors, std::string_view request);

  /// Until it ends, or is killed because `seconds` have passed or somebody wants a stop. `has_begun` is called several times a
  /// second; the time counts from when it is true, so that a busy machine on which programs start slowly costs no file.
  Ending wait(std::uint64_t seconds, const std::stop_token& stop, const std::function<bool()>& has_begun);

  int status() const { return status_; } ///< after wait: as waitpid says

 private:
  void kill();
  bool has_ended(int wait_ms);

  pid_t pid_ = -1;
  Descriptor handle_; ///< becomes readable when the process ends
  int status_ = 0;
};

} // namespace cuibono::ingest::confined
