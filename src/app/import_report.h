#pragma once
// What is said of an import: reasons, remarks and names of files, which may quote a victim's name.

#include "app/masking.h"
#include "ingest/resolve.h"

namespace cuibono::app {

/// The names of whoever is protected in `after`, the case with the import, give way to pseudonyms.
void hide_names(ingest::Resolution& resolution, const model::SnapshotPtr& after);

} // namespace cuibono::app
