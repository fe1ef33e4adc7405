#include "law/debts.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <map>
#include <tuple>

#include "base/text.h"
#include "model/attributes.h"

namespace cuibono::law {
namespace {

using model::CaseSnapshot;
using model::Debt;

constexpr int kMostMonths = 1200; // of a fair repayment

int number_of(Date month) { return month.year * 12 + month.month - 1; }

std::string problem(const Debt& row, const std::string& currency) {
  const auto own = model::attribute(row.attributes, "currency");
  if (!own.empty() && own != currency) return "left out: it is not in the case's currency: convert the amounts";
  if (row.month.month == 0) return "left out: the month is not stated";
  const auto negative = [](const std::optional<Money>& amount) { return amount && amount->cents < 0; };
  for (const auto* amount : {&row.opening, &row.charges, &row.fines, &row.credited, &row.advance, &row.fair_wage, &row.living_cost})
    if (negative(*amount)) return "left out: a figure below zero is stated";
  return row.monthly_rate && !(*row.monthly_rate >= 0) ? "left out: a rate below zero is stated" : std::string();
}

double units_or_zero(const std::optional<Money>& amount) { return amount ? base::units(*amount) : 0; }

// Terms that stand until another row changes them.
struct Standing {
  std::optional<double> rate, fair_wage, living_cost;

