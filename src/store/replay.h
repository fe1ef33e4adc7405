#pragma once
// A journal's edits carried out one after the other, in place: a long journal would otherwise copy its tables once a
// record. Refuses an edit whose row is not what the record says it was.

#include <vector>

#include "model/edit.h"

namespace cuibono::store {

inline bool replay(model::CaseSnapshot& snapshot, const model::Edit& edit) {
  return std::visit(
      [&]<class Row>(const model::Change<Row>& change) {
        auto& table = snapshot.of<Row>();
        const auto id = change.after ? change.after->id : change.before->id;
        const Row* now = table.find(id);
        if (change.before ? !now || *now != *change.before : now != nullptr) return false;
        if (change.after)
          table.put(*change.after);
        else
          table.erase(id);
        return true;
      },
      edit);
}

} // namespace cuibono::store
