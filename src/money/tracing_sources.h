#pragma once
// How much of what an establishment pays out is tainted, by the exploited share of its proceeds. Internal to
// money/tracing*.

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/snapshot.h"

namespace cuibono::money::tracing {

class Sources {
 public:
  /// Reads the supported rows that state a share; the others are remarks.
  Sources(const model::CaseSnapshot& snapshot, std::vector<std::string>& remarks);

  bool contains(model::EntityId entity) const { return shares_.contains(entity); }

  /// 0 to 1. Of the rows that cover the date, else of those that ended last before it; by turnover where several are
  /// alike and all state one, else their mean. Nothing: the date is before the first row begins.
  std::optional<double> share(model::EntityId establishment, base::Date on) const;

  /// The establishments, in order.
  std::vector<model::EntityId> establishments() const;

 private:
  struct Row {
    std::int32_t from, to; ///< days
    double share, turnover;
  };
  std::unordered_map<model::EntityId, std::vector<Row>> shares_;
};

} // namespace cuibono::money::tracing
