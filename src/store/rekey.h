#pragma once
// The same database under another key: written aside, for the caller to put in place.

#include <filesystem>
#include <string_view>

#include "protect/key_ring.h"
#include "store/sqlite.h"

namespace cuibono::store {

/// Where the copy stands while it is written. One that was left by a program that was killed is of no use to anybody.
std::filesystem::path rekeyed_copy(const std::filesystem::path& case_path);

/// While this lives nobody else can open the case: an encrypted one is outside WAL mode, so that no log stands beside
/// it, and locked. Whoever waits for the lock meanwhile is refused once the file at the path is another
/// (container_vfs.cpp).
class Alone {
 public:
  /// Refused while another connection has the case open.
  static base::Result<Alone> with(const Database& database);
  Alone(Alone&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  Alone& operator=(Alone&&) = delete;
  ~Alone();
  /// The file is no longer the case; the connection is only to be closed.
  void leave() { database_ = nullptr; }

 private:
  explicit Alone(const Database* database) : database_(database) {}

  const Database* database_;
};

/// A new container at `copy` whose header is `slots` and whose database is this one under `key`.
base::Result<void> write_rekeyed(const Database& database, const std::filesystem::path& copy, std::string_view slots,
                                 const protect::Key& key);

} // namespace cuibono::store
