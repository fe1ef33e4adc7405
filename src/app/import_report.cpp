#include "app/import_report.h"

namespace cuibono::app {

void hide_names(ingest::Resolution& resolution, const model::SnapshotPtr& after) {
  const Masking masked(*after, model::Names(after));
  for (auto& file : resolution.files) {
    file.path = masked(file.path);
    for (auto& reject : file.rejects) reject.reason = masked(reject.reason);
  }
  for (auto& remark : resolution.remarks) remark = masked(remark);
}

} // namespace cuibono::app
