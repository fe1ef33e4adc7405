#include "ingest/cell.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/core.h>
#include <limits>

#include "base/text.h"

namespace cuibono::ingest {
namespace {

constexpr double kNoLimit = std::numeric_limits<double>::infinity();

struct Range {
  std::string_view column;
  double least, most;
};

constexpr std::array<Range, 11> kRanges{{{"share", 0, 1},
                                         {"exploited_share", 0, 1},
                                         {"taint", 0, 1},
                                         {"latitude", -90, 90},
                                         {"longitude", -180, 180},
                                         {"count", 0, kNoLimit},
                                         {"regular_hours", 0, 744}, // hours of the longest month
                                         {"overtime_hours", 0, 744},
                                         {"overtime_factor", 0, kNoLimit},
                                         {"monthly_rate", 0, kNoLimit},
                                         {"sentence_months", 0, kNoLimit}}};

std::string range_problem(std::string_view column, std::string_view cell, double value) {
  const auto range = std::ranges::find(kRanges, column, &Range::column);
  if (range == kRanges.end() || (value >= range->least && value <= range->most)) return {};
  if (range->most == kNoLimit) return fmt::format("{} {} is below {}", column, cell, range->least);
  return fmt::format("{} {} is not between {} and {}", column, cell, range->least, range->most);
}

// White space and invisible characters beyond ASCII that would let two ids look alike, as UTF-8.
bool hides_something(std::string_view id) {
  for (std::size_t i = 0; i + 1 < id.size(); ++i) {
    const auto first = static_cast<unsigned char>(id[i]), second = static_cast<unsigned char>(id[i + 1]);
    if (first == 0xC2 && second >= 0x80 && second <= 0xA0) return true;
    if (i + 2 >= id.size()) continue;
    const auto third = static_cast<unsigned char>(id[i + 2]);
    const bool general = first == 0xE2 && second == 0x80 && (third <= 0x8F || (third >= 0xA8 && third <= 0xAF));
    const bool ideographic = first == 0xE3 && second == 0x80 && third == 0x80;
    const bool mark = first == 0xEF && second == 0xBB && third == 0xBF;
    if (general || ideographic || mark) return true;
  }
  return false;
}

} // namespace

std::string in_quotes(std::string_view cell) {
  constexpr std::size_t kMost = 60;
  std::size_t length = std::min(cell.size(), kMost);
  while (length < cell.size() && length > 0 && (static_cast<unsigned char>(cell[length]) & 0xC0u) == 0x80u) --length;
  std::string text = "`";
  for (const char c : cell.substr(0, length)) text += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
  return text + (length < cell.size() ? "...`" : "`");
}

std::string as_word(std::string_view cell) {
  auto word = base::to_lower(cell);
  std::ranges::replace_if(word, [](char c) { return c == ' ' || c == '-'; }, '_');
  return word;
}

std::string not_one_of(std::string_view column, std::string_view cell, const std::string_view* names, std::size_t count) {
  std::string list;
  for (std::size_t i = 0; i < count; ++i) {
    if (names[i].empty()) continue;
    if (!list.empty()) list += ", ";
    list += names[i];
  }
  return fmt::format("{} {} is not one of {}", column, in_quotes(cell), list);
}

std::string read_cell(std::string_view, std::string_view cell, std::string& value) {
  value.assign(cell);
  return {};
}

std::string read_cell(std::string_view, std::string_view cell, std::vector<std::string>& value) {
  value = split_parts(cell);
  std::erase(value, std::string());
  return {};
}

std::string read_cell(std::string_view column, std::string_view cell, double& value) {
  const auto number = base::parse_number(cell);
  if (!number) return fmt::format("{} {} is not a decimal number", column, in_quotes(cell));
  value = *number;
  return range_problem(column, cell, value);
}

std::string read_cell(std::string_view column, std::string_view cell, base::Money& value) {
  const auto money = base::parse_money(cell);
  if (!money) return fmt::format("{} {} is not a decimal number with at most two decimals", column, in_quotes(cell));
  value = *money;
  return {};
}

std::string read_cell(std::string_view column, std::string_view cell, base::Date& value) {
  const auto date = base::parse_date(cell);
  if (!date) return fmt::format("{} {} is not a date (2031, 2031-02 or 2031-02-28)", column, in_quotes(cell));
  value = *date;
  return {};
}

std::string read_cell(std::string_view column, std::string_view cell, bool& value) {
  const auto word = base::to_lower(cell);
  value = word == "yes" || word == "true" || word == "1";
  if (value || word == "no" || word == "false" || word == "0") return {};
  return fmt::format("{} {} is not yes or no", column, in_quotes(cell));
}

std::string read_cell(std::string_view column, std::string_view cell, int& value) {
  auto digits = cell;
  if (digits.starts_with("V-")) digits.remove_prefix(2);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error == std::errc{} && end == digits.data() + digits.size() && value > 0 && value < 1'000'000) return {};
  return fmt::format("{} {} is not of the form V-07", column, in_quotes(cell));
}

std::string read_cell(std::string_view column, std::string_view cell, char& value) {
  if (cell.size() != 1) return fmt::format("{} {} is not one letter or digit", column, in_quotes(cell));
  value = cell[0] >= 'a' && cell[0] <= 'z' ? static_cast<char>(cell[0] - 'a' + 'A') : cell[0];
  return {};
}

std::string write_cell(const std::string& value) { return value; }
std::string write_cell(const std::vector<std::string>& value) { return join_parts(value); }
std::string write_cell(double value) { return base::format_number(value); }
std::string write_cell(base::Money value) { return base::format_money(value); }
std::string write_cell(base::Date value) { return base::format_date(value); }
std::string write_cell(bool value) { return value ? "yes" : "no"; }
std::string write_cell(int value) { return value > 0 ? fmt::format("V-{:02}", value) : std::string(); }
std::string write_cell(char value) { return value ? std::string(1, value) : std::string(); }

std::string id_problem(std::string_view column, std::string_view id) {
  const bool control = std::ranges::any_of(id, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (control) return fmt::format("{} {} contains control characters; an id is text without them", column, in_quotes(id));
  if (id.find(' ') == id.npos && !hides_something(id)) return {};
  return fmt::format("{} {} contains white space; an id is text without it", column, in_quotes(id));
}

std::vector<std::string> split_parts(std::string_view cell) {
  std::vector<std::string> parts;
  std::string part;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (cell[i] == '\\' && i + 1 < cell.size() && cell[i + 1] == ';') {
      part += cell[++i];
    } else if (cell[i] == ';') {
      parts.emplace_back(base::trim(part));
      part.clear();
    } else {
      part += cell[i];
    }
  }
  parts.emplace_back(base::trim(part));
  return parts;
}

// A backslash at the end of a part is held off the separator by a blank, which reading trims.
std::string join_parts(const std::vector<std::string>& parts) {
  std::string cell;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) cell += cell.ends_with('\\') ? " ;" : ";";
    for (const char c : parts[i]) cell += c == ';' ? std::string("\\;") : std::string(1, c);
  }
  return cell;
}

} // namespace cuibono::ingest
