#pragma once
// Percentages of records and shares of ties, without the noise that a division of decimals leaves.

#include <cmath>
#include <string>

#include "base/text.h"

namespace cuibono::ingest {

/// 33.3 percent as the share .333: ten decimals.
inline std::string share_of_percent(double percent) { return base::format_number(std::round(percent * 1e8) / 1e10); }
/// And back.
inline std::string percent_of_share(double share) { return base::format_number(std::round(share * 1e10) / 1e8); }

} // namespace cuibono::ingest
