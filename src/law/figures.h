#pragma once
// What the ledgers and the matrix of elements share: the exhibits on both sides of a row, whole-month reckoning, and sums
// that hostile amounts cannot overflow. Pure functions, any thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/snapshot.h"

namespace cuibono::law {

using base::Date;
using base::Money;
using model::EntityId;
using model::ExhibitId;

/// The exhibits cited for something and against it; each once, by number. Undescribed exhibits stand on neither side.
struct Sides {
  std::vector<ExhibitId> supporting, against;

  bool operator==(const Sides&) const = default;
};

Sides sides(const model::CaseSnapshot& snapshot, const model::Citations& citations,
            model::Polarity fact = model::Polarity::Supports);
void add(Sides& into, const Sides& more);

/// The sum, which stops at the end of the range like every sum of money.
void add(Money& into, Money more);

/// The nearest whole cent; nothing for what is not a number or is beyond base::kLargestAmountCents.
std::optional<Money> whole_cents(double cents);

/// The first and the last day that a date of any precision can mean. Only for known dates.
Date first_day(Date date);
Date last_day(Date date);

/// Months since the year 0, so that the end of every month is whole: year * 12 + month - 1 + day / days in that month.
/// Between two ends of months lie whole months, whatever their lengths. Only for known dates.
double months(Date date);

/// The calendar month after or before; day is dropped. Only for dates known to the month.
Date month_after(Date month, int by = 1);

/// Remarks about months, one for each reason: "no hours are stated (2031-02, 2031-03, 2031-04 and 9 more months)".
class MonthRemarks {
 public:
  void add(std::string_view reason, Date month);
  void write_to(std::vector<std::string>& remarks) const;

 private:
  struct Reason { std::string text; std::vector<Date> months; };
  std::vector<Reason> reasons_;
};

} // namespace cuibono::law
