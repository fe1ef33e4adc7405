#include "money/tracing_sources.h"

#include <fmt/core.h>

#include <algorithm>
#include <limits>

#include "model/evidence.h"

namespace cuibono::money::tracing {
namespace {

constexpr std::int32_t kAlways = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t kForever = std::numeric_limits<std::int32_t>::max();

// The last day of a date known to the year or the month.
std::int32_t last_day(base::Date date) {
  if (date.day > 0) return base::day_number(date);
  const bool december = date.month == 0 || date.month == 12;
  const base::Date next{static_cast<std::int16_t>(date.year + december),
                        static_cast<std::uint8_t>(december ? 1 : date.month + 1), 1};
  return base::day_number(next) - 1;
}

} // namespace

Sources::Sources(const model::CaseSnapshot& snapshot, std::vector<std::string>& remarks) {
  for (const auto& row : snapshot.of<model::Proceeds>()) {
    const auto* entity = snapshot.entities().find(row.establishment);
    if (!entity) continue;
    const bool supported = model::is_supported(snapshot, row.citations);
    if (!supported || !row.exploited_share) {
      remarks.push_back(fmt::format("what {} pays is not tainted by one of its proceeds rows: {}", entity->key,
                                    supported ? "the row states no exploited share" : "no exhibit supports it"));
      continue;
    }
    shares_[row.establishment].push_back(
        {row.from.known() ? base::day_number(row.from) : kAlways, row.to.known() ? last_day(row.to) : kForever,
         std::clamp(*row.exploited_share, 0.0, 1.0), row.turnover ? static_cast<double>(row.turnover->cents) : 0});
  }
}

std::optional<double> Sources::share(model::EntityId establishment, base::Date on) const {
  const auto found = shares_.find(establishment);
  if (found == shares_.end()) return std::nullopt;
  const auto day = on.known() ? base::day_number(on) : kForever;
  std::int32_t latest = kAlways;
  for (const Row& row : found->second)
    if (row.from <= day) latest = std::max(latest, std::min(row.to, day));
  double weight = 0, weighted = 0, sum = 0;
  int count = 0;
  bool all_state_turnover = true;
  for (const Row& row : found->second) {
    if (row.from > day || std::min(row.to, day) != latest) continue;
    weight += row.turnover;
    weighted += row.turnover * row.share;
    sum += row.share;
    ++count;
    all_state_turnover = all_state_turnover && row.turnover > 0;
  }
  if (count == 0) return std::nullopt;
  return all_state_turnover ? weighted / weight : sum / count;
}

std::vector<model::EntityId> Sources::establishments() const {
  std::vector<model::EntityId> list;
  for (const auto& [entity, rows] : shares_) list.push_back(entity);
  std::ranges::sort(list);
  return list;
}

} // namespace cuibono::money::tracing
