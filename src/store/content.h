#pragma once
// The files of the exhibits, unaltered, each once under its SHA-256: in the case file up to a size, above it sealed in
// the folder `NAME.cuibono.exhibits` beside the case, with the key in the case. A file that is in is never changed and
// never taken out.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "store/sqlite.h"

namespace cuibono::store {

inline constexpr std::uint64_t kMostInside = std::uint64_t{16} << 20;

struct TakenIn {
  std::string sha256;
  std::uint64_t size = 0;
  bool was_there = false; ///< the same file had been taken in before

  bool operator==(const TakenIn&) const = default;
};

std::filesystem::path content_folder(const std::filesystem::path& case_path);

/// Takes the file in, in a transaction of its own; `most_inside` bytes and fewer go into the case file itself.
base::Result<TakenIn> take_in(const Database& database, const std::filesystem::path& case_path,
                              const std::filesystem::path& file, std::uint64_t most_inside = kMostInside);

/// Calls `take` with the file's bytes in pieces. Refuses one that is no longer what was taken in; pieces passed on
/// before that is known are then not to be used.
base::Result<void> read_content(const Database& database, const std::filesystem::path& case_path,
                                const std::string& sha256,
                                const std::function<base::Result<void>(std::string_view)>& take);

/// Every file that was taken in is there and whole. An exhibit may name a file that stayed with another agency.
base::Result<void> check_content(const Database& database, const std::filesystem::path& case_path);

} // namespace cuibono::store
