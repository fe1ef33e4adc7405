#pragma once
// A merge taken back at any later time. The journal's record of the merge says which rows it changed and how; only those
// give back what they took, and only where it still stands. docs/decisions/0092-a-merge-is-in-the-journal.md

#include <string_view>

#include "base/error.h"
#include "model/edit.h"

namespace cuibono::match {

/// Labels of the batches that merge and split: by them the journal is searched.
inline constexpr std::string_view kMergeLabel = "Merge entities"; ///< as model::merge_entities writes it
inline constexpr std::string_view kSplitLabel = "Split merged entity";

struct Split {
  model::EditBatch batch;
  std::size_t given_back = 0; ///< rows that name the record again
  std::size_t deleted = 0;    ///< rows that are no longer in the case, or whose other ends are not: they stay away
  std::size_t changed = 0;    ///< rows that somebody has let name a third since: they stay as they are
};

/// The record that `merge` merged under its lead, as it was, and the rows that the merge took from it. Rows that came
/// later stay with the lead; of the lead's own values those go that the merge put there and nobody has changed since.
/// Refused where the record is in the case, where its id is another's by now, and where the lead itself is gone: then
/// that one is split off first.
base::Result<Split> split(const model::CaseSnapshot& now, const model::EditBatch& merge);

/// The record that the batch merged, or null where it merged none.
const model::Entity* merged_record(const model::EditBatch& batch);

} // namespace cuibono::match
