#pragma once
// A value for each entity of a case, found by its number: in loops over every tie, a map's search costs more than all else.

#include <vector>

#include "model/snapshot.h"

namespace cuibono::model {

template <class Value>
class ById {
 public:
  ById() = default;
  /// Each value starts as Value{}.
  explicit ById(const CaseSnapshot& snapshot) : values_(snapshot.entities().next_id().value) {}

  /// The entity must be of the snapshot; that of no entity ({0}) may be asked for.
  Value& operator[](EntityId id) { return values_[id.value]; }
  const Value& operator[](EntityId id) const { return values_[id.value]; }

 private:
  std::vector<Value> values_;
};

} // namespace cuibono::model
