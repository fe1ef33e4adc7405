#pragma once
// The key slots in a case file's header, and errors about them.

#include <filesystem>

#include "protect/key_ring.h"

namespace cuibono::store {

/// Names the case in an error about its key slots.
tl::unexpected<base::Error> about_slots(base::Error error, const std::filesystem::path& path);

/// Wrong usage for a case that is not encrypted.
base::Result<protect::KeyRing> ring_of(const std::filesystem::path& path);

} // namespace cuibono::store
