#pragma once
// Which facts belong to a stretch of time. A date known to the year or the month may be any day of it, and counts as inside
// where one of its days does.

#include "model/rows.h"

namespace cuibono::graph {

/// Both days included; a date that is not known leaves that end open.
struct Window {
  model::Date from, to;

  bool open() const { return !from.known() && !to.known(); }
};

/// First and last day that a date may mean, as base::day_number; only for known dates.
struct Days {
  std::int32_t first = 0, last = 0;
};
Days days_of(model::Date date);

/// Takes place on a day, rather than standing from one to another: calls, messages, journeys, handovers and inspections.
bool is_event(model::TieType type);

/// A tie without dates is `Undated`: it belongs to every window, and is counted. With a beginning alone it lasts from then
/// on, except an event, which ends on its day. With an end alone it held before.
enum class When { Inside, Outside, Undated };
When when_of(const model::Tie& tie, const Window& window);
When when_of(const model::Payment& payment, const Window& window);

} // namespace cuibono::graph
