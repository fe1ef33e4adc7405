#include <algorithm>
#include <numeric>

#include "layout/arrangements.h"
#include "layout/pack.h"

namespace cuibono::layout {

std::vector<Point> time_arrangement(const std::vector<std::optional<std::int32_t>>& day, double step) {
  std::vector<std::uint32_t> order(day.size());
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) {
    if (day[a].has_value() != day[b].has_value()) return day[a].has_value();
    return day[a].has_value() && *day[a] < *day[b];
  });
  std::int32_t first = 0, last = 0;
  if (!order.empty() && day[order[0]]) {
    first = last = *day[order[0]];
    for (const auto v : order)
      if (day[v]) last = *day[v];
  }
  const double days = static_cast<double>(last) - first;
  const double width = std::max(8.0, kAspect * static_cast<double>(day.size())) * step;
  std::vector<Point> at(day.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto& date = day[order[i]];
    const double along = days > 0 && date ? (static_cast<double>(*date) - first) / days * width : 0;
    at[order[i]] = {date ? along : -2 * step, static_cast<double>(i) * step};
  }
  return at;
}

} // namespace cuibono::layout
