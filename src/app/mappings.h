#pragma once
// Where saved mappings lie: the user's own before those that come with the program.

#include <filesystem>
#include <vector>

#include "ingest/mapping/library.h"

namespace cuibono::app {

/// XDG_CONFIG_HOME/cuibono/mappings (else ~/.config/...), then the mappings of the data folder.
std::vector<std::filesystem::path> mapping_folders();

/// All of them that can be read; of the others a remark.
ingest::SavedMappings saved_mappings();

} // namespace cuibono::app
