#pragma once
// A day of the Gregorian calendar known to the year, the month or the day.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cuibono::base {

/// year 0: no date. month 0 or day 0: not known. Ordered by year, month, day, the less precise first.
struct Date {
  std::int16_t year = 0;
  std::uint8_t month = 0;
  std::uint8_t day = 0;

  bool known() const { return year != 0; }
  auto operator<=>(const Date&) const = default;
};

/// ISO 8601 `2031`, `2031-02` or `2031-02-28`, years 1 to 9999; nothing for any other text or a day that does not exist.
std::optional<Date> parse_date(std::string_view text);

/// ISO 8601 with the precision that is known; empty for no date.
std::string format_date(Date date);

/// Days since 1970-01-01; unknown month or day counts as the first. Only for known dates.
std::int32_t day_number(Date date);

/// The date, to the day, that many days after 1970-01-01.
Date date_from_day_number(std::int32_t days);

} // namespace cuibono::base
