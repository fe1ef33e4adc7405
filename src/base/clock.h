#pragma once

#include <string>

namespace cuibono::base {

/// The time in UTC, ISO 8601 with seconds: 2031-05-01T12:00:00Z.
std::string utc_now();

} // namespace cuibono::base