  void read(const Debt& row) {
    if (row.monthly_rate) rate = row.monthly_rate;
    if (row.fair_wage) fair_wage = base::units(*row.fair_wage);
    if (row.living_cost) living_cost = base::units(*row.living_cost);
  }
};

// The rows of one month made one: amounts added, the interest taken once.
struct Month {
  Date month;
  DebtTerms terms;
  std::optional<Money> opening;
  std::optional<double> surplus; ///< fair wage - living cost
};

using Rows = std::vector<const Debt*>;

std::vector<Month> months_of(const Rows& rows, MonthRemarks& remarks) {
  std::vector<Month> all;
  Standing standing;
  for (const auto* row : rows) {
    standing.read(*row);
    const Date month{row->month.year, row->month.month, 0};
    if (all.empty() || all.back().month != month) all.push_back({month, {}, row->opening, {}});
    else remarks.add("two rows are for one month: their amounts are added, interest is taken once", month);
    auto& into = all.back();
    if (!into.opening) into.opening = row->opening;
    into.terms.rate = standing.rate.value_or(0);
    into.terms.charges += units_or_zero(row->charges);
    into.terms.fines += units_or_zero(row->fines);
    into.terms.credited += units_or_zero(row->credited);
    if (standing.fair_wage && standing.living_cost) into.surplus = *standing.fair_wage - *standing.living_cost;
  }
  if (!standing.rate) remarks.add("no rate is stated: none is counted", all.front().month);
  return all;
}

DebtTerms average(const std::vector<Month>& all) {
  DebtTerms sum;
  for (const auto& month : all) {
    sum.rate += month.terms.rate;
    sum.charges += month.terms.charges;
    sum.fines += month.terms.fines;
    sum.credited += month.terms.credited;
  }
  const auto count = static_cast<double>(all.size());
  return {sum.rate / count, sum.charges / count, sum.fines / count, sum.credited / count};
}

std::optional<Money> to_money(std::optional<double> units) { return units ? whole_cents(*units * 100) : std::nullopt; }

void run_claimed(DebtLedger& ledger, const std::vector<Month>& all, MonthRemarks& remarks) {
  ledger.opening = all.front().opening;
  if (!ledger.opening) {
    remarks.add("the opening balance is not stated: the claimed ledger cannot be worked out", all.front().month);
    return;
  }
  double balance = base::units(*ledger.opening);
  ledger.never_amortises = never_amortises(balance, average(all));
  ledger.threshold = to_money(amortising_threshold(average(all)));
  const Month* before = nullptr;
  for (const auto& month : all) {
    if (before && number_of(month.month) - number_of(before->month) > 1)
      remarks.add("months before this one have no row: nothing is counted for them", month.month);
    if (before && month.opening && whole_cents(balance * 100) != month.opening)
      remarks.add("the opening stated here is not the balance that the claimed terms give", month.month);
    balance = next_balance(balance, month.terms);
    const auto cents = whole_cents(balance * 100);
    if (!cents) {
      remarks.add("from here the claimed balance is beyond what the product can hold", month.month);
      return;
    }
    ledger.claimed.push_back(*cents);
    before = &month;
  }
}

// The highest sum stated: a sum that is repeated month by month is one advance, and a higher one speaks for the creditor.
void read_advance(DebtLedger& ledger, const Rows& rows, MonthRemarks& remarks) {
  for (const auto* row : rows) {
    if (!row->advance) continue;
    if (ledger.advance && *ledger.advance != *row->advance)
      remarks.add("different advances are stated: the highest is used; state their sum if they are separate", row->month);
    ledger.advance = std::max(ledger.advance.value_or(Money{}), *row->advance);
  }
}

// One surplus a calendar month from the first to the last row.
std::vector<double> monthly_surplus(const std::vector<Month>& all) {
  std::vector<double> surplus;
  for (const auto& month : all) {
    if (!month.surplus) continue;
    const auto until = std::min(number_of(month.month) - number_of(all.front().month), kMostMonths);
    while (static_cast<int>(surplus.size()) < until) surplus.push_back(surplus.empty() ? *month.surplus : surplus.back());
    surplus.push_back(*month.surplus);
  }
  return surplus;
}

void run_fair(DebtLedger& ledger, const std::vector<Month>& all, Date last_month) {
  ledger.months_held = number_of(std::max(all.back().month, last_month)) - number_of(ledger.from) + 1;
  const auto surplus = monthly_surplus(all);
  if (!ledger.advance) ledger.remarks.push_back("no documented advance is stated (0 where nothing was advanced): the fair ledger cannot be worked out");
  else if (surplus.empty() && ledger.advance->cents > 0)
    ledger.remarks.push_back("fair wage and fair living cost are not both stated: the fair ledger cannot be worked out");
  else ledger.fair_months = fair_liquidation(base::units(*ledger.advance), surplus);
  if (!ledger.fair_months) {
    if (ledger.advance && !surplus.empty()) ledger.remarks.push_back("on the fair terms stated the advance is never repaid");
    return;
  }
  ledger.excess_months = std::max(0, ledger.months_held - *ledger.fair_months);
  ledger.held_after_fair_liquidation = *ledger.excess_months > 0;
}

void raise_flags(DebtLedger& ledger, const std::vector<Month>& all) {
  const auto amount = [](Money value) { return base::format_money_grouped(value); };
  const auto terms = average(all);
  const bool owes = ledger.opening && ledger.opening->cents > 0;
  if (ledger.never_amortises)
    ledger.flags.push_back(fmt::format("on the claimed terms the debt of {} is never paid off{}", amount(*ledger.opening),
                                       ledger.threshold ? ": it falls only from below " + amount(*ledger.threshold) : std::string()));
  if (owes && terms.credited == 0) ledger.flags.push_back("nothing of the value of the work is applied to the debt");
  else if (const auto surplus = monthly_surplus(all); owes && !surplus.empty() && terms.credited < surplus.front())
    ledger.flags.push_back(fmt::format("less than the value of the work is applied to the debt: {} a month of {} left of a fair wage",
                                       amount(whole_cents(terms.credited * 100).value_or(Money{})),
                                       amount(whole_cents(surplus.front() * 100).value_or(Money{}))));
  if (owes && ledger.advance && *ledger.advance < *ledger.opening)
    ledger.flags.push_back(fmt::format("{} of the opening debt is not documented as advanced", amount(*ledger.opening - *ledger.advance)));
  if (terms.fines > 0) ledger.flags.push_back("fines are added to the debt");
  if (ledger.held_after_fair_liquidation)
    ledger.flags.push_back(fmt::format("held for {} months after the advance was fairly repaid, {} months in all", *ledger.excess_months, ledger.months_held));
  if (owes) ledger.remarks.push_back("whether length and nature of the services were defined has no column: look in the exhibits");
}

DebtLedger ledger_of(const CaseSnapshot& snapshot, Rows rows, Date last_wage_month, const std::string& currency) {
  DebtLedger ledger{.victim = rows.front()->victim, .creditor = rows.front()->creditor};
  MonthRemarks remarks;
  // Within a month by what the rows say, so that the order in which they were entered changes nothing.
  std::ranges::sort(rows, {}, [](const Debt* row) {
    return std::tuple(row->month, row->opening, row->monthly_rate, row->fair_wage, row->living_cost, row->id);
  });
  std::erase_if(rows, [&](const Debt* row) {
    const auto both = sides(snapshot, row->citations);
    const auto why = problem(*row, currency);
    if (both.supporting.empty()) ledger.unsupported.push_back(row->month);
    else if (!why.empty()) remarks.add(why, row->month);
    else add(ledger.exhibits, both);
    return both.supporting.empty() || !why.empty();
  });
  for (const auto month : ledger.unsupported) remarks.add("claimed, no exhibit supports it: in no figure", month);
  if (!rows.empty()) {
    const auto all = months_of(rows, remarks);
    ledger.from = all.front().month;
    for (const auto& month : all) ledger.months.push_back(month.month);
    run_claimed(ledger, all, remarks);
    read_advance(ledger, rows, remarks);
    run_fair(ledger, all, last_wage_month);
    raise_flags(ledger, all);
  }
  if (!ledger.exhibits.against.empty()) ledger.remarks.push_back("an exhibit cited for this debt contradicts it");
  remarks.write_to(ledger.remarks);
  return ledger;
}

// The last month for which each victim has a supported wage row.
std::map<EntityId, Date> last_wage_months(const CaseSnapshot& snapshot) {
  std::map<EntityId, Date> last;
  for (const auto& row : snapshot.of<model::Wage>()) {
    if (row.month.month == 0 || sides(snapshot, row.citations).supporting.empty()) continue;
    last[row.victim] = std::max(last[row.victim], Date{row.month.year, row.month.month, 0});
  }
  return last;
}

} // namespace

double next_balance(double balance, const DebtTerms& terms) {
  return balance + std::max(balance, 0.0) * terms.rate + terms.charges + terms.fines - terms.credited;
}

std::optional<double> amortising_threshold(const DebtTerms& terms) {
  if (!(terms.rate > 0)) return std::nullopt;
  return (terms.credited - terms.charges - terms.fines) / terms.rate;
}

bool never_amortises(double opening, const DebtTerms& terms) {
  return opening > 0 && terms.rate * opening >= terms.credited - terms.charges - terms.fines;
}

std::optional<int> fair_liquidation(double advance, std::span<const double> surplus) {
  if (!(advance > 0)) return 0;
  double repaid = 0;
  for (int month = 1; month <= kMostMonths && !surplus.empty(); ++month) {
    repaid += surplus[std::min(surplus.size(), static_cast<std::size_t>(month)) - 1];
    if (repaid >= advance) return month;
  }
  return std::nullopt;
}

std::vector<DebtLedger> debts(const CaseSnapshot& snapshot) {
  std::map<std::pair<EntityId, EntityId>, Rows> by_pair;
  for (const auto& row : snapshot.of<Debt>()) by_pair[{row.victim, row.creditor}].push_back(&row);
  const auto last = last_wage_months(snapshot);
  const auto currency = model::setting(snapshot, "currency");
  std::vector<DebtLedger> result;
  for (const auto& [pair, rows] : by_pair) {
    const auto found = last.find(pair.first);
    result.push_back(ledger_of(snapshot, rows, found == last.end() ? Date{} : found->second, currency));
  }
  return result;
}

} // namespace cuibono::law
