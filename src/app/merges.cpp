#include "app/merges.h"

namespace cuibono::app {
namespace {

// A merge, or one that came back when its split was undone.
bool may_merge(const model::EditBatch& heading) {
  if (heading.kind == model::BatchKind::Undo) return heading.label == match::kSplitLabel;
  return heading.kind != model::BatchKind::Note && heading.label == match::kMergeLabel;
}

} // namespace

base::Result<match::Split> split_merged(const Session& session, std::string_view key) {
  const auto headings = session.file().journal_headings();
  if (!headings) return tl::unexpected(headings.error());
  for (auto heading = headings->rbegin(); heading != headings->rend(); ++heading) { // the last one counts
    if (!may_merge(heading->batch)) continue;
    const auto record = session.file().journal_record(heading->revision);
    if (!record) return tl::unexpected(record.error());
    const auto* merged = match::merged_record(record->batch);
    if (merged && merged->key == key) return match::split(*session.snapshot(), record->batch);
  }
  return base::fail(base::ErrorKind::Usage, "the journal of this case has no merge of such a record", std::string(key),
                    "name the record's own id; where the merge was done in another case, add the record by hand");
}

} // namespace cuibono::app
