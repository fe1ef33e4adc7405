#include "ingest/tables/xlsx_values.h"

#include <array>
#include <charconv>
#include <cmath>
#include <fmt/core.h>

#include "base/date.h"
#include "base/text.h"

namespace cuibono::ingest {
namespace {

constexpr int kDaySeconds = 86400;
constexpr int kDays1904 = 1462;       ///< from 1899-12-31 to 1904-01-01 as the two epochs count
constexpr int kSerialOf1970 = 25569;  ///< where 1900-02-29, which never was, is counted
constexpr double kLastSerial = 2958465; ///< 9999-12-31

std::string shortest(double value) {
  std::array<char, 400> text{};
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  return error == std::errc{} ? std::string(text.data(), end) : std::string();
}

std::string clock(std::int64_t seconds) { return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60); }

std::size_t digits_of(std::string_view text) {
  std::size_t digits = 0;
  for (const char c : text) digits += c >= '0' && c <= '9' && (digits > 0 || c != '0');
  return digits;
}

// The letters of the first part of the code that stand for something.
std::string letters_of(std::string_view code) {
  std::string letters;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    if (code[i] == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (code[i] == '[') {
      const auto close = std::min(code.find(']', i), code.size());
      const auto inside = base::to_lower(code.substr(i + 1, close - i - 1));
      if (!inside.empty() && inside.find_first_not_of("hms") == inside.npos) letters += inside; // elapsed time
      i = close;
    } else if (code[i] == '\\' || code[i] == '_' || code[i] == '*') {
      ++i;
    } else {
      letters += code[i];
    }
  }
  return base::to_lower(letters);
}

} // namespace

Shown shown_by_builtin(int format) {
  const auto within = [format](int first, int last) { return format >= first && format <= last; };
  if (within(18, 21) || within(45, 47) || within(32, 35)) return Shown::Time;
  if (within(14, 22) || within(27, 36) || within(50, 58) || within(71, 81)) return Shown::Date;
  return Shown::Number;
}

Shown shown_by_code(std::string_view code) {
  const auto letters = letters_of(code);
  if (letters.find("general") != letters.npos) return Shown::Number;
  if (letters.find_first_of("yd") != letters.npos) return Shown::Date;
  if (letters.find_first_of("hs") != letters.npos) return Shown::Time;
  return letters.find('m') != letters.npos ? Shown::Date : Shown::Number;
}

std::string number_text(std::string_view value) {
  const auto number = base::parse_number(base::trim(value));
  if (!number) return std::string(value);
  auto text = shortest(*number);
  constexpr std::size_t kMostDigits = 15;
  const bool is_whole = text.find('.') == text.npos;
  if (is_whole || digits_of(text) <= kMostDigits) return text.empty() ? std::string(value) : text;
  return shortest(base::parse_number(fmt::format("{:.15g}", *number)).value_or(*number));
}

std::string serial_text(std::string_view value, Shown shown, bool is_1904) {
  const auto number = base::parse_number(base::trim(value));
  if (!number || *number < 0 || *number > kLastSerial) return number_text(value);
  double whole = std::floor(*number);
  auto seconds = std::llround((*number - whole) * kDaySeconds);
  if (seconds == kDaySeconds) seconds = 0, whole += 1;
  if (shown == Shown::Time) return clock(static_cast<std::int64_t>(whole) * kDaySeconds + seconds);
  auto days = static_cast<std::int32_t>(whole) + (is_1904 ? kDays1904 : 0);
  if (days == 0) return clock(seconds); // the day before the first: a time alone
  if (days < 60) ++days;                // before the day that never was
  const auto date = base::format_date(base::date_from_day_number(days - kSerialOf1970));
  return seconds == 0 ? date : fmt::format("{}T{}", date, clock(seconds));
}

} // namespace cuibono::ingest
