#include "app/import_report.h"

namespace cuibono::app {

base::Result<ingest::ImportOptions> import_options(const AboutFiles& about) {
  ingest::ImportOptions options;
  options.exhibit = about.exhibit;
  options.lineage = about.lineage;
  options.handling = about.handling;
  if (about.exhibit.empty() && !(about.lineage + about.grade + about.handling).empty())
    return base::fail(base::ErrorKind::Usage, "lineage, grade and handling are of an exhibit, and none is named", "", "give its id, such as E17");
  if (about.grade.empty()) return options;
  const auto grade = ingest::parse_grade(about.grade);
  if (!grade) return base::fail(base::ErrorKind::Usage, "the grade " + about.grade + " is not one", "grade", "write it like B2, or 5x5x5:B2");
  options.grade = *grade;
  return options;
}

void hide_names(ingest::Resolution& resolution, const model::SnapshotPtr& after) {
  const Masking masked(*after, model::Names(after));
  for (auto& file : resolution.files) {
    file.path = masked(file.path);
    for (auto& reject : file.rejects) reject.reason = masked(reject.reason);
  }
  for (auto& remark : resolution.remarks) remark = masked(remark);
}

} // namespace cuibono::app
