#pragma once
// Offsets from UTC as text, such as +07:00.

#include <optional>
#include <string>
#include <string_view>

namespace cuibono::ingest {

/// Minutes east of UTC of `+07:00`, `-0330` or `Z`; nothing for any other text.
std::optional<int> parse_zone(std::string_view text);

/// `+07:00`, or `Z` for 0.
std::string format_zone(int minutes);

} // namespace cuibono::ingest
