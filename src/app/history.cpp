#include "app/history.h"

namespace cuibono::app {
namespace {

void move_last(std::vector<HistoryStep>& from, std::vector<HistoryStep>& to) {
  if (from.empty()) return; // a journal cut short: nothing to pair it with
  to.push_back(std::move(from.back()));
  from.pop_back();
}

} // namespace

void History::append(std::uint64_t revision, const model::EditBatch& batch) {
  if (revision <= 1) return;
  switch (batch.kind) {
    case model::BatchKind::Edit:
      undoable_.push_back({revision, batch.label});
      redoable_.clear();
      break;
    case model::BatchKind::Undo: move_last(undoable_, redoable_); break;
    case model::BatchKind::Redo: move_last(redoable_, undoable_); break;
    case model::BatchKind::Note: break;
  }
}

} // namespace cuibono::app
