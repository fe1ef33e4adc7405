#pragma once
// What can be undone and redone, derived from the journal alone: it works across restarts, and the journal only grows.

#include <cstdint>
#include <string>
#include <vector>

#include "model/edit.h"

namespace cuibono::app {

/// One batch of the journal that can be taken back or repeated.
struct HistoryStep {
  std::uint64_t revision = 0; ///< that the batch made when it was first done: its place in the journal
  std::string label;
};

class History {
 public:
  /// The next batch of the journal, the oldest first. The one that made the case (revision 1) cannot be undone.
  void append(std::uint64_t revision, const model::EditBatch& batch);

  /// What undo takes back, what redo repeats; null when there is none. Valid until the next append.
  const HistoryStep* undoable() const { return undoable_.empty() ? nullptr : &undoable_.back(); }
  const HistoryStep* redoable() const { return redoable_.empty() ? nullptr : &redoable_.back(); }

 private:
  std::vector<HistoryStep> undoable_;
  std::vector<HistoryStep> redoable_;
};

} // namespace cuibono::app
