#pragma once
// Whole files in, whole files out: a failure never leaves a half-written file behind.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/error.h"

namespace cuibono::base {

/// Refuses what is not a regular file and what is larger than `most_bytes`.
Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t most_bytes = 2ull << 30);

/// Writes beside `path` under another name, flushes to disk, then renames over it.
Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);

/// Renames a finished file to its name, replacing what was there, and makes that last through a power cut.
Result<void> put_in_place(const std::filesystem::path& finished, const std::filesystem::path& path);

/// A name beside `path` that no file has yet, for writing aside.
std::filesystem::path aside(const std::filesystem::path& path);

} // namespace cuibono::base
