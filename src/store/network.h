#pragma once
// Cases in network folders. SQLite's write-ahead log needs memory that all programs share, which two machines do not
// have: there a case is opened with a rollback journal, and for one program alone.

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "store/sqlite.h"

namespace cuibono::store {

/// Whether a file system of that number (statfs's f_type, as Linux's magic.h has it) keeps its files on another
/// machine, or may: what FUSE mounts cannot be told apart.
bool is_network_type(std::uint64_t type);

bool is_on_network(const std::filesystem::path& path);

/// For writing, locked until it is closed. Refused while another program has the case open.
base::Result<Database> open_alone(const std::filesystem::path& path, std::string_view key);

/// For people: "the case lies in a network folder: nobody else can open it until it is closed here".
inline constexpr const char* kOnNetwork =
    "the case lies in a network folder: nobody else can open it until it is closed here";

} // namespace cuibono::store
