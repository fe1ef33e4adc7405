#pragma once
// An encrypted case file: a clear header of two copies of 8 KiB, which holds the key slots, and behind it a SQLCipher
// database. The copy of the higher generation counts, and a new one is written over the other: a write that was cut off
// leaves the one before. SQLite sees the database alone, through a thin VFS that shifts it.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace cuibono::store {

inline constexpr std::string_view kContainerMagic = "Cui Bono case 1\n"; ///< 16 bytes at the head of each copy
inline constexpr std::size_t kHeaderCopy = 8192;
inline constexpr std::size_t kContainerHeader = 2 * kHeaderCopy;

/// The name of a VFS on top of the one that is SQLite's default now. A file without the magic passes through as it is.
base::Result<std::string> container_vfs();

/// The text in the header, or nothing for a file that is not a container. Never disturbs SQLite's locks on the file.
base::Result<std::optional<std::string>> read_container(const std::filesystem::path& path);

/// Whether there is such a file and it is a container.
bool is_encrypted(const std::filesystem::path& path);

/// A new file that is only a header; SQLite takes it for an empty database.
base::Result<void> create_container(const std::filesystem::path& path, std::string_view text);

/// Replaces the header's text, on disk when this returns.
base::Result<void> write_container(const std::filesystem::path& path, std::string_view text);

/// The first bytes of any file, at most `count`, read without disturbing SQLite's locks on it.
base::Result<std::string> first_bytes(const std::filesystem::path& path, std::size_t count);

} // namespace cuibono::store
