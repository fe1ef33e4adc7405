#include "ingest/tables/layout.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "ingest/csv.h"
#include "ingest/mapping/values.h"

namespace cuibono::ingest {
namespace {

constexpr std::size_t kLookedRows = 200;
constexpr std::size_t kLookedBytes = std::size_t{64} << 10;

bool is_filled(std::string_view cell) { return !base::trim(cell).empty(); }

std::size_t filled(const std::vector<std::string_view>& row) { return static_cast<std::size_t>(std::ranges::count_if(row, is_filled)); }

// Without the empty cells at its end.
std::size_t used(const std::vector<std::string_view>& row) {
  auto count = row.size();
  while (count > 0 && !is_filled(row[count - 1])) --count;
  return count;
}

// A date, an amount or a number, as no header has. A year alone may be one.
bool is_value(std::string_view cell) {
  if (!is_filled(cell)) return false;
  ValueRules rules;
  rules.decimal = separator_of(cell) == Separator::CommaIsDecimal ? ',' : '.';
  return date_numbers(cell) || parse_amount(cell, rules) || parse_moment(cell, rules) || base::parse_number(base::trim(cell));
}

std::size_t values(const std::vector<std::string_view>& row) { return static_cast<std::size_t>(std::ranges::count_if(row, is_value)); }

// The most frequent of the widths, the larger among equals, so that a table goes before the lines above it.
std::size_t most_frequent(const std::vector<std::size_t>& widths) {
  std::map<std::size_t, std::size_t> counts;
  for (const auto width : widths) ++counts[width];
  std::size_t best = 0, most = 0;
  for (const auto& [width, count] : counts)
    if (width > 1 && count >= most) best = width, most = count;
  return best;
}

// Rows as that delimiter cuts them; a cut-off last row is left out.
CellRows cut(std::string& text, char delimiter, char quote, bool complete) {
  CsvReader reader(text, delimiter, quote);
  CellRows rows;
  while (rows.size() < kLookedRows) {
    std::vector<std::string_view> cells;
    const auto outcome = reader.next(cells);
    if (outcome == CsvReader::Outcome::End) break;
    rows.push_back(std::move(cells)); // without cells where the row was rejected
  }
  if (!complete && rows.size() > 1 && rows.size() < kLookedRows) rows.pop_back();
  return rows;
}

bool encloses(std::string_view text, char delimiter) { // whether cells stand in ' quotes
  const std::string opening{delimiter, '\''}, closing{'\'', delimiter};
  return text.find('"') == text.npos && text.find(opening) != text.npos && text.find(closing) != text.npos;
}

bool is_headerless(const CellRows& rows, std::size_t at) {
  if (at + 1 >= rows.size()) return false;
  const auto& first = rows[at];
  const auto& second = rows[at + 1];
  std::size_t both = 0;
  for (std::size_t i = 0; i < std::min(first.size(), second.size()); ++i) both += is_value(first[i]) && is_value(second[i]);
  return both > 0 && values(first) * 3 >= filled(first);
}

} // namespace

TableLayout find_table(const CellRows& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) widths.push_back(row.size());
  TableLayout layout;
  layout.width = most_frequent(widths);
  std::size_t full = rows.size(), worded = rows.size();
  std::vector<std::size_t> uses;
  for (const auto& row : rows)
    if (row.size() == layout.width) uses.push_back(used(row));
  const auto expected = uses.empty() ? 0 : most_frequent(uses);
  for (std::size_t i = rows.size(); i-- > 0;) {
    if (rows[i].size() != layout.width) continue;
    const auto count = filled(rows[i]);
    if (count >= expected && count > 1) full = i;
    if (count > 1 && count * 2 > expected && values(rows[i]) == 0) worded = i;
  }
  layout.header = full;
  if (worded < full && (full == rows.size() || values(rows[full]) > 0)) layout.header = worded;
  if (layout.header == rows.size()) layout.header = 0;
  if (layout.width == 0 && !rows.empty()) layout.width = rows[0].size();
  layout.headerless = layout.header < rows.size() && is_headerless(rows, layout.header);
  return layout;
}

TextLayout find_layout(std::string_view head) {
  const bool complete = head.size() <= kLookedBytes;
  head = head.substr(0, kLookedBytes);
  TextLayout best;
  std::size_t most = 0;
  for (const char delimiter : std::string_view(",;\t| :")) {
    if ((delimiter == ' ' || delimiter == ':') && most > 1) break;
    const char quote = encloses(head, delimiter) ? '\'' : '"';
    std::string text(head);
    const auto rows = cut(text, delimiter, quote, complete);
    const auto table = find_table(rows);
    const auto alike = static_cast<std::size_t>(std::ranges::count(rows, table.width, &std::vector<std::string_view>::size));
    const bool better = table.width > 1 && (alike > most || (alike == most && table.width > best.table.width));
    if (better || most == 0) best = {delimiter, quote, table};
    if (better) most = alike;
  }
  if (most == 0) best.delimiter = find_delimiter(head);
  return best;
}

} // namespace cuibono::ingest
