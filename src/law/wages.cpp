#include "law/wages.h"

#include <algorithm>
#include <fmt/core.h>
#include <map>

#include "base/text.h"
#include "model/attributes.h"

namespace cuibono::law {
namespace {

using model::CaseSnapshot;
using model::Wage;

constexpr double kHoursADay = 24;

bool below_zero(const Wage& row) {
  const auto money = [](const std::optional<Money>& amount) { return amount && amount->cents < 0; };
  const auto number = [](const std::optional<double>& value) { return value && !(*value >= 0); };
  return number(row.regular_hours) || number(row.overtime_hours) || number(row.overtime_factor) || money(row.rate) ||
         money(row.received) || money(row.lawful_deductions) || money(row.illegal_deductions) || money(row.fee_paid);
}

// Why none of the row's amounts can be used.
std::string unusable(const Wage& row, const std::string& currency) {
  const auto own = model::attribute(row.attributes, "currency");
  if (!own.empty() && own != currency) return "it is not in the case's currency: convert the amounts";
  return below_zero(row) ? "a figure below zero is stated" : std::string();
}

// Why it cannot be said what is owed for the month.
std::string missing(const Wage& row) {
  if (!row.rate) return "the hourly rate is not stated";
  if (!row.regular_hours && !row.overtime_hours) return "no hours are stated";
  if (!row.received) return "what was received is not stated: write 0 where nothing was";
  return {};
}

// What one victim's rows are read with.
struct Reading {
  const CaseSnapshot& snapshot;
  const model::Jurisdiction& jurisdiction;
  std::string currency;
  MonthRemarks remarks;

