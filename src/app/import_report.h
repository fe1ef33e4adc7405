#pragma once
// What is said of an import: by the user before it, of its exhibit; after it in reasons, remarks and names of files, which may
// quote a victim's name.

#include "app/masking.h"
#include "ingest/resolve.h"

namespace cuibono::app {

/// What the user says of the files of an import, as typed.
struct AboutFiles {
  std::string exhibit; ///< id of the exhibit that rows without one rest on; empty: they support nothing
  std::string lineage, grade, handling; ///< of that exhibit
};

/// Fails for a grade that is none, and for words about an exhibit without its id.
base::Result<ingest::ImportOptions> import_options(const AboutFiles& about);

/// The names of whoever is protected in `after`, the case with the import, give way to pseudonyms.
void hide_names(ingest::Resolution& resolution, const model::SnapshotPtr& after);

} // namespace cuibono::app
