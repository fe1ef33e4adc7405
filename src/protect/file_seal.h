#pragma once
// A file kept in a folder, unreadable to whoever lacks its key: XChaCha20-Poly1305 in chunks of a mebibyte (libsodium's
// secretstream), so that a file of any size is read and written in bounded memory, and a cut or changed one is noticed.

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace cuibono::protect {

/// 64 hexadecimal digits.
std::string new_file_key();

/// Writes the sealed copy of `from` beside `to` and renames it. Returns the SHA-256 of what was read.
base::Result<std::string> seal_file(const std::filesystem::path& from, const std::filesystem::path& to,
                                    std::string_view key);

/// Calls `take` with each piece in turn; stops at its first failure. Refuses a file that is cut short or was changed.
base::Result<void> unseal_file(const std::filesystem::path& sealed, std::string_view key,
                               const std::function<base::Result<void>(std::string_view)>& take);

} // namespace cuibono::protect
