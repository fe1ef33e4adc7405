#include "app/mappings.h"

#include "app/demo.h"
#include "app/settings.h"

namespace cuibono::app {

std::vector<std::filesystem::path> mapping_folders() {
  return {settings_path().parent_path() / "mappings", data_folder() / "mappings"};
}

ingest::SavedMappings saved_mappings() { return ingest::load_mappings(mapping_folders()); }

} // namespace cuibono::app