  WageLine line(const Wage& row);
  void question(const Wage& row);
};

// What was taken as stated but ought to be looked at.
void Reading::question(const Wage& row) {
  if (!row.regular_hours) remarks.add("regular hours are not stated: only overtime is counted", row.month);
  if (!row.overtime_hours) remarks.add("overtime is not stated: only regular hours are counted", row.month);
  if (row.overtime_hours.value_or(0) > 0 && !row.overtime_factor)
    remarks.add(fmt::format("no overtime factor is stated: the jurisdiction's {:.4g} is used", jurisdiction.overtime_factor), row.month);
  if (row.month.month == 0) {
    remarks.add("the month is not stated: interest runs from the end of the year, or not at all", row.month);
  } else if (const double hours = row.regular_hours.value_or(0) + row.overtime_hours.value_or(0);
             hours > kHoursADay * last_day({row.month.year, row.month.month, 0}).day) {
    remarks.add("more hours are stated than the month has", row.month);
  }
}

WageLine Reading::line(const Wage& row) {
  WageLine line{.row = row.id, .month = row.month, .not_worked_out = unusable(row, currency)};
  line.exhibits = sides(snapshot, row.citations);
  if (!line.not_worked_out.empty()) return line;
  line.fees = row.fee_paid.value_or(Money{});
  line.illegal_deductions = row.illegal_deductions.value_or(Money{});
  line.not_worked_out = missing(row);
  if (!line.not_worked_out.empty()) return line;
  const double factor = row.overtime_factor.value_or(jurisdiction.overtime_factor);
  const double hours = row.regular_hours.value_or(0) + factor * row.overtime_hours.value_or(0);
  const auto due = whole_cents(hours * static_cast<double>(row.rate->cents));
  if (!due) {
    line.not_worked_out = "the amount is beyond what the product can hold";
    return line;
  }
  line.due = *due;
  line.received = *row.received;
  line.lawful_deductions = row.lawful_deductions.value_or(Money{});
  line.owed = line.due;
  add(line.owed, {-line.received.cents});
  add(line.owed, {-line.lawful_deductions.cents});
  return line;
}

// The last day of the calendar month, or of the year where only that is known.
Date period_end(Date month) { return last_day({month.year, month.month, 0}); }

Money interest(Money balance, Date from, Date to, double rate) {
  if (balance.cents <= 0 || !from.known() || !to.known() || to <= from) return {};
  return whole_cents(static_cast<double>(balance.cents) * rate * (months(to) - months(from)) / 12)
      .value_or(Money{base::kLargestAmountCents});
}

// Lines without a month come last: they bear no interest.
void sort_by_month(std::vector<WageLine>& lines) {
  std::ranges::stable_sort(lines, {}, [](const WageLine& line) {
    return std::tuple(!line.month.known(), line.month.known() ? period_end(line.month) : Date{}, line.row);
  });
}

void run(WageLedger& ledger, Date until, double rate) {
  sort_by_month(ledger.lines);
  Money balance;
  WageLine* last = nullptr;
  const auto close = [&](Date to) {
    if (!last || !last->month.known()) return;
    last->interest = interest(last->balance, period_end(last->month), std::min(to, until), rate);
    add(ledger.interest, last->interest);
  };
  for (auto& line : ledger.lines) {
    add(ledger.fees, line.fees);
    add(ledger.illegal_deductions, line.illegal_deductions);
    if (!line.not_worked_out.empty()) continue;
    if (line.month.known()) close(period_end(line.month));
    add(balance, line.owed);
    line.balance = balance;
    add(ledger.due, line.due);
    add(ledger.received, line.received);
    add(ledger.lawful_deductions, line.lawful_deductions);
    if (line.month.known()) last = &line;
  }
  close(until);
  (balance.cents >= 0 ? ledger.owed : ledger.overpaid) = Money{std::abs(balance.cents)};
}

void add_totals(Wages& wages, const WageLedger& ledger) {
  add(wages.due, ledger.due);
  add(wages.received, ledger.received);
  add(wages.lawful_deductions, ledger.lawful_deductions);
  add(wages.owed, ledger.owed);
  add(wages.overpaid, ledger.overpaid);
  add(wages.interest, ledger.interest);
  add(wages.fees, ledger.fees);
  add(wages.illegal_deductions, ledger.illegal_deductions);
  for (const auto& line : ledger.lines) add(wages.exhibits, line.exhibits);
}

void remark_on(Wages& wages, const WageLedger& ledger, MonthRemarks& remarks, Date until) {
  const WageLine* before = nullptr;
  for (const auto& line : ledger.lines) {
    if (!line.not_worked_out.empty()) remarks.add("not worked out: " + line.not_worked_out, line.month);
    if (line.owed.cents < 0) remarks.add("more was paid than was due: set off against what this employer owes", line.month);
    if (!line.exhibits.against.empty()) remarks.add("an exhibit cited here contradicts the row", line.month);
    if (before && line.month.known() && before->month == line.month)
      remarks.add("two rows are for one month and employer: both are counted, see that they do not repeat each other", line.month);
    if (line.month.known() && until.known() && until < period_end(line.month))
      remarks.add("the month ends after the date to which interest runs: owed, without interest", line.month);
    before = &line;
  }
  if (ledger.overpaid.cents > 0)
    wages.remarks.push_back(fmt::format("one employer paid {} more than was due: not taken from what others owe",
                                        base::format_money_grouped(ledger.overpaid)));
}

Wages victims_wages(Reading reading, EntityId victim, const std::vector<const Wage*>& rows, Date until) {
  Wages wages{.victim = victim};
  std::map<EntityId, WageLedger> ledgers;
  for (const auto* row : rows) {
    auto line = reading.line(*row);
    if (line.exhibits.supporting.empty()) {
      wages.unsupported.push_back(std::move(line));
      continue;
    }
    if (line.not_worked_out.empty()) reading.question(*row);
    ledgers[row->employer].lines.push_back(std::move(line));
  }
  sort_by_month(wages.unsupported);
  for (auto& [employer, ledger] : ledgers) {
    ledger.employer = employer;
    run(ledger, until, reading.jurisdiction.interest_rate);
    remark_on(wages, ledger, reading.remarks, until);
    add_totals(wages, ledger);
    wages.ledgers.push_back(std::move(ledger));
  }
  for (const auto& line : wages.unsupported) reading.remarks.add("claimed, no exhibit supports it: in no sum", line.month);
  reading.remarks.write_to(wages.remarks);
  return wages;
}

} // namespace

Money Wages::total() const {
  Money total = owed;
  add(total, interest);
  add(total, fees);
  return total;
}

Until interest_until(const CaseSnapshot& snapshot, Date asked) {
  if (asked.known()) return {last_day(asked), "as asked"};
  if (const auto window = base::parse_date(model::setting(snapshot, "window_to")))
    return {last_day(*window), "the end of the case's window"};
  Date last;
  for (const auto& row : snapshot.of<Wage>())
    if (row.month.known()) last = std::max(last, period_end(row.month));
  return {last, last.known() ? "the last month of the wage table" : "no date is stated: no interest is worked out"};
}

std::vector<Wages> wages(const CaseSnapshot& snapshot, const model::Jurisdiction& jurisdiction, Date until) {
  std::map<EntityId, std::vector<const Wage*>> by_victim;
  for (const auto& row : snapshot.of<Wage>()) by_victim[row.victim].push_back(&row);
  const auto currency = model::setting(snapshot, "currency");
  std::vector<Wages> result;
  for (const auto& [victim, rows] : by_victim)
    result.push_back(victims_wages({snapshot, jurisdiction, currency, {}}, victim, rows, until));
  return result;
}

} // namespace cuibono::law
