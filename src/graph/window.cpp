#include "graph/window.h"

#include <limits>

namespace cuibono::graph {
namespace {

constexpr auto kEarliest = std::numeric_limits<std::int32_t>::min();
constexpr auto kLatest = std::numeric_limits<std::int32_t>::max();

bool meets(std::int32_t first, std::int32_t last, const Window& window) {
  const auto opens = window.from.known() ? days_of(window.from).first : kEarliest;
  const auto closes = window.to.known() ? days_of(window.to).last : kLatest;
  return first <= closes && opens <= last;
}

} // namespace

Days days_of(model::Date date) {
  const auto first = base::day_number(date);
  if (date.day != 0) return {first, first};
  model::Date next{.year = date.year, .month = 1, .day = 1};
  if (date.month == 0 || date.month == 12) ++next.year;
  else next.month = static_cast<std::uint8_t>(date.month + 1);
  return {first, base::day_number(next) - 1};
}

bool is_event(model::TieType type) {
  using enum model::TieType;
  return type == Calls || type == Messages || type == Transports || type == HandsOver || type == Inspects;
}

When when_of(const model::Tie& tie, const Window& window) {
  if (!tie.from.known() && !tie.to.known()) return When::Undated;
  const auto first = tie.from.known() ? days_of(tie.from).first : kEarliest;
  const auto last = tie.to.known() ? days_of(tie.to).last : is_event(tie.type) ? days_of(tie.from).last : kLatest;
  return meets(first, last, window) ? When::Inside : When::Outside;
}

When when_of(const model::Payment& payment, const Window& window) {
  if (!payment.date.known()) return When::Undated;
  const auto [first, last] = days_of(payment.date);
  return meets(first, last, window) ? When::Inside : When::Outside;
}

} // namespace cuibono::graph
