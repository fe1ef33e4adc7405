// Amounts and durations; see values.h.
#include <algorithm>
#include <array>
#include <fmt/core.h>

#include "base/text.h"
#include "ingest/cell.h"
#include "ingest/mapping/values.h"

namespace cuibono::ingest {
namespace {

constexpr std::size_t kLongestValue = 100; ///< bytes; a longer cell is text

// First code point of ten digits.
constexpr std::array<std::uint32_t, 6> kZeros{0x0660, 0x06F0, 0x0E50, 0x0ED0, 0x1040, 0x17E0};

struct CodePoint {
  std::uint32_t value;
  std::size_t length; ///< bytes
};

CodePoint code_point(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
  if (byte(0) >= 0xE0 && byte(0) < 0xF0 && text.size() > 2) return {(byte(0) & 0xFu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu), 3};
  if (byte(0) >= 0xC0 && byte(0) < 0xE0 && text.size() > 1) return {(byte(0) & 0x1Fu) << 6 | (byte(1) & 0x3Fu), 2};
  return {byte(0), 1};
}

bool is_blank(std::uint32_t code) { return code == 0xA0 || (code >= 0x2000 && code <= 0x200A) || code == 0x202F || code == 0x3000; }
bool is_invisible(std::uint32_t code) { return code == 0xFEFF || (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E); }
bool is_minus(std::uint32_t code) { return code == 0x2212 || code == 0x2012 || code == 0x2013; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Longest first where one begins with another. What stands beside a number and is no part of it.
constexpr std::array<std::string_view, 24> kCurrencies{"บาท", "฿", "€", "£", "¥", "₫", "៛", "₭", "₹", "₱", "₩", "₽", "K\xC4\x8D", "US$", "A$", "S$",
                                                       "HK$", "$", "VNĐ", "đ", "Rp.", "Rp", "RM", "Fr."};
struct SideWord {
  std::string_view word;
  Side side;
};
constexpr std::array<SideWord, 6> kSides{{{"cr.", Side::Credit}, {"dr.", Side::Debit}, {"cr", Side::Credit}, {"dr", Side::Debit},
                                          {"c", Side::Credit}, {"d", Side::Debit}}};

bool take(std::string_view& text, std::string_view word) {
  if (text.starts_with(word)) text.remove_prefix(word.size());
  else if (text.ends_with(word)) text.remove_suffix(word.size());
  else return false;
  text = base::trim(text);
  return true;
}

bool take_code(std::string_view& text) { // an ISO 4217 code
  const auto is_code = [](std::string_view part) { return std::ranges::all_of(part, [](char c) { return c >= 'A' && c <= 'Z'; }); };
  const bool at_end = text.size() > 3 && is_code(text.substr(text.size() - 3));
  if (!at_end && !(text.size() > 3 && is_code(text.substr(0, 3)))) return false;
  if (at_end) text.remove_suffix(3);
  else text.remove_prefix(3);
  text = base::trim(text);
  return true;
}

Side take_side(std::string_view& text) {
  const auto lower = base::to_lower(text);
  for (const auto& [word, side] : kSides)
    if (lower.ends_with(word) && lower.size() > word.size()) {
      text = base::trim(text.substr(0, text.size() - word.size()));
      return side;
    }
  return Side::None;
}

// What stands around the digits, taken off until nothing is left to take.
struct Around {
  bool negative = false;
  Side side = Side::None;
};
Around take_around(std::string_view& text) {
  Around around;
  for (bool again = true; again && !text.empty();) {
    again = std::ranges::any_of(kCurrencies, [&](std::string_view word) { return take(text, word); }) || take_code(text);
    if (again) continue;
    if (const auto side = around.side == Side::None ? take_side(text) : Side::None; side != Side::None) {
      around.side = side;
      again = true;
    } else if (text.size() > 1 && text.front() == '(' && text.back() == ')') {
      text = base::trim(text.substr(1, text.size() - 2));
      around.negative = again = true;
    } else if (!around.negative && (text.front() == '-' || text.back() == '-')) {
      take(text, "-");
      around.negative = again = true;
    } else if (text.front() == '+' || text.back() == '+') {
      again = take(text, "+");
    }
  }
  return around;
}

// Whether the whole part is digits, or groups parted by one and the same separator where thousands stand (12,34,567 too).
bool strip_groups(std::string_view whole, char decimal, std::string& digits) {
  std::size_t since = 0, groups = 0;
  char separator = 0;
  for (const char c : whole) {
    if (is_digit(c)) {
      digits += c;
      ++since;
      continue;
    }
    const bool is_first = groups == 0;
    if (c == decimal || std::string_view(".,' ").find(c) == std::string_view::npos) return false;
    if (is_first ? since == 0 || since > 3 : c != separator || (since != 3 && since != 2)) return false;
    separator = c;
    ++groups;
    since = 0;
  }
  return groups == 0 || since == 3;
}

// The separators that are no blanks, and where the last stands.
struct Separators {
  std::size_t points = 0, commas = 0;
  std::size_t last = std::string_view::npos;
};
Separators separators(std::string_view text) {
  Separators found;
  found.points = static_cast<std::size_t>(std::ranges::count(text, '.'));
  found.commas = static_cast<std::size_t>(std::ranges::count(text, ','));
  found.last = text.find_last_of(".,");
  return found;
}

Separator read_separators(std::string_view number) {
  const auto found = separators(number);
  if (found.last == number.npos) return Separator::None;
  const bool point_is_last = number[found.last] == '.';
  const auto as_decimal = point_is_last ? Separator::PointIsDecimal : Separator::CommaIsDecimal;
  const auto as_thousands = point_is_last ? Separator::CommaIsDecimal : Separator::PointIsDecimal;
  if (found.points > 0 && found.commas > 0) return (point_is_last ? found.points : found.commas) == 1 ? as_decimal : Separator::Either;
  if (found.points + found.commas > 1) return as_thousands;
  const auto after = number.size() - found.last - 1;
  const bool could_be_thousands = after == 3 && found.last >= 1 && found.last <= 3 && number[0] != '0';
  return could_be_thousands ? Separator::Either : as_decimal;
}

Value<char> decimal_of(std::string_view number, std::string_view text, const ValueRules& rules) {
  if (rules.decimal) return rules.decimal;
  switch (read_separators(number)) {
    case Separator::Either:
      return tl::unexpected(fmt::format("{} may have a decimal point or thousands; the mapping does not say which", in_quotes(text)));
    case Separator::CommaIsDecimal: return ',';
    default: return '.';
  }
}

} // namespace

std::string plain_text(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    const auto [code, length] = code_point(text);
    const auto zero = std::ranges::find_if(kZeros, [&](std::uint32_t first) { return code >= first && code < first + 10; });
    if (zero != kZeros.end()) plain += static_cast<char>('0' + (code - *zero));
    else if (is_blank(code)) plain += ' ';
    else if (is_minus(code)) plain += '-';
    else if (code == 0x2019) plain += '\'';
    else if (!is_invisible(code)) plain += text.substr(0, length);
    text.remove_prefix(length);
  }
  return std::string(base::trim(plain));
}

Separator separator_of(std::string_view text) {
  if (text.size() > kLongestValue) return Separator::None;
  const auto plain = plain_text(text);
  std::string_view number = plain;
  take_around(number);
  return read_separators(number);
}

Value<Amount> parse_amount(std::string_view text, const ValueRules& rules) {
  const auto wrong = [&](const char* why) { return tl::unexpected(fmt::format("{} {}", in_quotes(text), why)); };
  if (text.size() > kLongestValue) return wrong("is not an amount");
  const auto plain = plain_text(text);
  std::string_view number = plain;
  const auto around = take_around(number);
  if (number.empty() || std::ranges::none_of(number, is_digit)) return wrong("is not an amount");
  const auto decimal = decimal_of(number, text, rules);
  if (!decimal) return tl::unexpected(decimal.error());

  const auto point = number.find(*decimal);
  std::string digits;
  auto cents = point == number.npos ? std::string_view() : number.substr(point + 1);
  if (!std::ranges::all_of(cents, is_digit) || !strip_groups(number.substr(0, point), *decimal, digits))
    return wrong(*decimal == ',' ? "is not an amount with a decimal comma" : "is not an amount with a decimal point");
  while (cents.size() > 2 && cents.back() == '0') cents.remove_suffix(1);
  if (cents.size() > 2) return wrong("has more than two decimals");
  if (digits.empty()) digits = "0";
  const auto money = base::parse_money(cents.empty() ? digits : digits + '.' + std::string(cents));
  if (!money) return wrong("is too large to be an amount");
  return Amount{around.negative ? base::Money{-money->cents} : *money, around.side};
}

Value<std::int64_t> parse_duration(std::string_view text) {
  const auto plain = base::to_lower(plain_text(text.substr(0, kLongestValue)));
  std::string_view rest = plain;
  for (const std::string_view unit : {"seconds", "secs", "sec", "s", "วินาที"}) take(rest, unit);
  if (const auto point = rest.find('.'); point != rest.npos && rest.find_first_not_of('0', point + 1) == rest.npos) rest = rest.substr(0, point);
  std::int64_t seconds = 0, part = 0;
  std::size_t parts = 1, digits = 0;
  for (const char c : rest) {
    if (is_digit(c) && ++digits <= 9) {
      part = part * 10 + (c - '0');
    } else if (c == ':' && digits > 0 && ++parts <= 3 && (parts == 2 || part < 60)) {
      seconds = (seconds + part) * 60;
      part = 0, digits = 0;
    } else {
      digits = 0;
      break;
    }
  }
  if (digits == 0 || (parts > 1 && part >= 60)) return tl::unexpected(fmt::format("{} is not a duration in seconds or as 0:02:05", in_quotes(text)));
  return seconds + part;
}

} // namespace cuibono::ingest
