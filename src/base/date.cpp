#include "base/date.h"

#include <algorithm>
#include <chrono>
#include <fmt/core.h>

namespace cuibono::base {
namespace {

// The whole of `text` as a number of exactly `digits` digits.
std::optional<int> digits_only(std::string_view text, std::size_t digits) {
  if (text.size() != digits) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::chrono::year_month_day calendar_day(Date date) {
  return {std::chrono::year{date.year}, std::chrono::month{std::max<unsigned>(date.month, 1)},
          std::chrono::day{std::max<unsigned>(date.day, 1)}};
}

} // namespace

std::optional<Date> parse_date(std::string_view text) {
  const auto year = digits_only(text.substr(0, 4), 4);
  if (!year || *year == 0) return std::nullopt;
  Date date{static_cast<std::int16_t>(*year), 0, 0};
  if (text.size() == 4) return date;

  if (text[4] != '-') return std::nullopt;
  const auto month = digits_only(text.substr(5, 2), 2);
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  date.month = static_cast<std::uint8_t>(*month);
  if (text.size() == 7) return date;

  if (text[7] != '-') return std::nullopt;
  const auto day = digits_only(text.substr(8), 2);
  if (!day || *day < 1) return std::nullopt;
  date.day = static_cast<std::uint8_t>(*day);
  if (!calendar_day(date).ok()) return std::nullopt;
  return date;
}

std::string format_date(Date date) {
  if (!date.known()) return {};
  if (date.month == 0) return fmt::format("{:04}", date.year);
  if (date.day == 0) return fmt::format("{:04}-{:02}", date.year, date.month);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::int32_t day_number(Date date) {
  return static_cast<std::int32_t>(std::chrono::sys_days{calendar_day(date)}.time_since_epoch().count());
}

Date date_from_day_number(std::int32_t days) {
  const std::chrono::year_month_day ymd{std::chrono::sys_days{std::chrono::days{days}}};
  return {static_cast<std::int16_t>(static_cast<int>(ymd.year())), static_cast<std::uint8_t>(static_cast<unsigned>(ymd.month())),
          static_cast<std::uint8_t>(static_cast<unsigned>(ymd.day()))};
}

} // namespace cuibono::base
