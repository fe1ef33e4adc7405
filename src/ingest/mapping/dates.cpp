// Dates and times; see values.h.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <fmt/core.h>
#include <vector>

#include "base/text.h"
#include "ingest/cell.h"
#include "ingest/mapping/month_names.h"
#include "ingest/mapping/values.h"
#include "ingest/mapping/zone.h"

namespace cuibono::ingest {
namespace {

constexpr std::size_t kLongestDate = 100; ///< bytes; a longer cell is text
constexpr int kBuddhist = 543;
constexpr int kDaySeconds = 86400;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A number of a date, or the month that a name stands for.
struct Part {
  int value = 0;
  std::size_t digits = 0; ///< 0: a month's name
};

// Words around the numbers that say nothing of the date, and those that name the era.
constexpr std::array<std::string_view, 18> kFillers{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed",
                                                    "thu", "fri", "sat", "sun", "วันที่", "ngày", "năm", "tanggal"};
constexpr std::array<std::string_view, 5> kBuddhistWords{"พ.ศ.", "พ.ศ", "พศ", "b.e.", "be"};
constexpr std::array<std::string_view, 5> kCommonWords{"ค.ศ.", "ค.ศ", "คศ", "a.d.", "ce"};

template <class Words>
bool take_word(std::string_view& rest, const Words& words) {
  for (const std::string_view word : words)
    if (rest.starts_with(word)) {
      rest.remove_prefix(word.size());
      return true;
    }
  return false;
}

int take_number(std::string_view& rest, std::size_t& digits) {
  int value = 0;
  for (digits = 0; digits < rest.size() && digits < 9 && is_digit(rest[digits]); ++digits) value = value * 10 + (rest[digits] - '0');
  rest.remove_prefix(digits);
  return value;
}

void skip(std::string_view& rest, std::string_view these) { rest.remove_prefix(std::min(rest.find_first_not_of(these), rest.size())); }

// The text cut into the parts of its date; `rest` is what follows them.
struct DateText {
  std::vector<Part> parts;
  Era era = Era::Unknown;
  std::string_view rest;
};

bool is_time(std::string_view rest) { // 10:05, where three parts of the date need not all be there
  const auto colon = rest.find(':');
  return colon != rest.npos && colon <= 2 && std::ranges::all_of(rest.substr(0, colon), is_digit);
}

std::optional<DateText> cut(std::string_view text) {
  DateText cut;
  while (!text.empty() && cut.parts.size() < 3) {
    std::size_t digits = 0;
    if (const auto month = month_at(text)) {
      cut.parts.push_back({month->first, 0});
      text.remove_prefix(month->second);
    } else if (is_digit(text.front())) {
      if (is_time(text)) break;
      const int value = take_number(text, digits);
      if (digits > 8) return std::nullopt;
      cut.parts.push_back({value, digits});
    } else if (take_word(text, kBuddhistWords)) {
      cut.era = Era::Buddhist;
    } else if (take_word(text, kCommonWords)) {
      cut.era = Era::Common;
    } else if (!take_word(text, kFillers)) {
      return std::nullopt;
    }
    skip(text, "-/., ");
  }
  if (take_word(text, kBuddhistWords)) cut.era = Era::Buddhist;
  cut.rest = text;
  return cut;
}

int named_months(const std::vector<Part>& parts) {
  return static_cast<int>(std::ranges::count(parts, std::size_t{0}, &Part::digits));
}

// 20241231, 31122024, 241231 and 2412312359(59) as three parts and a time.
std::optional<DateText> cut_run(std::string_view run, DateOrder order, std::string& time) {
  if (run.size() == 12 || run.size() == 14) {
    time = fmt::format("{}:{}", run.substr(8, 2), run.substr(10, 2)) + (run.size() == 14 ? fmt::format(":{}", run.substr(12, 2)) : "");
    run = run.substr(0, 8);
  }
  if (run.size() != 8 && !(run.size() == 6 && order != DateOrder::Unknown)) return std::nullopt;
  const bool year_ends = run.size() == 8 && (order == DateOrder::DayFirst || order == DateOrder::MonthFirst) && !run.starts_with("19") && !run.starts_with("20") &&
                         !run.starts_with("25");
  const std::size_t year = run.size() - 4;
  const auto widths = run.size() == 6 ? std::array<std::size_t, 3>{2, 2, 2} : year_ends ? std::array<std::size_t, 3>{2, 2, year} : std::array<std::size_t, 3>{year, 2, 2};
  DateText cut;
  for (const auto width : widths) {
    auto digits = run.substr(0, width);
    std::size_t count = 0;
    const int value = take_number(digits, count);
    cut.parts.push_back({value, count});
    run.remove_prefix(width);
  }
  cut.rest = time;
  return cut;
}

// Year, month and day as parts of the text; no part: not given.
struct Assigned {
  const Part* year = nullptr;
  const Part* month = nullptr;
  const Part* day = nullptr;
};

Value<Assigned> assign_named(const std::vector<Part>& parts, std::string_view text) {
  const auto month = std::ranges::find(parts, std::size_t{0}, &Part::digits);
  std::vector<const Part*> others;
  for (const auto& part : parts)
    if (&part != &*month) others.push_back(&part);
  if (others.size() == 1) return Assigned{others[0], &*month, nullptr};
  const bool year_leads = others[0]->digits > 2;
  if (year_leads && others[1]->digits > 2) return tl::unexpected(fmt::format("{} is not a date", in_quotes(text)));
  return year_leads ? Assigned{others[0], &*month, others[1]} : Assigned{others[1], &*month, others[0]};
}

Value<Assigned> assign_numbers(const std::vector<Part>& parts, DateOrder order, std::string_view text) {
  const auto* a = &parts[0];
  const auto* b = &parts[1];
  if (parts.size() == 2) return a->digits > 2 ? Assigned{a, b, nullptr} : Assigned{b, a, nullptr};
  const auto* c = &parts[2];
  if (a->digits > 2) return Assigned{a, b, c};
  if (order == DateOrder::Unknown && a->value > 12 && a->value <= 31 && b->value <= 12 && c->digits > 2) order = DateOrder::DayFirst;
  if (order == DateOrder::Unknown && b->value > 12 && a->value <= 12) order = DateOrder::MonthFirst;
  if (order == DateOrder::Unknown && a->value == b->value && c->digits > 2) order = DateOrder::DayFirst;
  if (order == DateOrder::YearFirst && c->digits <= 2) return Assigned{a, b, c};
  if (order == DateOrder::DayFirst) return Assigned{c, b, a};
  if (order == DateOrder::MonthFirst) return Assigned{c, a, b};
  return tl::unexpected(fmt::format("{} may begin with the day or the month; the mapping does not say which", in_quotes(text)));
}

Value<Assigned> assign(const DateText& cut, DateOrder order, std::string_view text) {
  const auto& parts = cut.parts;
  const bool lone_year = parts.size() == 1 && parts[0].digits == 4;
  if (lone_year) return Assigned{&parts[0], nullptr, nullptr};
  const bool has_year = std::ranges::any_of(parts, [](const Part& part) { return part.digits > 2; });
  if (parts.size() < 2 || (parts.size() == 2 && !has_year)) return tl::unexpected(fmt::format("{} is not a date", in_quotes(text)));
  const int named = named_months(parts);
  if (named > 1) return tl::unexpected(fmt::format("{} is not a date", in_quotes(text)));
  return named == 1 ? assign_named(parts, text) : assign_numbers(parts, order, text);
}

// Two digits: 70 to 99 are of the last century; of a Buddhist year, always of the 26th.
Value<int> common_year(const Part& part, Era era, std::string_view text) {
  int year = part.value;
  if (part.digits <= 2) {
    if (era == Era::Buddhist) return 2500 + year - kBuddhist;
    return year < 70 ? 2000 + year : 1900 + year;
  }
  if (era == Era::Unknown && year >= 2400 && year < 2700) era = Era::Buddhist;
  if (era == Era::Buddhist && year < 2400)
    return tl::unexpected(fmt::format("{} has a year that cannot be one of the Buddhist Era", in_quotes(text)));
  return era == Era::Buddhist ? year - kBuddhist : year;
}

Value<base::Date> day_of(const Assigned& assigned, Era era, std::string_view text) {
  const auto year = common_year(*assigned.year, era, text);
  if (!year) return tl::unexpected(year.error());
  auto iso = fmt::format("{:04}", *year);
  if (assigned.month) iso += fmt::format("-{:02}", assigned.month->value);
  if (assigned.day) iso += fmt::format("-{:02}", assigned.day->value);
  const auto date = base::parse_date(iso);
  if (!date) return tl::unexpected(fmt::format("{} is not a day that exists in the order the file writes dates", in_quotes(text)));
  return *date;
}

std::optional<int> take_zone(std::string_view& rest) {
  if (rest.starts_with('z')) {
    rest.remove_prefix(1);
    return 0;
  }
  if (rest.empty() || (rest[0] != '+' && rest[0] != '-')) return std::nullopt;
  const int sign = rest[0] == '-' ? -1 : 1;
  auto after = rest.substr(1);
  std::size_t digits = 0, more = 0;
  int hours = take_number(after, digits), minutes = 0;
  if (digits == 4) minutes = hours % 100, hours /= 100;
  else if (digits == 0 || digits > 2) return std::nullopt;
  else if (after.starts_with(':')) after.remove_prefix(1), minutes = take_number(after, more);
  if (hours > 15 || minutes > 59) return std::nullopt;
  rest = after;
  return sign * (hours * 60 + minutes);
}

// The time of day that is all of the text: 10:05, 10:05:30.25, 10.05 น., 10:05 PM, with or without a zone.
bool read_time(std::string_view rest, Moment& moment) {
  skip(rest, " ,t");
  if (rest.empty()) return true;
  std::array<int, 3> clock{};
  std::size_t digits = 0, count = 0;
  for (; count < 3; ++count) {
    clock[count] = take_number(rest, digits);
    if (digits == 0 || digits > 2 || (count > 0 && digits != 2)) return false;
    if (rest.empty() || (rest[0] != ':' && !(rest[0] == '.' && count == 0)) || count == 2) break;
    rest.remove_prefix(1);
  }
  if (count == 0) return false;
  if (rest.starts_with('.') || rest.starts_with(',')) rest.remove_prefix(1), skip(rest, "0123456789");
  skip(rest, " ");
  if (const bool pm = rest.starts_with("pm"); pm || rest.starts_with("am")) {
    if (clock[0] < 1 || clock[0] > 12) return false;
    clock[0] = clock[0] % 12 + (pm ? 12 : 0);
    rest.remove_prefix(2);
  }
  take_word(rest, std::array<std::string_view, 3>{"น.", "hrs", "utc"});
  skip(rest, " ");
  moment.zone = take_zone(rest);
  skip(rest, " .");
  moment.seconds = clock[0] * 3600 + clock[1] * 60 + clock[2];
  return rest.empty() && clock[0] < 24 && clock[1] < 60 && clock[2] < 61;
}

bool is_run(std::string_view text) { return text.size() >= 6 && text.size() <= 14 && std::ranges::all_of(text, is_digit); }

} // namespace

Value<Moment> parse_moment(std::string_view text, const ValueRules& rules) {
  const auto no_date = [&] { return tl::unexpected(fmt::format("{} is not a date", in_quotes(text))); };
  if (text.size() > kLongestDate) return no_date();
  const auto plain = base::to_lower(plain_text(text));
  std::string time;
  const auto found = is_run(plain) ? cut_run(plain, rules.date_order, time) : cut(plain);
  if (!found || found->parts.empty()) return no_date();
  const auto assigned = assign(*found, rules.date_order, text);
  if (!assigned) return tl::unexpected(assigned.error());
  const auto date = day_of(*assigned, found->era == Era::Unknown ? rules.era : found->era, text);
  if (!date) return tl::unexpected(date.error());
  Moment moment{*date, -1, std::nullopt};
  if (!read_time(found->rest, moment)) return no_date();
  return moment;
}

std::string moment_text(const Moment& moment, const ValueRules& rules) {
  if (moment.seconds < 0 || moment.date.day == 0) return base::format_date(moment.date);
  const auto zone = moment.zone ? moment.zone : rules.zone;
  const int seconds = moment.seconds - zone.value_or(0) * 60;
  const int days = seconds < 0 ? -1 : seconds >= kDaySeconds ? 1 : 0;
  const auto date = base::date_from_day_number(base::day_number(moment.date) + days);
  const int left = seconds - days * kDaySeconds;
  return fmt::format("{}T{:02}:{:02}:{:02}{}", base::format_date(date), left / 3600, left / 60 % 60, left % 60, zone ? "Z" : "");
}

std::optional<int> parse_zone(std::string_view text) {
  const auto lower = base::to_lower(base::trim(text));
  std::string_view rest = lower;
  const auto zone = take_zone(rest);
  return rest.empty() ? zone : std::nullopt;
}

std::string format_zone(int minutes) {
  const int size = std::abs(minutes);
  return minutes == 0 ? "Z" : fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', size / 60, size % 60);
}

std::optional<base::Date> serial_day(std::string_view text) {
  const auto number = base::parse_number(plain_text(text));
  constexpr double kFirst = 20000, kLast = 80000;
  if (!number || *number < kFirst || *number > kLast) return std::nullopt;
  constexpr int kSerialOf1970 = 25569; // day 1 is 1900-01-01, and a 29 February 1900 is counted that never was
  return base::date_from_day_number(static_cast<std::int32_t>(*number) - kSerialOf1970);
}

std::optional<DateNumbers> date_numbers(std::string_view text) {
  if (text.size() > kLongestDate) return std::nullopt;
  const auto plain = base::to_lower(plain_text(text));
  const auto found = is_run(plain) ? std::nullopt : cut(plain);
  if (!found || found->parts.size() != 3 || named_months(found->parts) > 0) return std::nullopt;
  const auto& parts = found->parts;
  if (parts[1].digits > 2 || (parts[0].digits > 4) || parts[2].digits > 4) return std::nullopt;
  Moment moment;
  if (!read_time(found->rest, moment)) return std::nullopt;
  return DateNumbers{parts[0].value, parts[1].value, parts[2].value, parts[0].digits > 2, parts[2].digits > 2};
}

} // namespace cuibono::ingest
