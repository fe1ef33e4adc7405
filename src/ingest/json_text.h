#pragma once
// JSON of evidence files, parsed so that it can do no harm: no depth beyond 64, whole text valid UTF-8.

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "base/error.h"

namespace cuibono::ingest {

inline constexpr int kDeepestJson = 64;

/// Fails for broken JSON, with the line and column, and beyond the depth. `where` is the file's name for the error.
base::Result<nlohmann::json> parse_json(std::string_view text, std::string_view where);

} // namespace cuibono::ingest
