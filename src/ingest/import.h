#pragma once
// Files and folders, of any format the product reads, into one draft.

#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "ingest/draft.h"

namespace cuibono::ingest {

enum class Direction { Reads, ReadsAndWrites };

struct Format {
  std::string_view name; ///< what --as takes
  std::string_view title;
  std::string_view files; ///< how such files are named
  Direction direction;
};

std::span<const Format> formats();

/// `format` is a name of formats(), or empty: found from each path's content and name. A file that cannot be read at all
/// fails the whole import; bad rows become issues of the draft. `progress` counts bytes.
base::Result<Draft> read_paths(const std::vector<std::filesystem::path>& paths, std::string_view format,
                               base::Progress& progress);

} // namespace cuibono::ingest
