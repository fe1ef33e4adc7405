#pragma once
// Files and folders, of any format the product reads, into one draft.

#include <filesystem>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "ingest/formats.h"

namespace cuibono::ingest {

/// `format` is a name of formats(), or empty: found from each path's content and name. A file that cannot be read at all
/// fails the whole import; bad rows become issues of the draft. `progress` counts bytes, its total is that of the files. `reader` is the program that reads
/// each file in a confined process of its own (see confined/), as a remark says; empty: files are read in this process.
base::Result<Draft> read_paths(const std::vector<std::filesystem::path>& paths, std::string_view format, base::Progress& progress,
                               const ReadOptions& options = {}, const std::filesystem::path& reader = {});

} // namespace cuibono::ingest
