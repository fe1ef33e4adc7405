#pragma once
// What cells of bank statements, call records and ledgers say: dates and amounts as people in many countries write them.
// Readers return the value, or what is wrong as a clause for people ("`31/02/2024` is not a day that exists").

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "base/date.h"
#include "base/money.h"
#include "base/names.h"

namespace cuibono::ingest {

enum class DateOrder { Unknown, DayFirst, MonthFirst, YearFirst };
enum class Era { Unknown, Common, Buddhist }; ///< Buddhist Era = Common Era + 543

/// How a file writes its values. Unknown: what a value leaves open is not guessed, it is an error.
struct ValueRules {
  DateOrder date_order = DateOrder::Unknown;
  Era era = Era::Unknown;  ///< Unknown: a year from 2400 to 2699 is Buddhist, any other Common
  char decimal = 0;        ///< '.' or ','; 0: from the value where it leaves no doubt
  std::optional<int> zone; ///< minutes east of UTC of the times that name no zone

  bool operator==(const ValueRules&) const = default;
};

template <class T>
using Value = tl::expected<T, std::string>;

/// A date and perhaps a time of day, as the source's clock showed them.
struct Moment {
  base::Date date;
  int seconds = -1;        ///< of the day; -1: none given
  std::optional<int> zone; ///< minutes east of UTC that the text itself names

  bool operator==(const Moment&) const = default;
};

/// `31/12/2567`, `12-31-24`, `2024-12-31T10:00:00Z`, `31 ธ.ค. 2567`, `Dec 31, 2024 10:05 PM`, `20241231`, `2024-12`, a
/// serial day number of a spreadsheet (`45657`, only where the order is known to be a number: see is_serial_day).
Value<Moment> parse_moment(std::string_view text, const ValueRules& rules);

/// Text of the moment in UTC as `2024-12-31T03:00:00Z` where a zone is known, else without the Z; only the date where no
/// time is given.
std::string moment_text(const Moment& moment, const ValueRules& rules);

/// The day of a spreadsheet's serial number (1900 epoch) between 1954 and 2119.
std::optional<base::Date> serial_day(std::string_view text);

/// What the three numbers of an all-number date say, for guessing the order: nothing for anything else.
struct DateNumbers {
  int first = 0, second = 0, third = 0;
  bool year_leads = false; ///< the first has three digits or more
  bool year_ends = false;  ///< the third has three digits or more
};
std::optional<DateNumbers> date_numbers(std::string_view text);

enum class Side { None, Debit, Credit };

struct Amount {
  base::Money money; ///< below zero for a minus on either end and for parentheses
  Side side = Side::None; ///< what a CR or DR beside it says

  bool operator==(const Amount&) const = default;
};

/// `1.234,56`, `1,234.56`, `1 234,56`, `(500.00)`, `500.00-`, `500.00 CR`, `฿1,000`, `12,50 EUR`, digits of Thai, Khmer, Lao,
/// Burmese and Arabic script. More than two decimals are wrong unless the rest are zeros; separators must stand where
/// thousands do.
Value<Amount> parse_amount(std::string_view text, const ValueRules& rules);

/// How the separators of an amount can be read: as the decimal point, as the thousands, or either.
enum class Separator { None, PointIsDecimal, CommaIsDecimal, Either };
Separator separator_of(std::string_view text);

/// Seconds of `125`, `2:05`, `0:02:05` or `125 s`.
Value<std::int64_t> parse_duration(std::string_view text);

/// Digits of other scripts as ASCII, no-break spaces as blanks, invisible marks left out, trimmed.
std::string plain_text(std::string_view text);

} // namespace cuibono::ingest

template <> struct cuibono::base::Names<cuibono::ingest::DateOrder> {
  static constexpr std::array<std::string_view, 4> kNames{"", "dmy", "mdy", "ymd"};
};
template <> struct cuibono::base::Names<cuibono::ingest::Era> {
  static constexpr std::array<std::string_view, 3> kNames{"", "CE", "BE"};
};
