#include "ingest/mapping/evidence.h"

#include <fmt/core.h>

namespace cuibono::ingest {

void DateEvidence::add_numbers(const DateNumbers& numbers) {
  ++dates_;
  const int year = numbers.year_leads ? numbers.first : numbers.third;
  if ((numbers.year_leads || numbers.year_ends) && year >= 2400 && year < 2700) ++buddhist_;
  if (numbers.year_leads) {
    ++year_first_;
    return;
  }
  ++needing_;
  if (!numbers.year_ends) ++short_years_;
  if (numbers.first > 31) ++first_above_31_;
  else if (numbers.first > 12) ++first_above_12_;
  if (numbers.second > 12) ++second_above_12_;
  if (!numbers.year_ends && numbers.third > 31) ++third_above_31_;
}

void DateEvidence::add(std::string_view text) {
  if (plain_text(text).empty()) return;
  ++values_;
  if (const auto numbers = date_numbers(text)) add_numbers(*numbers);
  else if (parse_moment(text, {})) ++dates_;
}

// With years of two digits, 24/12/31 may begin with the year: only a number above 31 says where it stands.
DateOrder DateEvidence::order() const {
  if (needing_ == 0) return DateOrder::Unknown;
  if (first_above_31_ > 0) return third_above_31_ + second_above_12_ == 0 ? DateOrder::YearFirst : DateOrder::Unknown;
  const bool year_may_lead = short_years_ > 0 && third_above_31_ == 0;
  if (first_above_12_ > 0 && second_above_12_ == 0) return year_may_lead ? DateOrder::Unknown : DateOrder::DayFirst;
  if (second_above_12_ > 0 && first_above_12_ == 0) return DateOrder::MonthFirst;
  return DateOrder::Unknown;
}

std::string DateEvidence::sentence() const {
  const auto years = buddhist_ > 0 ? fmt::format("; {} have a year of the Buddhist Era", buddhist_) : std::string();
  if (needing_ == 0 && year_first_ > 0) return fmt::format("year-first: all {} begin with the year{}", dates_, years);
  if (needing_ == 0) return fmt::format("dates: {} of {} values read as one{}", dates_, values_, years);
  switch (order()) {
    case DateOrder::DayFirst: return fmt::format("day-first: {} of {} values have a first number above 12 and none a second{}", first_above_12_, values_, years);
    case DateOrder::MonthFirst: return fmt::format("month-first: {} of {} values have a second number above 12 and none a first{}", second_above_12_, values_, years);
    case DateOrder::YearFirst: return fmt::format("year-first: {} of {} values have a first number above 31{}", first_above_31_, values_, years);
    default: break;
  }
  if (first_above_12_ > 0 && second_above_12_ > 0)
    return fmt::format("open: {} of {} values have a first number above 12 and {} a second, so the order changes in the column", first_above_12_, values_,
                       second_above_12_);
  if (first_above_12_ > 0) return fmt::format("open: with years of two digits, the {} values may begin with the day or the year", values_);
  return fmt::format("open: none of {} values has a number above 12 that would tell day from month{}", values_, years);
}

void AmountEvidence::add(std::string_view text) {
  if (plain_text(text).empty()) return;
  ++values_;
  const auto separator = separator_of(text);
  ValueRules rules;
  rules.decimal = separator == Separator::CommaIsDecimal ? ',' : '.';
  const bool comma_also = separator == Separator::Either;
  if (!parse_amount(text, rules) && !(comma_also && parse_amount(text, {DateOrder::Unknown, Era::Unknown, ',', std::nullopt}))) return;
  ++amounts_;
  points_ += separator == Separator::PointIsDecimal;
  commas_ += separator == Separator::CommaIsDecimal;
  either_ += separator == Separator::Either;
}

char AmountEvidence::decimal() const {
  if (points_ > 0 && commas_ == 0) return '.';
  if (commas_ > 0 && points_ == 0) return ',';
  return 0;
}

std::string AmountEvidence::sentence() const {
  if (points_ > 0 && commas_ > 0) return fmt::format("open: {} of {} values have a decimal point and {} a decimal comma", points_, values_, commas_);
  if (points_ > 0) return fmt::format("decimal point: {} of {} values can be read with no other", points_, values_);
  if (commas_ > 0) return fmt::format("decimal comma: {} of {} values can be read with no other", commas_, values_);
  if (either_ > 0) return fmt::format("open: {} of {} values have one separator that may part decimals or thousands", either_, values_);
  return fmt::format("whole numbers: none of {} values has a separator", values_);
}

} // namespace cuibono::ingest
