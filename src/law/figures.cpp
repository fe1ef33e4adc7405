#include "law/figures.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fmt/core.h>

#include "base/text.h"
#include "model/evidence.h"

namespace cuibono::law {
namespace {

constexpr std::size_t kMonthsNamed = 3;

void sort_once(std::vector<ExhibitId>& exhibits) {
  std::ranges::sort(exhibits);
  exhibits.erase(std::ranges::unique(exhibits).begin(), exhibits.end());
}

unsigned days_in_month(Date date) {
  const std::chrono::year_month_day_last last{std::chrono::year{date.year},
                                              std::chrono::month_day_last{std::chrono::month{date.month}}};
  return static_cast<unsigned>(last.day());
}

} // namespace

Sides sides(const model::CaseSnapshot& snapshot, const model::Citations& citations, model::Polarity fact) {
  Sides result;
  for (const auto& citation : citations) {
    const auto* exhibit = snapshot.exhibits().find(citation.exhibit);
    if (!exhibit || !exhibit->declared) continue;
    const bool supports = model::effective_polarity(fact, *exhibit) == model::Polarity::Supports;
    (supports ? result.supporting : result.against).push_back(citation.exhibit);
  }
  sort_once(result.supporting);
  sort_once(result.against);
  return result;
}

void add(Sides& into, const Sides& more) {
  const auto insert = [](std::vector<ExhibitId>& exhibits, ExhibitId exhibit) {
    const auto at = std::ranges::lower_bound(exhibits, exhibit);
    if (at == exhibits.end() || *at != exhibit) exhibits.insert(at, exhibit);
  };
  for (const auto exhibit : more.supporting) insert(into.supporting, exhibit);
  for (const auto exhibit : more.against) insert(into.against, exhibit);
}

void add(Money& into, Money more) { into += more; }

std::optional<Money> whole_cents(double cents) {
  if (!(std::abs(cents) <= static_cast<double>(base::kLargestAmountCents))) return std::nullopt;
  return Money{std::llround(cents)};
}

Date first_day(Date date) {
  return {date.year, std::max<std::uint8_t>(date.month, 1), std::max<std::uint8_t>(date.day, 1)};
}

Date last_day(Date date) {
  if (date.month == 0) return {date.year, 12, 31};
  if (date.day == 0) date.day = static_cast<std::uint8_t>(days_in_month(date));
  return date;
}

double months(Date date) {
  const Date day = last_day(date);
  return day.year * 12.0 + day.month - 1 + static_cast<double>(day.day) / days_in_month(day);
}

Date month_after(Date month, int by) {
  const int number = month.year * 12 + month.month - 1 + by;
  return {static_cast<std::int16_t>(number / 12), static_cast<std::uint8_t>(number % 12 + 1), 0};
}

void MonthRemarks::add(std::string_view reason, Date month) {
  auto found = std::ranges::find(reasons_, reason, &Reason::text);
  if (found == reasons_.end()) found = reasons_.insert(found, {std::string(reason), {}});
  found->months.push_back(month);
}

void MonthRemarks::write_to(std::vector<std::string>& remarks) const {
  for (const auto& reason : reasons_) {
    std::vector<std::string> named;
    for (const auto month : reason.months)
      if (named.size() < kMonthsNamed) named.push_back(month.known() ? base::format_date(month) : "no month");
    const auto more = reason.months.size() - named.size();
    remarks.push_back(fmt::format("{} ({}{})", reason.text, base::join(named, ", "),
                                  more ? fmt::format(" and {} more", more) : std::string()));
  }
}

} // namespace cuibono::law
