#pragma once
// The day in front of a time.

#include <string_view>

namespace cuibono::ingest {

/// Of an ISO date that may have a time or a zone behind it, the ten characters of the day; any other text whole, so that no
/// letter is cut in two.
inline std::string_view day_text(std::string_view text) {
  constexpr std::size_t kDay = 10;
  return text.size() > kDay && std::string_view("Tt+-Z ").find(text[kDay]) != std::string_view::npos ? text.substr(0, kDay) : text;
}

} // namespace cuibono::ingest
