#include "ingest/mapping/guess.h"

#include <algorithm>
#include <fmt/core.h>
#include <unordered_set>

#include "base/text.h"
#include "ingest/mapping/evidence.h"

namespace cuibono::ingest {
namespace {

constexpr std::size_t kMostRows = 50'000;
constexpr std::size_t kFewWords = 12;
constexpr std::size_t kShortestCode = 7; ///< digits; a shorter number may be a quantity

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Digits with nothing but blanks, hyphens and a plus between them.
bool is_code(std::string_view text) {
  const auto plain = plain_text(text);
  const auto digits = static_cast<std::size_t>(std::ranges::count_if(plain, is_digit));
  return digits >= kShortestCode && std::ranges::all_of(plain, [](char c) { return is_digit(c) || c == ' ' || c == '-' || c == '+'; });
}

// All but one in twenty.
bool nearly_all(std::uint64_t some, std::uint64_t all) { return all > 0 && some * 20 >= all * 19; }

struct Counts {
  DateEvidence dates;
  AmountEvidence amounts;
  std::uint64_t filled = 0, codes = 0, numbers = 0, long_dates = 0, fractions = 0;
  std::unordered_set<std::string_view> different;
  std::string_view example;
};

Counts count(const DraftTable& sheet, std::size_t column) {
  Counts counts;
  for (std::size_t i = 0; i < std::min(sheet.rows(), kMostRows); ++i) {
    const auto cell = base::trim(sheet.row(i)[column]);
    if (cell.empty()) continue;
    if (counts.filled++ == 0) counts.example = cell;
    counts.dates.add(cell);
    counts.amounts.add(cell);
    counts.codes += is_code(cell);
    counts.numbers += base::parse_number(cell).has_value();
    counts.long_dates += cell.size() > 4; // a year alone may be any number
    counts.fractions += separator_of(cell) != Separator::None;
    if (counts.different.size() <= kFewWords) counts.different.insert(cell);
  }
  return counts;
}

void guess_date(const Counts& counts, ColumnGuess& guess) {
  guess.type = ColumnType::Date;
  guess.date_order = counts.dates.order();
  guess.is_open = counts.dates.is_open();
  guess.evidence = counts.dates.sentence();
}

void guess_number(const Counts& counts, ColumnGuess& guess) {
  guess.type = counts.fractions > 0 ? ColumnType::Amount : ColumnType::Number;
  guess.decimal = counts.amounts.decimal();
  guess.is_open = counts.amounts.is_open();
  guess.evidence = counts.amounts.sentence();
}

ColumnGuess guess_column(const DraftTable& sheet, std::size_t column) {
  const auto counts = count(sheet, column);
  ColumnGuess guess;
  guess.name = sheet.columns[column];
  guess.filled = counts.filled;
  guess.example = counts.example;
  guess.evidence = "no cell is filled";
  if (counts.filled == 0) return guess;
  const bool are_dates = nearly_all(counts.dates.dates(), counts.filled) && nearly_all(counts.long_dates, counts.filled);
  if (are_dates) guess_date(counts, guess);
  else if (nearly_all(counts.codes, counts.filled)) {
    guess.type = ColumnType::Code;
    guess.evidence = fmt::format("{} of {} values are {} digits or more", counts.codes, counts.filled, kShortestCode);
  } else if (nearly_all(counts.amounts.amounts(), counts.filled)) {
    guess_number(counts, guess);
  } else if (nearly_all(counts.numbers, counts.filled)) {
    guess.type = ColumnType::Number;
    guess.evidence = fmt::format("numbers: {} of {} values, some with more decimals than money has", counts.numbers, counts.filled);
  } else {
    const bool few = counts.different.size() <= kFewWords && counts.different.size() * 2 <= counts.filled;
    guess.type = few ? ColumnType::Words : ColumnType::Text;
    guess.evidence = few ? fmt::format("{} different values in {} cells", counts.different.size(), counts.filled) : fmt::format("{} cells of text", counts.filled);
  }
  return guess;
}

} // namespace

std::vector<ColumnGuess> guess_columns(const DraftTable& sheet) {
  std::vector<ColumnGuess> guesses;
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) guesses.push_back(guess_column(sheet, i));
  return guesses;
}

} // namespace cuibono::ingest
