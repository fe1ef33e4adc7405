#include "ingest/bank/mt940_fields.h"

#include <fmt/core.h>
#include <algorithm>
#include <cstdlib>

#include "base/text.h"
#include "ingest/cell.h"

namespace cuibono::ingest {
namespace {

using base::Date;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }

bool starts_with_digits(std::string_view text, std::size_t count) {
  return text.size() >= count && std::ranges::all_of(text.substr(0, count), is_digit);
}

std::string_view take(std::string_view& text, std::size_t count) {
  const auto part = text.substr(0, count);
  text.remove_prefix(part.size());
  return part;
}

std::string_view take_amount(std::string_view& text) {
  const auto end = std::ranges::find_if_not(text, [](char c) { return is_digit(c) || c == ','; });
  return take(text, static_cast<std::size_t>(end - text.begin()));
}

bool is_currency(std::string_view text) { return text.size() == 3 && std::ranges::all_of(text, is_letter); }

// C, D, RC (a credit taken back, so a debit), RD; EC and ED announce.
struct Mark {
  bool is_credit, is_reversal, is_booked;
};
std::optional<Mark> take_mark(std::string_view& text) {
  const char prefix = text.empty() ? ' ' : text[0];
  const bool is_reversal = prefix == 'R', is_expected = prefix == 'E';
  auto rest = text.substr(is_reversal || is_expected ? 1 : 0);
  const auto letter = take(rest, 1);
  if (letter != "C" && letter != "D") return std::nullopt;
  text = rest;
  return Mark{(letter == "C") != is_reversal, is_reversal, !is_expected};
}

// Type, the holder's reference, the bank's after `//`.
void read_references(std::string_view text, BankPayment& payment) {
  const bool has_type = text.size() >= 4 && is_letter(text[0]) &&
                        std::ranges::all_of(text.substr(1, 3), [](char c) { return is_letter(c) || is_digit(c); });
  if (has_type) payment.transaction_code = take(text, 4);
  const auto bank = std::min(text.find("//"), text.size());
  const auto own = base::trim(text.substr(0, bank));
  if (!own.empty() && own != "NONREF") payment.more.emplace_back("attribute:customer_reference", own);
  payment.bank_reference = base::trim(text.substr(std::min(bank + 2, text.size())));
}

std::string problem_of(std::string_view text, const char* what) {
  return fmt::format("the entry {} has no {}", in_quotes(text), what);
}

} // namespace

std::optional<Balance> read_balance(std::string_view text) {
  text = base::trim(text);
  const auto mark = take(text, 1);
  if ((mark != "C" && mark != "D") || !starts_with_digits(text, 6)) return std::nullopt;
  take(text, 6);
  const auto currency = take(text, 3);
  const auto amount = parse_bank_amount(text, ',');
  if (!is_currency(currency) || !amount) return std::nullopt;
  return Balance{mark == "C" ? *amount : base::Money{-amount->cents}, std::string(currency)};
}

std::optional<StatedTotal> read_total(std::string_view text) {
  text = base::trim(text);
  std::uint64_t count = 0;
  std::size_t digits = 0;
  while (digits < text.size() && digits < 6 && is_digit(text[digits]))
    count = count * 10 + static_cast<std::uint64_t>(text[digits++] - '0');
  take(text, digits);
  const auto currency = take(text, 3);
  const auto sum = parse_bank_amount(text, ',');
  if (digits == 0 || !is_currency(currency) || !sum) return std::nullopt;
  return StatedTotal{count, sum};
}

Date read_short_date(std::string_view text) {
  if (!starts_with_digits(text, 6)) return {};
  const char* century = text[0] >= '8' ? "19" : "20";
  return base::parse_date(fmt::format("{}{}-{}-{}", century, text.substr(0, 2), text.substr(2, 2), text.substr(4, 2)))
      .value_or(Date{});
}

Date read_entry_date(std::string_view text, Date value) {
  Date best;
  if (!value.known()) return best;
  for (int year = value.year - 1; year <= value.year + 1; ++year) {
    const auto date = base::parse_date(fmt::format("{:04}-{}-{}", year, text.substr(0, 2), text.substr(2, 2)));
    const auto distance = [&](Date other) { return std::abs(base::day_number(other) - base::day_number(value)); };
    if (date && (!best.known() || distance(*date) < distance(best))) best = *date;
  }
  return best;
}

EntryLine read_entry(const SwiftField& field) {
  EntryLine read;
  auto& entry = read.entry;
  auto text = base::trim(field.first());
  const auto whole = text;
  entry.line = field.line;
  const auto value = read_short_date(take(text, 6));
  auto booked = value;
  if (starts_with_digits(text, 4)) booked = read_entry_date(take(text, 4), value);
  const auto mark = take_mark(text);
  if (!text.empty() && is_letter(text[0])) take(text, 1); // funds code: third letter of the currency
  const auto amount = parse_bank_amount(take_amount(text), ',');
  if (!value.known() || !booked.known())
    entry.problem = problem_of(whole, "date that exists");
  else if (!mark)
    entry.problem = problem_of(whole, "mark C, D, RC or RD after its date");
  else if (!amount)
    entry.problem = problem_of(whole, "amount of whole cents, as 1234,56");
  if (!entry.problem.empty()) return read;

  entry.is_credit = mark->is_credit;
  entry.is_booked = mark->is_booked;
  if (!entry.is_booked) entry.problem = "the entry is expected (EC or ED) and not booked: no money has moved yet";
  entry.amount = *amount;
  entry.value = base::format_date(value);
  entry.booked = base::format_date(booked);
  read.is_reversal = mark->is_reversal;
  auto& payment = entry.payments.emplace_back();
  payment.amount = *amount;
  read_references(text, payment);
  for (std::size_t i = 1; i < field.lines.size(); ++i)
    payment.more.emplace_back(i == 1 ? "attribute:supplementary" : fmt::format("attribute:supplementary {}", i),
                              base::trim(field.lines[i]));
  if (read.is_reversal) payment.more.emplace_back("attribute:reversal", "yes");
  return read;
}

} // namespace cuibono::ingest
