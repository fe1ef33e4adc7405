#pragma once
// One file's bytes into a draft, by the reader of its format: the one place where evidence is parsed, in a process of its
// own (confined/) or, where nobody asks for that, in this one.

#include <string>

#include "base/error.h"
#include "base/progress.h"
#include "ingest/draft.h"
#include "ingest/formats.h"

namespace cuibono::ingest {

/// Adds the file and what it says to the draft. `file.format` is a name of formats(), or empty: found from content and name.
base::Result<void> read_bytes(Draft& draft, DraftFile file, std::string bytes, const ReadOptions& options, base::Progress& progress);

} // namespace cuibono::ingest
